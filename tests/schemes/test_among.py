"""Comparisons with other units in the line an officer writes, there and back."""

from decimal import Decimal
from typing import Any

import pytest

from bot.schemes.among import among_said, with_among

D = Decimal


@pytest.mark.parametrize(
    ("said", "found"),
    [
        (
            "引资额(万元):前 3 名 5 分,第4至10名得3分,其余 1 分,末位 0 分",
            {"places": [[3, D(5)], [10, D(3)]], "otherwise": D(1), "last": [[1, D(0)]]},
        ),
        (
            "引资额(万元):高于平均值得 2 分,同类里比",
            {"mean": "above", "points": D(2), "within": "class"},
        ),
        (
            "引资额(万元):第 1 名 10 分,其余按与第一名的比例,少的好",
            {"share": "first", "points": D(10), "less": True},
        ),
        (
            "引资额(万元):按与平均的比例 10 分,最多 12 分,没报的按0比",
            {"share": "mean", "points": D(10), "max": D(12), "missing": "zero"},
        ),
    ],
)
def test_a_line_is_read_and_said_back(said: str, found: dict[str, Any]) -> None:
    before = {"points": 10, "add": [{"if": "引资", "points": 5}], "example": [{"score": 1}]}
    body = with_among(before, said)
    assert body == {"points": 10, "add": [{"among": "引资额", "unit": "万元", **found}]}
    again = among_said(body).translate(str.maketrans("（）：，；", "():,;"))
    assert with_among({"points": 10}, again) == body


def test_what_is_taken_goes_to_the_other_side() -> None:
    body = with_among({"points": 5}, "引资额(万元):倒数第1名 5 分,倒数第2名 3 分,扣分")
    term = {"among": "引资额", "unit": "万元", "last": [[1, D(5)], [2, D(3)]]}
    assert body == {"points": 5, "deduct": [term]}
    assert among_said(body) == "引资额（万元）：末位 5 分，倒数第 2 名 3 分，扣分"


def test_it_is_taken_away_and_the_others_stay() -> None:
    other = {"if": "已出台", "points": 1}
    term = {"among": "引资额", "unit": "万元", "mean": "above", "points": 2}
    assert with_among({"points": 3, "add": [term, other]}, "") == {"points": 3, "add": [other]}
    told = {"points": 1, "add": [other], "ask": {"已出台": "？"}}
    assert with_among(told, "") == told


@pytest.mark.parametrize(
    "said",
    [
        "引资额:前 3 名 5 分",
        "引资额(万元)",
        "引资额(万元):前三名都好",
        "引资额(万元):其余按比例",
        "引资额(万元):前 3 名 5 分,高于平均 2 分",
    ],
)
def test_another_line_is_not_taken(said: str) -> None:
    assert with_among({}, said) is None
