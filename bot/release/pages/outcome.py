"""What goes out when an edition is released: to the office's groups, and to every unit its own.

No page lives here. Everything is posted in the turn that releases, so that it goes out whole or not
at all; each letter has its reason, so that it goes out once.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from bot.corridor.addressed import Addressed
from bot.corridor.events import File, Message
from bot.corridor.turn import Turn
from bot.editions import making as publication
from bot.editions.edition import Change, Edition, Result, Table, difference
from bot.editions.movement import of_table
from bot.forms.form import UnitForm
from bot.forms.loading import load_quarter
from bot.forms.words import figures
from bot.release.words import (
    release as release_words,
    released as words,
    unfinished as unfinished_words,
)
from bot.results.pages.score import reason
from scoring.scheme import Row
from storage import audit
from storage.database import moment
from storage.queries import editions, people
from storage.queries.frozen import Copies
from storage.queries.quarters import Quarter

_ROWS = 4
"""So many rows below their points are named in the letter; all of them are one tap away."""
_CUT, _BELOW, _FULL = range(3)


@dataclass(frozen=True)
class Ready:
    """What is said with an edition, made before it is written: writing holds everybody up."""

    units: Sequence[Addressed]
    told: int
    """So many units are reached."""
    tables: Sequence[Message]
    compared: Sequence[str]
    """What differs from the edition before it."""
    left: Sequence[str]
    """What was still open."""
    workbook: File
    copies: Copies
    """The edition line by line, as questions read it."""


async def made_ready(
    turn: Turn, quarter: Quarter, edition: Edition, before: Edition | None
) -> Ready:
    """What is said with an edition: after a first one, to the units that moved.

    ``quarter``: as it will be then.
    """
    changes = difference(before, edition)
    again = before is not None and before.kind == edition.kind
    earlier = await publication.before(turn.db, quarter)
    letters = await _to_units(turn, quarter, edition, changes, only_changed=again)
    units = await _addressed(turn, letters)
    tables = [
        words.released_table(edition, table, of_table(earlier, table), turn.now)
        for table in edition.tables
    ]
    assert edition.hash  # noqa: S101 -- its whole text is made now, and kept with it
    return Ready(
        units=units,
        told=_reached(letters, units),
        tables=tables,
        compared=release_words.compared(changes, edition) if before is not None else [],
        left=unfinished_words.left_open(edition),
        workbook=words.book(edition, earlier),
        copies=Copies(publication.lines_of(edition)),
    )


async def send(
    turn: Turn,
    quarter: Quarter,
    edition: Edition,
    ready: Ready,
    proposed_by: int,
    why: str = "",
) -> None:
    """Post an edition to the office and to the units."""
    await turn.tell_all(ready.units)
    messages, lines = list(ready.tables), list(ready.compared)
    if edition.kind == "announced":
        lines.append(words.until_line(moment(quarter.appeal_until), turn.now))
    proposer = await people.person(turn.db, proposed_by)
    name = proposer.name if proposer else ""
    lines.append(words.confirmed_by(name, turn.somebody.name))
    anchor = str(await audit.end(turn.db))
    messages.append(
        words.released(
            edition,
            quarter.id,
            lines,
            ready.told,
            workbook=ready.workbook,
            left=ready.left,
            reason=why,
            anchor=anchor,
        )
    )
    await _to_office(turn, messages, f"{edition.kind}:{quarter.id}:{edition.version}")


async def send_difference(
    turn: Turn, quarter: Quarter, edition: Edition, changes: tuple[Change, ...], why: str
) -> None:
    """Post what an edition changed: to the office whole, to each unit it moved its own part."""
    letters = await _to_units(turn, quarter, edition, changes, only_changed=True)
    units = await _addressed(turn, letters)
    await turn.tell_all(units)
    told = _reached(letters, units)
    earlier = await publication.before(turn.db, quarter)
    anchor = str(await audit.end(turn.db))
    message = words.superseded(edition, quarter.id, changes, told, why, earlier, anchor)
    await turn.tell_office(message, f"{edition.kind}:{quarter.id}:{edition.version}")


async def _to_office(turn: Turn, messages: list[Message], reason: str) -> None:
    """To the group: as the answer where the group is where it was confirmed."""
    if turn.group is not None:
        for message in messages:
            turn.say(message)
        return
    for number, message in enumerate(messages):
        await turn.tell_office(message, f"{reason}:{number}")
    turn.say(messages[-1])


@dataclass(frozen=True, slots=True)
class ToUnit:
    """A unit's own result, for each of its liaisons; ``reason``: it goes out once."""

    liaisons: Sequence[int]
    message: Message
    reason: str


