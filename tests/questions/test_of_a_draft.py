"""What is said of next year's rules while they are drafted, and what only sounds like it."""

from __future__ import annotations

import pytest

from bot.questions.of_a_draft import OfADraft, of_a_draft


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("现在用的是哪个办法", OfADraft("now")),
        ("下季度用哪个办法", OfADraft("now")),
        ("新办法什么时候生效", OfADraft("since")),
        ("什么时候开始用新办法？", OfADraft("since")),
        ("第5行不对", OfADraft("wrong", place=5)),
        ("第十二行读错了", OfADraft("wrong", place=12)),
        ("把三.2删了", OfADraft("remove", row="三.2")),
        ("加一行", OfADraft("add")),
        ("哪几行没读懂", OfADraft("left")),
        ("新办法有几行没确认", OfADraft("left")),
        ("两个人确认了没有", OfADraft("release")),
        ("新办法能发布了吗", OfADraft("release")),
        ("发布新办法", OfADraft("release")),
        ("和现在的办法有什么不同", OfADraft("changes")),
        ("新办法取消了哪些", OfADraft("changes")),
        ("谁受影响最大", OfADraft("trial")),
        ("试算一下草案", OfADraft("trial")),
        ("新办法下谁的分会降", OfADraft("trial")),
        ("教育局会怎样", OfADraft("unit", unit="教育局")),
        ("教育局按新办法多少分", OfADraft("unit", unit="教育局")),
        ("把草案导出来", OfADraft("export")),
        ("删掉草案", OfADraft("drop")),
        ("新办法满分多少", OfADraft("head")),
        ("草案到哪了", OfADraft("status")),
        ("办法什么时候换", OfADraft("renew")),
        ("我想改一条评分标准", OfADraft("amend")),
        ("新办法里有没有一票否决", OfADraft("holds", what="一票否决")),
        ("新办法写到信用修复了吗", OfADraft("holds", what="信用修复")),
        ("新办法有一票否决吗", OfADraft("holds", what="一票否决")),
        ("新办法有什么变化", OfADraft("changes")),
        ("新办法草案核对完了吗", OfADraft("status")),
    ],
)
def test_it_is_of_the_draft_wherever_it_is_said(text: str, meant: OfADraft) -> None:
    assert of_a_draft(text, shown=False) == meant


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("一.2不对", OfADraft("wrong", row="一.2")),
        ("这一行谁审", OfADraft("cells", this=True)),
        ("一.2谁审", OfADraft("cells", row="一.2")),
        ("满分改成10分", OfADraft("cells", field="points", figure="10")),
        ("一.2的分值改成10分", OfADraft("cells", row="一.2", field="points", figure="10")),
        ("改成每次扣2分", OfADraft("cells", field="deduct", figure="2")),
        ("每次得1分改成每次得0.5分", OfADraft("cells", field="add", figure="0.5")),
        ("把一.3改成每次扣2分", OfADraft("cells", row="一.3", field="deduct", figure="2")),
        ("把一.3改成每次扣2分，扣完为止", OfADraft("write", row="一.3")),
        ("一.2由县工信局提供", OfADraft("cells", row="一.2")),
        ("这一行是什么意思", OfADraft("row", this=True)),
        ("三.4怎么算", OfADraft("row", row="三.4")),
        ("还差谁确认", OfADraft("release")),
        ("王强确认了吗", OfADraft("release")),
        ("为什么还不能发布", OfADraft("release")),
        ("还有哪些要核对", OfADraft("left")),
        ("刚才改错了", OfADraft("status")),
    ],
)
def test_it_leans_on_the_draft_that_is_shown(text: str, meant: OfADraft) -> None:
    assert of_a_draft(text, shown=True) == meant
    assert of_a_draft(text, shown=False) is None


@pytest.mark.parametrize(
    "text",
    [
        "上季度排名", "教育局多少分", "谁没报", "教育局的情况", "三.4得分最低的",
        "哪些单位没有提交",
        "为什么还没公布", "删掉通知", "导出排名", "谁审得最多", "教育局三.4不对", "公布", "确认",
        "上季度谁的分降了", "教育局三.4改成3次",
        "有没有一票否决", "把截止时间改到28号",
        "什么时候截止", "第5名是谁", "满分是多少", "材料不对",
    ],
)  # fmt: skip
def test_what_is_of_the_quarter_is_left_alone(text: str) -> None:
    assert of_a_draft(text, shown=False) is None
    assert of_a_draft(text, shown=True) is None
