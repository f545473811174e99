"""Clauses that were once read wrong without a word, each with what it says now."""

from __future__ import annotations

from decimal import Decimal

import pytest

from scoring.drafting import understand
from scoring.row_reading import read_row
from scoring.sentence import rule
from scoring.table import Faults, Table


def said(clause: str, points: int = 10, name: str = "某项工作") -> list[str]:
    """Every reading as the sentence of its rule, none of them with a fault."""
    found = understand(clause, Decimal(points), name, beyond=not points)
    sentences = []
    for reading in found.readings:
        faults = Faults("")
        keys = {"name": name, "points": Decimal(points), **reading.keys}
        row = read_row(Table(faults, '["一.1"]', keys), "一.1")
        assert not faults.found
        sentences.append(rule(row))
    return sentences


@pytest.mark.parametrize(
    ("clause", "sentence"),
    [
        ("每项（次）扣2分。", "“某项工作”每项扣 2 分"),
        ("未按时报送扣1分，未报送扣2分。", "“未报送”的扣 2 分；同一事项只扣最重的一项"),
        ("逾期备案扣1分，未备案扣3分。", "同一事项只扣最重的一项"),
        ("覆盖面低于80%的，每降低1个百分点扣0.5分。", "“覆盖面”不到 80%的差额每 1% 扣 0.5 分"),
        ("在线率低于95%的扣2分，低于80%的扣5分。", "达到 0%的扣 5 分、达到 80%的扣 2 分"),
        ("空白栏目每个扣3分；连续三个月仍空白的，本项不得分。", "“连续三个月仍空白”的，本行 0 分"),
        ("应进场项目进场率100%，每发现一个项目未进场扣2分。", "“项目未进场”每个扣 2 分"),
        ("迟报的每次扣1分，受到刑事处罚的，单位考核等次降低一档。", "“受到刑事处罚”的，降一个等次"),
        ("少签一级扣2分，少签一户扣0.1分。", "缺少的级数”每级扣 2 分"),
        ("同比下降1%以上得10分，下降0-1%得5分，不降反升的不得分。", "“不降反升”的，本行 0 分"),
        ("统计年报错报的每处扣0.5分，未报的不得分。", "“未报”的，本行 0 分"),
        ("省级媒体每篇1分，市级媒体每篇0.5分，县级媒体不计分。", "“市级媒体”每篇得 0.5 分"),
        ("获国家级一、二、三等奖每项分别得5分、4分、3分。", "“获国家级二等奖”每项得 4 分"),
        ("入选能效领跑者的得5分，其他不得分。", "“入选能效领跑者”的得 5 分"),
        ("套取资金的，一次性扣5分。", "“套取资金”的扣 5 分"),
        ("地面有积水每处扣0.5分。", "“地面有积水”每处扣 0.5 分"),
        (
            "年内发生2起以上重大刑事案件的，直接降低一个等次。",
            "“重大刑事案件”达到 2 起的，降一个等次",
        ),
        ("发生泄密的，取消评优资格，年度考核等次定为“不合格”。", "“发生泄密”的，一票否决"),
        (
            "发生1起命案扣2分，发生2起扣4分，发生3起及以上的不得分。",
            "“发生命案”达到 1 起的扣 2 分、达到 2 起的扣 4 分、达到 3 起的扣 10 分",
        ),
        ("每新增投资1000万元加1分。", "“新增投资”每 1000 万元得 1 分"),
        ("按受灾户数扣10分/户。", "“受灾户数”每户扣 10 分"),
        ("创建完成比例每达10%得0.5分。", "“创建完成比例”超过 0%的部分每 10% 得 0.5 分"),
        ("受通报的扣0.5分/例，受处分的扣1分/例。", "“受通报”每例扣 0.5 分，“受处分”每例扣 1 分"),
        (
            "10万元以上（含10万）得10分，5-10万（含5万）得5分，少于5万不得分。",
            "达到 5 万元的得 5 分、达到 10 万元的得 10 分",
        ),
        (
            "开工率、竣工率均达到100%得10分，开工率每低1个百分点扣0.1分，竣工率每低1个百分点扣0.2分。",
            "“竣工率”不到 100%的差额每 1% 扣 0.2 分",
        ),
        ("破案数每低于目标值1个百分点扣0.3分。", "“破案数低于目标值的百分点数”每个百分点扣 0.3 分"),
        (
            "完成造林任务得10分，每少1个百分点扣0.5分。",
            "“造林完成率”不到 100%的差额每 1% 扣 0.5 分",
        ),
        ("月考评排名第一的得10分，每后退一名扣1分。", "第 2 名得 9 分、第 3 名得 8 分"),
        ("前三名的分别得10分、9分、8分，其余得4分。", "第 3 名得 8 分、其余得 4 分"),
        (
            "预案完善得5分；每年演练不少于2次，得5分，少一次扣1.5分。",
            "从 5 分起，“预案完善”的得 5 分，“演练缺少的次数”每次扣 1.5 分（这一项最多 5 分）",
        ),
        ("无人接听的，第一次扣1分，第二次扣3分，第三次不得分。", "达到 3 次的扣 10 分"),
        (
            "创建国家级节水单位的加2分/个，省级的加1分/个。",
            "“创建省级节水单位”每个得 1 分",
        ),
        (
            "社会治安、“黄赌毒”现象控制不力各扣2分。",
            "“社会治安现象控制不力”的扣 2 分，““黄赌毒”现象控制不力”的扣 2 分",
        ),
        ("每月检查不少于1次，少一座次扣0.5分。", "“检查缺少的座次数”每座次扣 0.5 分"),
        ("有地方恶势力每股扣3分。", "每股扣 3 分"),
        ("手卫生依从性低于80%扣2分。", "“手卫生依从性低于80%”的扣 2 分"),
        (
            "使用率85%-93%得10分，低于85%每低1%扣0.2分，高于93%每高1%扣0.3分。",
            "“使用率”超过 93%的部分每 1% 扣 0.3 分",
        ),
        (
            "好路率达到85%得10分，每下降1个百分点扣1分，每提高1个百分点加0.5分，最多加2分。",
            "从 10 分起，“好路率”超过 85%的部分每 1% 得 0.5 分（这一项最多 2 分）",
        ),
        ("平均住院日≤9天得10分，每超过0.5天扣1分。", "“平均住院日”超过 9 天的部分每 0.5 天扣 1 分"),
        ("有台账，4分；有制度，6分。", "“有台账”的得 4 分，“有制度”的得 6 分"),
        (
            "街巷内无乱搭乱建现象得10分，每新发现一处扣2分。",
            "“街巷内乱搭乱建”每处扣 2 分",
        ),
        ("发案率不超过千分之二，每高千分之一扣1分。", "“发案率”超过 0.2%的部分每 0.1% 扣 1 分"),
        ("专业大户门前无消毒池的，发现一户扣5分。", "“专业大户门前无消毒池”每户扣 5 分"),
        ("只防疫，不填表的扣6分。", "“只防疫，不填表”的扣 6 分"),
        ("入学率10分，每低于标准1个百分点扣1分。", "“入学率低于标准的百分点数”每个百分点扣 1 分"),
        (
            "合格率每低于标准1个百分点扣1分，低6个百分点以上的不得分。",
            "“合格率低于标准的百分点数”达到 6 个百分点的，本行 0 分",
        ),
        (
            "参训率98%以上得5分，低于98%的每低1%扣0.5分；合格率100%得5分，有1人不合格扣1分。",
            "“参训率”不到 98%的差额每 1% 扣 0.5 分（这一项最多 5 分）",
        ),
        ("出栏任务按完成率得分，完成率低于80%不得分。", "须“出栏任务完成率”达到 80%"),
        ("创建国家级示范校得10分，省级得8分，未创建不得分。", "只计最高的一项"),
        ("合法率达92%10分，下降1个百分点扣1分。", "“合法率”不到 92%的差额每 1% 扣 1 分"),
        (
            "信访人到市上访，每批次扣2分、每人次扣0.5分。",
            "“信访人到市上访的批次数”每批次扣 2 分，“信访人到市上访的人次数”每人次扣 0.5 分",
        ),
        (
            "完成任务的得10分，未完成的按完成比例得分；超额完成的，每超10%加1分，最多加3分。",
            "“任务完成比例”超过 100%的部分每 10% 得 1 分（这一项最多 3 分）",
        ),
        ("库房达到“八防”要求得10分，缺一防扣1分。", "缺少的防数”每防扣 1 分"),
        (
            "按改善率排名，第1名得10分，第2名得9分，依次递减1分。",
            "第 2 名得 9 分、第 3 名得 8 分、第 4 名得 7 分",
        ),
        ("满意度90分以上得10分，每低1分扣0.5分，70分以下不得分。", "达到 70 分，否则本行 0 分"),
        (
            "达标率低于90%不得分，高于90%的，每高1个百分点得1分。",
            "“达标率”超过 90%的部分每 1% 得 1 分",
        ),
        ("差错每件扣1分，扣分不保底。", "扣分没有下限"),
        (
            "有规划和计划得6分；无规划扣1分；规划得到落实得4分。",
            "从 6 分起，“规划得到落实”的得 4 分，“无规划”的扣 1 分",
        ),
        ("月度评比得分按10%折算计入年度考核。", "“月度评比得分”每分得 0.1 分"),
        ("未按时完成的，扣3分并取消评先资格。", "“未按时完成”的，一票否优"),
        ("人口性别比控制在110以内得10分，每上升1个百分点扣0.5分。", "超过 110 个百分点的部分"),
        ("发现违建每处扣1分；24小时内自行拆除的，不扣分。", "违建（24小时内自行拆除的除外）”每处"),
        ("误差控制在5%以内记10分，超过0.1个百分点扣1分。", "“误差”超过 5%的部分每 0.1% 扣 1 分"),
        ("有场地；有设备；有人员；有队伍（每项各2.5分）。", "有场地、有设备、有人员、有队伍"),
        ("生育率82%以下的记零分，并给予“一票否决”。", "“生育率”不到 82%的，一票否决"),
        ("培训全年2次以上得10分，少一次扣5分。", "“培训全年”不到 2 次的差额每次扣 5 分"),
        ("未开或少开的，按次扣1-3分。", "逐次评定，每次扣 1 至 3 分"),
        ("被约谈的，主要负责人每次扣3分。", "“被约谈（主要负责人）”每次扣 3 分"),
        (
            "满意度得分90分以上的得10分，每低1分扣0.5分。",
            "“满意度”不到 90 分的差额每分扣 0.5 分",
        ),
        (
            "年新增藏量2000种得10分，每少100种扣1分。",
            "“年新增藏量”不到 2000 种的差额每 100 种扣 1 分",
        ),
        (
            "事故每起视情节扣1-3分，最多扣6分。",
            "逐起评定，每起扣 1 至 3 分，合计最多扣 6 分",
        ),
        ("因征地不到位影响推进的，每个项目扣2分。", "“因征地不到位影响推进的项目”每个扣 2 分"),
        ("卫生脏乱差的，每次检查扣0.5分。", "“卫生脏乱差的检查”每次扣 0.5 分"),
        ("有令不行、有禁不止的，发现一次扣5分。", "“有令不行、有禁不止”每次扣 5 分"),
        ("退文率不超过3%，每超1个百分点扣1分。", "“退文率”超过 3%的部分每 1% 扣 1 分"),
        ("满意度低于90分的，每低1分扣0.5分。", "“满意度”不到 90 分的差额每分扣 0.5 分"),
        (
            "同比增长5%以上得10分，增长0—5%得3分，负增长不得分。",
            "达到 0%的得 3 分、达到 5%的得 10 分",
        ),
        (
            "发生重大事件，或者被约谈的，年度考核定为不合格等次。",
            "“发生重大事件，或者被约谈”的，一票否决",
        ),
        (
            "完成造林任务得10分，完成90%以上得8分。",
            "“造林任务完成率”达到 90%的得 8 分、达到 100%的得 10 分",
        ),
        (
            "乡级林长巡林不少于2次，村级林长巡林不少于1次，每少1次扣1分。",
            "“乡级林长巡林、村级林长巡林缺少的次数”",
        ),
        (
            "查处率、整改率均达到100%的得10分，每下降1个百分点扣1分。",
            "“整改率”不到 100%的差额每 1% 扣 1 分",
        ),
        ("挪用收益的不得分并移交有关部门处理，未公示扣2分。", "“挪用收益”的，本行 0 分"),
        ("按满意度得分×10%计分。", "“满意度得分”每分得 0.1 分"),
        ("体罚学生的，经查实每人次扣2分。", "“体罚学生”每人次扣 2 分"),
        ("有偿补课每人次扣3分。", "“有偿补课”每人次扣 3 分"),
        ("跨区域招生的，按人头每人扣0.5分。", "“跨区域招生”每人扣 0.5 分"),
        ("参加服务不少于4次，每有一人达不到要求扣0.1分。", "“参加服务达不到要求”每人扣 0.1 分"),
        ("校园内吸烟扣0.2分/人。", "“校园内吸烟”每人扣 0.2 分"),
        ("数据泄露的，直接扣5分。", "“数据泄露”的扣 5 分"),
        ("每有1座停运扣1分。", "“停运”每座扣 1 分"),
        (
            "完成率100%，处置率100%，每低5%扣0.5分。",
            "“完成率”不到 100%的差额每 5% 扣 0.5 分，“处置率”不到 100%",
        ),
        ("逾期一个月扣1分，逾期三个月以上不得分。", "“某项工作逾期”达到 3 个月的，本行 0 分"),
        ("覆盖率达90%以上得10分，不达标扣1分。", "“覆盖率不达标”的扣 1 分"),
        ("得分按测评得分率×10计算。", "“测评得分率” × 10 分计得分"),
        ("无制度或有制度但形同虚设均扣1分。", "“无制度或有制度但形同虚设”的扣 1 分"),
        (
            "国办抽查不合格的，每次扣5分；连续两次不合格的，不得分。",
            "“连续两次不合格”的，本行 0 分",
        ),
    ],
)
def test_clause_says_what_it_says(clause: str, sentence: str) -> None:
    assert sentence in said(clause)[0]


