"""Files that no library writes, made by hand: a binary workbook, an old one that is locked.

The records of [MS-XLSB] as far as a sheet of one row needs them; RC4 of [MS-OFFCRYPTO] 2.3.6.
"""

from __future__ import annotations

import io
import struct
import zipfile
from hashlib import md5

from msoffcrypto.method.rc4 import _makekey
from xlrd.compdoc import CompDoc

from tests.storage.test_kinds import compound

RELS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
OWN = "http://schemas.openxmlformats.org/package/2006/relationships"


def _record(kind: int, body: bytes = b"") -> bytes:
    head = bytes([kind]) if kind < 0x80 else bytes([(kind & 0x7F) | 0x80, kind >> 7])
    length = bytes([len(body)]) if len(body) < 0x80 else bytes(
        [(len(body) & 0x7F) | 0x80, len(body) >> 7]
    )  # fmt: skip
    return head + length + body


def _wide(text: str) -> bytes:
    return struct.pack("<I", len(text)) + text.encode("utf-16-le")


def _cell(place: int, value: object) -> bytes:
    head = struct.pack("<II", place, place)
    if isinstance(value, int):
        return _record(2, head + struct.pack("<i", (value << 2) | 2))
    if isinstance(value, float):
        return _record(5, head + struct.pack("<d", value))
    return _record(7, head + struct.pack("<I", 0))


def binary_workbook(cells: list[tuple[object, str, bool]], *, hidden: bool = False) -> bytes:
    """One sheet of one row: value, format, struck out. All texts are the same shared one.

    ``hidden``: the row and the first column.
    """
    text = next((value for value, _, _ in cells if isinstance(value, str)), "")
    fonts = [_record(43, struct.pack("<HH", 220, 8 if on else 0) + bytes(20)) for on in (0, 1)]
    codes = [
        _record(44, struct.pack("<H", 164 + n) + _wide(c)) for n, (_, c, _) in enumerate(cells)
    ]
    looks = [
        _record(47, struct.pack("<HHH", 0, 164 + n, int(struck)) + bytes(10))
        for n, (_, _, struck) in enumerate(cells)
    ]
    row = b"".join(_cell(place, value) for place, (value, _, _) in enumerate(cells))
    parts = {
        "_rels/.rels": _relations(("officeDocument", "xl/workbook.bin")),
        "xl/_rels/workbook.bin.rels": _relations(
            ("worksheet", "worksheets/sheet1.bin"),
            ("styles", "styles.bin"),
            ("sharedStrings", "sharedStrings.bin"),
        ),
        "xl/workbook.bin": _record(131)
        + _record(156, struct.pack("<II", 0, 1) + _wide("r0") + _wide("表"))
        + _record(132),
        "xl/styles.bin": b"".join([*codes, *fonts, _record(617), *looks, _record(618)]),
        "xl/sharedStrings.bin": _record(19, b"\0" + _wide(text)),
        "xl/worksheets/sheet1.bin": _record(145)
        + (_record(60, struct.pack("<IIIIH", 0, 0, 0, 0, 1)) if hidden else b"")
        + _record(0, bytes(11) + (b"\x10" if hidden else b"\0") + bytes(5))
        + row
        + _record(146),
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return out.getvalue()


def _relations(*pairs: tuple[str, str]) -> bytes:
    inside = "".join(
        f'<Relationship Id="r{n}" Type="{RELS}/{kind}" Target="{target}"/>'
        for n, (kind, target) in enumerate(pairs)
    )
    return f'<Relationships xmlns="{OWN}">{inside}</Relationships>'.encode()


_PLAIN = {0x0809, 0x002F, 0x0194, 0x0195, 0x00E1, 0x0196, 0x0138}


def locked_xls(data: bytes, key: str) -> bytes:
    """An old workbook encrypted with RC4, as Excel 97 to 2003 write it."""
    stream = bytes(CompDoc(data, logfile=io.StringIO()).get_named_stream("Workbook"))
    salt, verifier = bytes(range(16)), b"0123456789abcdef"
    secret = _rc4(_makekey(key, salt, 0), verifier + md5(verifier).digest())
    info = struct.pack("<HHH", 1, 1, 1) + salt + secret
    passed = struct.pack("<HH", 0x2F, len(info)) + info
    body = stream[4 + struct.unpack_from("<H", stream, 2)[0] :]
    whole = _shifted(stream[: len(stream) - len(body)] + passed + body, len(passed))
    keys = b"".join(
        _rc4(_makekey(key, salt, block), bytes(1024)) for block in range(len(whole) // 1024 + 1)
    )
    out = bytearray(whole)
    at = 0
    while at + 4 <= len(whole):
        kind, length = struct.unpack_from("<HH", whole, at)
        start = at + 4 + (4 if kind == 0x0085 else 0)
        if kind not in _PLAIN:
            for place in range(start, at + 4 + length):
                out[place] ^= keys[place]
        at += 4 + length
    return compound(streams={"Workbook": bytes(out)})


def _shifted(stream: bytes, by: int) -> bytes:
    """The places of the sheets moved by what was put in before them."""
    out = bytearray(stream)
    at = 0
    while at + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, at)
        if kind == 0x0085:
            struct.pack_into("<I", out, at + 4, struct.unpack_from("<I", stream, at + 4)[0] + by)
        at += 4 + length
        if kind == 0x000A:
            break
    return bytes(out)


def _rc4(key: bytes, data: bytes) -> bytes:
    box = list(range(256))
    j = 0
    for i in range(256):
        j = (j + box[i] + key[i % len(key)]) & 255
        box[i], box[j] = box[j], box[i]
    out = bytearray()
    i = j = 0
    for byte in data:
        i = (i + 1) & 255
        j = (j + box[i]) & 255
        box[i], box[j] = box[j], box[i]
        out.append(byte ^ box[(box[i] + box[j]) & 255])
    return bytes(out)
