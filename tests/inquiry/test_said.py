"""A question as the label of a button: of whom, of which quarter, and what it asks."""

from __future__ import annotations

from datetime import date

import pytest

from bot.inquiry.words.said import shortly
from bot.questions.combined.query import Condition, Query

TODAY = date(2026, 12, 16)


@pytest.mark.parametrize(
    ("query", "said"),
    [
        (Query(topic="unit", units=(1,)), "教育局　报了没有"),
        (Query(topic="unit", units=(1,), tests=(Condition("appealed"),)), "教育局　是不是提了申诉"),
        (
            Query(topic="unit", units=(1,), tests=(Condition("extended"),), quarters=((2026, 3),)),
            "教育局　2026年三季度　是不是延了期",
        ),
        (Query(topic="appeals", quarters=((2026, 3),)), "2026年三季度　申诉"),
        (Query(topic="units", tests=(Condition("appealed"),)), "提了申诉的单位"),
        (
            Query(topic="units", tests=(Condition("appealed"),), quarters=((2026, 3),)),
            "2026年三季度提了申诉的单位",
        ),
    ],
)
def test_a_button_says_what_is_asked_and_of_which_quarter(query: Query, said: str) -> None:
    assert shortly(query, {1: "教育局"}, TODAY) == said
