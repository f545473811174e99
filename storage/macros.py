"""Whether a VBA project holds code: the modules' own text is looked at, not a name or a mark.

Here: module streams found in a compound file and unpacked ([MS-OVBA] 2.4.1), and what counts as
code. Not here: reading containers (`storage.containers`), which files are looked at
(`storage.office`). What cannot be read is taken for code.
"""

from __future__ import annotations

import re
import struct

from storage.containers import BrokenContainerError, CompoundFile

_MOST_MODULE_BYTES = 4 * 1024 * 1024
_MOST_MODULES = 2000
_PROJECTS = frozenset({"vba", "macros", "_vba_project_cur", "_vba_project"})
_NO_MODULES = re.compile(r"dir|_vba_project|__srp_\w+")
_BEGINNING = b"\x00Attribut"
"""Every module's text begins with Attribute VB_Name: packed, a flag byte stands before it."""
_EMPTY_CACHE = 1200
"""Compiled code lies before the text; that of an empty module takes 800 to 1000 bytes. More of it
with no text means that the text was taken out and the code left in."""
_NO_CODE = re.compile(r"\s*(?:'.*|Rem\b.*|Attribute .*|Option \w.*)?\s*", re.IGNORECASE)


def has_code(compound: CompoundFile) -> bool:
    """Whether any VBA project at any depth has a line that does something."""
    projects = modules = 0
    for path, size in compound.paths():
        folders, name = path[:-1], path[-1]
        projects += bool(_PROJECTS & set(path))
        if size is None or not folders or folders[-1] != "vba" or _NO_MODULES.fullmatch(name):
            continue
        modules += 1
        if modules > _MOST_MODULES or _module_has_code(compound, path):
            return True
    return projects > 0 and modules == 0


def _module_has_code(compound: CompoundFile, path: tuple[str, ...]) -> bool:
    try:
        data = compound.read(path, _MOST_MODULE_BYTES)
        at = data.index(_BEGINNING) - 3
        text = unpacked(data[at:])
    except (BrokenContainerError, ValueError, IndexError, struct.error):
        return True
    lines = text.decode("latin-1").splitlines()
    return at > _EMPTY_CACHE or any(not _NO_CODE.fullmatch(line) for line in lines)


def unpacked(data: bytes) -> bytes:
    """The text of a compressed container ([MS-OVBA] 2.4.1.3.1). Raises ValueError."""
    if not data or data[0] != 1:
        raise ValueError("no compressed container")
    out = bytearray()
    at = 1
    while at + 2 <= len(data):
        header = struct.unpack_from("<H", data, at)[0]
        if header & 0x7000 != 0x3000:
            break  # what follows the text in its stream
        end = min(at + (header & 0x0FFF) + 3, len(data))
        if header & 0x8000:
            _unpack_chunk(data[at + 2 : end], out)
        else:
            out += data[at + 2 : end]
        at = end
        if len(out) > _MOST_MODULE_BYTES:
            raise ValueError("text is too long")
    return bytes(out)


def _unpack_chunk(chunk: bytes, out: bytearray) -> None:
    """Eight tokens after each flag byte: a sign, or a place further back and a length."""
    start = len(out)
    at = 0
    while at < len(chunk):
        flags = chunk[at]
        at += 1
        for bit in range(8):
            if at >= len(chunk):
                return
            if not flags >> bit & 1:
                out.append(chunk[at])
                at += 1
                continue
            (token,) = struct.unpack_from("<H", chunk, at)
            at += 2
            wide = max((len(out) - start - 1).bit_length(), 4)
            length = (token & (0xFFFF >> wide)) + 3
            back = (token >> (16 - wide)) + 1
            if back > len(out) - start:
                raise ValueError("a copy from before the text")
            for _ in range(length):
                out.append(out[-back])
