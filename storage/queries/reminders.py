"""The ledger of reminders: for each person, quarter, unit and milestone what was sent, or why not.

An entry's key is ``quarter:milestone:unit:person`` and is there once, for ever; the letters of an
entry carry ``remind:quarter:unit:person:milestone`` as their reason, so that what became of them
is read from the outbox. A snooze is an entry in the state ``asked``: the one state that changes.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from storage.database import Session, stamp
from storage.queries import load
from storage.queries.corridor import NOTHING_SAID

_sql = load("reminders")
_AFTER_COLON = ";"
"""The sign behind ``:``; with it a range of keys with a beginning in common is written."""


@dataclass(frozen=True, slots=True)
class Liaison:
    """A liaison of a unit, with one of the addresses (None: there is none)."""

    unit_id: int
    person_id: int
    given_at: str
    name: str
    phone: str
    channel: str | None
    address: str | None
    state: str | None


@dataclass(frozen=True, slots=True)
class LedgerEntry:
    """What is put down; ``state`` is sent, suppressed or asked. Nobody: the unit as a whole."""

    quarter_id: int
    unit_id: int
    person_id: int | None
    milestone: str
    state: str
    reason: str = ""

    @property
    def key(self) -> str:
        """Unique for ever."""
        return f"{self.quarter_id}:{self.milestone}:{self.unit_id}:{self.person_id or 0}"

    def letter(self, channel: str, address: str) -> str:
        """The reason of this entry's letter to an address."""
        about = f"{self.quarter_id}:{self.unit_id}:{self.person_id or 0}:{self.milestone}"
        return f"remind:{about}@{channel}:{address}"


@dataclass(frozen=True, slots=True)
class Kept:
    """An entry as the ledger shows it."""

    id: int
    key: str
    quarter_id: int
    unit_id: int
    person_id: int | None
    milestone: str
    state: str
    reason: str
    at: str
    person_name: str


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter to be posted."""

    reason: str
    channel: str
    address: str
    payload: str


@dataclass(frozen=True, slots=True)
class Fate:
    """What became of a letter; ``state`` is new, sent, gone, failed or dropped."""

    id: int
    reason: str
    channel: str
    state: str
    created_at: str
    sent_at: str | None
    error: str


@dataclass(frozen=True, slots=True)
class Returned:
    """A row that is sent back, with its own date and since when."""

    unit_id: int
    due_at: str
    at: str


@dataclass(frozen=True, slots=True)
class Standing:
    """What of a form can change what its unit owes, in short."""

    unit_id: int
    state: str
    extended_to: str | None
    quarter_state: str
    returned: int
    reports: int


@dataclass(frozen=True, slots=True)
class Asked:
    """Somebody asked to be reminded on another day."""

    unit_id: int
    person_id: int
    milestone: str


async def enter(db: Session, entries: Iterable[LedgerEntry], now: datetime) -> None:
    """Put entries down; one that is there already stays as it is, unless it was only asked."""
    rows = [
        {
            "key": one.key,
            "quarter_id": one.quarter_id,
            "unit_id": one.unit_id,
            "person_id": one.person_id,
            "milestone": one.milestone,
            "state": one.state,
            "reason": one.reason,
            "now": stamp(now),
        }
        for one in entries
    ]
    if rows:
        await _sql.enter(db, rows)


async def post(db: Session, letters: Iterable[Letter], now: datetime) -> None:
    """Put letters in the outbox, each once for its reason.

    An older reminder that still waits for the same person and unit is dropped: when a channel
    comes back after days, one message arrives and not a pile.
    """
    letters = list(letters)
    abouts = {":".join(one.reason.split(":", 4)[:4]) for one in letters}
    older = [
        {
            "start": f"{about}:",
            "stop": f"{about}{_AFTER_COLON}",
            "why": "后来的提醒已经包含",
            "payload": NOTHING_SAID,
        }
        for about in sorted(abouts)
    ]
    if older:
        await _sql.supersede(db, older)
    rows = [
        {
            "channel": one.channel,
            "chat": one.address,
            "payload": one.payload,
            "reason": one.reason,
            "now": stamp(now),
        }
        for one in letters
    ]
    if rows:
        await _sql.post(db, rows)


async def entered(db: Session, quarter_id: int, milestone: str) -> set[tuple[int, int]]:
    """(unit, person) with an entry at a milestone, or below it (``nudge:20261123``)."""
    about = f"{quarter_id}:{milestone}"
    rows = await db.wide_rows(_sql.keys, start=f"{about}:", stop=f"{about}{_AFTER_COLON}")
    found = (row["key"].rsplit(":", 2) for row in rows)
    return {(int(unit), int(person)) for _, unit, person in found}


async def asked(db: Session, quarter_id: int) -> list[Asked]:
    """Snoozes that still wait."""
    start, stop = f"{quarter_id}:snooze:", f"{quarter_id}:snooze{_AFTER_COLON}"
    return await db.all(_sql.asked, Asked, start=start, stop=stop)


async def liaisons(db: Session) -> list[Liaison]:
    """Every liaison of every unit, one line per address."""
    return await db.wide(_sql.liaisons, Liaison)


async def liaisons_of(db: Session, unit_id: int) -> list[Liaison]:
    """The liaisons of a unit, one line per address."""
    return await db.all(_sql.liaisons_of, Liaison, unit_id=unit_id)


async def returns(db: Session, quarter_id: int) -> list[Returned]:
    """Rows that are sent back with a date."""
    return await db.wide(_sql.returns, Returned, quarter_id=quarter_id)


async def extended(db: Session, quarter_id: int) -> dict[int | None, str]:
    """When each unit (None: all of them) was last given more time."""
    rows = await db.rows(_sql.extensions, quarter_id=quarter_id)
    return {row["unit_id"]: row["at"] for row in rows}


async def counted(db: Session, quarter_id: int) -> dict[int, int]:
    """How often each unit was reminded in a quarter."""
    rows = await db.wide_rows(_sql.counted, quarter_id=quarter_id)
    return {row["unit_id"]: row["times"] for row in rows}


async def standing(db: Session, quarter_id: int) -> dict[int, Standing]:
    """How every unit's form stands, by unit, in one query."""
    found = await db.wide(_sql.standing, Standing, quarter_id=quarter_id)
    return {one.unit_id: one for one in found}


