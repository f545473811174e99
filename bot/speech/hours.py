"""An hour as it is said: 九点, 下午三点半, 中午一点.

Not here: days (`calendar`), and which hour is meant where only 下午 is said.
"""

from __future__ import annotations

from typing import Final

from bot.speech.numbers import figure

_NOON: Final = 12
_DAY: Final = 24
_HOUR: Final = 60
_LATE: Final = {"下午": 12, "晚上": 12, "中午": 4}
"""In these parts of the day the hours up to here are counted from noon."""


def hour_of(hour: str, minute: str, part: str) -> tuple[int, int] | None:
    """Hour and minute of a day; ``minute`` 半, 30, 30分 or nothing, ``part`` 下午 or nothing.

    None: no clock shows it (30点, 9点75), or it may be another day's (24点, 晚上十二点).
    """
    number = int(figure(hour) or 0)
    said = minute.removesuffix("分")
    after = 30 if said == "半" else int(said or 0)
    if part == "晚上" and number == _NOON:
        return None
    number += _NOON if number < _LATE.get(part, 0) else 0
    return (number, after) if number < _DAY and after < _HOUR else None
