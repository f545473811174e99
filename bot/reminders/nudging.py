"""The office's own word: nudging units that owe, and the summary after the deadline.

A nudge is a reminder that somebody decided on; it stands in the same ledger, so that no unit is
reminded twice on a day without being asked about. The summary is posted to the office's groups by
the heartbeat, once per milestone after the deadline.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, time

from bot.corridor.door import Reminding
from bot.corridor.events import dumps
from bot.forms.form import UnitForm
from bot.forms.loading import load_quarter
from bot.forms.owed import Owed, owed_by
from bot.reminders.due import NOBODY, Batch, Recipient, can_wait, recipients
from bot.reminders.milestones import Timeline, decent, milestones, next_decent, passed, snooze_name
from bot.reminders.words import letter as words, nudge as office_words
from bot.speech.calendar import CHINA, in_china
from storage.database import Database, Session
from storage.queries import corridor, people, quarters, reminders
from storage.queries.quarters import Quarter
from storage.queries.reminders import LedgerEntry


@dataclass(frozen=True, slots=True)
class Nudged:
    """What came of nudging one unit: who is written to, and who cannot be."""

    owed: Owed
    told: tuple[str, ...]
    unreachable: tuple[str, ...]


def midnight(now: datetime) -> datetime:
    """The beginning of today in China."""
    return datetime.combine(in_china(now).date(), time(), CHINA)


async def liaisons_of(db: Session, unit_ids: Sequence[int]) -> dict[int, tuple[Recipient, ...]]:
    """Who is liaison of these units, in one query."""
    only = unit_ids[0] if len(unit_ids) == 1 else None
    lines = await (reminders.liaisons_of(db, only) if only else reminders.liaisons(db))
    return recipients(lines)


async def nudge(
    db: Session, forms: Iterable[UnitForm], now: datetime, rules: Reminding
) -> list[Nudged]:
    """Write to the liaisons of units that owe; what is not owed is left out."""
    owing = [one for one in (owed_by(form, now) for form in forms) if one]
    people_of = await liaisons_of(db, [one.form.unit.id for one in owing])
    batch, found = Batch(), []
    for owed in owing:
        payload = dumps(words.nudge(owed, snooze=can_wait(owed, rules)))
        liaisons = people_of.get(owed.form.unit.id, ())
        for to in liaisons or (NOBODY,):
            batch.put(_entry(owed, to, now), to, payload)
        told = tuple(one.name for one in liaisons if one.addresses)
        lost = tuple(one.name for one in liaisons if not one.addresses)
        found.append(Nudged(owed, told, lost))
    await reminders.enter(db, batch.entries, now)
    await reminders.post(db, batch.letters, now)
    return found


def _entry(owed: Owed, to: Recipient, now: datetime) -> LedgerEntry:
    # The moment is in the name: a second nudge of a day, once it was asked about, is another one.
    name = f"nudge:{in_china(now):%Y%m%d:%H%M%S}"
    form = owed.form
    state, reason = "sent", ""
    if not to.addresses:
        state, reason = "suppressed", "unbound" if to is NOBODY else "blocked"
    return LedgerEntry(form.quarter.id, form.unit.id, to.person_id or None, name, state, reason)


async def nudge_later(
    db: Session, forms: Iterable[UnitForm], now: datetime, rules: Reminding
) -> datetime:
    """Have units reminded at the next decent hour, if they owe by then; when that is."""
    when = next_decent(now, rules)
    owing = [form for form in forms if owed_by(form, now)]
    people_of = await liaisons_of(db, [form.unit.id for form in owing])
    name = snooze_name(in_china(when).date())
    entries = [
        LedgerEntry(form.quarter.id, form.unit.id, to.person_id, name, "asked")
        for form in owing
        for to in people_of.get(form.unit.id, ())
    ]
    await reminders.enter(db, entries, now)
    return when


async def summarise(database: Database, now: datetime, rules: Reminding) -> int:
    """After the deadline: one list of who has not reported, to the office's groups."""
    if not decent(now, rules):
        return 0
    posted = 0
    async with database.reading() as db:
        alive = [one for one in await quarters.everyone(db) if one.state in ("open", "review")]
    for quarter in alive:
        name = _milestone(quarter, now, rules)
        if name is None:
            continue
        async with database.reading() as db:
            if await corridor.setting(db, _key(quarter)) == name:
                continue
        owing = await database.beside(
            lambda db, one=quarter: overdue(db, one, now)  # type: ignore[misc] # the loop's
        )
        async with database.transaction() as db:
            posted += await _post(db, quarter, name, owing, now)
    return posted


def _key(quarter: Quarter) -> str:
    return f"remind:overdue:{quarter.id}"


def _milestone(quarter: Quarter, now: datetime, rules: Reminding) -> str | None:
    line = milestones(Timeline("form", quarter.deadline, quarter.deadline), rules)
    found = [one.name for one in passed(line, now) if one.days > 0]
    return found[-1] if found else None


async def overdue(db: Session, quarter: Quarter, now: datetime) -> list[office_words.Owing]:
    """Units whose time is over and who have not handed in."""
    owing = (owed_by(form, now) for form in await load_quarter(db, quarter))
    late = [one for one in owing if one.unsubmitted and not one.fillable]
    people_of = await liaisons_of(db, [one.form.unit.id for one in late])
    return [line(one, people_of.get(one.form.unit.id, ()), phones=False) for one in late]


def line(owed: Owed, liaisons: Sequence[Recipient], *, phones: bool) -> office_words.Owing:
    """A unit as the office's lists show it."""
    who = tuple(f"{one.name} {one.phone}".strip() if phones else one.name for one in liaisons)
    return office_words.Owing(owed, who)


async def _post(
    db: Session, quarter: Quarter, name: str, owing: list[office_words.Owing], now: datetime
) -> int:
    if await corridor.setting(db, _key(quarter)) == name:
        return 0  # another process was quicker
    await corridor.set_setting(db, _key(quarter), name)
    if not owing:
        return 0
    message = dumps(office_words.overdue(quarter, owing, now))
    posted = 0
    for group in await people.groups_for(db, "admin"):
        reason = f"overdue:{quarter.id}:{name}@{group.channel}:{group.address}"
        posted += await corridor.post(
            db, None, group.channel, group.address, message, reason=reason, now=now
        )
    return posted
