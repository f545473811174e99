"""Telephone numbers in every form that office lists have them in."""

from __future__ import annotations

import pytest
from hypothesis import given, strategies as st

from bot.roster.phones import read_phones


@pytest.mark.parametrize(
    ("written", "read"),
    {
        "13800000001": "13800000001",
        "138 0000 0001": "13800000001",
        "138-0000-0001": "13800000001",
        "+86 138 0000 0001": "+8613800000001",
        "0375－5161234": "0375-5161234",
        "0375—5161234": "0375-5161234",
        "0375 5161234": "0375-5161234",
        "（0375）5161234": "0375-5161234",
        "03755161234": "0375-5161234",
        "5161234": "5161234",
        "0375-5161234-801": "0375-5161234转801",
        "0375-5161234转801": "0375-5161234转801",
        "5161234 分机801": "5161234转801",
        "13800000001、13900000002": "13800000001、13900000002",
        "13800000001/0375-5161234": "13800000001、0375-5161234",
        "13800000001 13900000002": "13800000001、13900000002",
        "13800000001\n5161234": "13800000001、5161234",
        "办公：5161234；手机：13800000001": "5161234、13800000001",
        "电话:0375-5161234": "0375-5161234",
        "13800000001（微信同号）": "13800000001",
        "5161234（办）13800000001（手机）": "5161234、13800000001",
        "6123": "6123",
        "无": "",
        "": "",
    }.items(),
)
def test_a_number_is_read_in_any_form(written: str, read: str) -> None:
    assert read_phones(written) == (read, "")


def test_full_width_figures_are_figures() -> None:
    assert read_phones("１３８０００００００１") == ("13800000001", "")


@pytest.mark.parametrize("written", ["见附页", "1380000000", "12", "138000000011", "张三"])
def test_what_is_no_number_is_given_back(written: str) -> None:
    assert read_phones(written) == ("", written)


def test_the_good_one_of_two_is_kept() -> None:
    assert read_phones("13800000001、待定") == ("13800000001", "待定")


@given(st.text(max_size=40))
def test_any_text_is_read_and_never_raises(text: str) -> None:
    found, _ = read_phones(text)
    assert read_phones(found) == (found, "")
