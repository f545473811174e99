"""An hour as it is said, and what no clock shows."""

from __future__ import annotations

import pytest

from bot.speech.hours import hour_of


@pytest.mark.parametrize(
    ("hour", "minute", "part", "found"),
    [
        ("九", "", "", (9, 0)),
        ("三", "半", "下午", (15, 30)),
        ("9", "05分", "", (9, 5)),
        ("十二", "", "", (12, 0)),
        ("十二", "", "下午", (12, 0)),
        ("十五", "", "下午", (15, 0)),
        ("一", "", "中午", (13, 0)),
        ("十一", "半", "中午", (11, 30)),
        ("八", "", "晚上", (20, 0)),
        ("十二", "", "晚上", None),
        ("24", "", "", None),
        ("30", "", "", None),
        ("9", "75", "", None),
    ],
)
def test_an_hour_of_the_day(
    hour: str, minute: str, part: str, found: tuple[int, int] | None
) -> None:
    assert hour_of(hour, minute, part) == found