def test_an_event_is_asked_whether_it_counts_again() -> None:
    every, once = said("被约谈扣3分。")
    assert "“被约谈”每次扣 3 分" in every
    assert "“被约谈”的扣 3 分" in once
    assert len(said("被约谈扣10分。")) == 1


def test_amounts_that_lie_within_one_another_are_asked() -> None:
    apart, both = said("亿元以上项目每个得3分，5亿元以上项目每个得5分。", 15)
    assert "“亿元以上项目（不含5亿元以上的）”每个得 3 分" in apart
    assert "“亿元以上项目”每个得 3 分" in both


def test_the_smaller_amount_is_the_wider_one_whichever_comes_first() -> None:
    apart, _ = said("每引进1个亿元以上项目得2分，每引进1个5000万元以上项目得1分。", 15)
    assert "“引进亿元以上项目”每个得 2 分" in apart
    assert "“引进5000万元以上项目（不含亿元以上的）”每个得 1 分" in apart


def test_a_cap_of_the_row_is_not_asked_about() -> None:
    (one,) = said("获批示的每次加1分，获推广的每次加2分，此项加分累计不超过5分。", 0)
    assert "本行最高 5 分" in one


def test_a_cap_over_less_than_one_of_its_terms_is_of_the_last() -> None:
    for one in said("在全省推广的奖励5分，获批示的每次奖励1分，累计不超过3分。", 0):
        assert "“获批示”每次得 1 分（这一项最多 3 分）" in one
        assert "本行最高" not in one


