"""Typed sentences mean what people mean by them; two meanings are asked about, none is invented."""

from __future__ import annotations

from dataclasses import fields
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.words.questions import (
    GRAMMAR,
    Arguments,
    Ask,
    Meaning,
    command,
    help_lines,
    nearest,
    parse,
)
from tests.bot.words.county import ROSTER

TODAY = date(2026, 11, 23)


def _short(meaning: Meaning | Ask | None) -> str:
    """The meaning in one line: its name, then whatever was named."""
    if meaning is None:
        return "nothing"
    if isinstance(meaning, Ask):
        return "ask: " + "，".join(choice.label for choice in meaning.candidates)
    said, usual = meaning.arguments, Arguments()
    parts: list[str] = [meaning.name]
    for field in fields(said):
        value = getattr(said, field.name)
        if field.name == "unit" and said.unit is not None:
            parts.append(said.unit.name)
        elif field.name == "sure" and not value:
            parts.append("unsure")
        elif field.name == "quarter" and value:
            parts.append("{}Q{}".format(*value))
        elif value != getattr(usual, field.name):
            parts.append(str(value))
    return " ".join(parts)


_ADMIN = """
录入 = supply
部门数据 = supply
看看部门数据齐了吗 = supply 县直单位
录入上季度部门数据 = supply 2026Q3 县直单位
数据报送情况 = supply
录入教育局迟报、错报3 = supply 教育局迟报、错报3
登记 教育局 迟报、错报 3 = supply 教育局 迟报、错报 3
乡镇前三名 = ranking 乡镇街道 top 3
县直后五名 = ranking 县直单位 bottom 5
排名 县直 = ranking 县直单位
排名 = ranking
排名前三 = ranking top 3
前10名 = ranking top 10
最后三名是谁 = ranking bottom 3
谁排第一 = ranking top 1
垫底的是谁 = ranking bottom 1
得分最高的是谁 = ranking top 1
县直倒数第一 = ranking 县直单位 bottom 1
去年四季度县直前五名 = ranking 2025Q4 县直单位 top 5
看看上季度乡镇排名 = ranking 2026Q3 乡镇街道
县直单位排名 2026年第3季度 = ranking 2026Q3 县直单位
街道排名 = ranking 乡镇街道
发一下排名 = ranking
排名图 = ranking True
画个乡镇排名图 = ranking 乡镇街道 True
乡镇排名长图 = ranking 乡镇街道 True
教育局排第几 = ranking 县教育局
一季度谁还没报 = who_not_reported 2026Q1
谁没交 = who_not_reported
谁没提交 = who_not_reported
还有哪些没报 = who_not_reported
还有哪些单位没报 = who_not_reported
哪些乡镇还没报 = who_not_reported 乡镇街道
县直还有谁没报 = who_not_reported 县直单位
催报 = nudge
催报 教育局 = nudge 县教育局
催一下教育局 = nudge 县教育局
催报 乡镇 = nudge 乡镇街道
催一催县直单位 = nudge 县直单位
催报一季度 = nudge 2026Q1
催报名单 = nudge
提醒一下教育局填报 = nudge 县教育局
为什么没提醒 教育局 = silence 县教育局
教育局为什么没收到提醒 = silence 县教育局
为啥没有提醒教育局 = silence 县教育局
教育局怎么没提醒 = silence 县教育局
冢头镇提醒记录 = silence 冢头镇
教育局提醒过没有 = silence 县教育局
为什么没提醒 = silence
催报 教肓局 = nudge 县教育局 unsure
谁没绑定 = not_bound
没有绑定的单位 = not_bound
还有多少单位没绑定 = not_bound
教育局为什么扣分 = why 县教育局
教育局为啥这么低 = why 县教育局
教育局哪里扣分了 = why 县教育局
教育局扣在哪 = why 县教育局
教育局三.4为什么扣分 = why 县教育局 三.4
教育局为什么只有80分 = why 县教育局
得分 教育局 = score 县教育局
教育局得分 = score 县教育局
请问教育局的得分是多少？ = score 县教育局
冢头镇这季度多少分 = score 冢头镇 2026Q4
郟县教育局怎么样 = score 县教育局
得分 家头镇 = score 冢头镇 unsure
邀请 教育局 = invite 县教育局
邀请 管理员 = invite admin
邀请审核员 = invite reviewer
邀请教育局联络员 = invite 县教育局 liaison
邀请 教肓局 = invite 县教育局 unsure
开期 2026年四季度 = open_quarter 2026Q4 2026年四季度
开期 四季度 截止12月31日 = open_quarter 2026Q4 四季度 截止12月31日
开启一季度 = open_quarter 2027Q1 一季度
开期 = open_quarter
进度 = progress
教育局进度 = progress 县教育局
各乡镇进度 = progress 乡镇街道
填报情况 = progress
单位 = units
有哪些单位 = units
导入单位 = units
谁是管理员 = roles
角色 = roles
什么时候截止 = quarter_status
还有几天截止 = quarter_status
回执 A1B2C3 = receipts A1B2C3
核验回执 XK-2026-0012 = receipts XK-2026-0012
帮助 = help
你能做什么 = help
你好 = home
我们单位排第几 = ranking
各单位得分 = score
谁分最低 = ranking bottom 1
教育局怎么才70分 = why 县教育局
教育局扣了多少分 = why 县教育局
给教育局发邀请 = invite 县教育局
帮我看下教育局得分 = score 县教育局
审核 = review
开始审核 = review
审核教育局 = review 县教育局
去审教育局 = review 县教育局
审核 教育局 上季度 = review 县教育局 2026Q3
还有几项待审 = review
还有哪些没审 = review
待审核的有哪些 = review
审到哪了 = review
延期 = extend
延期 教育局 = extend 县教育局
给教育局延期 = extend 县教育局
截止填报 = close
提前截止 = close
现在结束填报 = close
试算 = trial
乡镇试算 = trial 乡镇街道
公示 = announce
公示考核结果 = announce
公示2026年三季度 = announce 2026Q3
公布 = publish
公布排名 = publish
更正 教育局 三.4 = correct 县教育局 三.4
更正 教肓局 = correct 县教育局 unsure
通报 = circular
出一季度通报 = circular 2026Q1
有没有申诉 = appeal
今天天气怎么样 = nothing
绑定 ABCD-EFGH = nothing
谁没绑定教育局 = nothing
教育局提交 = nothing
"""
_LIAISON = """
还差什么 = progress
我还差什么没填 = progress
还有哪些没报 = progress
还有什么没交 = progress
哪几项没填 = progress
还要做什么 = progress
缺什么材料 = progress
填到哪了 = progress
填报 = fill
继续填报 = fill
怎么填报 = fill
填 三.4 = fill 三.4
三.1a = fill 三.1a
三.1c为什么扣分 = why 三.1c
三.4 = fill 三.4
填报3.4 = fill 三.4
我的得分 = score
我们得了多少分 = score
上季度得分 = score 2026Q3
怎么提分 = score
为什么扣分 = why
为什么扣我们分 = why
三.4为什么没得分 = why 三.4
得分是怎么算的 = why
我们排第几 = ranking
提交 = submit
我要提交 = submit
检查 = submit
撤回 = withdraw
取消提交 = withdraw
工作报送 = report
报送工作总结 = report
交简报 = report
佐证 = evidence
上传材料 = evidence
传照片 = evidence
佐证 三.4 = evidence 三.4
回执 = receipts
首页 = home
菜单 = home
返回 = back
上一页 = back
上一项 = previous
跳过 = skip
下一项 = skip
截止时间 = quarter_status
还剩几天 = quarter_status
怎么用 = help
？ = help
谁没报 = who_not_reported
还没填完 = progress
哪些材料没传 = progress
怎么提交 = submit
可以撤回吗 = withdraw
哪些还能加分 = score
最晚什么时候交 = quarter_status
被退回了什么 = progress
我提交了没有 = progress
申诉 = appeal
我要申诉 = appeal
申诉 三.4 = appeal 三.4
对得分有异议 = appeal
撤回一季度 = nothing
"""


