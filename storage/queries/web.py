"""The web chat's tables, typed: sessions, rooms, members, the log, uploads.

Functions take a ``storage.database.Session`` first; times are stored text
(``storage.database.stamp``). No cookie, no JSON, no page is known here.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Final, cast

from storage.database import Session
from storage.queries import load

_sql = load("web")


@dataclass(frozen=True, slots=True)
class SessionRow:
    """One log-in of one browser."""

    id: int
    public: str
    token_hash: str
    address: str
    person_name: str
    created_at: str
    seen_at: str
    expires_at: str
    ended_at: str | None


@dataclass(frozen=True, slots=True)
class Login:
    """One log-in as its person sees it: on what, from where, since when, until when."""

    id: int
    address: str
    agent: str
    remote: str
    created_at: str
    seen_at: str
    expires_at: str
    ended_at: str | None


@dataclass(frozen=True, slots=True)
class RoomRow:
    """A room as one of its members sees it: ``latest`` is the newest entry, 0 when empty.

    What was said up to ``after_seq`` is not for this member (any more).
    """

    chat: str
    title: str
    private: int
    latest: int
    after_seq: int = 0


@dataclass(frozen=True, slots=True)
class EntryRow:
    """One entry of the log: ``direction`` is ``in`` (said by a person) or ``out`` (by the bot).

    ``replaces`` is the entry whose place this one takes: always a first entry, never a
    replacement, so one look finds the latest form.
    """

    seq: int
    chat: str
    direction: str
    key: str
    author: str
    author_name: str
    replaces: int | None
    payload: str
    at: str

    @property
    def root(self) -> int:
        """The place in the chat: the entry that was there first."""
        return self.seq if self.replaces is None else self.replaces


@dataclass(frozen=True, slots=True)
class UploadRow:
    """One uploaded file: stored (``digest``) or ``refused`` with a code."""

    id: str
    address: str
    label: str
    digest: str | None
    size: int
    kind: str
    refused: str | None
    used_at: str | None


async def add_session(
    db: Session,
    *,
    public: str,
    token_hash: str,
    address: str,
    person_name: str,
    agent: str = "",
    remote: str = "",
    at: str,
    expires_at: str,
) -> None:
    """Open a session."""
    await _sql.add_session(
        db,
        public=public,
        token_hash=token_hash,
        address=address,
        person_name=person_name,
        agent=agent,
        remote=remote,
        at=at,
        expires_at=expires_at,
    )


async def logins_of(db: Session, addresses: Sequence[str], most: int = 20) -> list[Login]:
    """The log-ins of a person's web addresses: those that hold first, then those that ended."""
    return await db.all(_sql.logins_of, Login, addresses=json.dumps(list(addresses)), most=most)


async def over(db: Session, ids: Collection[int]) -> set[int]:
    """Which of these log-ins have ended."""
    return {row["id"] for row in await db.rows(_sql.over, ids=json.dumps(sorted(ids)))}


async def hide_past(db: Session, address: str) -> None:
    """Show a person no longer what was said so far in their own room."""
    await _sql.hide_past(db, address=address)


async def find_session(db: Session, public: str) -> SessionRow | None:
    """The session with this public name, ended or not."""
    return await db.one(_sql.find_session, SessionRow, public=public)


async def touch_session(db: Session, session: int, *, seen_at: str, expires_at: str) -> None:
    """Note that a session is in use, and until when it holds."""
    await _sql.touch_session(db, id=session, seen_at=seen_at, expires_at=expires_at)


async def end_session(db: Session, session: int, at: str) -> None:
    """Log one browser out."""
    await _sql.end_session(db, id=session, ended_at=at)


async def end_sessions_of(db: Session, address: str, at: str) -> None:
    """Log every browser of one person out."""
    await _sql.end_sessions_of(db, address=address, ended_at=at)


async def put_room(db: Session, chat: str, title: str, at: str, *, private: bool) -> None:
    """Make a room, or give it a new title."""
    await _sql.put_room(db, chat=chat, title=title, private=int(private), at=at)


async def add_member(db: Session, chat: str, address: str, at: str) -> None:
    """Let a person see a room; twice is once."""
    await _sql.add_member(db, chat=chat, address=address, at=at)


async def remove_member(db: Session, chat: str, address: str) -> None:
    """Take a room away from a person."""
    await _sql.remove_member(db, chat=chat, address=address)


async def room_exists(db: Session, chat: str) -> bool:
    """Whether there is such a room."""
    return await _sql.room(db, chat=chat) is not None


async def rooms_of(db: Session, address: str) -> list[RoomRow]:
    """The rooms a person sees: shared rooms first, then the private chat."""
    return await db.all(_sql.rooms_of, RoomRow, address=address)


