"""Reminders: who is told today what is still owed, and the ledger of everybody who is not.

The heartbeat calls ``remind`` every minute. What is due comes from rows (``milestones``, ``owed``);
an entry of the ledger and its letters are written in one transaction under unique keys, so that a
restart, an outage or a second process never sends anything twice and never forgets anything. After
an outage only the newest missed milestone is sent; the older ones are entered as merged with it.
Letters only lie in the outbox: nobody's unfinished walk is touched.
"""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta

from bot.corridor.door import Reminding
from bot.corridor.events import dumps
from bot.forms.form import UnitForm
from bot.forms.loading import load, load_quarter
from bot.forms.owed import Owed, owed_by, report_due
from bot.reminders.milestones import (
    Milestone,
    Timeline,
    decent,
    milestones,
    opening_name,
    passed,
    snoozed,
    tomorrow,
)
from bot.reminders.words import letter as words
from bot.speech.calendar import CHINA, in_china
from storage.database import Database, Session, moment, stamp
from storage.queries import quarters, reminders
from storage.queries.quarters import Form, Quarter
from storage.queries.reminders import LedgerEntry, Letter, Liaison, Standing

_FEW = 5
"""Up to so many units are read one by one; more are read with the whole quarter."""
AT_ONCE = 500
"""Entries written in one transaction: others need the database in between."""
_BREATH = 25
"""Units computed before the loop is given back to the people who are just typing."""


@dataclass(frozen=True, slots=True)
class Recipient:
    """A liaison and the addresses that can be written to. Nobody (0): the unit has none."""

    person_id: int = 0
    name: str = ""
    phone: str = ""
    given_at: str = ""
    addresses: tuple[tuple[str, str], ...] = ()


NOBODY = Recipient()


@dataclass(frozen=True, slots=True)
class Due:
    """What has become due for one person of one unit, oldest first, and why it may be silent."""

    unit_id: int
    to: Recipient
    milestones: tuple[Milestone, ...]
    silence: str = ""
    """``snoozed`` or ``nudged``: the person is told, or was, another way."""


@dataclass
class Batch:
    """Entries and letters that belong together."""

    entries: list[LedgerEntry] = field(default_factory=list)
    letters: list[Letter] = field(default_factory=list)

    def put(self, entry: LedgerEntry, to: Recipient = NOBODY, payload: str = "") -> None:
        """An entry, and where it is sent a letter to every address."""
        self.entries.append(entry)
        if entry.state == "sent":
            for channel, address in to.addresses:
                reason = entry.letter(channel, address)
                self.letters.append(Letter(reason, channel, address, payload))


async def remind(database: Database, now: datetime, rules: Reminding) -> int:
    """Send what is due and enter what is not sent; how many letters."""
    if not decent(now, rules):
        return 0
    sent = 0
    async with database.reading() as db:
        alive = [one for one in await quarters.everyone(db) if one.state in ("open", "review")]
    for quarter in alive:
        waiting, before, forms = await database.beside(
            lambda db, one=quarter: _read(db, one, now, rules)  # type: ignore[misc] # the loop's
        )
        sent += await _send(database, quarter, waiting, forms, before, now, rules)
    return sent


async def _read(
    db: Session, quarter: Quarter, now: datetime, rules: Reminding
) -> tuple[list[Due], dict[int, Standing], dict[int, UnitForm]]:
    """What is due, how each has been reminded so far, and the forms it is about."""
    waiting = await _due(db, quarter, now, rules)
    before = await reminders.standing(db, quarter.id) if waiting else {}
    return waiting, before, await _forms(db, quarter, {one.unit_id for one in waiting})


# -- what is due ---------------------------------------------------------------------------------


async def _due(db: Session, quarter: Quarter, now: datetime, rules: Reminding) -> list[Due]:
    """Everybody for whom a milestone has passed that is not in the ledger yet."""
    lines = await timelines(db, quarter)
    known: dict[tuple[Timeline, ...], tuple[Milestone, ...]] = {}
    for own in lines.values():
        if own not in known:
            known[own] = tuple(passed([m for line in own for m in milestones(line, rules)], now))
    names = {one.name for found in known.values() for one in found}
    entered = {name: await reminders.entered(db, quarter.id, name) for name in sorted(names)}
    asked = await _asked(db, quarter)
    people = recipients(await reminders.liaisons(db))
    nudged = await _nudged(db, quarter, now)
    opening = await _told_with_opening(db, quarter, now)
    found = []
    for unit_id, own in lines.items():
        for to in people.get(unit_id, (NOBODY,)):
            me = (unit_id, to.person_id)
            new = [
                one
                for one in known[own]
                if me not in entered[one.name] and to.given_at < stamp(one.due)
            ]
            later = [day for day in asked.get(me, ()) if day > in_china(now).date()]
            new += [snoozed(day, rules) for day in asked.get(me, ()) if day not in later]
            if new:
                silence = "snoozed" if later else "nudged" if unit_id in nudged else ""
                silence = silence or ("opening" if me in opening else "")
                found.append(Due(unit_id, to, tuple(passed(new, now)), silence))
    return [one for one in found if one.milestones]


