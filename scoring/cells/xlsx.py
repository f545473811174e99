"""Workbooks in Open XML (.xlsx, .xltx, .xlsm), Transitional and Strict, as streams of cells.

Here: the parts of such a workbook read directly, because what a cell means is said by its style,
its runs and its formula together, and because programs other than Excel leave parts out or write
them otherwise. Not here: the zip (``package``), formats (``showing``), texts (``strings``).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final
from xml.etree.ElementTree import Element

from scoring.cells.book import Cell, Limits, Opened, Range, Unreadable, Unseen
from scoring.cells.package import SAVE_AS, Package, elements, local, tree
from scoring.cells.places import column_of, range_of
from scoring.cells.showing import show_number, show_text
from scoring.cells.strings import Rich, plain, rich
from scoring.cells.styles import PLAIN, Look, Styles, read_styles

_MERGED: Final = re.compile(rb"<(?:\w+:)?mergeCell\s[^<>]*?ref\s*=\s*[\"']([A-Za-z0-9:$]+)[\"']")
_PICTURE: Final = re.compile(r"^=?\s*(?:_xlfn\.)*(?:DISPIMG|IMAGE)\(", re.IGNORECASE)
_MOST_STRINGS: Final = 2_000_000


def open_xlsx(package: Package, limits: Limits) -> Iterator[Opened]:
    """The sheets of a workbook, in the order of their tabs.

    Raises:
        Unreadable: a part that is needed is missing.
    """
    return _Workbook(package, limits).sheets()


class _Workbook:
    """What the sheets of one workbook share."""

    def __init__(self, package: Package, limits: Limits) -> None:
        self._package = package
        self._limits = limits
        main = [one.target for one in package.related("").values() if one.kind == "officeDocument"]
        self._path = next((path for path in main if package.has(path)), "xl/workbook.xml")
        self._related = package.related(self._path)
        self._tree = tree(package.read(self._path))
        self.from_1904 = any(
            local(e.tag) == "workbookPr" and _true(e.get("date1904")) for e in self._tree.iter()
        )
        self.uncalculated = any(
            local(e.tag) == "calcPr" and _true(e.get("fullCalcOnLoad")) for e in self._tree.iter()
        )
        self.styles = self._styles()
        self._strings: Sequence[Rich] | None = None
        self.pictures = self._has_pictures()

    def sheets(self) -> Iterator[Opened]:
        """Every worksheet; sheets of charts and dialogs have no cells."""
        for element in self._tree.iter():
            if local(element.tag) != "sheet":
                continue
            number = next((v for k, v in element.items() if local(k) == "id"), "")
            related = self._related.get(number)
            if related is None or related.kind != "worksheet":
                continue
            title = element.get("name", "")
            if not self._package.has(related.target):
                raise Unreadable(f"文件里缺少工作表“{title[:20]}”的内容，读不了。{SAVE_AS}")
            sheet = _Sheet(self, self._package, related.target)
            visible = element.get("state", "visible") == "visible"
            merged = sheet.merged(self._limits.merged) if visible else ()
            yield Opened(title, visible, sheet.lines(), merged, sheet.unseen)

    def string(self, index: str) -> Rich:
        """A shared text. Raises Unreadable where the file does not have it."""
        if self._strings is None:
            self._strings = self._shared()
        try:
            return self._strings[int(index)]
        except (IndexError, ValueError):
            raise Unreadable(f"文件里没有存下单元格的文字，读不出来。{SAVE_AS}") from None

    def _shared(self) -> Sequence[Rich]:
        path = self._of_kind("sharedStrings", "sharedStrings.xml")
        if not self._package.has(path):
            return ()
        found: list[Rich] = []
        with self._package.open(path) as part:
            for event, element in elements(part):
                if event == "end" and local(element.tag) == "si":
                    found.append(rich(element))
                    element.clear()
                    if len(found) > _MOST_STRINGS:
                        raise Unreadable(f"表格太大了，不像{self._limits.what}。")
        return found

    def _styles(self) -> Styles:
        path = self._of_kind("styles", "styles.xml")
        return read_styles(self._package.read(path)) if self._package.has(path) else Styles((), {})

    def _of_kind(self, kind: str, usual: str) -> str:
        found = (one.target for one in self._related.values() if one.kind == kind)
        return next(found, f"{self._path.rpartition('/')[0]}/{usual}")

    def _has_pictures(self) -> bool:
        """Whether cells with rich values are Excel's pictures placed in a cell."""
        path = "xl/richData/rdrichvaluestructure.xml"
        known = self._package.read(path) if self._package.has(path) else b""
        return b"_localImage" in known or b"_webimage" in known.lower()


def _is_hidden(element: Element, size: str) -> bool:
    """Whether a row or a column is hidden, or drawn so narrow that nothing of it is left."""
    return _true(element.get("hidden")) or element.get(size) in {"0", "0.0"}


def _true(said: str | None) -> bool:
    return (said or "").lower() in {"1", "true", "on"}


