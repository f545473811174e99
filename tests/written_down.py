"""The audit entries of what the stage puts there itself, so that a scene begins without a fault.

The stage writes roles, group and quarter by query, as no page does; here the entries that a page
would have written are added. What pages do is not repeated here.
"""

from __future__ import annotations

from datetime import datetime

from storage import audit
from storage.database import Session, moment


async def write_down(db: Session, now: datetime) -> None:
    """Record every role, group and quarter that is there and was never recorded."""
    office = audit.OFFICE
    for role in await _all(db, "select * from roles order by id"):
        unit = role["unit_id"]
        await audit.record(
            db,
            office if unit is None else audit.unit_stream(unit),
            actor=None,
            action="role.give",
            subject=f"person/{role['person_id']}",
            before=None,
            after={"role": role["role"], "unit": unit},
            now=moment(role["given_at"]),
        )
    for group in await _all(db, "select * from groups"):
        subject, title = f"group/{group['channel']}", {"title": group["title"]}
        at = moment(group["claimed_at"])
        await _office(db, "group.claim", subject, title, at)
    for quarter in await _all(db, "select * from quarters"):
        state = {"state": quarter["state"]}
        await _office(db, "quarter.open", f"quarter/{quarter['id']}", state, now)


async def _office(db: Session, action: str, subject: str, after: object, at: datetime) -> None:
    await audit.record(
        db,
        audit.OFFICE,
        actor=None,
        action=action,
        subject=subject,
        before=None,
        after=after,
        now=at,
    )


async def _all(db: Session, sql: str) -> list[dict[str, object]]:
    return [dict(row) for row in await db.execute_fetchall(sql)]
