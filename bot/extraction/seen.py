"""Pages of tables as they were seen, one by one, and what their rows come to together.

A page that eyes have read is kept as signs with their places and ruled lines, both in points of a
page 842 high or wide; only all pages together tell rows that go on over an end. Here: the record,
its form on the wire, rows with the places of each. Pure. Not here: the looking (`scanned`), what
rows mean.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from statistics import median
from typing import Any, Final

from bot.extraction.columns import columns_of
from bot.extraction.continued import continued
from bot.extraction.fields import Place, Row, Rule
from bot.extraction.grid import rows_of, ruling
from bot.extraction.layout import Piece
from bot.extraction.sound import looked_at

LONG: Final = 842.0
"""Points of a page's longer side."""
DIM: Final = 850
"""A line of print read with a lower score is not clear."""
UNCLEAR: Final = "□"
"""Something is written here that could not be read."""
_FEW: Final = 2
_NEAR: Final = 0.2
"""Two photos of one document are taken from as near as this."""


@dataclass(frozen=True, slots=True)
class Seen:
    """One page: its signs and rules on the upright page of `width` by `height` points.

    ``read``: eyes were needed; ``turned``: so many degrees clockwise; ``skew``: and then so many
    more, so that its lines lie flat.
    """

    pieces: tuple[Piece, ...]
    rules: tuple[Rule, ...]
    width: float
    height: float
    read: bool = True
    turned: int = 0
    skew: float = 0.0
    count: int = 1
    """Pages of the file."""
    dim: tuple[Piece, ...] = ()
    """Lines that were not read clearly, whole."""

    @property
    def letters(self) -> int:
        """Signs on the page."""
        return sum(not one.text.isspace() for one in self.pieces)

    @property
    def clear(self) -> int:
        """With which score half of them was read."""
        return round(median(one.score for one in self.pieces)) if self.pieces else 0


def packed(seen: Seen) -> dict[str, Any]:
    """As the wire and the database carry it; places in tenths of a point."""
    rules = [[int(r.flat), *(round(x * 10) for x in (r.at, r.begin, r.end))] for r in seen.rules]
    return {
        "pieces": [_flat(one) for one in seen.pieces],
        "rules": rules,
        "size": [round(seen.width, 1), round(seen.height, 1)],
        "read": seen.read,
        "turned": seen.turned,
        "skew": round(seen.skew, 2),
        "count": seen.count,
        "dim": [_flat(one) for one in seen.dim],
    }


def _flat(one: Piece) -> list[Any]:
    places = (one.left, one.top, one.right, one.bottom)
    return [one.text, *(round(x * 10) for x in places), one.score]


def _piece(told: Sequence[Any]) -> Piece:
    text, left, top, right, bottom, score = told
    return Piece(text, left / 10, top / 10, right / 10, bottom / 10, score)


def unpacked(told: Mapping[str, Any]) -> Seen:
    """As it was packed."""
    rules = tuple(Rule(bool(flat), *(x / 10 for x in place)) for flat, *place in told["rules"])
    width, height = told["size"]
    return Seen(
        tuple(map(_piece, told["pieces"])),
        rules,
        width,
        height,
        told["read"],
        told["turned"],
        told["skew"],
        told["count"],
        tuple(map(_piece, told["dim"])),
    )


def rows_of_pages(pages: Sequence[Seen]) -> list[Row]:
    """The rows of all pages, those that go on over an end joined; fields know their places.

    A place counts pages from 1 and is in points of the page as it was seen.
    """
    ruled = any(sum(not r.flat for r in one.rules) > 1 for one in pages)
    rows: list[Row] = []
    columns: Sequence[float] = ()
    for number, page in enumerate(pages, 1):
        fit = _fit(page, columns)
        pieces = [_moved(one, *fit) for one in page.pieces]
        rules = ruling(pieces, [_shifted(one, *fit) for one in page.rules])
        find = rows_of if ruled else columns_of
        found, last = find(pieces, rules, columns)
        columns = last or columns
        rows = continued(rows, [_on_page(row, number, *fit) for row in found])
    return looked_at(rows)


def _fit(page: Seen, columns: Sequence[float]) -> tuple[float, float]:
    """By how much to stretch and to shift a page so that its table stands under the one before.

    Photos of one document are taken from nearer and from farther; a scanner does not do so.
    """
    flat = [one for one in page.rules if one.flat]
    if len(columns) <= _FEW or not flat:
        return 1.0, 0.0
    widest = max(flat, key=lambda one: one.end - one.begin)
    stretch = (columns[-1] - columns[0]) / max(1.0, widest.end - widest.begin)
    if abs(stretch - 1) > _NEAR:
        return 1.0, 0.0
    return stretch, columns[0] - widest.begin * stretch


def _moved(one: Piece, stretch: float, shift: float) -> Piece:
    return replace(
        one,
        left=one.left * stretch + shift,
        right=one.right * stretch + shift,
        top=one.top * stretch,
        bottom=one.bottom * stretch,
    )


def _shifted(one: Rule, stretch: float, shift: float) -> Rule:
    across, down = (shift, 0.0) if one.flat else (0.0, shift)
    return Rule(
        one.flat, one.at * stretch + down, one.begin * stretch + across, one.end * stretch + across
    )


def _on_page(row: Row, page: int, stretch: float, shift: float) -> Row:
    def back(place: Place) -> Place:
        _, left, top, right, bottom = place
        return (
            page,
            (left - shift) / stretch,
            top / stretch,
            (right - shift) / stretch,
            bottom / stretch,
        )

    return tuple(replace(one, places=tuple(map(back, one.places))) for one in row)


def dim_of(row: Row, pages: Sequence[Seen]) -> list[str]:
    """What stands in a row and was not read clearly, in its order."""
    found: list[str] = []
    for number in {place[0] for one in row for place in one.places}:
        page = pages[number - 1]
        places = [place for one in row for place in one.places if place[0] == number]
        for line in page.dim:
            x, y = (line.left + line.right) / 2, (line.top + line.bottom) / 2
            if any(p[1] <= x < p[3] and p[2] <= y < p[4] for p in places):
                found.append(line.text)
    return found
