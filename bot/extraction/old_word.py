"""Old Word documents (.doc, and .wps of WPS, which is the same inside): what a person reads.

After [MS-DOC]: the FIB (2.5), the piece table (2.8.35, 2.9.38), character properties (2.8.4,
2.9.33). Deleted words that are still tracked and hidden text are left out, comments too. Word's
own numbers before paragraphs are no text. Tables keep their cells, told apart by their marks.
"""

from __future__ import annotations

import itertools
import re
import struct
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from bot.extraction.fields import Field, Row
from bot.extraction.old_looks import Spans, paragraphs, place, runs, size, unseen
from bot.extraction.old_tables import Drawn, row_ends, rows_drawn
from bot.extraction.pages import CHANGING, SURE, Closed, Line, Page, Place, Unread
from bot.extraction.plain import mended
from storage.containers import BrokenContainerError, CompoundFile

_MOST = 64 * 1024 * 1024
_MOST_SIGNS = 2_000_000
_CLX, _CHPX, _PAPX = 33, 12, 13
"""Places in the list of offsets and lengths of the FIB."""
_CHANGES = re.compile(r"\s*(?:DATE|TIME|SAVEDATE|PRINTDATE)\b", re.IGNORECASE)
_CELLS = re.compile(r"\x07\x07|\x07")
Found = TypeVar("Found")
_OTHERS = {"\x0b": "\n", "\x1e": "-", "\x1f": "", "\xa0": " "}


def read_doc(path: Path) -> list[Page]:
    """The pages, as far as breaks are written. Raises Closed."""
    return _opened(path, _Document.pages)


def table_rows(path: Path) -> list[Row]:
    """Lines of text and rows of tables, in their order. Raises Closed."""
    return _opened(path, _Document.rows)


def _opened(path: Path, read: Callable[[_Document], Found]) -> Found:
    try:
        with path.open("rb") as file:
            compound = CompoundFile(file)
            sizes = dict(compound.paths())
            if ("worddocument",) not in sizes:
                raise Closed(Unread.OLD_FORMAT)
            main = compound.read(("worddocument",), _MOST)
            flags = struct.unpack_from("<H", main, 10)[0]
            if flags & 0x0100:
                raise Closed(Unread.PASSWORD)
            table = compound.read(("1table" if flags & 0x0200 else "0table",), _MOST)
            return read(_Document(main, table))
    except KeyError as fault:
        raise Closed(Unread.OLD_FORMAT) from fault
    except (BrokenContainerError, struct.error, IndexError) as fault:
        raise Closed(Unread.DAMAGED) from fault


@dataclass(frozen=True, slots=True)
class _Sign:
    text: str
    seen: bool
    at: int
    """Where in the stream it stands."""
    size: int = 0
    place: Place = ""
    """How large it is, in tenths of a point, and where its paragraph is set."""


