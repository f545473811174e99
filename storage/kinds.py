"""What a file is, by its content and never by its name, and whether it may be kept.

What lives here: the kinds the office deals with, how each is recognised, and the reasons for a
refusal as codes. What does not: the sentences people read (the bot words them), virus scanning,
and unpacking: of a container only the table of contents is read, so a zip bomb stays folded.
"""

from __future__ import annotations

import os
import re
import struct
from collections.abc import Collection
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import BinaryIO

from storage.containers import (
    BrokenContainerError,
    CompoundFile,
    ZipEntry,
    zip_entries,
    zip_read,
)


@dataclass(frozen=True)
class Kind:
    """A kind of file.

    `chinese` is what people call it; `suffixes` are the usual endings, the first one preferred;
    `picture` means `storage.likeness` can draw it; `inline` means a browser may show the bytes
    as they are; `locked` marks a PDF with encryption: many open without a password, so it is
    kept, and the reviewer is told.
    """

    code: str
    chinese: str
    mime: str
    suffixes: tuple[str, ...]
    picture: bool = False
    inline: bool = False
    archive: bool = False
    locked: bool = False


_OPEN = "application/vnd.openxmlformats-officedocument."

PDF = Kind("pdf", "PDF 文档", "application/pdf", (".pdf",), inline=True)
DOCX = Kind(
    "docx",
    "Word 文档",
    _OPEN + "wordprocessingml.document",
    (".docx", ".dotx"),
)
XLSX = Kind("xlsx", "Excel 表格", _OPEN + "spreadsheetml.sheet", (".xlsx", ".xltx"))
PPTX = Kind(
    "pptx",
    "PowerPoint 演示文稿",
    _OPEN + "presentationml.presentation",
    (".pptx", ".ppsx", ".potx"),
)
OFD = Kind("ofd", "OFD 版式文档", "application/ofd", (".ofd",))
DOC = Kind("doc", "Word 文档（旧格式）", "application/msword", (".doc", ".dot", ".wps"))
XLS = Kind("xls", "Excel 表格（旧格式）", "application/vnd.ms-excel", (".xls", ".xlt", ".et"))
PPT = Kind(
    "ppt",
    "PowerPoint 演示文稿（旧格式）",
    "application/vnd.ms-powerpoint",
    (".ppt", ".pps", ".pot", ".dps"),
)
WPS = Kind("wps", "WPS 文字文档", "application/wps-office.wps", (".wps", ".doc", ".wpt"))
ET = Kind("et", "WPS 表格", "application/wps-office.et", (".et", ".xls", ".ett"))
DPS = Kind("dps", "WPS 演示文稿", "application/wps-office.dps", (".dps", ".ppt", ".dpt"))
JPG = Kind("jpg", "JPG 图片", "image/jpeg", (".jpg", ".jpeg", ".jfif"), picture=True, inline=True)
PNG = Kind("png", "PNG 图片", "image/png", (".png",), picture=True, inline=True)
GIF = Kind("gif", "GIF 图片", "image/gif", (".gif",), picture=True, inline=True)
WEBP = Kind("webp", "WebP 图片", "image/webp", (".webp",), picture=True, inline=True)
BMP = Kind("bmp", "BMP 图片", "image/bmp", (".bmp", ".dib"), picture=True, inline=True)
HEIC = Kind("heic", "HEIC 图片", "image/heic", (".heic", ".heif", ".hif"), picture=True)
MP4 = Kind("mp4", "MP4 视频", "video/mp4", (".mp4", ".m4v", ".3gp"), inline=True)
MOV = Kind("mov", "MOV 视频", "video/quicktime", (".mov",))
TXT = Kind("txt", "文本文件", "text/plain", (".txt", ".csv", ".md", ".log"))
ZIP = Kind("zip", "ZIP 压缩包", "application/zip", (".zip",), archive=True)
RAR = Kind("rar", "RAR 压缩包", "application/vnd.rar", (".rar",), archive=True)
SEVEN = Kind("7z", "7z 压缩包", "application/x-7z-compressed", (".7z",), archive=True)
GZIP = Kind("gz", "GZ 压缩包", "application/gzip", (".gz", ".tgz"), archive=True)

