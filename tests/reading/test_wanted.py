"""Which papers a row wants, while it is not answered whole yet."""

from __future__ import annotations

from bot.reading.wanted import undecided, wanted_of
from scoring.scheme import load

SCHEME = load("郏县2022-县直单位")


def test_a_list_that_is_not_answered_yet_may_want_more() -> None:
    """Of 一.1 nothing is called complete before its six items are: the reviewer sees them then."""
    row = SCHEME.row("一.1")
    begun: dict[str, object] = {"已成立": True}
    assert undecided(row, begun.get)
    items = {one.name: True for one in row.inputs if one.checklist}
    whole = {**begun, **items}
    assert not undecided(row, whole.get)
    assert len(wanted_of(row, whole.get)) > len(wanted_of(row, begun.get))


def test_what_wants_no_papers_of_its_own_leaves_nothing_open() -> None:
    """四.1 wants the same papers however many there were."""
    row = SCHEME.row("四.1")
    assert not undecided(row, {}.get)
