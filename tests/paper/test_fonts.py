"""Measuring, shortening and wrapping of text."""

import pytest
from hypothesis import given, settings, strategies as st

from bot.paper import fonts

SANS = fonts.sans(40)
words = st.text(alphabet="郏县乡镇街道考核 abcXYZ019.%，。）：（", max_size=60)


def test_digits_are_all_equally_wide() -> None:
    """Right-aligned points line up figure under figure."""
    assert len({fonts.width(SANS, digit) for digit in "0123456789"}) == 1


def test_the_wheel_has_the_signs_of_the_county() -> None:
    """A missing sign is drawn as the font's empty box: 郏 and its like must not be."""
    box = SANS.getmask("\U0010fffd").getbbox(), bytes(SANS.getmask("\U0010fffd"))
    for sign in "郏茨芭冢渣〔〕…【】·%":
        assert (SANS.getmask(sign).getbbox(), bytes(SANS.getmask(sign))) != box, sign


def test_clean_takes_out_what_would_be_drawn_as_a_box() -> None:
    assert fonts.clean("县\u200b教育\x07局\t（本\r\n级）\ufeff ") == "县教育局 （本 级）"


@given(text=words, room=st.integers(min_value=60, max_value=900))
@settings(max_examples=60, deadline=None)
def test_shortened_text_fits_and_shows_that_it_is_shortened(text: str, room: int) -> None:
    short = fonts.shorten(SANS, text, room)
    assert fonts.width(SANS, short) <= room
    assert short == text or (short.endswith("…") and text.startswith(short[:-1]))


@given(text=words, room=st.integers(min_value=120, max_value=900))
@settings(max_examples=60, deadline=None)
def test_wrapping_loses_nothing_and_keeps_to_the_room(text: str, room: int) -> None:
    lines = fonts.wrap(SANS, text, room)
    assert "".join("".join(lines).split()) == "".join(text.split())
    assert all(fonts.width(SANS, line) <= room for line in lines)


def test_closing_signs_do_not_begin_a_line_and_figures_stay_whole() -> None:
    room = fonts.width(SANS, "（各行合计九十八分")
    assert fonts.wrap(SANS, "（各行合计九十八分）。共2026年", room) == (
        "（各行合计九十八",
        "分）。共2026年",
    )
    assert fonts.wrap(SANS, "截至2026年", fonts.width(SANS, "截至20")) == ("截至", "2026", "年")


@pytest.mark.parametrize(
    "text", ["", "一行", "郏县2026年第四季度社会信用体系建设工作考核排名（试算）"]
)
def test_balanced_lines_are_as_few_as_wrapped_ones_but_alike_in_length(text: str) -> None:
    room = 700
    wrapped, balanced = fonts.wrap(SANS, text, room), fonts.balance(SANS, text, room)
    assert len(balanced) == len(wrapped)
    assert "".join(balanced) == text
    if len(balanced) > 1:
        lengths = [fonts.width(SANS, line) for line in balanced]
        assert max(lengths) <= room
        assert max(lengths) - min(lengths) < 160