def _table(text: str) -> list[tuple[str, str]]:
    rows = [line.split(" = ") for line in text.strip().split("\n")]
    return [(said, meant) for said, meant in rows]


@pytest.mark.parametrize(("said", "meant"), _table(_ADMIN))
def test_what_an_admin_says_is_understood(said: str, meant: str) -> None:
    assert _short(parse(said, ROSTER, TODAY, is_admin=True)) == meant


@pytest.mark.parametrize(("said", "meant"), _table(_LIAISON))
def test_what_a_liaison_says_is_understood(said: str, meant: str) -> None:
    assert _short(parse(said, ROSTER, TODAY)) == meant


@pytest.mark.parametrize(
    ("said", "is_admin", "labels"),
    [
        ("交通得分", True, "公路局 得分，交通局 得分"),
        ("教育局", True, "教体局 得分，教体局 填报进度，教体局 排名，教体局 邀请"),
        ("教育局", False, "教体局 得分，教体局 排名"),
        ("乡镇", True, "乡镇街道 填报进度，乡镇街道 排名，乡镇街道 谁没报"),
        ("比较教育局和财政局", True, "教体局 得分，财政局 得分"),
        ("交材料", False, "工作报送，佐证材料"),
    ],
)
def test_two_meanings_are_asked_with_a_button_for_each(
    said: str, is_admin: bool, labels: str
) -> None:
    asked = parse(said, ROSTER, TODAY, is_admin=is_admin)
    assert isinstance(asked, Ask)
    assert _short(asked) == f"ask: {labels}"
    assert asked.sentence.endswith(("？", "。"))


