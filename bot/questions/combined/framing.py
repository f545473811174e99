"""One condition changed behind a list: 没拿满的呢, 报了的呢, 80分以上的呢, of the same list.

The sentence says a condition and nothing else; which row, table, class and quarter it is about was
said before, and so were the other conditions. A change of names (换成乡镇的) is ``following``'s.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from bot.questions.combined.accounted import unheard
from bot.questions.combined.of_rows import about_row
from bot.questions.combined.query import Condition, ConditionKind, Query
from bot.questions.combined.settling import MOVES

_SUBJECTS: Final[tuple[frozenset[ConditionKind], ...]] = tuple(
    frozenset(kinds)
    for kinds in (
        ("waiting", "submitted", "idle", "filling", "late", "handed_late", "overdue", "ready"),
        ("full", "points", "mean", "rate", "lost", "blank", "silent", "near", "grade"),
        ("top", "bottom", "place", "last_place", "tied"),
        ("papers", "no_papers", "unproved"),
        ("sent", "missing", "sent_late"),
        ("reviewed", "unreviewed", "untouched", "underway", "queued"),
        ("returned", "mended", "mend_late"),
        ("up", "down", "still"),
        ("rank_up", "rank_down", "rank_still"),
        ("grade_up", "grade_down", "grade_still"),
        ("entered", "left"),
        ("appealed", "won", "refused"),
        ("seen", "unseen"),
    )
)  # fmt: skip
"""Conditions that say one thing or another of the same: the new one is put in place of the old."""
OF_NOW: Final = _SUBJECTS[0] | _SUBJECTS[5] | _SUBJECTS[6] | frozenset(("extended", "unbound"))
"""What is asked of the quarter that runs: 没报的呢, behind grades of the last one, is of now."""


def framed(query: Query, last: Query) -> Query:
    """The new conditions, of whatever the last list was about; the query itself where that is told
    by its own words, or an answer would pass over it.
    """
    if query.topic != "units" or last.topic != "units" or not query.tests or query.person:
        return query
    if any(one.running for one in (*query.tests, *last.tests)):
        return query
    found = _of_row(query, last)
    found = _if_heard(_beside(found, last), found)
    found = _if_heard(_of_whom(found, last), found)
    found = _if_heard(_when(found, last), found)
    moves = any(one.kind in MOVES for one in found.tests)
    if moves and last.against and not found.against and last.against not in found.quarters:
        found = _if_heard(replace(found, against=last.against), found)
    return found


def narrowed(query: Query, last: Query) -> Query | None:
    """里头分最低的是谁, 其中没交总结的: of the units that the last list was of.

    None: together they would ask something else, as of the first ten in an order of their own.
    """
    if query.topic != "units" or last.topic != "units" or last.first or last.often:
        return None
    query = _of_row(query, last)
    scoped = tuple(replace(one, row=one.row or last.row) for one in last.tests)
    more = tuple(one for one in query.tests if one not in scoped)
    found = _of_whom(replace(query, tests=(*scoped, *more)), last)
    if not (query.quarters or query.recent):
        found = replace(found, quarters=last.quarters, recent=last.recent)
    if last.since is not None or last.past:
        days = {"since": last.since, "until": last.until, "hours": last.hours, "past": last.past}
        found = replace(found, **days)  # type: ignore[arg-type]  # its own fields
    return None if unheard(found) else found


def at_another_time(query: Query, last: Query) -> bool:
    """里面这次没交的, behind 二季度优秀的: of those units, at a time that list was not of."""
    if not last.quarters or not (last.tests or last.units or last.measure):
        return False
    if query.quarters:
        return bool(last.tests) and query.quarters != last.quarters
    of_now = {one.kind for one in query.tests}
    return bool(of_now) and of_now <= OF_NOW and not {one.kind for one in last.tests} & OF_NOW


def _of_row(query: Query, last: Query) -> Query:
    """没拿满的呢, behind 三.2拿满分的: of that row."""
    rows = {last.row} if last.row else {one.row for one in last.tests if one.row}
    if query.row or any(one.row for one in query.tests) or len(rows) != 1:
        return query
    (row,) = rows
    tests = about_row(query.tests, row)
    if not any(one.row for one in tests):
        return query
    return _if_heard(replace(query, tests=tests, row=row if last.row else ""), query)


def _beside(query: Query, last: Query) -> Query:
    """The other conditions of the last list; the one that is changed was of a quarter perhaps."""
    kept, tests = list[Condition](), list(query.tests)
    for old in last.tests:
        place = next((at for at, one in enumerate(tests) if _same_subject(one, old)), None)
        if place is None:
            kept.append(old)
        elif old.quarter and not tests[place].quarter:
            tests[place] = replace(tests[place], quarter=old.quarter)
    if len(kept) == len(last.tests):
        return query  # something else is asked of the same units, not the same the other way
    return replace(query, tests=(*tests, *kept))


def _same_subject(one: Condition, other: Condition) -> bool:
    if one.row != other.row or (one.value and other.value and one.kind in _SUBJECTS[4]):
        return one.row == other.row and one.value == other.value
    return one.kind == other.kind or any({one.kind, other.kind} <= of for of in _SUBJECTS)


def _of_whom(query: Query, last: Query) -> Query:
    """Of the table, its part and its class; where a table is named, of that without the class."""
    if query.units or query.group or query.ending or query.endings or query.klass:
        return query
    return replace(
        query,
        units=last.units,
        group=last.group,
        klass=last.klass,
        ending=last.ending,
        endings=last.endings,
        but=query.but or last.but,
        but_group=query.but_group or last.but_group,
        but_ending=query.but_ending or last.but_ending,
    )


def _when(query: Query, last: Query) -> Query:
    """Of the quarter that was named; who still owes is asked of the one that runs."""
    if query.quarters or query.recent or any(one.quarter for one in query.tests):
        return query
    of_now = {one.kind for one in query.tests} <= OF_NOW
    if of_now and last.tests and not {one.kind for one in last.tests} & OF_NOW:
        return query
    if query.since is None and not query.past and last.since is not None:
        days = {"since": last.since, "until": last.until, "hours": last.hours}
        query = _if_heard(replace(query, **days), query)  # type: ignore[arg-type]  # its own fields
    return replace(query, quarters=last.quarters, recent=last.recent)


def _if_heard(with_it: Query, without: Query) -> Query:
    return without if unheard(with_it) else with_it
