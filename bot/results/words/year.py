"""Sentences and the workbook of a year's quarters side by side."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from itertools import pairwise
from typing import Any

from bot.corridor.buttons import HOME, in_rows, to
from bot.corridor.events import File, Message, Recipe
from bot.corridor.paging import Leaf
from bot.editions.edition import comparable
from bot.editions.rungs import Place
from bot.editions.standings import Board
from bot.results.words.ranking import points
from bot.speech.periodic import per
from scoring.exact import plain
from scoring.periods import kind_of, numbers, within_year
from scoring.scheme import Scheme
from scoring.shown import figures
from scoring.year import YearLine, extra_of, of_year, ranked, said, total_of, with_extra, working
from storage.queries.quarters import Quarter

NO_FORMULA = "考核方案里没有全年怎样合计的规则，这里只把各季度并列，不另外计算。"


@dataclass(frozen=True)
class Year:
    """One table of a year: its quarters in order, each with its released standings, if any."""

    year: int
    group: str
    quarters: tuple[tuple[Quarter, Board | None], ...]
    of_year: Mapping[int, Mapping[str, Decimal]] | None = None
    """By unit, the points of the last period's rows; None while that is not released."""

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
    def scheme(self) -> Scheme | None:
        """The newest released quarter's scheme, where it says how a year comes about."""
        found = [board.scheme for _, board in self.quarters if board]
        return found[-1] if found and found[-1].year is not None else None

    @cached_property
    def whole(self) -> dict[int, YearLine]:
        """Each unit's year by that rule, best first; nothing where there is none."""
        if self.scheme is None or self.scheme.year is None:
            return {}
        lines = []
        for one in self.units:
            total = total_of(self.scheme.year, self.totals(one.unit))
            if total is not None:
                whole = with_extra(self.scheme.year, total, self.added(one.unit) or Decimal(0))
                lines.append(YearLine(one.unit, whole, one.classification))
        return {one.unit: one for one in ranked(self.scheme, lines)}

    def added(self, unit: int) -> Decimal | None:
        """What the sections of the year add for a unit; None where there are none."""
        if self.scheme is None or not self.scheme.of_year:
            return None
        return extra_of(self.scheme, (self.of_year or {}).get(unit))

    def how(self, unit: int) -> str:
        """How a unit's total of the year comes about, as one would write it."""
        if self.scheme is None or self.scheme.year is None:
            return ""
        return working(self.scheme.year, self.totals(unit), self.added(unit))

    def totals(self, unit: int) -> dict[int, Decimal | None]:
        """A unit's totals of the released quarters, None where it took no part."""
        return {
            quarter.number: lines[unit].total if unit in lines else None
            for (quarter, board), lines in zip(self.quarters, self.lines, strict=True)
            if board is not None
        }

    @cached_property
    def open(self) -> tuple[int, ...]:
        """The quarters that are not released yet: until then the year is provisional."""
        released = {quarter.number for quarter, board in self.quarters if board}
        of_the_year = numbers(kind_of(self.quarters[-1][0].number))
        return tuple(n for n in of_the_year if n not in released)

    @cached_property
    def ordered(self) -> tuple[Place, ...]:
        """The units as they are listed: by the year's rank where there is one."""
        by_id = {one.unit: one for one in self.units}
        first = [by_id[unit] for unit in self.whole]
        return (*first, *(one for one in self.units if one.unit not in self.whole))

    @cached_property
    def shown(self) -> dict[int, str]:
        """Each unit's total of the year, with as many decimals as rank and grade need."""
        if self.scheme is None:
            return {}
        found = figures(of_year(self.scheme), list(self.whole.values()))
        return {unit: plain(one) for unit, one in zip(self.whole, found, strict=True)}

    @cached_property
    def notes(self) -> list[str]:
        """How the year comes about, or that nothing is added up; which cannot be compared."""
        found = [said(self.scheme) if self.scheme else per(NO_FORMULA)]
        if self.scheme and self.open:
            names = "、".join(within_year(n) for n in self.open)
            found.append(f"{names}没有公布，全年是暂按已公布的{per('季度')}算的。")
        if self.scheme and self.scheme.of_year and self.of_year is None:
            found.append("只计入全年的各项还没有公布，先按 0 分算。")
        there = [(quarter, board) for quarter, board in self.quarters if board]
        for (first, before), (second, after) in pairwise(there):
            alike = comparable(before.scheme.text, after.scheme.text)
            if not alike or before.apart != after.apart:
                found.append(
                    f"{within_year(first.number)}和{within_year(second.number)}的"
                    "考核办法或分类不同，得分和名次不可比。"
                )
        return found


