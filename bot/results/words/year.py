"""Sentences and the workbook of a year's quarters side by side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Any

from bot.corridor.buttons import HOME, in_rows, to
from bot.corridor.events import File, Message, Recipe
from bot.corridor.paging import Leaf
from bot.editions.edition import comparable
from bot.editions.standings import Board, Place
from bot.results.words.ranking import points
from storage.queries.quarters import Quarter

_NUMBERS = "一二三四"
NO_FORMULA = "考核方案里没有全年怎样合计的规则，这里只把各季度并列，不另外计算。"


@dataclass(frozen=True)
class Year:
    """One table of a year: its quarters in order, each with its released standings, if any."""

    year: int
    group: str
    quarters: tuple[tuple[Quarter, Board | None], ...]

    @cached_property
    def units(self) -> tuple[Place, ...]:
        """Every unit that was ranked in any quarter, in the order of the list of units."""
        found = {one.unit: one for _, board in self.quarters if board for one in board.lines}
        return tuple(found[unit] for unit in sorted(found))

    @cached_property
    def lines(self) -> tuple[dict[int, Place], ...]:
        """Each quarter's lines by unit; nothing where it is not released."""
        return tuple(
            {one.unit: one for one in board.lines} if board else {} for _, board in self.quarters
        )

    @cached_property
    def notes(self) -> list[str]:
        """That nothing is added up, and which quarters cannot be compared."""
        found = [NO_FORMULA]
        there = [(quarter, board) for quarter, board in self.quarters if board]
        for (first, before), (second, after) in pairwise(there):
            alike = comparable(before.scheme.text, after.scheme.text)
            if not alike or before.apart != after.apart:
                found.append(
                    f"{_NUMBERS[first.number - 1]}季度和{_NUMBERS[second.number - 1]}季度的"
                    "考核办法或分类不同，得分和名次不可比。"
                )
        return found


def listed(found: Year, number: int, shown: Leaf[Place], groups: Sequence[str]) -> Message:
    """A table: 教育局：一季度 90.5（第 3），二季度 92（第 1）."""
    lines = [f"{one.short}：{_course(found, one)}" for one in shown.items]
    others = [
        to(f"看{group}", "year", found.year, place)
        for place, group in enumerate(groups, 1)
        if place != number
    ]
    return Message(
        title=f"{found.year}年 {found.group}各季度得分{shown.mark}",
        text="\n".join([*lines, f"（{''.join(found.notes)}）"]),
        buttons=(
            *shown.turning(lambda page: f"year/{found.year}/{number}/{page}"),
            *in_rows([to("发表格", "year", found.year, "book"), *others], 2),
            (to("上一年", "year", found.year - 1, 1), HOME),
        ),
        replace=shown.pages > 1,
    )


def _course(found: Year, one: Place) -> str:
    parts = []
    for (quarter, board), lines in zip(found.quarters, found.lines, strict=True):
        line = lines.get(one.unit)
        if board is None:
            said = "没公布"
        elif line is None:
            said = "没参加"
        else:
            said = f"{points(board, line)}（第 {line.rank}）"
        parts.append(f"{_NUMBERS[quarter.number - 1]}季度 {said}")
    return "，".join(parts)


def book(year: int, tables: Sequence[Year]) -> Message:
    """The workbook."""
    title = f"{year}年各季度考核得分"
    data = {"title": title, "tables": [_sheet(one) for one in tables]}
    return Message(
        title=title,
        text=NO_FORMULA,
        files=(File(label=f"{title}.xlsx", recipe=Recipe(name="year", data=data)),),
        buttons=((to("看文字", "year", year, 1), HOME),),
    )


def _sheet(found: Year) -> dict[str, Any]:
    return {
        "group": found.group,
        "quarters": [
            f"{_NUMBERS[quarter.number - 1]}季度" + ("" if board else "（没公布）")
            for quarter, board in found.quarters
        ],
        "notes": found.notes,
        "lines": [
            {
                "name": one.name,
                "class": one.classification or "",
                "quarters": [
                    _three(board, lines.get(one.unit))
                    for (_, board), lines in zip(found.quarters, found.lines, strict=True)
                ],
            }
            for one in found.units
        ],
    }


def _three(board: Board | None, line: Place | None) -> list[str]:
    if board is None or line is None:
        return ["", "", ""]
    return [points(board, line), str(line.rank), line.grade]


def nothing(year: int) -> str:
    """Nothing was announced in that year."""
    return f"{year}年还没有公示或公布过结果。"


def no_such_table() -> str:
    """A table that the year does not have."""
    return "这一年没有这张表。"
