"""Planned quarters open on their day by themselves; by hand it is ``bot.quarters.pages.open``."""

from __future__ import annotations

from datetime import datetime

from bot.corridor.events import dumps
from bot.quarters.new_rules import news
from bot.quarters.words import open as quarters_open
from bot.speech.calendar import CHINA
from storage import audit
from storage.database import Session
from storage.queries import corridor, people, quarters
from storage.queries.quarters import Quarter


async def open_planned(db: Session, now: datetime) -> list[Quarter]:
    """Open every planned quarter whose day has come, and tell everybody bound."""
    today = now.astimezone(CHINA).date()
    opened = []
    for quarter in await quarters.everyone(db):
        if quarter.state != "planned" or quarter.opens > today:
            continue
        if not await quarters.move(db, quarter.id, "planned", "open"):
            continue
        opened.append(quarter)
        await audit.record(
            db,
            audit.OFFICE,
            actor=None,
            action="quarter.open",
            subject=f"quarter/{quarter.id}",
            before="planned",
            after="open",
            why="到了开期日",
            now=now,
        )
        await _announce(db, quarter, now)
    return opened


async def _announce(db: Session, quarter: Quarter, now: datetime) -> None:
    """One letter to each liaison and each office group; once, whatever happens."""
    groups = {form.unit_id: form.group for form in await quarters.forms(db, quarter.id)}
    changed = await news(db, quarter)
    name = quarter.year, quarter.number
    plain = dumps(quarters_open.told_opened(*name, quarter.deadline, now))
    new_rules = dumps(quarters_open.told_opened(*name, quarter.deadline, now, quarter.id))
    office = new_rules if changed else plain
    letters = [(g.channel, g.address, office) for g in await people.groups_for(db, "admin")]
    for grant in await people.with_role(db, "liaison"):
        group = groups.get(grant.unit_id or 0)
        if group is None:
            continue
        said = new_rules if group in changed else plain
        one = await people.reached_at(db, grant.person_id)
        letters += [(one.channel, one.address, said)] if one else []
    for channel, address, message in letters:
        reason = f"opened:{quarter.id}@{channel}:{address}"
        await corridor.post(db, None, channel, address, message, reason=reason, now=now)