async def timelines(db: Session, quarter: Quarter) -> dict[int, tuple[Timeline, ...]]:
    """The deadlines of every unit of a quarter: form, work report, rows that were sent back."""
    extended = await reminders.extended(db, quarter.id)
    opened = datetime.combine(quarter.opens + timedelta(days=1), time(), CHINA)
    returns: dict[int, dict[str, Timeline]] = defaultdict(dict)
    for one in await reminders.returns(db, quarter.id):
        returns[one.unit_id][one.due_at] = Timeline(
            "return", moment(one.due_at), moment(one.at) + timedelta(hours=12)
        )
    found = {}
    shared: dict[tuple[str, str, str | None], list[Timeline]] = {}
    for form in await quarters.forms(db, quarter.id):
        # Nearly all forms have the deadline of the quarter: it is worked out once.
        key = (extended.get(None, ""), extended.get(form.unit_id, ""), form.extended_to)
        if key not in shared:
            told = [moment(at) for at in key[:2] if at]
            shared[key] = _of_form(quarter, form, max([opened, *told]))
        found[form.unit_id] = (*shared[key], *returns.get(form.unit_id, {}).values())
    return found


def _of_form(quarter: Quarter, form: Form, since: datetime) -> list[Timeline]:
    deadline, due = form.deadline(quarter), report_due(quarter, form)
    lines = [Timeline("form", deadline, since)]
    if in_china(due).date() != in_china(deadline).date():
        lines.append(Timeline("report", due, since))
    return lines


async def _asked(db: Session, quarter: Quarter) -> dict[tuple[int, int], list[date]]:
    found: dict[tuple[int, int], list[date]] = defaultdict(list)
    for one in await reminders.asked(db, quarter.id):
        day = one.milestone.split(":")[1]
        found[(one.unit_id, one.person_id)].append(date.fromisoformat(day))
    return found


async def _nudged(db: Session, quarter: Quarter, now: datetime) -> set[int]:
    """Units that the office has nudged today."""
    today = f"nudge:{in_china(now):%Y%m%d}"
    return {unit for unit, _ in await reminders.entered(db, quarter.id, today)}


async def _told_with_opening(db: Session, quarter: Quarter, now: datetime) -> set[tuple[int, int]]:
    """Who (unit, person) read today, with the next quarter's opening, what is owed of this one."""
    return await reminders.entered(db, quarter.id, opening_name(in_china(now).date()))


def recipients(lines: Iterable[Liaison]) -> dict[int, tuple[Recipient, ...]]:
    """Liaisons by unit, each once, with the address used last of those that are not blocked.

    ``lines`` come with the account used last first: a reminder rings on one phone, not on two.
    """
    found: dict[int, dict[int, Recipient]] = defaultdict(dict)
    for one in lines:
        fresh = Recipient(one.person_id, one.name, one.phone, one.given_at)
        known = found[one.unit_id].get(one.person_id, fresh)
        if one.channel and one.address and one.state == "ok" and not known.addresses:
            known = replace(known, addresses=((one.channel, one.address),))
        found[one.unit_id][one.person_id] = known
    return {unit: tuple(people.values()) for unit, people in found.items()}


# -- what is sent --------------------------------------------------------------------------------


async def _forms(db: Session, quarter: Quarter, wanted: set[int]) -> dict[int, UnitForm]:
    if len(wanted) > _FEW:
        every = await load_quarter(db, quarter)
        return {form.unit.id: form for form in every if form.unit.id in wanted}
    found = [await load(db, quarter.id, unit_id) for unit_id in wanted]
    return {form.unit.id: form for form in found if form is not None}


async def _send(
    database: Database,
    quarter: Quarter,
    waiting: Sequence[Due],
    forms: dict[int, UnitForm],
    before: dict[int, Standing],
    now: datetime,
    rules: Reminding,
) -> int:
    """Compute outside any transaction, write in short ones."""
    sent = 0
    for start in range(0, len(waiting), AT_ONCE):
        part = waiting[start : start + AT_ONCE]
        made: dict[int, Batch] = {}
        for number, due in enumerate(part):
            if number % _BREATH == 0:
                await asyncio.sleep(0)
            owed = owed_by(forms[due.unit_id], now)
            made.setdefault(due.unit_id, Batch())
            decide(made[due.unit_id], quarter.id, due, owed, rules)
        sent += await _write(database, quarter, made, before, now)
    return sent


