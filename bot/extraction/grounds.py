"""Coloured fields behind the cells of a table: their edges are ruled lines that nobody drew.

Styles with bands colour every cell, or the cells of every other row, and draw few lines or none.
Here: from filled areas to rules, and which lines of the page's picture are only what letters leave
of a dark field. Not here: where the areas come from (`pdf`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from bot.extraction.fields import Rule

_LEAST: Final = 8.0
"""Points: what is narrower or lower is a line or a mark."""
_EDGE: Final = 1.5
_LARGE: Final = 0.9
"""A field that covers so much of the page is its background."""


@dataclass(frozen=True, slots=True)
class Ground:
    """A filled area on the upright page; ``dark``: the picture shows it as ink."""

    left: float
    top: float
    right: float
    bottom: float
    dark: bool
    white: bool = False

    def inside(self, rule: Rule) -> bool:
        """Whether a rule lies within, away from the edges."""
        middle = (rule.begin + rule.end) / 2
        x, y = (middle, rule.at) if rule.flat else (rule.at, middle)
        across = self.left + _EDGE < x < self.right - _EDGE
        return across and self.top + _EDGE < y < self.bottom - _EDGE


def with_grounds(
    rules: Sequence[Rule], grounds: Sequence[Ground], width: float, height: float
) -> list[Rule]:
    """The rules of a page with the edges of its fields, without what is seen within dark ones."""
    fields = [one for one in grounds if _is_field(one, width, height)]
    edges = [x for one in fields if not one.white for x in (one.left, one.right)]
    fields = [one for one in fields if not one.white or _among(one, edges)]
    dark = [one for one in fields if one.dark]
    kept = [rule for rule in rules if not any(one.inside(rule) for one in dark)]
    for one in fields:
        kept += [Rule(True, y, one.left, one.right) for y in (one.top, one.bottom)]
        kept += [Rule(False, x, one.top, one.bottom) for x in (one.left, one.right)]
    return kept


def _is_field(one: Ground, width: float, height: float) -> bool:
    across, down = one.right - one.left, one.bottom - one.top
    return min(across, down) >= _LEAST and across * down < _LARGE * width * height


def _among(one: Ground, edges: Sequence[float]) -> bool:
    """Whether a white field stands in line with coloured ones: it is a cell, and no mark."""
    return all(any(abs(x - edge) <= _EDGE for edge in edges) for x in (one.left, one.right))
