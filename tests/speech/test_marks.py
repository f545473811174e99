"""Points as a reviewer types them."""

from __future__ import annotations

import pytest

from bot.speech.marks import points
from bot.speech.numbers import NumberFault


def test_points_of_a_reviewer() -> None:
    given_points = {
        "3": "3",
        "3.5": "3.5",
        "3分": "3",
        "三分半": "3.5",
        "半分": "0.5",
        "给3.25分": "3.25",
        "0": "0",
    }
    assert {text: str(points(text)) for text in given_points} == given_points
    for text in ("", "满分", "-1", "3.255", "3.5分半", "99999", "3或4", "3%"):
        with pytest.raises(NumberFault):
            points(text)