def test_a_button_of_a_question_carries_all_that_was_named() -> None:
    asked = parse("上季度交通得分", ROSTER, TODAY)
    assert isinstance(asked, Ask)
    assert {_short(choice.meaning) for choice in asked.candidates} == {
        "score 县公路事业发展中心 2026Q3",
        "score 县交通运输局 2026Q3",
    }


def test_an_unknown_unit_is_answered_with_its_neighbours() -> None:
    asked = parse("得分 天下局", ROSTER, TODAY, is_admin=True)
    assert isinstance(asked, Ask)
    assert "天下局" in asked.sentence
    assert all(not choice.meaning.arguments.sure for choice in asked.candidates)


def test_a_quarter_without_year_is_the_known_one() -> None:
    meaning = parse("四季度排名", ROSTER, date(2027, 2, 1), known=[(2025, 4)])
    assert _short(meaning) == "ranking 2025Q4"


_ANSWERS = """
3|3次|没有|无|有|是|12.5%|去年1200万 今年1500万
县教育局关于印发信用工作方案的通知|已召开会议3次|教育局|一季度
工作总结|工作简报|2026年第四季度信用工作总结|张三|13800000000|填报单位为县教育局|得分较高|撤回通知|关于报送的通知
三.4|12月31日|返回首页的截图|好|不知道
"""


@pytest.mark.parametrize("answer", _ANSWERS.replace("\n", "|").strip("|").split("|"))
def test_an_answer_to_a_form_is_never_taken_for_a_command(answer: str) -> None:
    assert command(answer) is None


@pytest.mark.parametrize(
    ("word", "name"),
    {
        "填报": "fill",
        "进度": "progress",
        "得分": "score",
        "帮助": "help",
        "返回": "back",
        "上一项": "previous",
        "跳过": "skip",
        " 帮助 ": "help",
        "还差什么": "progress",
        "HELP": "help",
        "？": "help",
    }.items(),
)
def test_the_words_of_issue_2_work_while_a_form_waits(word: str, name: str) -> None:
    meaning = command(word)
    assert meaning is not None
    assert (meaning.name, meaning.arguments) == (name, Arguments())


def test_no_word_belongs_to_two_lines_of_the_grammar() -> None:
    words = [word for entry in GRAMMAR for word in entry.words]
    assert len(words) == len(set(words))


def test_help_and_parser_agree() -> None:
    for entry in GRAMMAR:
        for example in entry.examples:
            for role in entry.roles:
                meaning = parse(example, ROSTER, TODAY, is_admin=role == "admin")
                assert isinstance(meaning, Meaning), example
                assert meaning.name == entry.name, example
                assert any(f"“{example}”" in line for line in help_lines(role))


def test_each_role_is_told_only_what_it_can_do() -> None:
    assert not any("开期" in line for line in help_lines("liaison"))
    assert any("开期" in line for line in help_lines("admin"))
    assert not any("跳过" in line for line in help_lines("admin"))


def test_what_is_not_understood_gets_three_different_examples() -> None:
    assert "排名 县直" in nearest("怎么排的名次啊")
    for is_admin in (True, False):
        for text in ("", "xyz", "教" * 500):
            assert len(set(nearest(text, is_admin=is_admin))) == 3


def test_a_long_text_is_never_a_command() -> None:
    assert parse("排名" + "，请各单位认真落实" * 10, ROSTER, TODAY, is_admin=True) is None


_SIGNS = "教育局得分排名乡镇县直前后三名一季度谁没报为什么扣邀请开期三.4回执 的了？[(*"


@given(st.one_of(st.text(max_size=500), st.text(_SIGNS, max_size=20)), st.booleans())
@settings(max_examples=200, deadline=None)
def test_any_text_means_something_or_nothing(text: str, is_admin: bool) -> None:
    meaning = parse(text, ROSTER, TODAY, is_admin=is_admin)
    assert meaning is None or isinstance(meaning, (Meaning, Ask))
    if isinstance(meaning, Ask):
        assert 1 < len(meaning.candidates) <= 8
    command(text)
    nearest(text)
