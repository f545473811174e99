"""The standings of a quarter as questions need them: one short line per unit, for any number.

A released quarter is read from its newest edition and never computed again; a living one from the
results that are kept beside the forms, of which only the stale ones are computed anew: written at
once where a transaction asks, else only for the answer (``bot.editions.freshening`` writes them
soon after). Whole forms with every figure are ``bot.forms.form``'s, the ranking that is about to be
released ``bot.editions.tables``'s.
"""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property, lru_cache
from itertools import groupby
from operator import attrgetter
from sys import intern
from typing import TypeVar

import structlog

from bot.corridor.kept import Kept
from bot.editions.points import (
    Points,
    Rows,
    columns,
    columns_again,
    rows_by_table,
    said_of,
    settled,
)
from bot.editions.rungs import Place, Rungs, Table, Uncounted, rungs_of
from bot.editions.running import UNIT, exact, in_order_again, runners
from bot.editions.stale import freshened, worked_anew
from bot.forms.form import reference_of
from bot.forms.loading import read_scheme
from scoring.ranking import apart
from storage.database import Session
from storage.queries import frozen, quarters, results
from storage.queries.frozen import EditionMark, Frozen
from storage.queries.quarters import KeptScheme, Quarter
from storage.queries.results import Live

log = structlog.get_logger(__name__)
Worked = TypeVar("Worked")
RELEASED = ("announced", "published", "archived")
"""States in which there is an edition to read."""
PUBLIC = ("published", "archived")
"""States in which everybody may read the ranking."""
MANY = 500
"""Lines that are worked out in another thread, so that everybody else is served meanwhile."""


@dataclass(frozen=True, kw_only=True)
class Board(Table):
    """A table with the line of every unit: for questions that look at each of them."""

    lines: tuple[Place, ...]

    @cached_property
    def rungs(self) -> Rungs:
        """Best first, class by class where these are ranked apart."""
        return rungs_of(self.scheme, self.lines)

    @cached_property
    def size(self) -> int:
        """How many units have a line."""
        return len(self.lines)

    @cached_property
    def provisional(self) -> int:
        """How many totals are provisional."""
        return sum(map(attrgetter("provisional"), self.lines))

    @cached_property
    def apart(self) -> bool:
        """Whether classes are ranked apart."""
        return apart(self.scheme, {line.classification for line in self.lines})

    @cached_property
    def by_unit(self) -> Mapping[int, Place]:
        """The lines by their units."""
        return {line.unit: line for line in self.lines}

    def of_unit(self, unit: int) -> Place | None:
        """A unit's line."""
        return self.by_unit.get(unit)

    @cached_property
    def leagues(self) -> Mapping[str | None, tuple[Place, ...]]:
        """Those that are ranked with each other: all, or class by class where these are apart."""
        if not self.apart:
            return {None: self.lines}
        found: dict[str | None, list[Place]] = {}
        for line in self.lines:
            found.setdefault(line.classification, []).append(line)
        return {named: tuple(every) for named, every in found.items()}

    def fellows(self, line: Place) -> tuple[Place, ...]:
        """Those a unit is ranked with: its table, or its class where classes are ranked apart."""
        return self.leagues[self.league(line)]

    @cached_property
    def totals(self) -> Mapping[int, Decimal]:
        """The totals by unit, of those who have said something."""
        return {line.unit: line.total for line in self.lines if line.heard}

    @cached_property
    def order(self) -> Mapping[int, Decimal]:
        """The places by unit, so that the best is the highest."""
        return {line.unit: _below(line.rank) for line in self.lines}

    @cached_property
    def tied_units(self) -> frozenset[int]:
        """Who shares a place with others."""
        found: set[int] = set()
        for fellows in self.leagues.values():
            for _, alike in groupby(fellows, attrgetter("rank")):
                here = list(alike)
                if len(here) > 1:
                    found.update(line.unit for line in here if line.heard)
        return frozenset(found)

    @cached_property
    def by_grade(self) -> Mapping[str, frozenset[int]]:
        """The units that have each grade."""
        found: dict[str, set[int]] = {}
        for line in self.lines:
            found.setdefault(line.grade, set()).add(line.unit)
        return {grade: frozenset(units) for grade, units in found.items()}


@lru_cache(maxsize=1 << 14)
def _below(rank: int) -> Decimal:
    return Decimal(-rank)


async def boards(db: Session, quarter: Quarter, *, public: bool = False) -> list[Board]:
    """Every table of a quarter that has units; with ``public`` only what everybody may read.

    What everybody may read is a published edition and nothing else: neither an announced one nor
    a figure decided since.
    """
    edition = await edition_of(db, quarter, public=public)
    if edition is None and public:
        return []
    kept = await quarters.schemes(db, quarter.id)
    if edition is not None:
        every = [
            await _released(db, quarter, number, one, edition) for number, one in enumerate(kept, 1)
        ]
        return [board for board in every if board.lines]
    schemes = {one.group: read_scheme(one) for one in kept}
    tables = await runners(db, quarter, schemes)
    stale = await results.behind_of_quarter(db, quarter.id)
    anew = await worked_anew(db, quarter)
    mark = await results.roster_mark(db)
    found = []
    for number, (group, scheme) in enumerate(schemes.items(), 1):
        members = tables.get(group, [])
        if members:
            key = (mark, quarter.id, group, scheme.digest)
            lines = await aside(len(members), in_order_again, key, scheme, members)
            worked = sum(map(anew.__contains__, map(UNIT, members)))
            lost = [one.live for one in members if not one.counted]
            found.append(
                Board(
                    quarter=quarter, number=number, group=group, scheme=scheme, lines=lines,
                    behind=stale[group] - worked, uncounted=uncounted(lost),
                )
            )  # fmt: skip
    return found


