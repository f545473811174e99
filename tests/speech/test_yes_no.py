"""Yes, no, and what is neither."""

from __future__ import annotations

from bot.speech.yes_no import yes_no


def test_yes_no_and_neither() -> None:
    yes = [
        "是",
        "是的",
        "有",
        "已",
        "已成立",
        "已经建立",
        "编了",
        "√",
        "✔️",
        "✅",
        "yes",
        "Y",
        "是。",
        "有的",
        "成立了",
    ]
    no = [
        "否",
        "没有",
        "没",
        "无",
        "未",
        "不是",
        "×",
        "x",
        "no",
        "N",
        "没成立",
        "未建立",
        "还没有",
        "尚未",
    ]
    neither = [
        "1",
        "0",
        "不知道",
        "不清楚",
        "有3次",
        "不是没有",
        "可能有",
        "已撤销",
        "没看懂",
        "对",
        "好",
        "嗯",
        "忘了",
    ]
    assert [text for text in yes if yes_no(text) is not True] == []
    assert [text for text in no if yes_no(text) is not False] == []
    assert [text for text in [*neither, ""] if yes_no(text) is not None] == []
