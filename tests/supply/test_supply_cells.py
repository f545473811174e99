"""What stands in a cell of figures counts as a person saw it, or the cell is asked about."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import date, time
from typing import Any

import openpyxl
import pytest
from openpyxl.styles import Font

from bot.supply.columns import Known
from bot.supply.reading import SupplyDraft, read
from bot.supply.table import Raw
from tests.supply.supply_papers import saved
from tests.supply.test_supply_reading import KNOWN, ROSTER, TABLES

COUNT, FLAG, RATE = "二.1 迟报、错报", "二.1 已报送", "三.1a"


def draft(column: str, value: Any, code: str = "General", known: Known = KNOWN) -> SupplyDraft:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.append(["单位名称", column])
    sheet.append(["教育局", value])
    sheet["B2"].number_format = code
    return read(saved(book), "xlsx", known)


@pytest.mark.parametrize(
    ("column", "stored", "code", "figure"),
    [
        (RATE, 12.5, '0.0"%"', "0.125"),
        (RATE, 12.5, "0.0\\%", "0.125"),
        (RATE, 12.5, '0.00"（%）"', "0.125"),
        (RATE, 0.125, "0%", "0.125"),
        (RATE, 12.5, '0.0"‰"', "0.0125"),
        (RATE, "12.5（%）", "@", "0.125"),
        (RATE, 5.2, '"下降"0.0"%"', "-0.052"),
        (COUNT, 3, '0"条（不足5%）"', 3),
        (COUNT, 3, '0"条"', 3),
        (COUNT, 3, "0.00", 3),
        (COUNT, 1, '0.0"万"', 10000),
        (FLAG, 1, '[=1]"是";[=0]"否"', True),
        (FLAG, 0, '[=1]"是";[=0]"否"', False),
        (FLAG, 0, "General", False),
        (FLAG, "0", "@", False),
        (FLAG, True, "General", True),
    ],
)
def test_the_figure_is_the_one_that_is_shown(
    column: str, stored: Any, code: str, figure: Raw
) -> None:
    found = draft(column, stored, code)
    assert found.faults == ()
    assert [one.value for one in found.entries] == [figure]


@pytest.mark.parametrize(
    ("column", "stored", "code", "why"),
    [
        (COUNT, date(2026, 3, 5), 'm"月"d"日"', "这一格是日期（3月5日），请改成数。"),
        (RATE, time(1, 30), "h:mm", "这一格是时间（1:30），请改成数。"),
        (COUNT, 5, ";;;", "这一格存着 5，却设成不显示"),
        (COUNT, 2.6, "0", "这一格显示 3，实际是 2.6。"),
        (COUNT, 12.5, '0.0"%"', "不是百分比"),
        (FLAG, 1, "General", "请填“是”或“否”"),
        (COUNT, True, "General", "没有看懂“TRUE”"),
    ],
)
def test_what_is_no_figure_is_named(column: str, stored: Any, code: str, why: str) -> None:
    [fault] = draft(column, stored, code).faults
    assert fault.cell == "B2"
    assert why in fault.sentence


def test_a_figure_that_is_struck_out_is_asked_about() -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.append(["单位名称", COUNT])
    sheet.append(["教育局", 5])
    sheet["B2"].font = Font(strike=True)
    [fault] = read(saved(book), "xlsx", KNOWN).faults
    assert "划掉了" in fault.sentence


def test_digits_that_are_not_shown_are_kept_and_told() -> None:
    found = draft(RATE, 0.285714285714286, "0.0%")
    assert [one.value for one in found.entries] == ["0.285714285714286"]
    assert any("B2 显示 28.6%，存的是 28.5714285714286%" in note for note in found.notes)


@pytest.mark.parametrize("dash", ["—", "/", "－", "--", "…"])
def test_dashes_are_asked_about_once_for_the_sheet(dash: str) -> None:
    text = f"单位名称,{COUNT},{FLAG},{RATE}\n教育局,{dash},{dash},{dash}\n财政局,3,,\n"
    asked = read(text.encode(), "csv", KNOWN)
    assert asked.faults == ()
    assert asked.dashes == ("B2", "C2", "D2")
    nil = read(text.encode(), "csv", Known(TABLES, ROSTER, None, "nil"))
    assert [(e.unit, e.input, e.value) for e in nil.entries] == [
        (1, "迟报、错报", 0),
        (1, "已报送", False),
        (2, "迟报、错报", 3),
    ]
    blank = read(text.encode(), "csv", Known(TABLES, ROSTER, None, "blank"))
    assert [(e.unit, e.value) for e in blank.entries] == [(2, 3)]


def test_a_zero_that_is_not_shown_is_asked_about_like_a_dash() -> None:
    assert draft(COUNT, 0, "0;-0;;@").dashes == ("B2",)


def test_a_computed_formula_counts() -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.append(["单位名称", COUNT])
    sheet.append(["教育局", "=1+2"])
    data = saved(book)
    [fault] = read(data, "xlsx", KNOWN).faults
    assert "没有存下结果" in fault.sentence
    stored = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stored, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            new.writestr(name, re.sub(rb"<v ?/>|<v></v>", b"<v>3</v>", part))
    assert [one.value for one in read(stored.getvalue(), "xlsx", KNOWN).entries] == [3]


@pytest.mark.parametrize(
    ("written", "figure"),
    [("去年1200万 今年1500万", "0.25"), ("百分百", "1"), ("九成五", "0.95"), ("下降3%", "-0.03")],
)
def test_a_rate_in_words_is_understood(written: str, figure: str) -> None:
    assert [one.value for one in draft(RATE, written).entries] == [figure]


def test_percentage_points_in_a_cell_are_told() -> None:
    [fault] = draft(RATE, "上升5.2个百分点").faults
    assert "如果就是 5.2%，请写成 5.2%" in fault.sentence
