"""Figures, sizes and names in one short line."""

from __future__ import annotations

import pytest
from hypothesis import given, settings, strategies as st

from bot.forms.words import figures
from scoring.scheme import load

DEPARTMENTS = load("郏县2022-县直单位")
TOWNS = load("郏县2022-乡镇街道")


@pytest.mark.parametrize(
    ("number", "said"), [(1, "1 KB"), (1536, "2 KB"), (1024 * 1024, "1.0 MB"), (2516582, "2.4 MB")]
)
def test_sizes_are_said_as_phones_say_them(number: int, said: str) -> None:
    """Never in bytes."""
    assert figures.size(number) == said


@given(st.text(max_size=80), st.integers(10, 40))
@settings(max_examples=60)
def test_a_short_text_fits(text: str, most: int) -> None:
    """Whatever a file is called, its line is not broken by it."""
    said = figures.short(text, most)
    assert len(said) <= most
    assert "\n" not in said


def test_a_long_file_name_keeps_its_ending() -> None:
    """People tell a scan from a table by it, and two pictures of one phone by what is before it."""
    said = figures.short("县教育局2026年第四季度社会信用体系建设工作总结报告.docx")
    assert said.endswith("工作总结报告.docx")
    assert "…" in said
    assert len(said) < len("县教育局2026年第四季度社会信用体系建设工作总结报告.docx")
    one, other = (figures.short(f"微信图片_202611231015{n}_副本_请查收.jpg") for n in (31, 32))
    assert one != other


def test_every_row_of_both_tables_can_be_said() -> None:
    """Unanswered, every input is 未报; a row's button always fits."""
    for row in (*DEPARTMENTS.rows, *TOWNS.rows):
        assert "未报" in figures.answers(row, lambda _: None)
        assert len(figures.row_button(row, "传材料 ")) <= 40


def test_a_checklist_names_the_few_that_lack() -> None:
    """六项要素 4/6 项（缺…）."""
    row = DEPARTMENTS.row("一.1")
    lacking = {"打印机", "工作制度", "明确工作制度"}
    said = figures.answers(row, lambda one: one.name not in lacking)
    assert "六项要素 4/6 项（缺打印机、" in said
    assert said.startswith("已成立 是")


def test_rates_awards_and_counts_have_their_units() -> None:
    """12.5%, 7.5 分, 3 次."""
    growth = next(i for row in DEPARTMENTS.rows for i in row.inputs if i.kind == "rate")
    award = next(i for row in TOWNS.rows for i in row.inputs if i.kind == "award")
    count = DEPARTMENTS.row("四.1").inputs[0]
    assert figures.value(growth, "0.125") == "12.5%"
    assert figures.value(award, "7.5") == "7.5 分"
    assert figures.value(count, 3) == "3 次"
