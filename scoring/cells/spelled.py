"""Cells of files that keep what is shown beside what is stored: OpenDocument, HTML of Excel.

Here: finding the stored number in the shown text again, so that every digit is kept and the
percent sign that is shown counts. Not here: formats that have to be computed (``showing``).
"""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Context, Decimal
from typing import Final

from scoring.cells.book import Cell
from scoring.cells.showing import bare_readings, exact, plain

_FIGURE: Final = re.compile(r"(?:[0-9][0-9,]*(?:\.[0-9]+)?|\.[0-9]+)(?:E[+-]?[0-9]+)?")
_DASHES: Final = re.compile(r"[\s\-—–－―─/]+")
_USUAL: Final = (0, 2, 3)
"""Powers of ten between what is stored and what is shown: as it is, %, ‰."""
_LARGE: Final = (-3, -6, -4, -8)
"""Thousands, millions, 万, 亿."""


def cell_of(text: str, stored: float | Decimal) -> Cell:
    """The cell of a number that is shown as ``text``."""
    number = exact(stored)
    if not text:
        return Cell("", "hidden", number)
    if _DASHES.fullmatch(text):
        return Cell(text, "number", number, (plain(number),))
    found = _FIGURE.search(text)
    if found is None:
        return Cell(text)
    shown = Decimal(found[0].replace(",", ""))
    alone = not any(sign.isdigit() for sign in text[: found.start()] + text[found.end() :])
    scales = (*_USUAL, *_LARGE) if alone else _USUAL  # 123-456 is not 123 thousands
    scale = next((s for s in scales if _rounds_to(abs(number).scaleb(s), shown)), None)
    if scale is None:
        return Cell(text)
    seen = number.scaleb(scale)
    before, after = text[: found.start()], text[found.end() :]
    sign = "-" if seen < 0 else ""
    readings = bare_readings(before.rstrip("-－"), after, seen, sign)
    return Cell(text, "number", seen, readings, rounded=abs(seen) != shown)


def _rounds_to(number: Decimal, shown: Decimal) -> bool:
    """Whether a number is written so when it is rounded to as many places."""
    exponent = shown.as_tuple().exponent
    unit = Decimal(1).scaleb(exponent if isinstance(exponent, int) else 0)
    return number.quantize(unit, ROUND_HALF_UP, Context(prec=60)) == shown
