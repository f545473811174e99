"""What was sent back: until when it has to be mended, what came again, and what became of it."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import Final

from bot.inquiry.facts import Snapshot
from bot.inquiry.listed import Figure
from bot.questions.combined.query import Query
from bot.speech.calendar import in_china, say_day, say_moment
from storage.database import moment


async def due(_: Query, at: Snapshot) -> dict[int, Figure]:
    """Until when each row that lies with a unit has to be mended, the nearest first."""
    found = {}
    for unit, rows in (await at.lying()).items():
        dated = sorted((moment(one.due_at), one.row) for one in rows if one.due_at)
        said = [f"{row} {_until(day, at.now)}" for day, row in dated]
        said += [f"{one.row} 没有定期限" for one in rows if not one.due_at]
        nearest = Decimal(str(dated[0][0].timestamp())) if dated else _FAR
        found[unit] = Figure(nearest, "；".join(said))
    return found


_FAR: Final = Decimal(10) ** 12


def _until(day: datetime, now: datetime) -> str:
    return f"{say_moment(day, now)}前补" + ("，已经过了" if day < now else "")


_STANDS: Final = {
    "resubmitted": "等审核员复核", "accept": "复核通过", "cut": "复核后核减", "return": "又退回了",
}  # fmt: skip


async def mended(_: Query, at: Snapshot) -> dict[int, Figure]:
    """What came again, when, and how it stands."""
    found, today = {}, in_china(at.now).date()
    for unit, rows in (await at.mended()).items():
        said = "；".join(
            f"{one.row} {say_day(in_china(moment(one.at)).date(), today)}补正，"
            f"{_STANDS.get(one.stands, '已处理')}"
            for one in rows
        )
        found[unit] = Figure(Decimal(len(rows)), said)
    return found
