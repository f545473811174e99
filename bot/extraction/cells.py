"""A document as rows of cells: PDF, OFD and old Word, read in a process of its own.

The child is ``python -m bot.extraction.cells KIND``, which gets the file on its standard input; the
bot asks it through `tabled`. Here: which reader for which kind, and the child. Not here: what the
rows mean, formats that are tables already (`scoring.cells`).
"""

from __future__ import annotations

import json
import resource
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from bot.extraction import ofd, tags
from bot.extraction.columns import columns_of
from bot.extraction.continued import continued
from bot.extraction.drawable import office
from bot.extraction.fields import Row, Rule
from bot.extraction.grid import rows_of, ruling
from bot.extraction.layout import Piece
from bot.extraction.old_word import table_rows
from bot.extraction.package import Package
from bot.extraction.pages import Closed, Unread
from bot.extraction.pdf import Pdf
from bot.extraction.rendering import NoPicture, convert
from bot.extraction.sound import looked_at
from bot.extraction.tabled import MOST_PAGES

_MEMORY: Final = 900 * 1024 * 1024
_FEW: Final = 3


def read_rows(path: Path, kind: str) -> list[Row]:
    """The rows of a file in this process. Raises Closed."""
    if kind == "doc":
        return _old_word(path)
    if kind == "pdf" and (told := _tagged(path)) is not None:
        return looked_at(told)
    sheets = _pdf(path) if kind == "pdf" else _ofd(path)
    pages = [(pieces, ruling(pieces, rules)) for pieces, rules in sheets]
    ruled = any(sum(not r.flat for r in rules) > 1 for _, rules in pages)
    rows: list[Row] = []
    columns: Sequence[float] = ()
    last: Sequence[float] = ()
    for pieces, rules in pages:
        if ruled:
            found, last = rows_of(pieces, rules, columns)
        else:
            found, last = columns_of(pieces, rules, columns)
        columns = last or columns
        rows = continued(rows, found)
    return looked_at(rows)


def _tagged(path: Path) -> list[Row] | None:
    """The rows of a PDF by its own tags; None where it has none that can be trusted."""
    document = Pdf(path)
    try:
        count = len(document)
        if count > MOST_PAGES or not document.tagged(1)[0]:
            return None
        return tags.rows_of([document.tagged(number) for number in range(1, count + 1)])
    finally:
        document.close()


def _old_word(path: Path) -> list[Row]:
    """Old Word as it is written; where that shows no table, as LibreOffice lays it out."""
    rows = table_rows(path)
    if sum(len(row) >= _FEW for row in rows) > 1:
        return rows
    if office() is None:
        raise Closed(Unread.OLD_FORMAT)
    with tempfile.TemporaryDirectory(prefix="xinkao-doc-") as folder:
        made = Path(folder) / "made.pdf"
        try:
            convert([(path, "doc", made)], Path(folder) / "profile")
        except NoPicture as fault:
            raise Closed(Unread.OLD_FORMAT) from fault
        if not made.exists():
            raise Closed(Unread.DAMAGED)
        return read_rows(made, "pdf")


_Page = tuple[Sequence[Piece], Sequence[Rule]]


def _pdf(path: Path) -> Iterator[_Page]:
    document = Pdf(path)
    try:
        if len(document) > MOST_PAGES:
            raise Closed(Unread.TOO_LARGE)
        pages = [document.placed(number) for number in range(1, len(document) + 1)]
    finally:
        document.close()
    if any(one.scan for one in pages):  # a page left out would be rows that nobody misses
        raise Closed(Unread.NO_OCR)
    yield from ((one.pieces, one.rules) for one in pages)


def _ofd(path: Path) -> Iterator[_Page]:
    with Package(path) as package:
        pages = list(ofd.sheets(package))
    if len(pages) > MOST_PAGES:
        raise Closed(Unread.TOO_LARGE)
    if pages and not any(one.pieces for one in pages):
        raise Closed(Unread.GLYPHS if any(one.bare for one in pages) else Unread.NO_OCR)
    yield from ((one.pieces, one.rules) for one in pages)


def _main(kind: str) -> None:
    resource.setrlimit(resource.RLIMIT_DATA, (_MEMORY, _MEMORY))
    with tempfile.NamedTemporaryFile(suffix=f".{kind}") as file:
        file.write(sys.stdin.buffer.read())
        file.flush()
        try:
            rows, why = read_rows(Path(file.name), kind), ""
        except Closed as fault:
            rows, why = [], fault.why.value
        except MemoryError:
            rows, why = [], Unread.MEMORY.value
    told = [[[one.text, one.copied, one.across, one.unsure] for one in row] for row in rows]
    json.dump({"rows": told, "why": why}, sys.stdout)


if __name__ == "__main__":
    _main(sys.argv[1])
