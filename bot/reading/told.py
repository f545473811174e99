"""Telling the liaison once what was handed in is read: one message a batch, never twice the same.

Called once a paper is understood, and by the beat for what had to wait: while another question is
being answered in the chat nothing is said. Where nothing else was said since, the
message takes the receipt's place, where its channel can do that. What is found is ``wanted``'s,
``proved``'s and ``doubts``'.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final

from bot.corridor.events import Button, Message, dumps
from bot.corridor.routes import link
from bot.forms.form import UnitForm
from bot.forms.loading import load
from bot.reading import gathering
from bot.reading.facts import Kind
from bot.reading.keeping import JUST_SENT
from bot.reading.of_reports import MENDABLE, doubts_of
from bot.reading.piece import Piece
from bot.reading.proved import proved
from bot.reading.wanted import shown, wanted_ahead, wanted_of
from bot.reading.words import told as words
from scoring.model import Row
from storage.database import Database, Session, moment
from storage.queries import corridor, people, quarters, understood
from storage.queries.understood import Batch

_REPLACING: Final = frozenset({"telegram", "web"})
"""Channels in which a message can take an earlier one's place."""
_ANSWERING: Final = timedelta(minutes=30)
"""A question that nobody answers so long is not being answered."""
_BESIDE: Final = ("proof/", "proof", "papers", "reports/add/")
"""What waits for papers: the answer to these is the very thing that was sent."""
_SAID: Final = ("outside", "blank", "other_unit", "no_source", "unclear")
"""Doubts about one's own paper that its unit can mend; likeness to others is the office's."""

_SAID_BEFORE: Final = frozenset({"damaged", "password", "glyphs"})
"""Why nothing is read of a paper, which is said of it anyway."""


_IN_FULL: Final = 3
"""So many rows are told of in full, the newest first; of more, what asks for something."""


@dataclass
class Told:
    """What is said of one row, and the marks by which it is never said again."""

    lines: list[str] = field(default_factory=list)
    whats: list[str] = field(default_factory=list)
    lacking: bool = False
    ahead: bool = False
    """Not all of the row is answered, and what would prove the rest is not there."""

    @property
    def asks(self) -> bool:
        """Whether there is something to do or to check: more than what was seen."""
        calm = [one for one in self.lines if words.is_calm(one)]
        return self.lacking or len(calm) < len(self.lines)


async def tell_what_is_read(database: Database, now: datetime) -> None:
    """Tell whoever is to be told; where there is nobody, nothing is written."""
    async with database.reading() as db:
        if not await understood.batches_read(db, now - JUST_SENT, most=1):
            return
    async with database.transaction() as db:
        await tell(db, now)


async def tell(db: Session, now: datetime) -> int:
    """Tell everybody whose papers are read and who is not being asked something; how many."""
    groups: dict[tuple[int, str, str], list[Batch]] = defaultdict(list)
    for batch in await understood.batches_read(db, now - JUST_SENT):
        groups[batch.form_id, batch.channel, batch.chat].append(batch)
    done = 0
    for batches in groups.values():
        if not await _held(db, batches[-1], now):
            done += await _tell(db, batches, now)
    return done


async def _held(db: Session, batch: Batch, now: datetime) -> bool:
    """Whether another question is being answered, or the receipt is still on its way."""
    found = await understood.answering(db, batch)
    if found is not None:
        waiting, since = found
        quiet = abs(now - moment(since)) > _ANSWERING  # said by a clock that was wrong, too
        if waiting and not waiting.startswith(_BESIDE) and not quiet:
            return True
    letter = await understood.letter_of(db, batch)
    young = abs(now - moment(batch.filed_at)) < _ANSWERING
    return letter is not None and letter[1] is None and young


async def _tell(db: Session, batches: Sequence[Batch], now: datetime) -> bool:
    kept = await quarters.form_by_id(db, batches[0].form_id)
    form = await load(db, kept.quarter_id, kept.unit_id) if kept else None
    for batch in batches:
        await understood.tell_batch(db, batch, now)
    if form is None or form.quarter.state not in ("open", "review"):
        return False
    if not await _still_theirs(db, batches[-1], form.unit.id):
        return False
    wanted = list(dict.fromkeys(batch.row for batch in reversed(batches)))  # the newest first
    known_rows = {row.id: row for row in form.rows if row.ledger or form.proofs(row.id)}
    rows = [known_rows[one] for one in wanted if one in known_rows]
    if not rows:
        return False
    known = await gathering.surroundings(db, form, rows)
    under = frozenset(batch.receipt for batch in batches)
    found = [
        (row, await of_ledger(db, form, row, under))
        if row.ledger
        else (row, await of_row(db, form, row, known.pieces[row.id]))
        for row in rows
    ]
    found = [(row, told) for row, told in found if told.lines]
    for row, told in found:
        await understood.tell(db, form.form.id, row.id, told.whats, now)
    if found:
        await _post(db, form, batches, found, now)
    return bool(found)


