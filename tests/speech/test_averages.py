"""Several figures of one kind in a text."""

from decimal import Decimal

import pytest

from bot.speech.averages import several
from bot.speech.numbers import NumberFault
from bot.speech.ratios import rate


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("95%、88%", ["0.95", "0.88"]),
        ("东村95%，西村88%，南村 90%", ["0.95", "0.88", "0.9"]),
        ("东村95%西村88%", ["0.95", "0.88"]),
        ("东村:95% 西村:88%", ["0.95", "0.88"]),
        ("东村95%和西村88%", ["0.95", "0.88"]),
    ],
)
def test_each_is_read(text: str, figures: list[str]) -> None:
    assert several(text, rate) == [Decimal(one) for one in figures]


@pytest.mark.parametrize("text", ["95%", "平均 91%", "95%，西村没报", "不知道"])
def test_one_figure_is_no_list(text: str) -> None:
    assert several(text, rate) is None


def test_one_that_is_no_figure_is_said() -> None:
    with pytest.raises(NumberFault):
        several("95%、3个88", rate)
