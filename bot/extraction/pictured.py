"""Pages that are pictures inside a Word or OFD file, in the order in which they stand there.

Whoever scans a paper and puts the scans into a Word file sends a scan all the same. Marks and
logos are smaller than any page and left out, unless there is nothing larger. Runs in the reader's
own process. Not here: whether a file has pictures at all (`tabled.holds_pictures`), what is in one.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from PIL import Image, UnidentifiedImageError

from bot.extraction import ofd
from bot.extraction.package import Package, attribute, local
from bot.extraction.pages import Closed, Unread
from bot.extraction.tabled import MOST_PAGES

_PAGE: Final = 700
"""Pixels of the longer side of the smallest picture on which a table can be read."""


def picture(path: Path, kind: str, page: int) -> tuple[bytes, int]:
    """The picture that is this page, counted from 1, and how many there are. Raises Closed."""
    with Package(path) as package:
        parts = list(dict.fromkeys(_of_word(package) if kind == "docx" else _of_ofd(package)))
        shown = [one for one in parts if _side(package.read(one))]
        large = [one for one in shown if _side(package.read(one)) >= _PAGE] or shown
        if len(large) > MOST_PAGES:
            raise Closed(Unread.TOO_LARGE)
        if not 1 <= page <= len(large):
            raise Closed(Unread.NOTHING)
        return package.read(large[page - 1]), len(large)


def _of_word(package: Package) -> Iterator[str]:
    main = package.main("word/document.xml")
    named = {number: part for number, _, part in package.related(main)}
    root = package.tree(main)
    for one in () if root is None else root.iter():
        number = {"blip": "embed", "imagedata": "id"}.get(local(one.tag))
        if number is not None and (part := named.get(attribute(one, number) or "")):
            yield part


def _of_ofd(package: Package) -> Iterator[str]:
    for sheet in ofd.sheets(package):
        yield from (part for part, _ in sheet.pictures if part)


def _side(data: bytes) -> int:
    """Pixels of the longer side; 0: nobody here can show it."""
    try:
        with Image.open(io.BytesIO(data)) as image:
            return max(image.size)
    except (UnidentifiedImageError, OSError, ValueError, Image.DecompressionBombError):
        return 0
