"""Words: many of one kind are read as one, those that change what counts are never passed over."""

from __future__ import annotations

from decimal import Decimal

import pytest

from scoring.drafting import understand
from scoring.drafting.columns import field_of
from tests.scoring.drafting.test_clauses import said


@pytest.mark.parametrize(
    ("clause", "sentence"),
    [
        ("发现一处落实不到位，减2分，减至0分为止。", "“落实不到位”每处扣 2 分"),
        ("迟报的每次予以核减0.5分，减完为止。", "“迟报”每次扣 0.5 分"),
        ("出台办法的赋6分，建立台账的赋4分。", "“建立台账”的得 4 分"),
        ("参保率低于90%的，该项为0分；90%以上不足95%得6分；95%及以上得10分。", "达到 90%的得 6 分"),
        ("丙级病历每份扣2分，甲级病案率低于90%的，本项不得分。", "须“甲级病案率”达到 90%"),
        ("未制定方案的，减1分；每一个单元创建未完成，减1分。", "“单元创建未完成”每个扣 1 分"),
        ("税收任务完成率达到100%得10分，每短收1%扣0.2分。", "不到 100%的差额每 1% 扣 0.2 分"),
        ("绿化覆盖率达到40%得10分，每降低5个百分点递减1分。", "不到 40%的差额每 5% 扣 1 分"),
        ("每报送1篇得1分，加分总计不突破8分。", "每篇得 1 分（这一项最多 8 分）"),
        ("宣传活动每场得1分，得满10分为止。", "“宣传活动”每场得 1 分；本行最高 10 分"),
        (
            "主要负责同志每月检查不少于1次，每少1次扣0.5分；分管负责同志每月不少于2次，每少1次扣0.25分。",
            "“分管负责同志缺少的次数”每次扣 0.25 分",
        ),
        ("处置率达98%以上记10分，每降1%减0.5分；降至90%以下记0分。", "须“处置率”达到 90%"),
        ("撰写统计分析，被县局采用的每篇1分，市局采用的每篇2分。", "“市局采用”每篇得 2 分"),
        (
            "专职人员不少于2名，得10分，只有1名的得5分，没有的不得分。",
            "“专职人员”达到 1 名的得 5 分、达到 2 名的得 10 分",
        ),
        (
            "开展宣传得8分（无影像资料的得5分）；有台账的得2分。",
            "“开展宣传”的得 5 分，“开展宣传，且有影像资料”的得 3 分",
        ),
        (
            "经验被国家推广的加3分，被省级推广的加2分（同一经验就高不就低）。",
            "同一项只按最高的级别计一次",
        ),
        ("有场所的得4分；持证率达100%的得6分，否则不得分。", "“持证率”达到 100%的得 6 分"),
    ],
)
def test_another_word_of_its_kind(clause: str, sentence: str) -> None:
    assert sentence in said(clause)[0]


@pytest.mark.parametrize(
    ("head", "field"),
    [
        ("评估项目", "section"), ("督导评估方式", "method"), ("评估内容及标准", "content"),
        ("考核评比办法", "text"), ("验收要点", "name"), ("质控内容", "content"),
        ("奖扣分规定", "text"), ("督导分值", "points"), ("自查得分", "score"),
        ("评估内容及标准以及各校自定的补充", None), ("第一季度", None), ("2026年", None),
    ],
)  # fmt: skip
def test_a_heading_is_known_by_the_kind_of_word_it_is(head: str, field: str | None) -> None:
    assert field_of(head) == field


@pytest.mark.parametrize(
    ("clause", "sentence"),
    [
        ("缺一次会议（党课）扣0.5分，扣完为止。", "“会议(党课)缺少的次数”每次扣 0.5 分"),
        ("得分=及格率×10。", "“及格率” × 10 分"),
        ("成功创建示范单位的，每创成1家加0.5分。", "“成功创建示范单位”每家得 0.5 分"),
        ("校级公众号每更新一篇得0.05分，县级媒体每篇得0.2分。", "“县级媒体”每篇得 0.2 分"),
        ("由评估组根据特色项目评定，最高10分。", "由审核员在 0 至 10 分之间评定"),
        ("有效投诉每起扣5分；被媒体曝光并查实的每起扣10分。", "“被媒体曝光”每起扣 10 分"),
    ],
)
def test_a_name_is_what_the_clause_says(clause: str, sentence: str) -> None:
    assert sentence in said(clause)[0]


@pytest.mark.parametrize(
    "clause",
    [
        "仅统计规模以上企业，每新增1家得1分。",
        "完成基础任务后方可计分，每完成一项得1分。",
        "任意一项未达到的扣2分，每发现一处扣1分，其中之一整改的不扣。",
        "旷工1天扣1分，旷工半天扣0.5分。",
        "从第二次起每次扣2分。",
        "逾期10日以内扣2分，逾期10日以上扣4分。",
        "收缴率90%以上得10分，80%—90%得6分，60%—80%得3分，60%以下不得分。",
        "每建成1个得0.5分；建成未运营的不计分。",
        "查实一起扣2分；隐瞒不报的加扣2分。",
        "完成税收任务得10分，每超1%加0.2分，最多加3分；每欠1%扣0.3分。",
        "报表迟报1次扣0.2分，数据差错1笔扣0.1分，被上级统计部门立案查处扣5分。",
        "隐患未销号的，每处倒扣1分。",
        "出现一处问题隐患多次未改的，扣2分；一处一项扣0.5分。",
    ],
)
def test_a_word_that_changes_what_counts_is_asked_about(clause: str) -> None:
    assert not understand(clause, Decimal(10), "某项工作").sure


@pytest.mark.parametrize(
    ("clause", "sentence"),
    [
        ("未开展培训的扣2分；未完成年度计划的，最高得6分。", "“未完成年度计划”的，本行最高 6 分"),
        (
            "干部参与统计造假，经县级以上统计机构查实的，取消当期考核资格，总分记零。",
            "“干部参与统计造假，经县级以上统计机构查实”的，总分记 0 分",
        ),
        ("落实安保措施得10分，发生失窃案件从总分中扣3分。", "“发生失窃案件”的，另从总分中扣 3 分"),
        (
            "警告的每人扣1分；被追究刑事责任的，本项不得分，并从总分中扣5分。",
            "“被追究刑事责任”的，另从总分中扣 5 分",
        ),
    ],
)
def test_what_hangs_on_an_event_is_drafted_and_looked_at(clause: str, sentence: str) -> None:
    assert sentence in said(clause)[0]
    assert not understand(clause, Decimal(10), "某项工作").sure


def test_below_nothing_or_not_is_asked() -> None:
    first, second = said("退库的每户倒扣1分。")
    assert "扣到 0 分为止" in first
    assert "扣分没有下限" in second


def test_points_off_the_total_are_what_a_row_of_penalties_takes() -> None:
    (one,) = said("被约谈1次减2分，被问责1人减1分，从总分中扣除。", 0)
    assert one == "从 0 分起，“被约谈”每次扣 2 分，“被问责”每人扣 1 分；扣分没有下限。"


@pytest.mark.parametrize(
    "clause",
    [
        "发生责任事故的，考核等次不得定为一、二等。",
        "发生责任事故的，年度考核不得确定为“优秀”“良好”等次。",
    ],
)
def test_two_grades_are_lost(clause: str) -> None:
    (one,) = said(clause, 0)
    assert "不得评为前两个等次" in one
