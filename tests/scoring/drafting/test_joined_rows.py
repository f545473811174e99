"""与上项合并计分 without a figure: the one cell of points is what both come to at most."""

from __future__ import annotations

import io
from datetime import date
from decimal import Decimal

import pytest
from openpyxl import Workbook

from scoring.drafting import DraftRow, draft_of, open_document, tables_of
from scoring.drafting.beside import beside_in

HEADS = ("序号", "考核指标", "分值", "评分标准")
GIVES = "每报送1篇得1分。"
FILES = "每归档1篇得1分"


def rows(*lines: tuple[str, str, str], merged: str = "") -> tuple[DraftRow, ...]:
    """The draft of a section of six points with these rows; `merged`: cells put together."""
    book = Workbook()
    page = book.worksheets[0]
    page.title = "某县考核指标表"
    page.append(HEADS)
    page.append(("一、日常工作（6分）",))
    page.merge_cells("A2:D2")
    for at, line in enumerate(lines, 1):
        page.append((str(at), *line))
    if merged:
        page.merge_cells(merged)
    out = io.BytesIO()
    book.save(out)
    (table,) = tables_of(open_document(out.getvalue(), "a.xlsx"))
    return draft_of(table, "各单位", "某县2027", date(2027, 1, 1)).rows


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (("报表报送", "6", GIVES), ("资料归档", "", f"{FILES}，与上项合并计分。")),
        (("报表报送", "6", f"{GIVES[:-1]}，与下项合并计分。"), ("资料归档", "", f"{FILES}。")),
        (("报表报送", "", GIVES), ("资料归档", "6", f"{FILES}，和上一项合计计分。")),
    ],
)
def test_one_figure_for_two_rows_is_what_both_bring(
    first: tuple[str, str, str], second: tuple[str, str, str]
) -> None:
    before, after = rows(first, second)
    assert [one.cells["points"] for one in (before, after)] == [6, 6]
    assert after.understood.readings[0].keys["joint"] == [{"with": ["一.1"], "most": Decimal(6)}]
    assert "joint" not in before.understood.readings[0].keys
    assert any("一.1 和 一.2 合计最多 6 分" in one for one in after.doubts)
    assert not any("没有读出这一行的分值" in one for one in (*before.doubts, *after.doubts))


def test_rows_with_figures_of_their_own_count_by_them_and_are_asked() -> None:
    _, after = rows(("报表报送", "3", GIVES), ("资料归档", "3", f"{FILES}，与上项合并计分。"))
    assert "joint" not in after.understood.readings[0].keys
    assert any("没有写合计几分" in one for one in after.doubts)


def test_rows_of_one_merged_cell_are_one_row_and_bound_to_no_other() -> None:
    found = rows(
        ("信息宣传", "2", GIVES),
        ("报表报送", "4", GIVES),
        ("资料归档", "", f"{FILES}，与上项合并计分。"),
        merged="C4:C5",
    )
    assert [one.cells["name"] for one in found] == ["信息宣传", "报表报送、资料归档"]
    assert not any("joint" in each.keys for one in found for each in one.understood.readings)
    assert any("并作一行" in one for one in found[1].doubts)
    assert not any("合计" in doubt for one in found for doubt in one.doubts)


def test_who_counts_together_keeps_a_figure_of_its_own() -> None:
    """上一项 is said of its points: what it reports is not reported for both."""
    _, after = rows(
        ("报表报送", "3", GIVES), ("资料归档", "3", f"{FILES}，与上一项合并计算最高5分。")
    )
    keys = after.understood.readings[0].keys
    assert "shared" not in keys
    assert keys["joint"] == [{"with": ["一.1"], "most": Decimal(5)}]


@pytest.mark.parametrize(
    ("second", "joint"),
    [
        (f"{FILES}，本项与报表报送合计不超过5分。", {"most": 5}),
        (f"{FILES}，本项与第1项累计得分不超过5分。", {"most": 5}),
        ("迟报每次扣1分，本项与“报表报送”项合计扣分不超过2分。", {"least": 4}),
        ("迟报每次扣1分，本项与第1项扣分之和不超过2分。", {"least": 4}),
        ("迟报每次扣1分，与上一项合计最多扣2分。", {"least": 4}),
        ("迟报每次扣1分，本指标与二级指标“报表报送”合计不超过2分。", {"least": 4}),
    ],
)
def test_a_bound_of_two_rows_names_the_other_in_any_way(second: str, joint: dict[str, int]) -> None:
    _, after = rows(("报表报送", "3", GIVES), ("资料归档", "3", second))
    (keys,) = (one.keys for one in after.understood.readings)
    want = {key: Decimal(one) for key, one in joint.items()}
    assert keys["joint"] == [{"with": ["一.1"], **want}]
    assert "zero_if" not in keys
    assert any("请看一看" in one for one in after.doubts)


def test_a_row_that_nobody_finds_binds_nothing() -> None:
    _, after = rows(("报表报送", "3", GIVES), ("资料归档", "3", f"{FILES}，与第9项合计不超过5分。"))
    assert all("joint" not in one.keys for one in after.understood.readings)
    assert any("没有读出是哪一行" in one for one in after.doubts)


@pytest.mark.parametrize(("word", "taken"), [("扣", "扣"), ("得", None)])
def test_whether_a_bound_is_of_what_is_taken_is_heard(word: str, taken: str | None) -> None:
    found = beside_in(f"与上一项合计最多{word}2分。")
    assert found is not None
    assert found["taken"] == taken


def two_sections(clause: str) -> tuple[DraftRow, ...]:
    """Two rows in each of two sections, numbered anew; the last one says ``clause``."""
    book = Workbook()
    page = book.worksheets[0]
    page.append(("某县考核指标表",))
    page.append(HEADS)
    for section, last in (("一、日常工作（6分）", f"{FILES}。"), ("二、重点工作（6分）", clause)):
        page.append((section,))
        page.append(("1", "报表报送", "3", GIVES))
        page.append(("2", "资料归档", "3", last))
    out = io.BytesIO()
    book.save(out)
    (table,) = tables_of(open_document(out.getvalue(), "a.xlsx"))
    return draft_of(table, "各单位", "某县2027", date(2027, 1, 1)).rows


def test_a_number_that_two_rows_have_is_asked_and_not_guessed() -> None:
    """第1项 in the second section: its own first row, or that of the whole table."""
    last = two_sections(f"{FILES}，本项与第1项累计得分不超过5分。")[-1]
    assert "joint" not in last.understood.readings[0].keys
    assert any("没有读出是哪一行" in one for one in last.doubts)


@pytest.mark.parametrize("number", ["4", "9"])
def test_a_number_of_the_row_itself_or_of_none_is_asked(number: str) -> None:
    last = two_sections(f"{FILES}，本项与第{number}项累计得分不超过5分。")[-1]
    assert "joint" not in last.understood.readings[0].keys
    assert any("没有读出是哪一行" in one for one in last.doubts)


def test_a_number_that_only_one_row_has_is_that_row() -> None:
    last = two_sections(f"{FILES}，本项与第3项累计得分不超过5分。")[-1]
    assert last.understood.readings[0].keys["joint"] == [{"with": ["二.1"], "most": Decimal(5)}]
