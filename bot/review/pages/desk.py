"""What every page of the review shares: the queue of a quarter, the item on the desk, its guard.

No page lives here. An item is taken inside the turn's transaction, so that two reviewers never
get the same one; what lies untouched for a quarter of an hour goes back to the queue.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from bot.corridor.behind import none_behind
from bot.corridor.events import Button, Message
from bot.corridor.reads_first import OutdatedError
from bot.corridor.routes import link
from bot.corridor.turn import InsteadError, Turn, instead
from bot.forms.form import UnitForm
from bot.forms.loading import load
from bot.forms.pages.office import quarter_of
from bot.review import telling
from bot.review.hall import REVIEWING, Hall, hall, limits, read_hall, reviewers, units_of
from bot.review.pages.item import screen, seen
from bot.review.queue import Item, Key, after, conflicted, decidable, in_scope, reviewable
from bot.review.remits import Remits
from bot.review.words import item as words, second as second_words
from scoring.scheme import Row
from storage.queries import people, review

__all__ = ["DESK", "LEASE", "REVIEWING", "Case", "Hall", "hall_of", "reviewers"]

LEASE = timedelta(minutes=15)
DESK = Button(label="审核首页", route="review")


async def hall_of(turn: Turn, quarter_id: int, *units: int, also: Sequence[int] = ()) -> Hall:
    """Everything about a quarter's review; ``units``: about these units' part of it.

    ``also``: units that are asked about, whether or not anything of theirs is reviewed.
    """
    quarter = await quarter_of(turn, quarter_id)
    found = await read_hall(turn.db, quarter, turn.now, *units, also=also)
    desk = await review.desk(turn.db, turn.somebody.id)
    return hall(found, turn.somebody.id, turn.units, desk)


async def remits_of(turn: Turn) -> Remits:
    """What limits whom."""
    return await limits(turn.db)


async def show_next(
    turn: Turn, hall: Hall, scope: str, behind: Key | None, first: str = "", *, done: bool = False
) -> None:
    """Lay the next free item of a scope on the desk and show it.

    ``done``: the item ``behind`` was decided on and no longer waits. Units the reviewer turns
    away from are told of what was decided. On the desk-sized page, which has its own list, nothing
    follows: its units are told once they are left in peace (``telling.tell_quiet``).
    """
    if turn.at_desk:
        await review.leave_desk(turn.db, turn.somebody.id)
        turn.say(first)
        return
    left = [one for one in in_scope(hall.mine, scope) if not (done and one.key == behind)]
    line = after(in_scope(hall.mine, scope), behind)
    free = (one for one in line if not (done and one.key == behind) and _free(turn, hall, one))
    found = next(free, None)
    await telling.tell_left(turn, found.form.form.id if found else None)
    if found is None:
        await turn.then(lambda: review.leave_desk(turn.db, turn.somebody.id))
        turn.say(_nothing_left(turn, hall, scope, first, behind if done else None))
        return
    await take(turn, hall, found, scope)
    await screen(turn, found, hall.earlier.get(found.form.unit.id), len(left), first)


def parted_clean(turn: Turn, hall: Hall, items: Sequence[Item]) -> tuple[list[Item], list[Item]]:
    """What shows no doubt and lies on nobody else's desk: with every paper read, and the others,
    whose doubts nobody has looked for yet.
    """
    clean = [one for one in items if one.clean and _free(turn, hall, one)]
    read = [one for one in clean if not one.unread]
    return read, [one for one in clean if one.unread]


def _free(turn: Turn, hall: Hall, item: Item) -> bool:
    return hall.held.get(item.key, turn.somebody.id) == turn.somebody.id


def _nothing_left(turn: Turn, hall: Hall, scope: str, first: str, decided: Key | None) -> Message:
    rest = [one for one in hall.items if one.key != decided]
    mine = [one for one in hall.mine if one.key != decided]
    return words.nothing_left(
        hall.quarter.id,
        first,
        scoped=scope != "all",
        mine=sum(_free(turn, hall, one) for one in mine),
        others=len(rest) - len(mine) + sum(not _free(turn, hall, one) for one in mine),
    )


async def take(turn: Turn, hall: Hall, item: Item, scope: str) -> None:
    """Lay an item on the reviewer's desk, or say who has it."""
    person = turn.somebody.id
    until = turn.now + LEASE
    form, row = item.key
    held = hall.held.get(item.key, person)
    if held != person:
        holder = await people.person(turn.db, held)
        raise instead(words.held(holder.name if holder else ""), _next(hall.quarter.id), DESK)

    async def lay() -> None:
        if not await review.put_on_desk(
            turn.db, person, hall.quarter.id, scope, form, row, until, turn.now
        ):
            raise OutdatedError  # another has taken it since the queue was read

    await turn.then(lay)


def _next(quarter: int) -> Button:
    return Button(label="审下一项", route=link("review", "next", quarter, "all"))


