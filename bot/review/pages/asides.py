"""这项先放着: an item that a reviewer comes back to; it goes on waiting, behind everything else.

A bookmark of the one reviewer's: nothing of it is decided, and colleagues find it as before.
"""

from __future__ import annotations

from bot.corridor.events import Message
from bot.corridor.pages import page
from bot.corridor.routes import link
from bot.corridor.turn import Turn
from bot.forms.words import figures
from bot.review.pages.desk import (
    REVIEWING,
    hall_of,
    no_longer,
    refuse_conflict,
    refuse_row,
    show_next,
)
from bot.review.queue import Item, in_scope
from bot.review.words import asides as words
from storage.queries import review


async def lying(turn: Turn, quarter: int) -> str | Message:
    """The route that sets aside what lies before the reviewer; a message: nothing does."""
    hall = await hall_of(turn, quarter)
    desk = hall.desk
    item = next((one for one in hall.mine if desk and one.key == (desk.form_id, desk.row)), None)
    if item is None:
        return words.nothing_lies_there(quarter, len(_mine(hall.mine, hall.asides)))
    return link("review/aside", quarter, item.form.unit.id, item.row.id)


@page("review/aside/{quarter:int}/{unit:int}/{row}/{on:int}?", roles=REVIEWING, reads=True)
async def put(turn: Turn, quarter: int, unit: int, row: str, on: int = 0) -> None:
    """Set an item aside; ``on``: and show the next one."""
    hall = await hall_of(turn, quarter, also=[unit])
    item = hall.find(unit, row)
    if item is None:
        raise await no_longer(turn, hall, unit, row)
    refuse_conflict(turn, item.form)
    refuse_row(turn, hall.remits, item.form, item.row)
    me, (form_id, _) = turn.somebody.id, item.key

    async def keep() -> None:
        await review.set_aside(turn.db, me, form_id, row, turn.now)

    await turn.then(keep)
    said = words.put(item.form.unit.short, item.row)
    if on and len(in_scope(hall.mine, hall.scope)) > 1:
        await show_next(turn, hall, hall.scope, item.key, said)
        return
    await turn.then(lambda: review.leave_desk(turn.db, me))
    turn.say(Message(text=said, buttons=words.after(quarter, unit, row)))


@page("review/asides/{quarter:int}", roles=REVIEWING, reads=True)
async def listed(turn: Turn, quarter: int) -> None:
    """What this reviewer has set aside and nobody has decided yet."""
    hall = await hall_of(turn, quarter)
    items = [
        (one.form.unit.id, one.form.unit.short, one.row.id, figures.short(one.row.name, 20))
        for one in _mine(hall.mine, hall.asides)
    ]
    turn.say(words.listed(quarter, items))


def _mine(items: tuple[Item, ...], asides: tuple[tuple[int, str], ...]) -> list[Item]:
    """Of those that wait, what was set aside, in the order in which it was."""
    known = {one.key: one for one in items}
    return [known[key] for key in asides if key in known]