PDF_LOCKED = replace(PDF, locked=True)

KINDS: dict[str, Kind] = {
    kind.code: kind
    for kind in (
        *(PDF, DOCX, XLSX, PPTX, OFD, DOC, XLS, PPT, WPS, ET, DPS),
        *(JPG, PNG, GIF, WEBP, BMP, HEIC, MP4, MOV, TXT, ZIP, RAR, SEVEN, GZIP),
    )
}
"""Every kind by its code."""

USUAL: frozenset[str] = frozenset(code for code, kind in KINDS.items() if not kind.archive)
"""The codes allowed when the settings say nothing: all but archives, whose inside nobody sees."""


class RefusalCode(StrEnum):
    """Why a file is not kept."""

    EMPTY = "empty"
    TOO_LARGE = "too_large"
    MACRO = "macro"
    ENCRYPTED = "encrypted"
    UNKNOWN_TYPE = "unknown_type"
    ARCHIVE = "archive"
    DAMAGED = "damaged"


@dataclass(frozen=True)
class Refusal:
    """A reason for not keeping a file, with the kind where it is known, so it can be worded."""

    code: RefusalCode
    kind: Kind | None = None


@dataclass(frozen=True)
class Finding:
    """What a look at the content brought: a kind if recognised, and what is wrong with it if so."""

    kind: Kind | None
    trouble: RefusalCode | None = None


def detect(path: Path) -> Kind | None:
    """Tell what kind of file this is by its content; None when it is none of ours."""
    return inspect(path).kind


def judge(path: Path, size: int, allowed: Collection[str] = USUAL) -> Kind | Refusal:
    """Decide whether a complete file of `size` bytes may be kept; `allowed` holds kind codes.

    Raises OSError when the file cannot be read.
    """
    if size == 0:
        return Refusal(RefusalCode.EMPTY)
    finding = inspect(path)
    if finding.trouble is not None:
        return Refusal(finding.trouble, finding.kind)
    if finding.kind is None:
        return Refusal(RefusalCode.UNKNOWN_TYPE)
    if finding.kind.code not in allowed:
        archive = finding.kind.archive
        return Refusal(RefusalCode.ARCHIVE if archive else RefusalCode.UNKNOWN_TYPE, finding.kind)
    return finding.kind


_HEAD = 64 * 1024
_OLE2 = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

_SIGNATURES: tuple[tuple[bytes, Kind], ...] = (
    (b"\xff\xd8\xff", JPG),
    (b"\x89PNG\r\n\x1a\n", PNG),
    (b"GIF87a", GIF),
    (b"GIF89a", GIF),
    (b"Rar!\x1a\x07", RAR),
    (b"7z\xbc\xaf\x27\x1c", SEVEN),
    (b"\x1f\x8b\x08", GZIP),
)


def inspect(path: Path) -> Finding:
    """Look at a file's content, with bounded reads: what it is and what is wrong with it."""
    with path.open("rb") as file:
        head = file.read(_HEAD)
        try:
            return _inspect(file, head)
        except (BrokenContainerError, struct.error):
            return Finding(None, RefusalCode.DAMAGED)


def _inspect(file: BinaryIO, head: bytes) -> Finding:
    for signature, kind in _SIGNATURES:
        if head.startswith(signature):
            return Finding(kind)
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _inspect_zip(file)
    if head.startswith(_OLE2):
        return _inspect_compound(file)
    if b"%PDF-" in head[:1024]:  # readers accept the mark anywhere in the first 1024 bytes
        return _inspect_pdf(file, head)
    if head[4:8] == b"ftyp":
        return Finding(_media(head))
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return Finding(WEBP)
    if _is_bitmap(head):
        return Finding(BMP)
    return Finding(TXT if _is_text(head) else None)


