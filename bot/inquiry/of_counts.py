"""Counts that no list of units holds: by day, by class, rows without points, places that moved.

Totals, places and grades are those everybody reads (``bot.editions.standings``); nothing is added
up over quarters.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import Final

from bot.corridor.buttons import to
from bot.corridor.events import Message
from bot.editions.making import comparable
from bot.editions.rungs import Place
from bot.editions.standings import Board
from bot.forms.loading import load_units
from bot.inquiry.averages import counted
from bot.inquiry.conditions import CannotTellError
from bot.inquiry.facts import Snapshot
from bot.inquiry.finding import before, snapshot
from bot.inquiry.together import class_order
from bot.inquiry.told import Telling, numbered
from bot.speech.calendar import in_china
from bot.speech.quarters import name
from scoring.exact import quotient
from scoring.ranking import show
from storage.database import moment

_DAYS: Final = 40


async def days(told: Telling) -> Message:
    """How many units handed in, and how many papers came, day by day; the months taken together."""
    handed = [one.submitted_at for one in (await told.units()).values() if one.submitted_at]
    own = {one.unit_id for one in (await told.units()).values()}
    papers = [
        one.at for unit, every in (await told.at.evidence()).items() if unit in own for one in every
    ]
    units = Counter(in_china(moment(one)).date() for one in handed)
    came = Counter(in_china(moment(one)).date() for one in papers)
    months: dict[tuple[int, int], list[int]] = defaultdict(lambda: [0, 0])
    for place, counts in enumerate((units, came)):
        for day, count in counts.items():
            months[day.year, day.month][place] += count
    lines = [
        f"{year}年{month}月　提交 {done} 家，佐证材料 {sent} 份"
        for (year, month), (done, sent) in sorted(months.items())
    ]
    lines += _near_the_end(told, handed)
    if units:
        most, count = max(units.items(), key=lambda one: one[1])
        lines.append(f"一天里提交最多的是{most.month}月{most.day}日，{count} 家。")
    lines += [
        f"{day.month}月{day.day}日　提交 {units[day]} 家，佐证材料 {came[day]} 份"
        for day in sorted(units.keys() | came.keys(), reverse=True)[:_DAYS]
    ]
    return told.said("每天收到多少", lines, "还没有收到。")


def _near_the_end(told: Telling, handed: Sequence[str]) -> list[str]:
    """How many handed in on the last day, in the last two hours, behind the deadline."""
    due = told.at.quarter.deadline
    when = [moment(one) for one in handed]
    if not when:
        return []
    last = [one for one in when if one <= due and in_china(one).date() == in_china(due).date()]
    hours = sum(due - _TWO_HOURS <= one <= due for one in when)
    late = sum(one > due for one in when)
    share = f"{100 * len(last) / len(when):.0f}%"
    return [
        f"截止那天提交 {len(last)} 家（{share}），截止前两小时 {hours} 家，截止以后 {late} 家。"
    ]


_TWO_HOURS: Final = timedelta(hours=2)


async def classes(told: Telling) -> Message:
    """Each class of units: how many, average, best and last; of a unit, its class."""
    if told.unit is not None:
        of = told.unit.classification or "没有分类"
        return told.said("类别", [f"{told.unit.name}：{told.unit.group}，{of}。"], "")
    lines = []
    for board in await told.at.boards():
        groups: dict[str, list[Place]] = defaultdict(list)
        for one in board.lines:
            groups[one.classification or ""].append(one)
        named = await told.at.members()
        for called, every in sorted(groups.items(), key=lambda one: class_order(one[0])):
            lines.append(_of_class(board, called or "不分类", every))
            units = "、".join(named[one.unit].short for one in every if one.unit in named)
            lines.append(f"　{units}")
    return told.said(
        "各类单位", lines, "还没有得分。", (to("排名", "ranking", told.at.quarter.id),)
    )


def _of_class(board: Board, called: str, every: list[Place]) -> str:
    totals = [one.total for one in every]
    size = f"{board.group} {called}　{len(every)} 个单位"
    if not any(one.heard for one in every):
        return f"{size}，还没有得分"
    mean = quotient(sum(totals, Decimal(0)), Decimal(len(totals)))
    ends = f"最高 {show(max(totals))} 分，最低 {show(min(totals))} 分"
    return f"{size}{counted(every)}，平均 {show(mean)} 分，{ends}"


async def zeros(told: Telling) -> Message:
    """On how many rows each unit has no point at all, the most first."""
    live = {one.unit_id: one for one in (await told.units()).values()}
    found = {
        of.unit: [row for row, points in of.points.items() if points == 0 and row not in of.missing]
        for board in await told.at.boards()
        for of in await told.at.points(board)
        if of.unit in live
    }
    order = sorted(((len(every), unit) for unit, every in found.items() if every), reverse=True)
    lines = [f"{live[unit].short}　{count} 项：{'、'.join(found[unit])}" for count, unit in order]
    return told.said("得零分的项", numbered(lines), "没有得零分的项。")


async def moved(told: Telling) -> Message:
    """Places of this quarter beside the one before, whoever moved most first."""
    at, earlier = await _both(told)
    now, then = await at.lines(), await earlier.lines()
    live = {one.unit_id: one for one in (await told.units()).values()}
    found: list[tuple[int, str]] = []
    for unit, (board, line) in now.items():
        if unit not in live or unit not in then or not line.heard:
            continue
        old_board, old = then[unit]
        if not await _comparable(told, at, earlier, board.group):
            continue
        size = len(board.fellows(line))
        steps = old.rank - line.rank
        way = f"升 {steps} 名" if steps > 0 else f"降 {-steps} 名" if steps < 0 else "没动"
        points = line.total - old.total
        change = f"分数{'升' if points >= 0 else '降'} {show(abs(points))} 分"
        was = f"第 {old.rank} 名（共 {len(old_board.fellows(old))} 个）"
        found.append(
            (
                steps,
                f"{live[unit].short}　{was} → 第 {line.rank} 名（共 {size} 个），{way}，{change}",
            )
        )
    lines = [text for _, text in sorted(found, key=lambda one: (-abs(one[0]), one[1]))]
    about = f"和{name(*earlier.key)}比的名次"
    more = (to("进步最多的", "asked", "said", "进步最多的五个单位"),)
    return told.said(about, numbered(lines), "没有可以比的单位。", more)


async def _comparable(told: Telling, at: Snapshot, earlier: Snapshot, group: str) -> bool:
    return await comparable(told.turn.db, at.quarter.id, earlier.quarter.id, group)


async def _both(told: Telling) -> tuple[Snapshot, Snapshot]:
    """The quarter with results, and the one before it."""
    at = told.at
    if not at.graded:
        settled = told.county.results
        if not settled:
            raise CannotTellError(f"{name(*at.key)}还在填报，还没有名次，以前也没有结果可看。")
        at = told.county.snapshot(settled[0])
    earlier = snapshot(told.county, before(at.key))
    if not earlier.graded:
        raise CannotTellError(f"{name(*earlier.key)}没有结果，比不了。")
    return at, earlier


async def self_marked(told: Telling, least: int = 0) -> Message:
    """By how much the review changed what units claim: points by their own figures, and now.

    ``least``: only where it took so many points, or more.
    """
    units = await told.units()
    looked = {unit.unit_id for unit, one in await told.decisions() if one.decision == "cut"}
    if told.unit is not None:
        looked = {told.unit.unit_id}
    every = await load_units(told.turn.db, told.at.quarter, sorted(looked))
    forms = {one.unit.id: one for one in every}
    found: list[tuple[Decimal, str]] = []
    for unit in units.values():
        form = forms.get(unit.unit_id)
        if unit.unit_id not in looked or form is None or not form.countable:
            continue
        own = replace(form, reviews={}).assessment.total
        now = form.assessment.total
        text = f"{unit.short}　自评 {show(own)} 分，现在 {show(now)} 分，差 {show(own - now)} 分"
        if own - now >= least:
            found.append((own - now, text))
    lines = [text for _, text in sorted(found, key=lambda one: -one[0])]
    about, nothing = "自评和核定", "没有核减过，自评和核定没有差别。"
    if least:
        about = f"{about}，差 {least} 分以上"
        nothing = f"核减过的 {len(looked)} 个单位里，没有自评比核定高 {least} 分以上的。"
    return told.said(about, numbered(lines), nothing)
