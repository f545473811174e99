"""Nobody stands above another by silence: a place is decided on the least a unit can come to."""

from scoring.assess import assess
from scoring.ranking import rank, standing
from scoring.scheme import Scheme
from scoring.sentence import ranking_rule, total
from tests.scoring.small import scheme, unit

ONLY_DEDUCTS = (
    'floor = -10\ndeduct = [{ each = "投诉", unit = "起", points = 1 }]\nstart = 0\n'
    'add = [{ if = "达标", points = 10 }]'
)


def test_silence_never_stands_above_an_honest_deduction() -> None:
    one = scheme(ONLY_DEDUCTS)
    silent = unit(one, "沉默", 一_1={})
    half = unit(one, "半句", 一_1={"达标": False})
    honest = unit(one, "如实", 一_1={"投诉": 3, "达标": False})
    worst = unit(one, "最差", 一_1={"投诉": 30, "达标": False})
    found = rank(one, [silent, half, honest, worst])
    assert [(s.unit, s.rank) for s in found] == [("如实", 1), ("半句", 2), ("最差", 2), ("沉默", 2)]
    assert (silent.total, found[3].least, found[0].least) == (0, -10, None)
    assert "排名先按最低可能的 -10 分" in total(one, silent)
    assert "有未报的，按最低可能的得分排" in ranking_rule(one)


def test_an_open_veto_is_placed_like_one() -> None:
    body = 'add = [{ if = "达标", points = 10 }]\neffects = [{ when = "失信", effect = "veto" }]'
    one = scheme(body)
    silent = unit(one, "沉默", 一_1={"达标": True})
    honest = unit(one, "如实", 一_1={"达标": True, "失信": True})
    clean = unit(one, "清白", 一_1={"达标": False, "失信": False})
    found = rank(one, [silent, honest, clean])
    assert [(s.unit, s.rank) for s in found] == [("清白", 1), ("如实", 2), ("沉默", 2)]
    assert found[2].veto_open
    assert "是否一票否决还没有报" in total(one, silent)
    by_total = scheme(body + '\n[ranking]\nvetoed = "by_total"')
    assert rank(by_total, [unit(by_total, "沉默", 一_1={"达标": True})])[0].veto_open is False


def test_where_answers_only_bring_points_the_place_is_by_the_total(departments: Scheme) -> None:
    found = standing(departments, assess(departments, {"三.4": {"取得成效的应用": 3}}, "甲"))
    assert (found.total, found.key[1], found.least, found.provisional) == (6, 6, None, True)
    assert "未报" not in ranking_rule(departments)
