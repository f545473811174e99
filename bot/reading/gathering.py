"""What a row's papers are judged with, read from the tables: facts, texts, likes, names, quarter.

No sentence and no judgement here (`wanted`, `doubts`).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from bot.extraction.pages import WHOLE_AS_SEEN
from bot.extraction.plain import searchable
from bot.forms.form import UnitForm
from bot.reading.doubts import Alike, Place
from bot.reading.facts import Fact
from bot.reading.piece import Piece, State
from bot.reading.shingles import Common, common
from scoring.model import Row
from scoring.periods import first_day, last_day
from storage.database import Session
from storage.kinds import KINDS
from storage.queries import readings, roster, understood
from storage.queries.papers import Evidence
from storage.queries.readings import Reading
from storage.queries.understood import KeptFact, Likeness, Used

_LEAST = 3
"""Signs of a name that tells a unit from what is written anyhow: 冢头镇."""
_NOT_READ = frozenset({"not_text", "old_format", "no_ocr"})


@dataclass(frozen=True)
class Surroundings:
    """Papers by row, what is like each, and the names there are."""

    form: UnitForm
    pieces: Mapping[str, tuple[Piece, ...]]
    alike: Mapping[int, Sequence[Alike]]
    others: Mapping[str, str]

    def place(self, row: Row) -> Place:
        """Where the papers of a row lie."""
        first, last = quarter_days(self.form.quarter.year, self.form.quarter.number)
        return Place(
            row=row,
            first=first,
            last=last,
            county=county_of(self.form),
            names=names_of(self.form),
            others=self.others,
            claimed={one.name: self.form.claimed(row.id, one.name) for one in row.inputs},
        )


def quarter_days(year: int, number: int) -> tuple[date, date]:
    """The first and the last day of a quarter."""
    return first_day((year, number)), last_day((year, number))


def county_of(form: UnitForm) -> str:
    """The county whose scheme it is: what its document's name begins with."""
    match = re.match(r"[\u4e00-\u9fff]{1,3}?[县区旗市]", form.scheme.document)
    return match[0] if match else ""


def names_of(form: UnitForm) -> tuple[str, ...]:
    """What a unit is called, as texts are searched."""
    names = (form.unit.name, form.unit.short)
    return tuple(dict.fromkeys(searchable(one) for one in names if len(one) >= 3))


async def surroundings(
    db: Session,
    form: UnitForm,
    rows: Sequence[Row],
    compared: frozenset[str] | None = frozenset(),
) -> Surroundings:
    """Everything that the doubts of some rows rest on; ``compared`` as in `understanding`."""
    proofs = {row.id: form.proofs(row.id) for row in rows}
    pieces = await pieces_of(db, [one for some in proofs.values() for one in some])
    by_row = {row: tuple(pieces[one.id] for one in some) for row, some in proofs.items()}
    alike: dict[int, list[Alike]] = {}
    for row, some in proofs.items():
        for one in some:
            if one.digest is not None and (compared is None or one.digest in compared):
                alike[one.id] = await _alike(db, form, row, one, pieces[one.id])
    return replace(await names(db, form), pieces=by_row, alike=alike)


async def names(db: Session, form: UnitForm) -> Surroundings:
    """The names there are, without any paper."""
    others = {
        unit.name: unit.short
        for unit in await roster.everyone(db)
        if unit.id != form.unit.id and len(unit.name) >= _LEAST
    }
    return Surroundings(form, {}, {}, others)


async def pieces_of(db: Session, proofs: Sequence[Evidence]) -> dict[int, Piece]:
    """Papers with what was understood of them, by number."""
    digests = sorted({one.digest for one in proofs if one.digest})
    known = {one.sha256: one for one in await readings.readings_of(db, digests)}
    facts: dict[str, list[KeptFact]] = defaultdict(list)
    for fact in await understood.facts_of(db, digests):
        facts[fact.sha256].append(fact)
    texts = await understood.texts_of(db, digests)
    return {
        one.id: _piece(one, known.get(one.digest or ""), facts[one.digest or ""], texts)
        for one in proofs
    }


def _piece(
    one: Evidence, reading: Reading | None, facts: Sequence[KeptFact], texts: Mapping[str, str]
) -> Piece:
    digest = one.digest or ""
    kind = KINDS.get(one.kind)
    text = searchable(f"{one.label} {one.caption}") if one.url else texts.get(digest, "")
    return Piece(
        id=one.id,
        label=one.label,
        kind=one.kind,
        digest=one.digest,
        url=one.url,
        facts=tuple(_fact(fact) for fact in facts),
        text=text,
        state=_state(one, reading),
        unread=reading.unread if reading else "",
        picture=bool(kind and kind.picture),
    )


def _state(one: Evidence, reading: Reading | None) -> State:
    if one.url:
        return "link"
    if reading is None or reading.state == "waiting":
        return "waiting"
    if reading.unread in _NOT_READ:
        return "not_read"
    whole = reading.state != "failed" and reading.unread in WHOLE_AS_SEEN
    return "read" if whole else "unread"


def _fact(one: KeptFact) -> Fact:
    return Fact(one.kind, one.value, one.shown, one.page, one.line, bool(one.sure))  # type: ignore[arg-type] # written from facts


async def _alike(db: Session, form: UnitForm, row: str, one: Evidence, piece: Piece) -> list[Alike]:
    """Other papers with this one's text or number, where they serve."""
    digest = str(one.digest)
    known = await shares(db, digest)
    if not known:
        return []
    foreign = await third_bodys(db, form, piece)
    return [
        as_alike(form, row, use, *known[use.digest], foreign)
        for use in await understood.uses_of(db, sorted(known))
        if use.id != one.id
    ]


async def shares(db: Session, digest: str) -> dict[str, tuple[bool, int, str]]:
    """Papers with this one's text, or its number on another text: whole, percent, number."""
    found: dict[str, tuple[bool, int, str]] = {
        other: (False, 0, number)
        for other, number in (await understood.numbered(db, digest)).items()
    }
    for near in await understood.alike(db, digest):
        share = _share(near)
        if share.said:
            percent = round(max(share.of_this, share.of_that) * 100)
            found[near.sha256] = (share.whole, percent, "")
    return found


def _share(near: Likeness) -> Common:
    """Short papers are held against each other by all their samples, others by the coarse ones."""
    if near.this > near.this_coarse and near.that > near.that_coarse:
        return common(near.this, near.that, near.both, fine=True)
    return common(near.this_coarse, near.that_coarse, near.both_coarse)


def as_alike(
    form: UnitForm, row: str, use: Used, whole: bool, percent: int, number: str, foreign: bool
) -> Alike:
    """A use of such a paper, as seen from a form's row."""
    return Alike(
        evidence=use.id,
        unit=use.unit_id,
        own=use.unit_id == form.unit.id,
        same_quarter=use.quarter_id == form.quarter.id,
        same_row=use.row == row,
        whole=whole,
        percent=min(percent, 100),
        number=number,
        foreign=foreign,
    )


async def third_bodys(db: Session, form: UnitForm, piece: Piece) -> bool:
    """Whether a paper is that of a body which is no unit of the roster: anybody may show it."""
    issuer = searchable(piece.says("issuer"))
    if not issuer or piece.sort == "news":
        return False
    return not any(
        issuer.endswith(searchable(unit.name)) or searchable(unit.name).endswith(issuer)
        for unit in await roster.everyone(db)
    ) and not any(issuer in name or name in issuer for name in names_of(form))
