"""Why a unit has more or fewer points than in another quarter: place, total, and row by row."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from bot.corridor.buttons import HOME, to
from bot.corridor.events import Message
from bot.editions.making import comparable
from bot.editions.points import Rows
from bot.editions.rungs import Place
from bot.editions.standings import Board
from bot.inquiry.asked import Asked
from bot.inquiry.conditions import CannotTellError, totals, totals_of
from bot.inquiry.facts import Snapshot
from bot.inquiry.finding import snapshot
from bot.speech.quarters import name
from scoring.exact import quotient
from scoring.ranking import show

_MOST, _OF_TABLE = 12, 5
"""So many rows are told, those that moved most; of a whole table fewer."""


async def moved(asked: Asked) -> Message:
    """The unit in both quarters, and the rows on which its points are others.

    Raises:
        CannotTellError: it has no points in one of them, or their rules are not the same.
    """
    if not asked.query.units:
        return await _of_all(asked)
    (unit,) = asked.query.units
    then, now = (snapshot(asked.county, one) for one in sorted(asked.query.quarters))
    before, after = await _of(asked, then, unit), await _of(asked, now, unit)
    board = after[0]
    if not await comparable(asked.turn.db, now.quarter.id, then.quarter.id, board.group):
        raise CannotTellError(
            f"{name(*then.key)}和{name(*now.key)}的{board.group}考核办法不一样，得分不可比。"
        )
    lines = [_stood(then, *before), _stood(now, *after)]
    lines.append(_gained(before[2], after[2], before[1].rank, after[1].rank))
    old = (await then.points(before[0])).of_unit(unit)
    new = (await now.points(board)).of_unit(unit)
    lines += _rows(board, old, new) if old and new else []
    shaky = after[1].provisional or not now.graded
    lines += ["（有的项还没有报齐或审完，得分暂定。）"] if shaky else []
    why = to("扣分原因", "why", now.quarter.id, unit)
    return Message(
        title=f"{asked.named(unit)}　{name(*now.key)}和{name(*then.key)}比",
        text="\n".join(lines),
        buttons=((why, to("历次得分", "history", unit)), (HOME,)),
    )


async def _of(asked: Asked, at: Snapshot, unit: int) -> tuple[Board, Place, Decimal]:
    """The unit's table, its line and its total."""
    lines, values = await at.lines(), await totals(at, "")
    if unit not in lines or unit not in values:
        raise CannotTellError(f"{asked.named(unit)}在{name(*at.key)}没有得分，比不了。")
    return *lines[unit], values[unit]


def _stood(at: Snapshot, board: Board, line: Place, total: Decimal) -> str:
    grade = f"，{line.grade}" if line.grade and at.graded else ""
    return (
        f"{name(*at.key)}　{show(total)} 分，第 {line.rank} 名"
        f"（共 {len(board.fellows(line))} 个）{grade}"
    )


def _gained(before: Decimal, after: Decimal, was: int, is_: int) -> str:
    points, places = after - before, was - is_
    said = f"分数{'高' if points > 0 else '低'}了 {show(abs(points))} 分" if points else "分数没变"
    moved_ = f"名次{'升' if places > 0 else '降'}了 {abs(places)} 名" if places else "名次没变"
    return f"{said}，{moved_}。"


def _rows(board: Board, old: Rows, new: Rows) -> list[str]:
    """The rows that moved, the most first."""
    found = []
    for row in board.scheme.rows:
        a, b = old.points.get(row.id), new.points.get(row.id)
        if a is not None and b is not None and a != b:
            waits = "，还没报齐" if row.id in new.missing else ""
            by = b - a
            sign = "+" if by > 0 else ""
            said = f"{row.id} {row.name}　{show(a)} → {show(b)} 分（{sign}{show(by)}{waits}）"
            found.append((abs(by), said))
    found.sort(key=lambda one: -one[0])
    if not found:
        return ["逐项的得分都一样；名次动了，是别的单位的分变了。"]
    more = [f"……有变化的一共 {len(found)} 项。"] if len(found) > _MOST else []
    return ["不一样的项：", *(said for _, said in found[:_MOST]), *more]


async def _of_all(asked: Asked) -> Message:
    """Each table in both quarters: its average, who rose and fell, and the rows it lies at."""
    then, now = (snapshot(asked.county, one) for one in sorted(asked.query.quarters))
    lines = list[str]()
    for board in await now.boards():
        old = next((one for one in await then.boards() if one.group == board.group), None)
        if asked.query.group in ("", board.group) and old is not None:
            lines += await _table(asked, (then, old), (now, board))
    if not lines:
        raise CannotTellError(
            f"{name(*then.key)}和{name(*now.key)}没有两次都有得分的单位，比不了。"
        )
    shaky = ["（有的项还没有报齐或审完，得分暂定。）"] if not now.graded else []
    return Message(
        title=f"{name(*now.key)}和{name(*then.key)}比",
        text="\n".join([*lines, *shaky]),
        buttons=((to("失分最多", "losses", now.quarter.id, 0), HOME),),
    )


async def _table(
    asked: Asked, then: tuple[Snapshot, Board], now: tuple[Snapshot, Board]
) -> list[str]:
    before, after = await totals_of(*then, ""), await totals_of(*now, "")
    both = sorted(set(before) & set(after))
    if not both:
        return []
    group = now[1].group
    if not await comparable(asked.turn.db, now[0].quarter.id, then[0].quarter.id, group):
        return [f"{group}　两个季度的考核办法不一样，得分不可比。"]
    up, down = (sum(sign * (after[u] - before[u]) > 0 for u in both) for sign in (1, -1))
    was, is_ = _mean(before, both), _mean(after, both)
    head = (
        f"{group}　平均 {show(was)} → {show(is_)} 分（{_signed(is_ - was)}），"
        f"{len(both)} 个单位里升 {up} 个、降 {down} 个"
    )
    moves = []
    for row in now[1].scheme.rows:
        old, new = await totals_of(*then, row.id), await totals_of(*now, row.id)
        units = sorted(set(old) & set(new) & set(both))
        if units and (by := _mean(new, units) - _mean(old, units)):
            said = (
                f"{row.id} {row.name}　平均 {show(_mean(old, units))} → {show(_mean(new, units))}"
            )
            moves.append((abs(by), f"{said}（{_signed(by)}）"))
    moves.sort(key=lambda one: -one[0])
    return [head, *(said for _, said in moves[:_OF_TABLE])]


def _mean(values: Mapping[int, Decimal], units: Sequence[int]) -> Decimal:
    return quotient(sum((values[one] for one in units), Decimal(0)), Decimal(len(units)))


def _signed(by: Decimal) -> str:
    return f"{'+' if by > 0 else ''}{show(by)}"