def test_the_same_thing_counts_once_but_other_things_add_up() -> None:
    (one,) = said("获省级表彰加5分、市级加2分，同一项目按最高级别计。", 0)
    assert "“表彰”每项按级别：省级得 5 分、市级得 2 分，同一项只按最高的级别计一次" in one
    (led,) = said(
        "工作经验被国办推广的加5分，被省政府办公厅推广的加3分，同一事项就高不重复计分。", 0
    )
    assert "“工作经验推广”每项按级别：国办得 5 分、省政府办公厅得 3 分" in led


@pytest.mark.parametrize(
    ("clause", "sentences"),
    [
        (
            "评比排名前三名的村分别加3分、2分、1分，后三名的分别扣1分、2分、3分。",
            ("“评比名次”第 1 名得 3 分", "“评比倒数第一名”的扣 3 分", "“评比倒数第三名”的扣 1 分"),
        ),
        (
            "月评比前二名的分别加2分、1分。",
            ("“月评比第一名”每次得 2 分", "“月评比第二名”每次得 1 分"),
        ),
        ("信访考核前3名的单位分别依次加5至3分。", ("第 1 名得 5 分", "第 3 名得 3 分")),
    ],
)
def test_the_first_and_the_last_of_a_ranking(clause: str, sentences: tuple[str, ...]) -> None:
    (one,) = said(clause, 0)
    assert not [sentence for sentence in sentences if sentence not in one]


