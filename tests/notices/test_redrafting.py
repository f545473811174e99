"""A draft is changed by a sentence, by rules; what no rule can do leaves it as it is."""

from __future__ import annotations

import pytest

from bot.notices.redrafting import CannotRedraftError, redrafted
from bot.questions.redraft import Redraft, redraft
from tests.questions.test_combined import KNOWN

READ = """
再短点 = shorter
太长了 短点 = shorter
精简一下 = shorter
一句话就行 = one
再短些 一句话就行 = one
换成正式一点 = formal
语气再硬一点 = firm
客气点 = polite
太硬了 客气点 = polite
口语了 正式点 = formal
太啰嗦 缩成两行 = shorter
控制在两句以内 = shorter
语气委婉一点 = polite
再详细点 = longer
不点名 = unnamed
还是别点名了 说部分单位 = unnamed
加上一句请带上本子 = add 请带上本子
最后加上谢谢配合 = add 谢谢配合
开头加一句各位好 = front 各位好
把周五改成周四 = swap 周五→周四
下午三点改成四点 = swap 下午三点→四点
去掉谢谢那句 = drop 谢谢
把联系电话删掉 = drop 联系电话
标题改成催办通知 = title 催办通知
内容改成：明天不开会了 = whole 明天不开会了
改回去 = undo
撤销 = undo
还是用刚才那版 = undo
谁没报 = none
改成几号 = none
短不短 = none
加上一句了吗 = none
谁改的 = none
确认 = none
发出 = none
没报的有几家 = none
"""


def _said(found: Redraft | None) -> str:
    if found is None:
        return "none"
    text = f"{found.old}→{found.text}" if found.old else found.text
    return f"{found.way} {text}".strip()


@pytest.mark.parametrize(
    ("text", "meant"), [one.partition(" = ")[::2] for one in READ.strip().splitlines()]
)
def test_a_change_is_read(text: str, meant: str) -> None:
    assert _said(redraft(text)) == meant


DRAFT = "各位好，请大家赶紧报哈。教育局、财政局还没交。周五下班前必须交齐。谢谢配合。"


@pytest.mark.parametrize(
    ("said", "made"),
    [
        ("再短点", "请大家赶紧报哈。教育局、财政局还没交。周五下班前必须交齐。"),
        ("一句话就行", "周五下班前必须交齐。"),
        ("不点名", "各位好，请大家赶紧报哈。部分单位还没交。周五下班前必须交齐。谢谢配合。"),
        (
            "正式一点",
            "各单位：\n请各单位尽快报。教育局、财政局尚未报送。周五下班前必须交齐。谢谢配合。特此通知。",
        ),
        (
            "语气硬一点",
            (
                "各位好，请大家赶紧报。教育局、财政局还没交。周五下班前必须交齐。"
                "逾期不报的，将按考核办法扣分并通报。"
            ),
        ),
        ("客气点", "各位好，请大家赶紧报哈。教育局、财政局还没交。周五下班前请交齐。谢谢配合。"),
        ("把周五改成周四", DRAFT.replace("周五", "周四")),
        ("改成下周一前", DRAFT.replace("周五", "下周一")),
        ("日子不对 是周四", DRAFT.replace("周五", "周四")),
        ("去掉谢谢那句", DRAFT.removesuffix("谢谢配合。")),
        ("加上一句联系电话见群公告", f"{DRAFT}联系电话见群公告。"),
    ],
)
def test_a_draft_is_changed(said: str, made: str) -> None:
    change = redraft(said)
    assert change is not None
    assert redrafted(DRAFT, change, KNOWN.roster) == made


@pytest.mark.parametrize(
    "said", ["再详细点", "标题改成催办", "把周六改成周日", "三点改四点", "多放点数字"]
)
def test_what_no_rule_can_do_says_so(said: str) -> None:
    change = redraft(said)
    assert change is not None
    with pytest.raises(CannotRedraftError):
        redrafted(DRAFT, change, KNOWN.roster)


def test_a_change_that_changes_nothing_says_so() -> None:
    with pytest.raises(CannotRedraftError, match="没有点单位的名"):
        redrafted("明天开会。", Redraft("unnamed"), KNOWN.roster)
