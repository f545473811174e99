"""The warning below an invitation whose link no phone can open."""

from __future__ import annotations

import pytest

from bot.people.words.invite import own_machine


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
