"""What a page, a list or an answer is about, declared in one place for whoever goes on from it.

By the name of a meaning, by a query's topic, by the kind of a condition: whether a sentence may go
on from it at all, which units it names (as a condition), what it is called in a word, and what is
opened of one of its units. Nothing here reads a sentence or looks anything up.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from bot.questions import Name
from bot.questions.combined.query import Condition
from bot.questions.meaning import TOLD

ASKED: Final[tuple[Name, ...]] = (
    "score", "why", "ranking", "history", "losses", "grades", "who_not_reported", "who_reported",
    "who_filling", "who_idle", "late", "sent_back", "extended", "reports_received",
    "reports_missing", "reports_late", "evidence", "progress", "not_bound", "silence", "pack",
    "review", *TOLD,
)  # fmt: skip
"""Meanings that ask and order nothing: the next sentence may go on from them."""
TELLS: Final = frozenset({"why", "score", "about", "history"})
"""Pages that tell of a unit, and lead to nothing that would be done."""

# -- the units it names --

LISTS: Final[dict[Name, Condition]] = {
    "who_not_reported": Condition("waiting"), "who_reported": Condition("submitted"),
    "who_filling": Condition("filling"), "who_idle": Condition("idle"), "late": Condition("late"),
    "sent_back": Condition("returned"), "extended": Condition("extended"),
    "not_bound": Condition("unbound"), "grades": Condition("grade"),
    "reports_missing": Condition("missing"), "reports_received": Condition("sent"),
    "reports_late": Condition("sent_late"),
}  # fmt: skip
"""Lists that pages show, as conditions."""
OF_A_KIND: Final = ("sent", "missing", "sent_late")
"""Of which kind of report must be named, or nobody is in it or out of it."""
TOLD_LISTS: Final[dict[Name, Condition]] = {
    "lowered": Condition("cut"), "returns": Condition("returned"),
    "appealed": Condition("appealed"),
}  # fmt: skip
"""What is told unit by unit (``bot.inquiry.pages.told``), as the units it is about."""

# -- what it is called --

_SUBJECTS: Final = {
    "appeals": "申诉", "appealed": "申诉", "reviewers": "审核员", "review": "审核员",
    "returns": "退回", "sent_back": "退回", "returned": "退回", "back": "退回", "mended": "退回",
    "reasons": "退回", "extended": "延期", "extensions": "延期", "doubtful": "疑点",
    "sent": "总结", "missing": "总结", "cut": "核减", "cuts": "核减", "lowered": "核减",
    "decided": "审核", "longest": "审核", "unreviewed": "审核", "reviewed": "审核",
    "up": "变化", "down": "变化", "rank_up": "变化", "rank_down": "变化",
    "objections": "公示", "vetoed": "否决",
    "unproved": "佐证材料", "no_papers": "佐证材料", "papers": "佐证材料", "contact": "联络员电话",
}  # fmt: skip
"""By a meaning, a topic or a condition: what it is about."""


def subject_of(said: dict[str, Any]) -> str:
    """What a question, or a page that was shown, was about."""
    if said.get("subject"):
        return str(said["subject"])
    tests = (one.get("kind") for one in said.get("tests") or ())
    every = (said.get("meaning"), said.get("topic"), *tests)
    return next((_SUBJECTS[one] for one in every if one in _SUBJECTS), "")


def of_two_quarters(said: dict[str, Any]) -> dict[str, Any]:
    """两个季度差几分: of the later quarter, held against the earlier one."""
    every = sorted(said.get("quarters") or ())
    if said.get("topic") != "moved" or len(every) != len(("then", "now")):
        return said
    return {**said, "quarters": every[1:], "against": every[0]}


_LIKELY: Final = 2
_OFFERS: Final = (
    ("疑点", "疑点"), ("退回", "退回"), ("核减", "核减"), ("材料", "佐证材料"), ("申诉", "申诉"),
    ("延期", "延期"), ("审核", "审核"), ("通知", "通知"),
)  # fmt: skip
"""A word of an offer, and what a list of that is about."""


def offered_of(wishes: Sequence[str]) -> str:
    """What the likeliest of some wishes are about, in such a word; empty: in none of them."""
    first = wishes[:_LIKELY]
    return next((said for word, said in _OFFERS for one in first if word in one), "")


# -- one of its units --

OF_A_UNIT: Final = {
    "疑点": "佐证材料", "佐证材料": "佐证材料", "退回": "退回情况", "审核员": "审核情况",
    "审核": "审核情况", "核减": "审核情况", "延期": "延期原因", "申诉": "申诉情况",
}  # fmt: skip
"""By what a list is about: what is opened of one of its units, and says why it is there."""
WAITING: Final = ("waiting", "idle", "filling", "late", "missing", "overdue")
"""Why somebody has not done something, nobody has told."""
