"""Further orders by sentence; a denial, a question, a report or a word too many is none."""

from __future__ import annotations

import pytest
from hypothesis import given, strategies as st

from bot.questions.acts import Act, act
from bot.questions.combined import Query
from tests.questions.test_combined import KNOWN, short

ACTS = """
教育局的延期撤了 = unextend 教体局
把教育局那个延期取消掉 = unextend 教体局
算了不宽了，人回来了 = unextend
到时候你会自己提醒他们不 = rhythm
县里新成立个数据局，要考核，给加上 = add_unit 数据局
取消财政局的延期 = unextend 财政局
教育局那个不延了 撤回来 = unextend 教体局
教育局和财政局的延期都收回 = unextend 教体局 财政局
改成每天提醒一次 = rhythm 15 14 13 12 11 10 9 8 7 6 5 4 3 2 1 0
最后三天每天提醒 = rhythm also 3 2 1 0
截止前3天每天催 = rhythm also 3 2 1 0
提前一周开始提醒 = rhythm from 7
提前10天开始提醒 = rhythm from 10
截止前三天和一天提醒 = rhythm 3 1 0
自动提醒改成提前三天和一天 = rhythm 3 1 0
提醒改成提前五天和提前一天 = rhythm 5 1 0
加一个单位 数据局，县直 = add_unit 数据局 县直单位
那就把粮食局加上 算县直 = add_unit 粮食局 县直单位
新增单位县大数据中心 = add_unit 县大数据中心
加一个单位：高新区管委会，乡镇 = add_unit 高新区管委会 乡镇街道
加一个单位 教育局 = add_unit 教体局 教育局
自动提醒 = rhythm
提醒设置 = rhythm
加一个单位 = add_unit
把总结打个包 = pack 工作总结
各乡镇总结打个包 = pack 乡镇街道 工作总结
教育局的照片打包 = pack 教体局 照片
打包乡镇的总结 = pack 乡镇街道 工作总结
教育局的材料全部打包发我 = pack 教体局
延期撤了 = unextend
延期撤了吗 = nothing
教育局的延期撤了吗 = nothing
教育局的延期别撤 = nothing
教育局延期记录 = nothing
谁的延期撤了 = nothing
每天九点提醒没交的 = nothing
每天提醒几次 = nothing
不要每天提醒 = nothing
提前几天开始提醒 = nothing
提前一周开始提醒吗 = nothing
加一个单位怎么加 = nothing
加一列名次 = nothing
加上一句谢谢 = nothing
别加单位 数据局 = nothing
总结打包了吗 = nothing
谁打包了总结 = nothing
别打包总结 = nothing
没交总结的打包 = nothing
"""


def _said(found: Act | None) -> str:
    if found is None:
        return "nothing"
    parts = [short(Query(units=found.units)).removeprefix("units").strip(), found.group, found.text]
    if found.kind == "add_unit":
        parts = [parts[0], found.text, found.group]
    days = [str(-one) for one in found.days]
    first = ["from", str(found.first)] if found.first else []
    also = ["also"] if found.also else []
    return " ".join([found.kind, *(one for one in parts if one), *first, *also, *days])


CASES = [line.partition(" = ")[::2] for line in ACTS.strip().splitlines()]


@pytest.mark.parametrize(("text", "meant"), CASES)
def test_act(text: str, meant: str) -> None:
    assert _said(act(text, KNOWN)) == meant


ORDERED = [text for text, meant in CASES if meant != "nothing"]


@given(st.sampled_from(ORDERED), st.sampled_from(["别", "先别", "不要", "谁说", "是不是", "没有"]))
def test_no_act_behind_a_denial_or_a_question(text: str, word: str) -> None:
    assert act(word + text, KNOWN) is None


@given(st.sampled_from(ORDERED), st.sampled_from(["吗", "了没", "没有", "呢", "是谁说的", "怎么"]))
def test_no_act_before_a_question(text: str, word: str) -> None:
    found = act(text + word, KNOWN)
    assert found is None or found == Act("rhythm")  # which only shows when it reminds by itself
