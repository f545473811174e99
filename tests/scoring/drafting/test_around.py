"""How far a figure lies from a mean, from last year, outside of a span; lists; what falls below."""

from __future__ import annotations

from decimal import Decimal

import pytest

from scoring.drafting import understand
from scoring.drafting.accounts import overlooked
from tests.scoring.drafting.test_clauses import said

pytestmark = pytest.mark.slow


@pytest.mark.parametrize(
    ("clause", "name", "sentences"),
    [
        (
            "高于全县平均水平得满分，每低1个百分点扣0.5分，扣完为止。",
            "满意度",
            ("从 10 分起，“满意度低于全县平均水平的百分点数”每个百分点扣 0.5 分",),
        ),
        (
            "低于全县平均水平的得满分，每高于平均值1天扣1分。",
            "平均时长",
            ("“平均时长高于全县平均水平的天数”每天扣 1 分",),
        ),
        (
            "增幅高于全市平均增幅的得10分，每低于1个百分点扣0.5分。",
            "出口额",
            ("从 10 分起，“增幅低于全市平均增幅的百分点数”每个百分点扣 0.5 分",),
        ),
        (
            "达到全县平均水平得6分，每高1个百分点加0.5分，每低1个百分点扣0.5分，最高10分。",
            "满意度",
            ("从 6 分起", "高于全县平均水平的百分点数”每个百分点得 0.5 分", "低于全县平均水平的"),
        ),
        (
            "与上年持平得4分，每提高1个百分点加1分，每下降1个百分点扣1分。",
            "达标率",
            ("从 4 分起", "“达标率较上年提高的百分点数”", "“达标率较上年下降的百分点数”"),
        ),
        (
            "较上年提高每1个百分点得1分，最高10分，下降的不得分。",
            "四级手术占比",
            ("“四级手术占比较上年提高的百分点数”每个百分点得 1 分；本行最高 10 分",),
        ),
        (
            "较上年同期每下降1%得0.5分，上升的不得分。",
            "投诉量",
            ("“投诉量较上年同期下降的比例”超过 0%的部分每 1% 得 0.5 分",),
        ),
        (
            "控制在85%—93%得10分，每偏离1个百分点扣0.5分，扣完为止。",
            "床位使用率",
            ("“床位使用率”不到 85%的差额每 1% 扣 0.5 分", "“床位使用率”超过 93%的部分每 1%"),
        ),
        (
            "8—10天之间得10分，每偏离1天扣1分。",
            "平均住院日",
            ("“平均住院日”不到 8 天的差额每天扣 1 分", "“平均住院日”超过 10 天的部分每天扣 1 分"),
        ),
        (
            "偏离度在±5%以内得10分，每超过1个百分点扣1分。",
            "预算执行",
            ("“偏离度”的绝对值超过 5%的部分每 1% 扣 1 分",),
        ),
        (
            "湿度保持在45%～60%之间得10分，否则不得分。",
            "湿度",
            ("须“湿度”达到 45%，否则本行 0 分", "“湿度”不超过 60%的得 10 分、再多的得 0 分"),
        ),
        (
            "全年报送不少于12条，每少1条扣0.5分，多报不加分。",
            "信息",
            ("从 10 分起，“信息缺少的条数”每条扣 0.5 分",),
        ),
        (
            "主要负责同志每年至少听取1次汇报得4分；明确专职人员的得6分。",
            "组织领导",
            ("“主要负责同志每年至少听取1次汇报”的得 4 分",),
        ),
        (
            "每月一主题，开展一次得1分，最高10分。",
            "德育活动",
            ("“德育活动开展”每次得 1 分",),
        ),
        (
            "乡镇每月督导不少于2次，全季6次，每少1次扣1分。",
            "督导检查",
            ("“乡镇督导缺少的次数”每次扣 1 分",),
        ),
        ("得分＝满意度测评值×10%。", "满意度", ("“满意度测评值”每分得 0.1 分",)),
        ("得分＝标准分×完成率。", "整改", ("“完成率” × 10 分计得分",)),
        ("每建成一个试点村得1分，最高得标准分。", "试点", ("每个得 1 分；本行最高 10 分",)),
        (
            "收缴率＝实收户数/应收户数，达到80%得满分，未达到80%的按收缴率÷80%×标准分计。",
            "卫生费",
            ("“收缴率”超过 0%的部分每 80% 得 10 分（这一项最多 10 分）",),
        ),
        (
            "普及率达到85%（山区70%）得满分，每低1个百分点扣0.5分。",
            "卫生厕所",
            ("不到 85%的差额每 1% 扣 0.5 分（山区：“普及率”不到 70%的差额",),
        ),
        (
            "无违规得满分，每逾期1件扣3分。全年未收到申请的，按满分计。",
            "答复",
            ("每件扣 3 分；扣到 0 分为止；不适用的按满分计",),
        ),
        (
            "“三会一课”每缺1次扣0.5分，无计划无总结各扣0.5分。",
            "党员教育",
            ("“无计划”的扣 0.5 分，“无总结”的扣 0.5 分",),
        ),
        (
            "专职教师到位得6分；建立心理档案，建档率×4分。",
            "心理健康",
            ("“专职教师到位”的得 6 分，“建档率” × 4 分计得分",),
        ),
    ],
)
def test_what_lies_beside_another_figure(
    clause: str, name: str, sentences: tuple[str, ...]
) -> None:
    one, *others = said(clause, name=name)
    assert not others
    assert all(part in one for part in sentences), one


