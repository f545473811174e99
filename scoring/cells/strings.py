"""Texts of a workbook: rich runs, what is struck out, phonetic guides, escaped signs.

Here: from the XML of a string to what a person reads. Not here: cells (``xlsx``).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final
from xml.etree.ElementTree import Element

from scoring.cells.package import local

_ESCAPED: Final = re.compile(r"_x([0-9A-Fa-f]{4})_")
_OFF: Final = frozenset({"0", "false", "off"})


@dataclass(frozen=True, slots=True)
class Rich:
    """A text in runs; each is struck out, is not, or is as the cell's own font (None)."""

    runs: tuple[tuple[str, bool | None], ...]

    def kept(self, cell_struck: bool) -> tuple[str, bool]:
        """What is not struck out, and whether all of it is."""
        left = "".join(
            text for text, struck in self.runs if not (cell_struck if struck is None else struck)
        )
        whole = "".join(text for text, _ in self.runs)
        return tidy(left), bool(whole.strip()) and not left.strip()


def plain(text: str) -> Rich:
    """A text in one run."""
    return Rich(((unescape(text), None),))


def rich(element: Element) -> Rich:
    """The text of an ``si`` or ``is``; phonetic guides (rPh) stand above the signs, not in them."""
    runs: list[tuple[str, bool | None]] = []
    for child in element:
        name = local(child.tag)
        if name == "t":
            runs.append((unescape(child.text or ""), None))
        elif name == "r":
            said = "".join(part.text or "" for part in child if local(part.tag) == "t")
            runs.append((unescape(said), _struck(child)))
    return Rich(tuple(runs))


def _struck(run: Element) -> bool | None:
    properties = next((part for part in run if local(part.tag) == "rPr"), None)
    return None if properties is None else is_struck(properties)


def is_struck(properties: Element) -> bool:
    """Whether a font or a run has a line through it."""
    return any(
        local(part.tag) == "strike" and part.get("val", "1").lower() not in _OFF
        for part in properties
    )


def unescape(text: str) -> str:
    """_x000D_ is how a workbook writes a sign that XML does not carry (ECMA-376, 22.9.2.19)."""
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text) if "_x" in text else text


def tidy(text: str) -> str:
    """A text without edge blanks, and with one kind of line break."""
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()
