"""One table of several lists: a quarter beside another, several figures of a unit in a row."""

from __future__ import annotations

from decimal import Decimal

from bot.editions.members import Member
from bot.inquiry.beside import beside
from bot.inquiry.columns import laid
from bot.inquiry.listed import Figure, Figures, Found, Lines, Section
from bot.questions.combined.query import Column, Condition, Query


def _section(quarter: int, *cells: tuple[int, str]) -> Section:
    said = dict(cells)
    members = {unit: Member(unit, unit, "县直单位", "", f"单位{unit}") for unit in said}
    lines = Lines(list(said), members, lambda unit: (said[unit],))
    return Section((2026, quarter), ("得分",), lines, len(lines), provisional=False)


def test_a_quarter_stands_beside_another_with_what_changed() -> None:
    """In the order of the newest; who was not there then has a stroke and no change."""
    found = Found(Query(measure="total"))
    found.sections = [
        _section(3, (1, "80 分"), (2, "90.5 分")),
        _section(4, (2, "88 分"), (1, "80 分"), (3, "70 分")),
    ]
    (one,) = beside(found).sections
    assert one.heads == ("2026年三季度 得分", "2026年四季度 得分", "升降")
    assert [line.cells for line in one.lines] == [
        ("90.5 分", "88 分", "-2.5"), ("80 分", "80 分", "持平"), ("—", "70 分", ""),
    ]  # fmt: skip
    assert one.beside == ((2026, 3),)


def test_lists_of_other_units_stay_apart() -> None:
    """A condition may hold for others in each quarter."""
    found = Found(Query(measure="total", tests=(Condition("full"),)))
    found.sections = [_section(3, (1, "80 分")), _section(4, (2, "88 分"))]
    assert len(beside(found).sections) == 2


def test_further_columns_repeat_no_points() -> None:
    """名次 says its points in its own cell, where no column of points stands beside it."""
    ranks = Figures.of({1: Figure(Decimal(-1), "第 1 名（共 2 个），96 分")})
    place = Column("rank")
    section = _section(4, (1, "96 分"), (2, "90 分"))
    one = laid(section, place, ranks, Query(measure="total", also=(place,)))
    assert [line.cells for line in one.lines] == [("96 分", "第 1 名（共 2 个）"), ("90 分", "—")]
    alone = laid(section, place, ranks, Query(tests=(Condition("waiting"),), also=(place,)))
    assert alone.lines[0].cells[1] == "第 1 名（共 2 个），96 分"


def test_a_column_says_of_which_quarter_and_row_it_is() -> None:
    """上季度三.4得分."""
    column = Column("total", (2026, 3), "三.4")
    one = laid(_section(4, (1, "96 分")), column, Figures.of({}), Query(also=(column,)))
    assert one.heads == ("得分", "2026年三季度 三.4 得分")
