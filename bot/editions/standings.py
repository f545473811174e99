"""The standings of a quarter as questions need them: one short line per unit, for any number.

A released quarter is read from its newest edition and never computed again; a living one from the
results that are kept beside the forms, of which only the stale ones are computed anew: written at
once where a transaction asks, else only for the answer (``bot.editions.freshening`` writes them
soon after). Whole forms with every figure are ``bot.forms.form``'s, the ranking that is about to be
released ``bot.editions.tables``'s.
"""

from __future__ import annotations

import asyncio
import json
import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property, lru_cache
from sys import intern
from typing import TypeVar

import structlog

from bot.corridor.kept import Kept
from bot.editions.outcome import attempted, listed
from bot.editions.points import Points, Rows, columns
from bot.editions.rungs import Place, Rung, Table, Uncounted, rungs_of
from bot.forms.form import UnitForm, class_in, reference_of
from bot.forms.loading import load_several, read_scheme
from scoring.ranking import Standing, rank_standings
from scoring.scheme import Scheme
from storage.database import Session
from storage.queries import frozen, quarters, results, roster
from storage.queries.frozen import EditionMark, Frozen
from storage.queries.quarters import KeptScheme, Quarter
from storage.queries.results import Computed, Live, RowPoints

log = structlog.get_logger(__name__)
Worked = TypeVar("Worked")
RELEASED = ("announced", "published", "archived")
"""States in which there is an edition to read."""
PUBLIC = ("published", "archived")
"""States in which everybody may read the ranking."""
SLICE = 25
"""So many stale forms are computed at a time: nobody else waits longer than that takes."""
AT_ONCE = 300
"""So many stale forms a question computes itself; the heartbeat sees to a larger backlog."""
MANY = 500
"""Lines that are worked out in another thread, so that everybody else is served meanwhile."""


@dataclass(frozen=True, kw_only=True)
class Board(Table):
    """A table with the line of every unit: for questions that look at each of them."""

    lines: tuple[Place, ...]

    @cached_property
    def rungs(self) -> tuple[Rung, ...]:
        """Best first, class by class where these are ranked apart."""
        return rungs_of(self.scheme, self.lines)

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
    def by_grade(self) -> Mapping[str, frozenset[int]]:
        """The units that have each grade."""
        found: dict[str, set[int]] = {}
        for line in self.lines:
            found.setdefault(line.grade, set()).add(line.unit)
        return {grade: frozenset(units) for grade, units in found.items()}


async def boards(db: Session, quarter: Quarter, *, public: bool = False) -> list[Board]:
    """Every table of a quarter that has units; with ``public`` only what everybody may read.

    What everybody may read is a published edition and nothing else: neither an announced one nor
    a figure decided since.
    """
    edition = await edition_of(db, quarter, public=public)
    if edition is None and public:
        return []
    found = []
    live = await living(db, quarter) if edition is None else []
    for number, kept in enumerate(await quarters.schemes(db, quarter.id), 1):
        scheme = read_scheme(kept)
        members = [one for one in live if one.group == kept.group]
        counted = [one for one in members if one.counted]
        if edition is not None:
            found += await _released(db, quarter, number, kept, edition)
            continue
        lines = await aside(len(counted), _ranked, scheme, counted)
        lost = uncounted(members)
        if lines or lost:
            behind = sum(bool(one.stale) for one in members)
            found.append(
                Board(
                    quarter=quarter, number=number, group=kept.group, scheme=scheme, lines=lines,
                    behind=behind, uncounted=lost,
                )
            )  # fmt: skip
    return found


async def _released(
    db: Session, quarter: Quarter, number: int, kept: KeptScheme, edition: EditionMark
) -> list[Board]:
    """A table of an edition, or none where it has no units; read once, as it never changes."""
    key = (edition, quarter, number, kept.group, kept.digest)
    found = _BOARDS.get(key) if edition.hash else None
    if found is None:
        found = Board(
            quarter=quarter, number=number, group=kept.group, scheme=read_scheme(kept),
            lines=await _frozen(db, edition, kept.group), edition=edition,
        )  # fmt: skip
        _BOARDS.put(key, found)
    return [found] if found.lines else []


_AT_HAND = 200_000
"""Lines of editions that are kept in memory: ten quarters of two tables of ten thousand units."""
_BOARDS: Kept[tuple[EditionMark, Quarter, int, str, str], Board] = Kept(
    _AT_HAND, lambda one: len(one.lines) + 1
)
_POINTS: Kept[tuple[EditionMark, str], Points] = Kept(_AT_HAND, lambda one: len(one) + 1)


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
        found = await results.rows_of_quarter(db, board.quarter.id, board.group)
        anew = await worked_anew(db, board.quarter)
        found = [_rows_anew(one, anew.get(one.unit_id)) for one in found] if anew else found
        return await aside(len(found), columns, found)
    key = (board.edition, board.group)
    known = _POINTS.get(key) if board.edition.hash else None
    if known is None:
        found = await frozen.rows_of_edition(db, board.edition.id, board.group)
        known = _POINTS.put(key, await aside(len(found), columns, found))
    return known


async def rows_of(db: Session, board: Table, unit: int) -> Rows | None:
    """One unit's points row by row."""
    if board.edition is not None:
        found = await frozen.rows_in_edition(db, board.edition.id, unit)
    else:
        found = await results.rows_of_unit(db, board.quarter.id, unit)
        if found is not None:
            found = _rows_anew(found, (await worked_anew(db, board.quarter)).get(unit))
    return columns([found]).of_unit(unit) if found else None


