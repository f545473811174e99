"""Ten thousand units that are compared: what all of them share is put in order once."""

from decimal import Decimal
from random import Random

import pytest

from scoring import fields, peers
from scoring.assess import assess
from scoring.parts import Field
from scoring.peers import Stands, pools_of, with_pool
from scoring.scheme import Scheme
from tests.scoring.small import scheme

BODY = (
    'add = [{ among = "引资额", unit = "万元", places = [[3, 5], [10, 3]], otherwise = 1 },'
    ' { among = "引资额", unit = "万元", mean = "above", points = 2 },'
    ' { among = "引资额", unit = "万元", share = "first", points = 3 }]\n'
)


def pooled(count: int) -> tuple[Scheme, list[dict[str, dict[str, object]]]]:
    """A scheme beside the figures of so many units, and these."""
    chance = Random(7)
    facts: list[dict[str, dict[str, object]]] = [
        {"一.1": {"引资额": str(chance.randrange(1, 40))}} for _ in range(count)
    ]
    stands = [Stands(f"镇{at}", "", one) for at, one in enumerate(facts)]
    one = scheme(BODY)
    return with_pool(one, pools_of(one, stands, settled=True)), facts


def test_what_all_share_is_put_in_order_once(monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[int] = []
    own = peers._of_peers

    def counted(term: peers.Term, those: list[peers.Peer], *, settled: bool) -> Field:
        made.append(len(those))
        return own(term, those, settled=settled)

    monkeypatch.setattr(peers, "_of_peers", counted)
    beside, facts = pooled(60)
    for at, one in enumerate(facts):
        assess(beside, one, f"镇{at}")
    assert made == [60]


def test_what_is_shared_is_what_each_would_have_met_alone() -> None:
    beside, facts = pooled(40)
    row = beside.row("一.1")
    for at, one in enumerate(facts):
        for term in row.terms:
            shared = peers._field(row, term, one, f"镇{at}", "", {})
            assert shared == peers._field(row, term, one, f"镇{at}", "")


def test_a_figure_that_is_asked_about_anew_stands_in_a_field_of_its_own() -> None:
    beside, _ = pooled(12)
    best = assess(beside, {"一.1": {"引资额": "999"}}, "镇3")
    assert best.total == 10


@pytest.mark.parametrize("less", [False, True])
def test_places_are_those_of_a_count_one_by_one(less: bool) -> None:
    chance = Random(11)
    for _ in range(50):
        figures = [Decimal(chance.randrange(6)) for _ in range(chance.randrange(1, 9))]
        field = Field(tuple(sorted(figures, reverse=not less)))
        for own in figures:
            better = sum(one < own if less else one > own for one in figures)
            worse = sum(one > own if less else one < own for one in figures)
            assert fields.place(field, own, less=less) == 1 + better
            assert fields.place_from_end(field, own, less=less) == 1 + worse
            assert fields.alike(field, own) == figures.count(own) - 1
