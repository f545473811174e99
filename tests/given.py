"""What a story takes as given: figures, decisions and people there before its first turn.

Lines such as ``claim 县教育局 三.4 取得成效的应用 3``; the real queries write them, no page does.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any, cast

from bot.corridor.door import World
from bot.corridor.events import Incoming
from bot.corridor.turn import Turn
from bot.editions import making as publication
from bot.forms.beside import rows_compared
from bot.forms.form import UnitForm
from bot.forms.loading import load, load_quarter, read_scheme
from bot.papers.filing import take_links
from bot.release.drafting import draft
from scoring.periods import beside
from storage import audit
from storage.database import Session
from storage.queries import advice, answers, people, quarters, roster
from storage.queries.advice import About
from storage.queries.answers import NOTE
from storage.queries.corridor import Conversation
from storage.queries.quarters import Dates, Quarter

_SUBMITTED_BY = 1


async def given(db: Session, now: datetime, lines: Iterable[str]) -> None:
    """Write every line down, for the newest quarter.

    ``claim UNIT ROW INPUT JSON`` · ``supply UNIT ROW INPUT JSON BODY`` · ``accept UNIT ROW JSON
    REASON`` · ``cut UNIT ROW JSON REASON`` · ``return UNIT ROW REASON`` · ``submitted UNIT`` ·
    ``liaison NAME UNIT`` · ``role NAME ROLE [UNIT]`` · ``colleague NAME ROLE`` (newly bound) ·
    ``state STATE`` (of the quarter) ·
    ``last UNIT ROW INPUT JSON`` (claimed in the quarter before, which is published) ·
    ``last-submitted UNIT`` · ``last-cut UNIT ROW JSON REASON`` · ``last-link UNIT ROW URL TITLE`` ·
    ``blocked NAME`` · ``last-supplied UNIT ROW INPUT JSON BODY`` ·
    ``past YEAR NUMBER UNIT ROW JSON`` (accepted in a
    quarter long over, made when first spoken of) · ``finished`` (whatever
    is still open of any unit is answered with nothing, supplied, accepted and handed in) ·
    ``otherwise YEAR NUMBER`` (its rules count otherwise than today's) ·
    ``released YEAR NUMBER KIND`` (as an edition) ·
    ``rule GROUP ROW KEYS`` (a row, a section, ``year``, ``classes``: by these keys,
    `` | `` between) ·
    ``asked NAME UNIT ROW QUESTION`` (of the office) · ``strange TEXT`` (was not understood)
    """
    for line in lines:
        await _one(db, now, line.split())


async def _one(db: Session, now: datetime, words: list[str]) -> None:
    verb, *rest = words
    if verb == "colleague":
        person = await people.add_person(db, rest[0], "13700000000", now)
        await people.add_identity(db, person.id, "web", rest[0], now)
        await people.give_role(db, person.id, rest[1], None, None, now)
        return
    if verb in ("past", "otherwise", "released", "finished", "rule"):
        await _of_county(db, now, verb, rest)
        return
    quarter = (await quarters.everyone(db))[0]
    numbers = {unit.name: unit.id for unit in await roster.everyone(db)}
    if verb == "state":
        assert await quarters.move(db, quarter.id, quarter.state, rest[0])
        return
    if verb == "liaison":
        person = await people.add_person(db, rest[0], "13900000000", now)
        await people.add_identity(db, person.id, "web", rest[0], now)
        await people.give_role(db, person.id, "liaison", numbers[rest[1]], None, now)
        return
    if verb in ("asked", "strange", "blocked"):
        await _of_somebody(db, now, quarter, numbers, words)
        return
    if verb == "role":
        known = await people.by_identity(db, "web", rest[0])
        assert known is not None, words
        unit = numbers[rest[2]] if len(rest) > 2 else None
        await people.give_role(db, known.id, rest[1], unit, None, now)
        return
    if verb == "last":
        earlier = await _earlier(db, now, quarter, numbers[rest[0]])
        await _claim(db, now, earlier, numbers[rest[0]], rest[1:])
        return
    if verb.startswith("last-"):
        await _of_last(db, now, quarter, numbers[rest[0]], words)
        return
    form = await load(db, quarter.id, numbers[rest[0]])
    assert form is not None, words
    await _of_form(db, now, form, words)


async def _of_county(db: Session, now: datetime, verb: str, rest: list[str]) -> None:
    if verb == "finished":
        await _finished(db, now)
    elif verb == "rule":
        await _rule(db, (await quarters.everyone(db))[0], rest)
    else:
        await _past(db, now, verb, rest)


async def _rule(db: Session, quarter: Quarter, words: list[str]) -> None:
    """Let a row of the quarter's scheme count by other keys."""
    group, row, *keys = words
    body = " ".join(keys).replace(" | ", "\n")
    kept = next(one for one in await quarters.schemes(db, quarter.id) if one.group == group)
    if row in ("year", "classes"):
        text = kept.text.replace("\n[section.", f"\n[{row}]\n{body}\n\n[section.", 1)
    elif "." not in row:
        table = "[scheme]" if row == "scheme" else f'[section."{row}"]'
        text = kept.text.replace(f"{table}\n", f"{table}\n{body}\n", 1)
    else:
        name = read_scheme(kept).row(row).name
        before, _, rest = kept.text.partition(f'\n["{row}"]\n')
        after = rest[found.start() :] if (found := re.search(r"^\[", rest, re.MULTILINE)) else ""
        text = f'{before}\n["{row}"]\nname = "{name}"\n{body}\n\n{after}'
    scheme = read_scheme(replace(kept, text=text))
    await db.execute(
        "update quarter_schemes set text = ?, digest = ? where quarter_id = ? and grp = ?",
        (text, scheme.digest, quarter.id, group),
    )
    await quarters.compare(db, quarter.id, group, rows_compared(scheme))


async def _of_last(
    db: Session, now: datetime, quarter: Quarter, unit: int, words: list[str]
) -> None:
    """What else there was a quarter ago: handed in, cut, a link as evidence."""
    verb, *rest = words
    earlier = await _earlier(db, now, quarter, unit)
    if verb == "last-submitted":
        assert await quarters.submit(db, earlier, _SUBMITTED_BY, now)
        return
    if verb == "last-supplied":
        await answers.supply(db, earlier, rest[1], rest[2], rest[3], rest[4], None, None, now)
        return
    if verb == "last-cut":
        await answers.decide(db, earlier, rest[1], "cut", rest[2], rest[3], None, None, now)
        return
    kept = await quarters.form_by_id(db, earlier)
    assert kept is not None
    form = await load(db, kept.quarter_id, unit)
    assert form is not None
    await take_links(await a_turn(db, now), form, rest[1], [(rest[2], rest[3])])


async def a_turn(db: Session, now: datetime, world: World | None = None) -> Turn:
    """A turn of the admin's, outside any conversation."""
    return Turn(
        now=now,
        db=db,
        world=cast("World", world),
        incoming=Incoming(
            channel="web", update="given", chat="", sender="", private=True, received=now
        ),
        conversation=Conversation(0, "web", "", ""),
        person=await people.by_identity(db, "web", "赵主任"),
    )


async def _of_somebody(
    db: Session, now: datetime, quarter: Quarter, numbers: dict[str, int], words: list[str]
) -> None:
    verb, *rest = words
    if verb == "blocked":
        await people.identity_state(db, "web", rest[0], "blocked")
        return
    if verb == "strange":
        await advice.not_understood(db, rest[0], rest[0], "unit", now)
        return
    person = await people.by_identity(db, "web", rest[0])
    assert person is not None
    about = About(numbers[rest[1]], quarter.id, rest[2])
    number = await advice.draft(db, person.id, about, " ".join(rest[3:]), "", now)
    await advice.send(db, number, person.id, now)


async def _of_form(db: Session, now: datetime, whole: UnitForm, words: list[str]) -> None:
    verb, *rest = words
    form = whole.form
    if verb in ("claim", "supply"):
        assert rest[2] == NOTE or whole.scheme.row(rest[1]).input(rest[2])
    if verb == "claim":
        await _claim(db, now, form.id, form.unit_id, rest[1:])
    elif verb == "supply":
        await answers.supply(db, form.id, rest[1], rest[2], rest[3], rest[4], None, None, now)
    elif verb in ("accept", "cut"):
        await answers.decide(db, form.id, rest[1], verb, rest[2], rest[3], None, None, now)
    elif verb == "return":
        due = now + timedelta(days=3)
        await answers.decide(db, form.id, rest[1], "return", "{}", rest[2], due, None, now)
    elif verb == "submitted":
        assert await quarters.submit(db, form.id, _SUBMITTED_BY, now)
    else:
        raise ValueError(f"nothing is given by “{verb}”")


_NOTHING: dict[str, int | bool | str] = {
    "named": "无",
    "count": 0,
    "flag": False,
    "rate": "0",
    "award": "0",
}


async def _finished(db: Session, now: datetime) -> None:
    for form in await load_quarter(db, (await quarters.everyone(db))[0]):
        await _finish(db, now, form)


async def _finish(db: Session, now: datetime, form: UnitForm) -> None:
    """Nothing of the form stays open: what nobody has said is nothing, and is accepted."""
    number = form.form.id
    for row in form.rows:
        missing = [one for one in row.inputs if form.figure(row, one) is None]
        said = {one.name: _NOTHING.get(one.kind, 1) for one in missing}
        if row.by is not None:
            for name, value in said.items():
                text = json.dumps(value, ensure_ascii=False)
                await answers.supply(db, number, row.id, name, text, row.by, None, None, now)
        elif row.award or (row.id not in form.reviews and not row.ledger):
            known = {one.name: form.figure(row, one) for one in row.inputs}
            kept = {name: found[0] for name, found in known.items() if found}
            text = json.dumps(kept | said, ensure_ascii=False, sort_keys=True)
            for one in () if row.award else missing:
                value = json.dumps(said[one.name], ensure_ascii=False)
                await _claim(db, now, number, form.unit.id, [row.id, one.name, value])
            await answers.decide(db, number, row.id, "accept", text, "没有开展", None, None, now)
    if form.form.state != "submitted":
        await quarters.submit(db, number, _SUBMITTED_BY, now)


async def _claim(db: Session, now: datetime, form: int, unit: int, rest: list[str]) -> None:
    """A claim with its audit row: a story may change it, and its version then counts changes."""
    row, name, value = rest
    await answers.claim(db, form, row, name, value, None, now)
    await audit.record(
        db,
        audit.unit_stream(unit),
        actor=None,
        action="claim.change",
        subject=f"claim/{form}/{row}/{name}",
        before=None,
        after=json.loads(value),
        now=now,
    )


async def _earlier(db: Session, now: datetime, quarter: Quarter, unit: int) -> int:
    """The unit's form of the quarter before, which is over; made when it is first spoken of."""
    year, number = beside((quarter.year, quarter.number), -1)
    known = await quarters.by_number(db, year, number)
    if known is None:
        over = now - timedelta(days=40)
        dates = Dates(over.date() - timedelta(days=60), over, over, over, over)
        made = await quarters.add(db, year, number, "published", dates, now)
        for kept in await quarters.schemes(db, quarter.id):
            await quarters.add_scheme(db, made, kept)
    else:
        made = known.id
    form = await quarters.form(db, made, unit)
    if form is not None:
        return form.id
    now_form = await quarters.form(db, quarter.id, unit)
    assert now_form is not None
    return await quarters.add_form(db, made, unit, now_form.group)


async def _past(db: Session, now: datetime, verb: str, rest: list[str]) -> None:
    """A quarter that is over, with its accepted figures and its edition."""
    year, number = int(rest[0]), int(rest[1])
    found = await quarters.by_number(db, year, number) or await _over(db, year, number, now)
    if verb == "otherwise":
        await db.execute(
            "update quarter_schemes set text = replace(text, '[\"优秀\", 90]', '[\"优秀\", 85]'),"
            f" digest = 'other' || id where quarter_id = {found.id}"
        )
    elif verb == "past":
        numbers = {unit.name: unit.id for unit in await roster.everyone(db)}
        form = await quarters.form(db, found.id, numbers[rest[2]])
        assert form is not None, rest
        await answers.decide(db, form.id, rest[3], "accept", rest[4], "", None, None, now)
    else:
        await _release(db, found, now, rest[2])


async def _over(db: Session, year: int, number: int, now: datetime) -> Quarter:
    over = now - timedelta(days=40)
    made = await quarters.add(
        db, year, number, "review", Dates(over.date(), over, over, over, over), now
    )
    newest = (await quarters.everyone(db))[0]
    for kept in await quarters.schemes(db, newest.id):
        await quarters.add_scheme(db, made, kept)
    for unit in await roster.everyone(db):
        await quarters.add_form(db, made, unit.id, unit.group)
    found = await quarters.by_id(db, made)
    assert found is not None
    return found


async def _release(db: Session, quarter: Quarter, now: datetime, kind: str) -> None:
    turn = await a_turn(db, now)
    edition = await draft(turn, quarter, cast("Any", kind))
    assert await quarters.move(db, quarter.id, "review", kind)
    await publication.keep(turn, quarter, edition, proposed_by=turn.somebody.id, reason="")
