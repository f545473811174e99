"""Tables in HTML, which many government systems export under the name of .xls, and Excel's own.

Here: the rows of all tables of a page one below the other, as Excel shows them; also a web page
saved in one file (MHTML). Not here: XML Spreadsheet 2003 (``spreadsheetml``).
"""

from __future__ import annotations

import email
import email.policy
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Final

from scoring.cells.book import Cell, Limits, Look, Opened, Place, Range, Unreadable
from scoring.cells.package import SAVE_AS
from scoring.cells.spelled import cell_of
from scoring.cells.text import decode
from scoring.cells.xlsx import PICTURE, STRUCK

_LOOKS: Final = re.compile(
    rb"^\s*(?:<\?xml[^>]*\?>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|meta|table|style|div)\b",
    re.IGNORECASE | re.DOTALL,
)
_HTML: Final = "text/html"
_UNSEEN: Final = frozenset({"script", "style", "title", "template", "noscript"})
_STRUCK: Final = frozenset({"s", "strike", "del"})
_BLOCK: Final = frozenset(
    {
        "p",
        "div",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "caption",
        "li",
        "article",
        "section",
        "header",
        "footer",
        "blockquote",
        "dd",
        "dt",
        "figcaption",
        "pre",
    }
)
_VOID: Final = frozenset({"br", "img", "meta", "link", "hr", "input", "col", "base", "wbr"})
_NO_DISPLAY: Final = re.compile(r"display\s*:\s*none|mso-hide\s*:\s*all", re.IGNORECASE)
_LINE_THROUGH: Final = re.compile(r"text-decoration[^;]*:\s*[^;]*line-through", re.IGNORECASE)
_MOST_SPAN: Final = 1000
_TEXT_SIZE: Final = 120
"""Of a page that says nothing: 16 pixels, in tenths of a point."""
_HEADINGS: Final = {"h1": 2.0, "h2": 1.5, "h3": 1.17, "h4": 1.0, "h5": 0.83, "h6": 0.67}
"""By how much a browser sets them larger."""
_FONT_SIZE: Final = re.compile(
    r"font-size\s*:\s*(\d{1,3}(?:\.\d+)?)\s*(px|pt|em|rem|%)", re.IGNORECASE
)
_UNITS: Final = {"px": 7.5, "pt": 10.0, "rem": _TEXT_SIZE}
_ALIGN: Final = re.compile(r"text-align\s*:\s*(left|start|justify|center|right|end)", re.I)
_PLACES: Final[dict[str, Place]] = {"center": "centre", "right": "right", "end": "right"}


def is_html(data: bytes) -> bool:
    """Whether the file begins as a page does."""
    return bool(_LOOKS.match(_narrow(data[:4096])))


def is_mhtml(data: bytes) -> bool:
    """Whether it is a web page in one file."""
    head = data[:2048].lstrip().lower()
    return (
        head.startswith((b"mime-version:", b"from:", b"subject:")) and b"multipart/related" in head
    )


def _narrow(head: bytes) -> bytes:
    """The beginning without the marks of UTF-8 and UTF-16."""
    return head.removeprefix(b"\xef\xbb\xbf").replace(b"\xff\xfe", b"").replace(b"\x00", b"")


def open_mhtml(data: bytes, limits: Limits) -> Iterator[Opened]:
    """The tables of a web page in one file. Raises Unreadable."""
    found = False
    for part in email.message_from_bytes(data, policy=email.policy.default).walk():
        body = part.get_payload(decode=True) if part.get_content_type() == "text/html" else None
        if isinstance(body, bytes) and b"<table" in body.lower():
            found = True
            yield from open_html(body, limits)
    if not found:
        raise Unreadable(f"这个网页文件里没有表格。{SAVE_AS}")


