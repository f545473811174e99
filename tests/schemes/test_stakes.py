"""The most of a row where something is so, and what the total loses, as an officer writes them."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest

from bot.schemes.stakes import most_said, off_said, with_most, with_off

Read = Callable[[dict[str, Any], str], dict[str, Any] | None]


@pytest.mark.parametrize(
    ("key", "read", "said", "line", "found"),
    [
        ("most_if", with_most, most_said, "未完成年度计划:最高 50 分", [("未完成年度计划", "50")]),
        ("most_if", with_most, most_said, "未完成:本行最多得50分", [("未完成", "50")]),
        ("total_off", with_off, off_said, "瞒报:扣5分;死亡 >= 2:从总分中扣 3 分", [
            ("瞒报", "5"), ("死亡 >= 2", "3"),
        ]),
        ("total_off", with_off, off_said, "", []),
    ],
)  # fmt: skip
def test_a_line_is_read_and_said_back(
    key: str,
    read: Read,
    said: Callable[[dict[str, Any]], str],
    line: str,
    found: list[tuple[str, str]],
) -> None:
    body = read({"points": 60, key: [{"when": "旧的", "points": Decimal(1)}]}, line)
    assert body is not None
    held = [{"when": when, "points": Decimal(points)} for when, points in found]
    assert body.get(key, []) == held
    again = read({}, said(body).replace("：", ":").replace("；", ";"))
    assert again is not None
    assert again.get(key, []) == held


@pytest.mark.parametrize(
    ("read", "line"),
    [(with_most, "未完成:扣 5 分"), (with_off, "瞒报:最高 5 分"), (with_off, "扣 5 分")],
)
def test_another_line_is_not_taken(read: Read, line: str) -> None:
    assert read({}, line) is None
