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


@pytest.mark.parametrize(
    ("text", "url"),
    [
        ("www.jiaxian.gov.cn/a/3", "http://www.jiaxian.gov.cn/a/3"),
        ("见jiaxian.gov.cn/12。", "http://jiaxian.gov.cn/12"),
        ("mp.weixin.qq.com", "http://mp.weixin.qq.com"),
    ],
)
def test_an_address_needs_no_https(text: str, url: str) -> None:
    """As people type it from memory."""
    assert [one for one, _ in links.find(text)] == [url]


@pytest.mark.parametrize(
    "text", ["limin@163.com", "3.5", "二.1", "a.b@jiaxian.gov.cn", "3.cnt", "方案.docx"]
)
def test_a_mailbox_a_figure_and_a_file_are_no_address(text: str) -> None:
    """What only looks like one."""
    assert links.find(text) == []


def test_what_is_left_beside_a_link() -> None:
    """Whether it tells of something is another's to say."""
    assert links.without("详见 www.jiaxian.gov.cn/1 和 https://a.cn/2。") == "详见 和"
