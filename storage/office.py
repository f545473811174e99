"""Office files by their content: which program they belong to, macros, passwords.

What lives here: what the entries of ZIP and OLE2 containers mean. A mark is only a sign: every
table that SheetJS writes says macroEnabled, so does every .xlsb, and a project may be empty; the
part itself is looked at. What does not live here: reading the containers' tables
(`storage.containers`), the code of a project (`storage.macros`), locks that nobody is asked to
open (`storage.unlocking`), and every other kind (`storage.kinds`).
"""

from __future__ import annotations

import io
import re
import struct
from typing import BinaryIO

from storage.containers import (
    BrokenContainerError,
    CompoundFile,
    ZipEntry,
    zip_entries,
    zip_read,
)
from storage.known_kinds import (
    DOC,
    DOCX,
    DPS,
    ET,
    ODS,
    OFD,
    PPT,
    PPTX,
    WPS,
    XLS,
    XLSB,
    XLSX,
    ZIP,
    Finding,
    Kind,
    RefusalCode,
)
from storage.macros import has_code
from storage.unlocking import opened_package, opens_unasked

# Programs and documents of others that are a ZIP outside: JAR, APK, OpenDocument and EPUB, iWork.
_FOREIGN = {"meta-inf/manifest.mf", "androidmanifest.xml", "mimetype", "index/document.iwa"}
_CONTENT_TYPES = "[content_types].xml"
_MAIN_PART = re.compile(
    rb"(wordprocessingml|spreadsheetml|presentationml)"
    rb"\.(?:document|sheet|presentation|slideshow|template)\.main\+xml"
)
_OVERRIDE = re.compile(rb"<(?:\w+:)?override\b[^>]*>")
_DEFAULT = re.compile(rb"<(?:\w+:)?default\b[^>]*>")
_PART_NAME = re.compile(rb"partname\s*=\s*[\"']/?([^\"']*)[\"']")
_EXTENSION = re.compile(rb"extension\s*=\s*[\"']([^\"']*)[\"']")
_PROJECT_MARKS = (b"vbaproject",)
_SCRIPT_MARKS = (b"macrosheet", b"jsaproject")
_PROJECT_PARTS = ("vbaproject.bin",)
_SCRIPT_PARTS = ("jsaproject.bin",)  # WPS's own, in JavaScript
_MOST_PROJECT_BYTES = 32 * 1024 * 1024
_XLSB_PART = "xl/workbook.bin"
_ODS_TYPE = b"application/vnd.oasis.opendocument.spreadsheet"
_FAMILIES = {b"wordprocessingml": DOCX, b"spreadsheetml": XLSX, b"presentationml": PPTX}
_FOLDERS = {"word/document.xml": DOCX, "xl/workbook.xml": XLSX, "ppt/presentation.xml": PPTX}


def inspect_zip(file: BinaryIO) -> Finding:
    """Tell Office Open XML, OFD and plain archives apart. Raises BrokenContainerError."""
    entries = zip_entries(file)
    by_name = {entry.name.lower(): entry for entry in entries}
    if _CONTENT_TYPES in by_name or by_name.keys() & {*_FOLDERS, _XLSB_PART}:
        finding = _inspect_office(file, entries, by_name)
    elif _is_open_table(file, by_name):
        scripts = any(name.startswith(("basic/", "scripts/")) for name in by_name)
        finding = Finding(ODS, RefusalCode.MACRO if scripts else None)
    elif "encryptions.xml" in by_name:  # GM/T 0099: an OFD whose parts are locked
        finding = Finding(OFD, RefusalCode.ENCRYPTED)
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
    listed = by_name.get(_CONTENT_TYPES)
    types = zip_read(file, listed, 2 * 1024 * 1024) if listed else b""
    types = types.replace(b"\0", b"").lower()  # UTF-16 is allowed; what is looked for is ASCII
    match = _MAIN_PART.search(types)
    kind = _FAMILIES[match[1]] if match else None
    if kind is None:
        kind = next((found for name, found in _FOLDERS.items() if name in by_name), None)
    if kind is None and _XLSB_PART in by_name:
        kind = XLSB
    if _zip_has_macros(file, by_name, types):
        return Finding(kind, RefusalCode.MACRO)
    return Finding(kind)


def _is_open_table(file: BinaryIO, by_name: dict[str, ZipEntry]) -> bool:
    entry = by_name.get("mimetype")
    return entry is not None and zip_read(file, entry, 4096).startswith(_ODS_TYPE)


def _zip_has_macros(file: BinaryIO, by_name: dict[str, ZipEntry], types: bytes) -> bool:
    """Whether a part is a macro sheet, a script of WPS, or a VBA project with code in it."""
    scripts, projects = _marked(by_name, types)
    if scripts is None or projects is None or scripts:
        return True
    return any(_project_has_code(file, by_name[name]) for name in projects)


def _marked(by_name: dict[str, ZipEntry], types: bytes) -> tuple[set[str] | None, set[str] | None]:
    """The parts that are scripts, and those that are projects, by name or by declared type.

    None where a declared part is not there: then nobody can tell which one is meant.
    """
    scripts: set[str] | None = {
        n for n in by_name if n.endswith(_SCRIPT_PARTS) or "/macrosheets/" in n
    }
    projects: set[str] | None = {n for n in by_name if n.endswith(_PROJECT_PARTS)}
    for element in _OVERRIDE.findall(types):
        named = _PART_NAME.search(element)
        part = named[1].decode("utf-8", "replace") if named else ""
        if any(mark in element for mark in _SCRIPT_MARKS):
            scripts = None if part not in by_name or scripts is None else scripts | {part}
        elif any(mark in element for mark in _PROJECT_MARKS):
            projects = None if part not in by_name or projects is None else projects | {part}
    for element in _DEFAULT.findall(types):
        ending = _EXTENSION.search(element)
        if ending and projects is not None and any(m in element for m in _PROJECT_MARKS):
            suffix = "." + ending[1].decode("utf-8", "replace")
            projects |= {n for n in by_name if n.endswith(suffix) and "project" in n}
    return scripts, projects


def _project_has_code(file: BinaryIO, entry: ZipEntry) -> bool:
    """What cannot be read is taken for code."""
    try:
        return has_code(CompoundFile(io.BytesIO(zip_read(file, entry, _MOST_PROJECT_BYTES))))
    except (BrokenContainerError, struct.error, IndexError):
        return True


_VBA_NAMES = {"vba", "macros", "_vba_project_cur", "_vba_project"}
# [MS-PPT] 2.4.10: VBAInfoContainer holding a VBAInfoAtom; then persistIdRef and fHasMacros.
_PPT_VBA = bytes.fromhex("1f00ff0314000000020000040c000000")


def inspect_compound(file: BinaryIO) -> Finding:
    """Tell old Office and WPS apart by the streams under the root. Raises BrokenContainerError."""
    compound = CompoundFile(file)
    top = compound.top_names
    if top & {"encryptedpackage", "encryptioninfo"}:
        opened = opened_package(file)
        return Finding(None, RefusalCode.ENCRYPTED) if opened is None else inspect_zip(opened)
    kind = _compound_kind(top)
    if kind is None:
        return Finding(None)
    if _compound_encrypted(compound, top) and not (kind in (XLS, ET) and opens_unasked(file)):
        return Finding(kind, RefusalCode.ENCRYPTED)
    scripted = bool(compound.all_names & _VBA_NAMES) and has_code(compound)
    if scripted or (kind in (PPT, DPS) and _ppt_has_macros(file)):
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
