"""Marks of several events as a reviewer writes them."""

from __future__ import annotations

import pytest

from bot.review.typed_figure import read, refused, spoken
from bot.speech.numbers import NumberFault
from tests.scoring.small import only

ROW = only('deduct = [{ award = "事故扣分", events = "起", min = 1, max = 3, total = 5 }]')
ONE = ROW.inputs[0]


@pytest.mark.parametrize(
    ("text", "kept", "reason"),
    [
        ("2、1.5、3", "6.5", ""),
        ("2，1.5，3，两起没有上报", "6.5", "两起没有上报"),
        ("2 + 3", "5", ""),
        ("扣2分、3分", "5", ""),
        ("3", "3", ""),
        ("没有", "0", ""),
        ("0", "0", ""),
    ],
)
def test_marks_are_added_up(text: str, kept: str, reason: str) -> None:
    said = spoken(text, ONE)
    assert said.reason == reason
    assert read(ONE, said.figure) == kept
    assert refused(ROW, ONE, kept) == ""


def test_a_mark_out_of_its_span_is_named() -> None:
    with pytest.raises(NumberFault, match="每起 1 到 3 分"):
        read(ONE, "2、4")
    assert "要每起在 1 到 3 分之间" in refused(ROW, ONE, "0.5")
