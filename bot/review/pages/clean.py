"""通过整个单位: every item of a unit without a doubt, accepted at once after a look."""

from __future__ import annotations

from bot.corridor.events import Message
from bot.corridor.pages import page
from bot.corridor.routes import token
from bot.corridor.turn import InsteadError, Turn, instead
from bot.forms.words import carried, figures
from bot.review.pages import second
from bot.review.pages.decide import taken_as_said
from bot.review.pages.desk import REVIEWING, Hall, hall_of, refuse_conflict
from bot.review.pages.item import seen
from bot.review.pages.ways import say_unit
from bot.review.queue import Item, in_scope
from bot.review.telling import tell_left
from bot.review.words import item as words, lists
from bot.review.words.lists import BACK
from storage.queries import review


@page("review/clean/{quarter:int}/{unit:int}", roles=REVIEWING, reads=True)
async def show(turn: Turn, quarter: int, unit: int) -> None:
    """What would be accepted."""
    turn.say(_shown(turn, await hall_of(turn, quarter), unit))


def _shown(turn: Turn, hall: Hall, unit: int, first: str = "") -> Message:
    clean = _clean(turn, hall, unit)
    lines = [(one.row.id, _line(one)) for one in clean]
    left = len(in_scope(hall.mine, f"u{unit}")) - len(clean)
    short = clean[0].form.unit.short
    message = lists.clean(hall.quarter.id, unit, short, _mark(clean), lines, left)
    return message.model_copy(update={"text": f"{first}\n{message.text}"}) if first else message


def _clean(turn: Turn, hall: Hall, unit: int) -> list[Item]:
    """Clean items of a unit that nobody else has on the desk, in the order of the table."""
    form = next((one for one in hall.forms if one.unit.id == unit), None)
    if form is None:
        raise instead(words.no_such_item(), BACK)
    refuse_conflict(turn, form)
    me = turn.somebody.id
    found = {
        one.row.id: one
        for one in in_scope(hall.mine, f"u{unit}")
        if one.clean and hall.held.get(one.key, me) == me
    }
    if not found:
        raise InsteadError(Message(text=lists.no_clean(form.unit.short), buttons=((BACK,),)))
    return [found[row.id] for row in form.rows if row.id in found]


def _line(one: Item) -> str:
    name = figures.row_title(one.row)
    proofs = len(one.form.proofs(one.row.id))
    points = figures.points(one.form.result(one.row.id).points, one.row.points)
    if one.row.award:
        return lists.clean_line(name, lists.nothing_claimed(), points, 0)
    said = figures.answers(one.row, lambda cell: one.form.claimed(one.row.id, cell.name))
    noted = carried.says(one.form.carried(one.row))
    return lists.clean_line(name, f"{said}（{noted}）" if noted else said, points, proofs)


def _mark(clean: list[Item]) -> str:
    return token([[one.row.id, seen(one.form, one.row)] for one in clean])


@page("review/clean/yes/{quarter:int}/{unit:int}/{mark}", roles=REVIEWING)
async def accept_all(turn: Turn, quarter: int, unit: int, mark: str) -> None:
    """Accept them as they were shown."""
    hall = await hall_of(turn, quarter)
    clean = _clean(turn, hall, unit)
    if _mark(clean) != mark:
        turn.say(_shown(turn, hall, unit, lists.clean_changed()))
        return
    sealed = 0
    for one in clean:
        given = await second.give(turn, hall, one, "accept", *taken_as_said(one.form, one.row))
        sealed += given in ("sealed", "differed")
        await review.settle(turn.db, one.form.form.id, one.row.id, turn.now)
    await review.leave_desk(turn.db, turn.somebody.id)
    renewed = await hall_of(turn, quarter)
    rest = in_scope(renewed.items, f"u{unit}")
    await tell_left(turn, clean[0].form.form.id if rest else None)
    done = lists.cleaned(clean[0].form.unit.short, len(clean), sealed)
    await say_unit(turn, renewed, unit, 1, done)