@pytest.mark.parametrize(
    ("clause", "first", "second"),
    [
        (
            "完成任务得10分，未完成的按完成比例得分，低于70%的倒扣5分。",
            "须“任务完成比例”达到 70%，否则本行 0 分；“任务完成比例” × 10 分计得分",
            "“任务完成比例” × 10 分计得分；本行最高 10 分；“任务完成比例”不到 70%的，另",
        ),
        (
            "例会、业务培训每少参加1次扣0.5分。",
            "“例会、业务培训缺少的次数”每次扣 0.5 分",
            "“例会缺少的次数”每次扣 0.5 分，“业务培训缺少的次数”每次扣 0.5 分",
        ),
        (
            "比上年提高1个百分点加1分，最高10分。",
            "较上年提高的百分点数”每个百分点得 1 分",
            "比上年提高1个百分点”的得 1 分",
        ),
        (
            "采用图解、视频等方式解读的，每件得0.5分，最高3分；单纯文字解读的不得分。",
            "“采用图解、视频等方式解读”每件得 0.5 分",
            "“单纯文字解读”的，本行 0 分",
        ),
        (
            "时长不超过3个工作日得10分，3至5个工作日得6分，5至7个工作日得2分，超过7个工作日不得分。",
            "不超过 5 工作日的得 6 分、不超过 7 工作日的得 2 分、再多的得 0 分",
            "达到 3 工作日的得 6 分",
        ),
        (
            "在国家级媒体发稿1篇得2分，省级1篇得1分，市级2篇得1分，最高10分。",
            "“在市级媒体发稿”每 2 篇得 1 分；本行最高 10 分",
            "“在市级媒体发稿”每 2 篇得 1 分，不足一档不计",
        ),
        (
            "1月31日前公布得10分，逾期公布的得2分，未公布的不得分。",
            "“1月31日前公布”的得 10 分",
            "“逾期公布”的得 2 分",
        ),
    ],
)
def test_what_may_be_meant_two_ways_is_asked(clause: str, first: str, second: str) -> None:
    one, other, *_ = said(clause)
    assert first in one
    assert second in other


def test_a_rule_that_looks_at_one_side_of_a_span_is_asked() -> None:
    text = "控制在85%—93%得10分，每偏离1个百分点扣0.5分"
    (reading,) = understand(text, Decimal(10), "床位使用率").readings
    assert not reading.overlooked
    terms = reading.keys["deduct"]
    assert isinstance(terms, list)
    for kept in terms:
        lost = overlooked(text, {**reading.keys, "deduct": [kept]}, (), Decimal(10))
        assert "偏离" in lost


def test_which_of_both_sides_is_meant_is_asked() -> None:
    found = understand("95%—105%得10分，每超过1个百分点扣1分。", Decimal(10), "产销率")
    assert any("也照样扣吗" in one for one in found.readings[0].overlooked)


def test_a_figure_of_another_row_is_never_left_out() -> None:
    found = understand("场次同二.3，不足4场的，每少1场扣1分。", Decimal(5), "宣传")
    assert not found.sure
    assert "场次同二.3" in found.readings[0].overlooked


def test_what_becomes_of_the_total_beside_the_row() -> None:
    clause = "抽查合格得8分；单项否决的，除本项不得分外，另在总分中扣5分。"
    (one,) = said(clause, points=8, name="政府网站")
    assert "“单项否决”的，本行 0 分" in one
    assert "“单项否决”的，另从总分中扣 5 分" in one


def test_a_figure_that_only_the_office_can_work_out_is_asked() -> None:
    found = understand("征求意见的得4分。无决策事项的单位，按本组平均分计。", Decimal(4), "决策")
    (reading,) = found.readings
    assert any("平均分" in one for one in reading.overlooked)


@pytest.mark.parametrize(
    ("clause", "name", "asked"),
    [
        (
            "按时完成得10分，退兵1人扣1分，责任退兵1人扣2分。",
            "征兵",
            "“责任退兵”也算在“退兵”里吗？",
        ),
        (
            "讲座每学期2场以上得8分，每场参加人数50人以上加2分。",
            "妇联",
            "“每场参加人数”是每一场各算一次吗？",
        ),
        (
            "门前三包签订率100%，抽查10户，每发现1户不落实扣0.2分。",
            "卫生",
            "这一项叫“卫生不落实”，名称完整吗？",
        ),
        (
            "进度低于计划10个百分点以内的扣1分，10—20个百分点的扣2分，20个百分点以上的不得分。",
            "资金",
            "恰好10个百分点算哪一档？",
        ),
    ],
)
def test_what_a_careful_reader_would_ask(clause: str, name: str, asked: str) -> None:
    found = understand(clause, Decimal(10), name)
    assert asked in found.readings[0].overlooked


def test_a_step_of_nothing_that_brings_points_is_no_rise() -> None:
    clause = "下降0.5个百分点以上得10分，下降不足0.5个百分点得6分，上升的不得分。"
    assert all("“上升”的，本行 0 分" in one for one in said(clause, name="近视率"))


def test_numbers_of_people_begin_where_they_are_printed() -> None:
    one, *others = said("人数不少于20人得10分，10—19人得6分，不足10人不得分。", name="队伍")
    assert "达到 10 人的得 6 分、达到 20 人的得 10 分" in one
    assert not others
