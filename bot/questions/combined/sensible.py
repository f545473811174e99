"""Whether what the words of a sentence make is a whole question: nothing it needs is missing.

What an answer would pass over is ``accounted``'s; how a query is made, ``composing``'s.
"""

from __future__ import annotations

from typing import Final

from bot.questions.combined.draft import Draft
from bot.questions.combined.query import Query, Topic
from bot.questions.combined.reading import Word
from bot.questions.combined.settling import MOVES


def makes_sense(query: Query, draft: Draft, words: list[Word]) -> bool:
    """Whether what was understood is a whole question."""
    topic, kinds = query.topic, {one.kind for one in words}
    if "person" in kinds and not query.person:
        return False
    if query.form == "picture" and query.topic not in ("units", "appeals"):
        return False  # what else is drawn, its own pages draw
    if query.row and query.topic != "criteria" and not _about_row(query):
        return False
    if topic in _OF_SEVERAL:
        return _of_several(query, draft)
    if topic in _NEEDED:
        return any(getattr(query, one) for one in _NEEDED[topic])
    if topic in PLAIN:
        return topic != "news" or not query.units or bool(query.since or query.past)
    if topic == "sum":
        return query.measure in _SUMMED or bool(query.row and not query.measure)
    if topic in ("overall", "quarters"):
        return not query.row or (topic != "overall" and not draft.compared)
    return _lists(query, draft)


_OF_A_ROW: Final[tuple[Topic, ...]] = (
    "sum", "average", "figure", "rates", "stats", "beside", "reasons",
)  # fmt: skip


def _about_row(query: Query) -> bool:
    """Whether the row that was named bears on what is asked."""
    of_row = query.topic in _OF_A_ROW or query.measure in (
        "total",
        "count",
        "lost",
        "papers",
        "change",
    )
    return of_row or any(one.row for one in query.tests)


_OF_SEVERAL: Final[tuple[Topic, ...]] = ("beside", "stats", "average")


def _of_several(query: Query, draft: Draft) -> bool:
    """Whether there is more than one thing to take together or to hold against each other."""
    one = bool(query.group or query.klass or query.ending or len(query.quarters) > 1)
    if draft.highest and one:
        return False  # 一类平均分最高的: the highest of one is no question
    if query.topic == "beside":
        return _beside(query)
    if query.topic == "stats":
        return query.measure in _FIGURED and not query.units
    return not query.row or not draft.compared


def _beside(query: Query) -> bool:
    """Whether units are to stand beside each other; of two in one quarter there is a page."""
    several = len(query.quarters) > 1 or bool(query.recent)
    if query.form == "xlsx":
        return query.measure in ("", "total") and bool(query.units)  # one unit's own sheet, too
    more = bool(query.apart or several)
    return query.measure in ("", "total") and len(query.units) > (_TWO - more)


_TWO: Final = 2
_FIGURED: Final = ("", "total", "lost", "count", "papers", "reports", "done")
"""Figures of which an average says something."""
_SUMMED: Final = ("papers", "reports", "cut")
"""What is counted over all units; what each unit lost is the fixed pages' to say, row by row."""
PLAIN: Final = (
    "stage",
    "release",
    "objections",
    "threshold",
    "vetoes",
    "corrections",
    "reviewers",
    "alike",
    "spread",
    "progress",
    "grades",
    "staff",
    "notices",
    "reasons",
    "news",
    "pace",
)
_NEEDED: Final[dict[Topic, tuple[str, ...]]] = {
    "contact": ("units", "person"), "duty": ("person",), "did": ("person",),
    "cuts": ("person", "since"),
    "moved": ("quarters",), "rowmost": ("tests",),
    "criteria": ("row",), "figure": ("row",), "why": ("units",), "whyhigh": ("units",),
    "gap": ("units",), "rates": ("by", "row", "units", "group"),
}  # fmt: skip
"""What one of must be named."""


def _lists(query: Query, draft: Draft) -> bool:
    """Whether a list of units, or one unit, is asked about something."""
    if query.topic == "unit" and any(one.kind == "blank" and not one.row for one in query.tests):
        return False  # 审计局还有什么没填 asks for its rows
    if query.first and not query.measure and any(one.kind == "blank" for one in query.tests):
        return False  # 哪家填的零最多 counts rows, which a list of whole units does not
    if draft.compared and not any(one.kind in MOVES for one in query.tests):
        return False
    if query.share and not query.tests:
        return False
    if len(query.units) == 1 and query.first:
        return False  # 白庙乡哪里扣分最多 asks for its rows
    crossed = any(one.kind in ("entered", "left") for one in query.tests)
    if query.measure == "change" and not draft.compared and not crossed:
        return False
    if query.first and len({one.quarter for one in query.tests if one.quarter}) > 0:
        return False
    if draft.summed and query.measure not in ("papers", "reports", "cut") and not query.counted:
        return False
    return bool(query.tests or query.measure or query.topic == "appeals" or query.sounded)
