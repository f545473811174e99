"""What was offered, with what is said now: more is said of it, and nothing of it is lost."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any, Final

import pytest

from bot.front import behind_a_menu
from bot.questions.combined.query import Condition, Query

_OWING: Final = Condition("waiting")
_READ: Final = {
    "还没提交的单位": Query(tests=(_OWING,)),
    "还没提交的乡镇": Query(group="乡镇街道", tests=(_OWING,)),
    "乡镇的": Query(group="乡镇街道"),
    "退回的单位": Query(tests=(Condition("returned"),)),
}


@pytest.mark.parametrize(
    ("said", "more"),
    [("还没提交的乡镇", True), ("还没提交的单位", False), ("乡镇的", False), ("退回的单位", False)],
)
async def test_every_condition_of_the_offer_is_kept(
    monkeypatch: pytest.MonkeyPatch, said: str, more: bool
) -> None:
    """What drops the offer's condition would be of everybody; the offer itself says no more."""

    async def reads(_asking: object, text: str) -> Query:
        return _READ[text]

    monkeypatch.setattr(behind_a_menu, "reads", reads)
    turn: Any = SimpleNamespace()
    assert await behind_a_menu._is_more(turn, turn, said, "还没提交的单位") is more
