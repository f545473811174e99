"""Planned quarters open on their day by themselves; by hand it is ``bot.quarters.pages.open``."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.corridor.events import Message, dumps
from bot.forms.alive import REPORTING, alive
from bot.forms.loading import load_quarter
from bot.forms.owed import Owed, owed_by
from bot.quarters.new_rules import news
from bot.quarters.words import opened as words
from bot.reminders.due import last_call
from bot.reminders.milestones import opening_name
from bot.speech.calendar import CHINA, in_china
from storage import audit
from storage.database import Session
from storage.queries import corridor, people, quarters, reminders
from storage.queries.quarters import Quarter
from storage.queries.reminders import LedgerEntry


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
    """One letter to each liaison, supplier and office group; once, whatever happens."""
    found, key = await opening_of(db, quarter, now), f"opened:{quarter.id}"
    office = dumps(found.to_office())
    letters = [(g.channel, g.address, office, key) for g in await people.groups_for(db, "admin")]
    told = []
    for grant in await people.with_role(db, "liaison"):
        unit, one = grant.unit_id, await people.reached_at(db, grant.person_id)
        if one is not None and unit is not None and unit in found.groups:
            letters.append((one.channel, one.address, dumps(found.to_unit(unit)), key))
            told.append((unit, grant.person_id))
    for grant in await people.with_role(db, "supplier"):
        one = await people.reached_at(db, grant.person_id)
        if one is not None:
            supplier = dumps(found.to_supplier())
            letters.append((one.channel, one.address, supplier, f"{key}:supplier"))
    for channel, address, message, said in letters:
        reason = f"{said}@{channel}:{address}"
        await corridor.post(db, None, channel, address, message, reason=reason, now=now)
    await found.enter(db, told)


@dataclass(frozen=True)
class Opening:
    """A quarter that opens, with what units still owe of those before it: one letter."""

    quarter: Quarter
    now: datetime
    groups: Mapping[int, str]
    """Units that take part, with their tables."""
    changed: Collection[str]
    """Tables whose rules are new."""
    owed: Mapping[int, Sequence[Owed]]

    def to_unit(self, unit_id: int) -> Message:
        """To a unit's liaisons."""
        changed = self.groups[unit_id] in self.changed
        owed = self.owed.get(unit_id, ())
        return words.told_opened(self.quarter, self.now, unit_id, owed, changed=changed)

    def to_supplier(self) -> Message:
        """To who reports a body's figures; without it they hear of the quarter from nobody."""
        return words.told_supplier(self.quarter, self.now)

    def to_office(self) -> Message:
        """To the office's groups."""
        return words.told_office(self.quarter, self.now, changed=bool(self.changed))

    async def enter(self, db: Session, told: Iterable[tuple[int, int]]) -> None:
        """Put down that who was told (unit, person) needs no reminder of the older one today."""
        name = opening_name(in_china(self.now).date())
        entries = [
            LedgerEntry(one.form.quarter.id, unit, person, name, "suppressed", "opening")
            for unit, person in told
            for one in self.owed.get(unit, ())
        ]
        await reminders.enter(db, entries, self.now)


async def opening_of(db: Session, quarter: Quarter, now: datetime) -> Opening:
    """What is told on the day a quarter opens."""
    owed: dict[int, list[Owed]] = {}
    for other in await alive(db, now):
        if other.id == quarter.id or other.state not in REPORTING:
            continue
        for form in await load_quarter(db, other):
            found = owed_by(form, now)
            if found and last_call(found) is not None:
                owed.setdefault(form.unit.id, []).append(found)
    groups = {form.unit_id: form.group for form in await quarters.forms(db, quarter.id)}
    return Opening(quarter, now, groups, await news(db, quarter), owed)
