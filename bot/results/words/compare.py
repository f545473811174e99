"""Sentences of two units set side by side."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from bot.corridor.buttons import HOME, to
from bot.corridor.events import Message
from bot.corridor.paging import Leaf
from bot.editions.rungs import Place, Table
from bot.forms.words.figures import row_title
from bot.results.words import ranking
from bot.speech.periodic import per
from scoring.exact import show
from scoring.scheme import Row
from scoring.shown import digits_apart

Side = tuple[Table, Place]


@dataclass(frozen=True, slots=True)
class Difference:
    """A row in which two units differ; ``waits``: its figures are not all there yet."""

    row: Row
    mine: Decimal
    theirs: Decimal
    waits: bool = False
    other_waits: bool = False


def compared(left: Side, right: Side, leaf: Leaf[Difference], differing: int) -> Message:
    """First who is ahead and by how much, then row by row."""
    (board, one), (other_board, other) = left, right
    lines = [_ahead(left, right), _stands(left), _stands(right)] if leaf.page == 1 else []
    if board.group != other_board.group:
        lines.append("两张考核表的指标不一样，只能看总分和各自的名次，不能逐项比。")
    elif differing:
        if leaf.page == 1:
            lines.append(f"有 {differing} 项不一样（{one.short}：{other.short}）：")
        lines += [_row(found) for found in leaf.items]
    elif one.heard or other.heard:
        lines.append("每一项的得分都一样。")
    quarter = board.quarter.id
    waits = ranking.not_final(board) if board.behind else ""
    base = f"compare/{quarter}/{one.unit}/{other.unit}"
    return Message(
        title=f"{ranking.quarter_name(board)} {one.short}和{other.short}{waits}{leaf.mark}",
        text="\n".join(lines),
        buttons=(
            *leaf.turning(lambda number: f"{base}/{number}"),
            (
                to(f"{one.short} 扣分原因", "why", quarter, one.unit),
                to(f"{other.short} 扣分原因", "why", quarter, other.unit),
            ),
            (HOME,),
        ),
        replace=leaf.page > 1,
    )


def _ahead(left: Side, right: Side) -> str:
    (board, one), (_, other) = left, right
    more = one.total - other.total
    mark = "（暂定）" if one.provisional or other.provisional else ""
    if not (one.heard or other.heard):
        return "两个单位都还没有填报。"
    if not more:
        return f"两个单位都是 {ranking.points(board, one)} 分{mark}。"
    first, second = (one, other) if more > 0 else (other, one)
    digits = digits_apart((one.total, other.total))
    return f"{first.short}比{second.short}高 {show(abs(more), digits)} 分{mark}。"


def _stands(side: Side) -> str:
    board, one = side
    if not one.heard:
        return f"{one.short}　还没有填报"
    grade = f"，{one.grade}" if board.graded else ""
    fellows = board.among(one)
    return f"{one.short}　{ranking.points(board, one)} 分，{one.rank}/{fellows} 名{grade}"


def _row(found: Difference) -> str:
    digits = digits_apart((found.mine, found.theirs))
    mine = "未报" if found.waits else show(found.mine, digits)
    theirs = "未报" if found.other_waits else show(found.theirs, digits)
    return f"{row_title(found.row)}　{mine} : {theirs}"


def the_same() -> str:
    """One unit named twice."""
    return "这是同一个单位，没有可比的。"


def one_takes_no_part() -> str:
    """One of the two has no form in the quarter."""
    return per("这两个单位里有一个没有参加这个季度的考核，不能比。")
