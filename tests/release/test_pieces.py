"""A sheet filled piece by piece is the sheet of its lines."""

from __future__ import annotations

import io

import openpyxl

from bot.release.sheets.pieces import Book


def test_a_piece_in_another_column_is_another_piece() -> None:
    """One object to the left and to the right of a line stands in both, in each column's form."""
    book, piece = Book("题"), ("同一格",)
    book.sheet("", "表", (("短", 8), ("长", 40)), [(piece, piece), (piece, ("别的",))])
    sheet = openpyxl.load_workbook(io.BytesIO(book.bytes()))["表"]
    cells = list(sheet.iter_rows(min_row=3))
    assert [[one.value for one in line] for line in cells] == [
        ["同一格", "同一格"],
        ["同一格", "别的"],
    ]
    assert [one.alignment.horizontal for one in cells[0]] == ["center", None]
