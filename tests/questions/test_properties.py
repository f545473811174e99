"""What holds for any text, drawn at random."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings, strategies as st

from bot.questions import Ask, Meaning, command, parse
from tests.speech.county import ROSTER

pytestmark = pytest.mark.slow

TODAY = date(2026, 11, 23)
_SIGNS = "教育局得分排名乡镇县直前后三名一季度谁没报为什么扣邀请开期三.4回执 的了？[(*"


@given(st.one_of(st.text(max_size=500), st.text(_SIGNS, max_size=20)), st.booleans())
@settings(max_examples=200, deadline=None)
def test_any_text_means_something_or_nothing(text: str, is_admin: bool) -> None:
    meaning = parse(text, ROSTER, TODAY, role="admin" if is_admin else "liaison")
    assert meaning is None or isinstance(meaning, (Meaning, Ask))
    if isinstance(meaning, Ask):
        assert 1 <= len(meaning.candidates) <= 8
    command(text)
