"""要是再报两次能得几分: reckoned by the scheme, and nothing is kept."""

from __future__ import annotations

import pytest

from bot.filling.what_if import Supposed, supposed
from tests.bench._heard_liaison import before


@pytest.mark.parametrize(
    ("said", "by", "more"),
    [
        ("要是再报两次能得几分", 2, True),
        ("多报一次多几分", 1, True),
        ("填十二次是不是也只给五分", 12, False),
        ("要是报三个能得十二分吗", 3, False),
        ("如果搞6次能拿满分吗", 6, False),
        ("报4次得几分", 4, False),
    ],
)
def test_a_figure_is_supposed(said: str, by: int, more: bool) -> None:
    told = supposed(said)
    assert told is not None
    assert (told.by, told.more) == (by, more)


@pytest.mark.parametrize(
    "said",
    ["3次", "填3", "再加一次", "报了3次，得1分", "报了3次得1.5分", "一次多少分", "这题得几分"],
)
def test_what_supposes_nothing(said: str) -> None:
    assert supposed(said) is None


def test_it_is_counted_in_its_own_measure() -> None:
    """三篇 is no count of 次, 三回 is one."""
    assert Supposed(3, more=False, measure="回").counts("次")
    assert not Supposed(3, more=False, measure="篇").counts("次")


async def test_it_is_reckoned_and_nothing_is_kept() -> None:
    async with before("[数]", "县教育局") as liaison:
        open_ = await liaison.says("填十二次是不是也只给五分")
        assert "四.1 宣传活动填 12 次：这一项得 5 分" in open_
        assert "没有记" in open_
        assert "⇢" not in open_
    async with before("[数]", "县教育局") as liaison:
        again = await liaison.says("3 ⇒ 要是再报两次能得几分")
        assert "填 5 次：这一项得 2.5 分" in again
        assert "⇢" not in again
