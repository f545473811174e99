"""Reviewing: desks, doubts between reviewers, which units were told, who reviews what.

The decisions themselves are written by ``storage.queries.answers.decide``; here is what a review
needs around them. An item is a row of a form.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from storage.database import Session, stamp
from storage.queries import load

_sql = load("review")


@dataclass(frozen=True, slots=True)
class Desk:
    """What lies before a reviewer, until when, and which queue (``scope``) is worked through."""

    person_id: int
    quarter_id: int
    scope: str
    form_id: int | None
    row: str | None
    until: str | None


@dataclass(frozen=True, slots=True)
class Doubt:
    """An item handed on with a note; ``to_person`` None: to any other reviewer."""

    id: int
    form_id: int
    row: str
    note: str
    by_person: int
    to_person: int | None
    at: str
    by_name: str


@dataclass(frozen=True, slots=True)
class Returned:
    """The last time an item was sent back: by whom, why, when."""

    form_id: int
    row: str
    by_person: int | None
    reason: str
    at: str


@dataclass(frozen=True, slots=True)
class Lying:
    """A row that was sent back and is not mended yet."""

    unit_id: int
    row: str
    at: str
    reason: str
    due_at: str | None


@dataclass(frozen=True, slots=True)
class Mended:
    """A row that came again after it was sent back; ``stands``: what holds of it now."""

    unit_id: int
    row: str
    at: str
    stands: str


@dataclass(frozen=True, slots=True)
class Reason:
    """How often a row of a unit was cut or sent back for a reason, in the words it was given."""

    decision: str
    unit_id: int
    row: str
    reason: str
    times: int


@dataclass(frozen=True, slots=True)
class Decision:
    """A decision with its maker's name, superseded or not, told to the unit or not yet."""

    id: int
    form_id: int
    row: str
    decision: str
    accepted: str
    reason: str
    due_at: str | None
    by_person: int | None
    at: str
    superseded_at: str | None
    told_at: str | None
    by_name: str


@dataclass(frozen=True, slots=True)
class Use:
    """Bytes at work somewhere: under a row, or as a work report (``row`` empty)."""

    digest: str
    likeness: str | None
    label: str
    row: str
    form_id: int
    unit_id: int
    quarter_id: int


async def desk(db: Session, person_id: int) -> Desk | None:
    """A reviewer's desk."""
    return await db.one(_sql.desk, Desk, person_id=person_id)


async def desks(db: Session, now: datetime) -> list[Desk]:
    """Every desk on which an item lies now."""
    return await db.all(_sql.desks, Desk, now=stamp(now))


async def clear_far(db: Session, far: datetime) -> None:
    """What is to lie before somebody until after ``far`` lies there no more: a clock was wrong."""
    await db.later(_sql.clear_far, far=stamp(far))


async def put_on_desk(
    db: Session,
    person_id: int,
    quarter_id: int,
    scope: str,
    form_id: int,
    row: str,
    until: datetime,
    now: datetime,
) -> bool:
    """Lay an item before a reviewer, and what lay there back; False: another has it."""
    holder = next(
        (one for one in await desks(db, now) if (one.form_id, one.row) == (form_id, row)), None
    )
    if holder is not None and holder.person_id != person_id:
        return False
    await db.later(
        _sql.clear_late, form_id=form_id, row_id=row, now=stamp(now), person_id=person_id
    )
    await db.later(
        _sql.put_on_desk,
        person_id=person_id,
        quarter_id=quarter_id,
        scope=scope,
        form_id=form_id,
        row_id=row,
        until=stamp(until),
    )
    return True


async def leave_desk(db: Session, person_id: int) -> None:
    """Lay the item back."""
    await db.later(_sql.leave_desk, person_id=person_id)


async def doubt(
    db: Session,
    form_id: int,
    row: str,
    note: str,
    by_person: int,
    to_person: int | None,
    now: datetime,
) -> None:
    """Hand an item on; an earlier doubt about it is settled by that."""
    await settle(db, form_id, row, now)
    await _sql.doubt(
        db,
        form_id=form_id,
        row_id=row,
        note=note,
        by_person=by_person,
        to_person=to_person,
        now=stamp(now),
    )


async def settle(db: Session, form_id: int, row: str, now: datetime) -> None:
    """Nobody doubts any more, and nobody has it set aside."""
    await db.later(_sql.settle, form_id=form_id, row_id=row, now=stamp(now))
    await db.later(_sql.end_asides, form_id=form_id, row_id=row, now=stamp(now))


async def doubts_of_quarter(db: Session, quarter_id: int) -> list[Doubt]:
    """The doubts that stand in a quarter."""
    return await db.wide(_sql.doubts_of_quarter, Doubt, quarter_id=quarter_id)


async def looked_at(db: Session, quarter_id: int) -> list[int]:
    """Units that have handed in, or of which something is decided, in the order of their forms."""
    rows = await db.wide_rows(_sql.looked_at, quarter_id=quarter_id)
    return [int(unit) for (unit,) in rows]


async def returns_of_quarter(db: Session, quarter_id: int) -> list[Returned]:
    """The last return of every item that was ever sent back in a quarter."""
    return await db.wide(_sql.returns_of_quarter, Returned, quarter_id=quarter_id)


async def lying_returns(db: Session, quarter_id: int) -> list[Lying]:
    """What was sent back in a quarter and is not mended yet, the oldest first."""
    return await db.wide(_sql.lying_returns, Lying, quarter_id=quarter_id)


