"""What was read of a document is kept: each table a draft, unless it is one already.

Called by the turn in which a file came, and by what reads scans behind the turns (`scanning`).
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime

from bot.corridor.events import Message
from bot.schemes.counted import counted
from bot.schemes.reading import Read, says_the_same
from bot.schemes.words import taking as words
from storage.database import Session
from storage.queries import scheme_scans, schemes
from storage.queries.scheme_scans import RowPlace
from storage.queries.schemes import KeptDraft

Record = Callable[[str, object], Awaitable[None]]
"""Puts what became a draft into the audit chain: the subject, and what it is."""


async def keep(
    db: Session,
    found: Sequence[tuple[Read, Sequence[RowPlace]]],
    file: tuple[str, str],
    person_id: int,
    now: datetime,
    record: Record,
) -> Message:
    """Keep the tables of a ``file`` (its name and digest); what is to be said of it."""
    label, digest = file
    before = await schemes.open_drafts(db)
    again, kept = [], []
    for one, places in found:
        if (known := await _same(db, before, one, digest)) is not None:
            again.append(known)
            continue
        number = await schemes.add_draft(db, one.head, one.rows, label, person_id, now, digest)
        for place in places:
            await scheme_scans.add_place(db, number, place)
        after = {"title": one.head.title, "group": one.head.group, "rows": len(one.rows)}
        await record(f"scheme/{number}", after)
        kept.append((number, one, counted(one.rows)))
    if not kept:
        return words.again([await far(db, one) for one in again])
    groups = {one.head.group for _, one, _ in kept} - {""}
    beside = [one for one in before if one.group_name in groups or one in again]
    return words.taken(kept, [await far(db, one) for one in beside])


async def _same(
    db: Session, drafts: Sequence[KeptDraft], table: Read, digest: str
) -> KeptDraft | None:
    """The draft that was made of this very table, whatever was confirmed or changed since."""
    for one in drafts:
        rows = await schemes.rows(db, one.id)
        if says_the_same(table, rows, file=bool(digest) and one.digest == digest):
            return one
    return None


async def far(db: Session, draft: KeptDraft) -> words.Far:
    """A draft of before, and how far it is."""
    return words.Far(
        draft.id,
        draft.title,
        draft.group_name,
        counted(await schemes.rows(db, draft.id)),
        proposed=draft.state == "proposed",
    )


async def known(db: Session) -> list[words.Far]:
    """The drafts that are worked on."""
    return [await far(db, one) for one in await schemes.open_drafts(db)]
