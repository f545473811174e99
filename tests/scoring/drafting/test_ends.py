"""Steps with their points in brackets, places from either end, 扣总分 behind 除不得分外."""

from __future__ import annotations

from decimal import Decimal

import pytest

from scoring.drafting import understand
from scoring.drafting.clause import Understood

STEPS = [
    [Decimal("0.60"), Decimal(3)],
    [Decimal("0.70"), Decimal(5)],
    [Decimal("0.80"), Decimal(10)],
]


def read(clause: str, name: str = "办结率") -> Understood:
    return understand(clause, Decimal(10), name)


@pytest.mark.parametrize(
    "clause",
    [
        "办结率达到60%（3分）、70%（5分）、80%（10分）。",
        "办结率60%（3分）、70%（5分）、80%以上（10分）。",
        "办结率60%及以上（3分），70%及以上（5分），80%及以上（10分），最高10分。",
        "办结率达到80%（10分），70%（5分），60%（3分）。",
    ],
)
def test_points_in_brackets_are_those_of_the_step_before(clause: str) -> None:
    found = read(clause)
    assert found.sure
    assert found.readings[0].keys["add"] == [{"rate": "办结率", "band": STEPS}]


@pytest.mark.parametrize(
    "clause",
    [
        "办结率60%（3分）、70%（5分）、80%（10分）。",  # reaches it, or is it?
        "办结率60%以上（3分）、80%（10分）、70%（5分）。",  # in no order
        "未办结的占比20%以上（3分）、10%（5分）、5%以下（10分）。",
        "民主测评占60%（6分）、群众评议占40%（4分）。",
        "未办结率达到20%（10分）、30%（5分）。",  # less for more
    ],
)
def test_what_no_word_or_order_says_is_asked(clause: str) -> None:
    assert not read(clause).sure


@pytest.mark.parametrize(
    ("clause", "places"),
    [
        ("全县排名末3名的不得分，其余得10分。", [["末3名", 0], ["其余", 10]]),
        (
            "按全县排名，前3名得10分，末3名得2分，其余得5分。",
            [["前3名", 10], ["末3名", 2], ["其余", 5]],
        ),
        (
            "全县排名前三名的得10分，后三名不得分，其他名次得5分。",
            [["前三名", 10], ["末三名", 0], ["其余", 5]],
        ),
    ],
)
def test_places_from_either_end_are_picked_by_who_reviews_or_reported(
    clause: str, places: list[list[object]]
) -> None:
    found = read(clause, "综合排名")
    (term,) = found.readings[0].keys["add"]
    assert term == {"award": "全县名次", "choice": places}
    told = [one for one in places if one[1]]
    assert [one["points"] for one in found.readings[1].keys["add"]] == [one[1] for one in told]
    assert not found.sure


@pytest.mark.parametrize(
    "clause",
    ["前三名得10分，后三名不得分。", "前三名得10分，前五名得8分，末3名不得分，其余得5分。"],
)
def test_who_stands_between_the_ends_is_not_guessed_at(clause: str) -> None:
    found = read(clause, "综合排名")
    assert not any("choice" in term for one in found.readings for term in one.keys.get("add", ()))
    assert not found.sure


@pytest.mark.parametrize(
    "said", ["扣总分5分", "在总分中扣5分", "另扣考核总分5分", "扣减年度总分5分"]
)
def test_what_the_total_loses_beside_the_row_is_said_in_either_order(said: str) -> None:
    clause = f"每发生一起一般事故扣2分；发生较大事故的，除本项不得分外，{said}。"
    keys = read(clause, "安全生产").readings[0].keys
    assert keys["zero_if"] == ["发生较大事故"]
    assert keys["total_off"] == [{"when": "发生较大事故", "points": Decimal(5)}]