def test_what_is_lacking_one_by_one_counts_each_time() -> None:
    (one,) = said("缺一个基层单位实施计划的，扣1分。")
    assert "“基层单位实施计划缺少的个数”每个扣 1 分" in one


def test_more_than_the_row_can_bring_is_looked_at() -> None:
    clause = "新上投资200万元以上的加10分，500万元以上的加30分，1000万元以上的加50分。"
    found = understand(clause, Decimal(10), "工业项目")
    assert "50分超过这一行的10分" in found.readings[0].overlooked


def test_up_and_down_in_one_breath() -> None:
    (one,) = said("二、三产业税收较上年增长20%的得20分，每增（减）1个百分点加（减）5分。", 20)
    assert "“二、三产业税收较上年增长”超过 20%的部分每 1% 得 5 分" in one
    assert "“二、三产业税收较上年增长”不到 20%的差额每 1% 扣 5 分" in one
    assert "从 20 分起" in one


def test_a_figure_is_held_against_the_best_that_was_reported() -> None:
    (one,) = said("固定资产投资增速第一名得10分，其他乡镇按占第一名的比例计分。")
    assert "固定资产投资增速" in one
    assert "第一名" in one


def test_places_are_supplied_or_made_of_what_the_units_report() -> None:
    supplied, own = said("按任务完成率从高到低排名，第1名得10分，第2名得9分，其余得5分。")
    assert "“任务完成率名次”" in supplied
    assert "“任务完成率”" in own


