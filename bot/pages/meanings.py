"""From a meaning to a route: the pages a typed question leads to. No page of its own.

One function per sort of question; each gives a route, or the message that answers better than a
page could (somebody else's figures, a unit that takes no part, a quarter never opened).
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime

from bot.events import Message
from bot.form import current_quarter, load
from bot.turn import link
from bot.words import asked as words
from bot.words import open_quarter as open_words
from bot.words import progress as progress_words
from bot.words import quarter as quarter_words
from bot.words.calendar import days_left, say_moment
from bot.words.names import Named, Roster
from bot.words.questions import GRAMMAR, Arguments, Meaning, Name
from storage.database import Session, moment
from storage.queries import quarters, units
from storage.queries.quarters import Quarter

Led = str | Message
OFFICE_ONLY: frozenset[Name] = frozenset(
    {
        "who_not_reported",
        "not_bound",
        "units",
        "invite",
        "open_quarter",
        "roles",
        "review",
        "extend",
        "close",
        "nudge",
        "silence",
        "trial",
        "announce",
        "publish",
        "correct",
        "circular",
    }
)
PLAIN: dict[Name, str] = {
    "home": "home",
    "help": "help",
    "report": "reports",
    "submit": "submit",
    "withdraw": "withdraw",
    "units": "units",
    "roles": "roles",
    "close": "close",
    "skip": "fill",
    "previous": "fill",
    "back": "back",
}
"""Meanings that need nothing more than their page."""
UNIT_SIDE: frozenset[Name] = frozenset(
    {"fill", "report", "evidence", "submit", "withdraw", "skip", "previous"}
)


@dataclass(frozen=True)
class Asking:
    """Who asks, and what can be named."""

    db: Session
    roster: Roster
    quarters: list[Quarter]
    units: tuple[int, ...]
    office: bool
    admin: bool
    now: datetime


async def route_of(asking: Asking, meant: Meaning) -> Led:
    """Where a meaning leads this person."""
    name = meant.name
    label = next(entry.label for entry in GRAMMAR if entry.name == name)
    if name in OFFICE_ONLY and not asking.office:
        return words.for_the_office(label)
    if name in UNIT_SIDE and not asking.units:
        return words.for_units(label)
    if name in PLAIN:
        return PLAIN[name]
    return await _LEADS[name](asking, meant.arguments)


async def _quarter(asking: Asking, named: Arguments) -> Quarter | Message:
    """The quarter that is meant: the named one, else the newest open one, else the newest."""
    if named.quarter is not None:
        for one in asking.quarters:
            if (one.year, one.number) == named.quarter:
                return one
        return progress_words.not_opened(quarter_words.name(*named.quarter))
    return await current_quarter(asking.db) or progress_words.none_open(asking.admin)


def _foreign(asking: Asking, unit: Named | None) -> Message | None:
    """A liaison may ask for own units only."""
    if unit is None or asking.office or unit.id in asking.units:
        return None
    mine = [one.short for one in asking.roster.units if one.id in asking.units]
    return words.only_own(unit.name, "、".join(mine) or "本单位")


async def _of_unit(
    asking: Asking, named: Arguments, page: str, what: str, *, row: bool = False
) -> Led:
    """A page of one unit's form."""
    if refusal := _foreign(asking, named.unit):
        return refusal
    unit_id = named.unit.id if named.unit else None
    if unit_id is None and len(asking.units) == 1:
        unit_id = asking.units[0]
    if unit_id is None:
        return page if asking.units else words.name_a_unit(what)
    quarter = await _quarter(asking, named)
    if isinstance(quarter, Message):
        return quarter
    name = quarter_words.name(quarter.year, quarter.number)
    form = await load(asking.db, quarter.id, unit_id)
    if form is None:
        unit = await units.by_id(asking.db, unit_id)
        return words.takes_no_part(unit.name if unit else "这个单位", name)
    if row and named.row:
        if named.row not in {one.id for one in form.rows}:
            return words.no_such_row(named.row, form.unit.short)
        return link(page, quarter.id, unit_id, named.row)
    return link(page, quarter.id, unit_id)


