"""Persons, where they write from, what they may do, and how they are invited."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from storage.database import Session, stamp
from storage.queries import load

_sql = load("people")

FURTHER = "self"
"""What stands for a role in an invitation to a further account of the same person."""


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who has bound a chat account."""

    id: int
    name: str
    phone: str


@dataclass(frozen=True, slots=True)
class Identity:
    """Where a person writes from; ``state`` is ok, or blocked when the channel says so."""

    channel: str
    address: str
    state: str


@dataclass(frozen=True, slots=True)
class Account:
    """A person with one of the accounts."""

    id: int
    name: str
    phone: str
    channel: str
    address: str


@dataclass(frozen=True, slots=True)
class Join:
    """Two persons that are one since ``at``."""

    id: int
    kept: int
    gone: int
    moved: str
    at: str


@dataclass(frozen=True, slots=True)
class Grant:
    """A live role of a person; liaisons hold it for a unit."""

    id: int
    person_id: int
    role: str
    unit_id: int | None
    person_name: str
    person_phone: str


@dataclass(frozen=True, slots=True)
class Held:
    """A liaison's role of a unit, from when until when; None: to this day."""

    unit_id: int
    person_name: str
    given_at: str
    ended_at: str | None


@dataclass(frozen=True, slots=True)
class Used:
    """When a liaison last wrote or pressed, and when a web page of theirs was last looked at."""

    unit_id: int
    person_name: str
    spoke: str | None
    looked: str | None

    @property
    def at(self) -> str:
        """The later of the two; empty: never."""
        return max(self.spoke or "", self.looked or "")


@dataclass(frozen=True, slots=True)
class Group:
    """A group chat that an admin claimed."""

    id: int
    channel: str
    address: str
    title: str
    purpose: str


@dataclass(frozen=True, slots=True)
class Invitation:
    """A one-time invitation; its code is stored as a hash only."""

    id: int
    role: str
    unit_id: int | None
    created_by: int | None
    """Who invited; nobody for the set-up code that is printed at the first start."""
    created_at: str
    expires_at: str
    used_at: str | None
    used_by: int | None
    revoked_at: str | None
    person_id: int | None = None
    """Set: it opens a further account of this person, and gives no role."""


async def add_person(db: Session, name: str, phone: str, now: datetime) -> Person:
    """Somebody new."""
    number = await _sql.add_person(db, name=name, phone=phone, now=stamp(now))
    return Person(number, name, phone)


async def person(db: Session, person_id: int) -> Person | None:
    """The person of this number."""
    return await db.one(_sql.person, Person, person_id=person_id)


async def names(db: Session) -> dict[int, str]:
    """What everybody is called, by number."""
    return {row["id"]: row["name"] for row in await db.wide_rows(_sql.names)}


async def change_person(db: Session, person: Person) -> None:
    """Write name and phone."""
    await _sql.change_person(db, person_id=person.id, name=person.name, phone=person.phone)


async def by_identity(db: Session, channel: str, address: str) -> Person | None:
    """Who writes from this address."""
    return await db.one(_sql.by_identity, Person, channel=channel, address=address)


async def add_identity(
    db: Session, person_id: int, channel: str, address: str, now: datetime
) -> None:
    """Another address of a person."""
    await _sql.add_identity(
        db, person_id=person_id, channel=channel, address=address, now=stamp(now)
    )


async def identities_of(db: Session, person_id: int) -> list[Identity]:
    """All addresses of a person."""
    return await db.all(_sql.identities_of, Identity, person_id=person_id)


async def drop_identity(db: Session, channel: str, address: str) -> None:
    """Make an account nobody's: whoever writes from it is a stranger."""
    await _sql.drop_identity(db, channel=channel, address=address)


async def identity_state(db: Session, channel: str, address: str, state: str) -> None:
    """What the channel said about reaching this address."""
    await _sql.identity_state(db, channel=channel, address=address, state=state)


async def roles_of(db: Session, person_id: int) -> list[Grant]:
    """The live roles of a person."""
    return await db.all(_sql.roles_of, Grant, person_id=person_id)


async def bound_units(db: Session) -> set[int]:
    """The units that have a liaison."""
    return {int(row["unit_id"]) for row in await db.wide_rows(_sql.bound_units)}


async def with_role(db: Session, role: str) -> list[Grant]:
    """Everybody who holds a role now."""
    return await db.all(_sql.with_role, Grant, role=role)


async def liaisons_of(db: Session, units: Iterable[int]) -> list[tuple[int, str]]:
    """The liaisons of these units by name, in the order the roles were given."""
    found = await db.rows(_sql.liaisons_of, units=json.dumps(list(units)))
    return [(row["unit_id"], row["name"]) for row in found]


async def liaisons_ever(db: Session) -> list[Held]:
    """Everybody who is or was liaison of a unit, in the order the roles were given."""
    return await db.wide(_sql.liaisons_ever, Held)


async def last_used(db: Session) -> list[Used]:
    """When each liaison was last here, unit by unit."""
    return await db.wide(_sql.last_used, Used)


async def live_roles(db: Session) -> list[Grant]:
    """Every role held now."""
    return await db.wide(_sql.live_roles, Grant)


async def unreachable(db: Session) -> list[Grant]:
    """Live roles of people whom no letter reaches anywhere; the office's first."""
    return await db.wide(_sql.unreachable, Grant)


