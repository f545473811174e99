"""Links and their titles, as people paste them."""

from __future__ import annotations

import pytest

from bot.speech import links

URL = "https://www.jiaxian.gov.cn/a/1.html?id=2&x=3"


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (f"诚信进校园 {URL}", "诚信进校园"),
        (f"{URL} 诚信进校园", "诚信进校园"),
        (f"诚信进校园\n{URL}", "诚信进校园"),
        (f"【诚信进校园】{URL}", "诚信进校园"),
        (f"诚信进校园：{URL}。", "诚信进校园"),
        (f"{URL}，诚信进校园", "诚信进校园"),
        (URL, ""),
    ],
)
def test_a_title_stands_before_or_behind_its_link(text: str, title: str) -> None:
    """The link itself never swallows the words beside it."""
    assert links.find(text) == [(URL, title)]


def test_each_link_has_the_title_before_it() -> None:
    """Two links pasted at once."""
    found = links.find("甲活动 http://a.cn/1\n乙活动 http://a.cn/2")
    assert found == [("http://a.cn/1", "甲活动"), ("http://a.cn/2", "乙活动")]


def test_a_title_is_neither_a_sign_nor_a_link() -> None:
    """What is asked for is a title."""
    assert links.is_title("诚信进校园")
    assert not links.is_title("好")
    assert not links.is_title(URL)
    assert not links.is_title("长" * 101)
