"""Another day or hour for what is shown: 改成三天, 还是周五吧, 改十点. No page of its own.

What an extension is granted for stays with it when its day or its units change; it is shown again
and granted by a tap, as ever.
"""

from __future__ import annotations

from datetime import date, datetime, time

from bot.corridor.routes import link
from bot.corridor.turn import Turn
from bot.front.asking import Led
from bot.front.same_again import since_when
from bot.front.shown import Shown
from bot.inquiry.words import orders as words
from bot.questions.leans import Moved, day_after
from bot.review.put_off import Whom, from_when
from bot.speech.calendar import CHINA, in_china
from storage.database import moment
from storage.queries import planned, quarters


async def at_another_time(turn: Turn, of: Shown, to: Moved) -> Led | None:
    """The same of that day; None: what is shown has no day."""
    if of.kind in ("plan", "planned", "nudge"):
        return await _reminded(turn, of, to)
    quarter = await quarters.by_id(turn.db, of.quarter)
    if quarter is None:
        return None
    deadline = quarter.deadline
    if of.unit and of.kind == "extend":
        form = await quarters.form(turn.db, of.quarter, of.unit)
        deadline = form.deadline(quarter) if form else deadline
    until = day_after(since_when(of, from_when(deadline, turn.now), turn.text), to)
    if until is None:
        return None
    route = link(Whom(of.unit, of.number).route(of.quarter), f"{until:%Y%m%d}")
    return await because(turn, route, reason_there(turn))


def reason_there(turn: Turn) -> str:
    """The reason that was given for the extension that is shown; empty: none yet."""
    form = turn.aside_of or turn.conversation.waiting or ""
    kept = {**turn.aside, **turn.draft}
    return str(kept.get("reason", "")) if form.startswith("extend/") else ""


async def because(turn: Turn, route: str, reason: str) -> Led:
    """An extension with the reason it is granted for, shown; without one the page asks for it."""
    if not reason:
        return route
    before = len(turn.said)
    turn.wait(route)
    turn.typed(reason)
    await turn.visit(route)
    return turn.said.pop() if len(turn.said) > before else route


async def _reminded(turn: Turn, of: Shown, to: Moved) -> Led | None:
    """The same reminder on that day, or at that hour; the other stays."""
    if of.kind == "planned":
        one = await planned.by_id(turn.db, of.number)
        before = moment(one.due_at) if one else None
    elif of.kind == "nudge":  # 明天早上再催: the same reminder, at that time
        before = datetime.combine(in_china(turn.now).date(), time(9), CHINA)
    else:
        before = datetime.strptime(of.when, "%Y%m%d%H%M").replace(tzinfo=CHINA)
    if before is None:
        return None
    held = in_china(before)
    day: date = to.day or day_after(held.date(), to) or held.date()
    clock = time(to.hour, to.minute) if to.hour >= 0 else held.time()
    stamp = words.stamp_of(datetime.combine(day, clock, CHINA))
    return link("planned", "move" if of.kind == "planned" else "ask", of.number, stamp)
