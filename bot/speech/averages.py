"""Several figures of one kind as people type them: 东村95%、西村90%, 88.5 90 92.

Here: the text to its figures. Not here: one figure (`ratios`, `amounts`), their mean
(`scoring.averaged`).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal
from typing import Final

from bot.speech.numbers import tidy

_BETWEEN: Final = re.compile(r"[、,，;；\s]+|(?<=[%分])(?:和|及|与)?(?=[\u4e00-\u9fff0-9])")
_WHOSE: Final = re.compile(r"[\u4e00-\u9fff]{1,12}?(?:是|为)?[:：]?(?=[0-9百])")
"""东村: whose figure it is stands before it, and counts nothing."""


def several(text: str, read: Callable[[str], Decimal]) -> list[Decimal] | None:
    """The figures of a text in which there are two or more, else None.

    Raises:
        NumberFault: one of them is no figure; its sentence says what to do.
    """
    parts = [one for one in _BETWEEN.split(tidy(text)) if one]
    if len(parts) < 2 or not all(re.search("[0-9]", one) for one in parts):
        return None
    return [read(_WHOSE.sub("", one, count=1)) for one in parts]
