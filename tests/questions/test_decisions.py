"""Decisions by sentence: row, verb, figure, reason; nothing where it asks, denies or tells."""

from __future__ import annotations

import pytest
from hypothesis import given, strategies as st

from bot.questions.combined import Query
from bot.questions.decisions import Decision, decisions
from tests.questions.test_combined import KNOWN, short

DECIDED = """
教育局三.4核成3次 = figure 教体局 三.4 “核成3次”
教育局三.4核成3次，理由两次没有照片 = figure 教体局 三.4 “核成3次” 因为 两次没有照片
教育局三.4核成3次 有两次没照片 = figure 教体局 三.4 “核成3次” 因为 有两次没照片
教育局三.4改成2次，有两次活动照片是一样的 = figure 教体局 三.4 “改成2次” 因为 有两次活动照片是一样的
教育局三.4给0分 = zero 教体局 三.4 “给0分”
教育局三.4取得成效的核成2项 = figure 教体局 三.4 “取得成效的核成2项”
教育局三.4给0.5分 = figure 教体局 三.4 “给0.5分”
教育局三.4扣1分，理由缺公章 = figure 教体局 三.4 “扣1分” 因为 缺公章
教育局三.4缺公章，扣1分 = figure 教体局 三.4 “扣1分” 因为 缺公章
教育局三.4退回补照片 = return 教体局 三.4 “退回补照片” 因为 补照片
教育局三.4退回去，照片看不清 = return 教体局 三.4 “退回去” 因为 照片看不清
把财政局四.1退回，理由是没看到媒体报道 = return 财政局 四.1 “退回” 因为 没看到媒体报道
教育局三.4通过 = accept 教体局 三.4 “通过”
教育局的三.4这一项给过吧 = accept 教体局 三.4 “给过吧”
教育局三.4和四.1都通过 = accept 教体局 三.4 四.1 “都通过”
教育局三.4不算，不在本季度 = zero 教体局 三.4 “不算” 因为 不在本季度
教育局三.4通过，四.1核成2次 = accept 教体局 三.4 “通过”; figure 教体局 四.1 “核成2次”
教育局三.4退回补照片；四.1扣2分，理由重复 = \
return 教体局 三.4 “退回补照片” 因为 补照片; figure 教体局 四.1 “扣2分” 因为 重复
教育局三.4通过，财政局三.4不认 = accept 教体局 三.4 “通过”; zero 财政局 三.4 “不认”
教育局四.1改5 跟别的单位平衡一下 = figure 教体局 四.1 “改5” 因为 跟别的单位平衡一下
志愿服务那个啥都没有，退给他重弄，说明缺照片 = \
return “退给他重弄” 因为 志愿服务那个啥都没有，缺照片
教育局三.3去掉整改 = figure 教体局 三.3 “去掉整改”
教育局三.4重新审 = reopen 教体局 三.4 “重新审”
撤回刚才的核减 = reopen “撤回刚才的核减”
刚才那个核减撤了吧 = reopen “刚才那个核减撤了吧”
三.4只认3项 = figure 三.4 “只认3项”
只认3项 = figure “只认3项”
退回补照片 = return “退回补照片” 因为 补照片
教育局三.4退回，理由让财政局三.4通过 = return 教体局 三.4 “退回” 因为 让财政局三.4通过
教育局三.4不算，与财政局重复 = zero 教体局 三.4 “不算” 因为 与财政局重复
教育局三.4退回，理由把它核成3次 = return 教体局 三.4 “退回” 因为 把它核成3次
教育局三.4没问题 通过 = accept 教体局 三.4 “没问题 通过”
教育局三.4都没问题了，过吧 = accept 教体局 三.4 “都没问题了,过吧”
教育局三.4看过了 同意 = accept 教体局 三.4 “看过了 同意”
教育局三.4减一项，没成效证明 = figure 教体局 三.4 “减一项” 因为 没成效证明
教育局四.1全扣了，没材料 = zero 教体局 四.1 “全扣了” 因为 没材料
教育局四.1少算一次 = figure 教体局 四.1 “少算一次”
教育局四.1砍掉一个，没有照片 = figure 教体局 四.1 “砍掉一个” 因为 没有照片
教育局三.4只认1项，别的没材料 = figure 教体局 三.4 “只认1项” 因为 别的没材料
教育局跟财政局四.1打回去，照片看不清 = return 教体局 财政局 四.1 “打回去” 因为 照片看不清
教育局三.4材料不行 打回去重弄 后天前补上 = \
return 教体局 三.4 “打回去重弄” 因为 材料不行，后天前补上
打回去重弄 教育局三.4 = return 教体局 三.4 “打回去重弄”
教育局六.3退了 文件不是本局发的 后天补 = \
return 教体局 六.3 “退回” 因为 文件不是本局发的 后天补
教育局三.4就按现在的过 = accept 教体局 三.4 “就按现在的过”
三.4按他们报的数过 = accept 三.4 “按他们报的数过”
退回教育局三.4，缺照片 = return 教体局 三.4 “退回” 因为 缺照片
教育局三.4照片看不清 叫重传 给三天 = return 教体局 三.4 “叫重传” 因为 照片看不清，给三天
教育局四.1里面有两次没报道不算 = figure 教体局 四.1 “减掉两次” 因为 没报道
教育局四.1有一次是去年的，不算 = figure 教体局 四.1 “减掉一次” 因为 是去年的
教育局四.1没有一次不认 = nothing
教育局四.1有一次不认吗 = nothing
教育局四.1哪有一次不算 = nothing
教育局四.1有两次没报道不算了没 = nothing
教育局四.1其中有一次 不认 = figure 教体局 四.1 “减掉一次”
教育局四.1报5次只认4次 有一次没报道 = figure 教体局 四.1 “只认4次” 因为 有一次没报道
教育局六.3典型案例两个只认一个，另一个是转载的 = \
figure 教体局 六.3 “典型案例只认一个” 因为 另一个是转载的
教育局四.1报了9次，我看材料只能认3次 = figure 教体局 四.1 “只能认3次”
教育局四.1搞了9次里头2次没报道，按7次算 = \
figure 教体局 四.1 “按7次” 因为 搞了9次里头2次没报道
教育局四.1给认三次算了 = figure 教体局 四.1 “给认三次”
教育局四.1报5次认了4次 = nothing
教育局四.1报5次认几次 = nothing
教育局三.4别打回去 重弄 = nothing
退回教育局三.4了吗 = nothing
教育局三.4减一项，没说减 = nothing
教育局三.4减一项，没有 = nothing
教育局三.4减一项，没通过 = nothing
教育局三.4没问题的话通过 = nothing
教育局三.4是不是没问题 = nothing
王芳说教育局三.4没问题 通过 = nothing
教育局三.4没减一项 = nothing
谁核成3次的 = nothing
教育局三.4谁核成3次的 = nothing
教育局三.4核成3次了吗 = nothing
教育局三.4核成3次了 = nothing
教育局三.4核成3次，对吗 = nothing
教育局三.4核成3次，是王芳改的 = nothing
教育局三.4通过了 = nothing
教育局三.4通过没有 = nothing
教育局三.4没通过 = nothing
教育局三.4不通过 = nothing
教育局三.4不要核成3次 = nothing
教育局三.4先别退回 = nothing
别把教育局三.4退回 = nothing
教育局三.4已经退回 = nothing
教育局三.4退回过 = nothing
教育局三.4退回了几次 = nothing
教育局三.4要不要退回 = nothing
教育局三.4能不能通过 = nothing
教育局三.4如果退回 = nothing
教育局三.4核减记录 = nothing
教育局三.4退回，错了 = nothing
教育局三.4退回，等等 = nothing
教育局三.4通过的有几家 = nothing
教育局三.4得几分 = nothing
教育局三.4得分 = nothing
教育局三.4 = nothing
教育局三.4扣分原因 = nothing
王芳说教育局三.4通过 = nothing
没人说教育局三.4通过 = nothing
三.4通过的单位 = nothing
退回的单位 = nothing
撤回刚才的通知 = nothing
撤回公示 = nothing
刚才的核减撤回了吗 = nothing
"""