def _rows_anew(kept: RowPoints, anew: Computed | None) -> RowPoints:
    return replace(kept, points=anew.points, missing=anew.missing) if anew else kept


def frozen_line(one: Frozen) -> Place:
    """A line of a released edition, as it was kept."""
    return Place(
        unit=one.unit_id,
        name=intern(one.name),  # a unit is called the same in nearly all editions
        short=intern(one.short),
        total=_exact(one.total),
        grade=intern(one.grade),
        rank=one.rank,
        provisional=bool(one.provisional),
        classification=intern(one.classification) or None,
    )


@lru_cache(maxsize=1 << 14)
def _exact(text: str) -> Decimal:
    return Decimal(text)


async def _frozen(db: Session, edition: EditionMark, group: str) -> tuple[Place, ...]:
    return tuple(frozen_line(one) for one in await frozen.of_edition(db, edition.id, group))


async def living(db: Session, quarter: Quarter) -> list[Live]:
    """Every form of a quarter with what it comes to now, whatever has been released."""
    await freshened(db, quarter)
    found = await results.of_quarter(db, quarter.id)
    anew = await worked_anew(db, quarter)
    return [anew_of(one, anew.get(one.unit_id)) for one in found] if anew else found


async def tally(db: Session, quarter: Quarter) -> tuple[int, int, int]:
    """How many forms are handed in, begun (or handed in), and there at all."""
    await freshened(db, quarter)
    handed, begun, every = await results.tally(db, quarter.id)
    if anew := await worked_anew(db, quarter):
        for kept in await results.lines_of_quarter(db, quarter.id, anew):
            if kept.state != "submitted":
                begun += bool(anew[kept.unit_id].begun) - bool(kept.begun)
    return handed, begun, every


def anew_of(kept: Live, anew: Computed | None) -> Live:
    """What is kept of a form, with what it comes to now."""
    if anew is None:
        return kept
    return replace(
        kept, league=anew.league, place=anew.place, total=anew.total, grade=anew.grade,
        sort=anew.sort, provisional=anew.provisional, owed=anew.owed, done=anew.done,
        begun=anew.begun, heard=anew.heard, returned=anew.returned, stale=0,
    )  # fmt: skip


async def freshened(db: Session, quarter: Quarter) -> None:
    """Write the stale results that a question computes itself, where it may write."""
    if not db.reads_only:
        await freshen(db, quarter, AT_ONCE)


async def worked_anew(db: Session, quarter: Quarter) -> Mapping[int, Computed]:
    """What stale forms come to, by unit, in a view in which it is not written."""
    if not db.reads_only:
        return {}
    key = ("stale", quarter.id)
    if key not in db.memo:
        loaded = await _stale(db, quarter, AT_ONCE)
        db.behind |= bool(loaded)
        db.memo[key] = {form.unit.id: attempted(form, aloud=False) for form in loaded}
    found: Mapping[int, Computed] = db.memo[key]
    return found


async def _stale(db: Session, quarter: Quarter, most: int) -> list[UnitForm]:
    ids = await results.stale(db, quarter.id, most)
    return await _forms(db, quarter, ids) if ids else []


async def _forms(db: Session, quarter: Quarter, ids: list[int]) -> list[UnitForm]:
    forms = await results.stale_forms(db, ids)
    named = await roster.some(db, [form.unit_id for form in forms])
    return await load_several(db, quarter, forms, named)


async def worked_out(db: Session, quarter: Quarter, ids: list[int]) -> list[Computed]:
    """What these forms come to in this view."""
    return [attempted(form) for form in await _forms(db, quarter, ids)]


def _ranked(scheme: Scheme, found: Sequence[Live]) -> tuple[Place, ...]:
    by_name = {one.name: one for one in found}
    ranked = rank_standings(scheme, [_standing(scheme, one) for one in found])
    return tuple(_line(one, by_name[one.unit]) for one in ranked)


def class_of(scheme: Scheme, one: Live) -> str | None:
    """A unit's class as its table counts it."""
    return class_in(scheme, one.classification) or listed(scheme, one.listed or one.name)


def _standing(scheme: Scheme, one: Live) -> Standing:
    return Standing(
        unit=one.name,
        total=Decimal(one.total),
        grade=one.grade,
        rank=0,
        provisional=bool(one.provisional),
        classification=class_of(scheme, one),
        key=_key(one.sort),
    )


@lru_cache(maxsize=1 << 14)
def _key(sort: str) -> tuple[Decimal, ...]:
    """What the order is decided on, as it is kept: many units of a county share it."""
    return tuple(Decimal(part) for part in json.loads(sort))


def _line(ranked: Standing, one: Live) -> Place:
    return Place(
        unit=one.unit_id,
        name=one.name,
        short=one.short,
        total=ranked.total,
        grade=ranked.grade,
        rank=ranked.rank,
        provisional=ranked.provisional,
        classification=ranked.classification,
        heard=bool(one.heard),
        submitted=one.state == "submitted",
    )


async def freshen(db: Session, quarter: Quarter, most: int | None = None) -> int:
    """Compute the stale results of a quarter anew, ``most`` at the utmost; how many there were."""
    done = 0
    while most is None or done < most:
        size = SLICE if most is None else min(SLICE, most - done)
        stale = await _stale(db, quarter, size)
        if not stale:
            break
        await results.keep(db, [attempted(form) for form in stale])
        done += len(stale)
    return done