@dataclass(frozen=True, slots=True)
class LoggedOut:
    """Somebody's role whose log-ins on the web chat, the only way there, are over or nearly."""

    id: int
    person_id: int
    role: str
    unit_id: int | None
    person_name: str
    person_phone: str
    until: str | None
    """Until when the longest of them lasts; None: every one was ended."""


async def logged_out(db: Session, soon: datetime) -> list[LoggedOut]:
    """Live roles of people who cannot be on the web chat after ``soon``, and are nowhere else."""
    return await db.wide(_sql.logged_out, LoggedOut, soon=stamp(soon))


async def of_unit(db: Session, unit_id: int) -> list[Grant]:
    """Who holds a role for a unit now."""
    return await db.all(_sql.of_unit, Grant, unit_id=unit_id)


async def give_role(
    db: Session, person_id: int, role: str, unit_id: int | None, by: int | None, now: datetime
) -> None:
    """Give a role; giving it twice is giving it once."""
    await _sql.give_role(
        db,
        person_id=person_id,
        role=role,
        unit_id=unit_id,
        given_by=by,
        now=stamp(now),
    )


async def end_role(db: Session, role_id: int, now: datetime) -> bool:
    """Take a role away; False when it was already gone."""
    return bool(await _sql.end_role(db, role_id=role_id, now=stamp(now)))


async def group(db: Session, channel: str, address: str) -> Group | None:
    """The claimed group at this address."""
    return await db.one(_sql.group, Group, channel=channel, address=address)


async def groups_for(db: Session, purpose: str) -> list[Group]:
    """Claimed groups of a purpose ("admin")."""
    return await db.all(_sql.groups_for, Group, purpose=purpose)


async def claim_group(
    db: Session, channel: str, address: str, title: str, purpose: str, now: datetime
) -> None:
    """Make a group the office's own."""
    await _sql.claim_group(
        db,
        channel=channel,
        address=address,
        title=title,
        purpose=purpose,
        now=stamp(now),
    )


async def invite(
    db: Session,
    code_hash: str,
    role: str,
    unit_id: int | None,
    by: int | None,
    now: datetime,
    expires: datetime,
    person_id: int | None = None,
) -> None:
    """Keep a new invitation. ``person_id``: a further account of this person, and no role."""
    await _sql.invite(
        db,
        code_hash=code_hash,
        role=role,
        unit_id=unit_id,
        created_by=by,
        now=stamp(now),
        expires_at=stamp(expires),
        person_id=person_id,
    )


async def invitation(db: Session, code_hash: str) -> Invitation | None:
    """The invitation whose code hashes to this."""
    return await db.one(_sql.invitation, Invitation, code_hash=code_hash)


async def open_invitations(db: Session, now: datetime) -> list[Invitation]:
    """Invitations nobody has used yet and that still hold."""
    return await db.all(_sql.open_invitations, Invitation, now=stamp(now))


async def use_invitation(db: Session, invitation_id: int, person_id: int, now: datetime) -> bool:
    """Spend an invitation; False when somebody was quicker."""
    return bool(
        await _sql.use_invitation(
            db, invitation_id=invitation_id, person_id=person_id, now=stamp(now)
        )
    )


async def revoke_further(db: Session, person_id: int, now: datetime) -> None:
    """Take back the unused invitations to a further account of a person."""
    await _sql.revoke_further(db, person_id=person_id, now=stamp(now))


async def reached_at(db: Session, person_id: int) -> Identity | None:
    """Where a person is written to: the account used last of those that can be reached."""
    return await db.one(_sql.reached_at, Identity, person_id=person_id)


async def all_reached_at(db: Session, persons: Iterable[int]) -> dict[int, Identity]:
    """The same of many; who can be reached nowhere is not among them."""
    told = json.dumps(sorted(persons))
    found: dict[int, Identity] = {}
    for row in await db.wide_rows(_sql.all_reached_at, persons=told):
        found.setdefault(row["person_id"], Identity(row["channel"], row["address"], row["state"]))
    return found


async def with_accounts(db: Session) -> list[Account]:
    """Everybody who is bound somewhere, by name, one line per account."""
    return await db.wide(_sql.with_accounts, Account)


async def move_identity(db: Session, channel: str, address: str, kept: int, gone: int) -> bool:
    """Let an account of one person be another's; False when it was not theirs."""
    return bool(
        await _sql.move_identity(db, channel=channel, address=address, kept=kept, gone=gone)
    )


async def join_persons(
    db: Session, kept: int, gone: int, moved: str, by: int, now: datetime
) -> None:
    """Note that two persons are one; ``moved`` (JSON) says what went over."""
    await _sql.join_persons(db, kept=kept, gone=gone, moved=moved, by_person=by, now=stamp(now))


async def joins(db: Session) -> list[Join]:
    """Joined persons, the newest first, without those taken apart again."""
    return await db.all(_sql.joins, Join)


async def undo_join(db: Session, join_id: int, now: datetime) -> bool:
    """Note that two persons are two again; False when they were."""
    return bool(await _sql.undo_join(db, join_id=join_id, now=stamp(now)))


async def revoke_invitations(db: Session, role: str, unit_id: int | None, now: datetime) -> int:
    """Take back the unused invitations of a role (for a unit); how many there were."""
    return int(await _sql.revoke_invitations(db, role=role, unit_id=unit_id, now=stamp(now)))
