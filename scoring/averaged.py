"""A figure that is the mean of several: 按各村平均分计. A unit reports each, the mean counts.

`averaged = "村"` stands with what is measured (`rate`, `amount`). Here: the mean and its words. Not
here: reading a list that somebody types (`bot.speech.averages`), the mean of all units (`among`).
"""

from collections.abc import Sequence
from decimal import Decimal
from typing import Final

from scoring.exact import ZERO, quotient, rounded

_DIGITS: Final = {"rate": 6, "amount": 4}
"""Four decimals of a percentage, or of a quantity: what is behind them no paper prints."""


def mean(figures: Sequence[Decimal], kind: str) -> Decimal:
    """Return the mean of the figures, of which there is at least one, as it is kept."""
    total = quotient(sum(figures, ZERO), Decimal(len(figures)))
    return rounded(total, _DIGITS.get(kind, 4), "half_up")


def name_of(label: str, each: str) -> str:
    """Return what the figure is called in a rule: 各村“发证率”的平均值."""
    return f"各{each}“{label}”的平均值" if each else f"“{label}”"


def how(each: str, sample: str) -> str:
    """Return how a list is given: 各村的发来，用顿号隔开，程序算平均."""
    return f"各{each}的逐个发来，用顿号隔开（例如 {sample}），程序算平均；只有平均数的，发平均数。"
