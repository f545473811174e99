"""What a file is, by its content and never by its name, and whether it may be kept.

What lives here: the judgement, and how pictures, videos, PDF and text are recognised.
What does not: Office files and archives (`storage.office`), the list of kinds
(`storage.known_kinds`), whether a picture is cut off (`storage.wholeness`), virus scanning, and
unpacking: of a container only the table of contents is read, so a zip bomb stays folded.
"""

from __future__ import annotations

import os
import re
import struct
from collections.abc import Collection
from pathlib import Path
from typing import BinaryIO

from storage.containers import BrokenContainerError
from storage.known_kinds import (
    BMP,
    GIF,
    GZIP,
    HEIC,
    HTML,
    JPG,
    KINDS,
    MOV,
    MP4,
    ODS,
    PAGE,
    PDF,
    PDF_LOCKED,
    PNG,
    RAR,
    SEVEN,
    TXT,
    USUAL,
    WEBP,
    XLS,
    XMLS,
    Finding,
    Kind,
    Refusal,
    RefusalCode,
)
from storage.office import inspect_compound, inspect_zip
from storage.wholeness import jpeg_is_whole, media_is_whole, png_is_whole, webp_is_whole

__all__ = [
    "KINDS",
    "USUAL",
    "Finding",
    "Kind",
    "Refusal",
    "RefusalCode",
    "detect",
    "inspect",
    "judge",
]


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
            return _finding_if(_is_whole(file, kind), kind)
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return inspect_zip(file)
    if head.startswith(_OLE2):
        return inspect_compound(file)
    if b"%PDF-" in head[:1024]:  # readers accept the mark anywhere in the first 1024 bytes
        return _inspect_pdf(file, head)
    if head[4:8] == b"ftyp":
        media = _media(head)
        return Finding(None) if media is None else _finding_if(_is_whole(file, media), media)
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return _finding_if(webp_is_whole(file), WEBP)
    if _is_bitmap(head):
        return Finding(BMP)
    if _is_bare_workbook(head):
        return Finding(XLS)
    return Finding(_marked_up(head) or (TXT if _is_text(head) else None))


def _finding_if(whole: bool, kind: Kind) -> Finding:
    return Finding(kind, None if whole else RefusalCode.DAMAGED)


def _is_whole(file: BinaryIO, kind: Kind) -> bool:
    """Half a photo is not evidence, and the sender still has the whole one."""
    if kind == PNG:
        return png_is_whole(file)
    if kind == JPG:
        return jpeg_is_whole(file)
    if kind in (HEIC, MP4, MOV):
        return media_is_whole(file, b"meta" if kind == HEIC else b"moov")
    return True


def _is_bitmap(head: bytes) -> bool:
    """Two letters are too little to go by: the size of the second header must be a known one."""
    known = (12, 40, 52, 56, 64, 108, 124)
    return len(head) >= 18 and head[:2] == b"BM" and struct.unpack_from("<I", head, 14)[0] in known


def _is_bare_workbook(head: bytes) -> bool:
    """A stream of cells without a container, as small export scripts write it: a BOF of its own."""
    kind, length = struct.unpack_from("<HH", head) if len(head) >= 8 else (0, 0)
    return kind in (0x0809, 0x0409, 0x0209, 0x0009) and length in (4, 6, 8, 16)


_PAGE_BEGINS = re.compile(
    rb"\s*(?:<\?xml[^>]*\?>\s*)?(?:<!--.*?-->\s*)*"
    rb"<(?:!doctype\s+html|html|head|body|meta|table|style|div)\b",
    re.IGNORECASE | re.DOTALL,
)
_SAYS = re.compile(rb"<(?:p|h[1-6]|article|section|title|meta)\b", re.IGNORECASE)
"""What a page has that says something, before all its scripts."""
_MHTML_BEGINS = re.compile(rb"\s*(?:mime-version|from|subject):", re.IGNORECASE)


def _marked_up(head: bytes) -> Kind | None:
    """Tables in HTML or XML, which government systems export as .xls; pages that were saved.

    They are handed out as files and never shown in a browser (`Kind.inline`). A page that says
    nothing by itself is none.
    """
    plain = head.removeprefix(b"\xef\xbb\xbf").replace(b"\xff\xfe", b"").replace(b"\x00", b"")
    first = plain[:4096]
    if not first.lstrip().startswith(b"<"):
        mail = _MHTML_BEGINS.match(first) and b"multipart/related" in first.lower()
        if not mail:
            return None
        return PAGE if b"excel" in plain.lower() else HTML
    if b"urn:schemas-microsoft-com:office:spreadsheet" in first and b"<html" not in first.lower():
        return XMLS
    if b"urn:oasis:names:tc:opendocument:xmlns:office" in first and b":spreadsheet" in plain:
        return ODS
    if _PAGE_BEGINS.match(first) and re.search(rb"<table\b", plain, re.IGNORECASE):
        return PAGE
    if _PAGE_BEGINS.match(first) and _SAYS.search(plain):
        return HTML
    return None


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
