"""The figure that units are ordered by and shown with, as a value and as people read it."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import datetime, timedelta
from decimal import Decimal
from itertools import pairwise
from typing import Final

from bot.editions.making import comparable
from bot.forms.form import Raw
from bot.inquiry import of_answers, of_losses, of_returns, of_use, of_waiting
from bot.inquiry.conditions import (
    CannotTellError,
    among,
    full_of,
    row_of_quarters,
    totals,
    totals_of,
)
from bot.inquiry.facts import County, Snapshot, row_in, under
from bot.inquiry.few_rows import said_on
from bot.inquiry.listed import Figure, Figures
from bot.inquiry.of_forms import compared, counted
from bot.questions.combined.query import COUNTED, EVER, Condition, ConditionKind, Query
from bot.reading.words.kinds import DOUBTS
from bot.speech.calendar import in_china, say_moment
from bot.speech.periodic import per
from bot.speech.quarters import name
from scoring.facts import NIL
from scoring.ranking import show
from storage.database import moment
from storage.queries import people

HEADS: Final = {
    "total": "得分", "rank": "名次", "lost": "失分", "papers": "佐证材料", "reports": "工作报送",
    "cut": "核减", "returned": "退回", "done": "填报进度", "at": "提交时间", "change": "变化",
    "contact": "联络员和电话", "count": "填报数", "grade": "等次", "overdue": "迟了多久",
    "doubts": "疑点", "times": "次数", "used": "最近一次上来", "lying": "退回多久",
    "queued": "等审多久", "until": "延到",
    "due": "补正到哪天", "mended": "补正", "answers": "填的内容", "lacking": "缺什么",
    "where": "扣在哪几项",
}  # fmt: skip


async def figures(query: Query, at: Snapshot, before: Snapshot | None) -> Figures:
    """The figure of every unit that has one."""
    if query.measure == "change" or (not query.measure and before is not None):
        return await _changes(query, at, before)
    whole = {"total": _totals, "rank": _ranks, "lost": _lost, "grade": _grades, "used": of_use.used}
    if query.measure in whole:
        return await whole[query.measure](query, at)
    of = {
        "papers": _papers, "reports": _reports, "cut": of_losses.cuts, "returned": _returned,
        "done": _done,
        "at": _handed, "contact": _contacts, "count": _counts, "overdue": _overdue,
        "doubts": _doubts, "lying": of_use.lying, "queued": of_waiting.waiting,
        "until": of_waiting.until, "due": of_returns.due, "mended": of_returns.mended,
        "answers": of_answers.figures, "lacking": of_answers.lacks,
        "where": of_losses.where,
    }  # fmt: skip
    return Figures.of(await of[query.measure](query, at) if query.measure else {})


Each = dict[int, Figure]
"""Figures that are said at once: what they come from is at hand only while they are worked out."""


async def _doubts(query: Query, at: Snapshot) -> Each:
    """Open doubts about the papers of each unit: how many, and of which kinds."""
    only = next((one.value for one in query.tests if one.kind == "doubtful" and one.value), "")
    found = {}
    for unit, every in (await at.doubts()).items():
        counts = Counter(DOUBTS[one.kind] for one in every if only in ("", one.kind))
        if counts:
            said = "、".join(f"{kind} {count}" for kind, count in counts.most_common())
            found[unit] = Figure(Decimal(counts.total()), f"{counts.total()} 处：{said}")
    return found


async def _totals(query: Query, at: Snapshot) -> Figures:
    lines, values = await at.lines(), await totals(at, query.row)
    whole = not query.row or "." not in query.row

    def said(unit: int) -> str:
        board, line = lines[unit]
        rules = board.scheme.ranking
        shown = f"{show(values[unit], rules.digits, rules.rounding)} 分"
        return shown + ("（暂定）" if line.provisional and whole else "")

    return Figures(values, said)


async def _grades(_: Query, at: Snapshot) -> Figures:
    """Each unit's grade, with the points it comes from."""
    points, lines = await _totals(Query(), at), await at.lines()
    return Figures(
        {unit: value for unit, value in points.values.items() if lines[unit][1].grade},
        lambda unit: f"{lines[unit][1].grade}，{points.text(unit)}",
    )


