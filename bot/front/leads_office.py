"""Where questions about running a quarter lead: progress, lists of units, reminders, releases.

Each lead gives a route, or the message that answers better than a page could. No page of its own.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from bot.corridor.buttons import HOME
from bot.corridor.events import Message
from bot.corridor.routes import link
from bot.forms.alive import ALIVE, REPORTING, alive
from bot.front.asking import Asking, Led, group_number, of_unit, quarter_meant
from bot.quarters.words import open as open_words
from bot.questions import Arguments, words
from bot.reports.words import ledger as report_words
from bot.speech import quarters as quarter_words
from bot.speech.calendar import days_left, say_moment
from storage.database import moment
from storage.queries import editions, quarters
from storage.queries.quarters import Quarter

Lead = Callable[[Asking, Arguments], Awaitable[Led]]


async def progress(asking: Asking, named: Arguments) -> Led:
    """进度: everybody's, a table's, a unit's."""
    if refusal := asking.foreign(named.unit):
        return refusal
    if not asking.office or (named.unit and named.unit.id in asking.units):
        return await of_unit(asking, named, "check", "进度")
    if named.unit:
        return link("about", named.unit.id)
    quarter = await quarter_meant(asking, named)
    if isinstance(quarter, Message):
        return quarter
    if named.group:
        return link("progress", quarter.id, "waiting", await _number(asking, quarter, named), 1)
    return link("progress", quarter.id)


def listing(which: str) -> Lead:
    """The lead to one of the lists of ``bot.quarters.pages.progress``."""

    async def lead(asking: Asking, named: Arguments) -> Led:
        quarter = await quarter_meant(asking, named)
        if isinstance(quarter, Message):
            return quarter
        return link("progress", quarter.id, which, await _number(asking, quarter, named), 1)

    return lead


def reported(which: str) -> Lead:
    """The lead to one of the lists of ``bot.reports.pages.received``; without a kind, to all
    kinds.
    """

    async def lead(asking: Asking, named: Arguments) -> Led:
        quarter = await quarter_meant(asking, named)
        if isinstance(quarter, Message):
            return quarter
        number = await _number(asking, quarter, named)
        if named.kind is None:
            return link("reported", quarter.id, number)
        kind = report_words.KINDS.index(named.kind)
        return link("reported", quarter.id, number, kind, which)

    return lead


async def unit_reports(asking: Asking, named: Arguments) -> Led:
    """教育局工作总结: the ledger of one unit, with its files."""
    return await of_unit(asking, named, "reports", "工作报送")


def told(what: str) -> Lead:
    """The lead to a telling of ``bot.inquiry.pages.told``: of all units, or of the one named."""

    async def lead(asking: Asking, named: Arguments) -> Led:
        states = ALIVE if what != "appealed" else _APPEALED
        quarter = await quarter_meant(asking, named, states=states)
        if isinstance(quarter, Message):
            return quarter
        if what == "appealed" and named.quarter is None:
            quarter = await _with_appeals(asking, quarter)
        at = quarter.id, named.unit.id if named.unit else 0
        if what == "marked" and named.n:
            return link("told", what, *at, "least", named.n)
        if what in _OF_A_TABLE and (place := await group_number(asking, quarter, named.group)):
            return link("told", what, quarter.id, 0, "of", place)
        return link("told", what, *at, *(("xlsx",) if named.sheet else ()))

    return lead


_APPEALED = ("announced", "review")
_OF_A_TABLE = ("indicators", "deducting")
"""What is told of the one table that is named; the others tell of both, or the word is no table:
哪些是别的部门提供的.
"""


async def _with_appeals(asking: Asking, quarter: Quarter) -> Quarter:
    """The quarter that is in public notice, else the newest that had appeals."""
    if quarter.state == "announced":
        return quarter
    for one in asking.quarters:
        if one.state != "planned" and await editions.appeals_of_quarter(asking.db, one.id):
            return one
    return quarter


async def nudge(asking: Asking, named: Arguments) -> Led:
    """催报."""
    quarter = await quarter_meant(asking, named)
    if isinstance(quarter, Message):
        return quarter
    if named.unit:
        return link("remind/nudge", quarter.id, named.unit.id)
    return link("remind/owing", quarter.id, await _number(asking, quarter, named), 1)


async def silence(asking: Asking, named: Arguments) -> Led:
    """为什么没提醒."""
    if named.unit is None:
        return words.name_a_unit("提醒记录")
    quarter = await quarter_meant(asking, named)
    if isinstance(quarter, Message):
        return quarter
    return link("remind/why", quarter.id, named.unit.id)


async def invite(_: Asking, named: Arguments) -> Led:
    """邀请."""
    if named.unit:
        return link("invite", named.unit.id)
    if named.role and named.role != "liaison":
        return link("invite", "role", named.role)
    return "invite/unbound/1" if named.role else "invite"


async def lost_phone(_: Asking, named: Arguments) -> Led:
    """手机丢了."""
    return link("logins/lost", named.unit.id) if named.unit else words.name_a_unit("手机丢了")


