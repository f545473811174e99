"""What `only_if`, `zero_if` and `when` may say: understood as it is meant, or refused with why."""

import pytest

from scoring.assess import room
from scoring.printing import print_scheme
from scoring.scheme import SchemeError, loads
from scoring.sentence import result as said, rule
from tests.scoring.small import only, result, scheme, text

COUNT = '{ each = "活动", unit = "次", points = 10 }'
RATE = '{ rate = "完成率", points = 10 }'
LIST = '{ items = ["领导", "科室"], list = "要素", points = 5 }'
AWARD = '{ award = "评分" }'


def body(gate: str, *terms: str, key: str = "only_if") -> str:
    return f"{key} = {gate}\nadd = [{', '.join(terms or (COUNT, RATE))}]"


@pytest.mark.parametrize(
    ("gate", "met", "short", "words"),
    [
        ('"活动 >= 3"', 3, 2, "“活动”达到 3 次"),
        ('"活动≥3"', 3, 2, "“活动”达到 3 次"),
        ('"活动 >= 3 次"', 3, 2, "“活动”达到 3 次"),
        ('"活动 >= ３"', 3, 2, "“活动”达到 3 次"),
        ('"活动达到 3 次"', 3, 2, "“活动”达到 3 次"),
        ('"活动 不少于 3"', 3, 2, "“活动”达到 3 次"),
        ('"活动 > 3"', 4, 3, "“活动”超过 3 次"),
        ('"活动超过3次"', 4, 3, "“活动”超过 3 次"),
        ('"活动 <= 3"', 3, 4, "“活动”不超过 3 次"),
        ('"活动不超过 3 次"', 3, 4, "“活动”不超过 3 次"),
        ('"活动 < 3"', 2, 3, "“活动”不到 3 次"),
        ('"活动 = 3"', 3, 2, "“活动”正好是 3 次"),
        ('"活动 == 3"', 3, 4, "“活动”正好是 3 次"),
    ],
)
def test_a_count_is_compared_as_it_is_written(gate: str, met: int, short: int, words: str) -> None:
    assert f"须{words}，否则本行 0 分" in rule(only(body(gate)))
    assert result(body(gate), {"活动": met, "完成率": 0}).points == 10
    found = result(body(gate), {"活动": short, "完成率": 0})
    assert found.points == 0
    assert words in said(only(body(gate)), found)


@pytest.mark.parametrize(
    ("gate", "met", "short", "words"),
    [
        ('"完成率 >= 90%"', "90%", "89.9%", "“完成率”达到 90%"),
        ('"完成率 >= 90％"', "0.9", "0.89", "“完成率”达到 90%"),
        ('"完成率 >= 0.9"', "90%", "89%", "“完成率”达到 90%"),
        ('"完成率 < 90.5%"', "90%", "90.5%", "“完成率”不到 90.5%"),
    ],
)
def test_a_rate_is_compared_with_a_percentage(gate: str, met: str, short: str, words: str) -> None:
    assert words in rule(only(body(gate)))
    assert result(body(gate), {"活动": 1, "完成率": met}).points == 10
    assert result(body(gate), {"活动": 1, "完成率": short}).points == 0


def test_points_given_by_the_reviewer_are_compared_too() -> None:
    gated = body('"评分 >= 6"', AWARD)
    assert result(gated, {"评分": 6}).points == 6
    assert result(gated, {"评分": "5.9"}).points == 0
    assert "“评分”达到 6 分（只有 5.9 分）" in said(only(gated), result(gated, {"评分": "5.9"}))


def test_an_event_zeroes_by_any_comparison() -> None:
    zeroed = body('"投诉 > 2 起"', COUNT, key="zero_if")
    assert only(zeroed).input("投诉").unit == "起"
    assert result(zeroed, {"投诉": 2, "活动": 1}).points == 10
    found = result(zeroed, {"投诉": 3, "活动": 1})
    assert "有“投诉”超过 2 起（实有 3 起），本行 0 分" in said(only(zeroed), found)


def test_a_new_question_may_be_a_rate() -> None:
    gated = body('"满意率 >= 80%"', COUNT)
    assert only(gated).input("满意率").kind == "rate"
    assert result(gated, {"满意率": "79%", "活动": 1}).points == 0


def test_a_yes_may_be_spelt_out() -> None:
    assert result(body('"已成立 = true"', COUNT), {"已成立": True, "活动": 1}).points == 10
    assert [one.name for one in only(body('"已成立 == 是"', COUNT)).inputs] == ["已成立", "活动"]


