"""VBA projects made by hand: a compound file with a storage VBA and modules of any text."""

from __future__ import annotations

import struct

from tests.storage.test_kinds import NONE, Compound, directory_entry, zipped

EMPTY = 'Attribute VB_Name = "Sheet1"\r\nAttribute VB_Base = "0{00020820}"\r\nOption Explicit\r\n'
CODE = EMPTY + 'Sub Auto_Open()\r\n    MsgBox "x"\r\nEnd Sub\r\n'


def packed(text: str) -> bytes:
    """A compressed container of nothing but signs as they are ([MS-OVBA] 2.4.1)."""
    data = text.encode("latin-1")
    out = b"\x01"
    for at in range(0, len(data), 3600):
        piece = data[at : at + 3600]
        chunk = b"".join(b"\0" + piece[n : n + 8] for n in range(0, len(piece), 8))
        out += struct.pack("<H", 0xB000 | (len(chunk) - 1)) + chunk
    return out


def project(*texts: str, cache: int = 800, above: str = "", beside: str = "") -> bytes:
    """A project whose modules have these texts behind compiled code of a length.

    `above` is a storage that holds the VBA storage; `beside` a stream next to it, as in an old
    workbook.
    """
    made = Compound()
    modules = {f"Module{n}": bytes(cache) + packed(text) for n, text in enumerate(texts)}
    streams = {"dir": b"x", "_VBA_PROJECT": b"x"} | modules
    starts = {name: made.chain(data.ljust(4096, b"\0")) for name, data in streams.items()}
    other = made.chain(bytes(4096))
    top = [("VBA", 1)] if not above else [(above, 1)]
    entries = [directory_entry("Root Entry", 5, (NONE, 1), made.chain(bytes(512)), 0)]
    first = 2 + bool(beside)
    child = first + (1 if above else 0)
    neighbour = 2 if beside else NONE
    entries.append(directory_entry(top[0][0], 1, (neighbour, child if not above else first), 0, 0))
    if beside:
        entries.append(directory_entry(beside, 2, (NONE, NONE), other, 4096))
    if above:
        entries.append(directory_entry("VBA", 1, (NONE, child), 0, 0))
    for place, (name, data) in enumerate(streams.items(), child):
        right = place + 1 if place < child + len(streams) - 1 else NONE
        size = max(4096, len(data))
        entries.append(directory_entry(name, 2, (right, NONE), starts[name], size))
    return made.whole(made.chain(b"".join(entries)))


def with_project(data: bytes, main: str = "vnd.ms-excel.sheet.macroEnabled.main+xml") -> bytes:
    """A workbook with this project in it."""
    types = (
        f'<Types><Override PartName="/xl/workbook.xml" ContentType="application/{main}"/></Types>'
    )
    return zipped(
        {
            "[Content_Types].xml": types.encode(),
            "xl/workbook.xml": b"<x/>",
            "xl/vbaProject.bin": data,
        }
    )