async def _ranks(_: Query, at: Snapshot) -> Figures:
    """Places, best first; the order is turned round, so that 最高 and 第一 are one."""
    points, lines = await _totals(Query(), at), await at.lines()

    def said(unit: int) -> str:
        board, line = lines[unit]
        shown = points.text(unit) or "还没有填报"
        return f"第 {line.rank} 名（共 {len(board.fellows(line))} 个），{shown}"

    places: dict[int, Decimal] = {}
    for board in await at.boards():
        places.update(board.order)
    return Figures(places, said)


async def _lost(query: Query, at: Snapshot) -> Figures:
    gone: dict[int, Decimal] = {}
    values: dict[int, Decimal] = {}
    for board in await at.boards():
        full, of = full_of(board, query.row), await totals_of(at, board, query.row)
        values.update(of)
        gone.update({unit: full - value for unit, value in of.items()})
    return Figures(gone, lambda unit: f"失 {show(gone[unit])} 分，得 {show(values[unit])} 分")


async def _papers(query: Query, at: Snapshot) -> Each:
    live, evidence = await at.members(), await at.evidence()
    found = {}
    for unit, one in live.items():
        wanted = row_in(query.row, one.group)
        every = [
            piece
            for piece in evidence.get(unit, ())
            if (not query.row or (piece.row and under(wanted, [piece.row])))
            and within(moment(piece.at), query, at.now)
        ]
        found[unit] = Figure(Decimal(len(every)), f"{len(every)} 份")
    return found


async def _reports(query: Query, at: Snapshot) -> Each:
    reports, found = await at.reports(), {}
    for unit in await at.members():
        every = [
            one
            for one in reports.get(unit, ())
            if query.kind in ("", one.kind) and within(moment(one.received_at), query, at.now)
        ]
        found[unit] = Figure(Decimal(len(every)), f"{len(every)} 篇")
    return found


def within(when: datetime, query: Query, now: datetime) -> bool:
    """Whether a moment lies in the days and hours that a question names."""
    if query.past:
        return now - timedelta(minutes=query.past) <= when
    local = in_china(when)
    if query.hours[1] > _DAY and query.since and query.until:  # from one day into the next
        at = (local.date() - query.since).days * _DAY + local.hour
        end = (query.until - query.since).days * _DAY + query.hours[1] - _DAY
        return query.hours[0] <= at < end
    if not query.hours[0] <= local.hour < query.hours[1]:
        return False
    return query.since is None or (query.since <= local.date() <= (query.until or query.since))


_DAY: Final = 24


async def _returned(_: Query, at: Snapshot) -> Each:
    live = await at.live()
    return {unit: Figure(Decimal(one.returned), f"{one.returned} 项") for unit, one in live.items()}


async def _done(_: Query, at: Snapshot) -> Each:
    found = {}
    for unit, one in (await at.live()).items():
        done = one.done if one.begun else 0
        share = Decimal(done) / Decimal(one.owed) if one.owed else Decimal(1)
        state = "，已提交" if one.state == "submitted" else ""
        found[unit] = Figure(share, f"{done}/{one.owed} 项{state}")
    return found


async def _handed(query: Query, at: Snapshot) -> Each:
    found = {}
    for unit, one in (await at.live()).items():
        if one.submitted_at and one.state == "submitted":
            when = moment(one.submitted_at)
            if within(when, query, at.now):
                late = f"，迟 {lasted(when - at.deadline(one))}" if when > at.deadline(one) else ""
                text = f"{say_moment(when, at.now)}{late}"
                found[unit] = Figure(Decimal(str(when.timestamp())), text)
    return found


