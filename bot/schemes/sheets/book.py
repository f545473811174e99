"""A draft as a workbook: one row a line, what may be changed left white."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final

from bot.corridor.recipes import makes
from bot.paper import workbook
from bot.schemes.columns import FIXED, HEAD_HEADS, HEADS, HOW_HEADS, KEEPS, SURE

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format

_FONT: Final = "仿宋_GB2312"
_WIDTHS: Final = (8, 18, 8, 40, 40, 40, 36, 30, 16, 14, 20, 9)
_MADE: Final = datetime(2022, 3, 18)  # noqa: DTZ001 -- no moment: the same draft is the same file


@makes("scheme draft")
def _draft(data: Mapping[str, Any]) -> bytes:
    """``title``, ``lines``, ``head`` and ``ways`` as ``bot.schemes.table`` makes them.

    The last cell of a line is hidden.
    """
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
    _above(book, data.get("head", ()), plain, grey, head)
    _how(book, data.get("ways", ()), plain, head)
    book.close()
    return out.getvalue()


def _above(book: Workbook, lines: Sequence[Sequence[str]], *looks: Format) -> None:
    """The header, one line each, on a sheet of its own."""
    plain, grey, head = looks
    sheet = book.add_worksheet("抬头")
    sheet.write_row(0, 0, (*HEAD_HEADS, KEEPS), head)
    for place, line in enumerate(lines, 1):
        for column, text in enumerate(line):
            sheet.write_string(place, column, text, plain if column == 1 else grey)
    sheet.set_column(0, 0, 16)
    sheet.set_column(1, 1, 80)
    sheet.set_column(2, 2, 0, None, {"hidden": True})


def _how(book: Workbook, lines: Sequence[Sequence[str]], plain: Format, head: Format) -> None:
    """What else may be written, to be copied from."""
    sheet = book.add_worksheet("写法")
    sheet.write_row(0, 0, HOW_HEADS, head)
    for place, line in enumerate(lines, 1):
        sheet.write_row(place, 0, line, plain)
    sheet.set_column(0, 0, 40)
    sheet.set_column(1, 1, 70)
