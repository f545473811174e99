"""Typed sentences mean what people mean by them; two meanings are asked about, none is invented."""

from __future__ import annotations

from dataclasses import fields
from datetime import date
from typing import get_args

import pytest

from bot.questions import (
    GRAMMAR,
    Arguments,
    Ask,
    Meaning,
    Role,
    command,
    help_lines,
    parse,
)
from bot.questions.kind_words import courtesy
from bot.questions.offered import EXAMPLE_UNIT
from tests.speech.county import ROSTER

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
        elif field.name == "other" and said.other is not None:
            parts.append(f"+{said.other.name}")
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
三4 = why 三.4
教育局 3-4 扣分 = why 县教育局 三.4
第三节第4项 教育局 = why 县教育局 三.4
教育局第三部分第四条 = why 县教育局 三.4
谁改了教育局三1a = changes 县教育局 三.1a
一季排名 = ranking 2026Q1
教育局三季得分 = score 县教育局 2026Q3
三农得分 = nothing
3-4名是谁 = nothing
三4月得分 = nothing
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
各项得分表 = matrix
全县每一项得分的表格 = matrix
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
比较教育局和公安局 = compare 县教育局 +县公安局
教育局和公安局差在哪 = compare 县教育局 +县公安局
教育局和公安局比 = compare 县教育局 +县公安局
教育局跟公安局差多少分 = compare 县教育局 +县公安局
教育局比公安局高多少 = compare 县教育局 +县公安局
教育局为什么比公安局低 = compare 县教育局 +县公安局
教育局和公安局谁高 = compare 县教育局 +县公安局
对比一下教育局、公安局的得分 = compare 县教育局 +县公安局
教育局 公安局 = compare 县教育局 +县公安局
上季度教育局和公安局的差距在哪里 = compare 县教育局 +县公安局 2026Q3
冢头镇和安良镇相差几分 = compare 冢头镇 +安良镇
比较教肓局和公安局 = compare 县公安局 unsure +县教育局
谁改了 教育局 三.4 = changes 县教育局 三.4
谁改了教育局的三.4 = changes 县教育局 三.4
教育局三.4是谁改的 = changes 县教育局 三.4
教育局三.4被谁核减了 = changes 县教育局 三.4
教育局有哪些改动 = changes 县教育局
教育局的改动记录 = changes 县教育局
教育局三.4什么时候改的 = changes 县教育局 三.4
教育局留痕 = changes 县教育局
谁动过教育局的数据 = changes 县教育局
改动记录 = changes
最近有哪些改动 = changes
谁审的教育局三.4 = changes 县教育局 三.4
哪项扣分最多 = losses
哪一项失分最多 = losses
乡镇哪几项失分最多 = losses 乡镇街道
县直失分最多的是哪几项 = losses 县直单位
哪些指标扣分最厉害 = losses
全县哪项丢分最严重 = losses
扣分最多的指标 = losses
失分排行 = losses
失分集中在哪 = losses
普遍扣分的项目有哪些 = losses
哪几项得分最低 = losses
上季度乡镇失分统计 = losses 2026Q3 乡镇街道
薄弱环节在哪 = losses
一季度县直扣分最多的项目 = losses 2026Q1 县直单位
教育局哪项扣分最多 = why 县教育局
三.4谁扣了分 = why 三.4
三.4为什么扣分 = why 三.4
教育局历次得分 = history 县教育局
教育局历次排名 = history 县教育局
教育局历史得分 = history 县教育局
教育局各季度得分 = history 县教育局
教育局以前得多少分 = history 县教育局
教育局得分变化 = history 县教育局
教育局排名走势 = history 县教育局
教育局趋势 = history 县教育局
教育局趋势图 = history 县教育局 True
画一下教育局的得分走势图 = history 县教育局 True
教育局今年得分 = history 县教育局 2026
教育局去年的成绩 = history 县教育局 2025
教育局2025年得分 = history 县教育局 2025
教育局今年 = history 县教育局 2026
教育局比上季度进步了吗 = history 县教育局 2026Q3
教育局和上季度比怎么样 = history 县教育局 2026Q3
冢头镇近几个季度的排名 = history 冢头镇
历次得分 = history
有几个优秀 = grades 优秀
多少个优秀 = grades 优秀
优秀有几个 = grades 优秀
优秀的单位有哪些 = grades 优秀
哪些单位是优秀 = grades 优秀
谁是优秀 = grades 优秀
优秀名单 = grades 优秀
乡镇有几个优秀 = grades 乡镇街道 优秀
县直不合格的有哪些 = grades 县直单位 不合格
上季度评为良好的单位 = grades 2026Q3 良好
一季度优秀单位名单 = grades 2026Q1 优秀
谁不及格 = grades 不合格
等次分布 = grades
各等次有多少 = nothing
等次情况 = grades
县直平均分 = grades 县直单位
平均分是多少 = grades
教育局是优秀吗 = score 县教育局 优秀
教育局是什么等次 = score 县教育局
教育局评了什么等次 = score 县教育局
谁报了 = who_reported
哪些单位已经提交了 = who_reported
已提交的单位有哪些 = who_reported
乡镇谁报完了 = who_reported 乡镇街道
几家交了 = who_reported
谁在填 = who_filling
谁没开始 = who_idle
哪些单位还没动 = who_idle
谁逾期了 = late
哪些单位逾期了 = late
谁逾期没报 = late
逾期未报的单位 = late
乡镇逾期的有哪些 = late 乡镇街道
谁被退回了 = sent_back
哪些单位被退回 = sent_back
被退回的单位有哪些 = sent_back
谁还没补正 = sent_back
退回了哪些 = sent_back
哪些单位延期了 = extended
谁延期了 = extended
延期的单位有哪些 = extended
延期名单 = extended
哪些单位交了工作总结 = reports_received 工作总结
谁交了总结 = reports_received 工作总结
收到多少简报 = reports_received 工作简报
收到几篇宣传稿件 = reports_received 宣传稿件
乡镇工作总结报送情况 = reports_received 乡镇街道 工作总结
一季度哪些单位报了工作总结 = reports_received 2026Q1 工作总结
工作报送情况 = reports_received
审核分工 = remits
安排审核任务 = remits
年度汇总 = year
各单位年度汇总表 = year
年度汇总 2025 = year 2025
谁收不到消息 = unreachable
哪些人收不到通知 = unreachable
合并 = join
合并账号 = join
另一个手机 = further
换了手机 = further
我的信息 = me
谁没交工作总结 = reports_missing 工作总结
谁没交工作报告 = reports_missing 工作总结
哪些单位没报季度工作报告 = reports_missing 工作总结
季度小结谁还没交 = reports_missing 工作总结
哪些单位还没报工作总结 = reports_missing 工作总结
没交总结的单位 = reports_missing 工作总结
乡镇谁没交简报 = reports_missing 乡镇街道 工作简报
谁的工作总结逾期了 = reports_late 工作总结
哪些单位工作总结交晚了 = reports_late 工作总结
教育局的佐证材料 = evidence 县教育局
教育局三.4的佐证 = evidence 县教育局 三.4
看教育局三.4的照片 = evidence 县教育局 三.4
教育局上季度的材料 = evidence 县教育局 2026Q3
教育局交了哪些材料 = evidence 县教育局
教育局三.4 = why 县教育局 三.4
教育局三.1 = why 县教育局 三.1
教育局三.4得几分 = score 县教育局 三.4
教育局3.4 = why 县教育局 三.4
教育局第三.4项 = why 县教育局 三.4
倒数前三名 = ranking bottom 3
倒数三名 = ranking bottom 3
垫底的三个单位 = ranking bottom 3
县直前十 = ranking 县直单位 top 10
排名前五的单位 = ranking top 5
第一名是谁 = ranking top 1
一季度排名 = ranking 2026Q1
Q1排名 = ranking 2026Q1
q3排名 = ranking 2026Q3
2026年第1季度排名 = ranking 2026Q1
2026年一季度排名 = ranking 2026Q1
2026年Q2排名 = ranking 2026Q2
Q2 2026排名 = ranking 2026Q2
26年二季度排名 = ranking 2026Q2
上个季度排名 = ranking 2026Q3
上季度的排名 = ranking 2026Q3
前一季度排名 = ranking 2026Q3
上上季度排名 = ranking 2026Q2
去年四季度排名 = ranking 2025Q4
今年第三季度排名 = ranking 2026Q3
二〇二六年一季度排名 = ranking 2026Q1
本季度排名 = ranking 2026Q4
3季度排名 = ranking 2026Q3
第三季度排名 = ranking 2026Q3
今年排名 = ranking 2026
排明 = ranking
得份 教育局 = score 县教育局
蒋育局得分 = score 县教育局 unsure
住建局是多少分 = score 县住房和城乡建设局
教育菊得分 = score 县教育局 unsure
jiaoyuju得分 = score 县教育局 unsure
教体局得分 = score 县教育局
工信得分 = score 县工业和信息化局
人社局扣分原因 = why 县人力资源和社会保障局
卫健委排名 = ranking 县卫生健康委员会
县直机关排名 = ranking 县直单位
各乡镇得分情况 = nothing
下载教育局的材料 = pack 县教育局
打包教育局一季度的佐证材料 = pack 县教育局 2026Q1
教育局的图文册 = pack 县教育局
一季度归档 = pack 2026Q1
考核办法有什么变化 = rule_changes
县直单位有哪些指标 = indicators 县直单位
县直19项指标给我列一下，带分值 = indicators 县直单位 19
19项分别多少分 = indicators 19
乡镇考哪些项目 = indicators 乡镇街道
教育局有哪些指标 = indicators 县教育局
乡镇的13项跟县直的有什么不一样 = tables_apart 县直单位 13
两张表有什么不同 = tables_apart
哪些指标不用单位报，是由我们自己录数的 = supplied_rows
我们这边需要录的是哪几个指标 = supplied_rows
乡镇和县直考的一样吗 = tables_apart 县直单位
哪些情况会倒扣分啊 = deducting
县直要考哪些东西 = indicators 县直单位
哪一项分值占得最重 = indicators
要是现在就结束，名次怎么排 = trial
教育局的材料是哪位同志审核的 = decided 县教育局
把三季度的通报给我一份 = circular 2026Q3
还有哪几个单位没绑上 = not_bound
四季度退回去的材料有几份还没有重新报上来 = sent_back 2026Q4
有没有直接扣分的情形，规则怎么写的 = deducting
单位报送的截止日期是哪天 = quarter_status
四季度走到哪一步了 = quarter_status 2026Q4
办法改了什么 = rule_changes
三季度指标有变化吗 = rule_changes 2026Q3
乡镇三.4得分情况 = losses 乡镇街道 三.4
县直三.4为什么扣分 = losses 县直单位 三.4
教育局天气怎么样 = nothing
街道谁没报 = who_not_reported 乡镇街道
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
检查 = check
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
谁改了三.4 = changes 三.4
谁改了我们的三.4 = changes 三.4
历次得分 = history
我们的历次得分 = history
趋势图 = history True
上季度排名 = ranking 2026Q3
县直前三名 = ranking 县直单位 top 3
有几个优秀 = grades 优秀
能评优秀吗 = score 优秀
我们是什么等次 = score
哪项扣分最多 = why
比较教育局和公安局 = compare 县教育局 +县公安局
教育局的佐证材料 = evidence 县教育局
哪几项被退回了 = progress
三.1 = fill 三.1
交工作总结 = report
交工作报告 = report
季度总结 = report
我要交工作汇报 = report
工作报告什么时候交 = report
核对 = check
核对填报 = check
全部指标 = rows
看所有指标 = rows
交接 = handover
工作交接 = handover
换个手机 = further
我的信息 = me
排明 = ranking
得份 = score
扣份原因 = why
"""


def _table(text: str) -> list[tuple[str, str]]:
    rows = [line.split(" = ") for line in text.strip().split("\n")]
    return [(said, meant) for said, meant in rows]


def test_what_an_admin_says_is_understood() -> None:
    found = [(said, _short(parse(said, ROSTER, TODAY, role="admin"))) for said, _ in _table(_ADMIN)]
    assert found == _table(_ADMIN)


def test_what_a_liaison_says_is_understood() -> None:
    found = [(said, _short(parse(said, ROSTER, TODAY))) for said, _ in _table(_LIAISON)]
    assert found == _table(_LIAISON)


@pytest.mark.parametrize(
    ("said", "is_admin", "labels"),
    [
        ("交通得分", True, "公路局 得分，交通局 得分"),
        ("教育局", True, "教体局 得分，教体局 填报进度，教体局 排名，教体局 邀请"),
        ("教育局", False, "教体局 得分，教体局 排名"),
        ("乡镇", True, "乡镇街道 填报进度，乡镇街道 排名，乡镇街道 谁没报"),
        ("审核教育局和财政局", True, "教体局 审核，财政局 审核"),
        (
            "比较教育局、财政局、公安局",
            True,
            "教体局和财政局 比较，教体局和公安局 比较，财政局和公安局 比较",
        ),
        ("比较交通和教育局", True, "公路局和教体局 比较，交通局和教体局 比较"),
        ("交材料", False, "工作报送，佐证材料"),
    ],
)
def test_two_meanings_are_asked_with_a_button_for_each(
    said: str, is_admin: bool, labels: str
) -> None:
    asked = parse(said, ROSTER, TODAY, role="admin" if is_admin else "liaison")
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
    asked = parse("得分 邮政局", ROSTER, TODAY, role="admin")
    assert isinstance(asked, Ask)
    assert "邮政局" in asked.sentence
    assert len(asked.candidates) > 1
    assert all(not choice.meaning.arguments.sure for choice in asked.candidates)


def test_a_unit_that_is_near_to_none_is_said_to_be_nobodys() -> None:
    """No unit is offered in its place: the question alone."""
    asked = parse("得分 天下局", ROSTER, TODAY, role="admin")
    assert isinstance(asked, Ask)
    assert "没有找到“天下局”这个单位" in asked.sentence
    assert [choice.meaning.arguments.unit for choice in asked.candidates] == [None]


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
    """Every example of the help, for each role that is told of it, means what the line says."""
    for role in get_args(Role):
        said = "\n".join(help_lines(role))
        for entry in GRAMMAR:
            if role not in entry.roles or not entry.examples:
                continue
            told = [example for example in entry.examples if f"“{example}”" in said]
            assert told or any(EXAMPLE_UNIT in example for example in entry.examples), entry.name
            for example in entry.examples:
                meaning = parse(example, ROSTER, TODAY, role=role)
                assert isinstance(meaning, Meaning), example
                assert meaning.name == entry.name, example


def test_each_role_is_told_only_what_it_can_do() -> None:
    assert not any("开期" in line for line in help_lines("liaison"))
    assert any("开期" in line for line in help_lines("admin"))
    assert not any("跳过" in line for line in help_lines("admin"))


def test_a_long_text_is_never_a_command() -> None:
    assert parse("排名" + "，请各单位认真落实" * 10, ROSTER, TODAY, role="admin") is None


@pytest.mark.parametrize(
    ("said", "sentence", "quarters"),
    [
        ("教育局上半年得分", "2026年没有上半年的得分", [(2026, 1), (2026, 2)]),
        ("今年下半年排名", "2026年没有下半年的得分", [(2026, 3), (2026, 4)]),
        ("去年下半年教育局", "2025年没有下半年的得分", [(2025, 3), (2025, 4)]),
    ],
)
def test_half_a_year_is_asked_about(
    said: str, sentence: str, quarters: list[tuple[int, int]]
) -> None:
    """The document knows no figure for it: its quarters are offered."""
    known = [(year, number) for year in (2026, 2025) for number in (4, 3, 2, 1)]
    found = parse(said, ROSTER, TODAY, role="admin", known=known)
    assert isinstance(found, Ask)
    assert found.sentence.startswith(sentence)
    assert {one.meaning.arguments.quarter for one in found.candidates} == set(quarters)


@pytest.mark.parametrize(
    "said", ["谢谢", "好的，谢谢您！", "收到", "早上好", "OK", "知道了。", "辛苦了", "再见", "👌"]
)
def test_a_polite_word_is_answered_politely(said: str) -> None:
    """In one short sentence with a way on."""
    found = courtesy(said)
    assert found is not None
    assert len(found.text) < 25
    assert [button.route for row in found.buttons for button in row] == ["home"]


@pytest.mark.parametrize(
    "said", ["好的排名", "谢谢局得分", "收到材料了吗", "你好呀教育局得分", "", "好" * 40]
)
def test_what_asks_for_something_is_not_taken_for_politeness(said: str) -> None:
    """Only a sentence that is nothing else."""
    assert courtesy(said) is None


def test_anything_but_a_unit_is_not_that_unit() -> None:
    """除了教育局，没报的都催一下 must not end at 催 教育局."""
    for said in ("除了教育局，没报的都催一下", "不包括教育局的排名", "教育局以外都催一下"):
        assert parse(said, ROSTER, TODAY, role="admin") is None, said


@pytest.mark.parametrize("said", ["我还有几项", "我手上还剩几项", "我这边还有多少没审的"])
def test_whoever_reviews_asks_for_what_waits_for_herself(said: str) -> None:
    for role in ("admin", "reviewer"):
        assert _short(parse(said, ROSTER, TODAY, role=role)) == "review"  # type: ignore[arg-type]  # roles
    assert _short(parse(said, ROSTER, TODAY, role="liaison")) != "review"
