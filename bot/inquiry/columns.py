"""Further columns of a list: the telephone, the place, the points of another quarter.

A column is a figure of every unit; whom the list shows, and in which order, is ``finding``'s. Which
columns are meant is read in ``bot.questions.combined.columns``.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from bot.inquiry.beside import beside
from bot.inquiry.facts import County
from bot.inquiry.figures import HEADS, figures
from bot.inquiry.finding import snapshot
from bot.inquiry.listed import Figures, Found, Section
from bot.inquiry.often import find
from bot.questions.combined.query import Column, Measure, Query
from bot.speech.quarters import name

_POINTS_BEHIND: Final = re.compile(r"，-?[0-9]+(?:\.[0-9]+)? 分(?:（暂定）)?$")
"""第 1 名，96 分, 优秀，96 分: where the points have a column of their own."""


async def whole(query: Query, county: County) -> Found:
    """The list with all its columns; several quarters of the same units side by side.

    Raises:
        CannotTellError: nothing is known yet that could answer it.
    """
    found = await find(replace(query, also=()), county)
    found.sections = [await _with(one, query, county) for one in found.sections]
    found.query = replace(found.query, also=query.also)
    return beside(found)


async def _with(section: Section, query: Query, county: County) -> Section:
    """A list with its columns behind its own figure; ``bare``: in place of it."""
    if query.bare:
        section = replace(section, heads=(), lines=section.lines.with_cells(lambda _: ()))
    if any(one.measure == "contact" for one in query.also):
        section = _without(section, "联络员")
    for column in query.also:
        section = await _beside(section, column, query, county)
    return section


def _without(section: Section, head: str) -> Section:
    """Without a cell that the column says, too."""
    if head not in section.heads:
        return section
    at = section.heads.index(head)

    def cells(unit: int) -> tuple[str, ...]:
        every = section.lines.cells(unit)
        return (*every[:at], *every[at + 1 :])

    heads = (*section.heads[:at], *section.heads[at + 1 :])
    return replace(section, heads=heads, lines=section.lines.with_cells(cells))


async def _beside(section: Section, column: Column, query: Query, county: County) -> Section:
    key = column.quarter or section.quarter
    if column.measure == "papers" and query.measure == "count" and not column.row:
        column = replace(column, row=query.row)  # beside what was reported of a row: its papers
    asked = Query(measure=column.measure, row=column.row, kind=query.kind)
    return laid(section, column, await figures(asked, snapshot(county, key), None), query)


def laid(section: Section, column: Column, figured: Figures, query: Query) -> Section:
    """The list with this column behind the others; a stroke where a unit has no such figure."""
    alone = _alone(column, query)

    def cells(unit: int) -> tuple[str, ...]:
        said = figured.text(unit) or "—"
        return (*section.lines.cells(unit), _POINTS_BEHIND.sub("", said) if alone else said)

    heads = (*section.heads, _head(column))
    return replace(section, heads=heads, lines=section.lines.with_cells(cells))


def _alone(column: Column, query: Query) -> bool:
    """Whether the points that stand beside a place have a column of their own."""
    points: tuple[Measure, ...] = ("total", "rank")
    others = [one for one in query.also if one != column and one.quarter == column.quarter]
    of_the_list = not query.bare and column.quarter is None and query.measure in points
    return of_the_list or any(one.measure in points and not one.row for one in others)


def _head(column: Column) -> str:
    row = column.row.split(";")[0].rpartition("=")[2]
    parts = (name(*column.quarter) if column.quarter else "", row, HEADS[column.measure])
    return " ".join(one for one in parts if one)