@pytest.mark.parametrize(
    ("gate", "words"),
    [
        ('"二.1 >= 6"', "“二.1”是指标编号：条件只能看本行的输入项；要看别的行得了几分，用 after"),
        ('"二.1"', "“二.1”是指标编号"),
        ('"活动"', "要写成“活动 >= 1”"),
        ('"活动 >= 3.5"', "“活动”是个数，只能和整数比"),
        ('"活动 >= 50%"', "“活动”是个数，只能和整数比"),
        ('"活动 >= 3 场"', "“活动”的单位是“次”，不是“场”"),
        ('"完成率"', "要写成“完成率 >= 90%”"),
        ('"完成率 >= 90"', "“完成率”是比率，90 就是 9000%，是不是 90%？"),
        ('"完成率 >= 1 次"', "右边要写成 90% 这样"),
        ('"满意度 >= 0.9"', "只能和整数或百分数（如 90%）比"),
        ('"活 动 >= 3"', "本行没有“活 动”，是不是“活动”？"),
        ('"活功 >= 3"', "本行没有“活功”，是不是“活动”？"),
        ('"完成绿 >= 90%"', "是不是“完成率”？"),
        ('"活动 3"', "是不是“活动”？"),
        ('"活动 3 次以上"', "是不是“活动”？"),
        ('"活动 >= 三"', "右边是一个数"),
        ('"活动 >= 完成率"', "右边是一个数"),
        ('"3 <= 活动"', "右边是一个数"),
        ('"3 <= 活动 <= 5"', "右边是一个数"),
        ('"活动 >= 1 且 完成率 >= 50%"', '几个条件写成列表，如 ["已成立", "活动 >= 1"]'),
        ('"活动 >= 1 and 完成率 >= 50%"', "几个条件写成列表"),
        ('"活动 >= 1 && 完成率 >= 50%"', "几个条件写成列表"),
        ('"活动 != 3"', "看不懂条件"),
        ('"not 已成立"', "不能写“不是”"),
        ('"!已成立"', "不能写“不是”"),
        ('"已成立 = false"', "要“否”的，把它写进 zero_if"),
    ],
)
def test_what_cannot_be_meant_is_refused(gate: str, words: str) -> None:
    for key in ("only_if", "zero_if"):
        with pytest.raises(SchemeError) as caught:
            loads(text(body(gate, key=key)), "小表.toml")
        assert words in str(caught.value)
        assert f"，{key}：" in str(caught.value)


def test_the_name_of_a_list_is_not_one_of_its_items() -> None:
    with pytest.raises(SchemeError, match="“要素”是清单的名字，条件要写清单里的一项，如“领导”"):
        loads(text(body('"要素 >= 1"', LIST)), "小表.toml")
    assert result(body('"领导"', LIST), {"领导": True, "科室": False}).points == 5


def test_a_name_like_another_is_a_question_of_its_own_once_it_is_asked() -> None:
    like = body('"省级活动"', '{ if = "市级活动", points = 10 }')
    with pytest.raises(SchemeError, match="是不是“市级活动”？要另问一件事的，在 ask 里"):
        loads(text(like), "小表.toml")
    asked = like + '\nask = { "省级活动" = "办过省级活动吗？" }'
    assert only(asked).input("省级活动").ask == "办过省级活动吗？"


def test_a_misspelt_event_is_refused_like_a_gate() -> None:
    wrong = f'add = [{COUNT}]\neffects = [{{ when = "活功 >= 2", effect = "veto" }}]'
    with pytest.raises(SchemeError, match=r"effects 第 1 项 when：.*是不是“活动”？"):
        loads(text(wrong), "小表.toml")


@pytest.mark.parametrize("gate", ['"活动 <= 3"', '"完成率 >= 90%"', '"投诉 < 2 起"', '"活动 = 0"'])
def test_a_condition_is_printed_back_as_it_was_read(gate: str) -> None:
    one = scheme(body(gate))
    assert loads(print_scheme(one), "printed") == one


def test_room_meets_a_gate_but_undoes_nothing() -> None:
    more = scheme(body('"活动 > 3"', COUNT, RATE))
    assert room(more, {"一.1": {"活动": 1, "完成率": "0"}})[0].points == 10
    fewer = scheme(body('"投诉 <= 3"', COUNT))
    assert not room(fewer, {"一.1": {"投诉": 5, "活动": 0}})
    assert room(fewer, {"一.1": {"投诉": 3, "活动": 0}})[0].improvable == ("活动",)
    assert room(fewer, {"一.1": {"活动": 0}})[0].unreported == ("投诉",)
