"""What gives up what was shown, and what does not: a question, another order, one unit of it."""

from __future__ import annotations

import pytest

from bot.questions.gives_up import drops


@pytest.mark.parametrize(
    "text",
    [
        "算球了 不催了", "先搁着吧 不发", "算了 不挪了", "先压着别发", "拉倒吧 不延了",
        "等等 我先打电话 先不催", "算了都不催了", "先不动它", "先别录", "算球了", "再说吧",
        "先别发 我再请示下", "别急着发", "不催了",
    ],
)  # fmt: skip
def test_it_is_given_up(text: str) -> None:
    assert drops(text)


@pytest.mark.parametrize(
    "text",
    [
        "县直的别催 我自己打电话", "渣园别催", "我自己打电话", "算了 三天吧", "好 发吧",
        "不催了吧 都交了吗", "不退了 直接过", "不催水利局", "不延不不延", "没问题", "教育局",
        "谁说不发了", "不发行吗", "先不催了 我打给谁",
    ],
)  # fmt: skip
def test_it_is_not(text: str) -> None:
    assert not drops(text)
