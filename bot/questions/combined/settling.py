"""What the words said, made one: which of two readings is meant where several words decide it.

A draft is changed here before ``composing`` makes a query of it; and here it is seen where its
conditions exclude each other, so that the sentence was two questions.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

from bot.questions.combined.draft import Clause, Draft
from bot.questions.combined.query import Condition, ConditionKind
from bot.questions.combined.reading import Word

MOVES: Final[tuple[ConditionKind, ...]] = (
    "up", "down", "rank_up", "rank_down", "still", "rank_still",
)  # fmt: skip


def settle(draft: Draft, asked: list[Word], words: list[Word], today: date) -> None:
    """Decide what only several words together decide; ``asked`` is without 谁 and 几家."""
    asks = {one.kind for one in words}
    _side_by_side(draft, asked)
    _low_ones(draft, asked, asks)
    if draft.averaged and draft.compared:  # by how much the average rose is the answer itself
        for clause in draft.clauses:
            clause.tests = [one for one in clause.tests if one.kind not in MOVES]
    if _how_far(draft, asks):
        draft.topic, draft.clauses, draft.summed = "progress", [Clause()], False
        draft.days = None if draft.days == (today, today) else draft.days
    if _of_each_grade(words):
        draft.topic, draft.clauses = "grades", [Clause(draft.clauses[0].quarter)]
    plain_lost = draft.measure == "lost" and draft.descending is None and bool(draft.rows)
    if plain_lost and asks & {"who", "howmany"} and not any(one.tests for one in draft.clauses):
        draft.test("full", not_=True)  # 五.2丢分的单位 are those who lost something on it
    if draft.averaged and draft.summed and draft.rows and not draft.units:
        draft.averaged = False  # 四.1平均搞了几场 asks of what was done, not of points


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


def _of_each_grade(words: Sequence[Word]) -> bool:
    """优秀几家良好几家."""
    kinds = [one.kind for one in words]
    return kinds.count("gradename") > 1 and kinds.count("howmany") > 1


_OF_POINTS: Final = ("", "total", "rank", "grade", "at", "contact", "done")
"""Beside these measures 80分以上 is about the score."""


def exclude(draft: Draft) -> bool:
    """Whether conditions leave nobody: 满分几家零分几家 are two questions."""
    every = [one for clause in draft.clauses for one in clause.tests]
    if draft.measure not in _OF_POINTS and any(one.kind == "points" for one in every):
        return True  # 核减超过5分 says nothing of the score
    rows = [row_text(one) if one else "" for one in draft.of_rows]
    rows = rows if len(rows) == len(every) else [""] * len(every)
    for clause in draft.clauses:
        beside = [
            (one, row)
            for one, row in zip(every, rows, strict=True)
            if any(one is test for test in clause.tests) and not one.running
        ]
        if any(_apart([one for one, of in beside if of == row]) for _, row in beside):
            return True
    return False


_EXCLUSIVE: Final[tuple[frozenset[ConditionKind], ...]] = tuple(
    frozenset(pair)
    for pair in (
        ("waiting", "submitted"), ("idle", "submitted"), ("filling", "submitted"),
        ("papers", "no_papers"), ("top", "bottom"), ("up", "down"), ("rank_up", "rank_down"),
        ("entered", "left"), ("late", "waiting"), ("reviewed", "unreviewed"),
        ("won", "refused"), ("idle", "filling"),
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