@dataclass(frozen=True)
class Case:
    """An item that may be decided on now, by this reviewer, as it was shown."""

    hall: Hall
    item: Item

    @property
    def form(self) -> UnitForm:
        """The unit's form."""
        return self.item.form

    @property
    def row(self) -> Row:
        """The row of the table."""
        return self.item.row

    @property
    def mark(self) -> str:
        """What was shown."""
        return seen(self.form, self.row)

    def route(self, page: str, *more: object) -> str:
        """A page about this item as it was shown."""
        at = (self.hall.quarter.id, self.form.unit.id, self.row.id, self.mark)
        return link("review", page, *at, *more)

    def button(self, label: str, page: str, *more: object) -> Button:
        """A button to such a page."""
        return Button(label=label, route=self.route(page, *more))


async def case(turn: Turn, quarter: int, unit: int, row: str, mark: str) -> Case | None:
    """The item a button speaks of, taken again; None: it has changed and is shown anew.

    Raises:
        InsteadError: it is decided already, is another's, or is none of this reviewer's.
    """
    hall = await hall_of(turn, quarter, *([unit] if turn.at_desk else ()), also=[unit])
    item = hall.find(unit, row)
    if item is None:
        raise await no_longer(turn, hall, unit, row)
    refuse_conflict(turn, item.form)
    refuse_row(turn, hall.remits, item.form, item.row)
    refuse_spoken(turn, item)
    if item.form.is_returned(row):
        # Its day is over: a supplement that came before then goes first.
        again = Button(label="再看这一项", route=link("review", "see", quarter, unit, row))
        await none_behind(turn, again)
    # What is opened on the wide page does not change which queue the phone works through.
    kept = turn.at_desk or item in in_scope(hall.mine, hall.scope)
    scope = hall.scope if kept else f"u{unit}"
    await take(turn, hall, item, scope)
    if seen(item.form, item.row) != mark:
        before = hall.earlier.get(unit)
        left = len(in_scope(hall.mine, scope))
        await screen(turn, item, before, left, words.changed())
        return None
    return Case(hall, item)


def refuse_conflict(turn: Turn, form: UnitForm) -> None:
    """Nobody reviews the own unit."""
    if conflicted(form, turn.somebody.id, turn.units):
        raise instead(words.own_unit(form.unit.short), _next(form.quarter.id), DESK)


def refuse_row(turn: Turn, remits: Remits, form: UnitForm, row: Row) -> None:
    """Nobody reviews a row outside the own remit."""
    if not remits.may(turn.somebody.id, form.form.group, row):
        raise instead(words.outside_remit(row), _next(form.quarter.id), DESK)


def refuse_spoken(turn: Turn, item: Item) -> None:
    """Whoever has marked an item that two mark leaves it to the other."""
    if item.spoke(turn.somebody.id):
        back = Button(
            label="收回我的意见",
            route=link("review/unsay", item.form.quarter.id, item.form.unit.id, item.row.id),
        )
        said = second_words.spoke_already(item)
        ways = () if item.differs else (back,)
        raise instead(said, *ways, _next(item.form.quarter.id), DESK)


async def colleagues(turn: Turn, hall: Hall, item: Item) -> dict[int, str]:
    """Other reviewers who may decide on an item: not of its unit, nor its first marker."""
    found = {}
    form, spoke = item.form, {one.by_person for one in item.opinions}
    for number, name in (await reviewers(turn.db)).items():
        if number == turn.somebody.id or number in spoke:
            continue
        may = hall.remits.may(number, form.form.group, item.row)
        if may and not conflicted(form, number, await units_of(turn.db, number)):
            found[number] = name
    return found


async def no_longer(turn: Turn, hall: Hall, unit: int, row: str) -> InsteadError:
    """Why an item does not wait for a decision."""
    form = next((one for one in hall.forms if one.unit.id == unit), None)
    found = next((one for one in form.rows if one.id == row), None) if form else None
    if form is None or found is None:
        return instead(words.no_such_item(), DESK)
    decided = await review.standing(turn.db, form.form.id, row)
    look = Button(label="看这一项", route=link("review", "see", hall.quarter.id, unit, row))
    if decided is not None and decided.decision in words.DECIDED:
        said = words.decided_already(found, decided, turn.now)
        return instead(said, _next(hall.quarter.id), look, DESK)
    if not reviewable(form, turn.now):
        return instead(words.not_reviewable(form, turn.now), DESK)
    if found not in decidable(form):
        return instead(words.nothing_to_decide(found), _next(hall.quarter.id), DESK)
    return instead(words.no_such_item(), DESK)


async def finish(turn: Turn, at: Case, first: str) -> None:
    """After a decision: no doubt stands any more, and the next item is there at once."""
    await review.settle(turn.db, at.form.form.id, at.row.id, turn.now)
    await show_next(turn, at.hall, at.hall.scope, at.item.key, first, done=True)


async def fresh(turn: Turn, form: UnitForm) -> UnitForm:
    """The form as it is after a decision."""
    found = await load(turn.db, form.quarter.id, form.unit.id)
    if found is None:
        raise LookupError("the form was there a moment ago")
    return found
