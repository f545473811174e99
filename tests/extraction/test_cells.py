"""Tables on paper: cells by ruled lines, by the white between columns, over a page's end."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.extraction.cells import read_rows
from bot.extraction.pages import Closed, Unread
from bot.extraction.tabled import cells_of, kind_of
from tests.extraction.making_pdf import Sheet
from tests.extraction.making_tables import as_ofd, as_pdf, drawn, locked_pdf
from tests.sample_papers import picture

HEAD = ("序号", "考核指标", "分值", "评分标准")
LINES = (
    HEAD,
    ("1", "信息报送", "10", "每报送一篇得2分，最高得10分。未报送的不得分。"),
    ("2", "宣传活动", "20", "每开展一次活动得5分，最高20分。"),
)


def rows(tmp_path: Path, data: bytes) -> list[tuple[str, ...]]:
    file = tmp_path / "paper"
    file.write_bytes(data)
    return [tuple(one.text for one in row) for row in read_rows(file, kind_of(data))]


@pytest.mark.parametrize(
    ("upright", "flat"), [(True, True), (False, True), (False, False)], ids=["网格", "横线", "无线"]
)
def test_a_table_by_its_rules_or_its_columns(tmp_path: Path, upright: bool, flat: bool) -> None:
    page = drawn(LINES, title="样县考核指标表", upright=upright, flat=flat)
    assert rows(tmp_path, as_pdf([page])) == [("样县考核指标表",), *LINES]


def test_the_same_table_as_ofd(tmp_path: Path) -> None:
    assert rows(tmp_path, as_ofd(LINES, "样县考核指标表")) == [("样县考核指标表",), *LINES]


def test_merged_cells_have_the_text_of_the_area(tmp_path: Path) -> None:
    lines = (HEAD, ("1", "信息报送", "10", "每篇2分。"), (None, None, "5", "每条1分。"))
    file = tmp_path / "paper"
    file.write_bytes(as_pdf([drawn(lines)]))
    last = read_rows(file, "pdf")[-1]
    assert [(one.text, one.copied) for one in last] == [
        ("1", True), ("信息报送", True), ("5", False), ("每条1分。", False),
    ]  # fmt: skip


def test_a_row_that_the_page_cuts_is_one(tmp_path: Path) -> None:
    above = drawn((HEAD, ("1", "信息报送", "10", "每报送一篇得2分，")), title="样县考核指标表")
    below = drawn((("", "", "", "最高得10分。"), ("2", "宣传活动", "20", "每次5分。")))
    found = rows(tmp_path, as_pdf([above.text(280, 30, "- 1 -", 10), below]))
    assert found == [
        ("样县考核指标表",),
        HEAD,
        ("1", "信息报送", "10", "每报送一篇得2分，最高得10分。"),
        ("2", "宣传活动", "20", "每次5分。"),
    ]


def test_running_text_goes_on_over_its_lines(tmp_path: Path) -> None:
    said = "满分为100分，考核得分90分以上为优秀，80分以上90分以下为良好"
    page = Sheet()
    for at in range(0, len(said), 30):
        page.text(60, 700 - at * 2 // 3, said[at : at + 30], 12)
    assert rows(tmp_path, as_pdf([page])) == [(said,)]


def test_a_process_of_its_own_says_the_same_or_why_not() -> None:
    data = as_pdf([drawn(LINES)])
    assert [tuple(one.text for one in row) for row in cells_of(data, "pdf")] == list(LINES)
    scan = as_pdf([Sheet().picture(picture((90, 90, 90)), 0, 0, 595, 842)])
    for bad, why in (
        (scan, Unread.NO_OCR),
        (locked_pdf(), Unread.PASSWORD),
        (data[:400], Unread.DAMAGED),
    ):
        with pytest.raises(Closed) as closed:
            cells_of(bad, "pdf")
        assert closed.value.why is why