async def of_unit(db: Session, quarter_id: int, unit_id: int) -> list[Kept]:
    """The ledger of a unit, newest first."""
    return await db.all(_sql.of_unit, Kept, quarter_id=quarter_id, unit_id=unit_id)


async def sent_since(db: Session, quarter_id: int, since: datetime) -> dict[int, tuple[str, bool]]:
    """Units reminded since a moment: when last, and whether a person nudged them."""
    rows = await db.wide_rows(_sql.sent_since, quarter_id=quarter_id, since=stamp(since))
    return {row["unit_id"]: (row["at"], bool(row["nudge"])) for row in rows}


def _letters_of(quarter_id: int, unit_id: int) -> dict[str, str]:
    start = f"remind:{quarter_id}:{unit_id}"
    return {"start": f"{start}:", "stop": f"{start}{_AFTER_COLON}"}


async def letters(db: Session, quarter_id: int, unit_id: int) -> list[Fate]:
    """What became of the reminders to a unit."""
    return await db.all(_sql.letters, Fate, **_letters_of(quarter_id, unit_id))


async def letters_for(db: Session, reason: str) -> list[Fate]:
    """What became of the letter with exactly this reason; none or one."""
    return await db.all(_sql.letters, Fate, start=reason, stop=f"{reason} ")


async def waiting(db: Session, quarter_id: int, unit_id: int) -> int:
    """How many reminders to a unit still wait in the outbox."""
    return int(await _sql.waiting(db, **_letters_of(quarter_id, unit_id)))


async def drop(db: Session, quarter_id: int, unit_id: int, why: str) -> int:
    """Take back the reminders to a unit that still wait; how many."""
    about = _letters_of(quarter_id, unit_id)
    return int(await _sql.drop_letters(db, **about, why=why, payload=NOTHING_SAID))


async def rewrite(db: Session, quarter_id: int, unit_id: int, payload: str) -> int:
    """Let the reminders to a unit that still wait say something newer; how many."""
    about = _letters_of(quarter_id, unit_id)
    return int(await _sql.rewrite_letters(db, **about, payload=payload))
