"""Shares between two lines, ends of single parts, and what composed clauses were read wrong by."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal

import pytest

from scoring.drafting import understand, understand_row
from scoring.drafting.aims import cell_of, with_its_figure
from scoring.drafting.columns import field_of
from scoring.drafting.grades import grades_in
from scoring.drafting.remarks import counts_once, left_over
from scoring.drafting.signs import NOTHING
from scoring.row_reading import read_row
from scoring.sentence import rule
from scoring.table import Faults, Table


def said(keys: Mapping[str, object]) -> str:
    """The rule in words."""
    row = {"name": "某项", "points": Decimal(5), **keys}
    return rule(read_row(Table(Faults(""), '["一.1"]', row), "一.1"))


INTERPOLATED = "“知晓率”超过 60%的部分每 30% 得 5 分（这一项最多 5 分）"
PROPORTIONAL = "“知晓率”超过 0%的部分每 90% 得 5 分（这一项最多 5 分）"


@pytest.mark.parametrize(
    "clause",
    [
        "知晓率90%以上得5分，60%—90%按线性插值计分，低于60%不得分。",
        "知晓率达到90%得满分，低于60%得0分，介于两者之间的按线性插值法计算得分。",
        "知晓率90%以上得5分；在60%至90%之间的，采用插值法计算得分；60%以下的不得分。",
    ],
)
def test_between_two_lines_the_points_grow_straight(clause: str) -> None:
    found = understand(clause, Decimal(5), "某项")
    assert [INTERPOLATED in said(one.keys) for one in found.readings] == [True]
    assert "only_if" not in found.readings[0].keys


@pytest.mark.parametrize(
    "clause",
    [
        "知晓率90%以上得5分，60%—90%之间按比例得分，低于60%不得分。",
        "知晓率达到90%得5分，在60%至90%之间的按比例得分，60%以下不得分。",
    ],
)
def test_in_proportion_between_two_lines_is_asked(clause: str) -> None:
    found = understand(clause, Decimal(5), "某项")
    first, second = (said(one.keys) for one in found.readings)
    assert PROPORTIONAL in first
    assert "须“知晓率”达到 60%" in first
    assert INTERPOLATED in second


def test_a_slope_joins_two_steps_that_are_printed() -> None:
    clause = "满意度95%以上得5分，80%以上得3分，80%—95%之间按插值法计分。"
    (one,) = understand(clause, Decimal(5), "某项").readings
    assert one.keys["add"] == [
        {"rate": "满意度", "band": [[Decimal("0.80"), Decimal(3)]]},
        {
            "rate": "满意度",
            "over": Decimal("0.8"),
            "per": Decimal("0.15"),
            "points": Decimal(2),
            "max": Decimal(2),
        },
    ]


def test_below_a_slope_only_its_own_part_is_nothing() -> None:
    """With other parts in the row, the end of one is no condition of all of it."""
    clause = "整改率×4分；签约率达到95%得5分，70%—95%之间按线性插值计分，低于70%不得分。"
    for one in understand(clause, Decimal(9), "某项").readings:
        assert "only_if" not in one.keys
    asked = "签订责任书的得4分；签约率达到95%得5分，70%—95%之间按比例计分，低于70%不得分。"
    assert all("only_if" not in one.keys for one in understand(asked, Decimal(9)).readings)


def test_growth_from_nothing_needs_no_second_question() -> None:
    clause = "增长率达到5%得4分；0%至5%之间采用线性插值法计分；负增长得0分。"
    (one,) = understand(clause, Decimal(4), "门诊人次增长率").readings
    assert "zero_if" not in one.keys
    assert one.keys["add"][0]["signed"] is True  # type: ignore[index]


def test_a_slope_without_steps_is_not_understood() -> None:
    assert understand("60%—90%之间按比例得分。", Decimal(5), "某项").readings == ()


def test_the_end_of_a_part_takes_that_part() -> None:
    clause = "归集率、应用率各2.5分，均以90%为满分值，每降低1个百分点扣0.1分，低于60%该小项不得分。"
    (one,) = understand(clause, Decimal(5), "某项").readings
    assert one.keys["grouped"] == [
        {"of": [name], "loses": Decimal("2.5")} for name in ("归集率", "应用率")
    ]
    lost = [term for term in one.keys["deduct"] if "upto" in term]  # type: ignore[attr-defined]
    assert [term["open"] for term in lost] == [[Decimal("0.6")]] * 2
    assert "only_if" not in one.keys


def test_none_and_some_are_steps_of_one_count() -> None:
    clause = "全年未发生命案得6分；发生1起得3分，2起及以上不得分。"
    (one,) = understand(clause, Decimal(6), "命案防控").readings
    (term,) = one.keys["add"]  # type: ignore[misc]
    assert term["upto"] == [[Decimal(0), Decimal(6)], [Decimal(1), Decimal(3)]]


@pytest.mark.parametrize(
    ("clause", "points", "name", "sentence"),
    [
        # what stands before a most, and nothing behind it
        (
            "每发现1处乱停乱放扣1分，最高扣4分，有方案、台账、总结，缺1项扣2分。",
            6,
            "某项",
            "乱停乱放”每处扣 1 分（这一项最多 4 分）",
        ),
        ("按期办结率达90%得4分、达80%得3分、达70%得2分。", 4, "某项", "“按期办结率”达到 70%"),
        ("按期办结率×4分。", 4, "某项", "“按期办结率” × 4"),
        ("巡查每半年2次，每少一次扣1分。", 5, "某项", "“巡查缺少的次数”每次扣 1 分"),
        ("按期办结率应达到90%，每少1个百分点扣1分。", 5, "某项", "“按期办结率”不到 90%"),
        ("专职人员少于3人的，每少1人扣1分。", 5, "某项", "“专职人员”不到 3 人的差额每人扣 1 分"),
        (
            "专项经费达到50万元，每低10万元扣1分。",
            5,
            "某项",
            "“专项经费”不到 50 万元的差额每 10 万元扣 1 分",
        ),
        ("违规操作达到3起的，本项不得分；违规操作每起扣1分。", 5, "某项", "“违规操作”达到 3 起"),
        (
            "整改率不低于90%的得3分，低于90%不低于80%的得2分，低于80%的不得分。",
            3,
            "某项",
            "达到 80%的得 2 分、达到 90%的得 3 分",
        ),
        ("实际值/95%×4，超过目标值按4分计。", 4, "合格率", "（这一项最多 4 分）"),
    ],
)
def test_what_composed_clauses_were_read_wrong_by(
    clause: str, points: int, name: str, sentence: str
) -> None:
    found = understand(clause, Decimal(points), name)
    assert found.readings, found.unread
    assert sentence in said(found.readings[0].keys)


def test_what_is_lacking_of_a_list_is_named_as_there() -> None:
    one = understand("计划、记录、照片不全的，每缺一项扣2分。", Decimal(6), "某项").readings[0]
    assert one.keys["deduct"][0]["lacking"] == ["计划", "记录", "照片"]  # type: ignore[index]


def test_too_many_ways_leave_the_parts_of_a_step() -> None:
    clause = "计划、记录、照片不全的，每缺一项扣1分，合格率须达95%以上，每下降5个百分点扣3分。"
    found = understand(clause, Decimal(8), "某项")
    assert found.readings
    assert all(any("不足一档" in x for x in one.overlooked) for one in found.readings)


@pytest.mark.parametrize(
    ("clause", "aim", "sentence"),
    [
        (
            "达到目标值得6分，每延长0.1天扣0.2分。",
            "≤8.5天",
            "“平均住院日”超过 8.5 天的部分每 0.1 天扣 0.2 分",
        ),
        ("每超1个单位扣0.5分。", "≤40", "“平均住院日”超过 40 的部分每 1 扣 0.5 分"),
    ],
)
def test_a_target_that_is_a_most_is_not_to_be_exceeded(
    clause: str, aim: str, sentence: str
) -> None:
    found = understand_row(clause, Decimal(6), "平均住院日", cell_of("", aim, ""), beyond=False)
    assert sentence in said(found.readings[0].keys)


def test_the_number_of_a_note_is_no_part_of_a_mark() -> None:
    text = "1.扣完为止。2.实行一票否决。3.90分以上为优秀,80分至90分为良好,70分至80分为合格。"
    found, _ = grades_in(text)
    assert [line for _, line in found] == [90, 80, 70, 0]
    own, _ = grades_in("4.50分以上为优秀,3.50分至4.50分为良好,3.50分以下为不合格。")
    assert own[0] == ["优秀", Decimal("4.50")]


def test_a_note_on_what_is_taken_makes_no_levels() -> None:
    note = "同一问题涉及多项扣分的，按最高分值扣，不重复扣分。"
    assert counts_once([note]) == ""
    assert list(left_over([note]))
    assert counts_once(["同一事项获多级表彰的，按最高级别计分，不重复计算。"])


@pytest.mark.parametrize(
    ("text", "field"),
    [
        ("计算与扣分方法", "text"),
        ("评分依据与扣分标准", "text"),
        ("计算公式", "text"),
        ("维度", "section"),
        ("牵头股室", "reviewer"),
        ("质控指标值", "target"),
        ("评分依据", "basis"),
    ],
)
def test_headings_are_read_by_what_they_are_made_of(text: str, field: str) -> None:
    assert field_of(text) == field


@pytest.mark.parametrize(
    ("clause", "rules"),
    [
        (
            "受理率、办结率、满意率分别达到100%、98%、95%，每低1个百分点分别扣0.5分、0.3分、0.2分。",
            [("受理率", "1", "0.5"), ("办结率", "0.98", "0.3"), ("满意率", "0.95", "0.2")],
        ),
        (
            "信访事项及时受理率、按期办结率均达到100%，每低1个百分点扣0.5分。",
            [("信访事项及时受理率", "1", "0.5"), ("按期办结率", "1", "0.5")],
        ),
        (
            "住院满意度占5分、门诊满意度占3分，每低于90%1个百分点分别扣0.5分、0.3分。",
            [("住院满意度", "0.9", "0.5"), ("门诊满意度", "0.9", "0.3")],
        ),
    ],
)
def test_several_shares_in_one_piece_fall_each_by_itself(
    clause: str, rules: list[tuple[str, str, str]]
) -> None:
    (one,) = understand(clause, Decimal(8), "某项").readings
    found = [(x["rate"], x["under"], x["points"]) for x in one.keys["deduct"]]  # type: ignore[attr-defined]
    assert found == [(name, Decimal(line), Decimal(points)) for name, line, points in rules]


def test_several_things_that_reach_a_line_have_each_its_part() -> None:
    clause = "封闭管理、保安配备、报警联网分别达到100%，各得2分；未达标的按比例得分。"
    one = understand(clause, Decimal(6), "某项").readings[0]
    assert [x["rate"] for x in one.keys["add"]] == ["封闭管理", "保安配备", "报警联网"]  # type: ignore[attr-defined]
    assert {x["max"] for x in one.keys["add"]} == {2}  # type: ignore[attr-defined]


def test_places_from_either_end_need_no_word_behind_them() -> None:
    one = understand("排名前三的得5分，后三的不得分，其余得3分。", Decimal(5), "某项").readings[0]
    assert "前三名得 5 分、末三名得 0 分、其余得 3 分" in said(one.keys)


def test_short_of_a_count_is_in_proportion_and_no_part_of_a_step() -> None:
    """It was taken for what is less than a step, and went unsaid."""
    clause = (
        "每学期上报信息10篇以上得3分，不足10篇的按比例得分；被市级采用的每篇加0.5分，最多加2分。"
    )
    one = understand(clause, Decimal(5), "某项").readings[0]
    first = one.keys["add"][0]  # type: ignore[index]
    assert (first["per"], first["points"], first["max"]) == (10, 3, 3)
    stepped = understand("每10万元扣1分，不足10万元按10万元计。", Decimal(5), "某项").readings[0]
    assert stepped.keys["deduct"][0]["whole"] == "up"  # type: ignore[index]


def test_a_list_of_offices_names_each_once() -> None:
    clause = "被国务院安委办、省安委办、市安委办挂牌督办的，每次分别扣3分、2分、1分。"
    one = understand(clause, None, "督办", beyond=True).readings[0]
    names = [term["each"] for term in one.keys["deduct"]]  # type: ignore[attr-defined]
    assert names == ["被国务院安委办挂牌督办", "省安委办挂牌督办", "市安委办挂牌督办"]


def test_the_most_of_one_that_takes_is_not_that_of_the_row() -> None:
    clause = "被上级约谈的扣2分；负面舆情每起扣1分，最多扣3分。"
    for one in understand(clause, None, "信访", beyond=True).readings:
        assert [term.get("max") for term in one.keys["deduct"]] == [None, 3]  # type: ignore[attr-defined]


def test_a_line_before_a_count_is_not_what_is_counted() -> None:
    found = understand("行政处罚案件每万人不足1件的扣2分。", Decimal(6), "执法检查")
    assert all("each" not in term for one in found.readings for term in one.keys["deduct"])  # type: ignore[attr-defined]


def test_what_guards_a_reading() -> None:
    """Each of these went unseen when its guard was taken out."""
    assert with_its_figure("达到目标值得6分", "≤8.5天") == "不超过8.5天得6分"
    assert with_its_figure("达到目标值得6分", "≥95%") == "达到95%得6分"
    parts = understand(
        "1月31日前公布年度报告得2分，逾期不得分；内容完整得1分。", Decimal(3), "年报"
    )
    assert not any(one.keys.get("zero_if") for one in parts.readings)
    assert any("deduct" not in one.keys for one in parts.readings)
    beside = (
        "整改率×4分；签约率95%以上得5分；在70%至95%之间的，采用插值法计算得分；70%以下的不得分。"
    )
    assert understand(beside, Decimal(8), "某项").readings


@pytest.mark.parametrize(
    ("clause", "rule_said"),
    [
        ("差错率不超过3‱得5分，每超1‱扣1分。", "“差错率”超过 0.03%的部分每 0.01% 扣 1 分"),
        ("误差率控制在万分之三以内，每超1‱扣1分。", "“误差率”超过 0.03%的部分每 0.01% 扣 1 分"),
        ("每10万人死亡率不超过3人得5分，每超0.5人扣1分。", "“每10万人死亡率”超过 3 人的部分"),
        ("政务新媒体每周至少更新1次，未更新的每周扣0.5分。", "“未更新”每周扣 0.5 分"),
        ("每周巡查，缺1周扣0.5分。", "“巡查缺少的周数”每周扣 0.5 分"),
    ],
)
def test_small_shares_and_weeks_are_figures_as_others(clause: str, rule_said: str) -> None:
    assert rule_said in said(understand(clause, Decimal(5), "某项").readings[0].keys)


@pytest.mark.parametrize("period", ["周", "月"])
def test_how_often_is_asked_is_no_step(period: str) -> None:
    clause = f"每{period}更新2次得5分，未更新的每{period}扣1分。"
    found = understand(clause, Decimal(5), "某项")
    assert found.readings
    assert not any("每 2 次" in said(one.keys) for one in found.readings)


def test_the_last_figure_of_ten_points_is_no_zero() -> None:
    clause = "信息报送每篇得1分，国家级与省级稿件不超过10分。"
    found = understand(clause, Decimal(10), "某项")
    assert not any("zero_if" in one.keys for one in found.readings)


@pytest.mark.parametrize(
    ("clause", "term"),
    [
        (
            "每万人发明专利拥有量不少于6件，每少1件扣1分。",
            {"amount": "每万人发明专利拥有量", "unit": "件", "under": Decimal(6)},
        ),
        (
            "农村公路每百公里事故不超过2起，每超1起扣1分。",
            {"amount": "农村公路每百公里事故", "unit": "起", "over": Decimal(2)},
        ),
        (
            "覆盖率较上年提高5个百分点得5分，每少提高1个百分点扣1分。",
            {
                "amount": "某项覆盖率较上年提高的百分点数",
                "unit": "个百分点",
                "signed": True,
                "under": Decimal(5),
            },
        ),
    ],
)
def test_figures_in_proportion_and_rises_have_decimals(
    clause: str, term: dict[str, object]
) -> None:
    found = understand(clause, Decimal(5), "某项")
    assert [one.keys["deduct"] for one in found.readings] == [[{**term, "points": Decimal(1)}]]


def test_a_most_above_the_points_of_the_row_is_asked() -> None:
    found = understand("发生一般事故每起扣3分，最多扣10分。", Decimal(6), "某项")
    assert [one.keys.get("floor") for one in found.readings] == [None, Decimal(-4)]
    assert not found.sure
    assert "比这一行的6分多" in "".join(found.readings[0].overlooked)


def test_beside_one_grade_all_that_is_taken_is_taken() -> None:
    clause = "评为A级得5分，B级得3分，C级得1分；投诉每件扣1分；迟报每次扣0.5分。"
    (keys,) = (one.keys for one in understand(clause, Decimal(5), "某项").readings)
    assert "highest" not in keys
    assert keys["grouped"] == [{"of": ["评为A级", "评为B级", "评为C级"], "most": Decimal(5)}]
    assert keys["start"] == 0


def test_what_stands_behind_a_bound_of_two_rows_is_of_its_own() -> None:
    clause = "迟报，每次扣1分，与上一项合计最多扣4分。每发现1件差错扣1分，最高扣3分。"
    (keys,) = (one.keys for one in understand(clause, Decimal(6), "某项").readings)
    assert [one.get("max") for one in keys["deduct"]] == [None, Decimal(3)]


def test_ten_points_end_in_no_nought_points() -> None:
    assert re.search(NOTHING, "该项0分")
    assert not re.search(NOTHING, "不超过10分")
