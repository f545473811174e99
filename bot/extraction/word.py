"""Word documents (docx): what a person reads in them, in order.

An own walk over the text of the parts: python-docx leaves out text boxes, date pickers, smart
tags, simple fields and tracked insertions. Deleted words and hidden text are left out; what a
program fills in anew (today's date) is kept with a lower score. Numbers that Word counts itself
(一、 二、) are no text and not here. Old .doc is ``old_word``'s.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import pairwise
from xml.etree.ElementTree import Element

from bot.extraction.package import Package, attribute, local
from bot.extraction.pages import CHANGING, SURE, Line, Page
from bot.extraction.plain import mended
from bot.extraction.word_looks import NO, Look, Looks

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
MOST_LINES = 20_000
_MOST_LOOKS = 200
"""Of one line, in how it is looked at."""
_PICTURES = ("drawing", "pict", "object")
_ROOM = re.compile(r"[^\S\n\f]")
_TAB = "    "
"""A tab with a line under it is a place to write on."""


def read_docx(package: Package) -> tuple[list[Page], list[str]]:
    """The pages, and the names of the pictures in it. Raises Closed."""
    main = package.main("word/document.xml")
    related = package.related(main)
    root = package.tree(main)
    styles = next((path for _, kind, path in related if kind == "styles"), "")
    walk = _Walk(Looks(package.tree(styles) if styles else None))
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

    look: Look
    text: str = ""
    changing: bool = False
    looks: list[tuple[int, Look]] = field(default_factory=list)
    """Where in the text letters of another look begin."""
    boxes: list[Element] = field(default_factory=list)
    fields: list[str] = field(default_factory=list)
    """Codes of the fields that are open here, the innermost last."""
    shown: list[bool] = field(default_factory=list)
    """Whether the result of each has begun: what stands before it is code."""

    def looked(self, start: int, text: str) -> Look:
        """How most letters of a part of the text are set."""
        found: Counter[Look] = Counter()
        first = max(bisect_right(self.looks, start, key=lambda one: one[0]) - 1, 0)
        spans = self.looks[first : first + _MOST_LOOKS]
        for (at, look), (after, _) in pairwise([*spans, (len(self.text), self.look)]):
            if at >= start + len(text):
                break
            part = self.text[max(at, start) : min(after, start + len(text))]
            found[replace(look, lined=False)] += len(part.strip())
        most = max(found, key=lambda look: found[look], default=self.look)
        return most if found[most] else self.look

    def blanks(self) -> str:
        """The text with what is to be written on drawn as it is seen: a line under blanks only."""
        text, ends = self.text, [*self.looks, (len(self.text), self.look)]
        runs = [(at, end) for (at, look), (end, _) in pairwise(ends) if look.lined]
        while runs:
            start, end = runs.pop(0)
            while runs and runs[0][0] == end:
                end = runs.pop(0)[1]
            room = text[start:end]
            if not room.strip() and len(room) > 1:
                text = f"{text[:start]}{_ROOM.sub('_', room)}{text[end:]}"
        return text


def _line(text: str, look: Look, *, changing: bool) -> Line:
    score = CHANGING if changing else SURE
    return Line(text, None, "text", score, look.size, look.bold, look.place)


class _Walk:
    def __init__(self, looks: Looks) -> None:
        self._looks = looks
        self._done: list[list[Line]] = [[]]
        self._pictures = [0]
        self._count = 0
        self._sections: list[bool] = []
        """Whether each section begins a page, the first of those that are to come in front."""

    def pages(self) -> list[Page]:
        return [
            Page(number, lines=tuple(lines), pictures=self._pictures[number - 1])
            for number, lines in enumerate(self._done, 1)
        ]

    def part(self, root: Element | None) -> None:
        """Everything in one part."""
        if root is not None:
            self._sections = _sections(root)[1:]
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
        found = _Paragraph(self._looks.paragraph(element))
        before, ends = _breaks(element)
        if before:
            self._break()
        self._runs(element, found, found.look)
        start = 0
        for part in found.blanks().split("\f"):
            if start:
                self._break()
            for one in part.split("\n"):
                self._say(one, found.looked(start, one), changing=found.changing)
                start += len(one) + 1
        for box in found.boxes:
            self._blocks(box)
        if ends and (self._sections.pop(0) if self._sections else True):
            self._break()

    def _say(self, text: str, look: Look, *, changing: bool = False) -> None:
        said = mended(text)
        if said and self._count < MOST_LINES:
            self._count += 1
            self._done[-1].append(_line(said, look, changing=changing))

    def _break(self) -> None:
        """A new page; an empty one is none."""
        if self._done[-1]:
            self._done.append([])
            self._pictures.append(0)

    def _runs(self, element: Element, found: _Paragraph, look: Look) -> None:
        for child in element:
            name = local(child.tag)
            if name == "t":
                self._text(child.text or "", found, look)
            elif name in _GONE:
                if name == "instrText" and found.fields:
                    found.fields[-1] += child.text or ""
            elif name in ("fldChar", "fldSimple"):
                self._field(name, child, found, look)
            elif name == "txbxContent":
                found.boxes.append(child)
            elif name != "r":
                self._other(name, child, found, look)
            elif not _hidden(child):
                self._runs(child, found, self._looks.run(child, found.look))

    def _field(self, name: str, child: Element, found: _Paragraph, look: Look) -> None:
        """What a program fills in: a value between two marks, or all of an element."""
        if name == "fldSimple":
            found.changing |= bool(_CHANGES.match(attribute(child, "instr") or ""))
            self._runs(child, found, look)
            return
        _mark(attribute(child, "fldCharType"), found)
        for box in child.iter():
            if local(box.tag) == "checkBox":
                self._text("☑" if _ticked(box) else "☐", found, look, always=True)

    def _other(self, name: str, child: Element, found: _Paragraph, look: Look) -> None:
        if name in _PICTURES:
            marks = (local(one.tag) for one in child.iter())
            self._pictures[-1] += any(mark in ("blip", "imagedata") for mark in marks)
        if name == "lastRenderedPageBreak" or (name == "br" and attribute(child, "type") == "page"):
            self._text("\f", found, look)
        elif name in _SIGNS:
            tab = look.lined and name in ("tab", "ptab")
            self._text(_TAB if tab else _SIGNS[name], found, look)
        elif name == "sym":
            self._text(_MARKS.get((attribute(child, "char") or "").upper(), ""), found, look)
        else:
            self._runs(child, found, look)

    def _text(self, text: str, found: _Paragraph, look: Look, *, always: bool = False) -> None:
        if always or all(found.shown):
            if not found.looks or found.looks[-1][1] != look:
                found.looks.append((len(found.text), look))
            found.text += text
            found.changing |= any(_CHANGES.match(code) for code in found.fields)

    def _table(self, table: Element) -> None:
        for row in _children(table, "tr"):
            cells = [self._cell(cell) for cell in _children(row, "tc")]
            line: list[str] = []
            changing, size = False, 0
            for cell in cells:
                first, *rest = cell or [Line("")]
                line.append(first.text)
                changing |= first.score == CHANGING
                size = max(size, first.size)
                if rest:
                    self._say("\t".join(line), Look(size), changing=changing)
                    self._done[-1] += rest
                    line, changing = [], False
            if any(line):
                text = "\t".join(line).strip("\t")
                self._done[-1].append(_line(text, Look(size), changing=changing))

    def _cell(self, cell: Element) -> list[Line]:
        """The lines of a cell, read as a document of its own."""
        inner = _Walk(self._looks)
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
    """Whether a paragraph begins a new page, and whether it ends a section."""
    before = ends = False
    about = next((part for part in paragraph if local(part.tag) == "pPr"), None)
    for one in () if about is None else about:
        if local(one.tag) == "pageBreakBefore":
            before = (attribute(one, "val") or "1").lower() not in NO
        elif local(one.tag) == "sectPr":
            ends = True
    return before, ends


def _sections(root: Element) -> list[bool]:
    """Whether each section begins a page: its own mark, at its end, says how it begins."""
    found: dict[str, list[bool]] = {"pPr": [], "body": []}  # the last one's stands in the body
    for holder in root.iter():
        marks = found.get(local(holder.tag))
        if marks is not None:
            marks += [_begins_a_page(mark) for mark in holder if local(mark.tag) == "sectPr"]
    return found["pPr"] + found["body"]


def _begins_a_page(section: Element) -> bool:
    kinds = [attribute(kind, "val") for kind in section if local(kind.tag) == "type"]
    return "continuous" not in kinds and "nextColumn" not in kinds


def _hidden(run: Element) -> bool:
    about = next((one for one in run if local(one.tag) == "rPr"), None)
    for one in () if about is None else about:
        if local(one.tag) in ("vanish", "webHidden", "specVanish"):
            return (attribute(one, "val") or "1").lower() not in NO
    return False


def _ticked(box: Element) -> bool:
    states = {local(one.tag): (attribute(one, "val") or "1").lower() not in NO for one in box}
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
