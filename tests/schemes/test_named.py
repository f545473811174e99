"""Named things in the line an officer writes, there and back."""

from decimal import Decimal
from typing import Any

import pytest

from bot.schemes.named import named_said, with_named

LEVELS = [["国家级", Decimal(5)], ["省级", Decimal(3)], ["市级", Decimal("0.5")]]


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("表彰:国家级 5,省级 3,市级 0.5,最多 8", {"max": Decimal(8), "levels": LEVELS}),
        ("表彰: 国家级加5分、省级加3分、市级0.5分", {"levels": LEVELS}),
    ],
)
def test_a_line_is_read_and_said_back(said: str, found: dict[str, Any]) -> None:
    before = {"points": 10, "highest": True, "add": [{"if": "国家级表彰", "points": 5}]}
    body = with_named(before, said)
    assert body == {"points": 10, "add": [{"named": "表彰", **found}]}
    assert with_named({"points": 10}, named_said(body).replace("：", ":")) == body


def test_it_is_taken_away_and_the_others_stay() -> None:
    other = {"if": "已出台", "points": 1}
    body = {"points": 10, "add": [{"named": "表彰", "levels": LEVELS}, other]}
    assert with_named(body, "") == {"points": 10, "add": [other]}


@pytest.mark.parametrize("said", ["表彰", "表彰:国家级", "表彰:国家级 5", ":国家级 5,省级 3"])
def test_another_line_is_not_taken(said: str) -> None:
    assert with_named({}, said) is None
