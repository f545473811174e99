"""A description is judged by what it says and what its row wants, not by its style."""

from __future__ import annotations

import pytest

from bot.filling.concrete import is_full, lacking, parts_of, wanted
from bot.filling.described import describes, says_of_it
from scoring.scheme import Row, load

TOWNS = "郏县2022-乡镇街道"


def _row(number: str) -> Row:
    return load(TOWNS).row(number)


@pytest.mark.parametrize(
    "said",
    [
        "我们十月二十号在集市上搞了一次诚信宣传活动发了五百份单子县电视台还来采访了",
        "十月二十号在冢头集上搞了诚信宣传发了五百份单子县电视台来报道了",
        "十一月六号上午镇政府会议室四十六个人学了诚信视频考了试平均九十二分",
        "咱们11月3日在镇中学给300名学生讲了诚信课，郏县融媒做了报道",
    ],
)
def test_day_place_and_number_are_taken_at_once_without_commas(said: str) -> None:
    """Whoever dictates says 我们 and no comma."""
    assert is_full(said)
    assert describes(said)
    assert not lacking(_row("四.1"), said)


@pytest.mark.parametrize(
    "said", ["搞了宣传活动效果很好群众都说好", "就是发发传单挂挂横幅", "组织了干部学习，成效明显"]
)
def test_what_says_nothing_definite_lacks_what_the_row_wants(said: str) -> None:
    """It is a description, and vague."""
    assert describes(said)
    assert lacking(_row("四.1"), said)[0] == "when"
    assert "media" in lacking(_row("四.1"), said)


def test_a_row_that_asks_for_no_day_lacks_none() -> None:
    """五.1 wants what was learnt; a day of it is no matter."""
    assert "when" not in wanted(_row("三.4"))
    assert not lacking(_row("四.1"), "10月20日开展宣传")  # says something definite
    assert parts_of("10月20日在集市发500份，县台报道") == {"when", "who", "many", "media"}


@pytest.mark.parametrize(
    ("said", "tells"),
    [
        ("十一月份", True),
        ("搞了宣传", True),
        ("一天三遍", False),
        ("你帮我写", False),
        ("得写几条啊", False),
    ],
)
def test_what_is_no_description_is_not_too_short_a_one(said: str, tells: bool) -> None:
    """A complaint or a plea is told that it was not kept, not that it is too short."""
    assert says_of_it(said) is tells
