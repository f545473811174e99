"""Word documents (docx): what a person reads in them, in order.

An own walk over the text of the parts: python-docx leaves out text boxes, date pickers, smart
tags, simple fields and tracked insertions. Deleted words and hidden text are left out; what a
program fills in anew (today's date) is kept with a lower score. Numbers that Word counts itself
(一、 二、) are no text and not here. Old .doc is ``old_word``'s.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from bot.extraction.package import Package, attribute, local
from bot.extraction.pages import CHANGING, SURE, Line, Page
from bot.extraction.plain import mended

_GONE = frozenset(
    {
        *("del", "moveFrom", "Fallback", "instrText", "delText", "delInstrText", "annotation"),
        *("rPr", "pPr", "sdtPr", "sectPr", "tblPr", "trPr", "tcPr", "commentReference", "binData"),
    }
)
"""What holds no text that is seen; a drawing's ``Fallback`` says the same as its ``Choice``."""
_SIGNS = {"tab": " ", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "ptab": " "}
_CHANGES = re.compile(r"^\s*(?:DATE|TIME|SAVEDATE|PRINTDATE)\b", re.IGNORECASE)
_MARKS = {"00FE": "☑", "0052": "☑", "F0FE": "☑", "F052": "☑", "00A8": "☐", "F0A8": "☐"}
"""Boxes of the font Wingdings, ticked and empty, as programs write them."""
_NO = frozenset({"0", "false", "off", "none"})
MOST_LINES = 20_000
_PICTURES = ("drawing", "pict", "object")


def read_docx(package: Package) -> tuple[list[Page], list[str]]:
    """The pages, and the names of the pictures in it. Raises Closed."""
    main = package.main("word/document.xml")
    related = package.related(main)
    root = package.tree(main)
    walk = _Walk()
    ends = ("header", "footer", "footnotes", "endnotes")
    parts: dict[str, list[str]] = {kind: [] for kind in ends}
    for _, kind, path in related:
        if kind in parts and path not in parts[kind]:
            parts[kind].append(path)
    for path in parts["header"]:
        walk.part(package.tree(path))
    walk.part(root)
    for kind in ends[1:]:
        for path in parts[kind]:
            walk.part(package.tree(path))
    pictures = [path for _, kind, path in related if kind == "image" and package.has(path)]
    return walk.pages(), list(dict.fromkeys(pictures))


@dataclass
class _Paragraph:
    """What is gathered of one paragraph, and the text boxes that hang on it."""

    text: str = ""
    changing: bool = False
    boxes: list[Element] = field(default_factory=list)
    fields: list[str] = field(default_factory=list)
    """Codes of the fields that are open here, the innermost last."""
    shown: list[bool] = field(default_factory=list)
    """Whether the result of each has begun: what stands before it is code."""


