"""The same for others, or at another time: 再加上医保局, 只发给没交总结的, 少延一天, 明早再催.

What is shown, or was done, is a ``Shown``; a sentence makes another one of it, which is then shown
by its own page. What an extension is granted for stays with it. Nothing is done here. No page.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Final

from bot.corridor.buttons import HOME
from bot.corridor.events import Message
from bot.corridor.routes import link
from bot.corridor.turn import Turn
from bot.forms.loading import load_quarter
from bot.front import combined
from bot.front.asking import Asking, Led
from bot.front.shown import Shown
from bot.front.words import onto as words
from bot.inquiry import answering
from bot.inquiry.conditions import CannotTellError
from bot.inquiry.facts import County
from bot.inquiry.often import find
from bot.inquiry.words import found as found_words, orders as order_words
from bot.questions.combined import compose
from bot.questions.combined.query import Query, dumps
from bot.questions.leans import day_after, moved
from bot.questions.leans_whom import Others, Way, applied, others, whom_said
from bot.questions.slot_words import N
from bot.review.put_off import Whom, beyond, from_when
from bot.speech.calendar import CHINA, DayFault, day, in_china
from bot.speech.numbers import figure
from storage.database import moment
from storage.queries import inquiries, planned, quarters

_DONE: Final = ("sent", "nudged", "extended")
_MORNING: Final = time(9)
_STAMP: Final = "%Y%m%d%H%M"


# -- for others ------------------------------------------------------------------------------------


async def for_others(turn: Turn, asking: Asking, of: Shown, said: str) -> Shown | Message | None:
    """The same for those that are named besides, without them, or for them alone.

    A message: nobody is left, or nobody is such; None: it makes no sense of what is shown.
    """
    named = others(said, asking.roster)
    if named is None:
        found = await described(asking, said)
        if found is None:
            return None
        way, whom = found
        try:
            there = await find(whom, County(turn.db, await quarters.everyone(turn.db), turn.now))
        except CannotTellError as fault:
            return found_words.cannot_tell(str(fault))
        units = tuple(dict.fromkeys(there.units))
        if not units:
            return Message(text=words.nobody_such(), buttons=((HOME,),))
        named = Others(way, units, described=True)
    return await _of_these(turn, asking, of, named)


async def described(asking: Asking, said: str) -> tuple[Way, Query] | None:
    """光发给没交总结的: whom a sentence describes that it is to be for; None: nobody."""
    known = await combined.known(asking) if whom_said(said) else None
    for way, named in whom_said(said) if known else ():
        assert known is not None  # noqa: S101 -- as the line above has it
        whom = compose(named, known) or compose(f"{named}的单位", known)
        if whom is not None and whom.topic == "units" and whom.tests:
            return way, whom
    return None


async def _of_these(turn: Turn, asking: Asking, of: Shown, named: Others) -> Shown | Message | None:
    before = await units_of(turn, asking, of)
    named = await _with_the_same(turn, of, named)
    meant = _meant(asking, of, before, named)
    if meant is None:
        return None
    if not meant:
        return Message(text=words.nobody_left(), buttons=((HOME,),))
    turn.writes()
    number = await answering.keep(turn, dumps(Query(units=meant)), meant)
    if of.kind not in ("extend", "extended"):
        return replace(of, number=number, unit=0)
    when = of.when or await _until_of(turn, of)
    if of.kind == "extended" and named.way != "also":
        back = [one for one in before if one not in meant]
        return await _taken_from(turn, of, back)
    alone = meant[0] if len(meant) == 1 else 0
    return Shown("extend", of.quarter, alone, 0 if alone else number, when)


async def units_of(turn: Turn, asking: Asking, of: Shown) -> list[int]:
    """Whom it is for; of what went out, nobody: that is not changed."""
    if of.unit:
        return [of.unit]
    if of.kind in ("sent", "nudged"):
        return []
    if of.kind == "notice" and not of.number:
        return [one.id for one in asking.roster.units]
    if of.kind == "extend" and not of.number:
        quarter = await quarters.by_id(turn.db, of.quarter)
        forms = await load_quarter(turn.db, quarter) if quarter else []
        return [one.unit.id for one in forms if one.form.state != "submitted"]
    kept = await inquiries.by_id(turn.db, of.number)
    return list(dict.fromkeys(kept.shown)) if kept else []


def _meant(asking: Asking, of: Shown, before: list[int], named: Others) -> tuple[int, ...] | None:
    if named.way == "also" and of.kind in _DONE:
        return applied(named, [], asking.roster)
    if (named.way == "only" and of.kind in _DONE) or not before:
        return None
    return applied(named, before, asking.roster)


async def _with_the_same(turn: Turn, of: Shown, named: Others) -> Others:
    """县直的也捎上: those of that table of which the same is true as of whom is shown."""
    also = named.way == "also" and named.group and of.kind in ("nudge", "plan")
    query = await answering.kept(turn, of.number) if also and of.number else None
    if query is None or not query.tests:
        return named
    whom = replace(query, group=named.group, units=())
    try:
        found = await find(whom, County(turn.db, await quarters.everyone(turn.db), turn.now))
    except CannotTellError:
        return named
    return Others("also", tuple(dict.fromkeys(found.units)))


async def _taken_from(turn: Turn, of: Shown, units: list[int]) -> Shown | None:
    """除了水利局, behind an extension that was granted: of that one it would be taken back."""
    if not units:
        return None
    number = await answering.keep(turn, dumps(Query(units=tuple(units))), units)
    return Shown("extended", of.quarter, units[0] if len(units) == 1 else 0, number)


async def _until_of(turn: Turn, of: Shown) -> str:
    """The day that was granted just now."""
    kept = await inquiries.by_id(turn.db, of.number) if of.number else None
    unit = of.unit or next(iter(kept.shown if kept else ()), 0)
    form = await quarters.form(turn.db, of.quarter, unit) if unit else None
    return f"{in_china(moment(form.extended_to)):%Y%m%d}" if form and form.extended_to else ""


# -- at another time -------------------------------------------------------------------------------

_SHIFT: Final = re.compile(rf"(?P<sign>[+-])(?P<n>{N})(?P<unit>.+)")


def shift_of(said: str) -> timedelta | None:
    """+2天, -1小时, as ``slots`` reads 再多两天; None: it is no such length."""
    match = _SHIFT.fullmatch(said)
    number = figure(match["n"]) if match else None
    if match is None or number is None:
        return None
    unit = {"天": 24, "日": 24, "小时": 1, "钟头": 1}.get(match["unit"], 7 * 24)
    return timedelta(hours=float(number) * unit) * (1 if match["sign"] == "+" else -1)


async def at_time(turn: Turn, of: Shown, said: str) -> Shown | None:
    """The same on that day, or at that hour; None: it has no day, or none is said."""
    if of.kind in ("plan", "planned", "nudge"):
        return await _reminded(turn, of, said)
    quarter = await quarters.by_id(turn.db, of.quarter)
    if quarter is None or of.kind not in ("extend", "extended"):
        return None
    until = await _until(turn, of, said, quarter.deadline)
    return replace(of, kind="extend", when=f"{until:%Y%m%d}") if until else None


async def _until(turn: Turn, of: Shown, said: str, deadline: datetime) -> date | None:
    if (shift := shift_of(said)) is not None and of.when:
        return datetime.strptime(of.when, "%Y%m%d").date() + shift  # noqa: DTZ007 -- a day
    today = in_china(turn.now).date()
    if of.unit and of.kind == "extend":
        quarter = await quarters.by_id(turn.db, of.quarter)
        form = await quarters.form(turn.db, of.quarter, of.unit)
        deadline = form.deadline(quarter) if form and quarter else deadline
    start = from_when(deadline, turn.now)
    if shift is not None:
        return start + shift
    if (to := moved(said, today)) is not None:
        found = day_after(start, to)
        return beyond(said, found, start) if found else None
    try:
        return beyond(said, day(said, today), start)
    except DayFault:
        return None


async def _reminded(turn: Turn, of: Shown, said: str) -> Shown | None:
    """The same reminder at that time; a nudge that is put off becomes one."""
    if of.kind == "planned":
        one = await planned.by_id(turn.db, of.number)
        before = moment(one.due_at) if one else None
    elif of.kind == "nudge":  # 明天早上再催
        before = datetime.combine(in_china(turn.now).date(), _MORNING, CHINA)
    else:
        before = datetime.strptime(of.when, _STAMP).replace(tzinfo=CHINA)
    if before is None:
        return None
    held = in_china(before)
    kind: Final = "planned" if of.kind == "planned" else "plan"
    if (shift := shift_of(said)) is not None:
        return replace(of, kind=kind, when=order_words.stamp_of(held + shift))
    to = moved(said, in_china(turn.now).date())
    if to is None:
        return None
    on: date = to.day or day_after(held.date(), to) or held.date()
    clock = time(to.hour, to.minute) if to.hour >= 0 else held.time()
    return replace(of, kind=kind, when=order_words.stamp_of(datetime.combine(on, clock, CHINA)))


# -- shown once more -------------------------------------------------------------------------------


async def shown_again(turn: Turn, of: Shown, reason: str = "") -> Led:
    """The page that shows it; an extension with the reason that was given for it."""
    if of.kind == "extend":
        whom = Whom(of.unit, of.number)
        route = link(whom.route(of.quarter), *((of.when,) if of.when else ()))
        return await because(turn, route, reason if of.when else "")
    if of.kind == "extended":
        some = ("of", of.number) if not of.unit else (of.unit,)
        return link("extend/back", of.quarter, *some)
    if of.kind in ("plan", "planned"):
        return link("planned", "ask" if of.kind == "plan" else "move", of.number, of.when)
    return link("found", of.number, "nudge")


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