def open_page(data: bytes, limits: Limits) -> Iterator[Opened]:
    """All that a page says, its tables among it; also one saved as MHTML. Raises Unreadable."""
    parts = [data]
    if is_mhtml(data):
        walked = email.message_from_bytes(data, policy=email.policy.default).walk()
        found = (one.get_payload(decode=True) for one in walked if one.get_content_type() == _HTML)
        parts = [one for one in found if isinstance(one, bytes)]
    for one in parts:
        page = _read(one, limits)
        yield Opened("", True, iter(page.rows), tuple(page.merged), looks=page.looks)


def _read(data: bytes, limits: Limits) -> _Page:
    page = _Page(limits)
    page.feed(decode(data))
    page.close()
    page.put_line()
    return page


def open_html(data: bytes, limits: Limits) -> Iterator[Opened]:
    """The tables of a page as one sheet. Raises Unreadable where there is none."""
    page = _read(data, limits)
    if not page.tables:
        aside = b"frameset" in data[:20_000].lower() or b"file-list" in data[:20_000].lower()
        where = (
            "表格的内容在旁边的文件夹里，没有一起发来。" if aside else "这是网页，里面没有表格。"
        )
        raise Unreadable(f"{where}{SAVE_AS}")
    yield Opened("", True, iter(page.rows), tuple(page.merged))


@dataclass
class _Slot:
    """A cell that is being read."""

    across: int = 1
    down: int = 1
    stored: float | None = None
    kept: list[str] = field(default_factory=list)
    whole: list[str] = field(default_factory=list)
    picture: bool = False

    def cell(self) -> Cell:
        """What it shows."""
        text, whole = _tidy(self.kept), _tidy(self.whole)
        if whole and not text:
            return STRUCK
        if self.stored is not None:
            return cell_of(text, self.stored)
        return PICTURE if self.picture and not text else Cell(text)


def _look(tag: str, said: dict[str, str], over: Look) -> Look:
    """How an element sets its letters, as far as it says so itself and no sheet of styles."""
    size, place = over
    style = said.get("style", "")
    if tag in _HEADINGS:
        size = round(_TEXT_SIZE * _HEADINGS[tag])
    told = _FONT_SIZE.search(style)
    if told is not None:
        unit = told[2].lower()
        size = round(float(told[1]) * _UNITS.get(unit, over[0] / (100 if unit == "%" else 1)))
    aligned = _ALIGN.search(style)
    where = aligned[1] if aligned else "center" if tag == "center" else said.get("align", "")
    return size, _PLACES.get(where.lower(), "") if where else place


def _tidy(pieces: list[str]) -> str:
    """Blanks of the source are one blank; lines are those that were asked for."""
    lines = "".join(pieces).replace("\xa0", " ").split("\x00")
    return "\n".join(" ".join(line.split()) for line in lines).strip()