class _Document:
    def __init__(self, main: bytes, table: bytes) -> None:
        self._main = main
        self._table = table
        self._counts = struct.unpack_from("<8I", main, 0x4C)
        """Characters of the text, footnotes, headers, macros, comments, endnotes, boxes."""
        looks = list(runs(main, table, *self._place(_CHPX)))
        self._unseen = Spans((start, stop, True) for start, stop, one in looks if unseen(one))
        self._sizes = Spans((start, stop, size(one)) for start, stop, one in looks)
        set_so = paragraphs(main, table, *self._place(_PAPX))
        self._places = Spans((start, stop, place(one)) for start, stop, one in set_so)

    def _place(self, index: int) -> tuple[int, int]:
        at, length = struct.unpack_from("<II", self._main, 0x9A + index * 8)
        return int(at), int(length)

    def pages(self) -> list[Page]:
        """Headers, then the text with its breaks, then notes and text boxes."""
        signs = list(self._signs())
        parts, at = [], 0
        for count in self._counts:
            parts.append(signs[at : at + count])
            at += count
        text, notes, heads, _, _, ends, boxes = parts[:7]
        pages: list[list[Line]] = [_lines(heads)]
        for number, one in enumerate(_split(text)):
            if number == 0:
                pages[0] += _lines(one)
            elif lines := _lines(one):
                pages.append(lines)
        for one in (notes, ends, boxes):
            pages[-1] += _lines(one)
        return [Page(number, lines=tuple(lines)) for number, lines in enumerate(pages, 1)]

    def rows(self) -> list[Row]:
        """The text as lines and rows, without notes and boxes."""
        text = list(itertools.islice(self._signs(), self._counts[0]))
        ends = row_ends(self._main, self._table, *self._place(_PAPX))
        found: list[Row] = []
        drawn: list[Drawn] = []
        cells: list[str] = []
        cell = ""
        for one in _shown(text):
            end = ends.at(one.at) if one.text == "\x07" else None
            if end is not None:
                drawn.append(Drawn(tuple(cells), end))
                cells, cell = [], ""
            elif one.text == "\x07":
                cells.append(mended(cell.strip()))
                cell = ""
            elif one.text in "\r\f" and not cells:
                if cell.strip() or not drawn:
                    found += rows_drawn(drawn)
                    drawn = []
                found += [(Field(mended(said)),) for said in cell.split("\n") if said.strip()]
                cell = ""
            else:
                cell += "\n" if one.text in "\r\f" else _OTHERS.get(one.text, one.text)
        return [*found, *rows_drawn(drawn)]

    def _signs(self) -> Iterator[_Sign]:
        at, length = self._place(_CLX)
        clx = self._table[at : at + length]
        mark = 0
        while mark < len(clx) and clx[mark] == 1:
            mark += 3 + struct.unpack_from("<H", clx, mark + 1)[0]
        if mark >= len(clx) or clx[mark] != 2:
            raise Closed(Unread.OLD_FORMAT)
        many_bytes = struct.unpack_from("<I", clx, mark + 1)[0]
        pieces = clx[mark + 5 : mark + 5 + many_bytes]
        count = (len(pieces) - 4) // 12
        ends = struct.unpack_from(f"<{count + 1}I", pieces)
        total = 0
        for index in range(count):
            start = struct.unpack_from("<I", pieces, (count + 1) * 4 + index * 8 + 2)[0]
            many = ends[index + 1] - ends[index]
            total += many
            if many < 0 or total > _MOST_SIGNS:
                raise Closed(Unread.DAMAGED)
            yield from self._piece(start, many)

    def _piece(self, start: int, many: int) -> Iterator[_Sign]:
        narrow = bool(start & 0x40000000)
        start &= 0x3FFFFFFF
        if narrow:
            start //= 2
        width = 1 if narrow else 2
        data = self._main[start : start + many * width]
        text = data.decode("cp1252" if narrow else "utf-16-le", "replace")
        if len(text) != many:  # pairs of surrogates: one sign takes the place of two
            text = "".join(chr(one) for (one,) in struct.iter_unpack("<H", data[: len(data) & ~1]))
        for index, sign in enumerate(text):
            at = start + index * width
            hidden = self._unseen.at(at) is not None
            yield _Sign(sign, not hidden, at, self._sizes.at(at) or 0, self._places.at(at) or "")


def _split(signs: list[_Sign]) -> list[list[_Sign]]:
    found: list[list[_Sign]] = [[]]
    for one in signs:
        if one.text == "\f":
            found.append([])
        else:
            found[-1].append(one)
    return found


def _shown(signs: list[_Sign]) -> Iterator[_Sign]:
    """What a person sees: of a field what it came to, of what is hidden only the marks of cells."""
    shown: list[bool] = []
    for one in signs:
        if one.text == "\x13":
            shown.append(False)
        elif one.text == "\x14" and shown:
            shown[-1] = True
        elif one.text == "\x15" and shown:
            shown.pop()
        elif one.text == "\x07" or (one.seen and all(shown)):
            yield one


def _lines(signs: list[_Sign]) -> list[Line]:
    found: list[Line] = []
    text, changing = "", False
    looks: Counter[tuple[int, Place]] = Counter()
    codes: list[str] = []
    shown: list[bool] = []
    for one in signs:
        sign = one.text
        if sign == "\x13":
            codes.append("")
            shown.append(False)
        elif sign == "\x14" and shown:
            shown[-1] = True
        elif sign == "\x15" and codes:
            codes.pop()
            shown.pop()
        elif sign == "\r":
            found += _said(text, looks, changing=changing)
            text, changing = "", False
            looks.clear()
        elif one.seen and all(shown):
            text += _OTHERS.get(sign, sign)
            looks[one.size, one.place] += bool(sign.strip())
            changing |= any(_CHANGES.match(code) for code in codes)
        elif codes and not shown[-1]:
            codes[-1] += sign
    return [*found, *_said(text, looks, changing=changing)]


def _said(text: str, looks: Counter[tuple[int, Place]], *, changing: bool) -> Iterator[Line]:
    """The lines of a paragraph, set as most of its letters are."""
    size, place = looks.most_common(1)[0][0] if looks else (0, "")
    rows = _CELLS.sub(lambda mark: "\n" if len(mark[0]) == 2 else "\t", text)
    for row in rows.split("\n"):
        said = "\t".join(mended(cell) for cell in row.split("\t")).strip("\t")
        if said:
            score = CHANGING if changing else SURE
            yield Line(said, score=score, size=size, place=place)