async def _score(asking: Asking, named: Arguments) -> Led:
    if named.row:
        return await _why(asking, named)
    return await _of_unit(asking, named, "score", "得分")


async def _why(asking: Asking, named: Arguments) -> Led:
    return await _of_unit(asking, named, "why", "扣分原因", row=True)


async def _fill(asking: Asking, named: Arguments) -> Led:
    page = "row" if named.row else "fill"
    return await _of_unit(asking, named, page, "填报", row=True)


async def _evidence(asking: Asking, named: Arguments) -> Led:
    if named.row:
        return await _of_unit(asking, named, "proof", "佐证材料", row=True)
    return await _of_unit(asking, named, "papers", "佐证材料")


async def _progress(asking: Asking, named: Arguments) -> Led:
    if refusal := _foreign(asking, named.unit):
        return refusal
    if not asking.office or (named.unit and named.unit.id in asking.units):
        return await _of_unit(asking, named, "check", "进度")
    if named.unit:
        return link("units", named.unit.id)
    if named.group:
        return await _list(asking, named, "waiting")
    quarter = await _quarter(asking, named)
    return quarter if isinstance(quarter, Message) else link("progress", quarter.id)


async def _ranking(asking: Asking, named: Arguments) -> Led:
    if refusal := _foreign(asking, named.unit):
        return refusal
    if not asking.office:
        return "ranking"
    quarter = await _quarter(asking, named)
    if isinstance(quarter, Message):
        return quarter
    if named.unit and named.end == "all" and not named.picture:
        return link("ranking", quarter.id, "of", named.unit.id)
    group = named.unit.group if named.unit else named.group
    number = await _group_number(asking, quarter, group)
    ends = (named.end, named.n or 0)
    tail = ("picture",) if named.picture else ()
    return link("ranking", quarter.id, number, *ends, *tail)


async def _waiting(asking: Asking, named: Arguments) -> Led:
    return await _list(asking, named, "waiting")


async def _unbound(asking: Asking, named: Arguments) -> Led:
    return await _list(asking, named, "unbound")


async def _list(asking: Asking, named: Arguments, which: str) -> Led:
    quarter = await _quarter(asking, named)
    if isinstance(quarter, Message):
        return quarter
    number = await _group_number(asking, quarter, named.group)
    return link("progress", quarter.id, which, number, 1)


async def _group_number(asking: Asking, quarter: Quarter, group: str | None) -> int:
    """The place of a table in the quarter, as routes carry it; 0 for no table in particular."""
    if group is None:
        return 0
    kept = await quarters.schemes(asking.db, quarter.id)
    return next((place for place, one in enumerate(kept, 1) if one.group == group), 0)


async def _nudge(asking: Asking, named: Arguments) -> Led:
    quarter = await _quarter(asking, named)
    if isinstance(quarter, Message):
        return quarter
    if named.unit:
        return link("remind/nudge", quarter.id, named.unit.id)
    number = await _group_number(asking, quarter, named.group)
    return link("remind/owing", quarter.id, number, 1)


async def _silence(asking: Asking, named: Arguments) -> Led:
    if named.unit is None:
        return words.name_a_unit("提醒记录")
    quarter = await _quarter(asking, named)
    if isinstance(quarter, Message):
        return quarter
    return link("remind/why", quarter.id, named.unit.id)


async def _invite(_: Asking, named: Arguments) -> Led:
    if named.unit:
        return link("invite", named.unit.id)
    if named.role and named.role != "liaison":
        return link("invite", "role", named.role)
    return "invite/unbound/1" if named.role else "invite"


async def _open(_: Asking, named: Arguments) -> Led:
    if named.quarter:
        return link("open", *named.quarter)
    return (
        Message(text=open_words.not_understood(), buttons=((open_words.HOME,),))
        if (named.text)
        else "open"
    )


async def _status(asking: Asking, named: Arguments) -> Led:
    quarter = await _quarter(asking, named)
    if isinstance(quarter, Message):
        return quarter
    now, deadline = asking.now, quarter.deadline
    if len(asking.units) == 1:
        own = await quarters.form(asking.db, quarter.id, asking.units[0])
        deadline = own.deadline(quarter) if own else deadline
    return words.status(
        quarter_words.name(quarter.year, quarter.number),
        quarter_words.STATES.get(quarter.state, quarter.state),
        say_moment(deadline, now) + ("，已延期" if deadline != quarter.deadline else ""),
        days_left(deadline, now),
        say_moment(moment(quarter.review_until), now),
        say_moment(moment(quarter.appeal_until), now),
    )


