"""How long things took: from handing in to the last decision, mending, appeals; and who was nudged.

Days are days of China; what has not come to its end yet is not counted, and that is said.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from decimal import Decimal

from bot.corridor.buttons import to
from bot.corridor.events import Message
from bot.editions.members import Filling
from bot.inquiry.told import Telling, numbered
from bot.speech.calendar import in_china, say_moment
from scoring.exact import quotient
from storage.database import moment
from storage.queries import reminders
from storage.queries.review import Decision


async def took(told: Telling) -> Message:
    """Handed in → decided, sent back → mended, appealed → answered: days on average and at most."""
    units = list((await told.units()).values())
    every = await told.decisions()
    live = {one.unit_id for one in units}
    appeals = [one for unit, of in (await told.at.appeals()).items() if unit in live for one in of]
    answered = [(one.at, one.answered_at) for one in appeals if one.answered_at]
    lines = [
        _mean("从提交到审定最后一项", _reviewed(units, every)),
        _mean("从退回到补正", _mended(every)),
        _mean("申诉到答复", [_days(a, b) for a, b in answered if b]),
    ]
    quarter = told.at.quarter
    now = told.turn.now
    lines += [
        (
            f"填报截止 {say_moment(quarter.deadline, now)}，"
            f"审核截止 {say_moment(moment(quarter.review_until), now)}，"
            f"公示和申诉到 {say_moment(moment(quarter.appeal_until), now)}。"
        ),
        "（按已经办完的算；没办完的没有算在里面。）",
    ]
    more = (to("待审最久的", "told", "longest", quarter.id, 0),)
    return told.said("各环节用了几天", lines, "", more)


def _reviewed(units: Iterable[Filling], every: Iterable[tuple[Filling, Decision]]) -> list[int]:
    last: dict[int, str] = {}
    for unit, one in every:
        if one.decision in ("accept", "cut"):
            last[unit.form_id] = max(one.at, last.get(unit.form_id, ""))
    return [
        _days(one.submitted_at, last[one.form_id])
        for one in units
        if one.submitted_at and one.form_id in last and last[one.form_id] >= one.submitted_at
    ]


def _mended(every: Iterable[tuple[Filling, Decision]]) -> list[int]:
    back: dict[tuple[int, str], str] = {}
    found = []
    for _, one in every:
        key = (one.form_id, one.row)
        if one.decision == "return":
            back[key] = one.at
        elif one.decision == "resubmitted" and key in back:
            found.append(_days(back.pop(key), one.at))
    return found


def _days(first: str, last: str) -> int:
    return (in_china(moment(last)).date() - in_china(moment(first)).date()).days


def _mean(about: str, days: list[int]) -> str:
    if not days:
        return f"{about}：还没有办完的。"
    mean = quotient(Decimal(sum(days)), Decimal(len(days)))
    return (
        f"{about}：平均 {mean:.1f} 天，最长 {max(days)} 天，最短 {min(days)} 天（{len(days)} 件）。"
    )


async def nudged(told: Telling) -> Message:
    """How often each unit was reminded, the most first."""
    live = {one.unit_id: one for one in (await told.units()).values()}
    counts = await reminders.counted(told.turn.db, told.at.quarter.id)
    of: dict[int, int] = defaultdict(int, {one: n for one, n in counts.items() if one in live})
    order = sorted(of, key=lambda unit: (-of[unit], unit))
    lines = [f"{live[unit].short}　{of[unit]} 次{_state(live[unit])}" for unit in order]
    more = (to("催报", "remind"),) if told.turn.has("admin") else ()
    return told.said("催报和提醒", numbered(lines), "还没有提醒过。", *((more,) if more else ()))


def _state(unit: Filling) -> str:
    return "，后来交了" if unit.state == "submitted" else "，还没交"
