"""A document as lines of cells, whatever program wrote it: Word, a spreadsheet, a web page.

A paragraph is a line of one cell, a row of a table a line of many; what a merged cell covers has
its text, marked as copied. What stands in a text box follows the paragraph that holds the box.
Here: Word's own parts. Not here: spreadsheets and web pages (`cells`), what the lines mean
(`printed`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePath
from typing import Final
from xml.etree.ElementTree import Element

from scoring.cells import Cell, Limits, Unreadable, open_book
from scoring.cells.package import Package, local, tree

LIMITS: Final = Limits(what="考核办法")
_WORD: Final = "word/document.xml"
_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MAIN: Final = "WordDocument".encode("utf-16-le")
_LOCKED: Final = "EncryptedPackage".encode("utf-16-le")
_LONGEST: Final = 8000
"""Signs of one cell; a longer one is no clause."""
Line = tuple[Cell, ...]


class NotADocument(Exception):
    """The file cannot be read as a document; the text is a sentence for who sent it."""


@dataclass(frozen=True, slots=True)
class Part:
    """A sheet, or the whole of a text document: its title (of a sheet) and its lines."""

    title: str
    lines: tuple[Line, ...]


def open_document(data: bytes, name: str = "") -> tuple[Part, ...]:
    """Return the parts of a file.

    Raises NotADocument with a sentence that says what was seen and what helps.
    """
    claims = PurePath(name).suffix.removeprefix(".").lower()
    if data.startswith(_OLE) and _LOCKED in data[:200_000]:
        raise NotADocument("文件加了打开密码。请去掉密码再发。")
    if data.startswith(_OLE) and _MAIN in data:
        raise NotADocument("这是旧版 Word（doc、wps）文件。请用 Word 或 WPS 另存为 .docx 再发。")
    if b"%PDF-" in data[:1024]:
        raise NotADocument("PDF 里的表格线认不准，容易错格。请发 Word（docx）或表格（xlsx）版本。")
    try:
        if data.startswith(b"PK") and (package := Package(data, LIMITS)).has(_WORD):
            return (Part("", tuple(_word(package.read(_WORD)))),)
        book = open_book(data, LIMITS, claims)
    except Unreadable as refused:
        raise NotADocument(str(refused)) from refused
    except Exception as error:  # a damaged part makes expat and zipfile raise anything
        raise NotADocument("这个文件打不开，可能损坏了。请重新保存后再发。") from error
    return tuple(
        Part(sheet.title, tuple(cells for _, cells in sheet.rows)) for sheet in book.sheets
    )


def _word(data: bytes) -> Iterator[Line]:
    body = next((one for one in tree(data) if local(one.tag) == "body"), None)
    for block in _blocks(body) if body is not None else ():
        if local(block.tag) == "p":
            text = _text(block)
            if text:
                yield (Cell(text),)
        else:
            yield from _table(block)


def _blocks(inside: Element) -> Iterator[Element]:
    """Paragraphs and tables in their order, also those in content controls and text boxes."""
    for one in _children(inside):
        name = local(one.tag)
        if name in ("p", "tbl"):
            yield one
            if name == "p":
                for box in _boxes(one):
                    yield from _blocks(box)
        elif name in ("sdt", "sdtContent", "ins", "customXml"):
            yield from _blocks(one)


def _boxes(inside: Element) -> Iterator[Element]:
    """The text boxes that a paragraph holds, as they are drawn."""
    for one in _children(inside):
        name = local(one.tag)
        if name == "txbxContent":
            yield one
        elif name not in ("del", "moveFrom", "pPr", "rPr") and not (name == "r" and _hidden(one)):
            yield from _boxes(one)


def _children(inside: Element) -> Iterator[Element]:
    """What an element holds; of what is written twice, for new and old programs, only one."""
    for one in inside:
        if local(one.tag) == "AlternateContent":
            ways = [way for way in one if local(way.tag) in ("Choice", "Fallback")]
            said = [way for way in ways if any(local(each.tag) == "t" for each in way.iter())]
            if said:
                yield from _children(said[0])
        else:
            yield one


def _text(inside: Element) -> str:
    """Return what is printed of a paragraph: nothing that was deleted or hidden."""
    return re.sub(r"[ \t\u3000\xa0]+", " ", "".join(_pieces(inside))).strip()[:_LONGEST]


def _pieces(inside: Element) -> Iterator[str]:
    for one in _children(inside):
        name = local(one.tag)
        if name == "t":
            yield one.text or ""
        elif name in ("tab", "br", "cr"):
            yield " "
        elif name == "noBreakHyphen":
            yield "-"
        elif name == "r" and _hidden(one):
            continue
        elif name not in ("del", "moveFrom", "pPr", "rPr", "txbxContent", "instrText", "pict"):
            yield from _pieces(one)


def _hidden(run: Element) -> bool:
    """Whether a run is struck out or not shown."""
    for properties in run:
        if local(properties.tag) != "rPr":
            continue
        for one in properties:
            off = {value for key, value in one.items() if local(key) == "val"} & {"0", "false"}
            if local(one.tag) in ("strike", "dstrike", "vanish") and not off:
                return True
    return False


def _table(table: Element) -> Iterator[Line]:
    above: dict[int, Cell] = {}
    for row in _rows(table):
        line: list[Cell] = []
        for cell in _cells(row):
            width, merged = _shape(cell)
            column = len(line)
            if merged == "continue" and column in above:
                own = above[column].copy(across=False)
            else:
                own = Cell("\n".join(filter(None, map(_text, _paragraphs(cell))))[:_LONGEST])
                above[column] = own
            line.append(own)
            line.extend(own.copy(across=True) for _ in range(width - 1))
        if line:
            yield tuple(line)


def _rows(table: Element) -> Iterator[Element]:
    for one in table:
        if local(one.tag) == "tr":
            yield one
        elif local(one.tag) in ("sdt", "sdtContent", "ins"):
            yield from _rows(one)


def _cells(row: Element) -> Iterator[Element]:
    for one in row:
        if local(one.tag) == "tc":
            yield one
        elif local(one.tag) in ("sdt", "sdtContent"):
            yield from _cells(one)


def _paragraphs(cell: Element) -> Iterator[Element]:
    """Return the paragraphs of a cell, those of a table or a text box inside it too."""
    for one in _children(cell):
        if local(one.tag) == "p":
            yield one
        if local(one.tag) not in ("tcPr", "del", "moveFrom"):
            yield from _paragraphs(one)


def _shape(cell: Element) -> tuple[int, str]:
    """Return how many columns a cell takes, and whether it goes on from above."""
    width, merged = 1, ""
    for properties in cell:
        if local(properties.tag) != "tcPr":
            continue
        for one in properties:
            said = next((value for key, value in one.items() if local(key) == "val"), "")
            if local(one.tag) == "gridSpan" and said.isdecimal():
                width = min(int(said), LIMITS.columns)
            elif local(one.tag) == "vMerge":
                merged = said or "continue"
    return width, merged
