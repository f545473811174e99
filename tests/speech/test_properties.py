"""What holds for any text and any number: drawn at random, or every one of them."""

from __future__ import annotations

import contextlib
from datetime import date

import pytest
from hypothesis import given, settings, strategies as st

from bot.speech import links
from bot.speech.calendar import DayFault, day, quarter, say_day
from bot.speech.counts import count
from bot.speech.growth import growth
from bot.speech.marks import points
from bot.speech.names import Named, Roster
from bot.speech.numbers import NumberFault
from bot.speech.ratios import ratio
from bot.speech.yes_no import yes_no
from tests.speech.county import ROSTER
from tests.speech.test_calendar import TODAY
from tests.speech.test_counts import in_chinese
from tests.speech.test_numbers import said

pytestmark = pytest.mark.slow

_OF_NAMES = "县郏局镇乡街道办委教育交通城管财政人民政府冢头 (（[.*+?^$|\\"
_OF_FIGURES = (
    "0123456789０９零一二两三四五六七八九十百千万亿廿点.．,，%％-－负 次家分半年去今约没有无倍番→"
)
_ANYTHING = st.one_of(st.text(max_size=500), st.text(_OF_FIGURES, max_size=30))


@given(
    st.dates(date(2001, 1, 1), date(2098, 12, 31)), st.dates(date(2001, 1, 1), date(2098, 12, 31))
)
@settings(max_examples=100, deadline=None)
def test_a_day_as_said_is_read_back(spoken: date, today: date) -> None:
    assert day(say_day(spoken), today) == spoken


@given(
    st.text("0123456789年月日号季度Q一二三四十廿周底末上下今明去-./ 天后大前", max_size=12)
    | st.text(max_size=500)
)
@settings(max_examples=300, deadline=None)
def test_no_text_makes_a_reader_of_days_break(text: str) -> None:
    read = quarter(text, TODAY)
    assert read is None or 1 <= read[1] <= 4
    with contextlib.suppress(DayFault):
        assert isinstance(day(text, TODAY), date)


def test_every_numeral_below_the_limit_comes_back_as_its_number() -> None:
    every = [*range(2100), *range(2100, 100_000, 97), 10_000, 10_010, 20_304, 99_999]
    assert [number for number in every if count(in_chinese(number)) != number] == []


@given(st.integers(0, 99_999), st.sampled_from(["", "次", " 次", "次。"]))
@settings(max_examples=100, deadline=None)
def test_digits_and_numerals_agree(number: int, ending: str) -> None:
    assert count(f"{number}{ending}", "次") == count(in_chinese(number) + ending, "次") == number


@given(st.text(max_size=200))
@settings(max_examples=60)
def test_any_text_is_read(text: str) -> None:
    """No text makes reading fail, and a title is never longer than allowed."""
    for url, title in links.find(text):
        assert url.lower().startswith(("http://", "https://"))
        assert len(title) <= links.LONGEST_TITLE


@given(st.one_of(st.text(max_size=500), st.text(_OF_NAMES, max_size=12)))
@settings(max_examples=150, deadline=None)
def test_any_text_finds_one_several_or_none(text: str) -> None:
    found = ROSTER.find(text)
    assert (found.unit is not None) == (found.kind == "one")
    for mention in ROSTER.find_in(text):
        assert 0 <= mention.start < mention.end <= len(text)


@given(st.lists(st.text(max_size=12), max_size=6))
@settings(max_examples=50, deadline=None)
def test_any_names_make_a_roster(names: list[str]) -> None:
    roster = Roster(Named(n, name, "", (name,), "") for n, name in enumerate(names))
    for name in names:
        assert roster.find(name).kind in {"one", "several", "none"}
        roster.find_in(f"看{name}得分")


@given(_ANYTHING)
@settings(max_examples=300, deadline=None)
def test_no_text_makes_a_reader_of_numbers_break(text: str) -> None:
    for read in (count, ratio, growth, points):
        assert said(read, text) != ""
    assert yes_no(text) in {True, False, None}


@given(_ANYTHING)
@settings(max_examples=200, deadline=None)
def test_a_count_is_never_outside_its_range(text: str) -> None:
    try:
        value = count(text, "次")
    except NumberFault:
        return
    assert type(value) is int
    assert 0 <= value < 100_000
