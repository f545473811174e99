"""What a sentence wishes by its signs, what cannot be known here, what only fills a sentence."""

from __future__ import annotations

from datetime import date

import pytest

from bot.questions import parse
from bot.questions.clauses import Clause, rows_termed
from bot.questions.combined import Known, compose
from bot.questions.combined.spoken import undictated
from bot.questions.not_ours import not_ours, unknown_body, unknown_place
from bot.questions.orders import order
from bot.questions.typed import TYPED
from bot.questions.urging import urged
from bot.questions.wished import decides
from bot.questions.wishes import Named, every, filled, wishes
from bot.questions.words import held_back
from scoring.scheme import load as load_scheme
from tests.speech.county import ROSTER

TODAY = date(2026, 11, 23)
_NAMED = Named(unit="教育局", other="公安局", row="三.4", kind="工作总结")
_KNOWN = Known(ROSTER, TODAY, ((2026, 3), (2026, 4)))


@pytest.mark.parametrize("question", every())
def test_every_wish_is_a_question_that_is_understood(question: str) -> None:
    """What is offered is answered by the road that reads it: no button leads back to an offer."""
    said = filled(question, _NAMED, {"grade": "优秀", "n": "两", "klass": "三类"})
    meant = parse(said, ROSTER, TODAY, role="admin", known=_KNOWN.quarters, guess=False)
    alone = said in " ".join(TYPED.values()).split()
    acts = order(said, _KNOWN) or urged(said)
    assert alone or meant or compose(said, _KNOWN) or acts, said


@pytest.mark.parametrize(
    ("text", "named", "wish"),
    [
        ("老给他退到底退了几回", Named(unit="安良镇"), "安良镇退回情况"),
        ("那个总结给我发过来我看看", Named(unit="民政局"), "民政局工作报送"),
        ("给我画个线看看", Named(unit="公安局"), "公安局趋势图"),
        ("未得满分的指标及原因", Named(unit="财政局"), "财政局扣分原因"),
        ("还压着多少没审的都在谁手里头", Named(), "审核进度"),
        ("超过三个工作日仍未审核的", Named(), "待审最久的"),
        ("距离优秀分数线不足一分的", Named(), "差一分就优秀的单位"),
        ("一次都没搞的", Named(row="四.1"), "四.1没填的单位"),
        ("所有单位逐项得分导成一个excel", Named(), "各项得分表"),
        ("这季度交得比上季度快还是慢", Named(), "上季度这时候交了几家"),
        ("三类单位排个名", Named(), "三类单位排名"),
        ("小周也想参与审核 咋加", Named(), "邀请审核员"),
        ("提醒审核员抓紧", Named(), "催一下审核员"),
        ("都退的啥", Named(), "退回理由"),
        ("还有没有补救的余地", Named(unit="公安局"), "公安局怎么提分"),
        ("前后是谁", Named(unit="住建局"), "住建局第几名"),
        ("自评和核定差5分以上的有没有", Named(), "自评和审核差最多"),
        ("那个镇少记了一回", Named(unit="安良镇"), "更正 安良镇"),
        ("这四个季度的分放一起比", Named(unit="医保局", other="民政局"),
         "医保局和民政局近四个季度得分"),
    ],
)  # fmt: skip
def test_the_nearest_wish_comes_first(text: str, named: Named, wish: str) -> None:
    """By the signs in it, whatever else it says."""
    assert next(wishes(text, named)) == wish


@pytest.mark.parametrize(
    ("text", "alone"),
    [
        ("明天下不下雨", True), ("工资发了没", True), ("书记那个会是几点开来着", True),
        ("打印机又卡纸了", True), ("李敏这回能不能提副科", True), ("我办还剩多少经费", True),
        ("12月18号早上八点半提醒审核员抓紧", False), ("公布往后挪到下月10号", False),
        ("县直的分给王芳和陈立一人一半", False), ("明年权重变不变", False),
        ("我县在全省排第几", False),
        ("上头有没有说什么时候下发文件", False),
        ("某建筑公司是不是失信被执行人", False), ("把总结概括成三百字", False),
    ],
)  # fmt: skip
def test_what_cannot_be_known_is_said(text: str, alone: bool) -> None:
    """Each with its own true sentence; where nothing is near, nothing is offered."""
    truth = not_ours(text)
    assert truth is not None
    assert truth.alone is alone


