"""Tables in plain text: comma, tab or semicolon between the fields, whatever the file is called.

Here: decoding, finding the separator, fields as cells. Not here: other formats.
"""

from __future__ import annotations

import csv
import io
import re
from collections import deque
from collections.abc import Iterator
from typing import Final, Literal

from scoring.cells.book import Cell, Limits, Opened, Unreadable
from scoring.cells.package import SAVE_AS

_HEAD: Final = 20_000
_AS_TEXT: Final = re.compile(r'="([^"]*)"')
"""="0375" is how an export keeps a program from taking the zero away."""
_DECLARED: Final = re.compile(
    rb"(?:charset|encoding)\s*=\s*[\"']?\s*([A-Za-z0-9_\-]+)", re.IGNORECASE
)
_CHINESE: Final = frozenset({"gb2312", "gbk", "gb_2312-80", "x-gbk", "cp936", "gb18030"})


def open_text(data: bytes, limits: Limits) -> Iterator[Opened]:
    """The one sheet of a text file. Raises Unreadable."""
    text = decode(data)
    marked = re.match(r"sep=(.)\r?\n", text)  # a line for Excel, not for people
    delimiter = marked[1] if marked else _delimiter(text)
    yield Opened("", True, _lines(text[marked.end() :] if marked else text, delimiter, limits))


def decode(data: bytes) -> str:
    """Text in UTF-8, in UTF-16 with its mark (Excel's “Unicode 文本”), in what the head declares,
    or in GB18030 (and GBK).

    Raises:
        Unreadable: it is none of them.
    """
    wide = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    for encoding in ["utf-16"] if wide else ["utf-8-sig", *_declared(data), "gb18030"]:
        try:
            text = data.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            continue
        if "\x00" not in text:
            return text
    raise Unreadable(f"认不出文件里的文字。{SAVE_AS}")


def _declared(data: bytes) -> list[str]:
    found = _DECLARED.search(data[:4096])
    name = found[1].decode().lower() if found else ""
    return ["gb18030" if name in _CHINESE else name] if name and not name.startswith("utf") else []


def _delimiter(text: str) -> str:
    """The separator that most lines have; among equals the one that is there most often."""
    beginning = text[:_HEAD]
    lines = [line for line in beginning.splitlines() if line.strip()]
    return max(
        ",\t;", key=lambda sign: (sum(sign in line for line in lines), beginning.count(sign))
    )


def _lines(text: str, delimiter: str, limits: Limits) -> Iterator[tuple[int, list[Cell]]]:
    quoting: Literal[0, 3] = csv.QUOTE_MINIMAL
    try:
        deque(_reader(text, delimiter, quoting), maxlen=0)
    except csv.Error as error:
        if delimiter != "\t":
            raise Unreadable(f"表格的引号不成对，读不下去。{SAVE_AS}") from error
        quoting = csv.QUOTE_NONE  # text with tabs often has quotes that are only quotes
    for number, fields in enumerate(_reader(text, delimiter, quoting), 1):
        yield number, [_cell(field) for field in fields[: limits.columns]]


def _reader(text: str, delimiter: str, quoting: Literal[0, 3]) -> Iterator[list[str]]:
    lines = io.StringIO(text, newline="")
    return csv.reader(lines, delimiter=delimiter, quoting=quoting, strict=True)


def _cell(field: str) -> Cell:
    said = field.strip()
    if said.startswith("="):
        kept = _AS_TEXT.fullmatch(said)
        return Cell(kept[1].strip()) if kept else Cell(said[:200], "formula")
    return Cell(said)
