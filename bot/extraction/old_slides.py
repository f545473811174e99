"""Old presentations (.ppt, and .dps of WPS): the text of every slide.

After [MS-PPT]: the persist directory (2.3.4) tells which of the saved states is the last one, the
list of slides (2.4.14.3) their order. Hidden slides and notes are left out.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from pathlib import Path

from bot.extraction.pages import Closed, Line, Page, Unread
from bot.extraction.plain import mended
from storage.containers import BrokenContainerError, CompoundFile

_MOST = 128 * 1024 * 1024
_EDIT, _DIRECTORY, _SLIDES, _SLIDE = 0x0FF5, 0x1772, 0x0FF0, 0x03F3
_WIDE, _NARROW, _SHOW = 0x0FA0, 0x0FA8, 0x03F9
_DEEPEST = 24
Record = tuple[int, int, int, int]
"""Kind, instance, where its body begins, where it ends."""


def read_ppt(path: Path) -> list[Page]:
    """A page for each slide. Raises Closed."""
    try:
        with path.open("rb") as file:
            compound = CompoundFile(file)
            names = dict(compound.paths())
            if ("powerpoint document",) not in names or ("current user",) not in names:
                raise Closed(Unread.OLD_FORMAT)
            user = compound.read(("current user",), 1 << 20)
            if struct.unpack_from("<I", user, 12)[0] == 0xF3D1C4DF:
                raise Closed(Unread.PASSWORD)
            edit = struct.unpack_from("<I", user, 16)[0]
            return _Show(compound.read(("powerpoint document",), _MOST), edit).pages()
    except KeyError as fault:
        raise Closed(Unread.OLD_FORMAT) from fault
    except (BrokenContainerError, struct.error, IndexError) as fault:
        raise Closed(Unread.DAMAGED) from fault


class _Show:
    def __init__(self, data: bytes, edit: int) -> None:
        self._data = data
        self._places: dict[int, int] = {}
        self._document = 0
        for _ in range(1000):
            if not edit:
                break
            edit = self._edit(edit)

    def _edit(self, at: int) -> int:
        """Take one saved state in, the newest first; where the one before it is."""
        kind, _, begin, _ = self._record(at)
        if kind != _EDIT:
            raise Closed(Unread.DAMAGED)
        before, directory, document = struct.unpack_from("<III", self._data, begin + 8)
        self._document = self._document or document
        kind, _, begin, end = self._record(directory)
        while kind == _DIRECTORY and begin + 4 <= end:
            told = struct.unpack_from("<I", self._data, begin)[0]
            first, count = told & 0xFFFFF, told >> 20
            for index in range(count):
                place = struct.unpack_from("<I", self._data, begin + 4 + index * 4)[0]
                self._places.setdefault(first + index, place)
            begin += 4 + count * 4
        return int(before) if before < at else 0

    def _record(self, at: int) -> Record:
        head, kind, length = struct.unpack_from("<HHI", self._data, at)
        return kind, head >> 4, at + 8, min(at + 8 + length, len(self._data))

    def _inside(self, begin: int, end: int) -> Iterator[tuple[Record, bool]]:
        """The records between two places, and whether each has others inside."""
        while begin + 8 <= end:
            yield self._record(begin), self._data[begin] & 0xF == 0xF
            begin = self._record(begin)[3]

    def pages(self) -> list[Page]:
        """The slides in order."""
        _, _, begin, end = self._record(self._places[self._document])
        pages: list[Page] = []
        for (kind, instance, first, last), _ in self._inside(begin, end):
            if kind == _SLIDES and instance == 0:
                for number, texts in self._listed(first, last):
                    page = self._page(len(pages) + 1, number, texts)
                    pages += [page] if page is not None else []
        return pages

    def _listed(self, begin: int, end: int) -> list[tuple[int, list[str]]]:
        """Slides by their number, each with the texts that the list keeps of it."""
        found: list[tuple[int, list[str]]] = []
        for record, _ in self._inside(begin, end):
            if record[0] == _SLIDE:
                found.append((struct.unpack_from("<I", self._data, record[2])[0], []))
            elif found and record[0] in (_WIDE, _NARROW):
                found[-1][1].append(self._text(record))
        return found

    def _page(self, number: int, place: int, texts: list[str]) -> Page | None:
        at = self._places.get(place)
        if at is not None:
            _, _, begin, end = self._record(at)
            if self._is_hidden(begin, end):
                return None
            texts = texts + list(self._texts(begin, end, 0))
        said = [one for text in texts for line in text.splitlines() if (one := mended(line))]
        return Page(number, lines=tuple(Line(one) for one in said))

    def _is_hidden(self, begin: int, end: int) -> bool:
        for (kind, _, first, _), _ in self._inside(begin, end):
            if kind == _SHOW:
                return bool(struct.unpack_from("<H", self._data, first + 10)[0] & 0x4)
        return False

    def _texts(self, begin: int, end: int, depth: int) -> Iterator[str]:
        for record, holds in self._inside(begin, end):
            if record[0] in (_WIDE, _NARROW):
                yield self._text(record)
            elif holds and depth < _DEEPEST:
                yield from self._texts(record[2], record[3], depth + 1)

    def _text(self, record: Record) -> str:
        data = self._data[record[2] : record[3]]
        text = data.decode("utf-16-le" if record[0] == _WIDE else "latin-1", "replace")
        return text.replace("\r", "\n").replace("\x0b", "\n")
