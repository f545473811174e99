"""Figures as a share: what part of its points a row or a section brought, how far a grade is.

Averages, sums and figures side by side are ``together``'s.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from bot.corridor.buttons import HOME, to
from bot.corridor.events import Message
from bot.editions.ladders import Ladder
from bot.editions.rungs import Place
from bot.editions.standings import Board
from bot.inquiry.asked import Asked
from bot.inquiry.conditions import CannotTellError, full_of, totals_of
from bot.inquiry.facts import Snapshot, row_in, under
from bot.inquiry.finding import quarters_of, snapshot
from bot.inquiry.words.conditions import row_name
from bot.questions.combined.query import FIRST
from bot.speech.quarters import name
from scoring.exact import quotient
from scoring.ranking import show


@dataclass(frozen=True, slots=True)
class _Share:
    """A row or a section: its points on average, its full mark, and of how many units."""

    called: str
    points: Decimal
    full: Decimal
    units: int

    @property
    def rate(self) -> Decimal:
        """The share of the full mark, as a percentage."""
        return quotient(100 * self.points, self.full)

    def said(self, *, one: bool) -> str:
        """As a line is read; ``one``: of a single unit."""
        mean = "" if one else "平均 "
        of = "" if one else f"，{self.units} 个单位报了数"
        got = f"{mean}{show(self.points)}/{show(self.full)} 分{of}"
        return f"{self.called}　得分率 {self.rate:.1f}%（{got}）"


async def rates(asked: Asked) -> Message:
    """What share of its points each row or section brought: of everybody, or of one unit."""
    query, notes = asked.query, list[str]()
    key = quarters_of(query, asked.county, notes)[-1]
    at = snapshot(asked.county, key)
    lines = list[str]()
    boards = [one for one in await at.boards() if one.lines and _wanted(one, asked)]
    if not boards:
        raise CannotTellError(f"{name(*key)}还没有得分。")
    for board in boards:
        found = _in_order(await _of_board(asked, at, board), asked)
        head = [f"{board.group}："] if len(boards) > 1 else []
        shown = [one.said(one=len(query.units) == 1) for one in found] or ["还没有单位报数"]
        lines += [*head, *shown]
    whose = "、".join(asked.named(one) for one in query.units) or query.group
    about = f"{row_name(query.row)} " if query.row else ""
    if not at.graded:
        notes.append("没有报齐的部分不算在里面。" if query.units else "只算已经报了数的单位。")
    return Message(
        title=" ".join(one for one in (name(*key), whose, f"{about}得分率") if one)
        + ("" if at.graded else "（填报中，暂定）"),
        text="\n".join([*lines, *(f"（{one}）" for one in notes)]),
        buttons=((to("失分最多", "losses", at.quarter.id, 0), HOME),),
    )


def _wanted(board: Board, asked: Asked) -> bool:
    query = asked.query
    if query.row and not under(row_in(query.row, board.group), _ids(board)):
        return False
    of_them = not query.units or any(board.of_unit(one) for one in query.units)
    return of_them and query.group in ("", board.group)


def _ids(board: Board) -> list[str]:
    return [one.id for one in board.scheme.rows]


async def _of_board(asked: Asked, at: Snapshot, board: Board) -> list[_Share]:
    """A figure for each row of a table, or each section; for the row that was named, only its."""
    query, scheme = asked.query, board.scheme
    if query.row:
        called = {row_in(query.row, board.group): row_name(query.row)}
    elif query.by == "row":
        called = {one.id: f"{one.id} {one.name}" for one in scheme.rows}
    else:
        called = {one.number: f"{one.number}、{one.name}" for one in scheme.sections}
    found = []
    for row, said in called.items():
        values = await totals_of(at, board, row)
        mine = [value for unit, value in values.items() if not query.units or unit in query.units]
        full = full_of(board, row)
        if mine and full > 0:
            mean = quotient(sum(mine, Decimal(0)), Decimal(len(mine)))
            found.append(_Share(said, mean, full, len(mine)))
    return found


def _in_order(found: list[_Share], asked: Asked) -> list[_Share]:
    query = asked.query
    if query.descending is None:
        return found
    order = sorted(found, key=lambda one: one.rate, reverse=query.descending)
    return order[: query.first] if query.first else order


async def gap(asked: Asked) -> Message:
    """How far units are from a grade: by the points they have now."""
    query, notes = asked.query, list[str]()
    key = quarters_of(query, asked.county, notes)[-1]
    at = snapshot(asked.county, key)
    lines = await at.standing(query.units)
    said = [await _to_grade(asked, at, lines.get(unit), unit) for unit in query.units]
    if query.by == "row":
        said += await _rows_behind(asked, at, query.units[0])
    return Message(
        title=f"{name(*key)} 离{query.grade}还差多少" + ("" if at.graded else "（填报中，暂定）"),
        text="\n".join([*said, *(f"（{one}）" for one in notes)]),
        buttons=((to("扣分原因", "why", at.quarter.id, query.units[0]), HOME),),
    )


async def _to_grade(
    asked: Asked, at: Snapshot, standing: tuple[Ladder, Place] | None, unit: int
) -> str:
    short = asked.named(unit)
    if standing is None or not standing[1].heard:
        return f"{short}　还没有得分。"
    table, line = standing
    if asked.query.grade == FIRST:
        return _to_the_first(asked, await at.best(table, line), line)
    grade = next((one for one in table.scheme.grades if one.name == asked.query.grade), None)
    if grade is None:
        return f"{short}　{table.group}的办法里没有“{asked.query.grade}”这个等次。"
    missing = grade.at_least - line.total
    now = f"{short}　现在 {show(line.total)} 分，{grade.name} {show(grade.at_least)} 分以上，"
    return now + (f"还差 {show(missing)} 分。" if missing > 0 else "已经够了。")


def _to_the_first(asked: Asked, best: Place, line: Place) -> str:
    now = f"{asked.named(line.unit)}　第 {line.rank} 名，{show(line.total)} 分；"
    if best.total <= line.total:
        return f"{now}就是最高分。"
    ahead = f"最高是{asked.named(best.unit)} {show(best.total)} 分"
    return f"{now}{ahead}，相差 {show(best.total - line.total)} 分。"


async def _rows_behind(asked: Asked, at: Snapshot, unit: int) -> list[str]:
    """The rows on which the first of the table has more, the most first; then those with less."""
    lines = await at.lines()
    if unit not in lines or not lines[unit][1].heard:
        return []
    board, line = lines[unit]
    best = max(board.fellows(line), key=lambda one: one.total)
    if best.total <= line.total:
        return []
    behind, before = list[tuple[Decimal, str]](), list[str]()
    for row in board.scheme.rows:
        values = await totals_of(at, board, row.id)
        own, other = values.get(unit, Decimal(0)), values.get(best.unit, Decimal(0))
        waits = "（还没报）" if unit not in values else ""
        said = f"{row.id} {row.name}　{show(own)}{waits}，{asked.named(best.unit)} {show(other)}"
        if other > own:
            behind.append((other - own, f"{said}，差 {show(other - own)} 分"))
        elif own > other:
            before.append(f"{row.id}（多 {show(own - other)} 分）")
    behind.sort(key=lambda one: -one[0])
    more = [f"比{asked.named(best.unit)}高的：{'、'.join(before)}"] if before else []
    return [*(said for _, said in behind), *more]
