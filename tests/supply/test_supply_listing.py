"""A supplier's own list becomes one figure a unit, or every doubtful cell is named."""

from __future__ import annotations

import io
from collections.abc import Sequence

import openpyxl
import pytest

from bot.speech.names import Named, Roster
from bot.supply.listing import Choice, Listing, find, read_list
from bot.supply.reading import SupplyDraft, open_file
from bot.supply.table import Column, Raw
from tests.supply.supply_papers import own, saved, tables

TABLE = tables()[0]
ROSTER = Roster(
    Named(one.unit, one.name, one.short, (), one.group)
    for table in tables()
    for one in table.members
)
FLAG = next(c for c in TABLE.columns if c.row.id == "五.2")
COUNT = next(c for c in TABLE.columns if c.row.id == "三.1c")
HEAD = ["单位", "企业", "金额", "日期"]


def listing(data: bytes) -> Listing:
    found = find(open_file(data), ROSTER)
    assert found is not None
    return found


def draft(data: bytes, choice: Choice) -> SupplyDraft:
    return read_list(listing(data), TABLE, choice, ROSTER)


def of(rows: Sequence[Sequence[object]], choice: Choice) -> SupplyDraft:
    return draft(own([HEAD, *rows]), choice)


def values(found: SupplyDraft) -> dict[int, Raw | None]:
    assert found.faults == ()
    return {one.unit: one.value for one in found.entries}


def by(column: Column, amount: int | None = None, *, skip: bool = False) -> Choice:
    how = "any" if column.input.kind == "flag" else "rows" if amount is None else "sum"
    return Choice(column, 0, how, amount, skip)  # type: ignore[arg-type]


ROWS = [
    ["教育局", "甲公司", 0.1, "10月8日"],
    ["县财政局", "乙公司", 2, "10月9日"],
    ["县教育局", "丙公司", 0.2, "10月9日"],
    ["教育局", "丁公司", 0.7, "10月9日"],
    ["合计", None, 3, None],
    ["注：数据截至12月底", None, None, None],
]


def test_rows_are_counted_a_column_is_added_up_exactly_or_any_row_is_a_yes() -> None:
    rows = ROWS[:5]
    assert values(of(rows, by(COUNT))) == {1: 3, 2: 1, 3: 0}
    assert values(of(rows, by(COUNT, 2))) == {1: 1, 2: 2, 3: 0}
    assert values(of(rows, by(FLAG))) == {1: True, 2: True, 3: False}


def test_units_without_a_row_are_said() -> None:
    said = "\n".join(of(ROWS[:5], by(FLAG)).left_out)
    assert "没有的 1 家填“否”：交通局" in said


def test_the_headings_are_found_below_a_title_and_a_roster_column_without_a_known_heading() -> None:
    rows = [["2026年欠款"], ["序号", "欠款机构", "企业"], [1, "教育局", "甲"], [2, "财政局", "乙"]]
    found = listing(own(rows))
    assert found.units == (1,)
    assert found.titles == ("2026年欠款",)


def test_a_table_without_units_is_no_list() -> None:
    assert find(open_file(own([["姓名", "电话"], ["张三", "123"]])), ROSTER) is None


def test_a_unit_merged_over_its_rows_has_them_all() -> None:
    book = openpyxl.load_workbook(io.BytesIO(own([HEAD, ["教育局", "甲", 1], [None, "乙", 2]])))
    sheet = book.active
    assert sheet is not None
    sheet.merge_cells("A2:A3")
    assert values(draft(saved(book), by(COUNT, 2))) == {1: 3, 2: 0, 3: 0}


def test_an_amount_merged_over_rows_is_asked() -> None:
    data = own([HEAD, ["教育局", "甲", 5], ["财政局", "乙", None]])
    book = openpyxl.load_workbook(io.BytesIO(data))
    sheet = book.active
    assert sheet is not None
    sheet.merge_cells("C2:C3")
    [fault] = draft(saved(book), by(COUNT, 2)).faults
    assert fault.cell == "C3"
    assert "合并" in fault.sentence


@pytest.mark.parametrize(
    ("amount", "said"),
    [
        ("3.5万", "不是纯数字"),
        ("约3", "不是纯数字"),
        ("—", "不是纯数字"),
        (None, "空着"),
        (2.5, "只能填整数"),
    ],
)
def test_an_amount_that_is_no_figure_is_asked(amount: object, said: str) -> None:
    found = of([["教育局", "甲", amount], ["财政局", "乙", 1]], by(COUNT, 2))
    assert [said in one.sentence for one in found.faults] == [True]
    assert found.entries == ()


def test_an_amount_with_thousands_in_text_is_read() -> None:
    assert values(of([["教育局", "甲", "1,200"], ["财政局", "乙", "３"]], by(COUNT, 2)))[1] == 1200


@pytest.mark.parametrize("name", ["县教育局、县财政局", "教育局和财政局", "教育局/交通局"])
def test_two_units_in_one_cell_are_refused(name: str) -> None:
    [fault] = of([[name, "甲", 1], ["教育局", "乙", 1], ["财政局", "丙", 1]], by(COUNT)).faults
    assert fault.cell == "A2"
    assert "一个单位一行" in fault.sentence


def test_a_row_without_its_unit_is_refused() -> None:
    found = of([["教育局", "甲", 1, "x"], [None, "乙", 1, "y"]], by(COUNT))
    assert [one.cell for one in found.faults] == ["A3"]


def test_unknown_names_are_asked_and_only_then_left_out() -> None:
    rows = [["教育局", "甲", 1], ["县水利局", "乙", 1]]
    asked = of(rows, by(COUNT))
    assert asked.entries == ()
    assert len(asked.strangers) == 1
    found = of(rows, by(COUNT, skip=True))
    assert values(found) == {1: 1, 2: 0, 3: 0}
    assert any("县水利局" in line for line in found.left_out)


def test_units_of_another_table_are_not_counted_and_said() -> None:
    found = of([["教育局", "甲", 1], ["冢头镇", "乙", 1]], by(COUNT))
    assert values(found) == {1: 1, 2: 0, 3: 0}
    assert any("冢头镇" in line for line in found.left_out)


def test_a_row_with_a_unit_and_nothing_else_does_not_count() -> None:
    found = of([["教育局", "甲", 1], ["财政局", "无", None]], by(FLAG))
    assert values(found) == {1: True, 2: False, 3: False}
    assert any("A3" in line for line in found.left_out)


def test_a_column_of_dates_is_not_offered_for_adding_up() -> None:
    rows = [["教育局", "甲", "3.5万", "2026-10-08"], ["财政局", "乙", "2万元", "2026-10-09"]]
    assert listing(own([HEAD, *rows])).amounts == (2,)


def test_a_second_sheet_is_said_to_be_unread() -> None:
    book = openpyxl.load_workbook(io.BytesIO(own([HEAD, ["教育局", "甲", 1]], "10月")))
    book.create_sheet("11月").append(["财政局", "乙", 1])
    assert any("没有读：11月" in line for line in draft(saved(book), by(COUNT)).left_out)
