"""Office files by their content: which program they belong to, macros, passwords.

What lives here: what the entries of ZIP and OLE2 containers mean. What does not: reading the
containers' tables (`storage.containers`), and every other kind (`storage.kinds`).
"""

from __future__ import annotations

import re
import struct
from typing import BinaryIO

from storage.containers import CompoundFile, ZipEntry, zip_entries, zip_read
from storage.known_kinds import (
    DOC,
    DOCX,
    DPS,
    ET,
    OFD,
    PPT,
    PPTX,
    WPS,
    XLS,
    XLSX,
    ZIP,
    Finding,
    Kind,
    RefusalCode,
)

# Programs and documents of others that are a ZIP outside: JAR, APK, OpenDocument and EPUB, iWork.
_FOREIGN = {"meta-inf/manifest.mf", "androidmanifest.xml", "mimetype", "index/document.iwa"}
_CONTENT_TYPES = "[content_types].xml"
_MAIN_PART = re.compile(
    rb"(wordprocessingml|spreadsheetml|presentationml)"
    rb"\.(?:document|sheet|presentation|slideshow|template)\.main\+xml"
)
_MACRO_MARKS = (b"macroenabled", b"vbaproject", b"macrosheet", b"jsaproject")
_MACRO_PARTS = ("vbaproject.bin", "jsaproject.bin")  # the second is WPS's own, in JavaScript
_FAMILIES = {b"wordprocessingml": DOCX, b"spreadsheetml": XLSX, b"presentationml": PPTX}
_FOLDERS = {"word/document.xml": DOCX, "xl/workbook.xml": XLSX, "ppt/presentation.xml": PPTX}


def inspect_zip(file: BinaryIO) -> Finding:
    """Tell Office Open XML, OFD and plain archives apart. Raises BrokenContainerError."""
    entries = zip_entries(file)
    by_name = {entry.name.lower(): entry for entry in entries}
    if _CONTENT_TYPES in by_name:
        finding = _inspect_office(file, entries, by_name)
    elif "ofd.xml" in by_name:
        finding = Finding(OFD)
    else:
        finding = Finding(None if by_name.keys() & _FOREIGN else ZIP)
    if any(entry.encrypted for entry in entries):
        return Finding(finding.kind, RefusalCode.ENCRYPTED)
    return finding


def _inspect_office(
    file: BinaryIO, entries: list[ZipEntry], by_name: dict[str, ZipEntry]
) -> Finding:
    """Office Open XML: its list of content types names the main part and betrays macros."""
    if len(by_name) != len(entries):
        # Two entries of one name: programs disagree on which counts, so neither is believed.
        return Finding(None, RefusalCode.DAMAGED)
    types = zip_read(file, by_name[_CONTENT_TYPES], 2 * 1024 * 1024)
    types = types.replace(b"\0", b"").lower()  # UTF-16 is allowed; what is looked for is ASCII
    match = _MAIN_PART.search(types)
    kind = _FAMILIES[match[1]] if match else None
    if kind is None:
        kind = next((found for name, found in _FOLDERS.items() if name in by_name), None)
    macros = any(mark in types for mark in _MACRO_MARKS) or any(
        name.endswith(_MACRO_PARTS) for name in by_name
    )
    if macros:
        return Finding(kind, RefusalCode.MACRO)
    return Finding(kind)


_VBA_NAMES = {"vba", "macros", "_vba_project_cur", "_vba_project"}
# [MS-PPT] 2.4.10: VBAInfoContainer holding a VBAInfoAtom; then persistIdRef and fHasMacros.
_PPT_VBA = bytes.fromhex("1f00ff0314000000020000040c000000")


def inspect_compound(file: BinaryIO) -> Finding:
    """Tell old Office and WPS apart by the streams under the root. Raises BrokenContainerError."""
    compound = CompoundFile(file)
    top = compound.top_names
    if top & {"encryptedpackage", "encryptioninfo"}:
        return Finding(None, RefusalCode.ENCRYPTED)
    kind = _compound_kind(top)
    if kind is None:
        return Finding(None)
    if _compound_encrypted(compound, top):
        return Finding(kind, RefusalCode.ENCRYPTED)
    if compound.all_names & _VBA_NAMES or (kind in (PPT, DPS) and _ppt_has_macros(file)):
        return Finding(kind, RefusalCode.MACRO)
    return Finding(kind)


def _compound_kind(top: frozenset[str]) -> Kind | None:
    """WPS writes the same main streams as Office and adds one of its own beside them."""
    if "worddocument" in top:
        return WPS if "wpscustomdata" in top else DOC
    if top & {"workbook", "book"}:
        return ET if "etextdata" in top else XLS
    if "powerpoint document" in top:
        return DPS if any(name.startswith(("dps", "wpp")) for name in top) else PPT
    return None


def _compound_encrypted(compound: CompoundFile, top: frozenset[str]) -> bool:
    """Each program keeps its own sign: [MS-DOC] 2.5.2, [MS-XLS] 2.4.117, [MS-PPT] 2.3.2."""
    if "worddocument" in top:
        fib = compound.beginning("worddocument", 12)
        return len(fib) == 12 and bool(fib[11] & 0x01)
    if "powerpoint document" in top:
        user = compound.beginning("current user", 16) if "current user" in top else b""
        return user[12:16] == bytes.fromhex("dfc4d1f3")
    book = compound.beginning("workbook" if "workbook" in top else "book", 512)
    at = 0
    while at + 4 <= len(book):
        record, length = struct.unpack_from("<HH", book, at)
        if record == 0x002F:  # FilePass
            return True
        at += 4 + length
    return False


def _ppt_has_macros(file: BinaryIO) -> bool:
    """PowerPoint hides its macros inside the document stream: the mark is looked for in pieces."""
    wanted = len(_PPT_VBA) + 8
    file.seek(0)
    rest = b""
    while piece := file.read(1024 * 1024):
        data = rest + piece
        found = data.find(_PPT_VBA)
        while 0 <= found <= len(data) - wanted:
            if struct.unpack_from("<I", data, found + len(_PPT_VBA) + 4)[0]:
                return True
            found = data.find(_PPT_VBA, found + 1)
        rest = data[-wanted:]
    return False
