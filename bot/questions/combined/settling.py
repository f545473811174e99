"""What the words said, made one: which of two readings is meant where several words decide it.

A draft is changed here before ``composing`` makes a query of it; and here it is seen where its
conditions exclude each other, so that the sentence was two questions.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import pairwise
from typing import Final

from bot.questions.combined.draft import Clause, Draft
from bot.questions.combined.query import EVER, Condition, ConditionKind
from bot.questions.combined.reading import Word
from bot.speech.periodic import of_day
from scoring.periods import beside

MOVES: Final[tuple[ConditionKind, ...]] = (
    "up", "down", "rank_up", "rank_down", "still", "rank_still", "grade_up", "grade_down",
    "grade_still",
)  # fmt: skip


def settle(draft: Draft, asked: list[Word], words: list[Word], today: date) -> None:
    """Decide what only several words together decide; ``asked`` is without 谁 and 几家."""
    asks = {one.kind for one in words}
    _said_twice(draft, words)
    _between(draft)
    _until_this_one(draft, words, today)
    _in_every_one(draft, words)
    _up_to_now(draft, today)
    _how_often(draft, asked)
    _side_by_side(draft, asked)
    _score_sheet(draft, asks)
    _low_ones(draft, asked, asks)
    if draft.averaged and draft.compared and _of_the_movers(draft, asked):
        draft.compared = False
    elif draft.averaged and draft.compared:  # by how much the average rose is the answer itself
        for clause in draft.clauses:
            clause.tests = [one for one in clause.tests if one.kind not in MOVES]
    if _how_far(draft, asks):
        draft.topic, draft.clauses, draft.summed = "progress", [Clause()], False
        draft.days = None if draft.days == (today, today) else draft.days
    if _of_each_grade(words, named=bool(draft.units)):
        draft.topic, draft.clauses = "grades", [Clause(draft.clauses[0].quarter)]
    plain_lost = draft.measure == "lost" and draft.descending is None and bool(draft.rows)
    if plain_lost and asks & {"who", "howmany"} and not any(one.tests for one in draft.clauses):
        draft.test("full", not_=True)  # 五.2丢分的单位 are those who lost something on it
    if draft.averaged and draft.summed and draft.rows and not draft.units:
        draft.averaged = False  # 四.1平均搞了几场 asks of what was done, not of points


def _said_twice(draft: Draft, words: Sequence[Word]) -> None:
    """掉名次掉得最厉害: a word that is said twice is one condition, and no fall of the score."""
    for place, total in (("rank_down", "down"), ("rank_up", "up")):
        for clause in draft.clauses:
            both = {one.kind for one in clause.tests} >= {place, total}
            if not both or any(one.kind == "total" for one in words):
                continue
            kept = [one for one in clause.tests if one.kind != total or one.sign or one.running]
            if len(kept) < len(clause.tests) and len(draft.of_rows) == len(clause.tests):
                draft.of_rows = draft.of_rows[: len(kept)]
            clause.tests = kept


def _up_to_now(draft: Draft, today: date) -> None:
    """昨天下午三点以后: of all that came since, and not of that afternoon only."""
    if draft.onward and draft.days and draft.days[0] == draft.days[1] < today:
        draft.days, draft.hours = (draft.days[0], today), (draft.hours[0], 2 * _DAY)


_DAY: Final = 24


def _between(draft: Draft) -> None:
    """一季度到三季度: how far it went from one to the other, or all of them one after another."""
    if not draft.ends:
        return
    first, last = draft.ends
    moves = any(one.kind in MOVES for clause in draft.clauses for one in clause.tests)
    if moves or (draft.averaged and draft.compared):
        draft.clauses[0].quarter, draft.against, draft.compared = last, first, True
        return
    span = [first]
    while span[-1] < last and len(span) < _LONG:
        span.append(beside(span[-1], 1))
    draft.span = tuple(span)


def _until_this_one(draft: Draft, words: Sequence[Word], today: date) -> None:
    """从一季度到现在: every quarter from that one on."""
    up_to = [
        before.value
        for before, one in pairwise(words)
        if before.kind == "quarter" and one.kind == "yet" and _TO_NOW.search(one.said)
    ]
    quarters = [one.quarter for one in draft.clauses if one.quarter]
    if len(up_to) != 1 or quarters != up_to or draft.span:
        return
    (first,), now = quarters, of_day(today)
    draft.clauses[0].quarter, span = None, [first]
    while span[-1] < now and len(span) < _LONG:
        span.append(beside(span[-1], 1))
    draft.span = tuple(span)


_TO_NOW: Final = re.compile(r"现在|今天|至今|目前")


def _in_every_one(draft: Draft, words: Sequence[Word]) -> None:
    """一季度到三季度都低于80分, 今年一直优秀: in each of these quarters, and not in one of them."""
    tests = [one for clause in draft.clauses for one in clause.tests]
    always = any(one.running == _ALWAYS for one in tests) and any(
        one.kind == "running" and not one.n for one in words
    )
    several = len(draft.span) > 1 and len(draft.clauses) == 1 and draft.clauses[0].quarter is None
    if not tests or not several or not (always or any(one.kind == "everytime" for one in words)):
        return
    if not all(one.kind in _OF_QUARTERS and one.kind not in MOVES for one in tests):
        return
    if draft.averaged or draft.often or draft.measure not in ("", "total", "rank", "lost"):
        return
    draft.clauses[0].tests = [replace(one, running=0) for one in tests]
    draft.often, draft.often_count = "=", EVER


_ALWAYS: Final = 2
"""一直, by itself, is at least twice running."""


def _of_the_movers(draft: Draft, words: Sequence[Word]) -> bool:
    """退步的平均多少分 asks of those who fell, 平均分跌了多少 of the average itself."""
    kinds = [one.kind for one in words]
    if draft.against is not None or "average" not in kinds or {"versus", "orelse"} & set(kinds):
        return False
    return bool({"up", "down"} & set(kinds[: kinds.index("average")]))


_LONG: Final = 16


def _how_often(draft: Draft, words: Sequence[Word]) -> None:
    """今年几次优秀, 优秀过的, 今年从来没有: in how many of these quarters it was so."""
    tests = [one for clause in draft.clauses for one in clause.tests]
    asked = draft.times or any(
        one.kind in ("whole", "times") and one.said.endswith(("次", "回", "次数")) for one in words
    )
    spanned = bool(draft.span or draft.recent)
    never = spanned and any(one.running == EVER for one in tests)
    if not tests or not (asked or draft.often or never):
        return
    if not all(one.kind in _OF_QUARTERS for one in tests) or (
        any(one.running for one in tests) and not never
    ):
        return
    if draft.measure not in ("", "total", "rank", "lost") or draft.averaged:
        return
    if never:
        if not all(one.not_ and one.running == EVER for one in tests) or asked or draft.often:
            return
        draft.often, draft.often_count = "=", 0
        for clause in draft.clauses:
            clause.tests = [replace(one, not_=False, running=0) for one in clause.tests]
    if asked and (draft.often, draft.often_count) == (">=", 1):
        draft.often, draft.often_count = "", 0  # 得过几次优秀 asks for none as well
    for clause in draft.clauses:  # 今年逾期过的: whoever handed in late since was late, too
        clause.tests = [
            replace(one, kind="overdue") if one.kind == "late" else one for one in clause.tests
        ]
    draft.measure, draft.times = "times", True
    draft.summed = draft.by_figure = draft.how_much = False
    draft.descending = True if draft.descending is None else draft.descending


_OF_QUARTERS: Final[frozenset[ConditionKind]] = frozenset(
    ("grade", "top", "bottom", "place", "last_place", "points", "full", "rate", "mean", "lost",
     "handed_late", "overdue", "vetoed", "cut", "appealed", "won", "refused", "missing",
     "sent_late", "unproved", "no_papers", "blank", "late", *MOVES)
)  # fmt: skip
"""Conditions of which it is told in how many quarters they held."""


def _side_by_side(draft: Draft, words: list[Word]) -> None:
    """教育局和财政局谁分高 compares units with one another, not with another quarter."""
    higher = next((one.kind for one in words if one.said in ("高", "低")), "")
    several = (
        len(draft.units) > 1
        or len(set(draft.groups)) > 1
        or len({one for one in draft.parts if one}) > 1
    )
    if not higher or not several or draft.against is not None:
        return
    for clause in draft.clauses:
        clause.tests = [one for one in clause.tests if one.kind not in ("up", "down")]
    draft.compared = False
    if draft.units:
        draft.measure, draft.descending = draft.measure or "total", higher == "up"
    else:
        draft.averaged = True


def _score_sheet(draft: Draft, asks: set[str]) -> None:
    """教育局三季度的成绩单导出来: of one unit every row with its points, as a file."""
    if "scoretable" not in asks or len(draft.units) != 1 or draft.topic or draft.groups:
        return
    if draft.form == "xlsx" and not any(one.tests for one in draft.clauses):
        draft.topic = "beside"


def _low_ones(draft: Draft, words: list[Word], asks: set[str]) -> None:
    """哪些单位得分低 is an order, and says nothing of another quarter."""
    last = words[-1] if words else None
    if last is None or last.said not in ("高", "低") or not asks & {"who", "total"}:
        return
    if draft.against is not None or asks & {"versus", "orelse"} or draft.units or draft.averaged:
        return
    for clause in draft.clauses:
        clause.tests = [one for one in clause.tests if one.kind not in ("up", "down")]
    draft.compared = False
    draft.measure, draft.descending = draft.measure or "total", last.said == "高"


def _how_far(draft: Draft, asks: set[str]) -> bool:
    """几家报了几家没报, 县直交了多少乡镇交了多少: how far everybody is, and nothing else."""
    tests = [one for clause in draft.clauses for one in clause.tests]
    kinds = {one.kind for one in tests}
    plain = not any(one.running or one.row for one in tests)
    both = kinds == {"submitted", "waiting"} and "howmany" in asks
    each = (
        kinds == {"submitted"}
        and len(set(draft.groups)) > 1
        and (draft.summed or "howmany" in asks)
    )
    quarters = [one.quarter for one in draft.clauses if one.quarter]
    return plain and not quarters and not draft.units and not draft.rows and (both or each)


def _of_each_grade(words: Sequence[Word], *, named: bool) -> bool:
    """优秀几家良好几家, 各个等次分别有多少家; ``named``: units are, whose grade it is."""
    kinds = [one.kind for one in words]
    if {*kinds} <= {"gradeword", "howmany", "quarter", "group", "join"} and not named:
        return {"gradeword", "howmany"} <= {*kinds}
    return kinds.count("gradename") > 1 and kinds.count("howmany") > 1


_OF_POINTS: Final = ("", "total", "rank", "grade", "at", "contact", "done")
"""Beside these measures 80分以上 is about the score."""


def exclude(draft: Draft) -> bool:
    """Whether conditions leave nobody: 满分几家零分几家 are two questions."""
    every = [one for clause in draft.clauses for one in clause.tests]
    if (draft.times or draft.often) and draft.measure != "times":
        return True  # how often of what, was not understood
    if draft.measure not in (*_OF_POINTS, "times") and any(one.kind == "points" for one in every):
        return True  # 核减超过5分 says nothing of the score
    rows = [row_text(one) if one else "" for one in draft.of_rows]
    rows = rows if len(rows) == len(every) else [""] * len(every)
    rows = ["" if of_the_total(one) else row for one, row in zip(every, rows, strict=True)]
    for clause in draft.clauses:
        beside = [
            (one, row)
            for one, row in zip(every, rows, strict=True)
            if any(one is test for test in clause.tests) and not one.running
        ]
        if any(_apart([one for one, of in beside if of == row]) for _, row in beside):
            return True
    return False


_OF_NO_ROW: Final = Decimal(20)
"""No row of an assessment has more points than these."""


def of_the_total(test: Condition) -> bool:
    """80分以下 is about the total, whatever row is named beside it."""
    return test.kind == "points" and test.amount > _OF_NO_ROW


_EXCLUSIVE: Final[tuple[frozenset[ConditionKind], ...]] = tuple(
    frozenset(pair)
    for pair in (
        ("waiting", "submitted"), ("idle", "submitted"), ("filling", "submitted"),
        ("papers", "no_papers"), ("top", "bottom"), ("up", "down"), ("rank_up", "rank_down"),
        ("entered", "left"), ("late", "waiting"), ("reviewed", "unreviewed"),
        ("won", "refused"), ("idle", "filling"), ("seen", "unseen"), ("grade_up", "grade_down"),
        ("untouched", "underway"), ("untouched", "reviewed"), ("untouched", "cut"),
        ("underway", "reviewed"),
    )
)  # fmt: skip
"""Conditions no unit meets together, where nothing says that they are of different quarters."""


def _apart(tests: list[Condition]) -> bool:
    """Whether no unit meets all of it: points that no figure has, two grades at once."""
    kinds = {one.kind for one in tests}
    grades = {one.value for one in tests if one.kind == "grade" and not one.not_ and not one.sign}
    if len(grades) > 1 or any(kinds >= pair for pair in _EXCLUSIVE):
        return True
    points = [one for one in tests if one.kind == "points"]
    low = [one for one in points if one.sign in (">", ">=")]
    high = [one for one in points if one.sign in ("<", "<=")]
    full = [one for one in tests if one.kind == "full" and not one.not_]
    crossing = {one.value for one in tests if one.kind in ("entered", "left") and one.value}
    if any(one.kind == "left" for one in tests) and crossing & grades:
        return True  # 不再是优秀 and 优秀, in one quarter
    several = len(low) > 1 or len(high) > 1 or len(points) > len(low) + len(high) + 1
    crossed = bool(low and high) and low[0].amount > high[0].amount
    return several or crossed or bool(full and points)


def parts(draft: Draft) -> tuple[str, tuple[str, ...]] | None:
    """街道 of a table that holds towns as well, or 街道 and 乡镇 side by side; None: unclear."""
    named = list(dict.fromkeys(one for one in draft.parts if one))
    small = [one for one in named if one != "乡镇"]
    if not small:
        return "", ()
    if len(set(draft.groups)) > 1:
        return None  # 街道和县直: a part beside a whole table
    if len(named) == 1:
        return "" if draft.but_ending == small[0] else small[0], ()
    return ("", tuple(named)) if draft.averaged else ("", ())


def row_text(named: object) -> str:
    """三.4, or 县直单位=三.4;乡镇街道=二.1 where a name means another row in each table."""
    if isinstance(named, str):
        return named
    pairs = list(named)  # type: ignore[call-overload] # pairs of table and row
    ids = {row for _, row in pairs}
    if len(ids) == 1 and len(pairs) == 1:
        return str(pairs[0][1])
    return ";".join(f"{table}={row}" for table, row in pairs)
