"""The review queue: who waits, in which order, for whom, and what casts doubt."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings, strategies as st

from bot.forms.form import UnitForm
from bot.review.marks import ORDER, far, near
from bot.review.queue import (
    Item,
    Known,
    after,
    conflicted,
    decidable,
    in_scope,
    offered,
    queue,
    reviewable,
    row_scope,
    waits,
)
from bot.review.words.item import SHORT
from scoring.scheme import load
from storage.database import stamp
from storage.distance import distance
from storage.queries.answers import Claim, Review
from storage.queries.papers import Evidence
from storage.queries.quarters import Form, Quarter
from storage.queries.review import Doubt, Returned, Use
from storage.queries.roster import Unit

SCHEME = load("郏县2022-县直单位")
TOWNS = load("郏县2022-乡镇街道")
DUE = datetime(2027, 1, 5, 10, 0, tzinfo=UTC)
NOW = DUE + timedelta(hours=1)
EARLY = stamp(DUE - timedelta(days=20))


def form(unit: int = 1, **more: Any) -> UnitForm:
    """A form that was handed in; ``claims`` and ``proofs`` by row."""
    due = stamp(DUE)
    state = more.get("state", "open")
    scheme = more.get("scheme", SCHEME)
    quarter = Quarter(1, 2026, 4, state, "2026-10-08", due, due, due, due)
    claims = {
        (row, name): Claim(1, unit, row, name, value, 1, more.get("by", 7), more.get("at", EARLY))
        for (row, name), value in more.get("claims", {}).items()
    }
    proofs = tuple(
        Evidence(n, unit, row, digest, None, f"{digest}.jpg", "", "R", 7, EARLY, None, "jpg", 1)
        for n, (row, digest) in enumerate(more.get("proofs", ()))
    )
    return UnitForm(
        quarter=quarter,
        unit=Unit(unit, f"县{unit}局", f"{unit}局", scheme.group, "", 1),
        form=Form(
            unit,
            1,
            unit,
            scheme.group,
            more.get("form_state", "submitted"),
            EARLY,
            7,
            more.get("extended"),
            "",
            "",
        ),
        scheme=scheme,
        claims=claims,
        supplied={},
        reviews={one.row: one for one in more.get("reviews", ())},
        evidence=proofs,
        reports=(),
    )


def known(**more: Any) -> Known:
    """What else is known."""
    usual: dict[str, Any] = {
        "earlier": {},
        "uses": (),
        "doubts": (),
        "returns": (),
        "reviewers": frozenset({21, 22}),
        "now": NOW,
    }
    return Known(**(usual | more))


def review(row: str, decision: str, due: datetime | None = None) -> Review:
    """A standing decision."""
    return Review(5, 1, row, decision, "{}", "r", stamp(due) if due else None, 21, stamp(NOW))


def kinds(items: list[Item]) -> list[tuple[str, list[str]]]:
    """Rows with their marks."""
    return [(item.row.id, [mark.kind for mark in item.marks]) for item in items]


APPLIED = {("三.4", "取得成效的应用"): "2", ("三.4", "仅有通知或文件的应用"): "0"}
PLAIN = {("三.2", "已出台实施办法"): "true"}


@pytest.mark.parametrize(
    ("state", "form_state", "after_due", "extended", "may"),
    [
        ("open", "submitted", True, None, True),
        ("open", "submitted", False, None, False),
        ("open", "filling", True, None, False),
        ("review", "submitted", False, None, True),
        ("review", "submitted", True, timedelta(days=3), False),
        ("review", "submitted", True, timedelta(minutes=1), True),
        ("announced", "submitted", True, None, True),
        ("published", "submitted", True, None, False),
        ("planned", "submitted", True, None, False),
    ],
)
def test_only_what_can_no_longer_be_taken_back_is_reviewed(
    state: str, form_state: str, after_due: bool, extended: timedelta | None, may: bool
) -> None:
    until = stamp(DUE + extended) if extended else None
    found = form(state=state, form_state=form_state, extended=until)
    assert reviewable(found, NOW if after_due else DUE) is may


def test_supplied_ledger_and_unreported_rows_are_not_decided_on() -> None:
    found = form(claims={**APPLIED, **PLAIN})
    assert [row.id for row in decidable(found)] == ["三.2", "三.4"]
    assert [row.id for row in decidable(form(scheme=TOWNS))] == ["四.1", "四.2", "五.1"]


def test_a_decided_row_waits_no_more_but_one_overdue_or_supplemented_does() -> None:
    cases = {
        "accept": False,
        "cut": False,
        "resubmitted": True,
    }
    row = SCHEME.row("三.2")
    for decision, waiting in cases.items():
        assert waits(form(reviews=[review("三.2", decision)]), row, NOW) is waiting
    for due, waiting in ((NOW, False), (NOW - timedelta(seconds=1), True)):
        assert waits(form(reviews=[review("三.2", "return", due)]), row, NOW) is waiting


def test_doubt_decides_the_order() -> None:
    """Recycled papers, then jumps, then what shows nothing, then the rest."""
    claims = {
        **APPLIED,
        **PLAIN,
        ("四.1", "宣传活动"): "9",
        ("三.1b", "宣传活动"): "2",
        ("三.3", "应用项数"): "2",
        ("三.3", "已编制承诺书"): "true",
    }
    proofs = [("三.4", "aa"), ("四.1", "bb"), ("三.1b", "cc")]
    proofs += [("三.3", "dd")]
    now = form(claims=claims, proofs=proofs)
    last = form(claims={("四.1", "宣传活动"): "2"})
    uses = [Use("dd", None, "同.jpg", "四.1", 2, 2, 1)]
    found = queue([now], known(earlier={1: last}, uses=uses))
    assert kinds(found) == [
        ("三.3", ["same"]),
        ("四.1", ["jump"]),
        ("三.2", ["unproved"]),
        ("三.4", []),
        ("三.1b", []),
    ]
    assert [item.clean for item in found] == [False, False, False, True, True]


def test_what_was_not_read_stands_behind_the_doubts_and_before_the_clean() -> None:
    """Whatever is at stake: what nobody looked at is not among what is without a doubt."""
    now = form(
        claims={**APPLIED, **PLAIN, ("三.1b", "宣传活动"): "2", ("三.3", "已编制承诺书"): "true"},
        proofs=[("三.4", "aa"), ("三.1b", "cc"), ("三.3", "dd")],
    )
    read = [item.row.id for item in queue([now], known())]
    assert read == ["三.2", "三.4", "三.1b", "三.3"]
    left = queue([now], known(unread={(1, "三.3"): 2, (2, "三.4"): 1}))
    assert [(one.row.id, one.unread) for one in left] == [
        ("三.2", 0), ("三.3", 2), ("三.4", 0), ("三.1b", 0)
    ]  # fmt: skip


def test_a_paper_of_another_unit_is_named_before_the_units_own() -> None:
    now = form(claims=APPLIED, proofs=[("三.4", "aa")])
    uses = [
        Use("aa", None, "a", "三.4", 1, 1, 1),
        Use("aa", None, "a", "四.1", 1, 1, 1),
        Use("aa", None, "a", "三.2", 2, 2, 1),
    ]
    [item] = queue([now], known(uses=uses))
    assert [(mark.kind, mark.use) for mark in item.marks] == [("same", uses[2])]
    [item] = queue([now], known(uses=uses[:1]))
    assert item.marks == ()


def test_pictures_alike_elsewhere_are_marked_and_those_of_the_same_row_are_not() -> None:
    now = form(claims=APPLIED, proofs=[("三.4", "aa"), ("三.4", "bb")])
    own = [Use("aa", "0" * 16, "a", "三.4", 1, 1, 1), Use("bb", f"{3:016x}", "b", "三.4", 1, 1, 1)]
    [item] = queue([now], known(uses=own))
    assert item.marks == ()
    other = Use("ee", f"{15:016x}", "e", "四.1", 3, 3, 1)
    [item] = queue([now], known(uses=[*own, other]))
    assert {(mark.kind, mark.label, mark.use) for mark in item.marks} == {
        ("alike", "aa.jpg", other),
        ("alike", "bb.jpg", other),
    }


@given(st.lists(st.integers(0, (1 << 64) - 1), max_size=12), st.integers(0, (1 << 64) - 1))
@settings(max_examples=60, deadline=None)
def test_near_finds_exactly_the_pairs_within_four_bits(prints: list[int], flips: int) -> None:
    """No pair is missed, whichever bits differ; some neighbours are made on purpose."""
    for place in range(0, 60, 13):
        prints = [*prints, *(one ^ (1 << place) ^ (flips & 7) for one in prints[:2])]
    pictures = tuple((f"d{n}", f"{one:016x}") for n, one in enumerate(prints))
    found = near(pictures)
    for n, one in enumerate(prints):
        expected = {f"d{m}" for m, o in enumerate(prints) if m != n and distance(one, o) <= 4}
        assert set(found.get(f"d{n}", ())) == expected


@pytest.mark.parametrize(
    ("kind", "before", "now", "is_far"),
    [
        ("count", 2, 6, False),
        ("count", 2, 7, True),
        ("count", 0, 3, True),
        ("count", 0, 2, False),
        ("count", 9, 3, True),
        ("count", 8, 3, False),
        ("rate", "0.1", "0.6", True),
        ("rate", "0.1", "0.5", False),
        ("flag", True, False, False),
    ],
)
def test_far_is_doubled_or_halved_and_three_at_least(
    kind: str, before: Any, now: Any, is_far: bool
) -> None:
    names = {"count": ("三.4", "取得成效的应用"), "rate": ("三.1a", "信用贷款规模年增速")}
    row, name = names.get(kind, ("三.2", "已出台实施办法"))
    assert far(SCHEME.row(row).input(name), before, now) is is_far


def test_what_counts_from_the_first_day_on_cannot_shrink() -> None:
    cumulative = [i for row in (*SCHEME.rows, *TOWNS.rows) for i in row.inputs if i.cumulative]
    assert cumulative
    for one in cumulative:
        if one.kind == "count":
            assert far(one, 5, 4)
            assert not far(one, 5, 50)


def test_a_total_at_a_grades_edge_and_a_late_change_are_marked() -> None:
    near_60 = form(claims=APPLIED, proofs=[("三.4", "aa")])
    near_60.__dict__["assessment"] = _at(near_60, Decimal("60.4"))
    [item] = queue([near_60], known())
    assert [(m.kind, m.label, m.gap) for m in item.marks] == [("edge", "合格", Decimal("0.4"))]
    late = form(claims=APPLIED, proofs=[("三.4", "aa")], at=stamp(DUE - timedelta(hours=2)))
    assert kinds(queue([late], known())) == [("三.4", ["late"])]
    assert kinds(queue([late], known(unforeseen=True))) == [("三.4", [])], "nobody knew of that end"


def _at(form: UnitForm, total: Decimal) -> Any:
    return form.assessment._replace(total=total)


def test_what_a_form_says_of_itself_is_asked_again_of_another_quarter_before() -> None:
    """The same form serves the next queue; what it is held against may be another by then."""
    now = form(claims=APPLIED, at=stamp(DUE - timedelta(hours=3)))
    six = form(claims={**APPLIED, ("三.4", "取得成效的应用"): "9"})
    for earlier, unforeseen, marks in (
        ({}, False, ["unproved", "late"]),
        ({}, False, ["unproved", "late"]),
        ({1: six}, False, ["jump", "unproved", "late"]),
        ({1: six}, True, ["jump", "unproved"]),
        ({1: now}, False, ["unproved", "late"]),
    ):
        items = queue([now], known(earlier=earlier, unforeseen=unforeseen))
        assert {row: sorted(found) for row, found in kinds(items)} == {"三.4": sorted(marks)}


def test_a_supplement_is_kept_two_days_for_whoever_sent_it_back() -> None:
    back = form(claims=PLAIN, proofs=[("三.2", "aa")], reviews=[review("三.2", "resubmitted")])
    returns = (Returned(1, "三.2", 21, "缺", EARLY),)
    [item] = queue([back], known(returns=returns))
    assert (item.marks[0].kind, item.reserved) == ("supplemented", 21)
    assert offered([item], 21, ()) == [item]
    assert offered([item], 22, ()) == []
    later = known(returns=returns, now=NOW + timedelta(days=2, seconds=1))
    [item] = queue([back], later)
    assert offered([item], 22, ()) == [item]
    [item] = queue([back], known(returns=returns, reviewers=frozenset({22})))
    assert offered([item], 22, ()) == [item], "nothing waits for somebody who left"


def test_a_doubt_goes_to_the_colleague_and_not_back_to_the_asker() -> None:
    now = form(claims=PLAIN, proofs=[("三.2", "aa")])
    doubt = Doubt(1, 1, "三.2", "真吗", 21, 22, stamp(NOW), "钱")
    [item] = queue([now], known(doubts=[doubt]))
    assert item.marks[0].kind == "asked"
    assert offered([item], 22, ()) == [item]
    assert offered([item], 21, ()) == []
    [item] = queue([now], known(doubts=[doubt], reviewers=frozenset({21})))
    assert offered([item], 21, ()) == [item], "alone again, the asker decides"


def test_nobody_is_offered_the_own_unit_or_what_they_reported() -> None:
    now = form(claims=PLAIN)
    assert conflicted(now, 21, (1,))
    assert conflicted(now, 7, ())
    assert not conflicted(now, 21, (2,))
    assert offered(queue([now], known()), 21, (1,)) == []


def test_scopes_are_all_a_unit_or_a_row_of_one_table() -> None:
    forms = [
        form(1, claims={**APPLIED, **PLAIN}),
        form(2, claims=APPLIED),
        form(
            3, scheme=TOWNS, claims={("三.4", "制定相关文件"): "true", ("三.4", "有成效"): "true"}
        ),
    ]
    items = queue(forms, known())
    assert len(in_scope(items, "all")) == 7
    assert {item.form.unit.id for item in in_scope(items, "u2")} == {2}
    chosen = next(i for i in items if i.form.unit.id == 2)
    assert {i.form.unit.id for i in in_scope(items, row_scope(chosen))} == {1, 2}
    assert in_scope(items, "u") == items


def test_the_queue_goes_round_behind_an_item() -> None:
    items = queue([form(1, claims={**APPLIED, **PLAIN}), form(2, claims=PLAIN)], known())
    first, second, third = items
    assert after(items, first.key) == [second, third, first]
    assert after(items, None) == items
    assert after(items, (99, "x")) == items


def test_every_doubt_has_a_place_in_the_order_and_a_word() -> None:
    assert set(SHORT) == set(ORDER)
