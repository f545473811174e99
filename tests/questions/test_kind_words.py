"""Talk that asks nothing and answers nothing has a short kind word, and nothing else."""

from __future__ import annotations

import pytest

from bot.questions.grammar import GRAMMAR
from bot.questions.kind_words import courtesy


@pytest.mark.parametrize(
    ("said", "word"),
    [
        ("中 谢谢恁", "不客气"),
        ("好嘞 恁受累", "不客气"),
        ("好，有劳了", "不客气"),
        ("恁这个机器怪好使 谢谢啊", "不客气"),
        ("这系统真方便", "谢谢，您用着顺手就好"),
        ("今儿个累得不轻", "您辛苦了"),
        ("累死了", "您辛苦了"),
        ("好，谢谢小同志", "不客气"),
        ("此项完毕，请继续", "好的"),
        ("天冷了多穿点哈哈", "谢谢您惦记"),
        ("早点休息吧", "谢谢您惦记"),
        ("领导说再核实一下，先别交", "好的。不点“提交”就不会交上去"),
        ("先别往上报，等领导看看", "好的。不点“提交”就不会交上去"),
        ("俺先吃饭 晌午再弄", "好的，您先忙"),
        ("恁先忙 俺去趟村里回来再写", "好的，您先忙"),
        ("我回办公室翻翻本子再写", "好的，您先忙"),
    ],
)
def test_talk_has_a_kind_word(said: str, word: str) -> None:
    """Dialect and plain."""
    found = courtesy(said)
    assert found is not None
    assert found.text.startswith(word)


@pytest.mark.parametrize(
    "said",
    [
        "我开会讲了",
        "这个可以",
        "是可以的",
        "真有",
        "很多",
        "先去掉打印机再弄",
        "去镇里宣传了一次",
        "累计3次",
        "现在就填",
        "我现在就报",
    ],
)
def test_what_may_answer_is_no_talk(said: str) -> None:
    """An answer, or a part of one."""
    assert courtesy(said) is None


@pytest.mark.parametrize(("said", "begins"), [("现在就填", True), ("马上填", False)])
def test_who_begins_now_is_led_there_and_who_promises_is_thanked(said: str, begins: bool) -> None:
    """Behind a reminder."""
    lines = [line.name for line in GRAMMAR if line.said.fullmatch(said)]
    assert lines == (["fill"] if begins else [])
    assert (courtesy(said) is None) is begins