async def open_quarter(_: Asking, named: Arguments) -> Led:
    """开期."""
    if named.quarter:
        return link("open", *named.quarter)
    if named.text:
        return Message(text=open_words.not_understood(), buttons=((HOME,),))
    return "open"


async def status(asking: Asking, named: Arguments) -> Led:
    """截止时间: where the quarter stands, with the unit's own deadline."""
    unit = asking.units[0] if len(asking.units) == 1 and not asking.office else None
    quarter = await quarter_meant(asking, named, unit)
    if isinstance(quarter, Message):
        return quarter
    said = await _status(asking, quarter)
    if named.quarter is not None:
        return said
    for other in await alive(asking.db, asking.now, unit):
        if other.id != quarter.id and other.state in REPORTING:
            more = await _status(asking, other)
            text = f"{said.text}\n{more.title}\n{more.text}"
            said = said.model_copy(update={"text": text})
    return said


async def _status(asking: Asking, quarter: Quarter) -> Message:
    """One quarter's dates, with the unit's own deadline."""
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


async def receipts(asking: Asking, named: Arguments) -> Led:
    """回执."""
    if named.number:
        return link("receipt", named.number)
    return await of_unit(asking, named, "receipts", "回执")


async def supply(asking: Asking, named: Arguments) -> Led:
    """录入."""
    if named.text:
        return "supply/line"
    if named.quarter is None:
        return "supply"
    quarter = await quarter_meant(asking, named)
    return quarter if isinstance(quarter, Message) else link("supply", quarter.id)


async def review(asking: Asking, named: Arguments) -> Led:
    """审核: the quarter under review, unless one is named; a unit's, one row of it."""
    if named.unit is None and named.quarter is None:
        return "review"
    under_review = [one for one in asking.quarters if one.state == "review"]
    meant = named.quarter or not under_review
    quarter = await quarter_meant(asking, named) if meant else under_review[0]
    if isinstance(quarter, Message):
        return quarter
    if named.unit and named.row:
        return link("review", "see", quarter.id, named.unit.id, named.row)
    if named.unit:
        return link("review", "unit", quarter.id, named.unit.id, 1)
    return link("review", quarter.id)


async def extend(asking: Asking, named: Arguments) -> Led:
    """延期."""
    if named.unit is None:
        return "extend"
    quarter = await quarter_meant(asking, named)
    return quarter if isinstance(quarter, Message) else link("extend", quarter.id, named.unit.id)


async def units(_: Asking, named: Arguments) -> Led:
    """单位: the list, or one unit's data where one is named."""
    return link("units", named.unit.id) if named.unit else "units"


async def trial(asking: Asking, named: Arguments) -> Led:
    """试算."""
    if named.quarter is None and named.group is None:
        return "trial"
    quarter = await quarter_meant(asking, named)
    if isinstance(quarter, Message):
        return quarter
    number = await _number(asking, quarter, named)
    return link("trial", quarter.id, number) if number else link("trial", quarter.id)


async def matrix(asking: Asking, named: Arguments) -> Led:
    """各项得分表."""
    if named.quarter is None:
        return "matrix"
    quarter = await quarter_meant(asking, named)
    return quarter if isinstance(quarter, Message) else link("matrix", quarter.id)


def release(plain: str, kind: str) -> Lead:
    """The lead to 公示 or 公布, of the quarter that is named."""

    async def lead(asking: Asking, named: Arguments) -> Led:
        if named.quarter is None:
            return plain
        quarter = await quarter_meant(asking, named)
        return quarter if isinstance(quarter, Message) else link("release", quarter.id, kind)

    return lead


async def circular(asking: Asking, named: Arguments) -> Led:
    """通报."""
    if named.quarter is None:
        return "circular"
    quarter = await quarter_meant(asking, named)
    return quarter if isinstance(quarter, Message) else link("circular", quarter.id)


async def correct(asking: Asking, named: Arguments) -> Led:
    """更正: of the newest published quarter, unless one is named."""
    if named.unit is None:
        return "correct"
    published = [one for one in asking.quarters if one.state == "published"]
    meant = named.quarter or not published
    quarter = await quarter_meant(asking, named) if meant else published[0]
    if isinstance(quarter, Message):
        return quarter
    row = (named.row,) if named.row else ()
    return link("correct", quarter.id, named.unit.id, *row)


async def appeal(asking: Asking, named: Arguments) -> Led:
    """申诉."""
    if refusal := asking.foreign(named.unit):
        return refusal
    announced = [one for one in asking.quarters if one.state == "announced"]
    unit = named.unit.id if named.unit else asking.units[0] if len(asking.units) == 1 else None
    if named.row and announced and unit in asking.units:
        return link("appeal", announced[0].id, unit, named.row)
    return "appeal"


async def _number(asking: Asking, quarter: quarters.Quarter, named: Arguments) -> int:
    return await group_number(asking, quarter, named.group)
