"""Which papers a row wants, while it is not answered whole yet."""

from __future__ import annotations

from bot.reading.wanted import wanted_ahead, wanted_of
from scoring.scheme import load

SCHEME = load("郏县2022-县直单位")


def test_a_list_that_is_not_answered_yet_may_want_more() -> None:
    """Of 一.1 nothing is called complete before its six items are: the reviewer sees them then."""
    row = SCHEME.row("一.1")
    begun: dict[str, object] = {"已成立": True}
    whole = {**begun, **{one.name: True for one in row.inputs if one.checklist}}
    assert len(wanted_ahead(row, begun.get)) == 6
    assert not wanted_ahead(row, whole.get)
    assert len(wanted_of(row, whole.get)) == 6 + len(wanted_of(row, begun.get))