async def mended_returns(db: Session, quarter_id: int) -> list[Mended]:
    """What came again in a quarter after it was sent back, the oldest first."""
    return await db.wide(_sql.mended_returns, Mended, quarter_id=quarter_id)


async def reasons(db: Session, quarter_id: int) -> list[Reason]:
    """Why rows were cut or sent back: cuts that stand, and every return there was."""
    return await db.wide(_sql.reasons, Reason, quarter_id=quarter_id)


async def deciders(db: Session, form_id: int, row: str) -> set[int]:
    """Who has ever decided on an item, or given one of its two opinions."""
    found = await db.rows(_sql.deciders, form_id=form_id, row_id=row)
    return {int(one["person"]) for one in found}


async def standing(db: Session, form_id: int, row: str) -> Decision | None:
    """The decision that stands on an item."""
    return await db.one(_sql.standing, Decision, form_id=form_id, row_id=row)


async def history(db: Session, form_id: int, row: str) -> list[Decision]:
    """Every decision there was on an item, oldest first."""
    return await db.all(_sql.history, Decision, form_id=form_id, row_id=row)


async def decisions_of_quarter(db: Session, quarter_id: int) -> list[Decision]:
    """Every decision of a quarter, superseded or not, in the order they were made."""
    return await db.wide(_sql.decisions_of_quarter, Decision, quarter_id=quarter_id)


async def reopen(db: Session, review_id: int, now: datetime) -> bool:
    """Let a decision stand no longer; False when it did not."""
    return bool(await _sql.reopen(db, review_id=review_id, now=stamp(now)))


async def untold(db: Session, form_id: int) -> list[Decision]:
    """Decisions on a form that its unit does not know of yet (returns are told at once)."""
    return await db.all(_sql.untold, Decision, form_id=form_id)


async def mark_told(db: Session, form_id: int, now: datetime) -> None:
    """The unit knows of every decision on its form."""
    await db.later(_sql.mark_told, form_id=form_id, now=stamp(now))


async def forms_untold_by(db: Session, person_id: int) -> list[int]:
    """Forms whose units do not know yet what this reviewer decided."""
    return [row["form_id"] for row in await db.rows(_sql.forms_untold_by, person_id=person_id)]


async def forms_untold_since(db: Session, before: datetime, far: datetime) -> list[int]:
    """Forms with decisions nobody was told of, the newest of them no younger than ``before``.

    One of after ``far`` was made while the clock was wrong.
    """
    told = {"before": stamp(before), "far": stamp(far)}
    return [row["form_id"] for row in await db.rows(_sql.forms_untold_since, **told)]


async def uses(db: Session) -> list[Use]:
    """Every place at which stored bytes serve as evidence or as a work report."""
    return await db.wide(_sql.uses, Use)


async def remits(db: Session) -> dict[int, frozenset[str]]:
    """What each reviewer's work is limited to, by person; whoever is not named reviews all."""
    found: dict[int, set[str]] = {}
    for row in await db.rows(_sql.remits):
        found.setdefault(row["person_id"], set()).add(row["part"])
    return {person: frozenset(parts) for person, parts in found.items()}


async def set_remit(
    db: Session, person_id: int, parts: frozenset[str], by_person: int, now: datetime
) -> None:
    """Limit a reviewer to these parts; no parts: to everything, which is no limit."""
    before = (await remits(db)).get(person_id, frozenset())
    for part in sorted(before - parts):
        await _sql.end_remit(db, person_id=person_id, part=part, now=stamp(now))
    for part in sorted(parts - before):
        await _sql.give_remit(
            db, person_id=person_id, part=part, by_person=by_person, now=stamp(now)
        )


async def asides(db: Session, quarter_id: int) -> dict[int, list[tuple[int, str]]]:
    """What each reviewer has set aside in a quarter, by person: form and row, the oldest first."""
    found: dict[int, list[tuple[int, str]]] = {}
    for row in await db.rows(_sql.asides, quarter_id=quarter_id):
        found.setdefault(row["person_id"], []).append((row["form_id"], row["row"]))
    return found


async def set_aside(db: Session, person_id: int, form_id: int, row: str, now: datetime) -> None:
    """Set an item aside for a reviewer; once is enough."""
    await db.later(_sql.set_aside, person_id=person_id, form_id=form_id, row_id=row, now=stamp(now))


async def end_aside(db: Session, person_id: int, form_id: int, row: str, now: datetime) -> None:
    """Take an item up again."""
    await db.later(_sql.end_aside, person_id=person_id, form_id=form_id, row_id=row, now=stamp(now))


async def covers(db: Session) -> dict[int, int]:
    """Who does whose reviewing now: by the one who is away, who stands in."""
    return {row["person_id"]: row["cover_id"] for row in await db.rows(_sql.covers)}


async def cover(db: Session, person_id: int, cover_id: int, by_person: int, now: datetime) -> None:
    """Let somebody stand in for a reviewer; whoever did so before does no more."""
    await _sql.end_cover(db, person_id=person_id, now=stamp(now))
    await _sql.cover(
        db, person_id=person_id, cover_id=cover_id, by_person=by_person, now=stamp(now)
    )


async def end_cover(db: Session, person_id: int, now: datetime) -> None:
    """A reviewer does the own work again."""
    await _sql.end_cover(db, person_id=person_id, now=stamp(now))
