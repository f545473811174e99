"""Names that stand joined to a unit's: put right, asked about, counted; figures stay figures."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any, cast

import pytest

from bot.corridor.events import Message
from bot.front.asking import Asking
from bot.front.joined_names import put_right
from bot.speech.names import Named, Roster

_UNITS = (
    ("县教育局", "教育局"), ("县财政局", "财政局"), ("县公安局", "公安局"), ("黄道镇", "黄道镇"),
    ("白庙乡", "白庙乡"), ("堂街镇", "堂街镇"), ("薛店镇", "薛店镇"),
)  # fmt: skip


def _asking() -> Asking:
    units = [
        Named(place, name, short, (), "乡镇街道" if name[-1] in "镇乡" else "县直单位")
        for place, (name, short) in enumerate(_UNITS, 1)
    ]
    return Asking(cast("Any", None), Roster(units), (), frozenset(), (), datetime.now(UTC))


@pytest.mark.parametrize(
    ("said", "read"),
    [
        ("财证局和教育局谁高", "财政局和教育局谁高"),
        ("把教育局和公按局催一下", "把教育局和公安局催一下"),
        ("教育局和财政局谁高", "教育局和财政局谁高"),
        ("教育局交了吗，开会的通知呢", "教育局交了吗，开会的通知呢"),
        ("催一下黄道镇、白庙乡这两个", "催一下黄道镇、白庙乡"),
        ("教育局财政局公安局三家放一块比一比", "教育局财政局公安局比一比"),
        # a count of something else, and figures
        ("教育局和财政局三个季度的得分", "教育局和财政局三个季度的得分"),
        ("堂街镇七家 薛店镇六家", "堂街镇七家 薛店镇六家"),
        ("教育局和财政局这三个", "教育局和财政局这三个"),
    ],
)
def test_a_joined_name_is_put_right(said: str, read: str) -> None:
    assert put_right(_asking(), said) == read


def test_who_is_on_no_roster_is_asked_about() -> None:
    answer = put_right(_asking(), "教育局、广电局、财政局的得分")
    assert isinstance(answer, Message)
    assert "名单里没有“广电局”" in answer.text
    assert answer.buttons[0][0].label == "教育局、财政局的得分"
