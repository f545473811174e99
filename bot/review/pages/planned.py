"""What a decision said in one sentence comes to on the row as it is now, and writing it down.

Whatever the reviewer may not decide on is refused here as everywhere in the review.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.corridor.turn import Turn, instead
from bot.forms.form import Raw, UnitForm
from bot.forms.words import figures
from bot.review import by_word
from bot.review.pages import second
from bot.review.pages.decide import brought, claimed, taken_as_said
from bot.review.pages.desk import (
    DESK,
    Case,
    Hall,
    hall_of,
    no_longer,
    refuse_conflict,
    refuse_row,
    refuse_spoken,
)
from bot.review.pages.figures import points_of, refuse_more
from bot.review.pages.reopen import OPEN, take_up
from bot.review.pages.send_back import give_back, until_day
from bot.review.queue import Item
from bot.review.words import asks, by_word as words, item as item_words, lists
from bot.speech.calendar import say_moment
from scoring.exact import show as shown
from scoring.scheme import Row
from storage.queries import people, review
from storage.queries.review import Decision


@dataclass(frozen=True, slots=True)
class Told:
    """What was said of one row of one unit: a verb of ``bot.questions.decisions``, its words."""

    unit: int
    row: str
    verb: str
    said: str = ""
    reason: str = ""
    chosen: dict[str, Raw] | None = None
    """The figures that were pressed, where the words could mean several."""
    due: int = 0
    """Until which day a row that goes back is supplemented, as 20261220; 0: the usual one."""


@dataclass(frozen=True)
class Planned:
    """What it comes to, on the row as it is now."""

    told: Told
    at: Case
    values: dict[str, Raw]
    line: words.Line
    stands: Decision | None
    """What was decided before and would be taken up again."""
    until: datetime

    @property
    def form(self) -> UnitForm:
        """The unit's form."""
        return self.at.form

    @property
    def row(self) -> Row:
        """The row."""
        return self.at.row


async def plan(turn: Turn, hall: Hall, told: Told) -> Planned | by_word.NotHeardError:
    """What was said, on the row as it is now; or that the words do not say one thing.

    Raises:
        InsteadError: it may not be decided by this reviewer, or not so.
    """
    at, stands = await _case(turn, hall, told)
    try:
        what, values = _values(at, told)
    except by_word.NotHeardError as fault:
        return fault
    own, form, row = claimed(at.form, at.row), at.form, at.row
    before = form.result(row.id).points
    full = {**own, **values}
    after = before if what == "return" else points_of(form, row, own if what == "reopen" else full)
    until = await until_day(turn, told.due)
    decided = ""
    if stands is not None and what != "reopen":
        decided = words.again(item_words.decided_already(row, stands, turn.now))
    said = figures.answers(row, lambda one: full.get(one.name)) if what == "cut" else ""
    line = words.Line(
        form.unit.short, row, what, said, before, after, told.reason,
        say_moment(until, turn.now), decided,
    )  # fmt: skip
    return Planned(told, at, values, line, stands, until)


async def _case(turn: Turn, hall: Hall, told: Told) -> tuple[Case, Decision | None]:
    """The row as an item, and the decision that stands, if one does."""
    form = next((one for one in hall.forms if one.unit.id == told.unit), None)
    row = next((one for one in form.rows if one.id == told.row), None) if form else None
    if form is None or row is None:
        name = form.unit.short if form else ""
        raise instead(words.no_such_row(name, told.row), DESK)
    refuse_conflict(turn, form)
    refuse_row(turn, hall.remits, form, row)
    item = hall.find(told.unit, told.row)
    if item is not None:
        refuse_spoken(turn, item)
        held = hall.held.get(item.key, turn.somebody.id)
        if held != turn.somebody.id:
            holder = await people.person(turn.db, held)
            raise instead(item_words.held(holder.name if holder else ""), DESK)
        if told.verb == "reopen":
            raise instead(words.nothing_of_mine(), DESK)
        return Case(hall, item), None
    stands = await review.standing(turn.db, form.form.id, row.id)
    if stands is None or stands.decision not in item_words.DECIDED:
        raise await no_longer(turn, hall, told.unit, told.row)
    if hall.quarter.state not in OPEN:
        raise instead(lists.closed_for_good(hall.quarter.state), DESK)
    return Case(hall, Item(form, row, ())), stands


def _values(at: Case, told: Told) -> tuple[str, dict[str, Raw]]:
    """What it is in the end, and the figures that count then."""
    row = at.row
    if told.verb == "return":
        if at.hall.quarter.state not in ("open", "review"):
            raise instead(asks.too_late_to_return(), DESK)
        return "return", {}
    if told.verb == "reopen":
        return "reopen", {}
    if told.verb == "accept":
        if row.award and not at.item.clean:
            raise by_word.NotHeardError(words.to_be_marked(row))
        return "accept", dict(taken_as_said(at.form, row)[0])
    own = claimed(at.form, row)

    def points(values: by_word.Values) -> Any:
        return points_of(at.form, row, {**own, **values})

    if told.chosen is not None:
        values = told.chosen
    elif told.verb == "zero":
        values = by_word.nothing(row)
    else:
        values = by_word.figures(row, own, told.said, points)
    if row.award:
        return "award", values
    refuse_more(at, values)
    return "cut", values


async def decide(turn: Turn, one: Planned, why: str) -> str:
    """Write one decision down; what is said of it."""
    at, short, row = one.at, one.form.unit.short, one.row
    if one.stands is not None:
        await take_up(turn, one.form, row, one.stands, why or one.line.decided)
    if one.line.what == "reopen":
        return words.reopened(short, row)
    if one.stands is not None:
        hall = await hall_of(turn, at.hall.quarter.id, one.form.unit.id)
        item = hall.find(one.form.unit.id, row.id)
        if item is None:
            raise await no_longer(turn, hall, one.form.unit.id, row.id)
        at = Case(hall, item)
    if one.line.what == "return":
        said = await give_back(turn, at, why, one.until)
    else:
        said = await _give(turn, at, one, why)
    await review.settle(turn.db, at.form.form.id, row.id, turn.now)
    return said


async def _give(turn: Turn, at: Case, one: Planned, why: str) -> str:
    """通过, 核减, 评分: which another may have to mark, too."""
    short, row = at.form.unit.short, at.row
    if one.line.what == "accept":
        values, note = taken_as_said(at.form, row)
        given = await second.give(turn, at.hall, at.item, "accept", values, why or note)
        stands = item_words.accepted(short, row, await brought(turn, at))
        return await second.said(turn, at.hall, at.item, given, stands)
    full = {**claimed(at.form, row), **one.values}
    decision = "accept" if row.award else "cut"
    given = await second.give(turn, at.hall, at.item, decision, full, why)
    if row.award:
        stands = item_words.awarded(short, row, figures.points(one.line.after, row.points))
    else:
        stands = item_words.cut_done(short, row, shown(one.line.before), shown(one.line.after))
    return await second.said(turn, at.hall, at.item, given, stands)
