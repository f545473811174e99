"""OpenDocument spreadsheets (.ods, .ots, and .fods without a zip) as streams of cells.

They keep the text as shown beside the value, so no format has to be computed. Not here: the zip
(``package``), putting shown and stored together (``spelled``).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final
from xml.etree.ElementTree import Element

from scoring.cells.book import Cell, Limits, Opened, Range, Unseen
from scoring.cells.package import local, tree
from scoring.cells.spelled import cell_of
from scoring.cells.strings import tidy
from scoring.cells.xlsx import EMPTY, PICTURE, STRUCK, boolean

_NUMBERS: Final = frozenset({"float", "percentage", "currency"})
_BESIDE: Final = frozenset({"annotation", "ruby-text", "note"})
"""What has text of its own and is not the cell's."""
_GROUPS: Final = frozenset(
    f"table-{one}" for one in (
        "row-group", "header-rows", "rows", "column-group", "header-columns", "columns",
    )
)  # fmt: skip


def open_ods(data: bytes, limits: Limits) -> Iterator[Opened]:
    """The sheets of a document's content."""
    root = tree(data)
    looks = _Looks.read(root)
    for table in root.iter():
        if local(table.tag) != "table" or not _attribute(table, "name"):
            continue
        hidden = looks.hides(_attribute(table, "style-name"))
        sheet = _Sheet(looks, limits)
        lines = list(sheet.lines(table)) if not hidden else []
        title, merged = _attribute(table, "name"), tuple(sheet.merged)
        yield Opened(title, not hidden, iter(lines), merged, sheet.unseen)


def _attribute(element: Element, name: str) -> str:
    return next((value for key, value in element.items() if local(key) == name), "")


@dataclass(frozen=True)
class _Looks:
    """What styles say about cells and sheets."""

    struck: Mapping[str, bool]
    hidden: frozenset[str]

    @classmethod
    def read(cls, root: Element) -> _Looks:
        """The styles of a document."""
        struck: dict[str, bool] = {}
        hidden: set[str] = set()
        for style in root.iter():
            if local(style.tag) != "style":
                continue
            name = _attribute(style, "name")
            for part in style:
                line = _attribute(part, "text-line-through-style")
                line = line or _attribute(part, "text-line-through-type")
                if local(part.tag) == "text-properties" and line:
                    struck[name] = line != "none"
                if _attribute(part, "display") == "false":
                    hidden.add(name)
        return cls(struck, frozenset(hidden))

    def hides(self, style: str) -> bool:
        """Whether a sheet of this style is hidden."""
        return style in self.hidden


class _Sheet:
    """One table of the document."""

    def __init__(self, looks: _Looks, limits: Limits) -> None:
        self._looks = looks
        self._limits = limits
        self.merged: list[Range] = []
        self.unseen = Unseen()

    def lines(self, table: Element) -> Iterator[tuple[int, list[Cell]]]:
        """The rows with anything in them; a row may stand for many alike."""
        self._columns(table)
        number = 1
        for row in _parts(table, "table-row"):
            times = _times(row, "number-rows-repeated")
            cells = self._row(row, number)
            while cells and cells[-1] is EMPTY:
                cells.pop()
            if cells:
                for place in range(number, min(number + times, self._limits.rows + 2)):
                    if _is_hidden(row):
                        self.unseen.rows.add(place)
                    yield place, list(cells)
            number += times
            if number > self._limits.rows + 1:
                return

    def _columns(self, table: Element) -> None:
        place = 1
        for column in _parts(table, "table-column"):
            times = _times(column, "number-columns-repeated")
            if _is_hidden(column):
                self.unseen.hide_columns(place, place + times - 1, self._limits)
            place += times

    def _row(self, row: Element, number: int) -> list[Cell]:
        cells: list[Cell] = []
        for element in row:
            if local(element.tag) not in {"table-cell", "covered-table-cell"}:
                continue
            times = min(_times(element, "number-columns-repeated"), self._limits.columns)
            across = _times(element, "number-columns-spanned")
            down = _times(element, "number-rows-spanned")
            if across > 1 or down > 1:
                left = len(cells) + 1
                self.merged.append((left, number, left + across - 1, number + down - 1))
            cells += [self._cell(element)] * times
            if len(cells) >= self._limits.columns:
                break
        return cells

    def _cell(self, element: Element) -> Cell:
        base = self._looks.struck.get(_attribute(element, "style-name"), False)
        kept, whole = self._texts(element, base)
        text, kind = tidy(kept), _attribute(element, "value-type")
        if whole.strip() and not text:
            return STRUCK
        if kind in _NUMBERS:
            return cell_of(text, float(_attribute(element, "value") or 0))
        if kind in {"date", "time"}:
            shown = text or _attribute(element, f"{kind}-value")
            return Cell(shown, "date" if kind == "date" else "time")
        if kind == "boolean":
            return boolean(_attribute(element, "boolean-value") == "true")
        if _attribute(element, "formula") and not text and not kind:
            return Cell("=", "formula")
        if text.startswith(("#", "Err:")) and _attribute(element, "formula"):
            return Cell(text, "error")
        if not text:
            pictures = any(local(part.tag) == "image" for part in element.iter())
            return PICTURE if pictures else EMPTY
        return PICTURE if text.upper().startswith("=DISPIMG(") else Cell(text)

    def _texts(self, element: Element, struck: bool) -> tuple[str, str]:
        """The cell's own text without what is struck out, and all of it."""
        kept, whole = [], []
        for part in element:
            if local(part.tag) == "p":
                one, all_of_it = self._said(part, struck)
                kept.append(one)
                whole.append(all_of_it)
        return "\n".join(kept), "\n".join(whole)

    def _said(self, element: Element, struck: bool) -> tuple[str, str]:
        struck = self._looks.struck.get(_attribute(element, "style-name"), struck)
        whole = element.text or ""
        kept = "" if struck else whole
        for part in element:
            name = local(part.tag)
            if name not in _BESIDE:
                inner = {"s": " " * _times(part, "c"), "tab": "\t", "line-break": "\n"}.get(name)
                one, everything = self._said(part, struck) if inner is None else (inner, inner)
                kept, whole = kept + one, whole + everything
            tail = part.tail or ""
            kept, whole = kept + ("" if struck else tail), whole + tail
        return kept, whole


def _parts(element: Element, wanted: str) -> Iterator[Element]:
    """The rows or columns of a table, also in groups and headers, not those of a table within."""
    for part in element:
        name = local(part.tag)
        if name == wanted:
            yield part
        elif name in _GROUPS:
            yield from _parts(part, wanted)


def _is_hidden(element: Element) -> bool:
    """Whether a row or a column is hidden by hand or by a filter."""
    return _attribute(element, "visibility") in {"collapse", "filter"}


def _times(element: Element, name: str) -> int:
    said = _attribute(element, name)
    return max(1, int(said)) if said.isdecimal() else 1