def _is_bitmap(head: bytes) -> bool:
    """Two letters are too little to go by: the size of the second header must be a known one."""
    known = (12, 40, 52, 56, 64, 108, 124)
    return len(head) >= 18 and head[:2] == b"BM" and struct.unpack_from("<I", head, 14)[0] in known


_HEIC_BRANDS = {b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx"}
_VIDEO_BRANDS = {b"isom", b"avc1", b"mp41", b"mp42", b"M4V ", b"M4VH", b"MSNV", b"dash"}


def _media(head: bytes) -> Kind | None:
    """Tell the members of the ISO media family apart by their brands (ISO/IEC 14496-12, 4.3)."""
    length = min(struct.unpack_from(">I", head, 0)[0], len(head), 4096)
    major = head[8:12]
    brands = {major, *(head[at : at + 4] for at in range(16, length - 3, 4))}
    if brands & _HEIC_BRANDS:
        return HEIC
    if major == b"qt  ":
        return MOV
    if major in _VIDEO_BRANDS or major[:3] in (b"iso", b"3gp", b"3g2"):
        return MP4
    return None


def _is_text(head: bytes) -> bool:
    """Plain text in UTF-8, UTF-16 with its mark, or GB18030; not a page, a script or RTF."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings = ["utf-16"]
    else:
        encodings = ["utf-8-sig", "gb18030"]
    for encoding in encodings:
        text = _decoded(head, encoding)
        if text is not None:
            return not text.lstrip().startswith(("<", "#!", "{\\rtf"))
    return False


def _decoded(head: bytes, encoding: str) -> str | None:
    # The last characters may be cut in two by the end of the head, so a few bytes are given up.
    for cut in range(4 if len(head) == _HEAD else 1):
        try:
            text = head[: len(head) - cut].decode(encoding)
        except UnicodeDecodeError:
            continue
        controls = any(sign < " " and sign not in "\t\r\n\f" for sign in text)
        return None if controls or "\x7f" in text else text
    return None


_PDF_ENCRYPT = re.compile(rb"/Encrypt\s*(?:\d+\s+\d+\s+R|<<)")
_PDF_START = re.compile(rb"startxref\s+(\d+)")


def _inspect_pdf(file: BinaryIO, head: bytes) -> Finding:
    """A whole PDF says near its end where its table begins (ISO 32000-1, 7.5.5)."""
    length = file.seek(0, os.SEEK_END)
    file.seek(max(0, length - _HEAD))
    tail = file.read(_HEAD)
    starts = _PDF_START.findall(tail)
    if not starts:
        return Finding(PDF, RefusalCode.DAMAGED)
    # The table's own dictionary may lie before the tail when it is kept as a stream.
    file.seek(min(int(starts[-1][:12]), length))
    places = (tail, head, file.read(4096))
    locked = any(_PDF_ENCRYPT.search(place) for place in places)
    return Finding(PDF_LOCKED if locked else PDF)


_CONTENT_TYPES = "[content_types].xml"
_MAIN_PART = re.compile(
    rb"(wordprocessingml|spreadsheetml|presentationml)"
    rb"\.(?:document|sheet|presentation|slideshow|template)\.main\+xml"
)
_MACRO_MARKS = (b"macroenabled", b"vbaproject", b"macrosheet", b"jsaproject")
_MACRO_PARTS = ("vbaproject.bin", "jsaproject.bin")  # the second is WPS's own, in JavaScript
_FAMILIES = {b"wordprocessingml": DOCX, b"spreadsheetml": XLSX, b"presentationml": PPTX}
_FOLDERS = {"word/document.xml": DOCX, "xl/workbook.xml": XLSX, "ppt/presentation.xml": PPTX}


def _inspect_zip(file: BinaryIO) -> Finding:
    entries = zip_entries(file)
    by_name = {entry.name.lower(): entry for entry in entries}
    if _CONTENT_TYPES in by_name:
        finding = _inspect_office(file, entries, by_name)
    else:
        finding = Finding(OFD if "ofd.xml" in by_name else ZIP)
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


def _inspect_compound(file: BinaryIO) -> Finding:
    """Old Office and WPS: told apart by the streams directly under the root."""
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
