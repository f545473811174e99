"""Points a reviewer gives: 3, 3.5分, 三分半."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final

from bot.speech.numbers import FIGURE, NumberFault, figure, short, tidy

_POINTS_HIGHEST: Final = 1000


def points(text: str) -> Decimal:
    """Points a reviewer gives: 3, 3.5, 3分, 三分半, 半分; two decimals at most, never negative."""
    said = tidy(text)
    said = re.sub(r"^(?:给予|给|得|评定|核定|打|为|:)+", "", said)
    match = re.fullmatch(
        rf"(?P<minus>-|负)?(?P<figure>{FIGURE})?(?P<unit>分?)(?P<half>半?)分?", said
    )
    if not said or match is None or not (match["figure"] or match["half"]):
        raise NumberFault(f"没有看懂“{short(text)}”。请回复分数，例如 3 或 3.5。")
    value = figure(match["figure"]) if match["figure"] else Decimal(0)
    if value is None or value >= _POINTS_HIGHEST:
        raise NumberFault("这个分数太大或者没有看懂。请用阿拉伯数字回复，例如 3 或 3.5。")
    if match["minus"]:
        raise NumberFault("分数不能是负数。请回复 0 或更大的数，例如 3.5。")
    if match["half"]:
        if value != value.to_integral_value():
            raise NumberFault(f"没有看懂“{short(text)}”。请回复分数，例如 3 或 3.5。")
        value += Decimal("0.5")
    if value != value.quantize(Decimal("0.01")):
        raise NumberFault("分数最多保留两位小数。请重新回复，例如 3.25。")
    return value