def decide(batch: Batch, quarter_id: int, due: Due, owed: Owed, rules: Reminding) -> None:
    """What becomes of each milestone of a person: the newest is sent, or it is said why not."""
    concerned = [one for one in due.milestones if concerns(one, owed)]
    newest = concerned[-1] if concerned else None
    for one in due.milestones:
        state, reason = "suppressed", "merged"
        if one not in concerned:
            reason = "closed" if owed.unsubmitted else "done"
        elif one is newest:
            state, reason = _newest(one, due, owed)
        name = f"snooze:{one.last.isoformat()}" if one.kind == "snooze" else one.name
        entry = LedgerEntry(quarter_id, due.unit_id, due.to.person_id or None, name, state, reason)
        payload = (
            dumps(words.reminder(owed, snooze=can_wait(owed, rules))) if state == "sent" else ""
        )
        batch.put(entry, due.to, payload)


def _newest(one: Milestone, due: Due, owed: Owed) -> tuple[str, str]:
    if due.to is NOBODY:
        return "suppressed", "unbound"
    if not due.to.addresses:
        return "suppressed", "blocked"
    if due.silence:
        return "suppressed", due.silence
    late = in_china(owed.now).date() > in_china(one.due).date()
    return "sent", "late" if late else "moved" if one.moved else ""


def concerns(one: Milestone, owed: Owed) -> bool:
    """Whether a milestone's own deadline still has something owed under it."""
    if one.kind == "snooze":
        return bool(owed)
    if one.kind == "report":
        return owed.report
    if one.kind == "return":
        dues = (owed.form.reviews[row.id].due_at for row in owed.returned)
        return any(due and in_china(moment(due)).date() == one.last for due in dues)
    if owed.unsubmitted:
        return one.days > 0 or owed.form.in_time(owed.now)
    same_day = in_china(report_due(owed.form.quarter, owed.form.form)).date() == one.last
    return (owed.report and same_day) or any(
        owed.form.reviews[row.id].due_at is None for row in owed.returned
    )


def last_call(owed: Owed) -> datetime | None:
    """The nearest deadline ahead of what is owed; None where every one is past."""
    ends = []
    if owed.unsubmitted and owed.form.in_time(owed.now):
        ends.append(owed.form.deadline)
    if owed.report:
        ends.append(report_due(owed.form.quarter, owed.form.form))
    for row in owed.returned:
        due = owed.form.reviews[row.id].due_at
        ends += [moment(due)] if due else []
    return min((end for end in ends if end > owed.now), default=None)


def can_wait(owed: Owed, rules: Reminding) -> bool:
    """Whether 明天再提醒我 would still be in time."""
    end = last_call(owed)
    return end is not None and tomorrow(owed.now, end, rules) is not None


async def _write(
    database: Database,
    quarter: Quarter,
    made: dict[int, Batch],
    before: dict[int, Standing],
    now: datetime,
) -> int:
    """Enter and post, leaving out units that moved while their message was made."""
    async with database.transaction() as db:
        standing = await reminders.standing(db, quarter.id)
        names = {e.milestone for batch in made.values() for e in batch.entries}
        there = {name: await reminders.entered(db, quarter.id, name) for name in sorted(names)}
        entries: list[LedgerEntry] = []
        letters: list[Letter] = []
        for unit_id, batch in made.items():
            if standing.get(unit_id) != before.get(unit_id):
                continue  # the next beat looks again
            new = [
                e for e in batch.entries if (unit_id, e.person_id or 0) not in there[e.milestone]
            ]
            entries += new
            kept = {(e.milestone, e.person_id or 0) for e in new}
            letters += [one for one in batch.letters if _about(one) in kept]
        await reminders.enter(db, entries, now)
        await reminders.post(db, letters, now)
    return len(letters)


def _about(letter: Letter) -> tuple[str, int]:
    """(milestone, person) of a letter, from its reason."""
    _, _, _, person, milestone = letter.reason.split("@", 1)[0].split(":", 4)
    return milestone, int(person)


# -- when a unit moves while letters wait --------------------------------------------------------


async def settle(db: Session, quarter_id: int, unit_id: int, now: datetime) -> None:
    """After a unit handed something in: letters that wait for it say what is left, or are dropped.

    Called in the transaction of the handing in, so that nobody who has finished is reminded.
    """
    if not await reminders.waiting(db, quarter_id, unit_id):
        return
    form = await load(db, quarter_id, unit_id)
    owed = owed_by(form, now) if form else None
    if not owed:
        await reminders.drop(db, quarter_id, unit_id, "已经报齐，不再提醒")
        return
    await reminders.rewrite(db, quarter_id, unit_id, dumps(words.reminder(owed, snooze=False)))
