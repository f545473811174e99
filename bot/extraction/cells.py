"""A document as rows of cells: PDF, OFD and old Word, read in a process of its own.

The child is ``python -m bot.extraction.cells KIND``, which gets the file on its standard input; the
bot asks it through `tabled`. Here: which reader for which kind, and the child. Not here: what the
rows mean, formats that are tables already (`scoring.cells`).
"""

from __future__ import annotations

import json
import re
import resource
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

from bot.extraction import ofd, tags
from bot.extraction.columns import columns_of
from bot.extraction.drawable import office
from bot.extraction.fields import Field, Row, Rule, is_figure, is_heading
from bot.extraction.grid import rows_of, ruling
from bot.extraction.layout import Piece
from bot.extraction.old_word import table_rows
from bot.extraction.package import Package
from bot.extraction.pages import Closed, Unread
from bot.extraction.pdf import Pdf
from bot.extraction.rendering import NoPicture, convert
from bot.extraction.sound import cut_short, doubted, looked_at
from bot.extraction.tabled import MOST_PAGES

_MEMORY: Final = 900 * 1024 * 1024
_FEW: Final = 3
_NUMBERED: Final = re.compile(
    r"[-—–\s]*[0-9]{1,3}[-—–\s]*|第\s*[0-9]+\s*页(?:\s*[,，/]?\s*共\s*[0-9]+\s*页)?|[0-9]+\s*/\s*[0-9]+"
)
"""The number of a page at its foot."""


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
        own = [row for row in found if not (len(row) == 1 and _NUMBERED.fullmatch(row[0].text))]
        rows = _continued(rows, own)
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


def _continued(rows: list[Row], page: list[Row]) -> list[Row]:
    """The rows with those of the next page: a row that the page cut in two is one again."""
    page = _without_running_head(rows, page)
    if not rows or not page or len(rows[-1]) < _FEW:
        return [*rows, *page]
    if cut_short(rows[-1], page[0]):
        return [*rows[:-1], doubted(rows[-1]), *page]
    body = page[1:] if _is_head_again(rows, page[0]) else page
    if not body or not _goes_on(rows[-1], body[0]):
        return [*rows, *page]
    joined = tuple(_joined(one, more) for one, more in zip(rows[-1], body[0], strict=True))
    return [*rows[:-1], joined, *body[1:]]


def _without_running_head(rows: Sequence[Row], page: list[Row]) -> list[Row]:
    """The page without the lines over its table that stood at the top of the first one, too."""
    said = {row[0].text for row in rows if len(row) == 1}
    at = 0
    while at < len(page) and len(page[at]) == 1 and page[at][0].text in said:
        at += 1
    return page[at:] if at < len(page) and len(page[at]) >= _FEW else page


def _is_head_again(rows: Sequence[Row], row: Row) -> bool:
    """Whether a page's first row is the heading of the table that goes on."""
    texts = [one.text for one in row]
    if any(is_figure(one) for one in texts) or sum(bool(one) for one in texts) < _FEW:
        return False
    return any([one.text for one in before] == texts for before in reversed(rows))


def _goes_on(last: Row, first: Row) -> bool:
    """Whether a page's first row is the rest of the row above: no name of its own, no figures."""
    if len(first) != len(last) or first[0].text or any(one.across for one in first):
        return False
    return not any(is_figure(one.text) or is_heading(one.text) for one in first)


def _joined(one: Field, more: Field) -> Field:
    between = "\n" if one.text.endswith(("。", "；", ";")) else ""
    return replace(one, text=f"{one.text}{between}{more.text}" if more.text else one.text)


_Page = tuple[Sequence[Piece], Sequence[Rule]]


def _pdf(path: Path) -> Iterator[_Page]:
    document = Pdf(path)
    try:
        if len(document) > MOST_PAGES:
            raise Closed(Unread.TOO_LARGE)
        pages = [document.placed(number) for number in range(1, len(document) + 1)]
    finally:
        document.close()
    if any(one.scan for one in pages) and not any(one.pieces for one in pages if not one.scan):
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
