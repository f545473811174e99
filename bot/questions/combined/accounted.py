"""What an answer makes use of: whatever else a sentence names would be passed over in silence.

A query is answered only where nothing of it is unheard. Which topic a question has, is
``composing``'s.
"""

from __future__ import annotations

from dataclasses import fields
from typing import Final

from bot.questions.combined.query import Query, Topic

_EVERYWHERE: Final = frozenset(("topic", "counted", "form", "detail", "result"))
_LISTED: Final = frozenset(
    ("units", "group", "tests", "measure", "also", "bare", "split", "row", "kind",
     "quarters", "recent", "since", "until", "hours", "past", "against", "descending", "first",
     "but", "but_group", "but_ending", "sounded", "ending", "klass", "share", "often",
     "often_count")
)  # fmt: skip
_HEARD: Final[dict[Topic, frozenset[str]]] = {
    "units": _LISTED,
    "appeals": _LISTED - {"since", "until", "hours", "row"},
    "unit": frozenset(
        (
            "units",
            "tests",
            "measure",
            "row",
            "kind",
            "quarters",
            "against",
            "since",
            "until",
            "hours",
        )
    ),
    "quarters": frozenset(("units", "quarters", "recent", "measure", "row")),
    "average": frozenset(
        (
            "group",
            "quarters",
            "recent",
            "against",
            "row",
            "measure",
            "descending",
            "first",
            "endings",
            "ending",
            "klass",
            "by",
        )
    ),
    "overall": frozenset(("group", "quarters", "against", "measure")),
    "sum": frozenset(
        ("group", "quarters", "row", "measure", "kind", "since", "until", "hours", "past")
    ),
    "contact": frozenset(("units", "person")),
    "duty": frozenset(("person",)),
    "cuts": frozenset(("person", "kind", "quarters", "since", "until")),
    "did": frozenset(("person", "since", "until")),
    "stage": frozenset(("quarters",)),
    "release": frozenset(("quarters",)),
    "objections": frozenset(),
    "threshold": frozenset(("grade", "group", "quarters")),
    "criteria": frozenset(("row", "quarters")),
    "vetoes": frozenset(),
    "reviewers": frozenset(("quarters", "person", "since", "until")),
    "corrections": frozenset(("quarters",)),
    "alike": frozenset(("quarters",)),
    "figure": frozenset(("units", "row", "quarters")),
    "grades": frozenset(("group", "quarters", "against")),
    "rates": frozenset(("units", "group", "row", "quarters", "descending", "first", "by")),
    "gap": frozenset(("units", "grade", "quarters", "by")),
    "staff": frozenset(),
    "notices": frozenset(("since", "until")),
    "about": frozenset(("units",)),
    "progress": frozenset(("group", "quarters")),
    "why": frozenset(("units", "row", "quarters")),
    "whyhigh": frozenset(("units", "row", "quarters")),
    "stats": frozenset(
        (
            "group",
            "tests",
            "measure",
            "row",
            "kind",
            "quarters",
            "recent",
            "stats",
            "klass",
            "by",
            "ending",
            "endings",
            "but",
            "but_group",
            "but_ending",
        )
    ),
    "beside": frozenset(("units", "quarters", "recent", "row", "by", "measure", "apart")),
    "moved": frozenset(("units", "group", "quarters")),
    "rowmost": frozenset(("group", "tests", "quarters", "by")),
    "news": frozenset(("since", "until", "hours", "past", "group", "units")),
    "pace": frozenset(("against", "group")),
    "reasons": frozenset(("units", "group", "row", "kind", "quarters", "recent")),
    "spread": frozenset(("group", "quarters", "measure", "tests", "klass")),
}
"""What an answer of each topic makes use of."""
_DATED: Final = frozenset(("at", "papers", "reports"))
"""Figures that have a time."""


def unheard(query: Query) -> bool:
    """Whether something was named that the answer would pass over: then there is no answer."""
    named = {one.name for one in fields(query) if getattr(query, one.name) != one.default}
    if named - _EVERYWHERE - _HEARD[query.topic]:
        return True
    if (
        (query.since or query.past)
        and query.topic in ("units", "unit", "sum")
        and not _dated(query)
    ):
        return True
    return query.topic in ("sum", "unit") and len(query.quarters) > 1


def _dated(query: Query) -> bool:
    """Whether the answer tells the time of what is shown."""
    return query.measure in _DATED or any(one.kind == "submitted" for one in query.tests)
