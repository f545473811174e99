"""How Word sets its letters: size, bold, place of a paragraph, through styles and their bases.

What lives here: what ``styles.xml`` and a paragraph's or a run's own marks say. What text there is
is ``word``'s. Themes and tables' styles are left out; a size that nothing says is 10.5 points (五号
is what a new Chinese document begins with; Word itself says 10).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final
from xml.etree.ElementTree import Element

from bot.extraction.package import attribute, local
from bot.extraction.pages import Place

NO: Final = frozenset({"0", "false", "off", "none"})
_PLACES: Final[dict[str, Place]] = {"center": "centre", "right": "right", "end": "right"}
_DEPTH: Final = 12
"""So many styles at most rest on one another."""


@dataclass(frozen=True, slots=True)
class Look:
    """``size`` in tenths of a point."""

    size: int = 105
    bold: bool = False
    place: Place = ""
    lined: bool = False
    """Whether a line is drawn under it, also where nothing is written."""


class Looks:
    """What the document's styles say."""

    def __init__(self, root: Element | None) -> None:
        self._styles: dict[str, Element] = {}
        self._first = Look()
        for one in () if root is None else root:
            if local(one.tag) == "docDefaults":
                for part in one.iter():
                    if local(part.tag) in ("rPr", "pPr"):
                        self._first = _marked(self._first, part)
            elif local(one.tag) == "style":
                self._styles[attribute(one, "styleId") or ""] = one
                if _is_first(one):
                    self._styles.setdefault("", one)

    def paragraph(self, element: Element) -> Look:
        """How a paragraph is set that says nothing else of a run."""
        about = next((one for one in element if local(one.tag) == "pPr"), None)
        named = _value(about, "pStyle") or ""
        look = self._style(named, self._first, _DEPTH)
        return look if about is None else _marked(look, about)

    def run(self, element: Element, look: Look) -> Look:
        """How a run in a paragraph is set."""
        about = next((one for one in element if local(one.tag) == "rPr"), None)
        if about is None:
            return look
        named = _value(about, "rStyle")
        return _marked(self._style(named, look, _DEPTH) if named else look, about)

    def _style(self, name: str, look: Look, left: int) -> Look:
        style = self._styles.get(name)
        if style is None or not left:
            return look
        based = _value(style, "basedOn")
        found = self._style(based, look, left - 1) if based else look
        for one in style:
            if local(one.tag) in ("rPr", "pPr"):
                found = _marked(found, one)
        return found


def _is_first(style: Element) -> bool:
    kind, first = attribute(style, "type"), attribute(style, "default") or "0"
    return kind == "paragraph" and first.lower() not in NO


def _marked(look: Look, about: Element) -> Look:
    """What a properties' element says else; what it cannot say is left as it was."""
    for one in about:
        name, value = local(one.tag), attribute(one, "val")
        if name == "sz" and value is not None and value.isdigit() and len(value) < 5:
            look = replace(look, size=int(value) * 5)
        elif name == "b":
            look = replace(look, bold=(value or "1").lower() not in NO)
        elif name == "u":
            look = replace(look, lined=(value or "single").lower() not in NO)
        elif name == "jc":
            look = replace(look, place=_PLACES.get(value or "", ""))
    return look


def _value(element: Element | None, name: str) -> str | None:
    for one in () if element is None else element:
        if local(one.tag) == name:
            return attribute(one, "val")
    return None
