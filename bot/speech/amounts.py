"""A quantity with decimals as people write it in a chat: 340.5, 3.4万元, 120亩, 两天半.

Here: one amount in the unit that is asked for, 万 and 亿 turned into it. Not here: figures and
their words themselves (``numbers``), counts, ratios.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final

from bot.speech.counts import one_figure
from bot.speech.numbers import NumberFault, figure, spelled

_SCALES: Final = {"百": 2, "千": 3, "万": 4, "亿": 8}
_LARGE: Final = re.compile("[万亿]")


def amount(text: str, unit: str, about: str = "", *, signed: bool = False) -> Decimal:
    """How much, exactly, in ``unit``; 没有 and 无 are 0. Raises NumberFault."""
    said, figures = one_figure(text, f"例如 3.5 {unit}；没有请回复 0。")
    if figures is None:
        return Decimal(0)
    value = figure(figures["figure"])
    before, after = said[: figures.start()], said[figures.end() :]
    if value is None:
        raise NumberFault(f"没有看懂“{text.strip()[:20]}”。请用阿拉伯数字回复，例如 3.5 {unit}。")
    if re.fullmatch(r"个?半", after.removesuffix(unit)) or after == f"{unit}半":
        value, after = value + Decimal("0.5"), unit
    if before and before not in about:
        raise _other(text, value, unit)
    value = _in_unit(value, figures["figure"], after, unit, text)
    if figures["minus"]:
        if not signed:
            raise NumberFault(f"这里不能是负数。请回复 0 或更大的数，例如 3.5 {unit}。")
        value = -value
    return value


def _in_unit(value: Decimal, figure: str, after: str, unit: str, text: str) -> Decimal:
    """The figure in the unit asked for: 340万 is 340 where 万元 are asked for, else 3400000."""
    scale, base = _SCALES.get(unit[:1], 0), unit[1:]
    if scale and base and (after == base or (not after and _LARGE.search(figure))):
        return value.scaleb(-scale)
    if after in ("", unit):
        return value
    raise _other(text, value, unit)


def _other(text: str, value: Decimal, unit: str) -> NumberFault:
    return NumberFault(
        f"这里按“{unit}”报，您写的是“{text.strip()[:20]}”。"
        f"如果就是 {spelled(value)} {unit}，请只回复 {spelled(value)}。",
        value,
    )
