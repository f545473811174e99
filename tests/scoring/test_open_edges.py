"""`open`: edges of a band whose own figure is not in the step they bound, worked out by hand."""

from decimal import Decimal

import pytest

from scoring.assess import room
from scoring.faults import SchemeError
from scoring.printing import print_scheme
from scoring.scheme import loads
from scoring.sentence import rule
from tests.scoring.small import only, result, scheme

FROM = 'add = [{ rate = "完成率", band = [[0.6, 3], [0.8, 10]], open = [0.6] }]\n'
UPTO = 'add = [{ rate = "占比", upto = [[0.05, 10], [0.1, 3]], open = [0.05] }]\n'
COUNT = 'deduct = [{ each = "事故", unit = "起", band = [[1, 2], [3, 10]], open = [1] }]\n'


@pytest.mark.parametrize(
    ("body", "name", "value", "points"),
    [
        (FROM, "完成率", "59%", 0),
        (FROM, "完成率", "60%", 0),
        (FROM, "完成率", "60.01%", 3),
        (FROM, "完成率", "79.9%", 3),
        (FROM, "完成率", "80%", 10),
        (UPTO, "占比", "4.9%", 10),
        (UPTO, "占比", "5%", 3),
        (UPTO, "占比", "10%", 3),
        (UPTO, "占比", "10.1%", 0),
        (COUNT, "事故", 1, 10),
        (COUNT, "事故", 2, 8),
        (COUNT, "事故", 3, 0),
    ],
)
def test_by_hand(body: str, name: str, value: object, points: int) -> None:
    assert result(body, {name: value}).points == points


def test_it_is_said_and_printed_back() -> None:
    assert "超过 60%的得 3 分、达到 80%的得 10 分" in rule(only(FROM))
    assert "不到 5%的得 10 分、不超过 10%的得 3 分、再多的得 0 分" in rule(only(UPTO))
    for body in (FROM, UPTO, COUNT):
        one = scheme(body)
        assert loads(print_scheme(one), "again.toml") == one


def test_a_step_that_begins_beyond_its_edge_can_be_reached() -> None:
    """The most of such a row is beyond the edge, and so is what a unit can still gain."""
    body = 'add = [{ rate = "完成率", band = [[0.6, 10]], open = [0.6] }]\n'
    assert scheme(body).reachable == 10
    assert room(scheme(body), {"一.1": {"完成率": "60%"}})[0].points == Decimal(10)


def test_a_class_with_steps_of_its_own_has_its_own_edges() -> None:
    own = 'for = { "一类" = { band = [[0.5, 10]] } }'
    body = FROM.replace("open = [0.6]", f"open = [0.6], {own}")
    assert scheme(body).reachable == 10


@pytest.mark.parametrize("edge", ["0.7", "60"])
def test_an_edge_that_is_none_is_refused(edge: str) -> None:
    with pytest.raises(SchemeError, match="不是这几档的界限"):
        scheme(FROM.replace("open = [0.6]", f"open = [{edge}]"))


def test_the_best_step_may_lie_between_two_edges() -> None:
    """60% 以上（不含）得 10 分, 80% 以上只得 3 分: most is just beyond the open edge."""
    body = 'add = [{ rate = "完成率", band = [[0.6, 10], [0.8, 3]], open = [0.6] }]\n'
    assert scheme(body).reachable == 10
