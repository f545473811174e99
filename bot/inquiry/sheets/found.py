"""A list that was asked for, as a workbook: a sheet a quarter, cells written as they are read."""

from __future__ import annotations

import io
from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final

from bot.corridor.recipes import makes
from bot.paper import workbook
from bot.paper.tabs import tab

FONT: Final = "仿宋_GB2312"
_WIDEST: Final = 46
_MADE: Final = datetime(2022, 3, 18)  # noqa: DTZ001 -- no moment: the same list is the same file


@makes("found")
def _found(data: Mapping[str, Any]) -> bytes:
    """The lists of a question; ``tables`` have ``name``, ``heads`` and ``lines``."""
    out = io.BytesIO()
    book = workbook.begin(out)
    book.set_properties({"created": _MADE})
    body = {"font_name": FONT, "font_size": 12, "border": 1, "valign": "vcenter", "text_wrap": True}
    plain = book.add_format(body)
    head = book.add_format({**body, "bold": True, "align": "center", "bg_color": "#EEEEEE"})
    title = book.add_format({"font_name": FONT, "font_size": 14, "bold": True})
    for table in data["tables"] or [{"name": "结果", "heads": ["单位"], "lines": []}]:
        sheet = book.add_worksheet(tab(table["name"], book.sheetnames))
        sheet.write(0, 0, data["title"], title)
        sheet.write_row(1, 0, table["heads"], head)
        for place, line in enumerate(table["lines"], 2):
            sheet.write_row(place, 0, line, plain)
        for place, note in enumerate(data["notes"], 3 + len(table["lines"])):
            sheet.write(place, 0, note)
        for column, wide in enumerate(_widths(table)):
            sheet.set_column(column, column, wide)
        sheet.freeze_panes(2, 2)
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
    book.close()
    return out.getvalue()


def _widths(table: Mapping[str, Any]) -> list[int]:
    """As wide as the longest cell, a Chinese sign counted as two."""
    cells = zip(table["heads"], *table["lines"], strict=True)
    return [min(_WIDEST, max(_wide(str(one)) for one in column) + 2) for column in cells]


def _wide(text: str) -> int:
    return sum(2 if ord(sign) > 0x2E7F else 1 for sign in text)
