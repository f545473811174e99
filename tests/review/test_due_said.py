"""Until when a row that goes back is supplemented: a day and nothing besides."""

from __future__ import annotations

from datetime import date

import pytest

from bot.review.due_said import due_said, without_due

TODAY = date(2026, 12, 16)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("让他20号之前补", 20),
        ("让他们20号前补齐", 20),
        ("期限改到12月22日", 22),
        ("周五之前补上来", 18),
        ("给他三天", 19),
        ("给他们三天时间", 19),
        ("限5天内补正", 21),
        ("20号之前", 20),
        ("让他们25号之前重新传", 25),
        ("下周一前必须重报", 21),
        ("给三天", 19),
    ],
)
def test_the_day_is_read(text: str, day: int) -> None:
    """By when, in the words an office uses."""
    assert due_said(text, TODAY) == date(2026, 12, day)


@pytest.mark.parametrize(
    "text",
    [
        "承诺书没盖章", "20号的照片没有",
        "他说20号之前补", "20号之前补行不行", "别让他20号之前补",
        "理由：20号之前补", "照片要重拍", "已经20号补了", "20号之前补，缺公章", "30号照片",
        "听说20号之前补", "如果20号之前补", "让他20号之前补吗",
        "谁20号之前补", "原因20号补", "没让他20号之前补",
    ],
)  # fmt: skip
def test_what_says_more_is_no_day(text: str) -> None:
    """A reason, a question, a rumour, a denial."""
    assert due_said(text, TODAY) is None


@pytest.mark.parametrize(
    ("reason", "left", "day"),
    [
        ("缺使用数据，19号前补", "缺使用数据", 19),
        ("19号之前补上来，缺使用数据", "缺使用数据", 19),
        ("照片看不清；限三天内补齐", "照片看不清", 19),
        ("19号前补", "", 19),
        ("10月20日的照片，看不清", "10月20日的照片，看不清", None),
        ("落款日期不对，10月20日", "落款日期不对，10月20日", None),
        ("缺公章", "缺公章", None),
        ("说佐证看不清，让他们25号之前重新传", "佐证看不清", 25),
        ("照片看不清，给三天", "照片看不清", 19),
        ("缺公章 20号前补", "缺公章", 20),
        ("后天前补上", "", 18),
        ("3 张照片看不清，重拍", "3 张照片看不清，重拍", None),
        ("20号前的照片没有，缺公章", "20号前的照片没有，缺公章", None),
    ],
)
def test_a_day_set_with_a_reason_is_no_part_of_it(reason: str, left: str, day: int | None) -> None:
    """What is set is told apart from what the reason speaks of."""
    due = None if day is None else date(2026, 12, day)
    assert without_due(reason, TODAY) == (left, due)