async def membership(db: Session, chat: str, address: str) -> RoomRow | None:
    """The room, when this person is in it."""
    return await db.one(_sql.membership, RoomRow, chat=chat, address=address)


@dataclass(frozen=True, slots=True)
class Place:
    """A place in the log: an entry's number, and when it was written where that is known.

    Both, because a restored backup counts on from where it stood: the number alone would mean
    another entry than the one a phone has seen.
    """

    seq: int
    at: str = ""

    def __str__(self) -> str:
        """``12@2026-11-23T04:00:00.000000Z``, as a phone brings it back."""
        return f"{self.seq}@{self.at}" if self.at else str(self.seq)


BEFORE_ALL: Final = Place(0)


async def latest(db: Session) -> Place:
    """The newest entry over all rooms; ``BEFORE_ALL`` when nothing was said."""
    return await db.one(_sql.latest, Place) or BEFORE_ALL


async def is_of_another_log(db: Session, place: Place) -> bool:
    """Whether a place was seen in a log that this one is not: it went back to a backup since."""
    if not place.seq:
        return False
    found = await entry(db, place.seq)
    return found is None or (bool(place.at) and found.at != place.at)


async def add_entry(
    db: Session,
    *,
    chat: str,
    direction: str,
    key: str,
    author: str,
    author_name: str,
    replaces: int | None,
    payload: str,
    at: str,
) -> int | None:
    """Write an entry once; None when its key was written before."""
    seq = await _sql.add_entry(
        db,
        chat=chat,
        direction=direction,
        key=key,
        author=author,
        author_name=author_name,
        replaces=replaces,
        payload=payload,
        at=at,
    )
    return cast("int | None", seq)


async def entry_by_key(db: Session, key: str) -> EntryRow | None:
    """The entry with this key."""
    return await db.one(_sql.entry_by_key, EntryRow, key=key)


async def entry(db: Session, seq: int) -> EntryRow | None:
    """The entry with this number."""
    return await db.one(_sql.entry, EntryRow, seq=seq)


async def rewrite_entry(db: Session, seq: int, payload: str) -> None:
    """Let an entry keep less than it did."""
    await _sql.rewrite_entry(db, seq=seq, payload=payload)


async def entries_after(db: Session, address: str, after: int, upto: int) -> list[EntryRow]:
    """What a person may see after an entry, oldest first, over all their rooms."""
    return await db.all(_sql.entries_after, EntryRow, address=address, after=after, upto=upto)


async def entries_before(
    db: Session, chat: str, before: int, upto: int, after: int = 0
) -> list[EntryRow]:
    """A page of a room's past, newest first, each place once in its latest form."""
    return await db.all(
        _sql.entries_before, EntryRow, chat=chat, after=after, before=before, upto=upto
    )


async def never_taken_in(db: Session, since: str) -> list[EntryRow]:
    """What people said since a moment that never came to intake, oldest first."""
    return await db.wide(_sql.never_taken_in, EntryRow, since=since)


async def add_upload(db: Session, row: UploadRow, at: str) -> None:
    """Note an uploaded file, stored or refused."""
    await _sql.add_upload(
        db,
        id=row.id,
        address=row.address,
        label=row.label,
        digest=row.digest,
        size=row.size,
        kind=row.kind,
        refused=row.refused,
        at=at,
    )


async def upload(db: Session, number: str, address: str) -> UploadRow | None:
    """A person's own upload; None for anybody else's."""
    return await db.one(_sql.upload, UploadRow, id=number, address=address)


async def use_upload(db: Session, number: str, at: str) -> None:
    """Note that an upload was sent with a message."""
    await _sql.use_upload(db, id=number, at=at)


async def forget_uploads(db: Session, before: str) -> int:
    """Drop uploads that were never sent with a message; their bytes are left to the sweep."""
    return await db.wide_write(_sql.forget_uploads, before=before)


async def bytes_since(db: Session, address: str, since: str) -> int:
    """Bytes a person uploaded since a moment."""
    return cast("int", await _sql.bytes_since(db, address=address, since=since))


async def upload_digests(db: Session) -> set[str]:
    """Digests that uploads still name: the sweep must keep them."""
    return {row[0] for row in await db.wide_rows(_sql.upload_digests)}


async def payloads_with_files(db: Session) -> list[str]:
    """Log payloads that name stored files."""
    return [row[0] for row in await db.wide_rows(_sql.payloads_with_files)]


async def payloads_with_anchors(db: Session) -> list[tuple[str, str]]:
    """When a letter that shows an end of the audit chain was written, and what it says."""
    return [(row[0], row[1]) for row in await db.wide_rows(_sql.payloads_with_anchors)]


async def name_person(db: Session, address: str, name: str) -> None:
    """How a person is called in shared rooms from now on."""
    await _sql.name_person(db, address=address, person_name=name)
