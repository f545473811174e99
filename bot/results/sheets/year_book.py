"""A year's quarters side by side as a workbook: a sheet per table, a line per unit, all text.

Every figure comes in as it was published; the year's own, where the scheme says how it comes about,
comes in worked out. Not here: which quarters there are and what may be shown
(``bot.results.pages.year``).
"""

from __future__ import annotations

import io
from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final

from bot.corridor.recipes import makes
from bot.paper import workbook
from bot.paper.tabs import tab

if TYPE_CHECKING:
    import xlsxwriter


FONT: Final = "仿宋_GB2312"
_DATE: Final = datetime(2022, 3, 18)  # noqa: DTZ001 -- the date of the document, no moment in time


@makes("year")
def make(data: Mapping[str, Any]) -> bytes:
    """The xlsx of a recipe.

    ``data``: title and tables; a table has group, quarters (names), notes and lines; a line has
    name, class and, for each quarter, total, rank and grade as texts (empty where there is none).
    With ``whole`` a line has the year's total, rank, grade and how it was worked out.
    """
    out = io.BytesIO()
    book = workbook.begin(out)
    book.set_properties({"title": data["title"], "created": _DATE})
    for table in data["tables"]:
        _sheet(book, str(data["title"]), table)
    book.close()
    return out.getvalue()


def _sheet(book: xlsxwriter.Workbook, title: str, table: Mapping[str, Any]) -> None:
    cell = {"font_name": FONT, "font_size": 12, "valign": "vcenter", "border": 1}
    cell |= {"border_color": "#B8C0CA", "num_format": "@"}
    name = book.add_format(cell)
    middle = book.add_format({**cell, "align": "center"})
    head = book.add_format(
        {**cell, "font_name": "黑体", "align": "center", "text_wrap": True, "bg_color": "#E8EEF4"}
    )
    sheet = book.add_worksheet(tab(table["group"], book.sheetnames))
    sheet.set_paper(9)
    sheet.set_landscape()
    sheet.set_default_row(20)
    sheet.fit_to_pages(1, 0)
    sheet.set_footer("&C第 &P 页，共 &N 页")
    top = book.add_format({"font_name": "黑体", "font_size": 16, "num_format": "@"})
    sheet.write_string(0, 0, f"{title}　{table['group']}", top)
    note = book.add_format({"font_name": FONT, "font_size": 11, "num_format": "@"})
    for row, text in enumerate(table["notes"], 1):
        sheet.write_string(row, 0, text, note)
    first = len(table["notes"]) + 1
    _heads(sheet, head, first, table["quarters"])
    after = 2 + 3 * len(table["quarters"])
    if table.get("whole"):
        _whole(sheet, head, first, after)
    for row, line in enumerate(table["lines"], first + 2):
        sheet.write_string(row, 0, line["name"], name)
        sheet.write_string(row, 1, line["class"], middle)
        for column, text in enumerate((t for three in line["quarters"] for t in three), 2):
            sheet.write_string(row, column, text, middle)
        for column, text in enumerate(line.get("whole", ()), after):
            sheet.write_string(row, column, text, middle)


def _whole(sheet: Any, head: Any, first: int, column: int) -> None:
    """The year's own columns, and how each total was worked out."""
    sheet.set_column(column, column + 2, 9)
    sheet.set_column(column + 3, column + 3, 36)
    sheet.merge_range(first, column, first, column + 3, "全年", head)
    for step, text in enumerate(("得分", "名次", "等次", "怎样算的")):
        sheet.write_string(first + 1, column + step, text, head)


def _heads(sheet: Any, head: Any, first: int, quarters: list[str]) -> None:
    """Two lines of headings: the quarters, and below each what is shown of it."""
    sheet.set_column(0, 0, 32)
    sheet.set_column(1, 1, 10)
    sheet.set_column(2, 1 + 3 * len(quarters), 9)
    sheet.merge_range(first, 0, first + 1, 0, "单位", head)
    sheet.merge_range(first, 1, first + 1, 1, "类别", head)
    for place, quarter in enumerate(quarters):
        column = 2 + 3 * place
        sheet.merge_range(first, column, first, column + 2, quarter, head)
        for step, text in enumerate(("得分", "名次", "等次")):
            sheet.write_string(first + 1, column + step, text, head)
    sheet.repeat_rows(first, first + 1)
    sheet.freeze_panes(first + 2, 1)
