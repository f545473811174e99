"""The time that a text says is put right: its day, its hour, its part of the day."""

from __future__ import annotations

import pytest

from bot.speech.when_said import retimed, when_of


@pytest.mark.parametrize(
    ("text", "to", "made"),
    [
        ("周五下午三点开会", "四点", "周五下午四点开会"),
        ("周五下午三点开会", "周四", "周四下午三点开会"),
        ("周五下午三点开会", "上午", "周五上午三点开会"),
        ("周五下午三点开会", "上午十点", "周五上午十点开会"),
        ("周五下午三点开会", "下周一上午", "下周一上午开会"),
        ("本周五前交总结", "下周一", "下周一前交总结"),
        ("平台今晚十点维护", "九点", "平台今晚九点维护"),
        ("请于12月20日前报送", "25号", "请于25号前报送"),
        ("周四上午九点视频会", "九点半", "周四上午九点半视频会"),
    ],
)
def test_the_one_time_is_put_right(text: str, to: str, made: str) -> None:
    new = when_of(to)
    assert new is not None
    assert retimed(text, new) == (made, 1)


def test_of_two_times_the_one_that_is_named() -> None:
    text, to, old = "三点开会，五点散会", when_of("四点"), when_of("三点")
    assert to is not None
    assert retimed(text, to) == (text, 2)
    assert retimed(text, to, old) == ("四点开会，五点散会", 1)


def test_where_no_time_stands_nothing_is_put() -> None:
    to = when_of("四点")
    assert to is not None
    assert retimed("抓紧报总结", to) == ("抓紧报总结", 0)


@pytest.mark.parametrize("text", ["三楼", "教育局", "四个", "", "周四开会"])
def test_what_is_no_time(text: str) -> None:
    assert when_of(text) is None
