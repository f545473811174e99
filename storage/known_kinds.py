"""The kinds of file the office deals with, and the reasons for not keeping one, as codes.

What lives here: names, media types, endings and codes. What does not: how a kind is recognised
(`storage.kinds`), and the sentences people read (the bot words them).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum


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
XLSB = Kind(
    "xlsb",
    "Excel 表格（二进制）",
    "application/vnd.ms-excel.sheet.binary.macroenabled.12",
    (".xlsb",),
)
ODS = Kind(
    "ods",
    "OpenDocument 表格",
    "application/vnd.oasis.opendocument.spreadsheet",
    (".ods", ".ots", ".fods"),
)
PAGE = Kind("page", "网页格式的表格", "application/vnd.ms-excel", (".xls", ".htm", ".html", ".mht"))
HTML = Kind("html", "网页文件", "application/octet-stream", (".html", ".htm", ".mht", ".mhtml"))
XMLS = Kind("xmls", "XML 格式的表格", "application/vnd.ms-excel", (".xls", ".xml"))
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
        *(PDF, DOCX, XLSX, XLSB, ODS, PAGE, HTML, XMLS, PPTX, OFD, DOC, XLS, PPT, WPS, ET, DPS),
        *(JPG, PNG, GIF, WEBP, BMP, HEIC, MP4, MOV, TXT, ZIP, RAR, SEVEN, GZIP),
    )
}
"""Every kind by its code."""

SHEETS: frozenset[str] = frozenset(one.code for one in (XLSX, XLSB, ODS, PAGE, XMLS, XLS, ET, TXT))
"""Codes of what may be a table of rows and columns."""

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
