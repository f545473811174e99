"""The records of an old Excel file ([MS-XLS]) as far as xlrd does not tell what they say.

Here: which formulas were never computed, how large the sheets are before anything of that size is
built, whether the file is locked, and unlocking it where no password is asked. Not here: values.
"""

from __future__ import annotations

import io
import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from scoring.cells.book import Unreadable
from scoring.cells.package import SAVE_AS

SIGNATURE: Final = b"\xd0\xcf\x11\xe0"
_BOUNDSHEET, _BOF, _EOF, _FORMULA, _FILEPASS = 0x0085, 0x0809, 0x000A, 0x0006, 0x002F
_ONE: Final = frozenset({0x0006, 0x0201, 0x0203, 0x0204, 0x0205, 0x00D6, 0x00FD, 0x027E})
"""Records of one cell: row, column. [MS-XLS] 2.4."""
_MANY: Final = frozenset({0x00BD, 0x00BE})
"""Records of several cells of a row; the last column ends them."""
_ALWAYS: Final = 0x0001
"""FORMULA, fAlwaysCalc: to be computed when the file is opened ([MS-XLS] 2.4.127)."""
_BLANK: Final = b"\x03\x00\x00\x00\x00\x00\xff\xff"
"""The value of a formula that gives an empty text ([MS-XLS] 2.5.133); xlwt writes it always."""
_OTHERS: Final = {
    "WordDocument": "这是 Word 文档，不是表格。",
    "PowerPoint Document": "这是演示文稿，不是表格。",
}

Place = tuple[int, int]
"""Row and column, from 0."""


@dataclass
class Formulas:
    """The formulas of one sheet: those that hold no value, and those that give an empty text."""

    uncomputed: set[Place] = field(default_factory=set)
    blank: set[Place] = field(default_factory=set)
    valued: bool = False
    """Whether any formula holds a value."""


def stream_of(data: bytes) -> bytes:
    """The workbook's stream.

    Raises:
        Unreadable: it is another kind of old Office file, or its container is broken.
    """
    from xlrd.compdoc import CompDoc

    compound = CompDoc(data, logfile=io.StringIO())
    for name in ("Workbook", "Book"):
        found = compound.get_named_stream(name)
        if found is not None:
            return bytes(found)
    for name, sentence in _OTHERS.items():
        if compound.get_named_stream(name) is not None:
            raise Unreadable(sentence)
    raise Unreadable(f"这不是 Excel 或 WPS 表格。如果是，{SAVE_AS}")


def encrypted_package(data: bytes) -> bool:
    """Whether the container holds a newer workbook that is locked as a whole."""
    return "EncryptedPackage".encode("utf-16-le") in data


def is_locked(stream: bytes) -> bool:
    """Whether the stream is encrypted, with whatever key."""
    return any(kind == _FILEPASS for kind, _ in _records(stream, 0))


def unlocked(data: bytes) -> bytes:
    """The file without its lock, where that is the key every program tries by itself.

    Excel locks a workbook whose structure is protected with “VelvetSweatshop” ([MS-XLS] 2.2.10,
    [MS-OFFCRYPTO] 2.3.7.1); nobody is ever asked for it.

    Raises:
        Unreadable: it has a password of its own, or a kind of lock that is not known here.
    """
    import msoffcrypto  # olefile and cryptography: only for those who bring a locked file
    from msoffcrypto.exceptions import DecryptionError, FileFormatError, InvalidKeyError

    out = io.BytesIO()
    try:
        file = msoffcrypto.OfficeFile(io.BytesIO(_without_tail(data)))
        file.load_key(password="VelvetSweatshop")  # noqa: S106 - in the specification, no secret
        file.decrypt(out)
    except (InvalidKeyError, DecryptionError) as error:
        raise Unreadable("这个表格设了打开密码。请去掉密码再发。") from error
    except (FileFormatError, AssertionError) as error:
        raise Unreadable(f"这个表格有保护，我打不开。{SAVE_AS}") from error
    return out.getvalue()


def _without_tail(data: bytes) -> bytes:
    """The file with its stream ending on a whole record head: the library stumbles over less.

    Some programs fill the stream up with zeros; one to three bytes at its end are no record.
    """
    import olefile

    at = data.find("Workbook".encode("utf-16-le") + b"\0\0")
    with olefile.OleFileIO(io.BytesIO(data)) as file:
        if at < 0 or at % 128 or not file.exists("Workbook"):
            return data
        stream = file.openstream("Workbook").read()
    end = 0
    while end + 4 <= len(stream):
        end += 4 + int(struct.unpack_from("<H", stream, end + 2)[0])
    if not 0 < len(stream) - end < 4 or end < _LEAST_STREAM:
        return data
    size = struct.pack("<I", end)
    return data[: at + 120] + size + data[at + 124 :]


_LEAST_STREAM: Final = 4096
"""Shorter streams lie elsewhere in the container ([MS-CFB] 2.2)."""


def formulas_of(stream: bytes, most_cells: int) -> list[Formulas]:
    """The formulas sheet by sheet; Unreadable where a sheet is far too large."""
    sheets = [
        struct.unpack_from("<I", body)[0]
        for kind, body in _records(stream, 0)
        if kind == _BOUNDSHEET and len(body) >= 6 and body[5] == 0
    ]
    found = [_of_sheet(stream, start, most_cells) for start in sheets]
    if not any(one.valued for one in found):
        # No program that computes leaves nothing but empty texts behind.
        for one in found:
            one.uncomputed |= one.blank
    return found


def _records(stream: bytes, at: int) -> Iterator[tuple[int, bytes]]:
    """The records of one part of the stream, charts within it included."""
    depth = 0
    while at + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, at)
        yield kind, stream[at + 4 : at + 4 + length]
        at += 4 + length
        depth += (kind == _BOF) - (kind == _EOF)
        if depth <= 0:
            return


def _of_sheet(stream: bytes, start: int, most_cells: int) -> Formulas:
    found = Formulas()
    widths: dict[int, int] = {}
    for kind, body in _records(stream, start):
        if kind not in _ONE and kind not in _MANY:
            continue
        row, column = struct.unpack_from("<HH", body)
        last = struct.unpack_from("<H", body, len(body) - 2)[0] if kind in _MANY else column
        widths[row] = max(widths.get(row, 0), last + 1)
        if kind == _FORMULA:
            _note(found, (row, column), body)
    if sum(widths.values()) > most_cells:
        raise Unreadable(f"表格太大了。请只保留要填的那一张表，{SAVE_AS}")
    return found


def _note(found: Formulas, place: Place, body: bytes) -> None:
    """Programs that cannot compute write 0 and ask for computing when the file is opened."""
    value = body[6:14]
    flags = struct.unpack_from("<H", body, 14)[0] if len(body) >= 16 else _ALWAYS
    if flags & _ALWAYS and value == bytes(8):
        found.uncomputed.add(place)
    elif value == _BLANK:
        found.blank.add(place)
    else:
        found.valued = True