class _Walk:
    def __init__(self) -> None:
        self._done: list[list[Line]] = [[]]
        self._pictures = [0]
        self._count = 0

    def pages(self) -> list[Page]:
        return [
            Page(number, lines=tuple(lines), pictures=self._pictures[number - 1])
            for number, lines in enumerate(self._done, 1)
        ]

    def part(self, root: Element | None) -> None:
        """Everything in one part."""
        if root is not None:
            self._blocks(root)

    def _blocks(self, parent: Element) -> None:
        for child in parent:
            name = local(child.tag)
            if name == "p":
                self._paragraph(child)
            elif name == "tbl":
                self._table(child)
            elif name not in _GONE:
                self._blocks(child)

    def _paragraph(self, element: Element) -> None:
        found = _Paragraph()
        before, after = _breaks(element)
        if before:
            self._break()
        self._runs(element, found)
        for at, part in enumerate(found.text.split("\f")):
            if at:
                self._break()
            self._say(part, changing=found.changing)
        for box in found.boxes:
            self._blocks(box)
        if after:
            self._break()

    def _say(self, text: str, *, changing: bool = False) -> None:
        for one in text.split("\n"):
            said = mended(one)
            if said and self._count < MOST_LINES:
                self._count += 1
                self._done[-1].append(Line(said, score=CHANGING if changing else SURE))

    def _break(self) -> None:
        """A new page; an empty one is none."""
        if self._done[-1]:
            self._done.append([])
            self._pictures.append(0)

    def _runs(self, element: Element, found: _Paragraph) -> None:
        for child in element:
            name = local(child.tag)
            if name == "t":
                self._text(child.text or "", found)
            elif name in _GONE:
                if name == "instrText" and found.fields:
                    found.fields[-1] += child.text or ""
            elif name in ("fldChar", "fldSimple"):
                self._field(name, child, found)
            elif name == "txbxContent":
                found.boxes.append(child)
            elif not (name == "r" and _hidden(child)):
                self._other(name, child, found)

    def _field(self, name: str, child: Element, found: _Paragraph) -> None:
        """What a program fills in: a value between two marks, or all of an element."""
        if name == "fldSimple":
            found.changing |= bool(_CHANGES.match(attribute(child, "instr") or ""))
            self._runs(child, found)
            return
        _mark(attribute(child, "fldCharType"), found)
        for box in child.iter():
            if local(box.tag) == "checkBox":
                self._text("☑" if _ticked(box) else "☐", found, always=True)

    def _other(self, name: str, child: Element, found: _Paragraph) -> None:
        if name in _PICTURES:
            marks = (local(one.tag) for one in child.iter())
            self._pictures[-1] += any(mark in ("blip", "imagedata") for mark in marks)
        if name == "lastRenderedPageBreak" or (name == "br" and attribute(child, "type") == "page"):
            self._text("\f", found)
        elif name in _SIGNS:
            self._text(_SIGNS[name], found)
        elif name == "sym":
            self._text(_MARKS.get((attribute(child, "char") or "").upper(), ""), found)
        else:
            self._runs(child, found)

    def _text(self, text: str, found: _Paragraph, *, always: bool = False) -> None:
        if always or all(found.shown):
            found.text += text
            found.changing |= any(_CHANGES.match(code) for code in found.fields)

    def _table(self, table: Element) -> None:
        for row in _children(table, "tr"):
            cells = [self._cell(cell) for cell in _children(row, "tc")]
            line: list[str] = []
            changing = False
            for cell in cells:
                first, *rest = cell or [Line("")]
                line.append(first.text)
                changing |= first.score == CHANGING
                if rest:
                    self._say("\t".join(line), changing=changing)
                    self._done[-1] += rest
                    line, changing = [], False
            if any(line):
                text = "\t".join(line).strip("\t")
                score = CHANGING if changing else SURE
                self._done[-1].append(Line(text, score=score))

    def _cell(self, cell: Element) -> list[Line]:
        """The lines of a cell, read as a document of its own."""
        inner = _Walk()
        inner._count = self._count
        inner._blocks(cell)
        self._count = inner._count
        self._pictures[-1] += sum(inner._pictures)
        return [line for lines in inner._done for line in lines]


def _children(element: Element, name: str) -> Iterator[Element]:
    """The rows of a table, the cells of a row, also those inside a control or an insertion."""
    for child in element:
        here = local(child.tag)
        if here == name:
            yield child
        elif here in ("sdt", "sdtContent", "ins", "customXml", "moveTo"):
            yield from _children(child, name)


def _breaks(paragraph: Element) -> tuple[bool, bool]:
    """Whether a paragraph begins a new page, and whether one follows the section it ends."""
    before = after = False
    about = next((part for part in paragraph if local(part.tag) == "pPr"), None)
    for one in () if about is None else about:
        if local(one.tag) == "pageBreakBefore":
            before = (attribute(one, "val") or "1").lower() not in _NO
        elif local(one.tag) == "sectPr":
            kinds = [attribute(kind, "val") for kind in one if local(kind.tag) == "type"]
            after = "continuous" not in kinds and "nextColumn" not in kinds
    return before, after


def _hidden(run: Element) -> bool:
    about = next((one for one in run if local(one.tag) == "rPr"), None)
    for one in () if about is None else about:
        if local(one.tag) in ("vanish", "webHidden", "specVanish"):
            return (attribute(one, "val") or "1").lower() not in _NO
    return False


def _ticked(box: Element) -> bool:
    states = {local(one.tag): (attribute(one, "val") or "1").lower() not in _NO for one in box}
    return states.get("checked", states.get("default", False))


def _mark(kind: str | None, found: _Paragraph) -> None:
    if kind == "begin":
        found.fields.append("")
        found.shown.append(False)
    elif kind == "separate" and found.shown:
        found.shown[-1] = True
    elif kind == "end" and found.fields:
        found.fields.pop()
        found.shown.pop()