class _Page(HTMLParser):
    """Reads a page into rows."""

    def __init__(self, limits: Limits) -> None:
        super().__init__(convert_charrefs=True)
        self._limits = limits
        self.rows: list[tuple[int, list[Cell]]] = []
        self.merged: list[Range] = []
        self.tables = 0
        self._depth = 0
        self.looks: dict[int, Look] = {}
        """How lines outside of tables are set."""
        self._open: list[tuple[str, bool, bool, Look]] = []
        """Open elements: their name, whether unseen, whether struck out, how they set letters."""
        self._slot: _Slot | None = None
        self._row: list[Cell] | None = None
        self._line = _Slot()
        self._set: list[Counter[Look]] = [Counter()]
        """How many letters are set how, of every line outside of tables."""
        self._below: dict[int, int] = {}
        """Columns that a cell from above still covers, and for how many rows."""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attrs}
        if tag in _VOID:
            self._void(tag)
            return
        style = said.get("style", "")
        unseen = tag in _UNSEEN or bool(_NO_DISPLAY.search(style))
        struck = tag in _STRUCK or bool(_LINE_THROUGH.search(style))
        if tag == "table":
            self.tables += 1
            self._depth += 1
            if self._depth == 1:
                self.put_line()
        elif self._depth == 1 and not self._hidden:
            if tag == "tr" and not unseen:
                self._begin_row()
            elif tag in {"td", "th"}:
                self._begin_cell(said)
        if tag in _BLOCK:
            self._break()
        over = self._open[-1][-1] if self._open else (_TEXT_SIZE, "")
        self._open.append((tag, unseen, struck, _look(tag, said, over)))

    def handle_endtag(self, tag: str) -> None:
        if tag in _VOID:
            return
        if any(name == tag for name, *_ in self._open):
            while self._open.pop()[0] != tag:
                pass
        if tag == "table" and self._depth:
            if self._depth == 1:
                self._end_row()
            self._depth -= 1
        elif self._depth == 1 and tag == "tr":
            self._end_row()
        elif self._depth == 1 and tag in {"td", "th"}:
            self._end_cell()
        if tag in _BLOCK:
            self._break()

    def handle_data(self, data: str) -> None:
        slot = self._slot if self._depth else self._line
        if slot is None or self._hidden:
            return
        slot.whole.append(data)
        if not any(struck for _, _, struck, _ in self._open):
            slot.kept.append(data)
            if slot is self._line and self._open:
                self._set[-1][self._open[-1][-1]] += len(data.strip())

    @property
    def _hidden(self) -> bool:
        return any(unseen for _, unseen, *_ in self._open)

    def put_line(self) -> None:
        """What stands outside of any table, each line a row of its own."""
        for said, looks in zip("".join(self._line.kept).split("\x00"), self._set, strict=False):
            text = _tidy([said])
            if text:
                self._put([Cell(text)])
                self.looks[len(self.rows)] = looks.most_common(1)[0][0] if looks else (0, "")
        self._line, self._set = _Slot(), [Counter()]

    def _put(self, cells: list[Cell]) -> None:
        self.rows.append((len(self.rows) + 1, cells))
        if len(self.rows) * max(1, len(cells)) > 4 * self._limits.cells:
            raise Unreadable(f"表格太大了，不像{self._limits.what}。")

    def _void(self, tag: str) -> None:
        if tag == "br":
            self._break()
        elif tag == "img" and self._slot is not None:
            self._slot.picture = True

    def _break(self) -> None:
        slot = self._slot if self._depth else self._line
        if slot is not None:
            slot.kept.append("\x00")
            slot.whole.append("\x00")
        if slot is self._line:
            self._set.append(Counter())

    def _begin_row(self) -> None:
        self._end_row()
        self._row = []

    def _begin_cell(self, said: dict[str, str]) -> None:
        self._end_cell()
        if self._row is None:
            self._row = []
        stored = said.get("x:num")
        self._slot = _Slot(_span(said.get("colspan")), _span(said.get("rowspan")))
        try:
            self._slot.stored = float(stored) if stored else None
        except ValueError:
            self._slot.stored = None

    def _end_cell(self) -> None:
        slot, row = self._slot, self._row
        if slot is None or row is None:
            return
        while self._below.get(len(row)):
            row.append(Cell())
        left = len(row)
        row += [slot.cell(), *[Cell()] * (slot.across - 1)]
        if slot.across > 1 or slot.down > 1:
            top = len(self.rows) + 1
            self.merged.append((left + 1, top, left + slot.across, top + slot.down - 1))
            for place in range(left, left + slot.across):
                self._below[place] = slot.down
        self._slot = None

    def _end_row(self) -> None:
        self._end_cell()
        if self._row is None:
            return
        while self._below.get(len(self._row)):
            self._row.append(Cell())
        self._put(self._row[: self._limits.columns])
        self._below = {place: left - 1 for place, left in self._below.items() if left > 1}
        self._row = None


def _span(said: str | None) -> int:
    return min(max(1, int(said.strip())), _MOST_SPAN) if said and said.strip().isdecimal() else 1
