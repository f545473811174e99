"""How long something waits, for the review or for a unit to mend it; until when one has time."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

from bot.inquiry.facts import Snapshot
from bot.inquiry.listed import Figure
from bot.inquiry.of_forms import compared
from bot.questions.combined.query import Condition, Query
from bot.review.queue import decidable, waits
from bot.speech.calendar import in_china, say_moment
from storage.database import moment


async def _left(at: Snapshot) -> dict[int, tuple[int, int]]:
    """Days since it was handed in and rows that wait, of every unit that waits for the review."""
    forms, today, found = await at.looked_at(), in_china(at.now).date(), {}
    for unit, one in (await at.live()).items():
        form = forms.get(unit)
        if form is None or one.state != "submitted" or not one.submitted_at:
            continue
        left = sum(waits(form, row, at.now) for row in decidable(form))
        if left:
            found[unit] = ((today - in_china(moment(one.submitted_at)).date()).days, left)
    return found


async def left_of(at: Snapshot, unit: int) -> int:
    """How many rows of a unit wait for the review."""
    return (await _left(at)).get(unit, (0, 0))[1]


async def queued(test: Condition, at: Snapshot) -> set[int]:
    """等了三天以上没审的: by the days since the unit handed in."""
    return {unit for unit, (days, _) in (await _left(at)).items() if compared(Decimal(days), test)}


async def waiting(_: Query, at: Snapshot) -> dict[int, Figure]:
    """How long each unit has waited for the review, and with how many rows."""
    return {
        unit: Figure(Decimal(days), f"交了 {days} 天，待审 {left} 项")
        for unit, (days, left) in (await _left(at)).items()
    }


async def back(test: Condition, at: Snapshot) -> set[int]:
    """退回三天还没补的: by what was sent back first and is not mended yet."""
    found = set()
    for unit, rows in (await at.lying()).items():
        days = (at.now - min(moment(one.at) for one in rows)) // timedelta(days=1)
        if compared(Decimal(days), test):
            found.add(unit)
    return found


async def until(_: Query, at: Snapshot) -> dict[int, Figure]:
    """Until when each unit has time that was given more."""
    return {
        unit: Figure(
            Decimal(str(moment(one.extended_to).timestamp())),
            f"延到 {say_moment(moment(one.extended_to), at.now)}",
        )
        for unit, one in (await at.live()).items()
        if one.extended_to
    }
