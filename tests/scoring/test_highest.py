"""就高不就低: of what adds the best counts, of what deducts the heaviest."""

from decimal import Decimal

import pytest

from scoring.printing import print_scheme
from scoring.scheme import SchemeError, loads
from scoring.sentence import result as said, rule
from tests.scoring.small import only, result, scheme, text

TOLD = '{ if = "县级通报", points = 1 }, { if = "市级通报", points = 3 }'
PRAISED = '{ if = "市级表扬", points = 4 }, { if = "省级表扬", points = 6 }'
DEDUCT = f"highest = true\ndeduct = [{TOLD}]"
BOTH = f"highest = true\nstart = 4\nadd = [{PRAISED}]\ndeduct = [{TOLD}]"


@pytest.mark.parametrize(
    ("county", "city", "points"),
    [(True, True, 7), (True, False, 9), (False, True, 7), (False, False, 10)],
)
def test_of_two_deductions_the_heaviest_counts(county: bool, city: bool, points: int) -> None:
    assert result(DEDUCT, {"县级通报": county, "市级通报": city}).points == points


def test_it_is_said_so() -> None:
    assert "同一事项只扣最重的一项；扣到 0 分为止" in rule(only(DEDUCT))
    found = result(DEDUCT, {"县级通报": True, "市级通报": True})
    assert said(only(DEDUCT), found) == (
        "起算 10 分；县级通报：是，扣 1 分；市级通报：是，扣 3 分；只扣最重的一项（少扣 1 分）；"
        "合计 7 分（满分 10 分）"
    )


def test_a_row_that_adds_and_deducts_keeps_one_of_each() -> None:
    both = {"县级通报": True, "市级通报": True, "市级表扬": True, "省级表扬": True}
    found = result(BOTH, both)
    assert found.points == 4 + 6 - 3
    assert sum((step.value for step in found.steps), Decimal(0)) == found.points
    assert [step.kind for step in found.steps][-2:] == ["highest", "heaviest"]
    assert "同一事项加分只计最高的一项，扣分只扣最重的一项" in rule(only(BOTH))
    assert result(BOTH, both | {"市级通报": False}).points == 4 + 6 - 1
    assert result(BOTH, dict.fromkeys(both, False)).points == 4


def test_an_open_deduction_counts_as_heavy_as_it_may_be() -> None:
    assert result(DEDUCT, {"县级通报": True}).points == 7
    assert result(DEDUCT, {"市级通报": True}).points == 7
    assert result(BOTH, {"县级通报": True, "市级表扬": True}).points == 4 + 4 - 3


def test_what_a_row_can_reach_knows_that_only_one_counts() -> None:
    with pytest.raises(SchemeError, match="按规则最多只能得 6 分，到不了分值 10"):
        loads(text(f"highest = true\nadd = [{PRAISED}]"), "小表.toml")
    assert loads(print_scheme(scheme(BOTH)), "printed") == scheme(BOTH)
