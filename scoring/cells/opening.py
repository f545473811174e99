"""Telling by content which kind of table a file is, and opening it: the one door for all readers.

A name promises nothing: government systems save HTML, XML or text as .xls. Every refusal says what
was seen; where only this reader does not get on, it says so and what helps.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import islice
from typing import Final

from scoring.cells.bare import is_bare, open_bare
from scoring.cells.book import Book, Cell, Limits, Opened, Unreadable, filled_lines, gather
from scoring.cells.html import is_html, is_mhtml, open_html, open_mhtml
from scoring.cells.ods import open_ods
from scoring.cells.package import SAVE_AS, Package
from scoring.cells.spreadsheetml import is_spreadsheetml, open_spreadsheetml
from scoring.cells.text import open_text
from scoring.cells.xls import open_xls
from scoring.cells.xls_records import SIGNATURE, encrypted_package, unlocked
from scoring.cells.xlsb import WORKBOOK, open_xlsb
from scoring.cells.xlsx import open_xlsx

_PICTURES: Final = (b"\xff\xd8\xff", b"\x89PNG", b"GIF8", b"BM")
_ARCHIVES: Final = (b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b")
_ZIPPED: Final = {
    "word/document.xml": "这是 Word 文档，不是表格。",
    "ppt/presentation.xml": "这是演示文稿，不是表格。",
    "ofd.xml": "这是 OFD 文件，不是表格。",
    "index/document.iwa": "这是苹果 Numbers 的文件，我打不开。请在 Numbers 里导出为 Excel 再发。",
}
Line = tuple[int, list[Cell]]
_FIRST: Final = 20
"""So many rows of a sheet may stand above its headings."""
LOST: Final = f"这个表格里有我读不懂的地方，没能读出来。{SAVE_AS}"


def open_book(data: bytes, limits: Limits, claims: str = "") -> Book:
    """The cells of a file; ``claims`` is what its name promises (``xlsx``, ``csv`` …).

    Raises:
        Unreadable: empty, too large, no table, locked, or beyond this reader.
    """
    if len(data) > limits.bytes:
        size = limits.bytes // (1024 * 1024)
        raise Unreadable(f"文件超过 {size} MB，不像{limits.what}。请只保留要填的那一张表再发。")
    try:
        return gather(open_sheets(data, limits, claims), limits)
    except Unreadable:
        raise
    except Exception as error:  # the parts of a damaged file make xlrd and others raise anything
        raise Unreadable(LOST) from error


def lines_of_first_sheet(data: bytes, limits: Limits, claims: str = "") -> Iterator[Line]:
    """The rows of the first sheet that is not hidden, one by one: for files of any length.

    Raises:
        Unreadable: as ``open_book``.
    """
    try:
        for sheet in open_sheets(data, limits, claims):
            if sheet.visible:
                yield from filled_lines(sheet, limits)
                return
    except Unreadable:
        raise
    except Exception as error:
        raise Unreadable(LOST) from error
    raise Unreadable(f"这个表格里没有看得见的工作表。{SAVE_AS}")


def lines_of_sheet(
    data: bytes, limits: Limits, claims: str, begins: Callable[[str, list[Line]], int | None]
) -> Iterator[Line]:
    """The rows of the first visible sheet in which ``begins`` finds a beginning, from there on.

    It is given the sheet's title and its first rows; without any such sheet all of the first.

    Raises:
        Unreadable: as ``open_book``.
    """
    try:
        for sheet in open_sheets(data, limits, claims):
            rows = filled_lines(sheet, limits)
            first = list(islice(rows, _FIRST)) if sheet.visible else []
            start = begins(sheet.title, first)
            if start is not None:
                yield from first[start:]
                yield from rows
                return
    except Unreadable:
        raise
    except Exception as error:
        raise Unreadable(LOST) from error
    yield from lines_of_first_sheet(data, limits, claims)


def open_sheets(data: bytes, limits: Limits, claims: str = "") -> Iterator[Opened]:
    """The sheets of a file one by one, with rows that are still to be read.

    Raises what ``open_book`` does, and in the midst of a damaged file anything.
    """
    if not data.strip(b"\x00\r\n\t ,;\xef\xbb\xbf"):
        raise Unreadable("这是一个空文件，请填好后再发。")
    if data.startswith(b"PK"):
        return _zipped(data, limits)
    if data.startswith(SIGNATURE):
        return _compound(data, limits)
    if is_bare(data):
        return open_bare(data, limits)
    _refuse_others(data, limits)
    if is_spreadsheetml(data):
        return open_spreadsheetml(data, limits)
    if is_mhtml(data):
        return open_mhtml(data, limits)
    if is_html(data):
        return open_html(data, limits)
    if b"urn:oasis:names:tc:opendocument:xmlns:office" in data[:4096]:
        return open_ods(data, limits)
    if claims in {"xlsx", "xlsm"}:
        raise Unreadable("文件名写的是 .xlsx，内容却不是 Excel 表格。请用 Excel 或 WPS 另存再发。")
    return open_text(data, limits)


def _refuse_others(data: bytes, limits: Limits) -> None:
    """Files that are no table at all."""
    ask = f"请发 .xlsx、.xls 或 .csv 格式的{limits.what}。"
    if data.startswith(_PICTURES):
        raise Unreadable(f"这是图片，不是表格。{ask}")
    if b"%PDF-" in data[:1024]:
        raise Unreadable(f"这是 PDF，不是表格。{ask}")
    if data.startswith(_ARCHIVES):
        raise Unreadable(f"这是压缩包，不是表格。请解压以后把里面的{limits.what}发来。")
    if data.startswith(b"{\\rtf"):
        raise Unreadable(f"这是 RTF 文档，不是表格。{ask}")


def _zipped(data: bytes, limits: Limits) -> Iterator[Opened]:
    package = Package(data, limits)
    if package.has(WORKBOOK):
        return open_xlsb(package, limits)
    if package.has("content.xml"):
        return _open_document(package, limits)
    related = [one.target for one in package.related("").values() if one.kind == "officeDocument"]
    named = next((sentence for name, sentence in _ZIPPED.items() if package.has(name)), None)
    if named is not None and not package.has("xl/workbook.xml"):
        raise Unreadable(named)
    if package.has("xl/workbook.xml") or any(package.has(path) for path in related):
        return open_xlsx(package, limits)
    raise Unreadable(
        f"这是压缩包，里面不是 Excel 表格。请解压以后把里面的{limits.what}（.xlsx、.csv）发来。"
    )


def _open_document(package: Package, limits: Limits) -> Iterator[Opened]:
    manifest = (
        package.read("META-INF/manifest.xml") if package.has("META-INF/manifest.xml") else b""
    )
    if b"encryption-data" in manifest:
        raise Unreadable("这个表格设了打开密码。请去掉密码再发。")
    kind = package.read("mimetype") if package.has("mimetype") else b""
    content = package.read("content.xml")
    if b"opendocument.spreadsheet" not in kind and b"office:spreadsheet" not in content:
        raise Unreadable(
            f"这是 OpenDocument 文档，不是表格。请发 .xlsx、.xls 或 .csv 格式的{limits.what}。"
        )
    return open_ods(content, limits)


def _compound(data: bytes, limits: Limits) -> Iterator[Opened]:
    if encrypted_package(data):
        return _zipped(unlocked(data), limits)
    return open_xls(data, limits)
