"""Figures inside an explanation: points, rates and amounts as people write them.

Here: the exact figure up to four decimals, and percentages. Not here: sentences (`verbs`,
`wording`, `sentence`), totals as they are shown (`ranking`).
"""

from decimal import Decimal

from scoring.exact import plain, show

_EXACT_DIGITS = 4


def figure(number: Decimal) -> str:
    """Return a figure inside an explanation: exact up to four decimals, rounded beyond."""
    return show(number, _EXACT_DIGITS)


def percent(rate: Decimal) -> str:
    """Return a rate as people write it: 0.125 is 12.5%."""
    return f"{plain(rate * 100) if rate.is_finite() else plain(rate)}%"
