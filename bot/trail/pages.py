"""谁改了: what was changed of a unit or a row, when, by whom, from what to what, and why.

Read from the audit chain. Admins and reviewers see every unit's and names; a liaison the own
unit's, where whoever decided for the office is called 信用办 and its inner dealings are left out.
"""

from __future__ import annotations

import json
from collections.abc import Sequence

from bot.corridor import words as corridor
from bot.corridor.buttons import HOME
from bot.corridor.events import Button, Message
from bot.corridor.pages import Role, page
from bot.corridor.turn import InsteadError, Turn, instead
from bot.forms.alive import current_quarter
from bot.forms.loading import load, rows_ever
from bot.forms.words import which as which_words
from bot.questions.typed import alone
from bot.trail import words
from scoring.scheme import Row
from storage import audit
from storage.audit import AuditRow
from storage.database import moment
from storage.queries import people, roster

PER_PAGE = 6
COUNTED = 60
"""So many changes are counted; of more it is only said that there are more."""
OFFICE_SIDE: tuple[Role, ...] = ("admin", "reviewer")
ASKING: tuple[Role, ...] = ("liaison", *OFFICE_SIDE)


@page("trail", roles=OFFICE_SIDE, words=alone("trail"), reads=True)
async def newest(turn: Turn) -> None:
    """The newest changes of all."""
    await _newest(turn, 1)


@page("trail/all/{number:int}", roles=OFFICE_SIDE, reads=True)
async def newest_on(turn: Turn, number: int) -> None:
    """The newest changes of all, a later page."""
    await _newest(turn, number)


@page("trail/mine", roles=("liaison",), reads=True)
async def mine(turn: Turn) -> None:
    """Which of a person's units."""
    rows = []
    for unit_id in turn.units:
        unit = await roster.by_id(turn.db, unit_id)
        if unit is not None:
            rows.append((Button(label=unit.short, route=f"trail/{unit_id}"),))
    turn.say(Message(text=which_words.which_unit(), buttons=tuple(rows)))


@page("trail/{unit:int}/{number:int}?", roles=ASKING, reads=True)
async def of_unit(turn: Turn, unit: int, number: int = 1) -> None:
    """A unit's changes, newest first."""
    await _say(turn, unit, "", number)


@page("trail/row/{unit:int}/{row}/{number:int}?", roles=ASKING, reads=True)
async def of_row(turn: Turn, unit: int, row: str, number: int = 1) -> None:
    """A row's changes, newest first."""
    await _say(turn, unit, row, number)


def may_see(turn: Turn) -> bool:
    """Whether the person may read what was changed of every unit."""
    return turn.has(*OFFICE_SIDE)


async def _newest(turn: Turn, number: int) -> None:
    number = max(number, 1)
    found = await audit.newest(turn.db, words.SHOWN, PER_PAGE + 1, (number - 1) * PER_PAGE)
    lines = await lines_of(turn, found[:PER_PAGE])
    turn.say(words.newest(lines, number, more=len(found) > PER_PAGE))


async def lines_of(turn: Turn, found: Sequence[AuditRow]) -> list[str]:
    """Changes as they are read, each with its unit."""
    names = {one.id: one.short for one in await roster.everyone(turn.db)}
    rows: dict[str, dict[str, Row]] = {}
    lines = []
    for entry in found:
        kind, _, unit = entry.stream.partition(":")
        whose = names.get(int(unit), "") if kind == "unit" else ""
        if unit not in rows and entry.action in _OF_FIGURES:
            rows[unit] = await _rows_of(turn, entry, unit)
        known = rows.get(unit, {}) if entry.action in _OF_FIGURES else {}
        lines.append(await _said(turn, entry, known, whose))
    return lines


_OF_FIGURES = ("claim.change", "supply")
"""What is changed of a figure is said in its unit of measure."""


async def _say(turn: Turn, unit: int, row: str, number: int) -> None:
    if not turn.has(*OFFICE_SIDE) and not turn.incoming.private:
        raise InsteadError(corridor.private_only())
    found = await roster.by_id(turn.db, unit)
    if found is None:
        raise instead(which_words.not_taking_part(), HOME)
    rows = await rows_ever(turn.db, unit)
    names = [
        one
        for one in rows
        if one == row or (row and one.startswith(row) and one[len(row) :].isalpha())
    ]
    if row and not names:
        raise instead(words.no_such_row(row, found.short), HOME)
    shown = words.SHOWN if turn.has(*OFFICE_SIDE) else words.SHOWN_TO_UNITS
    stream, number = audit.unit_stream(unit), max(number, 1)
    most = max(COUNTED, number * PER_PAGE)
    every = await audit.changes(turn.db, stream, shown, names, most=most + 1)
    page_of = every[(number - 1) * PER_PAGE : number * PER_PAGE]
    lines = [await _said(turn, entry, rows) for entry in page_of]
    title = words.title(found.short, names[0] if len(names) == 1 else row, rows)
    counted = len(every) <= COUNTED
    turn.say(words.listed(title, unit, row, lines, number, len(every), PER_PAGE, counted=counted))


async def _rows_of(turn: Turn, entry: AuditRow, unit: str) -> dict[str, Row]:
    """The rows an entry may be about, for its inputs' units of measure."""
    if not unit or entry.action not in _OF_FIGURES:
        return {}
    quarter = await current_quarter(turn.db, turn.now, int(unit))
    form = await load(turn.db, quarter.id, int(unit)) if quarter else None
    return {row.id: row for row in form.scheme.rows} if form else {}


async def _said(turn: Turn, entry: AuditRow, rows: dict[str, Row], whose: str = "") -> str:
    subject = entry.subject.split("/")
    row = rows.get(subject[2]) if len(subject) > 2 else None
    name = subject[2] if len(subject) > 2 and subject[0] in ("claim", "review") else ""
    one = next((i for i in row.inputs if i.name == subject[-1]), None) if row else None
    return words.change(
        await _who(turn, entry),
        moment(entry.at),
        turn.now,
        entry.action,
        words.Subject(whose, name, subject[3] if len(subject) > 3 else "", row, one),
        json.loads(entry.before),
        json.loads(entry.after),
        entry.why,
    )


async def _who(turn: Turn, entry: AuditRow) -> str:
    """Who did it; to a unit, whoever is not one of its own people is 信用办 or another body."""
    person = await people.person(turn.db, entry.actor) if entry.actor else None
    if person is None:
        return words.NOBODY
    if turn.has(*OFFICE_SIDE) or entry.action in words.BY_UNITS:
        return person.name
    return words.OTHERS if entry.action == "supply" else words.THE_OFFICE
