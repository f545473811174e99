"""加倍, 减半, 难度系数 in the line an officer writes, there and back."""

from decimal import Decimal
from typing import Any

import pytest

from bot.schemes.factors import factors_said, with_factors

TWICE = {"when": "屡查屡犯", "times": Decimal(2), "of": "deduct"}
HARD = {"figure": "难度系数", "from": Decimal("0.8"), "to": Decimal("1.5")}


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("屡查屡犯:扣分加倍", [TWICE]),
        ("屡查屡犯: 扣分乘以 2", [TWICE]),
        ("屡查屡犯:扣分×2;难度系数:0.8 到 1.5", [TWICE, HARD]),
        ("主动整改:减半", [{"when": "主动整改", "times": Decimal("0.5")}]),
        ("难度系数:0.8-1.5", [HARD]),
        ("问题 >= 3:加分乘以1.2倍", [{"when": "问题 >= 3", "times": Decimal("1.2"), "of": "add"}]),
        ("", []),
    ],
)
def test_a_line_is_read_and_said_back(said: str, found: list[dict[str, Any]]) -> None:
    body = with_factors({"points": 10, "factors": [HARD]}, said)
    assert body is not None
    assert body.get("factors", []) == found
    assert body["points"] == 10
    again = with_factors({}, factors_said(body).replace("：", ":").replace("；", ";"))
    assert again is not None
    assert again.get("factors", []) == found


@pytest.mark.parametrize("said", ["加倍", "屡查屡犯:很多", "屡查屡犯 2", ":2"])
def test_another_line_is_not_taken(said: str) -> None:
    assert with_factors({}, said) is None
