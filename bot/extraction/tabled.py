"""A document's tables, asked of a process of its own: which kinds, and what comes back.

`cells_of` is for whoever wants tables and not lines (the rules of an assessment). The child, which
loads every format, is `cells`.
"""

from __future__ import annotations

import io
import json
import subprocess
import sys
import zipfile
from typing import Final

from bot.extraction.fields import Field, Row
from bot.extraction.pages import Closed, Unread

MOST_PAGES: Final = 60
_SECONDS: Final = 120
_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MAIN: Final = "WordDocument".encode("utf-16-le")


def kind_of(data: bytes) -> str:
    """Which of the kinds read here a file is, by its content; empty: none."""
    if b"%PDF-" in data[:1024]:
        return "pdf"
    if data.startswith(_OLE) and _MAIN in data:
        return "doc"
    if data.startswith(b"PK") and b"OFD.xml" in data:
        return "ofd"
    return ""


_LARGE: Final = 20_000
"""Bytes of a picture that may be a page; marks and logos have fewer."""
_DRAWN: Final = (".png", ".jpg", ".jpeg", ".bmp", ".tif", ".tiff", ".gif", ".webp")
MANY: Final = frozenset({"pdf", "docx", "ofd"})
"""Kinds of which one file may have many pages for the eyes."""


def holds_pictures(data: bytes) -> bool:
    """Whether a Word file has pictures that may be pages of a scan: by its directory alone."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        return False
    names = {one.filename.replace("\\", "/").lower() for one in parts}
    return any(one.startswith("word/") for one in names) and any(
        one.file_size >= _LARGE and one.filename.lower().endswith(_DRAWN) for one in parts
    )


def cells_of(data: bytes, kind: str) -> list[Row]:
    """The rows of a file, page after page. Raises Closed."""
    command = [sys.executable, "-m", "bot.extraction.cells", kind]
    try:
        done = subprocess.run(  # noqa: S603 -- this very program
            command, input=data, capture_output=True, timeout=_SECONDS, check=False
        )
    except subprocess.TimeoutExpired as fault:
        raise Closed(Unread.TIME) from fault
    if done.returncode:
        raise Closed(Unread.DAMAGED)
    told = json.loads(done.stdout)
    if told["why"]:
        raise Closed(Unread(told["why"]))
    return [tuple(Field(*one) for one in row) for row in told["rows"]]
