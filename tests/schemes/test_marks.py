"""Assessors' weights in the line an officer writes, there and back."""

from decimal import Decimal
from typing import Any

import pytest

from bot.schemes.marks import marks_said, with_marks

WHO = [["领导", Decimal(40)], ["群众", Decimal(60)]]


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("民主测评:领导 40%,群众 60%", {}),
        ("民主测评: 领导占40%、群众占60%、按100分制", {"out_of": Decimal(100)}),
        ("民主测评: 领导占40%、群众占60%、各报各的", {}),
    ],
)
def test_a_line_is_read_and_said_back(said: str, found: dict[str, Any]) -> None:
    before = {"points": 10, "add": [{"award": "民主测评", "max": 10}]}
    body = with_marks(before, said)
    by = {"by": "各方"} if "各报各的" in said else {}
    assert body == {"points": 10, **by, "add": [{"marks": "民主测评", **found, "assessors": WHO}]}
    again = marks_said(body).translate(str.maketrans("：，", ":,"))
    assert with_marks({"points": 10}, again) == body


def test_it_is_taken_away_and_the_others_stay() -> None:
    other = {"if": "已出台", "points": 1}
    body = {"points": 10, "add": [{"marks": "民主测评", "assessors": WHO}, other]}
    assert with_marks(body, "") == {"points": 10, "add": [other]}
    assert with_marks({**body, "by": "各方"}, "") == {"points": 10, "add": [other]}
    assert with_marks({**body, "by": "县考核办"}, "")["by"] == "县考核办"  # type: ignore[index] # said


@pytest.mark.parametrize(
    "said", ["民主测评", "民主测评:领导 40%", "民主测评:领导 40%,群众 50%", "民主测评:看情况"]
)
def test_another_line_is_not_taken(said: str) -> None:
    assert with_marks({}, said) is None
