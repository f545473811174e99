"""OFD (GB/T 33190): the text a person sees on each page, with its places.

Read here and not by ofdkit 0.2: that gives text nobody can see (``Visible="false"``, alpha 0, the
page's outside), joins several documents into one and keeps no places. Taken: the first document,
templates of a page (the one below first), annotations that are shown, text objects with their
matrix. Where glyphs stand for a run whose codes are missing there is no text; such a page needs
eyes, as a scan does. Signatures' pictures are not read.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from bot.extraction.fields import Rule
from bot.extraction.layout import Piece, as_lines
from bot.extraction.package import Package, local
from bot.extraction.pages import Closed, Page, Unread

MOST_PAGES = 300
_MOST_PIECES = 60_000
_MOST_RULES = 4000
_STRAIGHT = 0.6
"""Millimetres."""
_STEP = re.compile(r"([A-Za-z])([^A-Za-z]*)")
_NUMBERS = re.compile(r"-?\d+(?:\.\d+)?(?:[eE]-?\d+)?")
_ID = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
Place = tuple[float, float, float, float]
Matrix = tuple[float, float, float, float, float, float]


@dataclass(frozen=True, slots=True)
class Sheet:
    """One page: its size in millimetres, the letters on it, its pictures, bare glyphs."""

    width: float
    height: float
    pieces: tuple[Piece, ...]
    pictures: tuple[tuple[str, Place], ...]
    """The part of each and where it stands; the part may be unknown."""
    bare: int
    """Runs of glyphs whose text is not in the file."""
    rules: tuple[Rule, ...] = ()
    """Straight flat and upright strokes."""


def read_sheet(number: int, sheet: Sheet) -> Page:
    """The page as lines."""
    lines = as_lines(sheet.pieces, sheet.width, sheet.height, "text")
    size = (round(sheet.width), round(sheet.height))
    return Page(number, *size, tuple(lines), pictures=len(sheet.pictures))


def sheets(package: Package) -> Iterator[Sheet]:
    """The pages of the first document. Raises Closed."""
    if package.has("Encryptions.xml"):
        raise Closed(Unread.PASSWORD)
    root = package.tree("OFD.xml")
    path = _path(_text(root, "DocRoot"), "") if root is not None else ""
    document = package.tree(path)
    if document is None:
        raise Closed(Unread.DAMAGED)
    reader = _Document(package, path, document)
    for one in reader.pages[:MOST_PAGES]:
        yield reader.sheet(one)


class _Document:
    def __init__(self, package: Package, path: str, root: Element) -> None:
        self._package = package
        self._folder = posixpath.dirname(path)
        common = _child(root, "CommonData")
        self._area = _child(common, "PageArea") if common is not None else None
        self._templates: dict[str, str] = {}
        for one in () if common is None else common:
            if local(one.tag) == "TemplatePage":
                self._templates[one.get("ID", "")] = self._at(one.get("BaseLoc", ""))
        pages = _child(root, "Pages")
        self.pages = [
            (one.get("ID", ""), self._at(one.get("BaseLoc", "")))
            for one in (() if pages is None else pages)
        ]
        self._notes = self._annotations(_text(root, "Annotations"))

        self._media: dict[str, str] = {}
        for one in () if common is None else common:
            if local(one.tag) in ("PublicRes", "DocumentRes"):
                self._resources(self._at(one.text or ""))

    def _at(self, place: str) -> str:
        """A part by its path, which some programs write from the root without saying so."""
        path = _path(place.strip(), self._folder)
        plain = _path(place.strip(), "")
        return plain if not self._package.has(path) and self._package.has(plain) else path

    def _resources(self, path: str) -> None:
        """Which file is the picture of which number."""
        root = self._package.tree(path)
        if root is None:
            return
        folder = _path(root.get("BaseLoc", ""), posixpath.dirname(path)) or posixpath.dirname(path)
        for one in root.iter():
            if local(one.tag) == "MultiMedia":
                self._media[one.get("ID", "")] = _path(_text(one, "MediaFile"), folder)

    def _annotations(self, place: str) -> dict[str, list[str]]:
        """Files with the annotations of each page."""
        found: dict[str, list[str]] = {}
        if not place:
            return found
        path = self._at(place)
        root = self._package.tree(path)
        for one in () if root is None else root:
            if local(one.tag) == "Page":
                file = _path(_text(one, "FileLoc"), posixpath.dirname(path))
                found.setdefault(one.get("PageID", ""), []).append(file)
        return found

    def sheet(self, page: tuple[str, str]) -> Sheet:
        """One page with its templates and annotations."""
        number, path = page
        root = self._package.tree(path)
        if root is None:
            raise Closed(Unread.DAMAGED)
        left, top, width, height = self._size(root)
        for one in root:
            if local(one.tag) == "PageRes":
                self._resources(self._at(one.text or ""))
        taken = _Taken(left, top, width, height)
        below = [self._template(one) for one in root if local(one.tag) == "Template"]
        for order in ("Background", "Foreground"):
            for told, template in below:
                if (told == "Foreground") == (order == "Foreground") and template is not None:
                    taken.content(template)
            if order == "Background":
                taken.content(root)
        for file in self._notes.get(number, ()):
            taken.notes(self._package.tree(file))
        pictures = tuple((self._media.get(name, ""), place) for name, place in taken.pictures)
        return Sheet(width, height, tuple(taken.pieces), pictures, taken.bare, tuple(taken.rules))

    def _template(self, told: Element) -> tuple[str, Element | None]:
        path = self._templates.get(told.get("TemplateID", ""), "")
        return told.get("ZOrder", "Background"), self._package.tree(path)

    def _size(self, root: Element) -> tuple[float, float, float, float]:
        """The page's own box, else the document's: what is printed or shown of it."""
        for area in (_child(root, "Area"), self._area):
            box = _numbers(_text(area, "PhysicalBox"))
            if len(box) == 4 and box[2] > 0 and box[3] > 0:
                return box[0], box[1], box[2], box[3]
        return 0.0, 0.0, 210.0, 297.0


class _Taken:
    """What was taken from a page so far."""

    def __init__(self, left: float, top: float, width: float, height: float) -> None:
        self._origin = (left, top)
        self._size = (width, height)
        self.pieces: list[Piece] = []
        self.pictures: list[tuple[str, Place]] = []
        self.bare = 0
        self.rules: list[Rule] = []

    def content(self, root: Element) -> None:
        """The layers of a page, the one below first."""
        content = _child(root, "Content")
        layers = [] if content is None else [x for x in content if local(x.tag) == "Layer"]
        order = {"Background": 0, "Body": 1, "Foreground": 2}
        for layer in sorted(layers, key=lambda one: order.get(one.get("Type", "Body"), 1)):
            self._objects(layer, _ID)

    def notes(self, root: Element | None) -> None:
        """Annotations: what they draw, where they are shown."""
        for one in () if root is None else root.iter():
            if local(one.tag) == "Annot" and _shown(one):
                look = _child(one, "Appearance")
                if look is not None:
                    self._objects(look, _moved(_boundary(look), _ID))

    def _objects(self, parent: Element, matrix: Matrix) -> None:
        for one in parent:
            name = local(one.tag)
            if not _shown(one):
                continue
            if name in ("PageBlock", "Layer"):
                self._objects(one, matrix)
            elif name == "TextObject":
                self._text(one, matrix)
            elif name == "PathObject" and len(self.rules) < _MOST_RULES:
                self._path(one, matrix)
            elif name == "ImageObject":
                self.pictures.append((one.get("ResourceID", ""), self._place(one, matrix)))

    def _path(self, one: Element, above: Matrix) -> None:
        """The straight strokes of a path, and a thin filled bar as the stroke it looks like."""
        inner = _matrix(_numbers(one.get("CTM", "")))
        matrix = _times(inner, _moved(_boundary(one), above))
        at: tuple[float, float] | None = None
        for step in _STEP.finditer(_text(one, "AbbreviatedData")):
            numbers = _numbers(step[2])
            if step[1] not in "ML" or len(numbers) != 2:
                at = None if step[1] not in "C" else at
                continue
            x, y = _placed(matrix, *numbers)
            x, y = x - self._origin[0], y - self._origin[1]
            if step[1] == "L" and at is not None:
                self._stroke(at, (x, y))
            at = (x, y)

    def _stroke(self, one: tuple[float, float], other: tuple[float, float]) -> None:
        (left, right), (top, bottom) = sorted((one[0], other[0])), sorted((one[1], other[1]))
        if bottom - top < _STRAIGHT < right - left:
            self.rules.append(Rule(True, (top + bottom) / 2, left, right))
        elif right - left < _STRAIGHT < bottom - top:
            self.rules.append(Rule(False, (left + right) / 2, top, bottom))

    def _place(self, one: Element, above: Matrix) -> Place:
        box = _numbers(one.get("Boundary", ""))
        left, top = _placed(above, *_boundary(one))
        wide, high = (box[2], box[3]) if len(box) == 4 else (0.0, 0.0)
        return left - self._origin[0], top - self._origin[1], wide, high

    def _text(self, one: Element, above: Matrix) -> None:
        size = float(_numbers(one.get("Size", ""))[0]) if _numbers(one.get("Size", "")) else 3.5
        inner = _matrix(_numbers(one.get("CTM", "")))
        matrix = _times(inner, _moved(_boundary(one), above))
        if _transparent(one):
            return
        codes = [child for child in one if local(child.tag) == "TextCode"]
        at = (0.0, 0.0)
        for code in codes:
            x, y = _numbers(code.get("X", "")), _numbers(code.get("Y", ""))
            at = (x[0] if x else at[0], y[0] if y else at[1])
            self._code(code, at, size, matrix)
        glyphs = any(local(child.tag) == "CGTransform" for child in one)
        if glyphs and not any((code.text or "").strip("\u25a1\ufffd \n") for code in codes):
            self.bare += 1

    def _code(self, code: Element, at: tuple[float, float], size: float, matrix: Matrix) -> None:
        text = (code.text or "").strip("\n\r")
        across = _steps(code.get("DeltaX", ""), len(text))
        down = _steps(code.get("DeltaY", ""), len(text))
        x, y = at
        for index, sign in enumerate(text):
            step = across[index] if index < len(across) else (0.0 if down else size)
            if not sign.isspace() and len(self.pieces) < _MOST_PIECES:
                self._letter(sign, x, y, step, size, matrix)
            x += step
            y += down[index] if index < len(down) else 0.0

    def _letter(
        self, sign: str, x: float, y: float, step: float, size: float, matrix: Matrix
    ) -> None:
        wide = size if ord(sign) > 0x2000 else size / 2
        if 0 < step <= 1.3 * size:
            wide = step  # the letters' own distances say best how wide they are
        corners = [
            _placed(matrix, px, py)
            for px in (x, x + wide)
            for py in (y - 0.8 * size, y + 0.2 * size)
        ]
        left, right = min(c[0] for c in corners), max(c[0] for c in corners)
        top, bottom = min(c[1] for c in corners), max(c[1] for c in corners)
        left, right = left - self._origin[0], right - self._origin[0]
        top, bottom = top - self._origin[1], bottom - self._origin[1]
        width, height = self._size
        if 0 <= (left + right) / 2 <= width and 0 <= (top + bottom) / 2 <= height:
            self.pieces.append(Piece(sign, left, top, right, bottom))


def _shown(one: Element) -> bool:
    """Neither said to be unseen nor wholly transparent."""
    return one.get("Visible", "true").lower() not in ("false", "0") and one.get("Alpha") != "0"


def _transparent(one: Element) -> bool:
    """Text whose colour does not show: alpha 0, white, or neither filled nor drawn."""
    if one.get("Fill", "true").lower() in ("false", "0"):
        return one.get("Stroke", "false").lower() not in ("true", "1")
    colour = _child(one, "FillColor")
    if colour is None:
        return False
    values = _numbers(colour.get("Value", ""))
    return colour.get("Alpha") == "0" or (len(values) == 3 and min(values) >= 250)


def _boundary(one: Element) -> tuple[float, float]:
    box = _numbers(one.get("Boundary", ""))
    return (box[0], box[1]) if len(box) >= 2 else (0.0, 0.0)


def _moved(by: tuple[float, float], matrix: Matrix) -> Matrix:
    return _times((1.0, 0.0, 0.0, 1.0, by[0], by[1]), matrix)


def _matrix(values: list[float]) -> Matrix:
    if len(values) != 6:
        return _ID
    a, b, c, d, e, f = values
    return a, b, c, d, e, f


def _times(one: Matrix, two: Matrix) -> Matrix:
    """First ``one``, then ``two``."""
    a, b, c, d, e, f = one
    g, h, i, j, k, m = two
    return (
        a * g + b * i,
        a * h + b * j,
        c * g + d * i,
        c * h + d * j,
        e * g + f * i + k,
        e * h + f * j + m,
    )


def _placed(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def _steps(text: str, most: int) -> list[float]:
    """Distances between letters: ``5 5 5`` or ``g 3 5``, a repetition."""
    found: list[float] = []
    words = text.split()
    at = 0
    while at < len(words) and len(found) < most:
        if words[at] == "g" and at + 2 < len(words):
            times, value = _numbers(words[at + 1]), _numbers(words[at + 2])
            if times and value:
                found += [value[0]] * min(int(times[0]), most)
            at += 3
        else:
            found += _numbers(words[at])[:1]
            at += 1
    return found


def _numbers(text: str | None) -> list[float]:
    return [float(one) for one in _NUMBERS.findall(text or "")]


def _child(element: Element, name: str) -> Element | None:
    return next((one for one in element if local(one.tag) == name), None)


def _text(element: Element | None, name: str) -> str:
    for one in () if element is None else element.iter():
        if local(one.tag) == name:
            return (one.text or "").strip()
    return ""


def _path(place: str, folder: str) -> str:
    """A part as another one names it: from the root with a leading slash, else from its folder."""
    if place.startswith("/") or not folder:
        return posixpath.normpath(place.lstrip("/")) if place else ""
    return posixpath.normpath(posixpath.join(folder, place))