def listed(found: Year, number: int, shown: Leaf[Place], groups: Sequence[str]) -> Message:
    """A table: 教育局：一季度 90.5（第 3），二季度 92（第 1）."""
    lines = [f"{one.short}：{_course(found, one)}{_of_year(found, one)}" for one in shown.items]
    others = [
        to(f"看{group}", "year", found.year, place)
        for place, group in enumerate(groups, 1)
        if place != number
    ]
    return Message(
        title=f"{found.year}年 {found.group}{per('各季度')}得分{shown.mark}",
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
            shown = "没公布"
        elif line is None:
            shown = "没参加"
        else:
            shown = f"{points(board, line)}（第 {line.rank}）"
        parts.append(f"{within_year(quarter.number)} {shown}")
    return "，".join(parts)


def _of_year(found: Year, one: Place) -> str:
    """；全年 91（第 2，优秀）＝（90 + 92）÷ 2; nothing where the scheme rules no year."""
    line = found.whole.get(one.unit)
    if found.scheme is None or found.scheme.year is None:
        return ""
    if line is None:
        return "；全年不计"
    placed = f"第 {line.rank}，{line.grade}" if line.grade else f"第 {line.rank}"
    return f"；全年 {found.shown[one.unit]}（{placed}）＝{found.how(one.unit)}"


def of_unit(found: Year, unit: int) -> str:
    """A unit's year in a line of its own; nothing where the scheme rules none or it has none."""
    line = found.whole.get(unit)
    if line is None or found.scheme is None or found.scheme.year is None:
        return ""
    marks = [line.grade, "暂定" if found.open else ""]
    placed = "，".join([f"第 {line.rank} 名", *(one for one in marks if one)])
    return f"{found.year}年全年　{found.shown[unit]} 分（{placed}）＝{found.how(unit)}"


def book(year: int, tables: Sequence[Year]) -> Message:
    """The workbook."""
    title = f"{year}年{per('各季度考核')}得分"
    data = {"title": title, "tables": [_sheet(one) for one in tables]}
    return Message(
        title=title,
        text=_of_all(tables),
        files=(File(label=f"{title}.xlsx", recipe=Recipe(name="year", data=data)),),
        buttons=((to("看文字", "year", year, 1), HOME),),
    )


def _of_all(tables: Sequence[Year]) -> str:
    """What is said of the year; table by table where it differs."""
    notes = {one.group: one.notes[0] for one in tables}
    if len(set(notes.values())) == 1:
        return tables[0].notes[0]
    return "\n".join(f"{group}：{note}" for group, note in notes.items())


def _sheet(found: Year) -> dict[str, Any]:
    return {
        "group": found.group,
        "quarters": [
            within_year(quarter.number) + ("" if board else "（没公布）")
            for quarter, board in found.quarters
        ],
        "notes": found.notes,
        "whole": found.scheme is not None,
        "lines": [
            {
                "name": one.name,
                "class": one.classification or "",
                "quarters": [
                    _three(board, lines.get(one.unit))
                    for (_, board), lines in zip(found.quarters, found.lines, strict=True)
                ],
                "whole": _whole(found, one),
            }
            for one in found.ordered
        ],
    }


def _whole(found: Year, one: Place) -> list[str]:
    """Total, rank, grade of the year, and how the total comes about."""
    line = found.whole.get(one.unit)
    if line is None or found.scheme is None or found.scheme.year is None:
        return []
    how = found.how(one.unit)
    return [found.shown[one.unit], str(line.rank), line.grade, how]


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
