"""A figure is the same figure wherever it is typed: by the unit, by the office, by the reviewer."""

from __future__ import annotations

import random

import pytest

from bot.filling.accounted import account
from bot.review import typed_figure
from bot.speech.numbers import NumberFault
from bot.supply.cell import CellFault, read_text
from bot.supply.table import Column
from scoring.scheme import load as load_scheme
from tests.filling.test_walk_thumbs import empty_form

FORM = empty_form(load_scheme("郏县2022-县直单位"))


def _heard(row: str, said: str) -> tuple[object, object, object]:
    """What the unit's question, the office's entry and the reviewer's figure make of a text."""
    found = FORM.scheme.row(row)
    question = FORM.questions(found)[0]
    told = account(found, question, said, lambda _: False)
    own = (told.answer or {}).get(question.names[0]) if told.whole else None
    try:
        supplied: object = read_text(said, Column(found, found.inputs[0]))
    except CellFault:
        supplied = None
    try:
        reviewed: object = typed_figure.read(found.inputs[0], said)
    except NumberFault:
        reviewed = None
    return own, supplied, reviewed


@pytest.mark.parametrize(
    ("row", "said", "meant"),
    [
        ("四.1", "3 次（见附件）", 3),
        ("四.1", "嗯三次吧", 3),
        ("四.1", "填错了应该是4次", 4),
        ("四.1", "不是3次是4次", 4),
        ("四.1", "没搞过", 0),
        ("四.1", "5次未报道", None),
        ("四.1", "两个半", None),
        ("四.1", "3个月", None),
        ("四.1", "教育局3次", None),
        ("四.1", "大概3次", None),
        ("四.1", "3家", None),
        ("三.2", "有的", True),
        ("三.2", "还没有", False),
        ("三.2", "好的", None),
        ("三.2", "没弄", None),
    ],
)
def test_a_text_means_the_same_to_every_reader(row: str, said: str, meant: object) -> None:
    """Taken by all of them, or asked about by all of them."""
    assert _heard(row, said) == (meant, meant, meant)


def test_no_reader_takes_what_another_asks_about() -> None:
    """Texts put together from what people say around a figure."""
    pieces = [
        "3",
        "三",
        "次",
        "个",
        "家",
        "吧",
        "，",
        "没",
        "有",
        "宣传活动",
        "月",
        "半",
        "的",
        "教育局",
        "大概",
        "一共",
    ]
    dice = random.Random(11)
    taken = 0
    for _ in range(2_000):
        said = "".join(dice.choices(pieces, k=dice.randint(1, 4)))
        own, supplied, reviewed = _heard("四.1", said)
        assert own == supplied == reviewed, said
        taken += own is not None
    assert taken