@pytest.mark.parametrize(
    "clause",
    [
        "新创成省级文明单位加3分，市级加1分；复查不合格被撤销的相应扣减。",
        "发生事故的，年度考核直接定为C级。",
    ],
)
def test_what_is_not_sure_is_not_taken(clause: str) -> None:
    assert not understand(clause, Decimal(10), "某项工作").readings


@pytest.mark.parametrize(
    ("clause", "sentence"),
    [
        ("查一起不扣分，未查处的每起扣2分。", "“未查处”每起扣 2 分"),
        ("月报逾期一天扣0.2分，逾期超过5天的扣2分。", "同一事项只扣最重的一项"),
        ("垃圾每处扣0.2分，反复出现的加倍扣分。", "“垃圾（反复出现的）”每处扣 0.4 分"),
        ("成果每项得1分，其中全省推广的每项得2分。", "“成果（全省推广的另算）”每项得 1 分"),
        ("任何一项低于98%的扣5分。", "“任何一项低于98%”的扣 5 分"),
        ("好评率每低1%扣0.2分。", "“好评率”不到 100%的差额每 1% 扣 0.2 分"),
        ("达到80%得6分，每增加5个百分点加1分，加满10分为止。", "超过 80%的部分每 5% 得 1 分"),
    ],
)
def test_what_is_read_by_its_words_is_looked_at(clause: str, sentence: str) -> None:
    assert sentence in said(clause)[0]
    assert not understand(clause, Decimal(10), "某项工作").sure


