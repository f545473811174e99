"""Which row of a table each condition of a question is about, and which are of the whole form."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from bot.questions.combined.accounted import unheard
from bot.questions.combined.draft import Draft
from bot.questions.combined.query import Condition, ConditionKind, Query
from bot.questions.combined.settling import of_the_total, row_text

OF_ROWS: Final[frozenset[ConditionKind]] = frozenset(
    (
        "points",
        "lost",
        "full",
        "papers",
        "no_papers",
        "unproved",
        "blank",
        "silent",
        "mean",
        "count",
        "rate",
        "unreviewed",
        "untouched",
        "reviewed",
        "returned",
        "mended",
        "cut",
        "answer",
        "nothing",
        "lacking",
    )
)
"""Conditions that may be about one row."""


def named(draft: Draft) -> str | None:
    """The row that is meant: an id, or table|id pairs where tables differ; None: two of them."""
    found = [row_text(one) for one in draft.rows]
    return None if len(set(found)) > 1 else found[0] if found else ""


def beside(draft: Draft, tests: tuple[Condition, ...], row: str) -> tuple[Condition, ...]:
    """Conditions beside a row are about it: 三.4没填 is no form that was not handed in.

    Where another condition says something of the row, 没交 is the form, and what was said before
    the row was named is about the total.
    """
    if not row:
        return tuple(dict.fromkeys(tests))
    before = [one is None for one in draft.of_rows]
    if len(before) != len(tests):
        before = [False] * len(tests)
    of_it = [
        one.kind in OF_ROWS and not of_the_total(one) and not early
        for one, early in zip(tests, before, strict=True)
    ]
    if not any(of_it):
        of_it = [one.kind in OF_ROWS and not of_the_total(one) for one in tests]
    return tuple(dict.fromkeys(_about(row, tests, of_it, "blank")))


def about_row(tests: tuple[Condition, ...], row: str) -> tuple[Condition, ...]:
    """Conditions behind a list of a row's points: 没报的 are those who have none on it yet."""
    of_it = [one.kind in OF_ROWS and not of_the_total(one) for one in tests]
    return tuple(dict.fromkeys(_about(row, tests, of_it, "silent")))


def _about(
    row: str, tests: tuple[Condition, ...], of_it: list[bool], nothing: ConditionKind
) -> list[Condition]:
    bound = any(of_it)
    return [
        replace(one, row=row)
        if its
        else replace(one, kind=nothing, row=row)
        if one.kind in ("idle", "waiting") and not bound
        else one
        for one, its in zip(tests, of_it, strict=True)
    ]


def each(draft: Draft, tests: tuple[Condition, ...]) -> tuple[Condition, ...] | None:
    """三.4零分且四.1也零分: each condition has the row that was named before it."""
    rows = [row_text(one) if one else "" for one in draft.of_rows]
    named = {row_text(one) for one in draft.rows}
    if len(tests) == 1 and rows and tests[0].kind in OF_ROWS and len(draft.rows) > 1:
        if rows[0] != row_text(draft.rows[-1]) or len(draft.joined) != len(draft.rows):
            return None  # the condition stands before the second row, or something else between
        return tuple(replace(tests[0], row=row_text(one)) for one in draft.rows)
    if len(rows) != len(tests) or set(rows) != named:
        return None
    if not all(one.kind in OF_ROWS for one in tests):
        return None
    return tuple(replace(one, row=row) for one, row in zip(tests, rows, strict=True))


def of_the_named_table(query: Query) -> Query:
    """乡镇街道四.2评分标准: the clause of that table's row, and of no other's."""
    if query.topic != "criteria" or not query.group or not query.row or "=" in query.row:
        return query
    return replace(query, row=f"{query.group}={query.row}", group="")


def of_its_table(query: Query, draft: Draft) -> Query:
    """信用+应用一项都没搞的: a row by a name that one table alone has is asked of that table.

    In the other one the same number is another row, or none.
    """
    pairs = [list(one) for one in draft.rows if not isinstance(one, str)]  # type: ignore[call-overload] # pairs of table and row
    tables = {table for every in pairs for table, _ in every}
    named = not (draft.units or draft.groups or query.units) and len(tables) == 1
    if not named:
        return query
    (table,) = tables
    found = replace(query, group=table)
    if not unheard(found):
        return found
    return replace(query, row=f"{table}={query.row}") if query.topic == "criteria" else query


_FIGURED: Final = frozenset(("points", "full", "lost", "rate", "count"))


def of_that_row(read: Query, row: str) -> Query | None:
    """一分没得的呢, behind 六.2拿满分的有几家: of that row, as no total has been spoken of."""
    if not row or not read.tests or read.row:
        return None
    if not all(one.kind in _FIGURED and not (one.row or one.value) for one in read.tests):
        return None
    if any(of_the_total(one) for one in read.tests):
        return None
    return replace(read, tests=tuple(replace(one, row=row) for one in read.tests), row=row)
