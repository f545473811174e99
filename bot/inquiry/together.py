"""Several figures side by side or taken together: quarters of a unit, averages, sums."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Final

from bot.corridor.buttons import HOME, to
from bot.corridor.events import Message
from bot.editions.making import comparable
from bot.editions.standings import Board
from bot.inquiry.asked import Asked
from bot.inquiry.averages import counted, mean
from bot.inquiry.conditions import CannotTellError, full_of, totals
from bot.inquiry.facts import Snapshot, of_part, row_in, under
from bot.inquiry.figures import figures, sum_of_row
from bot.inquiry.finding import before, quarters_of, snapshot
from bot.inquiry.words.conditions import row_name
from bot.inquiry.words.said import MEASURES
from bot.questions.combined.query import Condition, Query
from bot.speech.calendar import in_china, say_day
from bot.speech.periodic import per
from bot.speech.quarters import name
from scoring.exact import quotient
from scoring.ranking import show
from storage.queries import answers


async def quarters(asked: Asked) -> Message:
    """Units with their figure in each quarter; nothing is added up over a year."""
    query, notes = asked.query, list[str]()
    keys = quarters_of(query, asked.county, notes)
    lines = []
    for unit in query.units:
        lines.append(asked.named(unit))
        for key in keys:
            at = snapshot(asked.county, key)
            found = await figures(query, at, None)
            shaky = "" if at.graded else "（填报中）"
            text = found.text(unit) or "没有得分"
            lines.append(f"　{name(*key)}{shaky}　{text}")
    about = f"{row_name(query.row)}{MEASURES[query.measure]}"
    if len(keys) > 1:
        notes.append(per("办法没有规定全年怎么算，各季度分开列，不相加。"))
    only = query.units[0] if len(query.units) == 1 else None
    more = (to("看走势图", "trend", only),) if only else ()
    return Message(
        title=f"{'、'.join(asked.named(one) for one in query.units)}　{per('各季度')}{about}",
        text="\n".join([*lines, *(f"（{one}）" for one in notes)]),
        buttons=((*more, HOME),),
    )


async def average(asked: Asked) -> Message:
    """The average of each table; with another quarter beside it where that is asked."""
    query, notes = asked.query, list[str]()
    keys = quarters_of(query, asked.county, notes)
    if query.against is not None:
        return await overall(asked)
    if len(keys) > 1:
        return await _averages(asked, keys, notes)
    key = keys[-1]
    at = snapshot(asked.county, key)
    boards = await boards_of(at, query.group)
    lines = [_average_line(at, board) for board in boards]
    if query.endings or query.ending:
        lines = await _of_parts(at, boards, query.endings or (query.ending,))
    elif query.klass or query.by == "class":
        lines = _of_classes(boards, query.klass)
    elif query.by == "median":
        lines = [_median_line(one) for one in boards]
    elif len(boards) == _PAIR:
        lines.append(_apart(boards))
    about = ""
    if query.row:
        if query.endings or query.ending or query.klass or query.by:
            raise CannotTellError("一项的平均分只能按整张表看。")
        lines, about = await _row_averages(at, boards, query.row), f" {row_name(query.row)} "
    return Message(
        title=f"{name(*key)}{about}平均分" + ("" if at.graded else "（填报中，暂定）"),
        text="\n".join([*lines, *(f"（{one}）" for one in notes)]),
        buttons=((to("等次分布", "grades", at.quarter.id), HOME),),
    )


async def _averages(asked: Asked, keys: Sequence[tuple[int, int]], notes: list[str]) -> Message:
    """The average of each table in several quarters, one after the other."""
    query = asked.query
    if query.row or query.endings or query.ending or query.klass or query.by:
        raise CannotTellError(per("一次只能看一个季度里一项的平均分，或者街道、乡镇的平均分。"))
    lines = []
    for key in keys:
        at = snapshot(asked.county, key)
        lines.append(name(*key) + ("" if at.graded else "（填报中，暂定）"))
        lines += [f"　{_average_line(at, one)}" for one in await boards_of(at, asked.query.group)]
    return Message(
        title=per("各季度平均分"),
        text="\n".join([*lines, *(f"（{one}）" for one in notes)]),
        buttons=((HOME,),),
    )


async def boards_of(at: Snapshot, group: str) -> list[Board]:
    """The tables of a quarter that have results, or the one that is named."""
    found = [one for one in await at.boards() if group in ("", one.group) and one.lines]
    if not found:
        raise CannotTellError(f"{name(*at.key)}还没有得分。")
    return found


_PAIR = 2


def _median_line(board: Board) -> str:
    """The total in the middle of a table."""
    every = sorted(one.total for one in board.lines)
    half, odd = divmod(len(every), 2)
    middle = every[half] if odd else quotient(every[half - 1] + every[half], Decimal(2))
    return f"{board.group}　中位数 {show(middle)} 分（{len(every)} 个单位）"


def _apart(boards: Sequence[Board]) -> str:
    """By how much one table's average is above the other's."""
    low, high = sorted(boards, key=mean)
    return f"{high.group}比{low.group}平均高 {show(mean(high) - mean(low))} 分。"


def _of_classes(boards: Sequence[Board], only: str) -> list[str]:
    """The average of each class of the tables that have classes."""
    lines = []
    for board in boards:
        found = {one.classification for one in board.lines if one.classification}
        names = sorted(found, key=class_order)
        means = {}
        for called in [one for one in names if only in ("", one)]:
            of_it = [one.total for one in board.lines if one.classification == called]
            means[called] = quotient(sum(of_it, Decimal(0)), Decimal(len(of_it)))
            shown = show(means[called])
            of_class = [one for one in board.lines if one.classification == called]
            lines.append(
                f"{board.group}{called}　平均 {shown} 分（{len(of_it)} 个单位{counted(of_class)}）"
            )
        if len(means) == _PAIR:
            low, high = sorted(means, key=lambda one: means[one])
            lines.append(f"{high}比{low}平均高 {show(means[high] - means[low])} 分。")
    if not lines:
        none = f"没有{only}单位" if only else "单位没有分类"
        raise CannotTellError(f"名单里{none}，看不出各类的平均分。类别写在单位名单里。")
    return lines


def class_order(called: str) -> tuple[int, str]:
    """一类, 二类, 三类, as they are counted; what has no number stands behind them."""
    place = "一二三四五六七八九十".find(called[:1])
    return (place if place >= 0 else _BEHIND, called)


_BEHIND: Final = 99


def _average_line(at: Snapshot, board: Board) -> str:
    shaky = f"，{board.provisional} 个暂定" if board.provisional and not at.graded else ""
    said = counted(board.lines)
    return f"{board.group}　平均 {show(mean(board))} 分（{len(board.lines)} 个单位{said}{shaky}）"


async def _of_parts(at: Snapshot, boards: Sequence[Board], parts: Sequence[str]) -> list[str]:
    """街道 beside 乡镇, which are one table: the average of each part."""
    live, lines = await at.members(), []
    every = [one for board in boards for one in board.lines]
    for part in parts:
        of_it = [one for one in every if of_part(live[one.unit].name, part)]
        if not of_it:
            lines.append(f"{part}　没有这样的单位")
            continue
        mean_ = quotient(sum((one.total for one in of_it), Decimal(0)), Decimal(len(of_it)))
        shaky = sum(one.provisional for one in of_it) if not at.graded else 0
        said = counted(of_it) + (f"，{shaky} 个暂定" if shaky else "")
        lines.append(f"{part}　平均 {show(mean_)} 分（{len(of_it)} 个单位{said}）")
    return lines


async def _row_averages(at: Snapshot, boards: Sequence[Board], row: str) -> list[str]:
    """The average points on a row, table by table, of the units that have said something on it."""
    points, live = await totals(at, row), await at.members()
    lines = []
    for board in boards:
        ids = under(row_in(row, board.group), [one.id for one in board.scheme.rows])
        values = [value for unit, value in points.items() if live[unit].group == board.group]
        if ids and values:
            shown = show(quotient(sum(values, Decimal(0)), Decimal(len(values))))
            full = show(full_of(board, row))
            lines.append(
                f"{board.group}　平均 {shown} 分，满分 {full} 分（{len(values)} 个单位报了数）"
            )
        elif ids:
            lines.append(f"{board.group}　{await _why_none(at, board, ids)}")
    if not lines:
        raise CannotTellError(f"考核表里没有“{row_name(row)}”这一项。")
    return lines


async def _why_none(at: Snapshot, board: Board, ids: Sequence[str]) -> str:
    """Why a row has no points yet: nobody said anything, or what was said is not marked."""
    mine = {one.form_id for one in (await at.members()).values() if one.group == board.group}
    claims = await answers.claims_of_rows(at.db, at.quarter.id, ids)
    said = len({one.form_id for one in claims} & mine)
    if any(board.scheme.row(one).award for one in ids) and said:
        return f"{said} 个单位已经报了，审核员还没有评分，算不出平均分"
    if any(board.scheme.row(one).by for one in ids):
        return "数由别的部门提供，还没有录入"
    return f"{said} 个单位报了，还没有报齐" if said else "还没有单位填报"


async def overall(asked: Asked) -> Message:
    """Is it better than before: table by table, by the average."""
    query, notes = asked.query, list[str]()
    base = query if query.against else Query(against=(0, 1), group=query.group)
    key = quarters_of(base, asked.county, notes)[-1]
    at = snapshot(asked.county, key)
    against = query.against if query.against and query.against != key else before(key)
    earlier = snapshot(asked.county, against)
    old = {one.group: one for one in await earlier.boards() if one.lines}
    boards = await boards_of(at, query.group)
    lines = [await _moved(at, earlier, one, old.get(one.group)) for one in boards]
    return Message(
        title=f"{name(*key)}和{name(*against)}比",
        text="\n".join([*lines, *(f"（{one}）" for one in notes)]),
        buttons=((to("排名", "ranking", at.quarter.id), HOME),),
    )


async def _moved(at: Snapshot, earlier: Snapshot, board: Board, old: Board | None) -> str:
    if old is None:
        return f"{board.group}　{name(*earlier.key)}没有得分，比不了"
    if not await comparable(at.db, at.quarter.id, earlier.quarter.id, board.group):
        return f"{board.group}　考核办法变了，{per('两个季度')}不可比"
    now, then = mean(board), mean(old)
    gap = now - then
    said = f"升了 {show(gap)} 分" if gap > 0 else f"降了 {show(-gap)} 分" if gap < 0 else "没变"
    return f"{board.group}　平均 {show(then)} → {show(now)} 分，{said}{_unsettled(board)}"


def _unsettled(board: Board) -> str:
    """Who is counted in an average of a quarter that is not released, and may still change it."""
    if board.edition is not None:
        return ""
    silent = sum(not one.heard for one in board.lines)
    said = (
        f"{silent} 个单位还没有报，按现有的分算在里面" if silent else "",
        f"{board.provisional} 个暂定" if board.provisional else "",
    )
    told = "，".join(one for one in said if one)
    return f"（{told}）" if told else ""


async def total(asked: Asked) -> Message:
    """One figure of everybody: papers received, reports, cuts, or the figures of a row."""
    query, notes = asked.query, list[str]()
    key = quarters_of(query, asked.county, notes)[-1]
    at = snapshot(asked.county, key)
    if query.row and not query.measure:
        return await _row_sum(asked, at, notes)
    found = await figures(query, at, None)
    live = await at.members()
    meant = [unit for unit in found.values if query.group in ("", live[unit].group)]
    units = sum(map(found.has, meant))
    count = show(sum((found.values[unit] for unit in meant), Decimal(0)))
    rows = sum(found.more.get(unit, 0) for unit in meant)
    word = {"papers": f"收到佐证材料 {count} 份", "reports": f"收到{query.kind} {count} 篇",
            "cut": f"核减了 {count} 分，{rows} 项"}[query.measure]  # fmt: skip
    return Message(
        title=f"{name(*key)}{query.group}{_days(asked)}",
        text="\n".join([f"{word}，来自 {units} 个单位。", *(f"（{one}）" for one in notes)]),
        buttons=((HOME,),),
    )


def _days(asked: Asked) -> str:
    query, today = asked.query, in_china(asked.turn.now).date()
    if not query.since or not query.until:
        return ""
    ends: Sequence[str] = dict.fromkeys([say_day(query.since, today), say_day(query.until, today)])  # type: ignore[assignment] # in order, each once
    return "，" + "到".join(ends)


async def _row_sum(asked: Asked, at: Snapshot, notes: list[str]) -> Message:
    query = asked.query
    count, word, said = await sum_of_row(at, query)
    if not said:
        of = f"{name(*at.key)}{query.group} {row_name(query.row)}"
        raise CannotTellError(f"{of} 没有可以相加的数，或者还没有单位填报。")
    mean = show(quotient(count, Decimal(said)))
    return Message(
        title=f"{name(*at.key)}{query.group} {row_name(query.row)}",
        text="\n".join(
            [
                f"一共 {count:f} {word}，{said} 个单位填了数，平均每个单位 {mean} {word}。",
                *(f"（{one}）" for one in notes),
            ]
        ),
        buttons=((to("谁失分", "losses", at.quarter.id, 0), HOME),),
    )


async def grades(asked: Asked) -> Message:
    """How many of each grade, and what share of the table."""
    notes = list[str]()
    base = replace(asked.query, tests=(Condition("grade"),))
    *others, key = quarters_of(base, asked.county, notes)
    at = snapshot(asked.county, key)
    lines = await _of_grades(at, asked.query.group)
    if others:
        lines = [f"{name(*key)}：", *lines]
        for other in reversed(others):
            there = snapshot(asked.county, other)
            lines += [f"{name(*other)}：", *await _of_grades(there, asked.query.group)]
    elif earlier := asked.query.against:
        there = snapshot(asked.county, before(key) if earlier == key else earlier)
        if not there.graded:
            raise CannotTellError(f"{name(*there.key)}还没有等次，比不了。")
        then = await _of_grades(there, asked.query.group)
        lines = [f"{name(*key)}：", *lines, f"{name(*there.key)}：", *then]
    return Message(
        title="各季度等次" if others else f"{name(*key)} 等次",
        text="\n".join([*lines, *(f"（{one}）" for one in notes)]),
        buttons=((to("名单", "grades", at.quarter.id), HOME),),
    )


async def _of_grades(at: Snapshot, group: str) -> list[str]:
    """How many of each grade and what share of the table, table by table."""
    lines = []
    for board in await boards_of(at, group):
        counts = Counter(one.grade for one in board.lines)
        size = len(board.lines)
        said = "、".join(
            f"{one.name} {counts[one.name]} 个（{_share(counts[one.name], size)}）"
            for one in board.scheme.grades
        )
        lines.append(f"{board.group} {size} 个：{said}")
    return lines


def _share(part: int, whole: int) -> str:
    return f"{quotient(Decimal(100 * part), Decimal(whole)):.1f}%"