async def _still_theirs(db: Session, batch: Batch, unit: int) -> bool:
    """Whether who sent the papers reports for the unit still: others hear nothing of them."""
    person = await people.by_identity(db, batch.channel, batch.sender)
    grants = await people.roles_of(db, person.id) if person else []
    return any(one.role == "liaison" and one.unit_id == unit for one in grants)


async def of_row(db: Session, form: UnitForm, row: Row, pieces: Sequence[Piece]) -> Told:
    """What a row's papers show that was not said before."""
    before = await understood.told(db, form.form.id, row.id)
    told = Told()
    _say_seen(told, before, pieces)
    _say_wants(told, before, form, row, pieces)
    _say_counts(told, before, form, row, pieces)
    await _say_doubts(told, before, db, form, row)
    if words.complete() in told.lines[:-1]:
        told.lines[told.lines.index(words.complete())] = words.complete(but=True)
    told.whats = [one for one in told.whats if one not in before]
    return told


async def of_ledger(db: Session, form: UnitForm, row: Row, under: frozenset[str]) -> Told:
    """What a unit can mend about work reports that it sent under these receipts."""
    before = await understood.told(db, form.form.id, row.id)
    told = Told()
    reports = [one for one in form.reports if one.receipt in under]
    labels = {one.id: one.label or one.title for one in reports}
    for number, doubts in (await doubts_of(db, form, reports)).items():
        for one in (found.doubt for found in doubts):
            what = f"report:{one.kind}:{number}"
            if one.kind in MENDABLE and what not in before:
                told.lines.append(words.doubt(one.kind, [labels[number]], one.reason, one.quote))
                told.whats.append(what)
    return told


def _say_seen(told: Told, before: set[str], pieces: Sequence[Piece]) -> None:
    new = [
        one for one in pieces
        if f"paper:{one.id}" not in before and one.state not in ("waiting", "link")
    ]  # fmt: skip
    told.whats += [f"paper:{one.id}" for one in pieces if one.state != "waiting"]
    read = [one for one in new if _is_read(one)]
    photos = sum(one.sort == "photo" for one in read)
    papers = [_named(one) for one in read if one.sort != "photo"]
    if papers or photos:
        told.lines.append(words.seen(papers, photos))
    blind: dict[str, list[str]] = defaultdict(list)
    for one in new:
        if not _is_read(one):
            blind[one.unread].append(one.label)
    told.lines += [words.unread(labels, why) for why, labels in blind.items()]
    partly = [one for one in read if one.unread and one.state != "not_read"]
    told.lines += [words.partly(one.label, one.unread) for one in partly]


def _is_read(one: Piece) -> bool:
    """Whether there is something to say of it; a photo needs no words."""
    return one.state == "read" or bool(one.text) or one.picture


def _named(one: Piece) -> str:
    when: Kind = "event_date" if one.says("event_date") else "date"
    unsure = [
        said for kind, said in ((when, "日期"), ("number", "文号"), ("title", "标题"))
        if (fact := one.firsts.get(kind)) is not None and not fact.sure
    ]  # fmt: skip
    day = one.says(when)
    title = one.firsts.get("title")
    told = (one.says("number"), words.dated(day) if day else "")
    return words.paper(one.sort, title.shown if title else "", one.label, told, unsure)


def _say_wants(
    told: Told, before: set[str], form: UnitForm, row: Row, pieces: Sequence[Piece]
) -> None:
    claimed = {one.name: form.claimed(row.id, one.name) for one in row.inputs}
    names = gathering.names_of(form)
    found = shown(wanted_of(row, claimed.get), pieces, names)
    missing = [one.want.text for one in found if one.state == "missing"]
    later = shown(wanted_ahead(row, claimed.get), pieces, names)
    ahead = [one.want.text for one in later if one.state == "missing"]
    came = [one.want.text for one in (*found, *later) if one.state == "shown"]
    mended = [one for one in came if f"want:{one}" in before and f"there:{one}" not in before]
    if mended:
        told.lines.append(words.now_there(mended))
        told.whats += [f"there:{one}" for one in mended]
    new = [one for one in missing if f"want:{one}" not in before]
    if new:
        told.lines.append(words.missing(new))
        told.whats += [f"want:{one}" for one in new]
    asked = [one for one in ahead if f"want:{one}" not in before]
    if asked:
        told.lines.append(words.ahead(asked))
        told.whats += [f"want:{one}" for one in asked]
    wanted = (*found, *later)
    if wanted and all(one.state == "shown" for one in wanted) and "complete" not in before:
        told.lines.append(words.complete())
        told.whats.append("complete")
    told.lacking, told.ahead = bool(missing), bool(ahead)


