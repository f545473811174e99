"""A draft's table on a desk: who has it open, and what each person may take back there.

Kept in the database and not in a process, so that it is the same whoever serves a page and after a
reload. What a step holds is its writer's business; here it is text. Not here: drafts and rows
(`schemes`).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from storage.database import Session, stamp
from storage.queries import load

_sql = load("scheme_tables")


@dataclass(frozen=True, slots=True)
class Step:
    """What one person changed in one go; ``turn``: the update by which it came."""

    id: int
    turn: int
    said: str
    before: str
    after: str


async def look(db: Session, draft_id: int, person_id: int, now: datetime) -> None:
    """Somebody has a draft's table open."""
    await _sql.look(db, draft_id=draft_id, person_id=person_id, now=stamp(now))


async def lookers(db: Session, draft_id: int, since: datetime) -> list[int]:
    """Whoever had the table open since then, in the order in which they came."""
    found = await db.rows(_sql.lookers, draft_id=draft_id, since=stamp(since))
    return [int(one["person_id"]) for one in found]


async def leave(db: Session, draft_id: int, person_id: int) -> None:
    """Somebody has closed the table."""
    await _sql.leave(db, draft_id=draft_id, person_id=person_id)


async def add_step(
    db: Session,
    draft_id: int,
    person_id: int,
    turn: int,
    now: datetime,
    said: str,
    before: str,
    after: str,
) -> None:
    """A change that may be taken back; what was taken back before is not done again any more."""
    await _sql.forget_undone(db, draft_id=draft_id, person_id=person_id)
    await _sql.add_step(
        db,
        draft_id=draft_id,
        person_id=person_id,
        turn=turn,
        now=stamp(now),
        said=said,
        before=before,
        after=after,
    )


async def grow_step(db: Session, step_id: int, said: str, before: str, after: str) -> None:
    """More was changed in the same go."""
    await _sql.grow_step(db, step_id=step_id, said=said, before=before, after=after)


async def last_step(db: Session, draft_id: int, person_id: int) -> Step | None:
    """What this person would take back next."""
    return await db.one(_sql.last_step, Step, draft_id=draft_id, person_id=person_id)


async def undone_step(db: Session, draft_id: int, person_id: int) -> Step | None:
    """What this person took back and would do again next."""
    return await db.one(_sql.undone_step, Step, draft_id=draft_id, person_id=person_id)


async def set_undone(db: Session, step_id: int, *, undone: bool) -> None:
    """A step was taken back, or done again."""
    await _sql.set_undone(db, step_id=step_id, undone=int(undone))


async def drop_step(db: Session, step_id: int) -> None:
    """A step can be taken back no more: somebody changed all of it since."""
    await _sql.drop_step(db, step_id=step_id)


async def forget(db: Session, draft_id: int) -> None:
    """The work on a draft is over."""
    await _sql.forget_steps(db, draft_id=draft_id)
    await _sql.forget_lookers(db, draft_id=draft_id)
