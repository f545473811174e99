"""Exact numbers: the one decimal context, and the one way a figure is printed.

Here: the context in which every sum is exact, rounding, `show` and `plain`.
Not here: rules, units, grades.
"""

from decimal import (
    ROUND_DOWN,
    ROUND_HALF_EVEN,
    ROUND_HALF_UP,
    ROUND_UP,
    Context,
    Decimal,
    DivisionByZero as _DivisionByZero,
    InvalidOperation as _InvalidOperation,
)
from typing import Final

_ODD: Final = {"Infinity": "不限", "-Infinity": "-不限", "-0": "0"}
ZERO: Final = Decimal(0)
ONE: Final = Decimal(1)
UNLIMITED: Final = Decimal("Infinity")
BOTTOMLESS: Final = Decimal(-(10**9))
"""What an open deduction without a floor may come to: a number, so that it can be ranked."""

# Sums and products of what `scoring.facts` and `scoring.reading` let in never need 90 digits,
# so only a division (rescaling to 100, percentage points) can round: see `quotient`.
EXACT: Final = Context(
    prec=90, rounding=ROUND_HALF_EVEN, traps=[_InvalidOperation, _DivisionByZero]
)

ROUNDINGS: Final = {
    "half_up": ROUND_HALF_UP,
    "half_even": ROUND_HALF_EVEN,
    "down": ROUND_DOWN,
    "up": ROUND_UP,
}


def rounded(points: Decimal, digits: int, rounding: str) -> Decimal:
    """Return `points` with `digits` decimals; `rounding` is one of ROUNDINGS."""
    if not points.is_finite():
        return points
    return points.quantize(ONE.scaleb(-digits), rounding=ROUNDINGS[rounding], context=EXACT)


def quotient(number: Decimal, by: Decimal) -> Decimal:
    """Return a quotient to twenty decimals: the only figure here that is ever rounded.

    Equal quantities divide to the same figure, so equal units stay tied.
    """
    return rounded(EXACT.divide(number, by), 20, "half_even")


def plain(number: Decimal) -> str:
    """Return the exact figure without exponent or trailing zeros: 7.5, 92, 0.125."""
    text = f"{number:f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    if text in _ODD:
        return _ODD[text]
    return text


def show(points: Decimal, digits: int = 2, rounding: str = "half_up") -> str:
    """Return points as people read them: two decimals half-up, no trailing zeros (7.5, 92, 89.99).

    Grades and ranks are decided on the exact figure (READINGS D05); this is only for the eye.
    """
    return plain(rounded(points, digits, rounding))
