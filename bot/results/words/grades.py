"""Sentences of the grades of a quarter: how many of each, the average, and who has one."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from bot.corridor.buttons import HOME, to
from bot.corridor.events import Message
from bot.corridor.paging import Leaf
from bot.editions.rungs import Place, Table
from bot.results.words import ranking
from scoring.exact import quotient, show


def summary(every: Sequence[Table]) -> Message:
    """Each table in two lines, with a button to those of each grade."""
    board = every[0]
    lines = [line for one in every for line in _table(one)]
    buttons = tuple(
        tuple(
            to(f"{one.group[:2]} {grade} {count}", "grades", one.quarter.id, one.number, grade)
            for grade, count in _counts(one)
            if count
        )
        for one in every
        if one.graded
    )
    return Message(
        title=f"{ranking.quarter_name(board)} 等次分布{ranking.not_final(board)}",
        text="\n".join(lines),
        buttons=(*(row for row in buttons if row), (to("排名", "ranking", board.quarter.id), HOME)),
    )


def _table(board: Table) -> list[str]:
    if not board.size:
        return [f"{board.group}　{ranking.uncounted(board)}"]
    total = board.size
    average = quotient(board.points, Decimal(total))
    counts = "，".join(f"{grade} {count}" for grade, count in _counts(board))
    graded = counts if board.graded else "填报还没截止，还没有等次"
    # Of the whole table: where classes are ranked apart, the first line is the first class's best.
    totals = board.rungs.totals
    best, least = (board.rungs[totals.index(end(totals))] for end in (max, min))
    ends = f"最高 {ranking.points(board, best)}，最低 {ranking.points(board, least)}"
    return [
        f"{board.group} {total} 个：{graded}",
        f"　平均 {show(average)} 分，{ends}{_provisional(board)}",
        *([f"　{ranking.uncounted(board)}"] if board.uncounted else []),
    ]


def _counts(board: Table) -> list[tuple[str, int]]:
    return [(one.name, board.grades[one.name]) for one in board.scheme.grades]


def _provisional(board: Table) -> str:
    if not board.provisional:
        return ""
    counted = "，没报的也算在平均里" if board.edition is None else ""
    return f"（{board.provisional} 个暂定{counted}）"


def listed(
    grade: str,
    table: int,
    having: Sequence[Table],
    leaf: Leaf[tuple[Table, Place]],
) -> Message:
    """How many first, then who."""
    board = having[0]
    name = ranking.quarter_name(board)
    parts = [f"{one.group} {one.grades[grade]} 个" for one in having]
    total = f"{grade} {leaf.total} 个" + (f"：{'，'.join(parts)}" if len(parts) > 1 else "")
    lines = [f"{total}。"] if leaf.page == 1 else []
    for one, line in leaf.items:
        mark = "，暂定" if line.provisional else ""
        lines.append(f"{line.short}　{ranking.points(one, line)} 分，第 {line.rank} 名{mark}")
    lines += [f"（{ranking.uncounted(one)}）" for one in having if one.uncounted]
    base = f"grades/{board.quarter.id}/{table}/{grade}"
    whose = board.group if len(having) == 1 else ""
    return Message(
        title=f"{name} {whose}{grade}的单位{leaf.mark}",
        text="\n".join(lines),
        buttons=(
            *leaf.turning(lambda number: f"{base}/{number}"),
            (
                to("等次分布", "grades", board.quarter.id),
                to("排名", "ranking", board.quarter.id),
                HOME,
            ),
        ),
        replace=leaf.page > 1,
    )


def not_yet(every: Sequence[Table]) -> Message:
    """While units may still change everything there are no grades."""
    board = every[0]
    return Message(
        text=f"{ranking.quarter_name(board)}的填报还没有截止，还没有等次。截止以后按得分定。",
        buttons=((to("排名", "ranking", board.quarter.id), to("进度", "progress"), HOME),),
    )


def no_such_grade(grade: str, every: Sequence[Table], known: Sequence[str]) -> Message:
    """A grade that the scheme does not have."""
    board = every[0]
    return Message(
        text=f"考核办法里没有“{grade}”这个等次，有的是：{'、'.join(known)}。",
        buttons=((to("等次分布", "grades", board.quarter.id), HOME),),
    )
