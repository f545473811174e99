"""Signs that change what a sentence means, and whether a query that was made of it minds them.

Every word of a query is taken by a rule; this looks the other way round, from what was written: an
ever, an each, a share, a difference, a perhaps, a me. A query that says nothing of one that stands
in the sentence would answer another question, so there is none; what is nearest is offered.
What the signs mean is ``rules``'; that no field is passed over, ``accounted``'s.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from bot.questions.combined.query import Query
from bot.questions.combined.settling import MOVES
from bot.questions.meaning import Meaning

Minds = Callable[[Query], bool]


def _several(query: Query) -> bool:
    """Whether more than one quarter is looked at."""
    runs = any(one.running for one in query.tests) or query.measure == "times"
    return bool(runs or query.recent or len(query.quarters) > 1)


def _each(query: Query) -> bool:
    of_each = query.topic in (
        "grades",
        "progress",
        "rates",
        "reviewers",
        "average",
        "spread",
        "stats",
        "beside",
    )
    listed = query.topic == "units" and bool(query.measure or query.tests)
    return _several(query) or bool(query.by) or of_each or listed


def _each_day(_: Query) -> bool:
    return False


def _running(query: Query) -> bool:
    """Whether what is asked must hold in every quarter that is looked at."""
    in_each = len({one.quarter for one in query.tests if one.quarter}) > 1
    return in_each or any(one.running for one in query.tests) or not query.tests


def _share(query: Query) -> bool:
    told = query.topic in ("rates", "grades", "progress", "reviewers") or query.measure == "done"
    return told or query.share or any(one.kind == "rate" for one in query.tests)


def _apart(query: Query) -> bool:
    moves = any(one.kind in MOVES for one in query.tests)
    near = any(one.kind in ("near", "overdue") for one in query.tests)
    told = query.topic in (
        "spread",
        "gap",
        "overall",
        "average",
        "quarters",
        "why",
        "whyhigh",
        "beside",
        "stats",
        "moved",
        "pace",
    )
    return bool(moves or near or told or query.measure in ("lost", "overdue", "change"))


def _no_me(_: Query) -> bool:
    return False


def _rule(query: Query) -> bool:
    return query.topic in ("vetoes", "criteria", "release", "threshold", "stage", "objections")


def _denied(query: Query) -> bool:
    """Whether something of the query is a no: who has not, who is left out, what is still to do."""
    states = any(
        one.not_ or one.kind in _NEGATIVE or one.sign in ("<", "<=") for one in query.tests
    )
    left = bool(query.but or query.but_group or query.but_ending)
    return (
        states
        or left
        or query.often == "="
        or query.measure in ("used", "lying")
        or (query.topic in _TOLD_OF)
    )


_NEGATIVE: Final = frozenset(
    ("waiting", "idle", "filling", "late", "returned", "unbound", "unreviewed", "missing",
     "sent_late", "no_papers", "unproved", "blank", "grade", "points", "down", "rank_down", "left",
     "refused", "handed_late", "overdue", "ready", "lost", "still", "rank_still", "full", "near",
     "reviewed", "vetoed", "doubtful", "bottom", "appealed", "submitted", "away", "unseen", "rate",
     "seen", "queued", "back", "extended", "untouched", "underway", "mended",
     "mend_late", "grade_down", "grade_still")
)  # fmt: skip
"""Conditions that a no may be part of; 交了没 asks for 已提交."""
_TOLD_OF: Final = frozenset(
    ("reviewers", "progress", "why", "objections", "release", "vetoes", "threshold", "notices",
     "criteria", "stage", "unit", "overall", "news", "pace", "moved")
)  # fmt: skip


def _of_a_row(query: Query) -> bool:
    """Whether 这项 is the row that stands in the question itself."""
    return bool(query.row or any(one.row for one in query.tests))


SIGNS: Final[tuple[tuple[re.Pattern[str], Minds], ...]] = (
    (re.compile(r"从来|历来|始终|老是|总是|每次|次次|一贯|曾(?!祖)|一直(?=.{1,8}过)"), _several),
    (re.compile(r"(?:全年|[四4三3两2几]个?季度|每个?季度|每季度)(?:全|都|一直)+"), _running),
    (re.compile(r"每[一个]?(?:天|日|周|星期|月|个月|个?小时)"), _each_day),
    (re.compile(r"每一?个?(?:季度|类|档|部分|项|等次)|各(?:类|档|部分|项|季度)|分[类档]"), _each),
    (re.compile(r"得分率|[及格秀良成率]率|百分[之比]|占比|比例"), _share),
    (re.compile(r"减去|相差|差多少分|差几分|[高低多少]出?[几多][分少]分?|之差"), _apart),
    (re.compile(r"[这那该此]一?个?[项条](?!目?标?工作)"), _of_a_row),
    (re.compile(r"(?:是|由|被)我|我(?:自己)?[审核退改批]|我的(?!单位)"), _no_me),
    (re.compile(r"会不会|可不可能|有可能|可能|也许|估计|预计|(?<!主)要是|如果|假如|万一"), _rule),
    (re.compile(r"(?<![有没])没有?(?!$|[吗呢啊吧?])|[未无](?!论|数)|(?<![差要对是能可])不(?!是|过|错|同)|除了"),
     _denied),
)  # fmt: skip
"""A sign, and which queries mind it."""
_TAGS: Final = re.compile(
    r"有没有|是不是|能不能|可不可以|要不要|对不对|好不好|行不行|差不多|没有?[吗呢啊吧?？。!！]*$|"
    r"没有?(?=[,，])|不(?:合格|及格)|了没有?|不低于|不少于|不超过|不高于|一模一样"
)
"""What only asks, or is a name, and denies nothing."""


def passed_over(said: str, query: Query) -> str:
    """The first sign of a sentence that a query made of it does not mind; empty: none."""
    bare = _TAGS.sub("", said)
    for pattern, minds in SIGNS:
        match = pattern.search(bare)
        if match and not minds(query):
            return match[0]
    return ""


_DATED: Final = frozenset(
    ("who_reported", "reports_received", "sent_back", "extended", "evidence", "reports_late",
     "returns", "decided", "appealed", "changed", "extensions")
)  # fmt: skip
"""Fixed wordings whose answer is of all the time there was."""
_A_DAY: Final = re.compile(r"今[天早日晨]|昨[天晚日]|前天|刚[才刚]|[上这本]周|这个?(?:星期|礼拜)")


def drops_a_day(meant: Meaning, said: str) -> bool:
    """Whether a sentence names a day that the fixed wording it was taken for passes over."""
    return meant.name in _DATED and _A_DAY.search(said) is not None
