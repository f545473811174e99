"""Second marking: what each of two reviewers found of an item, apart from the other.

An opinion decides nothing by itself. While it is unsettled nobody but its maker may read it, until
the second one is there; how the two ended is their ``outcome``.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from storage.database import Session, stamp
from storage.queries import load

_sql = load("opinions")

Drawn = Literal["chance", "doubt"]
Outcome = Literal["agreed", "differed", "alone", "sent_back", "taken_back", "overtaken"]


@dataclass(frozen=True, slots=True)
class Opinion:
    """One reviewer's finding; ``basis`` changes with what the unit claims and shows."""

    id: int
    form_id: int
    row: str
    basis: str
    drawn: str
    decision: str
    accepted: str
    reason: str
    by_person: int
    by_name: str
    at: str
    outcome: str
    settled_at: str | None


async def of_quarter(db: Session, quarter_id: int) -> list[Opinion]:
    """Every opinion of a quarter, the oldest first."""
    return await db.wide(_sql.of_quarter, Opinion, quarter_id=quarter_id)


async def of_item(db: Session, form_id: int, row: str) -> list[Opinion]:
    """Every opinion there was on an item, the oldest first."""
    return await db.all(_sql.of_item, Opinion, form_id=form_id, row_id=row)


async def add(
    db: Session,
    form_id: int,
    row: str,
    basis: str,
    drawn: Drawn,
    decision: str,
    accepted: str,
    reason: str,
    by_person: int,
    now: datetime,
) -> None:
    """Keep an opinion."""
    await _sql.add(
        db,
        form_id=form_id,
        row_id=row,
        basis=basis,
        drawn=drawn,
        decision=decision,
        accepted=accepted,
        reason=reason,
        by_person=by_person,
        now=stamp(now),
    )


async def settle(db: Session, form_id: int, row: str, outcome: Outcome, now: datetime) -> int:
    """End what stands unsettled on an item; how many opinions that were."""
    return int(await _sql.settle(db, form_id=form_id, row_id=row, outcome=outcome, now=stamp(now)))