def _shown(found: tuple[Decision, ...]) -> str:
    return "; ".join(map(_one, found)) or "nothing"


def _one(one: Decision) -> str:
    units = [short(Query(units=(unit,))).removeprefix("units ") for unit in one.units]
    rows = [row for named in one.rows for _, row in named]
    because = ["因为", one.reason] if one.reason else []
    return " ".join([one.verb, *units, *rows, f"“{one.said}”", *because])


CASES = [line.partition(" = ")[::2] for line in DECIDED.strip().splitlines()]


@pytest.mark.parametrize(("text", "meant"), CASES)
def test_decision(text: str, meant: str) -> None:
    assert _shown(decisions(text, KNOWN)) == meant


ORDERED = [text for text, meant in CASES if meant != "nothing"]
_BEFORE = ("别", "不要", "先别", "没人", "谁", "是不是", "能不能", "王芳昨天", "听说", "如果")
_BEHIND = ("吗", "了吗", "没有", "是谁定的", "对不对", "行不行", "怎么办", "的单位", "，错了")


@given(st.sampled_from(ORDERED), st.sampled_from(_BEFORE))
def test_no_decision_behind_a_denial_or_a_question(text: str, word: str) -> None:
    assert decisions(word + text, KNOWN) == ()


@given(
    st.sampled_from([one for one in ORDERED if "理由" not in one and "说明" not in one]),
    st.sampled_from(_BEHIND),
)
def test_no_decision_before_a_question_or_a_report(text: str, word: str) -> None:
    assert decisions(text + word, KNOWN) == ()


@given(st.sampled_from(ORDERED), st.sampled_from(ORDERED))
def test_an_order_in_a_reason_is_none(first: str, inner: str) -> None:
    """Whatever stands in a reason, at most the rows before it are decided."""
    found = decisions(f"教育局三.4退回，理由是：{inner}", KNOWN)
    assert len(found) <= 1
    assert all((one.verb, len(one.units), len(one.rows)) == ("return", 1, 1) for one in found), (
        first
    )
