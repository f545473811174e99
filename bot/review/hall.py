"""A quarter under review as one reviewer finds it: what waits, for whom, and on whose desk it lies.

Read from the tables and put together here, for the pages in the chat and for the web desk. Which
doubts there are is ``bot.review.queue``'s; taking an item and deciding on it are the pages'.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from bot.corridor.pages import Role
from bot.forms.form import UnitForm
from bot.forms.loading import load, load_units
from bot.quarters.early import as_planned
from bot.review.marks import LATE
from bot.review.queue import Item, Key, Known, offered, queue
from bot.review.remits import Remits, read
from bot.review.seconds import live
from scoring.periods import beside
from storage.database import Session
from storage.queries import opinions, people, quarters, readings, review, understood
from storage.queries.quarters import Quarter
from storage.queries.review import Desk

REVIEWING: tuple[Role, ...] = ("reviewer", "admin")


@dataclass(frozen=True)
class Hall:
    """A quarter under review, as one reviewer finds it."""

    quarter: Quarter
    forms: tuple[UnitForm, ...]
    """Of which something is reviewed or was, and those that are asked about."""
    earlier: Mapping[int, UnitForm]
    items: tuple[Item, ...]
    """All that waits, for whomever."""
    mine: tuple[Item, ...]
    """What this reviewer is offered."""
    held: Mapping[Key, int]
    """Items on somebody's desk now."""
    desk: Desk | None
    remits: Remits
    asides: tuple[Key, ...] = ()
    """What this reviewer has set aside, the oldest first; it comes last in ``mine``."""

    @property
    def scope(self) -> str:
        """Which queue the reviewer works through."""
        here = self.desk is not None and self.desk.quarter_id == self.quarter.id
        return self.desk.scope if here and self.desk else "all"

    def find(self, unit: int, row: str) -> Item | None:
        """A waiting item."""
        return next((i for i in self.items if (i.form.unit.id, i.row.id) == (unit, row)), None)


@dataclass(frozen=True)
class Read:
    """What a hall is made from, before anything is worked out: the same for every reviewer."""

    quarter: Quarter
    forms: tuple[UnitForm, ...]
    known: Known
    held: Mapping[Key, int]
    asides: Mapping[int, Sequence[Key]] = field(default_factory=dict)
    """What each reviewer has set aside."""


async def read_hall(
    db: Session, quarter: Quarter, now: datetime, *units: int, also: Sequence[int] = ()
) -> Read:
    """A quarter as the tables have it; ``units``: the forms of these alone, which costs little.

    Forms of which nothing is reviewed, nor was, are left out but for those of ``also``.
    """
    remits = await limits(db)
    forms = await _forms(db, quarter, units, also)
    allowed = await reviewers(db)
    spoken = live(await opinions.of_quarter(db, quarter.id))
    known = Known(
        earlier=await _earlier(db, quarter, [one.unit.id for one in forms]),
        uses=await review.uses(db),
        doubts=await review.doubts_of_quarter(db, quarter.id),
        returns=await review.returns_of_quarter(db, quarter.id),
        papers=await understood.doubts_of_quarter(db, quarter.id),
        unread=await readings.unread_of_rows(db, quarter.id),
        reviewers=frozenset(allowed),
        now=now,
        remits=remits,
        liaisons={one: await units_of(db, one) for one in (allowed if spoken else remits.parts)},
        opinions=spoken,
        unforeseen=(await as_planned(db, quarter)).deadline - quarter.deadline > LATE,
    )
    held = {
        (one.form_id, one.row): one.person_id
        for one in await review.desks(db, now)
        if one.form_id is not None and one.row is not None
    }
    asides = await review.asides(db, quarter.id)
    return Read(quarter, forms, known, held, asides)


def hall(found: Read, person: int, units: Sequence[int], desk: Desk | None) -> Hall:
    """What was read, as one reviewer finds it."""
    items = tuple(queue(found.forms, found.known))
    remits = found.known.remits
    aside = tuple(found.asides.get(person, ()))
    mine = sorted(offered(items, person, units, remits), key=lambda one: one.key in aside)
    return Hall(
        found.quarter, found.forms, found.known.earlier, items, tuple(mine), found.held, desk,
        remits, aside,
    )  # fmt: skip


async def limits(db: Session) -> Remits:
    """What limits whom; an admin is of the office and is never limited."""
    kept = await review.remits(db)
    covers = await review.covers(db)
    if not kept:
        return Remits(covers=covers)
    free = {one.person_id for one in await people.with_role(db, "admin")}
    parts = {
        person: frozenset(read(part) for part in parts)
        for person, parts in kept.items()
        if person not in free
    }
    return Remits(parts, covers)


async def reviewers(db: Session) -> dict[int, str]:
    """Who may review, by number."""
    grants = [one for role in REVIEWING for one in await people.with_role(db, role)]
    return {one.person_id: one.person_name for one in grants}


async def units_of(db: Session, person: int) -> list[int]:
    """The units somebody reports for."""
    grants = await people.roles_of(db, person)
    return [one.unit_id for one in grants if one.role == "liaison" and one.unit_id is not None]


async def _forms(
    db: Session, quarter: Quarter, units: Sequence[int], also: Sequence[int]
) -> tuple[UnitForm, ...]:
    if not units:
        looked_at = await review.looked_at(db, quarter.id)
        return tuple(await load_units(db, quarter, [*{*looked_at, *also}]))
    found = [await load(db, quarter.id, unit) for unit in units]
    return tuple(form for form in found if form is not None)


async def _earlier(db: Session, quarter: Quarter, units: Sequence[int]) -> dict[int, UnitForm]:
    """What these units reported in the quarter before."""
    before = await quarters.by_number(db, *beside((quarter.year, quarter.number), -1))
    if before is None or not units:
        return {}
    return {form.unit.id: form for form in await load_units(db, before, units)}
