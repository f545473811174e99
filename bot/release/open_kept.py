"""What of a whole quarter is not finished, for whoever only counts it: few forms are read whole.

Of a unit that has not handed in, nothing is reviewed that waits: what others owe it stands beside
its result, and so does whether that is provisional. Whole are read the forms that were handed in,
sent back, doubted or cannot be assessed; all of them where most are such, or where many results
are stale. What it comes to is ``open_points``' either way.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from itertools import compress
from typing import NamedTuple

from bot.editions.edition import Open
from bot.editions.members import Filling, fillings
from bot.editions.points import Said, rows_by_table
from bot.editions.running import Runner, runners
from bot.editions.stale import AT_ONCE
from bot.forms.form import UnitForm
from bot.forms.loading import load_quarter, load_units, read_scheme, schemes_of
from bot.release import open_points
from bot.release.open_points import KINDS, Known
from bot.review.standing import Standing, standing
from storage.database import Session
from storage.queries import quarters, results
from storage.queries.quarters import Quarter


class Left(NamedTuple):
    """A unit with something that is not finished."""

    short: str
    open: Open
    provisional: bool
    review: Standing = Standing()


class OpenQuarter(NamedTuple):
    """Units with anything open, and those that cannot be assessed, in the order of the forms."""

    left: tuple[Left, ...]
    uncounted: tuple[tuple[str, str], ...]
    """The unit's short name, and what the log calls its form."""


async def open_of_quarter(db: Session, quarter: Quarter, now: datetime) -> OpenQuarter:
    """Everything that is open of a quarter, unit by unit."""
    memo = ("open of quarter", quarter.id, now)
    if memo in db.memo:
        before: OpenQuarter = db.memo[memo]
        return before
    found = await _open_of(db, quarter, now)
    if db.reads_only:  # nothing changes in a view
        db.memo[memo] = found
    return found


async def _open_of(db: Session, quarter: Quarter, now: datetime) -> OpenQuarter:
    beside = await open_points.known(db, quarter)
    if len(await results.stale(db, quarter.id, AT_ONCE + 1)) > AT_ONCE:
        return _of_wholes(await load_quarter(db, quarter), beside, now)
    filled = await fillings(db, quarter)
    schemes = {one.group: read_scheme(one) for one in await quarters.schemes(db, quarter.id)}
    tables, said = await runners(db, quarter, schemes), await rows_by_table(db, quarter)
    ran = {one.unit: one for several in tables.values() for one in several}
    rows = {one.unit: one for several in said.values() for one in several}
    whole = [unit for unit, one in filled.items() if not _is_plain(one, ran.get(unit), beside)]
    if len(whole) * 2 > len(filled):
        return _of_wholes(await load_quarter(db, quarter), beside, now)
    forms = {one.unit.id: one for one in await load_units(db, quarter, whole)} if whole else {}
    others = _OfOthers(
        {
            scheme.group: frozenset(row.id for row in scheme.rows if row.by is not None)
            for scheme in await schemes_of(db, quarter)
        }
    )
    left: list[Left] = []
    uncounted: list[tuple[str, str]] = []
    for unit, one in filled.items():
        if (form := forms.get(unit)) is not None:
            of_it = _of_wholes([form], beside, now)
            left += of_it.left
            uncounted += of_it.uncounted
        else:
            open_ = _plain(one, others.waited_for(rows[unit]), beside)
            left.append(Left(one.short, open_, bool(ran[unit].live.provisional)))
    return OpenQuarter(tuple(left), tuple(uncounted))


def _of_wholes(forms: Iterable[UnitForm], beside: Known, now: datetime) -> OpenQuarter:
    every = list(forms)
    found = open_points.of_forms(every, beside, now)
    return OpenQuarter(
        tuple(
            Left(
                form.unit.short,
                found[form.unit.id],
                form.assessment.provisional,
                standing([form], now),
            )
            for form in every
            if form.unit.id in found
        ),
        tuple((form.unit.short, form.reference) for form in every if not form.countable),
    )


def _is_plain(one: Filling, ran: Runner | None, beside: Known) -> bool:
    """Whether what is kept of a form says all that can be open of it."""
    return (
        one.state != "submitted"
        and not one.returned
        and one.form_id not in beside.doubts
        and ran is not None
        and ran.counted
    )


def _plain(one: Filling, waits: tuple[str, ...], beside: Known) -> Open:
    found: dict[open_points.Kind, tuple[str, ...]] = {"silent": (one.state,)}
    if waits:
        found["unsupplied"] = waits
    if appeals := beside.appeals.get(one.form_id):
        found["appeals"] = tuple(map(str, appeals))
    return {kind: found[kind] for kind in KINDS if kind in found}


class _OfOthers:
    """Which rows wait for another body's figures; thousands of units wait for the same ones."""

    def __init__(self, rows: Mapping[str, Collection[str]]) -> None:
        self._rows = rows
        self._known: dict[tuple[str, tuple[str, ...], bytes], tuple[str, ...]] = {}

    def waited_for(self, one: Said) -> tuple[str, ...]:
        """Those of one unit."""
        key = one.group, one.rows, one.waiting
        if key not in self._known:
            by_others = self._rows[one.group]
            waiting = compress(one.rows, one.waiting)
            self._known[key] = tuple(row for row in waiting if row in by_others)
        return self._known[key]