@pytest.mark.parametrize(
    ("clause", "sentence"),
    [
        ("逾期备案扣1分，未备案扣3分，材料不全每件扣0.5分。", "“材料不全”每件扣 0.5 分"),
        ("占道经营每处扣0.1分，当日整改的不扣分。", "“占道经营（当日整改的除外）”每处扣 0.1 分"),
        ("发生5人以上（不含5人）集体上访的，每起扣3分。", "5人以上(不含5人)集体上访”每起扣 3 分"),
        ("开工率达到100%得满分；未达到的，按完成比例得分。", "“开工率” × 10 分"),
        ("得分=（新引进项目个数/时序目标任务）×分值。", "“新引进项目个数”"),
    ],
)
def test_what_can_only_be_read_as_it_stands_is_not_asked(clause: str, sentence: str) -> None:
    (one,) = said(clause)
    assert sentence in one
    assert understand(clause, Decimal(10), "某项工作").sure


def test_a_factor_is_of_some_things_or_of_the_row() -> None:
    some, row = said("垃圾每处扣0.2分，反复出现的加倍扣分。")
    assert "“垃圾（反复出现的）”每处扣 0.4 分" in some
    assert "反复出现" in row
    assert "× 2" in row or "乘以 2" in row or "加倍" in row


def test_a_difficulty_is_a_figure_that_somebody_reports() -> None:
    (one,) = said("每完成一项得2分，得分乘以难度系数（0.8-1.2）。")
    assert "难度系数" in one
    assert not understand("每完成一项得2分，得分乘以难度系数。", Decimal(10), "某项工作").sure


def test_words_of_praise_that_nobody_knows_are_looked_at() -> None:
    found = understand("被通报的每次扣3分，当年不参加任何评比。", Decimal(10), "某项工作")
    assert found.readings
    assert any("评比" in one for one in found.readings[0].overlooked)


def test_what_becomes_of_a_unit_is_never_left_out() -> None:
    found = understand("被通报的扣3分，年度考核不得确定为良好以上等次。", Decimal(10), "某项工作")
    assert not found.sure


def test_a_list_of_sentences_is_ticked_off_where_it_comes_to_the_points() -> None:
    found = understand("每具备一项得2分。", Decimal(4), "组织", "有负责人；有经办人员")
    assert found.sure
    assert found.readings[0].keys["add"] == [
        {"items": ["负责人", "经办人员"], "list": "清单", "points": Decimal(2)}
    ]


def test_rungs_are_asked_whether_they_add_up() -> None:
    whole, added = said("抽查不在岗的，第一次扣1分，第二次扣2分，三次及以上不得分。", 5)
    assert "达到 2 次的扣 2 分" in whole
    assert "达到 2 次的扣 3 分" in added


@pytest.mark.parametrize(
    ("clause", "sentence"),
    [
        (
            "一类单位每报送1篇得1分，二类单位每报送1篇得2分。",
            "“某项工作报送”每篇得 1 分（二类：“某项工作报送”每篇得 2 分）",
        ),
        (
            "一类乡镇报送信息不少于6篇，二类乡镇报送信息不少于4篇，每少1篇扣0.5分。",
            "“报送信息”不到 6 篇的差额每篇扣 0.5 分（二类：“报送信息”不到 4 篇的差额",
        ),
    ],
)
def test_classes_count_by_their_own_figures(clause: str, sentence: str) -> None:
    (one,) = said(clause)
    assert sentence in one
    assert "名册里的一致" in understand(clause, Decimal(10), "某项工作").readings[0].notes[0]