async def _receipts(asking: Asking, named: Arguments) -> Led:
    if named.number:
        return link("receipt", named.number)
    return await _of_unit(asking, named, "receipts", "回执")


async def _supply(asking: Asking, named: Arguments) -> Led:
    if named.text:
        return "supply/line"
    if named.quarter is None:
        return "supply"
    quarter = await _quarter(asking, named)
    return quarter if isinstance(quarter, Message) else link("supply", quarter.id)


async def _review(asking: Asking, named: Arguments) -> Led:
    if named.unit is None and named.quarter is None:
        return "review"
    under_review = next((one for one in asking.quarters if one.state == "review"), None)
    quarter = await _quarter(asking, named) if named.quarter or not under_review else under_review
    if isinstance(quarter, Message):
        return quarter
    return (
        link("review", "unit", quarter.id, named.unit.id, 1)
        if named.unit
        else (link("review", quarter.id))
    )


async def _extend(asking: Asking, named: Arguments) -> Led:
    if named.unit is None:
        return "extend"
    quarter = await _quarter(asking, named)
    return quarter if isinstance(quarter, Message) else link("extend", quarter.id, named.unit.id)


async def _trial(asking: Asking, named: Arguments) -> Led:
    if named.quarter is None and named.group is None:
        return "trial"
    quarter = await _quarter(asking, named)
    if isinstance(quarter, Message):
        return quarter
    number = await _group_number(asking, quarter, named.group)
    return link("trial", quarter.id, number) if number else link("trial", quarter.id)


async def _announce(asking: Asking, named: Arguments) -> Led:
    return await _release(asking, named, "announce", "announced")


async def _publish(asking: Asking, named: Arguments) -> Led:
    return await _release(asking, named, "publish", "published")


async def _release(asking: Asking, named: Arguments, plain: str, kind: str) -> Led:
    if named.quarter is None:
        return plain
    quarter = await _quarter(asking, named)
    return quarter if isinstance(quarter, Message) else link("release", quarter.id, kind)


async def _circular(asking: Asking, named: Arguments) -> Led:
    if named.quarter is None:
        return "circular"
    quarter = await _quarter(asking, named)
    return quarter if isinstance(quarter, Message) else link("circular", quarter.id)


async def _correct(asking: Asking, named: Arguments) -> Led:
    """Of the newest published quarter, unless one is named."""
    if named.unit is None:
        return "correct"
    published = [one for one in asking.quarters if one.state == "published"]
    quarter = await _quarter(asking, named) if named.quarter or not published else published[0]
    if isinstance(quarter, Message):
        return quarter
    row = (named.row,) if named.row else ()
    return link("correct", quarter.id, named.unit.id, *row)


async def _appeal(asking: Asking, named: Arguments) -> Led:
    if refusal := _foreign(asking, named.unit):
        return refusal
    announced = [one for one in asking.quarters if one.state == "announced"]
    unit = named.unit.id if named.unit else asking.units[0] if len(asking.units) == 1 else None
    if named.row and announced and unit in asking.units:
        return link("appeal", announced[0].id, unit, named.row)
    return "appeal"


_LEADS: dict[Name, Callable[[Asking, Arguments], Awaitable[Led]]] = {
    "fill": _fill,
    "progress": _progress,
    "score": _score,
    "why": _why,
    "ranking": _ranking,
    "evidence": _evidence,
    "who_not_reported": _waiting,
    "not_bound": _unbound,
    "nudge": _nudge,
    "silence": _silence,
    "invite": _invite,
    "open_quarter": _open,
    "quarter_status": _status,
    "receipts": _receipts,
    "supply": _supply,
    "review": _review,
    "extend": _extend,
    "trial": _trial,
    "announce": _announce,
    "publish": _publish,
    "correct": _correct,
    "circular": _circular,
    "appeal": _appeal,
}
