"""A draft as a workbook: one row a line, what may be changed left white."""

from __future__ import annotations

import io
from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final

from bot.corridor.recipes import makes
from bot.paper import workbook
from bot.schemes.columns import FIXED, HEADS, KEEPS, SURE

_FONT: Final = "仿宋_GB2312"
_WIDTHS: Final = (8, 18, 8, 40, 40, 40, 36, 30, 16, 14, 20, 9)
_MADE: Final = datetime(2022, 3, 18)  # noqa: DTZ001 -- no moment: the same draft is the same file


@makes("scheme draft")
def _draft(data: Mapping[str, Any]) -> bytes:
    """``title`` and ``lines`` as ``bot.schemes.table`` makes them, the last cell hidden."""
    out = io.BytesIO()
    book = workbook.begin(out)
    book.set_properties({"created": _MADE})
    body = {"font_name": _FONT, "font_size": 11, "border": 1, "valign": "top", "text_wrap": True}
    plain = book.add_format(body)
    grey = book.add_format({**body, "bg_color": "#EEEEEE"})
    head = book.add_format({**body, "bold": True, "align": "center", "bg_color": "#DDDDDD"})
    title = book.add_format({"font_name": _FONT, "font_size": 14, "bold": True})
    sheet = book.add_worksheet("草案")
    sheet.write(0, 0, data["title"], title)
    sheet.write_row(1, 0, (*HEADS, KEEPS), head)
    looks = [grey if one in FIXED else plain for one in (*HEADS, KEEPS)]
    for place, line in enumerate(data["lines"], 2):
        for column, text in enumerate(line):
            sheet.write_string(place, column, text, looks[column])
    for column, width in enumerate(_WIDTHS):
        sheet.set_column(column, column, width)
    sheet.set_column(len(HEADS), len(HEADS), 0, None, {"hidden": True})
    sure, last = HEADS.index("确认"), len(data["lines"]) + 1
    offered = {"validate": "list", "source": [SURE], "error_type": "information"}
    sheet.data_validation(2, sure, max(2, last), sure, offered)
    sheet.freeze_panes(2, 2)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    book.close()
    return out.getvalue()