@pytest.mark.parametrize(
    ("clause", "name"),
    [
        (
            "乡镇主要负责人每月至少督查1次安全生产工作，每少1次扣1分。",
            "乡镇主要负责人督查缺少的次数",
        ),
        ("党政主要领导每月接访不少于1次，少1次扣0.5分。", "党政主要领导接访缺少的次数"),
        ("重要信息每季度应报送5条，每少1条扣0.5分。", "重要信息缺少的条数"),
        ("会议纪要每月不少于1份，少1份扣1分。", "会议纪要缺少的份数"),
        ("应急演练每年不少于2次，每少1次扣1分。", "应急演练缺少的次数"),
        ("为民服务每月不少于1次，少1次扣1分。", "为民服务缺少的次数"),
        ("班子成员每年下村不少于12天，每少1天扣0.5分。", "班子成员下村缺少的天数"),
        ("供应商每季度至少走访3家，每少1家扣1分。", "供应商走访缺少的家数"),
        (
            "县级河长每月巡河1次、镇级河长每周巡河1次，每少一次扣0.2分。",
            "县级河长巡河、镇级河长巡河缺少的次数",
        ),
        ("单位应每月召开例会不少于1次，每少1次扣1分。", "单位召开例会缺少的次数"),
    ],
)
def test_a_name_is_not_cut_in_the_middle_of_a_word(clause: str, name: str) -> None:
    assert f"“{name}”每" in said(clause)[0]


@pytest.mark.parametrize(
    ("clause", "sentence"),
    [
        (
            "药占比30%以内得10分，30%-35%得3分，超过35%不得分。",
            "“药占比”不超过 30%的得 10 分、不超过 35%的得 3 分、再多的得 0 分",
        ),
        ("差错率1%以内不扣分，1%-3%扣2分，超过3%扣5分。", "不超过 3%的扣 2 分、再多的扣 5 分"),
        ("占比30%以内得10分，超过30%得3分。", "不超过 30%的得 10 分、再多的得 3 分"),
        ("逾期率1%以内得10分，1%（含）-3%得3分，3%（含）以上不得分。", "达到 1%的得 3 分"),
    ],
)
def test_a_figure_belongs_to_the_step_whose_words_hold_it(clause: str, sentence: str) -> None:
    (one,) = said(clause)
    assert sentence in one


def test_a_figure_that_two_steps_claim_is_asked() -> None:
    for clause in (
        "药占比控制在30%以内得10分；30%—35%得3分；35%以上得0分。",
        "退件3件以内得10分，3-5件得3分，5件以上不得分。",
        "占比30%以内得10分，30%以上得3分。",
    ):
        before, behind = said(clause)
        assert "不超过 3" in before
        assert "达到 3" in behind


def test_a_figure_beyond_which_a_step_begins_is_looked_at() -> None:
    found = understand("达到80%以上得8分，超过90%得10分。", Decimal(10), "覆盖率")
    assert not found.sure
    assert found.readings[0].overlooked


def test_one_figure_said_with_two_words_is_asked_once() -> None:
    for clause in (
        "完成年度招商任务得10分，未完成的按完成比例得分，完成率低于50%的不得分。",
        "完成年度招商任务得10分，未完成的按完成率得分，完成比例低于50%的不得分。",
    ):
        (one,) = said(clause)
        name = "年度招商任务完成比例" if "按完成比例" in clause else "年度招商任务完成率"
        assert one.startswith(f"须“{name}”达到 50%")
        assert f"“{name}” × 10 分" in one


def test_what_all_deductions_come_to_is_the_least_of_the_row() -> None:
    (one,) = said("无故缺席1人次扣1分，迟到1人次扣0.2分。累计扣分不超过5分。")
    assert "扣到 5 分为止" in one


def test_what_several_figures_bring_by_their_weights() -> None:
    assert "“满意率” × 6 分" in said("回复率×4＋满意率×6计算得分。")[0]
    parts = said("开工率占4分，投资完成率占6分，按实际完成比例计分，超过100%的按100%计。")[0]
    assert "“投资完成率” × 6 分计得分（这一项最多 6 分）" in parts
    hundred = said("服务对象测评占60%，机关互评占40%，折算计入。", name="民主测评")[0]
    assert "服务对象测评占 60%、机关互评占 40%" in hundred


def test_the_same_levels_again_have_their_own_points() -> None:
    (one,) = said("区级每篇计1分，市级每篇计2分；理论调研类分别计3分、4分。", 0, "信息录用")
    assert "“理论调研类（市级）”每篇得 4 分" in one
