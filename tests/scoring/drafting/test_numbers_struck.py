"""People by number, shares of places, three ways to move, segments; and the words around them."""

from __future__ import annotations

from decimal import Decimal

import pytest

from scoring.drafting import understand
from tests.scoring.drafting.test_clauses import said

pytestmark = pytest.mark.slow


def first(clause: str, points: int, name: str) -> str:
    return said(clause, points, name)[0]


@pytest.mark.parametrize(
    ("clause", "together", "each"),
    [
        (
            "发生一般生产安全责任事故，死亡1人扣3分，死亡2人扣6分，死亡3人以上不得分。",
            "责任事故死亡人数”达到 1 人的扣 3 分、达到 2 人的扣 6 分、达到 3 人的扣 10 分",
            "“一般生产安全责任事故死亡2人的”每起扣 6 分",
        ),
        (
            "致1人死亡的扣2分，2人死亡的扣4分。",
            "达到 1 人的扣 2 分、达到 2 人的扣 4 分",
            "死亡1人的事故”每起扣 2 分",
        ),
    ],
)
def test_people_by_number_are_counted_together_or_by_accident(
    clause: str, together: str, each: str
) -> None:
    found = said(clause, 10, "安全生产")
    assert together in found[0]
    assert any(each in one for one in found[1:])


def test_one_number_alone_is_of_every_person() -> None:
    assert "“发生火灾死亡”每人扣 3 分" in first("发生火灾，死亡1人扣3分。", 10, "火灾")
    (alone,) = said("发生火灾，死亡2人扣3分。", 10, "火灾")
    assert "“死亡2人”的扣 3 分" in alone


def test_what_is_left_open_between_the_numbers_is_looked_at() -> None:
    found = understand("发生火灾，死亡1人扣2分，死亡3人扣6分。", Decimal(6), "火灾")
    assert any("1人以上、不到3人" in one for one in found.readings[0].overlooked)
    assert any("多于3人" in one for one in found.readings[0].overlooked)
    veto = understand("亡1人扣3分，亡2人扣6分，亡3人及以上的一票否决。", Decimal(10), "火灾")
    assert not any("多于2人" in one for one in veto.readings[0].overlooked)


def test_half_of_what_the_numbers_take_is_of_the_row() -> None:
    clause = (
        "发生亡人火灾，亡1人扣2分，亡2人扣4分，亡3人以上扣6分；小火亡人的，按上述标准减半扣分。"
    )
    assert "“小火亡人”的，扣分乘以 0.5" in first(clause, 6, "火灾事故")


@pytest.mark.parametrize(
    ("clause", "steps"),
    [
        (
            "按县食安办综合评议得分排名，排名前30%的得6分，30%—70%的得4分，后30%的得2分。",
            "名次占参评单位数的比例”不超过 30%的得 6 分、不超过 70%的得 4 分、再多的得 2 分",
        ),
        (
            "综合考核位列前20%的得6分，前50%的得4分，其余不得分。",
            "不超过 20%的得 6 分、不超过 50%的得 4 分",
        ),
        ("位列前30%的得6分，中间40%的得3分，后30%的得1分。", "不超过 70%的得 3 分、再多的得 1 分"),
    ],
)
def test_a_share_of_the_places_is_said_by_the_office(clause: str, steps: str) -> None:
    found = first(clause, 6, "综合考核")
    assert steps in found
    assert "由考核办公室提供" in found


def test_shares_that_do_not_join_are_no_steps() -> None:
    found = said("排名前30%的得6分，后40%的得2分。", 6, "综合考核")
    assert not any("占参评单位数" in one for one in found)


def test_what_falls_may_begin_at_the_level_or_at_all() -> None:
    clause = "企业利润总额较上年同期增长的得10分，持平得6分，每下降1%扣1分，扣完为止。"
    level, full = said(clause, 10, "效益")
    assert "“企业利润总额较上年同期持平或下降”的扣 4 分" in level
    assert "“企业利润总额较上年同期持平”的扣 4 分" in full
    assert "“企业利润总额较上年同期下降的比例”超过 0%的部分每 1% 扣 1 分" in full


@pytest.mark.parametrize(
    ("clause", "sentences"),
    [
        (
            "税收完成率在90%—100%之间的，每低1个百分点扣0.2分；80%—90%之间的，每低1个百分点扣0.4分；低于80%的不得分。",
            (
                "须“税收完成率”达到 80%",
                "不到 100%的差额每 1% 扣 0.2 分（这一项最多 2 分）",
                "不到 90%的差额每 1% 扣 0.4 分",
            ),
        ),
        (
            "案件查处1—5件的，每件加0.2分；6—10件的，超过5件部分每件加0.3分；10件以上的，超过10件部分每件加0.5分。",
            (
                "每件得 0.2 分（这一项最多 1 分）",
                "超过 5 件的部分每件得 0.3 分（这一项最多 1.5 分）",
                "超过 10 件的部分每件得 0.5 分",
            ),
        ),
    ],
)
def test_segments_count_what_lies_in_each(clause: str, sentences: tuple[str, ...]) -> None:
    found = understand(clause, Decimal(10), "任务")
    assert any("几段分开算" in one for one in found.readings[0].overlooked)
    for one in sentences:
        assert one in first(clause, 10, "任务")