async def _overdue(_: Query, at: Snapshot) -> Each:
    """By how much the deadline was missed, or is being missed."""
    found = {}
    for unit, one in (await at.live()).items():
        handed = one.state == "submitted" and one.submitted_at
        late = (moment(one.submitted_at) if handed else at.now) - at.deadline(one)
        if late > timedelta():
            text = f"迟 {lasted(late)}" + ("" if handed else "，还没交")
            found[unit] = Figure(Decimal(int(late.total_seconds())), text)
    return found


def lasted(span: timedelta) -> str:
    """2 天 3 小时, 40 分钟."""
    minutes = max(1, int(span.total_seconds()) // 60)
    days, hours, rest = minutes // 1440, minutes // 60 % 24, minutes % 60
    said = [f"{days} 天"] * (days > 0) + [f"{hours} 小时"] * (hours > 0)
    said += [f"{rest} 分钟"] * (rest > 0 and days == 0)
    return " ".join(said)


async def _counts(query: Query, at: Snapshot) -> Each:
    """What each unit claims on a row, input by input, in the order of all taken together."""
    wholes, found = await counted(at, query.row), {}
    every = await said_on(at, query.row)
    for unit, whole in wholes.items():
        said = [
            f"{one.name} {figure} {one.unit}"
            for one, figure in every[unit]
            if one.kind in ("count", "amount") and figure not in (None, NIL, "不适用")
        ]
        found[unit] = Figure(whole, "，".join(said) or "无")
    return found


async def _contacts(_: Query, at: Snapshot) -> Each:
    """Who reports for a unit, and the telephone: for private chats only."""
    bound: dict[int, list[str]] = {}
    for one in await people.with_role(at.db, "liaison"):
        if one.unit_id is not None:
            said = f"{one.person_name} {one.person_phone or '没有登记电话'}"
            bound.setdefault(one.unit_id, []).append(said)
    return {
        unit: Figure(Decimal(0), "；".join(bound.get(unit, ())) or "还没有联络员")
        for unit in await at.members()
    }


async def _changes(query: Query, at: Snapshot, before: Snapshot | None) -> Figures:
    """Points or places gained since another quarter; negative where they were lost."""
    if before is None:
        raise CannotTellError(per("没有更早的季度可以比。"))
    await _must_compare(at, before, query.group)
    if any(one.kind in _PLACES for one in query.tests):
        return await _place_changes(at, before)
    if any(one.kind in _GRADES for one in query.tests):
        return await _grade_changes(at, before)
    if any(one.value == COUNTED for one in query.tests):
        return await _count_changes(query, at, before)
    now, then = await totals(at, query.row), await totals(before, query.row)
    gained = {unit: value - then[unit] for unit, value in now.items() if unit in then}
    return Figures(
        gained,
        lambda unit: f"{show(then[unit])} → {show(now[unit])} 分，{_signed(gained[unit])}",
    )


_GRADES: Final = ("grade_up", "grade_down", "grade_still")
_PLACES: Final = ("rank_up", "rank_down", "rank_still", "entered", "left")


async def _count_changes(query: Query, at: Snapshot, before: Snapshot) -> Figures:
    """By how much more or less of what a row counts was done."""
    now, then = await _counts(query, at), await _counts(query, before)
    found = {}
    for unit, one in now.items():
        if unit in then:
            gained = one.value - then[unit].value
            said = f"{then[unit].text} → {one.text}" if gained else f"{one.text}，没变"
            found[unit] = Figure(gained, said)
    return Figures.of(found)


async def _place_changes(at: Snapshot, before: Snapshot) -> Figures:
    now, then = await at.lines(), await before.lines()

    def said(unit: int) -> str:
        old, new = then[unit][1].rank, now[unit][1].rank
        way = f"升 {old - new} 名" if new < old else f"降 {new - old} 名" if new > old else "没变"
        return f"第 {old} → {new} 名，{way}"

    return Figures(
        {
            unit: Decimal(then[unit][1].rank - line.rank)
            for unit, (_, line) in now.items()
            if unit in then
        },
        said,
    )


async def _grade_changes(at: Snapshot, before: Snapshot) -> Figures:
    """By how many grades a unit rose; fewer points within one grade are no change of it."""
    now, then = await at.lines(), await before.lines()
    found = {}
    for unit, (board, line) in now.items():
        names = [one.name for one in board.scheme.grades]
        old = then[unit][1] if unit in then else None
        if old is None or not line.heard or {old.grade, line.grade} - set(names):
            continue
        gained = names.index(old.grade) - names.index(line.grade)
        grades = f"{old.grade} → {line.grade}" if gained else f"仍是{line.grade}"
        said = f"{grades}，{show(old.total)} → {show(line.total)} 分"
        found[unit] = Figure(Decimal(gained), said)
    return Figures.of(found)


async def _must_compare(at: Snapshot, before: Snapshot, group: str) -> None:
    for board in await at.boards():
        if group in ("", board.group) and not await comparable(
            at.db, at.quarter.id, before.quarter.id, board.group
        ):
            raise CannotTellError(
                f"{name(*before.key)}和{name(*at.key)}的{board.group}考核办法不一样，得分不可比。"
            )


def _signed(gained: Decimal) -> str:
    return f"+{show(gained)}" if gained > 0 else show(gained) if gained else "没变"


async def moved(test: Condition, at: Snapshot, before: Snapshot | None, query: Query) -> set[int]:
    """Whom 进步 or 退步, 新进前十 or 掉出前十 holds for."""
    if test.kind in ("entered", "left"):
        return await _crossed(test, at, before)
    changes = await _changes(Query(tests=(test,), row=query.row, group=query.group), at, before)
    if test.kind in ("still", "rank_still", "grade_still"):
        return {unit for unit, value in changes.values.items() if not value}
    way = 1 if test.kind in ("up", "rank_up", "grade_up") else -1
    return {unit for unit, value in changes.values.items() if _by(value * way, test)}


async def moved_each_time(test: Condition, at: Snapshot, county: County, query: Query) -> set[int]:
    """连续三个季度上升: who moved that way in each of so many quarters up to this one.

    Raises:
        CannotTellError: there are not so many and one more, each behind the other.
    """
    known = len(county.results) - 1 if test.running == EVER else test.running
    every = [county.snapshot(one) for one in row_of_quarters(county, known + 1, at.quarter)]
    alone = replace(test, running=0)
    held = [await moved(alone, now, then, query) for now, then in pairwise(every)]
    return set.intersection(*held)


async def _crossed(test: Condition, at: Snapshot, before: Snapshot | None) -> set[int]:
    """Among the first ten, or of a grade, now and not before; or the other way round."""
    if before is None:
        raise CannotTellError(per("没有更早的季度可以比。"))
    kind: ConditionKind = "grade" if test.value else "top"
    within = Condition(kind, value=test.value, amount=test.amount)
    now, then = await among(within, at), await among(within, before)
    here, there = set(await at.members()), set(await before.members())
    return (now - then) & there if test.kind == "entered" else (then - now) & here


def _by(moved: Decimal, test: Condition) -> bool:
    """Whether it moved that way, and by as much as was said: 掉了5分以上."""
    if moved <= 0 or not test.sign:
        return moved > 0
    return compared(moved, test)


async def sum_of_row(at: Snapshot, query: Query) -> tuple[Decimal, str, int]:
    """All units' figures of a row added up, with the measure word, and how many said something."""
    figures, word, said = Counter[Raw](), "", 0
    table = await at.members()
    for unit, every in (await said_on(at, query.row)).items():
        if query.group and query.group != table[unit].group:
            continue
        known = False
        for one, raw in every:
            if raw is not None and one.kind in _ADDED:
                known, word = True, word or one.unit
                figures[raw] += 1
        said += known
    total = sum(
        (Decimal(str(raw)) * many for raw, many in figures.items() if raw not in (NIL, "不适用")),
        Decimal(0),
    )
    return total, word or "个", said


_ADDED: Final = ("count", "amount")