def _say_counts(
    told: Told, before: set[str], form: UnitForm, row: Row, pieces: Sequence[Piece]
) -> None:
    claimed = {
        one.name: value for one in row.inputs
        if isinstance(value := form.claimed(row.id, one.name), int) and not isinstance(value, bool)
    }  # fmt: skip
    quarter = gathering.quarter_days(form.quarter.year, form.quarter.number)
    for one in proved(row, claimed, pieces, quarter):
        what = f"over:{one.input.name}:{one.claimed}:{one.most}"
        if what not in before:
            told.lines.append(words.over(one.claimed, one.input.unit, one.most, one.days))
            told.whats.append(what)
        told.lacking = True


async def _say_doubts(told: Told, before: set[str], db: Session, form: UnitForm, row: Row) -> None:
    labels = {one.id: one.label for one in form.proofs(row.id)}
    alike: dict[tuple[str, str, str], list[str]] = defaultdict(list)
    for one in await understood.doubts_of_row(db, form.form.id, row.id):
        what = f"doubt:{one.kind}:{one.evidence_id}"
        if one.kind not in _SAID or what in before or one.state != "open":
            continue
        told.whats.append(what)
        if json.loads(one.reason).get("why") not in _SAID_BEFORE:
            quote = one.quote if one.kind in ("blank", "other_unit") else ""
            day = json.dumps({**json.loads(one.reason), "what": ""}, sort_keys=True)
            alike[one.kind, day, quote].append(labels.get(one.evidence_id, ""))
    for (kind, reason, quote), names in alike.items():
        told.lines.append(words.doubt(kind, names, json.loads(reason), quote))


async def _post(
    db: Session,
    form: UnitForm,
    batches: Sequence[Batch],
    found: Sequence[tuple[Row, Told]],
    now: datetime,
) -> None:
    last = batches[-1]
    replaced = await _place(db, batches) if last.said else None
    folded: list[Row] = []
    if len(found) > _IN_FULL:
        folded = [row for row, told in found if not told.asks]
    lines = [last.said] if replaced else []
    for row, told in found:
        if row not in folded:
            lines += [words.row_head(row)] if len(found) > 1 else []
            lines += told.lines
    if folded:
        lines.append(words.folded([one.id for one in folded], alone=len(folded) == len(found)))
    lines.append(words.last(proved=any(not row.ledger for row, _ in found)))
    message = Message(
        title=words.title(len(found) > 1, found[0][0]),
        text="\n".join(lines),
        buttons=_buttons(form, found, now),
    )
    reason = f"read:{last.receipt}:{last.row}@{last.channel}:{last.chat}"
    await corridor.post(
        db, None, last.channel, last.chat, dumps(message), replaces=replaced, reason=reason, now=now
    )


async def _place(db: Session, batches: Sequence[Batch]) -> str | None:
    """What the channel calls the receipt, where it is the last thing said and can be replaced."""
    last = batches[-1]
    if last.channel not in _REPLACING or len({one.inbox_id for one in batches}) != 1:
        return None
    letter = await understood.letter_of(db, last)
    if letter is None or letter[0] != await understood.last_letter(db, last.channel, last.chat):
        return None
    return letter[1]


def _buttons(
    form: UnitForm, found: Sequence[tuple[Row, Told]], now: datetime
) -> tuple[tuple[Button, ...], ...]:
    at = (form.quarter.id, form.unit.id)
    rows = [
        (
            Button(label=f"补传 {row.id} 的材料", route=link("proof", *at, row.id))
            if told.lacking
            else Button(label=f"接着填 {row.id}", route=link("row", *at, row.id)),
        )
        for row, told in found
        if (told.lacking or told.ahead) and form.may_change(row.id, now)
    ]
    first = found[0][0]
    if first.ledger:
        return (*rows[:4], (Button(label="看台账", route=link("reports", *at)),))
    look = Button(label="看材料", route=link("proof/list", *at, first.id))
    onward = Button(label="下一项", route=link("next", *at, first.id))
    return (*rows[:4], (onward, look) if form.may_fill(now) else (look,))
