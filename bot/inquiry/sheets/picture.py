"""A list that was asked for, as pictures for a phone: a line a unit, what is shown of it below.

Names and cells come in finished; this file only places them, 1080 pixels wide. Not here: whom a
list shows, and in which order (``bot.inquiry.finding``).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from bot.corridor.recipes import makes
from bot.paper import fonts
from bot.paper.canvas import Mark, Rule, Text, paint

WIDTH: Final = 1080
PER_PAGE: Final = 45
"""Lines on one picture; more would be too small to read on a phone."""
_MARGIN: Final = 54
_NAME: Final = 138
_RIGHT: Final = WIDTH - _MARGIN
_GAP: Final = 36
_TITLE, _HEAD, _BODY, _SMALL = 50, 40, 44, 36
PAPER, INK, SOFT, FAINT = "#FFFFFF", "#1B2430", "#5B6775", "#D9DFE6"

Table = Mapping[str, Any]
"""``head``, and ``lines`` of a name and its cells each."""


def pages(
    title: str, tables: Sequence[Table], below: Sequence[str]
) -> list[tuple[str, dict[str, Any]]]:
    """Label and data of each picture, evenly filled; ``below``: said at the end of the last."""
    lines = [
        (table["head"], place, line)
        for table in tables
        for place, line in enumerate(table["lines"], 1)
    ]
    count = max(1, -(-len(lines) // PER_PAGE))
    size, longer = divmod(len(lines), count)
    found, start = [], 0
    for number in range(1, count + 1):
        end = start + size + (number <= longer)
        mark = f"（第 {number} 张，共 {count} 张）" if count > 1 else ""
        data = {
            "title": title + mark,
            "lines": [[head, place, *line] for head, place, line in lines[start:end]],
            "below": [*below] if number == count else [],
        }
        named = "".join(one for one in title if one not in '\\/:*?"<>|')[:40]
        found.append((f"{named}{f'-{number}' if count > 1 else ''}.png", data))
        start = end
    return found


@dataclass
class _Sheet:
    """Marks from top to bottom, and where the next one stands."""

    marks: list[Mark]
    y: float = _MARGIN

    def text(self, said: str, size: int, colour: str, *, left: int, heavy: bool = False) -> None:
        """A text that may take several lines."""
        font = fonts.sans(size)
        for line in fonts.wrap(font, fonts.clean(said), _RIGHT - left):
            self.y += round(size * 1.4)
            self.marks.append(Text(left, self.y - size * 0.3, line, size, colour, heavy=heavy))

    def rule(self) -> None:
        """A hairline with air around it."""
        self.y += 16
        self.marks.append(Rule(_MARGIN, _RIGHT, self.y, FAINT))


def arrange(data: Mapping[str, Any]) -> tuple[int, list[Mark]]:
    """How high the picture is, and where everything of it stands."""
    sheet, told = _Sheet([]), None
    sheet.text(data["title"], _TITLE, INK, left=_MARGIN, heavy=True)
    for head, place, name, cells in data["lines"]:
        if head != told:
            told = head
            sheet.y += 12
            sheet.text(head, _HEAD, SOFT, left=_MARGIN)
        sheet.rule()
        _line(sheet, place, name, cells)
    if data["below"]:
        sheet.rule()
        for one in data["below"]:
            sheet.text(one, _SMALL, SOFT, left=_MARGIN)
    return round(sheet.y + _MARGIN), sheet.marks


def _line(sheet: _Sheet, place: int, name: str, cells: Sequence[str]) -> None:
    """A unit: its place and name; what is shown of it beside the name where it fits, else below."""
    said = fonts.clean("　".join(cells))
    body, top = fonts.sans(_BODY), sheet.y
    sheet.text(name, _BODY, INK, left=_NAME)
    base = top + round(_BODY * 1.4) - _BODY * 0.3
    sheet.marks.append(Text(_NAME - 24, base, f"{place}", _HEAD, SOFT, "end"))
    one_line = sheet.y - top <= _BODY * 2
    room = _RIGHT - _NAME - fonts.width(body, fonts.clean(name)) - _GAP
    if said and one_line and fonts.width(fonts.sans(_HEAD), said) <= room:
        sheet.marks.append(Text(_RIGHT, base, said, _HEAD, INK, "end"))
        return
    for one in cells:
        sheet.text(one, _SMALL, SOFT, left=_NAME)


@makes("found picture")
def make(data: Mapping[str, Any]) -> bytes:
    """A page of the list as a PNG."""
    high, marks = arrange(data)
    return paint((WIDTH, high), PAPER, marks)