@pytest.mark.parametrize(
    ("points", "name", "clause", "sentence"),
    [
        (5, "党员发展", "发展党员计划完成率100%得5分，每差1名扣1分。", "缺少的名数”每名扣 1 分"),
        (
            6,
            "双公示",
            "及时率、合规率、覆盖率均达100%得6分，任意一项每下降1个百分点扣0.2分。",
            "“合规率”不到 100%的差额每 1% 扣 0.2 分",
        ),
        (
            8,
            "兑现",
            "资金兑现率达100%得8分，未达到100%的按比例得分，低于60%不得分。",
            "须“资金兑现率”达到 60%，否则本行 0 分；“资金兑现率” × 8 分",
        ),
        (
            5,
            "完成",
            "任务完成率达到90%以上的按比例得分，低于90%的不得分。",
            "须“任务完成率”达到 90%，否则本行 0 分；“任务完成率” × 5 分",
        ),
        (
            5,
            "创建",
            "创成国家级、省级、市级示范（乡镇、街）的，分别得5分、3分、2分。",
            "“创成省级示范(乡镇、街)”每次得 3 分",
        ),
        (
            8,
            "上访",
            "同一企业3人以上集体上访的，每次扣2分；5人以上的，每次扣4分。",
            "“同一企业5人以上集体上访”每次扣 4 分",
        ),
        (
            6,
            "检查",
            "同一企业被检查3次以上的，每多1次扣0.5分。",
            "“同一企业被检查3次以上多出的次数”每次扣 0.5 分",
        ),
        (
            5,
            "开办",
            "企业开办时间压缩至1个工作日内的得5分，超过1个工作日的，每超0.5个工作日扣1分。",
            "“企业开办时间”超过 1 工作日的部分每 0.5 工作日扣 1 分",
        ),
        (
            6,
            "网办",
            "网上可办率达到100%，得6分；未达到的，每少下降1个百分点扣0.5分。",
            "“网上可办率”不到 100%的差额每 1% 扣 0.5 分",
        ),
        (
            10,
            "满意度",
            "患者满意度以95%为基准得10分，每下降1个百分点扣1分。",
            "“患者满意度”不到 95%的差额每 1% 扣 1 分",
        ),
        (
            4,
            "研究",
            "党委政府每季度研究平安建设工作不少于1次，每少1次扣1分。",
            "“党委政府研究平安建设工作缺少的次数”每次扣 1 分",
        ),
    ],
)
def test_words_of_whole_tables(points: int, name: str, clause: str, sentence: str) -> None:
    assert sentence in first(clause, points, name)


def test_late_by_steps_takes_nothing_of_who_is_not_late() -> None:
    before, after = said("逾期1天以内扣1分，逾期1至3天扣2分，逾期3天以上不得分。", 5, "报送")
    assert "不超过 0 天的扣 0 分、不超过 1 天的扣 1 分、不超过 3 天的扣 2 分" in before
    assert "不到 1 天的扣 1 分、不到 3 天的扣 2 分、再多的扣 5 分" in after


def test_what_both_sides_come_to_at_most_is_of_a_row_beside_the_full_mark() -> None:
    found = first("每超1项重点任务加1分；未完成的每少1项扣1分；加减分均不超过3分。", 0, "加减分")
    assert "本行最高 3 分；扣到 -3 分为止" in found


def test_the_quarter_that_counts_nothing_is_no_row() -> None:
    clause = "因违纪违法被追究刑事责任的，取消评先评优资格，当季考核不得分。"
    assert "总分记 0 分" in first(clause, 0, "否决")


@pytest.mark.parametrize(
    ("points", "clause", "asked"),
    [
        (
            5,
            "推出不少于5项，完成任务得5分，每少1项扣1分，每多1项加0.5分，加分不超过2分。",
            "加分能不能超过5分？",
        ),
        (
            5,
            "中小学每月、幼儿园每季度至少开展1次演练，每少1次扣1分。",
            "“中小学缺少的次数”，名称完整吗？",
        ),
    ],
)
def test_it_is_asked(points: int, clause: str, asked: str) -> None:
    found = understand(clause, Decimal(points), "某项工作")
    assert any(asked in one for one in found.readings[0].overlooked)


def test_different_things_that_are_not_counted_twice_may_still_add_up() -> None:
    clause = "在会议交流的加1分，被上级表彰的国家级加3分、省级加2分，不重复计分，最高3分。"
    found = understand(clause, Decimal(0), "附加", beyond=True)
    assert not found.sure
    assert {bool(one.keys.get("highest")) for one in found.readings} == {True, False}
