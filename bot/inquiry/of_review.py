"""What became of what was handed in: sent back and why, decided by whom, how it waits, appeals.

Read from every decision there was, so that what was mended since is told as well.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from decimal import Decimal
from typing import Final

from bot.corridor.buttons import to
from bot.corridor.events import Message
from bot.corridor.paging import ROW
from bot.editions.edition import read
from bot.editions.making import newest
from bot.editions.members import Filling
from bot.forms.loading import load_units
from bot.inquiry.told import MOST, Telling, numbered
from bot.review.queue import decidable, waits
from bot.speech.calendar import days_left, in_china, say_moment
from bot.speech.quarters import name
from scoring.ranking import show
from storage.database import moment
from storage.queries import editions, people
from storage.queries.editions import Appeal
from storage.queries.review import Decision

_NOW: Final = {
    "return": "还没有补正", "resubmitted": "已补正，等审核", "accept": "补正后已通过",
    "cut": "补正后核减",
}  # fmt: skip


async def returns(told: Telling) -> Message:
    """How often units were sent something back: of one unit each time with its reason."""
    every = [one for one in await told.decisions() if one[1].decision == "return"]
    if told.unit is not None:
        return await _of_one(told, [decision for _, decision in every])
    counts = Counter(unit.form_id for unit, _ in every)
    units = await told.units()
    lines = [
        f"{units[form].short}　退回 {count} 次：{_each(told, every, form)}"
        for form, count in counts.most_common()
    ]
    again = sum(count > 1 for count in counts.values())
    head = (
        f"{len(counts)} 个单位一共被退回 {len(every)} 次，两次以上的 {again} 个。" if every else ""
    )
    see = to("还没补正的", "progress", told.at.quarter.id, "returned", 0, 1)
    return told.said(
        "退回次数", numbered(lines), "没有退回过。", (see,), head=[head] if head else []
    )


def _each(told: Telling, every: Sequence[tuple[Filling, Decision]], form: int) -> str:
    """Each time of one unit: the row, the day, by whom, why."""
    return "；".join(
        f"{one.row} {told.day(one.at)}{one.by_name}退：{one.reason or '没有写原因'}"
        for unit, one in every
        if unit.form_id == form
    )


async def _of_one(told: Telling, sent_back: Sequence[Decision]) -> Message:
    stands: dict[str, str] = {one.row: one.decision for _, one in await told.decisions()}
    lines = [
        f"{one.row}　{told.day(one.at)}由{one.by_name or '系统'}退回：{one.reason or '没有写原因'}"
        f"（现在{_NOW.get(stands[one.row], '已处理')}）"
        for one in sent_back
    ]
    head = [f"一共退回 {len(lines)} 次。"] if lines else []
    return told.said("退回情况", numbered(lines), "没有被退回过。", *_to_review(told), head=head)


def _to_review(told: Telling) -> tuple[ROW, ...]:
    if told.unit is None or not told.turn.has("admin", "reviewer"):
        return ()
    at = told.at.quarter.id, told.unit.unit_id
    return ((to("审核这个单位", "review", "unit", *at, 1), to("佐证材料", "proof", "rows", *at)),)


async def lowered(told: Telling) -> Message:
    """Every cut and return with who made it, when and why; and how each reviewer stands."""
    every = [one for one in await told.decisions() if one[1].decision in ("cut", "return")]
    made: Counter[str] = Counter()
    low: dict[str, Counter[str]] = defaultdict(Counter)
    for _, one in await told.decisions():
        if one.decision in _BY_HAND:
            made[one.by_name or "系统"] += 1
            low[one.by_name or "系统"][one.decision] += 1
    each = [
        f"{who}　审了 {count} 次，核减 {low[who]['cut']}、退回 {low[who]['return']}，"
        f"占 {100 * (low[who]['cut'] + low[who]['return']) / count:.0f}%"
        for who, count in made.most_common()
    ]
    bare = sum(not one.reason for _, one in every)
    lines = [
        f"{unit.short} {one.row}　{_SAYS[one.decision]}，{one.by_name or '系统'}，"
        f"{told.day(one.at)}：{one.reason or '没有写原因'}"
        for unit, one in every
    ]
    head = [*each, f"核减和退回一共 {len(every)} 次，没有写原因的 {bare} 次。"] if every else []
    return told.said("核减和退回", numbered(lines), "没有核减和退回。", head=head)


_BY_HAND: Final = ("accept", "cut", "return")
_SAYS: Final = {"accept": "通过", "cut": "核减", "return": "退回", "resubmitted": "补正了"}


async def decided(told: Telling) -> Message:
    """Who decided what of a unit, and why; of all units, how much each reviewer decided."""
    every = [one for one in await told.decisions() if one[1].superseded_at is None]
    if told.unit is None:
        counts: dict[str, Counter[str]] = defaultdict(Counter)
        for _, one in every:
            counts[one.by_name or "系统"][_SAYS.get(one.decision, one.decision)] += 1
        lines = [
            f"{who}　" + "、".join(f"{what} {count} 项" for what, count in of.most_common())
            for who, of in sorted(counts.items(), key=lambda one: -one[1].total())
        ]
        return told.said("审核结果", lines, "还没有审定过。", (to("审核进度", "review"),))
    lines = [
        f"{one.row}　{_SAYS.get(one.decision, one.decision)}，{one.by_name or '系统'}，"
        f"{told.day(one.at)}{'：' + one.reason if one.reason else ''}"
        for _, one in sorted(every, key=lambda it: it[1].decision == "accept")
    ]
    of_unit = await load_units(told.at.db, told.at.quarter, [told.unit.unit_id])
    form = next(iter(of_unit), None)
    left = [row.id for row in decidable(form) if waits(form, row, told.turn.now)] if form else []
    if left:
        lines.insert(0, f"还没审 {len(left)} 项：{'、'.join(left[:MOST])}。")
    return told.said("审核情况", lines, "还没有审过。", *_to_review(told))


async def longest(told: Telling) -> Message:
    """What has waited longest for the review, by the day it was handed in."""
    forms, found = await told.at.looked_at(), list[tuple[str, Filling, int]]()
    for unit in (await told.units()).values():
        form = forms.get(unit.unit_id)
        if form is None or unit.state != "submitted" or not unit.submitted_at:
            continue
        left = sum(waits(form, row, told.turn.now) for row in decidable(form))
        if left:
            found.append((unit.submitted_at, unit, left))
    today = in_china(told.turn.now).date()
    lines = []
    for at, unit, left in sorted(found, key=lambda one: (one[0], one[1].unit_id)):
        days = (today - in_china(moment(at)).date()).days
        lines.append(f"{unit.short}　{told.day(at)}提交，等了 {days} 天，待审 {left} 项")
    button = (to("开始审核", "review"),) if told.turn.has("admin", "reviewer") else ()
    return told.said("待审最久的", numbered(lines), "没有待审的。", *((button,) if button else ()))


_STATES: Final = {"open": "还没有处理", "upheld": "维持原分", "changed": "改判"}


async def appealed(told: Telling) -> Message:
    """Every appeal of a quarter with its text and its answer, and what share was granted."""
    at, units = told.at, await told.units()
    by_unit = await at.appeals()
    live = {one.unit_id: one for one in units.values()}
    every = sorted(
        ((live[unit], one) for unit, each in by_unit.items() if unit in live for one in each),
        key=lambda one: one[1].id,
    )
    called = await people.names(told.turn.db)
    changed = [(unit, one) for unit, one in every if one.state == "changed"]
    came = await _came_of(told, changed)
    lines = [
        _appeal(told, unit, one, called.get(one.answered_by or 0, "")) + came.get(one.id, "")
        for unit, one in every
    ]
    head = _granted([one for _, one in every])
    until = moment(at.quarter.appeal_until)
    window = (
        f"申诉到 {say_moment(until, told.turn.now)}（{days_left(until, told.turn.now)}）。"
        if at.quarter.state == "announced"
        else f"{name(*at.key)}现在不在公示期，公示期里才能申诉；计划的申诉截止是 "
        f"{say_moment(until, told.turn.now)}。{_runs_now(told)}"
    )
    more = (to("申诉列表", "appeals", at.quarter.id),)
    first = [*([head] if head else []), window] if every else []
    return told.said("申诉", numbered(lines), f"没有申诉。{window}", more, head=first)


def _runs_now(told: Telling) -> str:
    """What may be appealed of the quarter that runs now, where an earlier one is told of."""
    runs = next((one for one in told.county.quarters if one.state in ("open", "review")), None)
    if runs is None or runs.id == told.at.quarter.id:
        return ""
    return f"{name(runs.year, runs.number)}还没有公示，公示以后才能申诉。"


def _appeal(told: Telling, unit: Filling, one: Appeal, by: str) -> str:
    answered = f"，{told.day(one.answered_at)}{by}答复：{one.answer}" if one.answered_at else ""
    said = _STATES.get(one.state, one.state)
    return f"{unit.short} {one.row}　{told.day(one.at)}申诉：{one.text}（{said}{answered}）"


async def _came_of(told: Telling, every: Sequence[tuple[Filling, Appeal]]) -> dict[int, str]:
    """What each appeal that was granted came to: points when announced, and in what counts now."""
    if not every:
        return {}
    first = await editions.of_number(told.turn.db, told.at.quarter.id, "announced", 1)
    last = await newest(told.turn.db, told.at.quarter.id, "published")
    if first is None or last is None:
        return {one.id: "；改判以后的分公布时定" for _, one in every}
    announced, found = read(first.snapshot), dict[int, str]()
    for unit, one in every:
        before, after = (at.of_unit(unit.unit_id) for at in (announced, last))
        if before is None or after is None:
            continue
        was, is_ = before[1].points.get(one.row), after[1].points.get(one.row)
        row = "" if was is None or is_ is None else f"{one.row} {_from_to(was, is_)}，"
        found[one.id] = f"；{row}总分 {_from_to(before[1].total, after[1].total)}"
    return found


def _from_to(before: Decimal, after: Decimal) -> str:
    """93 → 95 分，加了 2 分; 93 分，没有变."""
    by = after - before
    if not by:
        return f"{show(after)} 分，没有变"
    return f"{show(before)} → {show(after)} 分，{'加' if by > 0 else '减'}了 {show(abs(by))} 分"


def _granted(every: Sequence[Appeal]) -> str:
    if not every:
        return ""
    changed = sum(one.state == "changed" for one in every)
    waiting = sum(one.state == "open" for one in every)
    share = f"{100 * changed / len(every):.0f}%"
    return f"{len(every)} 件：改判 {changed} 件（{share}），还没有处理 {waiting} 件。"
