"""Invitations to many units as one workbook: a line each, with the words to forward.

Only drawn here: codes, links and sentences come in finished. Every cell is text.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from bot.corridor.recipes import makes
from bot.paper import workbook

COLUMNS: Final = (
    ("单位", 24),
    ("考核表", 12),
    ("邀请码", 16),
    ("联络员", 12),
    ("电话", 24),
    ("链接", 44),
    ("有效到", 18),
    ("转发给联络员的话", 90),
)
"""Headings in their order, with widths in characters."""


@dataclass(frozen=True)
class InvitationLine:
    """One unit's invitation."""

    unit: str
    group: str
    code: str
    link: str
    until: str
    text: str
    contact: str = ""
    phone: str = ""


@makes("invitations")
def make(data: Mapping[str, Any]) -> bytes:
    """Invitations to many units as xlsx; ``lines`` are ``asdict`` of ``InvitationLine``."""
    lines = [InvitationLine(**line) for line in data["lines"]]
    return write_invitations(lines, str(data.get("warning", "")))


def write_invitations(lines: Iterable[InvitationLine], warning: str = "") -> bytes:
    """The invitations as an xlsx, with headings in sight and printable on A4 across.

    ``warning``: what keeps the links from being opened, in red above the headings.
    """
    out = io.BytesIO()
    book = workbook.begin(out)
    # A fixed date: the same lines make the same bytes, and no clock is read here.
    book.set_properties({"title": "联络员邀请", "created": datetime(2022, 3, 18)})  # noqa: DTZ001 -- the date of the document, no moment in time
    cell = {"num_format": "@", "border": 1, "border_color": "#B8C0CA", "valign": "top"}
    plain = book.add_format({**cell, "text_wrap": True})
    head = book.add_format({**cell, "bold": True, "align": "center", "bg_color": "#E8EEF4"})
    sheet = book.add_worksheet("联络员邀请")
    sheet.set_paper(9)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    top = 1 if warning else 0
    if warning:
        red = book.add_format({"bold": True, "font_color": "#B0302A", "num_format": "@"})
        sheet.write_string(0, 0, warning, red)
    sheet.repeat_rows(top)
    sheet.freeze_panes(top + 1, 1)
    for column, (title, wide) in enumerate(COLUMNS):
        sheet.set_column(column, column, wide)
        sheet.write_string(top, column, title, head)
    for row, line in enumerate(lines, top + 1):
        who = (line.unit, line.group, line.code, line.contact, line.phone)
        texts = (*who, line.link, line.until, line.text)
        for column, text in enumerate(texts):
            sheet.write_string(row, column, text, plain)
    book.close()
    return out.getvalue()