async def _released(
    db: Session, quarter: Quarter, number: int, kept: KeptScheme, edition: EditionMark
) -> Board:
    """A table of an edition; read once, as it never changes."""
    key = (edition, quarter, number, kept.group, kept.digest)
    found = _BOARDS.get(key) if edition.hash else None
    if found is None:
        found = Board(
            quarter=quarter, number=number, group=kept.group, scheme=read_scheme(kept),
            lines=await _frozen(db, edition, kept.group), edition=edition,
        )  # fmt: skip
        _BOARDS.put(key, found)
    return found


_AT_HAND = 80_000
"""Lines of editions that are kept in memory, 320 bytes each with what is made of them: two years of
ten thousand units.
"""
_ROWS_AT_HAND = 40_000
"""Units whose points are kept row by row, 300 bytes each: a year of ten thousand."""
_BOARDS: Kept[tuple[EditionMark, Quarter, int, str, str], Board] = Kept(
    _AT_HAND, lambda one: len(one.lines) + 1
)
_POINTS: Kept[tuple[EditionMark, str], Points] = Kept(_ROWS_AT_HAND, lambda one: len(one) + 1)


def uncounted(members: Sequence[Live]) -> tuple[Uncounted, ...]:
    """Those whose figures could not be assessed."""
    return tuple(
        Uncounted(one.unit_id, one.name, one.short, reference_of(one.form_id))
        for one in members
        if not one.counted
    )


async def aside(size: int, work: Callable[..., Worked], *given: object) -> Worked:
    """Work over ``size`` lines: at once where they are few, else in another thread."""
    here = size < MANY or threading.current_thread() is not threading.main_thread()
    return work(*given) if here else await asyncio.to_thread(work, *given)


async def edition_of(db: Session, quarter: Quarter, *, public: bool = False) -> EditionMark | None:
    """The edition a quarter is read from: the newest published one, else the announced one."""
    if quarter.state not in (PUBLIC if public else RELEASED):
        return None
    for kind in ("published",) if public else ("published", "announced"):
        found = await frozen.newest_edition(db, quarter.id, kind)
        if found is not None:
            return found
    return None


async def rows(db: Session, board: Table) -> list[Rows]:
    """Every unit of a table with its points row by row."""
    return list(await points(db, board))


async def points(db: Session, board: Table) -> Points:
    """The points of a table row by row; of an edition they are read once."""
    if board.edition is None:
        found = (await rows_by_table(db, board.quarter)).get(board.group, [])
        at = (await results.roster_mark(db), board.quarter.id, board.group)
        return await aside(len(found), columns_again, at, found)
    key = (board.edition, board.group)
    known = _POINTS.get(key) if board.edition.hash else None
    if known is None:
        rows_ = await frozen.rows_of_edition(db, board.edition.id, board.group)
        known = _POINTS.put(key, await aside(len(rows_), settled, map(said_of, rows_)))
    return known


async def rows_of(db: Session, board: Table, unit: int) -> Rows | None:
    """One unit's points row by row."""
    if board.edition is not None:
        found = await frozen.rows_in_edition(db, board.edition.id, unit)
    else:
        found = await results.rows_of_unit(db, board.quarter.id, unit)
        if found is not None:
            anew = (await worked_anew(db, board.quarter)).get(unit)
            found = replace(found, points=anew.points, missing=anew.missing) if anew else found
    return columns([said_of(found)]).of_unit(unit) if found else None


def frozen_line(one: Frozen) -> Place:
    """A line of a released edition, as it was kept."""
    return Place(
        unit=one.unit_id,
        name=intern(one.name),  # a unit is called the same in nearly all editions
        short=intern(one.short),
        total=exact(one.total),
        grade=intern(one.grade),
        rank=one.rank,
        provisional=bool(one.provisional),
        classification=intern(one.classification) or None,
    )


async def _frozen(db: Session, edition: EditionMark, group: str) -> tuple[Place, ...]:
    return tuple(frozen_line(one) for one in await frozen.of_edition(db, edition.id, group))


async def tally(db: Session, quarter: Quarter) -> tuple[int, int, int]:
    """How many forms are handed in, begun (or handed in), and there at all."""
    await freshened(db, quarter)
    handed, begun, every = await results.tally(db, quarter.id)
    if anew := await worked_anew(db, quarter):
        for kept in await results.lines_of_quarter(db, quarter.id, anew):
            if kept.state != "submitted":
                begun += bool(anew[kept.unit_id].begun) - bool(kept.begun)
    return handed, begun, every
