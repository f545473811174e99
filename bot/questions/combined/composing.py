"""From what the words of a sentence say to a query, or to nothing where they do not make one.

What is left open by the words is closed here by plain rules: which topic it is, which clause a
quarter belongs to, what the units are ordered by.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from bot.questions.combined.query import Condition, ConditionKind, Measure, Query, Topic
from bot.questions.combined.reading import Known, Word, read
from bot.questions.combined.rules import Clause, Draft, understand
from bot.speech.calendar import Quarter


def compose(text: str, known: Known) -> Query | None:
    """The query that all of a sentence asks; None where a word of it would be left over."""
    words = read(text, known)
    if not words:
        return None
    asked = [one for one in words if one.kind not in _ASIDE]
    draft = understand(asked) if asked else None
    if draft is None or draft.running:
        return None
    asks = {one.kind for one in words}
    if "now" in asks and any(one.quarter for one in draft.clauses):
        return None  # 上季度第一现在第几 asks of two times at once
    _side_by_side(draft, asked)
    query = _query(draft, asks)
    return query if query and _makes_sense(query, draft, asked) else None


def _side_by_side(draft: Draft, words: list[Word]) -> None:
    """教育局和财政局谁分高 compares units with one another, not with another quarter."""
    higher = next((one.kind for one in words if one.said in ("高", "低")), "")
    several = len(draft.units) > 1 or len(set(draft.groups)) > 1
    if not higher or not several or draft.against is not None:
        return
    for clause in draft.clauses:
        clause.tests = [one for one in clause.tests if one.kind not in ("up", "down")]
    draft.compared = False
    if draft.units:
        draft.measure, draft.descending = draft.measure or "total", higher == "up"
    else:
        draft.averaged = True


_ASIDE: Final = ("who", "howmany", "yet", "above_", "now")
"""Words that say what kind of answer is wanted, wherever they stand."""
_ROWS: Final[tuple[ConditionKind, ...]] = (
    "points",
    "full",
    "papers",
    "no_papers",
    "unproved",
    "blank",
)
_OF_SCORE: Final = ("points", "full", "near", "top", "bottom")


def _query(draft: Draft, asks: set[str]) -> Query | None:
    clauses = [one for one in draft.clauses if one.tests or one.quarter]
    quarters, tests = _times(clauses)
    row = _row(draft)
    if row is None:
        return None
    tests = tuple(replace(one, row=row) if one.kind in _ROWS and row else one for one in tests)
    if row:
        tests = tuple(
            replace(one, kind="blank", row=row) if one.kind in ("idle", "waiting") else one
            for one in tests
        )
    if draft.measure == "rank":  # 排名上升了吗 asks of places, wherever 排名 stands
        places: dict[ConditionKind, ConditionKind] = {"up": "rank_up", "down": "rank_down"}
        tests = tuple(replace(one, kind=places.get(one.kind, one.kind)) for one in tests)
        draft.measure = "" if any(one.kind in places.values() for one in tests) else "rank"
    groups = list(dict.fromkeys(draft.groups))
    query = Query(
        units=tuple(dict.fromkeys(one.id for one in draft.units)),
        person=draft.person,
        group=groups[0] if len(groups) == 1 else "",
        tests=tests,
        measure=_measure(draft, tests, row),
        row=row,
        kind=draft.kind,
        grade=draft.grade,
        quarters=draft.span or quarters,
        recent=draft.recent,
        since=draft.days[0] if draft.days else None,
        until=draft.days[1] if draft.days else None,
        against=draft.against,
        descending=draft.descending,
        first=draft.first,
        counted="howmany" in asks or (draft.summed and "who" in asks),
        form=draft.form or "text",
    )
    topic = _topic(draft, query, asks)
    if (
        topic == "contact"
        and not query.units
        and not query.person
        and "phone" in asks | _book(asks)
    ):
        topic, query = "units", replace(query, measure="contact")  # of everybody: a list
    return replace(query, topic=topic, measure="" if topic in _PLAIN else query.measure)


def _book(asks: set[str]) -> set[str]:
    return {"phone"} if "book" in asks else set()


def _times(clauses: list[Clause]) -> tuple[tuple[Quarter, ...], tuple[Condition, ...]]:
    """The quarters of the whole question, and the tests with their own where they have one."""
    named = [one.quarter for one in clauses if one.quarter]
    tests = [test for one in clauses for test in one.tests]
    if len(clauses) <= 1 or not tests:
        return tuple(named), tuple(tests)
    return (), tuple(
        replace(test, quarter=one.quarter) if one.quarter else test
        for one in clauses
        for test in one.tests
    )


def _row(draft: Draft) -> str | None:
    """The row that is meant: an id, or table|id pairs where tables differ; None: two of them."""
    found = [_row_text(one) for one in draft.rows]
    return None if len(set(found)) > 1 else found[0] if found else ""


def _row_text(named: object) -> str:
    """三.4, or 县直单位=三.4;乡镇街道=二.1 where a name means another row in each table."""
    if isinstance(named, str):
        return named
    pairs = list(named)  # type: ignore[call-overload] # pairs of table and row
    ids = {row for _, row in pairs}
    if len(ids) == 1 and len(pairs) == 1:
        return str(pairs[0][1])
    return ";".join(f"{table}={row}" for table, row in pairs)


def _measure(draft: Draft, tests: tuple[Condition, ...], row: str) -> Measure:
    if draft.measure == "total" and any(one.kind in _MOVES and one.sign for one in tests):
        return "change"  # 分数掉了5分以上: by how much is shown
    if draft.measure:
        return draft.measure
    if any(one.kind == "submitted" for one in tests) and draft.days:
        return "at"
    if any(one.kind in ("up", "down", "rank_up", "rank_down") for one in tests):
        return "change" if draft.descending is not None else ""
    if any(one.kind in ("top", "bottom") and not one.running for one in tests):
        return "rank"
    if any(one.kind in _OF_SCORE and not one.running for one in tests):
        return "total"
    return "total" if row and draft.descending is not None else ""


def _topic(draft: Draft, query: Query, asks: set[str]) -> Topic:
    if draft.topic:
        return draft.topic
    if draft.averaged:
        return "average"
    kinds = {one.kind for one in query.tests}
    if kinds and kinds <= {"appealed", "won", "refused"} and not query.units:
        return "appeals"
    if draft.summed and not (asks & {"who"}) and not query.units and not query.tests:
        return "sum"
    many = len(query.quarters) > 1 or query.recent or len(query.units) > 1
    if query.units and not query.tests and query.measure in ("total", "rank", "lost", "done"):
        return "quarters" if len(query.quarters) > 1 or query.recent or _past(query) else "units"
    if len(query.units) == 1 and not many and not (asks & {"howmany"}) and not query.group:
        return "unit"
    return "units"


def _past(query: Query) -> bool:
    return len(query.units) == 1 and len(query.quarters) == 1


def _makes_sense(query: Query, draft: Draft, words: list[Word]) -> bool:
    """Whether what was understood is a whole question."""
    topic, kinds = query.topic, {one.kind for one in words}
    if "person" in kinds and not query.person:
        return False
    if query.form == "picture":  # drawn by the pages of the ranking and of the course only
        return False
    if query.row and query.topic != "criteria" and not _about_row(query):
        return False
    if topic in ("contact",):
        return bool(query.units or query.person) and not query.tests
    if topic in ("duty", "did"):
        return bool(query.person) and not query.tests and not query.units
    if topic == "criteria":
        return bool(query.row) and not query.tests and not query.units
    if topic in _PLAIN:
        return not (query.tests or query.units or query.row or query.person)
    if topic == "sum":
        return query.measure in _SUMMED or bool(query.row and not query.measure)
    if topic in ("average", "overall", "quarters"):
        return not query.row or (topic != "overall" and not draft.compared)
    return _lists(query, draft)


def _about_row(query: Query) -> bool:
    """Whether the row that was named bears on what is asked."""
    of_row = query.topic in ("sum", "average") or query.measure in (
        "total",
        "lost",
        "papers",
        "change",
    )
    return of_row or any(one.row for one in query.tests)


_SUMMED: Final = ("papers", "reports", "cut")
"""What is counted over all units; what each unit lost is the fixed pages' to say, row by row."""
_PLAIN: Final = (
    "stage",
    "release",
    "objections",
    "threshold",
    "vetoes",
    "corrections",
    "reviewers",
    "alike",
)


def _lists(query: Query, draft: Draft) -> bool:
    """Whether a list of units, or one unit, is asked about something."""
    if query.topic == "unit" and any(one.kind == "blank" and not one.row for one in query.tests):
        return False  # 审计局还有什么没填 asks for its rows
    if draft.compared and not any(one.kind in _MOVES for one in query.tests):
        return False
    if query.measure == "change" and not draft.compared:
        return False
    if query.first and len({one.quarter for one in query.tests if one.quarter}) > 0:
        return False
    if draft.summed and query.measure not in ("papers", "reports", "cut") and not query.counted:
        return False
    return bool(query.tests or query.measure or query.topic == "appeals")


_MOVES: Final = ("up", "down", "rank_up", "rank_down")
