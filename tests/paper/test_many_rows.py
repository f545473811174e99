"""Rows that come whole are the very cells that the library writes one by one."""

from __future__ import annotations

import io
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import openpyxl

from bot.paper import workbook
from bot.paper.many_rows import Cell

LINES: tuple[tuple[Cell, ...], ...] = (
    (Decimal(1), "县教育局", "<b>&\"'", Decimal("7.5")),
    (Decimal("0.0001"), "=1+1", " 前后有空格 ", ""),
    (Decimal(-3), "县教育局", "两行\n一格", Decimal("1E+2")),
    (Decimal(1), "长" * 40_000, "\x01_x0001_", "县教育局"),
)
HEIGHTS = (20.0, 36.0, 409.0, 19.5)


def made(fill: Callable[[Any, dict[str, Any]], None]) -> list[list[Any]]:
    """Every cell of a sheet with a heading, as another program reads it."""
    out = io.BytesIO()
    book = workbook.begin(out)
    forms = {
        "short": book.add_format({"align": "center", "num_format": "@"}),
        "text": book.add_format({"text_wrap": True, "num_format": "@"}),
        "points": book.add_format({"num_format": "0.####"}),
        "whole": book.add_format({"num_format": "0"}),
    }
    sheet = workbook.sheet_of_many(book, "表")
    sheet.write_string(0, 0, "标题")
    fill(sheet, forms)
    book.close()
    read = openpyxl.load_workbook(out)["表"]
    assert read.dimensions == "A1:D5"
    cells = [
        [(c.coordinate, c.value, c.data_type, c.number_format, c.alignment.wrap_text) for c in row]
        for row in read.iter_rows()
    ]
    return [*cells, [read.row_dimensions[row].height for row in range(2, 6)]]


def test_the_cells_are_those_of_the_library() -> None:
    def whole(sheet: Any, forms: dict[str, Any]) -> None:
        texts = [forms[name] for name in ("short", "text", "text", "short")]
        sheet.begin_rows(1, texts, forms["whole"], forms["points"])
        for high, line in zip(HEIGHTS, LINES, strict=True):
            head, rest = sheet.piece(0, line[:1]), sheet.piece(1, line[1:])
            sheet.add_row(high, (head, rest))

    def singly(sheet: Any, forms: dict[str, Any]) -> None:
        for row, (high, line) in enumerate(zip(HEIGHTS, LINES, strict=True), 1):
            sheet.set_row_pixels(row, high * 4 / 3)
            for column, value in enumerate(line):
                if isinstance(value, Decimal):
                    form = "whole" if value == value.to_integral_value() else "points"
                    sheet.write_number(row, column, float(value), forms[form])
                else:
                    form = "short" if column in (0, 3) else "text"
                    sheet.write_string(row, column, value, forms[form])

    assert made(whole) == made(singly)
