"""A stored number under a format: what a person sees, and the figure that it is."""

from __future__ import annotations

from decimal import Decimal

import pytest

from scoring.cells.format_code import built_in
from scoring.cells.showing import show_number, show_text


@pytest.mark.parametrize(
    ("stored", "code", "text", "readings"),
    [
        (12.5, '0.0"%"', "12.5%", ("12.5%",)),
        (12.5, "0.0\\%", "12.5%", ("12.5%",)),
        (12.5, '0.00"（%）"', "12.50（%）", ("12.5（%）", "12.5%")),
        (12.5, "0.0!%", "12.5%", ("12.5%",)),
        (3, '0"条（不足5%）"', "3条（不足5%）", ("3条（不足5%）", "3")),
        (0.125, "0.0%", "12.5%", ("12.5%",)),
        (1.3, "0%", "130%", ("130%",)),
        (12.5, '0.0"‰"', "12.5‰", ("12.5‰",)),
        (3755161234, "0000-0000000", "0375-5161234", ("3755161234",)),
        (13800001234, "000 0000 0000", "138 0000 1234", ("13800001234",)),
        (12345678, "#,##0,", "12,346", ("12345.678",)),
        (12000000, '0.0,,"百万元"', "12.0百万元", ("12百万元", "12百万")),
        (1200, '0"万元"', "1200万元", ("1200万元", "1200万")),
        (5.2, '"下降"0.0"%"', "下降5.2%", ("下降5.2%",)),
        (-5, "0.0;[Red]0.0", "5.0", ("-5",)),
        (-5, "#,##0_);(#,##0)", "(5)", ("-(5)", "-5")),
        (0, built_in(43), "-", ("0",)),
        (1234.5, built_in(43), "1,234.50", ("1234.5",)),
        (0.1 + 0.2, "General", "0.3", ("0.3",)),
        (13800000000.0, "General", "13800000000", ("13800000000",)),
        (13800000000.0, "0.00E+00", "1.38E+10", ("13800000000",)),
        (1e-7, "General", "0.0000001", ("0.0000001",)),
        (1.5, "# ?/?", "1 1/2", ("1.5",)),
        (3, 'G/通用格式"家"', "3家", ("3家", "3")),
        (7, "00", "07", ("7",)),
        (1234567.891, "#,##0.0##", "1,234,567.891", ("1234567.891",)),
        (0.95, '[>=0.9]"达标"0%;"不达标"0%', "达标95%", ("达标95%",)),
        (0.5, '[>=0.9]"达标"0%;"不达标"0%', "不达标50%", ("不达标50%",)),
        (2.5, "0", "3", ("2.5",)),
        (0.285714285714286, "0.0%", "28.6%", ("28.5714285714286%",)),
    ],
)
def test_a_number_is_shown_and_read_as_the_program_shows_it(
    stored: float, code: str, text: str, readings: tuple[str, ...]
) -> None:
    cell = show_number(stored, code)
    assert (cell.text, cell.kind, cell.readings) == (text, "number", readings)


@pytest.mark.parametrize(
    ("stored", "code", "text"),
    [
        (1, '[=1]"是";[=0]"否"', "是"),
        (0, '[=1]"是";[=0]"否"', "否"),
        (1, '"有";"";"无"', "有"),
        (0, '"有";"";"无"', "无"),
        (5, '[<60]"不合格";[<80]"合格";"优秀"', "不合格"),
        (70, '[<60]"不合格";[<80]"合格";"优秀"', "合格"),
        (95, '[<60]"不合格";[<80]"合格";"优秀"', "优秀"),
        (123, "[DBNum1][$-804]General", "一百二十三"),
        (10203, '[DBNum2][$-804]General"元整"', "壹万零贰佰零叁元整"),
        (12345, '0!.0,"万"', "1.2万"),
    ],
)
def test_a_format_may_turn_a_number_into_words(stored: float, code: str, text: str) -> None:
    cell = show_number(stored, code)
    assert (cell.text, cell.kind, cell.number) == (text, "text", None)


@pytest.mark.parametrize(
    ("stored", "code"),
    [(5, ";;;"), (0, "0;-0;;@"), (0, "#,###"), (2, '[=1]"是";[=0]"否"'), (0, '""')],
)
def test_a_number_that_is_not_shown_is_known_as_hidden(stored: float, code: str) -> None:
    cell = show_number(stored, code)
    assert (cell.text, cell.kind, cell.number) == ("", "hidden", Decimal(stored))


@pytest.mark.parametrize(
    ("stored", "code", "text", "kind"),
    [
        (46086, built_in(58), "3月5日", "date"),
        (46086, built_in(14), "2026/3/5", "date"),
        (46086, built_in(31), "2026年3月5日", "date"),
        (46086.5, "yyyy-mm-dd hh:mm:ss", "2026-03-05 12:00:00", "date"),
        (46086, "[$-F800]dddd, mmmm dd, yyyy", "2026年3月5日", "date"),
        (46086, "aaaa", "星期四", "date"),
        (46086, 'e"年"m"月"', "2026年3月", "date"),
        (46086, "d-mmm-yy", "5-Mar-26", "date"),
        (46086, '[$-804]yyyy"年"m"月";@', "2026年3月", "date"),
        (0.0625, built_in(20), "1:30", "time"),
        (0.0625, "[$-F400]h:mm:ss AM/PM", "1:30:00", "time"),
        (0.75, built_in(55), "下午6时00分", "time"),
        (1.5, built_in(46), "36:00:00", "time"),
        (0.001, "mm:ss.0", "01:26.4", "time"),
        (59, "yyyy-mm-dd", "1900-02-28", "date"),
        (61, "yyyy-mm-dd", "1900-03-01", "date"),
    ],
)
def test_dates_and_times_are_never_numbers(stored: float, code: str, text: str, kind: str) -> None:
    cell = show_number(stored, code)
    assert (cell.text, cell.kind, cell.readings) == (text, kind, ())


def test_the_other_epoch_counts_from_1904() -> None:
    assert show_number(44624, built_in(14), from_1904=True).text == "2026/3/5"


def test_a_format_may_write_around_a_text_or_hide_it() -> None:
    assert show_text("教育局", '"县"@').text == "县教育局"
    assert show_text("教育局", ";;;").text == ""
    assert show_text("教育局", "0.00").text == "教育局"


def test_fewer_digits_shown_than_stored_is_known() -> None:
    assert show_number(0.125, "0%").rounded
    assert not show_number(0.125, "0.0%").rounded
    assert not show_number(3, "0.00").rounded
