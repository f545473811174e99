"""Messages that may still be edited: which form took them, and what they became.

Functions take a ``storage.database.Session`` first; times are aware moments. What a person said is
kept here only as a mark, except the caption of papers and a figure that waits to be confirmed.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from storage.database import Session, stamp
from storage.queries import load

_sql = load("spoken")


@dataclass(frozen=True, slots=True)
class Spoken:
    """One message of a person. ``bundle`` is shared by the messages of one album."""

    id: int
    channel: str
    chat: str
    message: str
    bundle: str
    route: str
    """The form that took the message; empty when none did."""
    became: str
    """A receipt's number, ``claim`` for an answer that was kept, or empty."""
    mark: str
    """Stands for the text of the message: an edit that changes nothing is known by it."""
    caption: str
    file: str
    """The channel's lasting number of the file that came with it."""
    wanted: str
    """The figure an edit asks for, until it is confirmed."""


@dataclass(frozen=True, slots=True)
class Saying:
    """A message to be kept: what of it tells one edit from another."""

    message: str
    mark: str
    caption: str = ""
    file: str = ""


async def keep(
    db: Session,
    channel: str,
    chat: str,
    saying: Saying,
    *,
    bundle: str,
    route: str,
    became: str,
    now: datetime,
) -> None:
    """Remember what became of a message."""
    await db.later(
        _sql.keep,
        channel=channel,
        chat=chat,
        message=saying.message,
        bundle=bundle,
        route=route,
        became=became,
        mark=saying.mark,
        caption=saying.caption,
        file=saying.file,
        at=stamp(now),
    )


async def by_message(db: Session, channel: str, chat: str, message: str) -> Spoken | None:
    """What became of a message; None when no form took it, or too long ago."""
    return await db.one(_sql.by_message, Spoken, channel=channel, chat=chat, message=message)


async def by_id(db: Session, number: int) -> Spoken | None:
    """The message of this number."""
    return await db.one(_sql.by_id, Spoken, number=number)


async def bundle_of(db: Session, one: Spoken) -> list[Spoken]:
    """The messages that came together with this one, itself among them, in their order."""
    return await db.all(
        _sql.bundle_of, Spoken, channel=one.channel, chat=one.chat, bundle=one.bundle
    )


async def edited(db: Session, one: Spoken, *, mark: str, caption: str, wanted: str = "") -> None:
    """The message reads otherwise now."""
    await db.later(_sql.edited, number=one.id, mark=mark, caption=caption, wanted=wanted)


async def forgettable(db: Session, before: datetime, most: int) -> list[int]:
    """What nobody can edit any more."""
    rows = await db.wide_rows(_sql.forgettable, before=stamp(before), most=most)
    return [row["id"] for row in rows]


async def forget(db: Session, numbers: Sequence[int]) -> None:
    """Drop it."""
    await _sql.forget(db, ids=json.dumps(list(numbers)))