@dataclass
class _Sheet:
    """One worksheet part."""

    workbook: _Workbook
    package: Package
    path: str
    zeros: bool = True
    """False where the sheet is set not to show zeros."""
    unseen: Unseen = field(default_factory=Unseen)

    def merged(self, most: int) -> tuple[Range, ...]:
        """The merged areas; they stand behind the rows, so they are looked for first."""
        found: list[Range] = []
        kept = b""
        with self.package.open(self.path) as part:
            while block := part.read(1 << 16):
                text = kept + block
                end = 0
                for match in _MERGED.finditer(text):
                    found.append(range_of(match[1].decode()))
                    end = match.end()
                    if len(found) > most:
                        return tuple(found)
                kept = text[end:][-200:]  # an element may lie across two blocks
        return tuple(found)

    def lines(self) -> Iterator[tuple[int, list[Cell]]]:
        """The rows that are written in the file."""
        number = 0
        with self.package.open(self.path) as part:
            inside: Element | None = None
            for event, element in elements(part):
                name = local(element.tag)
                if event == "start":
                    if name == "sheetData":
                        inside = element
                    elif name == "sheetView" and element.get("showZeros") in {"0", "false"}:
                        self.zeros = False
                elif name == "col":
                    self._column(element)
                elif name == "row":
                    said = element.get("r", "")
                    number = int(said) if said.isdecimal() else number + 1
                    self.unseen.rows |= {number} if _is_hidden(element, "ht") else set()
                    yield number, self._row(element)
                    if inside is not None:
                        inside.clear()
                elif name == "sheetData":
                    return

    def _column(self, element: Element) -> None:
        first, last = element.get("min", ""), element.get("max", "")
        if _is_hidden(element, "width") and first.isdecimal() and last.isdecimal():
            self.unseen.hide_columns(int(first), int(last), self.workbook._limits)  # noqa: SLF001 - the sheet is a part of it

    def _row(self, row: Element) -> list[Cell]:
        cells: list[Cell] = []
        most = self.workbook._limits.columns  # noqa: SLF001 - the sheet is a part of it
        for element in row:
            if local(element.tag) != "c":
                continue
            place = column_of(element.get("r", ""))
            place = len(cells) if place is None else place
            if place >= most:
                break
            while len(cells) <= place:
                cells.append(EMPTY)
            cells[place] = self._cell(element)
        return cells

    def _cell(self, element: Element) -> Cell:
        parts = {local(part.tag): part for part in element}
        look = self.workbook.styles.look(element.get("s"))
        kind = element.get("t", "n")
        value = (parts["v"].text or "") if "v" in parts else None
        if "f" in parts:
            formula = parts["f"].text or ""
            if _PICTURE.match(formula) or _PICTURE.match(value or ""):
                return PICTURE
            if self._not_stored(kind, value):
                return Cell(f"={formula}"[:200], "formula")
        if "is" in parts:
            return worded(rich(parts["is"]), look)
        if value is None or (not value.strip() and kind != "str"):
            return EMPTY
        return self._valued(kind, value, look, element)

    def _not_stored(self, kind: str, value: str | None) -> bool:
        """Whether it was never computed: XlsxWriter then writes 0 and says so in calcPr."""
        if value is None or (not value.strip() and kind != "str"):
            return True
        return kind == "n" and self.workbook.uncalculated and value.strip() == "0"

    def _valued(self, kind: str, value: str, look: Look, element: Element) -> Cell:
        if kind == "s":
            return worded(self.workbook.string(value), look)
        if kind == "b":
            return STRUCK if look.struck else boolean(value.strip() in {"1", "true"})
        if kind == "e":
            picture = self.workbook.pictures and element.get("vm")
            return PICTURE if picture else Cell(value.strip(), "error")
        if kind == "d":
            return Cell(value.strip().replace("T00:00:00", "").removesuffix("Z"), "date")
        if kind == "str":
            return PICTURE if _PICTURE.match(value) else worded(plain(value), look)
        try:
            number = float(value)
        except ValueError:
            return worded(plain(value), look)
        return numbered(number, look, self.workbook.from_1904, zeros=self.zeros)


EMPTY: Final = Cell()
PICTURE: Final = Cell("", "picture")
STRUCK: Final = Cell("", "struck")


def worded(text: Rich, look: Look = PLAIN) -> Cell:
    """The cell of a text."""
    left, gone = text.kept(look.struck)
    if gone:
        return STRUCK
    return PICTURE if _PICTURE.match(left) else show_text(left, look.code)


def boolean(value: bool) -> Cell:
    """The cell of a yes or no."""
    return Cell("TRUE" if value else "FALSE", "bool")


def numbered(number: float, look: Look, from_1904: bool, *, zeros: bool = True) -> Cell:
    """The cell of a number."""
    if look.struck:
        return STRUCK
    cell = show_number(number, look.code, from_1904=from_1904)
    return Cell("", "hidden", cell.number) if not zeros and number == 0 else cell