async def _addressed(turn: Turn, letters: Sequence[ToUnit]) -> list[Addressed]:
    """To each unit's liaisons, where they wrote last."""
    return await turn.addressed(
        [(who, one.message, one.reason) for one in letters for who in one.liaisons]
    )


def _reached(letters: Sequence[ToUnit], addressed: Sequence[Addressed]) -> int:
    """How many units somebody of reads it."""
    people = {one.person for one in addressed}
    return sum(any(who in people for who in one.liaisons) for one in letters)


async def _to_units(
    turn: Turn,
    quarter: Quarter,
    edition: Edition,
    changes: tuple[Change, ...],
    *,
    only_changed: bool,
) -> list[ToUnit]:
    """To each unit that has a liaison its own result.

    In the order of the units and not of the ranking: which phone rings first tells nothing.
    """
    forms = {form.unit.id: form for form in await load_quarter(turn.db, quarter)}
    since = min([one.at for one in await editions.of_quarter(turn.db, quarter.id)], default="")
    changed = {one.unit.unit: one for one in changes}
    liaisons: dict[int, list[int]] = {}
    for grant in await people.with_role(turn.db, "liaison"):
        if grant.unit_id is not None:
            liaisons.setdefault(grant.unit_id, []).append(grant.person_id)
    letters = []
    every = [(one, table) for table in edition.tables for one in table.results]
    for one, table in sorted(every, key=lambda found: found[0].unit):
        if one.unit not in liaisons or (only_changed and one.unit not in changed):
            continue
        message = _letter(turn, quarter, edition, table, one, forms, changed.get(one.unit), since)
        key = f"{edition.kind}:{quarter.id}:{edition.version}:{one.unit}"
        letters.append(ToUnit(liaisons[one.unit], message, key))
    return letters


def _letter(
    turn: Turn,
    quarter: Quarter,
    edition: Edition,
    table: Table,
    one: Result,
    forms: Mapping[int, UnitForm],
    change: Change | None,
    since: str,
) -> Message:
    form = forms.get(one.unit)
    until = moment(quarter.appeal_until)
    may_appeal = edition.kind == "announced" and turn.now <= until
    return words.told_unit(
        edition,
        quarter.id,
        table,
        one,
        lost(form, since) if form else [],
        until if may_appeal else None,
        turn.now,
        words.moved_lines(change, table) if change else (),
    )


def lost(form: UnitForm, since: str) -> list[str]:
    """The rows a unit will ask about first, each with its reason.

    ``since``: when the quarter's first edition was made, "" before it.
    """
    below = [row for row in form.rows if doubtful(form, row)[0] < _FULL]
    below.sort(key=lambda row: doubtful(form, row))
    return [
        words.lost_row(
            figures.row_title(row),
            figures.points(form.result(row.id).points, row.points)
            + figures.of_year(form.scheme, row),
            _why(form, row, since),
        )
        for row in below[:_ROWS]
    ]


def _why(form: UnitForm, row: Row, since: str) -> str:
    """Why points are missing: what the reviewer gave as the reason, else how the points came.

    What was decided anew after an edition has the reason of the change, which is none of a loss.
    """
    review = form.reviews.get(row.id)
    if review is not None and row.id in form.unanswered:
        still = form.is_returned(row.id)
        return words.not_supplemented(review.reason, form.scheme, row, open=still)
    anew = review is not None and bool(since) and review.at > since
    return review.reason if review and review.reason and not anew else reason(form, row)


def doubtful(form: UnitForm, row: Row) -> tuple[int, Decimal]:
    """In which order a unit looks at its rows: what was cut, what lacks points, the rest."""
    less = form.less(row)
    if less <= 0:
        return _FULL, Decimal(0)
    review = form.reviews.get(row.id)
    return (_CUT if review is not None and review.decision == "cut" else _BELOW), -less
