"""The office's own tables of indicators: drafts, their rows, and the versions that were released.

A draft is changed until two admins release it; then its text is a version and stays. Header,
sections and the body of a row are TOML as the scheme file has it; ``cells`` what is printed.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from storage.database import Session, stamp
from storage.queries import load

_sql = load("schemes")


@dataclass(frozen=True, slots=True)
class KeptDraft:
    """A draft; ``state`` is open, proposed, released or dropped."""

    id: int
    group_name: str
    title: str
    header: str
    sections: str
    doubts: str
    source: str
    state: str
    mark: str
    by_person: int
    at: str
    proposed_by: int | None
    proposed_at: str | None
    digest: str = ""
    """Of the file it was made of; empty: it was made before that was kept."""


@dataclass(frozen=True, slots=True)
class KeptRow:
    """A row of a draft; ``body`` empty: nobody knows yet how it counts.

    ``own``: the rule in the office's own words, where the printed clause was not enough.
    """

    place: int
    row: str
    section: str
    cells: str
    clause: str
    body: str
    doubts: str
    own: str
    confirmed_by: int | None = None
    confirmed_at: str | None = None
    changed_by: int | None = None
    """Who changed it last, after it had been read; None: nobody."""
    changed_at: str | None = None

    @property
    def doubtful(self) -> list[str]:
        """What is doubtful about it, in sentences."""
        found = json.loads(self.doubts)
        return found if isinstance(found, list) else []

    @property
    def several(self) -> bool:
        """Whether it may be read in several ways, and nobody has said which is right."""
        return self.confirmed_by is None and any("种读法" in one for one in self.doubtful)


@dataclass(frozen=True, slots=True)
class Version:
    """A released table, in force from a day until a later one is."""

    id: int
    draft_id: int
    group_name: str
    name: str
    digest: str
    text: str
    in_force: str
    proposed_by: int
    confirmed_by: int
    at: str


@dataclass(frozen=True, slots=True)
class Head:
    """What a draft says above its rows; ``sections`` and ``doubts`` as JSON."""

    group: str
    title: str
    header: str
    sections: str
    doubts: str


async def add_draft(
    db: Session,
    head: Head,
    rows: Sequence[KeptRow],
    source: str,
    person_id: int,
    now: datetime,
    digest: str = "",
) -> int:
    """Keep a draft with its rows, and of which file it was made; its number."""
    number = int(
        await _sql.add_draft(
            db,
            group_name=head.group,
            title=head.title,
            header=head.header,
            sections=head.sections,
            doubts=head.doubts,
            source=source,
            digest=digest,
            person_id=person_id,
            now=stamp(now),
        )
    )
    for one in rows:
        await add_row(db, number, one)
    return number


async def add_row(db: Session, draft_id: int, row: KeptRow) -> None:
    """A row of a draft, confirmed by nobody."""
    await _sql.add_row(
        db,
        draft_id=draft_id,
        place=row.place,
        row=row.row,
        section=row.section,
        cells=row.cells,
        clause=row.clause,
        body=row.body,
        doubts=row.doubts,
        own=row.own,
    )


async def draft(db: Session, draft_id: int) -> KeptDraft | None:
    """The draft of this number."""
    return await db.one(_sql.draft, KeptDraft, draft_id=draft_id)


async def open_drafts(db: Session) -> list[KeptDraft]:
    """The drafts that are still worked on or wait for the second admin."""
    return await db.all(_sql.open_drafts, KeptDraft)


async def rows(db: Session, draft_id: int) -> list[KeptRow]:
    """The rows of a draft in the order of its table."""
    return await db.all(_sql.rows, KeptRow, draft_id=draft_id)


async def set_row(db: Session, draft_id: int, row: KeptRow, person_id: int, now: datetime) -> None:
    """A row says something else now, by this person, and has to be confirmed again."""
    await _sql.set_row(
        db,
        draft_id=draft_id,
        place=row.place,
        cells=row.cells,
        clause=row.clause,
        body=row.body,
        doubts=row.doubts,
        own=row.own,
        person_id=person_id,
        now=stamp(now),
    )


async def put_row(db: Session, draft_id: int, row: KeptRow, person_id: int, now: datetime) -> None:
    """A row is again as it once was, with whoever had confirmed it."""
    await _sql.put_row(
        db,
        draft_id=draft_id,
        place=row.place,
        cells=row.cells,
        body=row.body,
        doubts=row.doubts,
        own=row.own,
        confirmed_by=row.confirmed_by,
        confirmed_at=row.confirmed_at,
        person_id=person_id,
        now=stamp(now),
    )


async def confirm_row(
    db: Session, draft_id: int, place: int, person_id: int, now: datetime
) -> None:
    """Somebody's word that the row is right as it was shown."""
    await _sql.confirm_row(db, draft_id=draft_id, place=place, person_id=person_id, now=stamp(now))


async def doubt_row(db: Session, draft_id: int, place: int) -> bool:
    """A confirmation is taken back. False: there was none."""
    return bool(await _sql.doubt_row(db, draft_id=draft_id, place=place))


async def drop_row(db: Session, draft_id: int, place: int) -> None:
    """Leave a row out of the draft."""
    await _sql.drop_row(db, draft_id=draft_id, place=place)


async def set_head(db: Session, draft_id: int, head: Head) -> None:
    """The header or the sections say something else now."""
    await _sql.set_head(
        db,
        draft_id=draft_id,
        group_name=head.group,
        title=head.title,
        header=head.header,
        sections=head.sections,
        doubts=head.doubts,
    )


async def propose(db: Session, draft_id: int, mark: str, person_id: int, now: datetime) -> None:
    """Let the draft, as it is, wait for another admin's word."""
    await _sql.propose(db, draft_id=draft_id, mark=mark, person_id=person_id, now=stamp(now))


async def reopen(db: Session, draft_id: int) -> bool:
    """Take back a proposal, or void it because the draft was changed; False: there was none."""
    return bool(await _sql.reopen(db, draft_id=draft_id))


async def settle(db: Session, draft_id: int, state: str, now: datetime) -> bool:
    """End the work on a draft: released or dropped. False: it had ended before."""
    return bool(await _sql.settle(db, draft_id=draft_id, state=state, now=stamp(now)))


async def add_version(
    db: Session,
    draft: KeptDraft,
    name: str,
    digest: str,
    text: str,
    in_force: date,
    person_id: int,
    now: datetime,
) -> int:
    """Release the text of a draft; its number."""
    return int(
        await _sql.add_version(
            db,
            draft_id=draft.id,
            group_name=draft.group_name,
            name=name,
            digest=digest,
            text=text,
            in_force=in_force.isoformat(),
            proposed_by=draft.proposed_by,
            person_id=person_id,
            now=stamp(now),
        )
    )


async def versions(db: Session) -> list[Version]:
    """What was released and not taken back, the oldest first."""
    return await db.all(_sql.versions, Version)


async def end_version(db: Session, version_id: int, now: datetime) -> bool:
    """Take a version back: from now on what counted before it counts. False: it was already."""
    return bool(await _sql.end_version(db, version_id=version_id, now=stamp(now)))


async def opened_with(db: Session, version: Version) -> bool:
    """Whether a quarter was opened with this very table."""
    return bool(await _sql.opened_with(db, text=version.text))


async def revive(db: Session, draft_id: int) -> bool:
    """A released draft is worked on again, every row as it was confirmed. False: it was not."""
    return bool(await _sql.revive(db, draft_id=draft_id))
