"""A PDF that tells itself which letters are which cell; and one whose tags cannot be true."""

from __future__ import annotations

from bot.extraction.fields import Row
from bot.extraction.layout import Piece
from bot.extraction.tags import Mark, rows_of

TABLE = (0, 1)


def signs(left: float, top: float, text: str) -> list[Piece]:
    return [
        Piece(one, left + at * 10, top, left + at * 10 + 9.6, top + 10)
        for at, one in enumerate(text)
    ]


class Page:
    """Marks and letters as they are found, cell by cell."""

    def __init__(self) -> None:
        self.marks: list[Mark] = []
        self.runs: dict[int, list[Piece]] = {}

    def cell(
        self, row: int, at: int, left: float, text: str, *, across: int = 1, down: int = 1
    ) -> Page:
        run, place = len(self.runs), (*TABLE, row)
        cell = (*place, at)
        self.marks.append(Mark(run, (*cell, 0), TABLE, place, cell, across, down))
        self.runs[run] = signs(left, 100 + row * 20, text)
        return self

    def line(self, at: int, text: str) -> Page:
        run = len(self.runs)
        self.marks.append(Mark(run, (0, at, 0)))
        self.runs[run] = signs(50, 50, text)
        return self


def read(*pages: Page) -> list[list[str]] | None:
    found = rows_of([(one.marks, one.runs) for one in pages])
    return None if found is None else [shown(row) for row in found]


def shown(row: Row) -> list[str]:
    return [one.text + ("<" if one.across else "^" if one.copied else "") for one in row]


def head(page: Page) -> Page:
    for at, text in enumerate(("指标", "分值", "标准")):
        page.cell(0, at, 50 + at * 100, text)
    return page


def test_cells_spans_and_lines_are_as_the_file_says() -> None:
    page = head(Page().line(0, "考核办法"))
    page.cell(1, 0, 50, "一、组织", across=3)
    page.cell(2, 0, 50, "宣传").cell(2, 1, 150, "10", down=2).cell(2, 2, 250, "每次得1分。")
    page.cell(3, 0, 50, "培训").cell(3, 1, 250, "每期得2分。")
    assert read(page) == [
        ["考核办法"],
        ["指标", "分值", "标准"],
        ["一、组织", "一、组织<", "一、组织<"],
        ["宣传", "10", "每次得1分。"],
        ["培训", "10^", "每期得2分。"],
    ]


def test_row_over_two_pages_is_one_and_a_heading_that_comes_again_is_said_once() -> None:
    first = head(Page()).cell(1, 0, 50, "宣传").cell(1, 1, 150, "10").cell(1, 2, 250, "每次")
    second = head(Page()).cell(1, 2, 250, "得1分。")
    assert read(first, second) == [["指标", "分值", "标准"], ["宣传", "10", "每次得1分。"]]


def test_tags_that_the_page_contradicts_are_not_believed() -> None:
    turned = head(Page()).cell(1, 0, 250, "宣传").cell(1, 1, 150, "10").cell(1, 2, 50, "每次")
    assert read(turned) is None  # cells of a row stand from right to left
    bare = head(Page())
    bare.runs[-1] = signs(50, 300, "没有标记的字占了一大半，所以标记不能信")
    assert read(bare) is None
    assert read(Page().line(0, "只有正文")) is None
