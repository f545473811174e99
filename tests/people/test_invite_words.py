"""Words of an invitation: the ways in, and the warning of a link that no phone can open."""

from __future__ import annotations

import pytest

from bot.people.words import bind
from bot.people.words.invite import also, own_machine


@pytest.mark.parametrize(
    "link",
    [
        *("http://127.0.0.1:8080/bind/AB", "http://127.0.1.1/bind/AB", "http://localhost:8080/b"),
        *("https://localhost/b", "http://0.0.0.0:80/b", "http://[::1]:8080/b"),
    ],
)
def test_a_link_to_the_machine_itself_is_warned_of(link: str) -> None:
    """What is wrong and what to set."""
    said = own_machine(link)
    assert "手机打不开" in said
    assert "public_address" in said


@pytest.mark.parametrize(
    "link", [None, "https://xinkao.example.gov.cn/b", "http://10.0.0.8:8080/b", "http://1127.cn/b"]
)
def test_any_other_link_is_not(link: str | None) -> None:
    """An address within the county's network may well be reached by phones."""
    assert own_machine(link) == ""


PHONES = "https://xinkao.example.gov.cn/i/AB"
TELEGRAM = "https://t.me/xinkao_bot?start=AB"


def test_a_liaison_may_come_by_any_channel_in_use() -> None:
    """Asked for on the web; Telegram and WeCom are in use as well."""
    lines = also("web", PHONES, {"telegram": TELEGRAM, "web": PHONES}, "信考")
    assert lines == [
        f"也可以用 Telegram 打开：{TELEGRAM}",
        "也可以在企业微信里搜索机器人“信考”，打开以后，发送上面这句绑定。",
    ]


def test_what_is_not_in_use_is_no_way() -> None:
    """Without Telegram its link is the web's; without WeCom the bot has no name there."""
    assert also("web", PHONES, {"telegram": PHONES, "web": PHONES}, None) == []


def test_an_address_of_the_machine_itself_is_no_way_for_others() -> None:
    """WeCom needs no address of one's own: then the web chat is not offered."""
    links = {"telegram": TELEGRAM, "web": "http://127.0.0.1:8080/i/AB"}
    assert also("wecom", None, links, "信考") == [f"也可以用 Telegram 打开：{TELEGRAM}"]


def test_the_short_way_is_told_only_where_there_is_one() -> None:
    """A county's first quarter has none to take over."""
    assert "上季度" not in bind.to_fill("2026年四季度", "1月5日 18:00", again=False)
    assert "一次沿用" in bind.to_fill("2026年四季度", "1月5日 18:00", again=True)
