"""A question for the office is sent on; a polite one to the bot is answered."""

from __future__ import annotations

import pytest

from bot.questions.passed_on import bare, passes_on


@pytest.mark.parametrize(
    ("text", "question"),
    [
        ("帮问下 联合激励文件要多少份", "联合激励文件要多少份"),
        ("帮我问一声 材料要不要原件", "材料要不要原件"),
        ("麻烦问下科里 信用修复算不算一次", "信用修复算不算一次"),
        ("请转告王科长，信易贷的数跟银行对不上", "信易贷的数跟银行对不上"),
        ("帮我跟信用办说一声打印机坏了", "打印机坏了"),
        ("替我们向信用办反映一下 系统老掉线", "系统老掉线"),
        ("你问问信用办 食堂承诺书算不算", "食堂承诺书算不算"),
    ],
)
def test_the_question_without_its_bearer(text: str, question: str) -> None:
    """帮问下 was answered with what the word means."""
    assert passes_on(text)
    assert bare(text) == question


@pytest.mark.parametrize(
    "text", ["麻烦问下总结什么时候交", "我想问一下几号截止", "请问在哪填", "帮我问问"]
)
def test_who_asks_the_bot_passes_nothing_on(text: str) -> None:
    """Excuse me, and no message to anybody."""
    assert not passes_on(text)