@pytest.mark.parametrize(
    "text",
    [
        "教育局多少分",
        "谁没报",
        "哪些单位有疑点",
        "审核进度",
        "工作总结谁没交",
        "三.4评分标准",
        "什么时候公布",
        "明天早上提醒一下没交的",
        "交了但一张图没传的有哪些",
        "领导打电话了 给他们宽两天",
    ],
)
def test_what_is_ours_is_not_denied(text: str) -> None:
    """Questions of the office are none of these."""
    assert not_ours(text) is None


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("城关镇多少分", "城关镇"),
        ("粮食局排第几", "粮食局"),
        ("哪个局没报", ""),
        ("各乡镇谁没报", ""),
    ],
)
def test_a_unit_that_nobody_knows_is_named(text: str, name: str) -> None:
    """城关镇 is a name, 哪个局 is none."""
    assert unknown_place(text, []) == name


def test_a_body_that_the_roster_has_not_is_named() -> None:
    """供销社 ends as no bureau does, and every county has one."""
    assert unknown_body("供销社谁在弄", []) == "供销社"
    assert unknown_body("供销社谁在弄", [(0, 3)]) == ""
    assert unknown_body("谁在弄", []) == ""


@pytest.mark.parametrize(
    ("text", "bare"),
    [
        ("嗯那个教育局啊你给我看看多少分了", "教育局多少分了"),
        ("请统计指标三.4的得分。", "三.4的得分"),
        ("请问是否有单位连续两个季度被评为不合格", "有哪些单位连续两个季度评为不合格"),
        ("那财政局呢", "那财政局呢"),
        ("谁没报", "谁没报"),
    ],
)  # fmt: skip
def test_what_only_fills_a_sentence_goes(text: str, bare: str) -> None:
    """And nothing that says whom, what or when."""
    assert undictated(text) == bare


@pytest.mark.parametrize(
    "text", ["等等先别", "对 改吧", "中", "不对不是这意思", "打错群了", "发吧"]
)
def test_a_word_alone_does_nothing(text: str) -> None:
    """Neither stops nor agrees where no question waits, and is no reason of a change."""
    assert held_back(text) is not None


@pytest.mark.parametrize("text", ["改成3次", "人员变动", "好", "先报名单", "通知发晚了"])
def test_what_says_more_than_yes_or_wait_is_read(text: str) -> None:
    """A reason is one, and 好 is answered kindly elsewhere."""
    assert held_back(text) is None or text == "好"


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("信易贷全县报成了多少家", ["三.1c"]), ("哪些单位还拖欠企业的钱", ["五.2"]),
        ("宣传搞得最多的前三个单位", ["四.1"]), ("刚传的表有没有对不上的单位", []),
    ],
)  # fmt: skip
def test_a_term_names_the_rows_that_few_are_printed_with(text: str, rows: list[str]) -> None:
    """The nearest first: who speaks of 报成了多少家 means the row that counts them."""
    scheme = load_scheme("郏县2022-县直单位")
    clauses = [
        Clause("县直单位", one.id, f"{one.name} {one.text} {one.content}") for one in scheme.rows
    ]
    assert [one.row for one in rows_termed(text, clauses)][: len(rows) or 1] == rows


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("堂街三.4过", True), ("交通局申诉驳回，超期了", True), ("安良三.4扣0.5", True),
        ("交通局申诉驳回了吗", False), ("退回的单位", False), ("三.4退回几次", False),
        ("没看到报道 退回补", True), ("安良二.3有文件没成效 给2分", True), ("只认3项", True),
        ("他二.1应该是6 你帮他改下", True), ("六.1没上传的给不给分", False),
    ],
)  # fmt: skip
def test_a_decision_in_a_sentence_is_known_as_one(text: str, is_one: bool) -> None:
    """It is taken with the papers in view; whether it was taken is a question."""
    assert decides(text) is is_one
