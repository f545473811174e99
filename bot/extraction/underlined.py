"""Room left to be filled in: strokes in a line of print with nothing written over them.

What a word processor writes as underlined blanks (____年__月__日) comes out of a PDF as a stroke
that no letter knows of. Here: such a stroke becomes ``_``, as it is read of a document. Pure. Not
here: rules of tables (`rules`, `grid`).
"""

from __future__ import annotations

from collections.abc import Sequence

from bot.extraction.layout import Piece

Box = tuple[float, float, float, float]
"""Left, top, right, bottom on the page as it is shown, in points."""
_THIN = 3.0
"""Points a stroke under a blank is high at most."""
_SHORT = 6.0
_TALL = 8.0
_NEAR = 1.2
"""Letters' heights between a stroke and what it is to be filled in for."""
_UNDER = 0.3
"""So many heights below its letters a line's stroke lies at most; a table's rule lies lower."""
_FOOT = 0.75
"""What is drawn higher is set beside a heading for its looks."""
_MOST = 30


def room(letters: Sequence[Piece], drawn: Sequence[Box]) -> list[Piece]:
    """What stands for the blanks of a page: pieces of ``_`` where its strokes are."""
    print_ = [one for one in letters if not one.text.isspace()]
    upright = [box for box in drawn if box[2] - box[0] <= _THIN and box[3] - box[1] >= _TALL]
    found = []
    for box in drawn:
        left, top, right, bottom = box
        if bottom - top > _THIN or right - left < _SHORT or any(_meet(box, one) for one in upright):
            continue
        line = [
            one
            for one in print_
            if _FOOT * one.height < bottom - one.top < (1 + _UNDER) * one.height + _THIN
        ]
        if any(left < (one.left + one.right) / 2 < right for one in line):
            continue
        beside = [one for one in line if _gap(one, left, right) <= _NEAR * one.height]
        if beside:
            near = min(beside, key=lambda one: _gap(one, left, right))
            signs = min(_MOST, max(2, round(2 * (right - left) / near.height)))
            found.append(Piece("_" * signs, left, near.top, right, near.bottom))
    return found


def _gap(one: Piece, left: float, right: float) -> float:
    return max(one.left - right, left - one.right)


def _meet(flat: Box, upright: Box) -> bool:
    """Whether an upright rule stands at an end of a flat one: then both are a table's."""
    x = (upright[0] + upright[2]) / 2
    at_end = min(abs(x - flat[0]), abs(x - flat[2])) <= _THIN
    return at_end and upright[1] - _THIN <= flat[1] <= upright[3] + _THIN
