"""Who was here last, and who has not been since something was sent back.

“Here” is what the program can know: somebody wrote, pressed a button, or opened the web page. A
letter that was only read on Telegram or WeCom leaves no trace.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from decimal import Decimal

from bot.inquiry.facts import Snapshot
from bot.inquiry.listed import Figure, Figures
from bot.questions.combined.query import Condition, Query
from bot.speech.calendar import in_china, say_day, say_moment
from storage.database import moment
from storage.queries.people import Used

NOTE = "“上来过”是指发过消息、点过按钮或者打开过网页；收到消息只看不点的，系统看不出来。"


async def _last_of_all(at: Snapshot) -> dict[int, datetime]:
    found = {}
    for unit, every in (await at.used()).items():
        days = [moment(one.at) for one in every if one.at]
        if days:
            found[unit] = max(days)
    return found


async def away(test: Condition, at: Snapshot) -> set[int]:
    """Nobody of the unit was here for so many days; without a number, since the quarter opened."""
    here = await _last_of_all(at)
    today = in_china(at.now).date()
    since = today - timedelta(days=int(test.amount)) if test.amount else at.quarter.opens
    return {
        unit
        for unit in await at.members()
        if unit not in here or in_china(here[unit]).date() < since
    }


async def seen(test: Condition, at: Snapshot) -> set[int]:
    """Something was sent back, and somebody of the unit was here since; or nobody was."""
    here, found = await _last_of_all(at), set()
    for unit, rows in (await at.lying()).items():
        newest = max(moment(one.at) for one in rows)
        came = unit in here and here[unit] > newest
        if came == (test.kind == "seen"):
            found.add(unit)
    return found


async def used(query: Query, at: Snapshot) -> Figures:
    """When each unit's liaisons were last here; who never was comes before everybody."""
    here, every = await _last_of_all(at), await at.used()
    found = {}
    for unit in await at.members():
        if _who(every.get(unit, ())):
            found[unit] = Decimal(str(here[unit].timestamp())) if unit in here else Decimal(0)
        elif query.descending is None:  # else nobody there could have come
            found[unit] = Decimal(-1)

    def said(unit: int) -> str:
        who = _who(every.get(unit, ()))
        if not who:
            return "还没有联络员"
        if unit not in here:
            return f"{who}从来没有上来过"
        when = here[unit]
        days = (in_china(at.now).date() - in_china(when).date()).days
        ago = f"，{days} 天以前" if days > 1 else ""
        return f"{_newest(every[unit])} {say_moment(when, at.now)}{ago}"

    return Figures(found, said)


def _who(every: Sequence[Used]) -> str:
    return "、".join(one.person_name for one in every)


def _newest(every: Sequence[Used]) -> str:
    return max(every, key=lambda one: one.at).person_name


async def lying(_: Query, at: Snapshot) -> dict[int, Figure]:
    """For how many days what was sent back has been lying, and whether anybody was here since."""
    here, found = await _last_of_all(at), {}
    today = in_china(at.now).date()
    for unit, rows in (await at.lying()).items():
        oldest = min(moment(one.at) for one in rows)
        newest = max(moment(one.at) for one in rows)
        days = (today - in_china(oldest).date()).days
        ids = "、".join(dict.fromkeys(one.row for one in rows))
        came = "之后上来过" if unit in here and here[unit] > newest else "之后还没上来过"
        day = say_day(in_china(oldest).date(), today)
        lies = f"，放了 {days} 天" if days else ""
        found[unit] = Figure(Decimal(days), f"{ids}，{day}退回{lies}，{came}")
    return found
