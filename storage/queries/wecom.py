"""The WeCom channel's tables, typed: sent cards, uploaded files, parts of letters, the pace.

Functions take a ``storage.database.Session`` first; times are aware moments. No frame of WeCom and
no sentence is known here.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from storage.database import Session, moment, stamp
from storage.queries import load

_sql = load("wecom")

CARDS = timedelta(days=7)
"""A card is kept with its text, and no longer than it is likely to be pressed: an older one still
works when it is pressed, it only does not change."""
COUNTED = timedelta(hours=2)
OTHERS = timedelta(days=90)
"""As long as the inbox keeps its keys."""
MOST_NUMBER = 99
"""The highest number that is given to a choice in a group."""


@dataclass(frozen=True, slots=True)
class Cause:
    """The update that a letter answers, when the letter is the first to answer it."""

    payload: str
    received_at: str


@dataclass(frozen=True, slots=True)
class PartState:
    """How far a part of a letter has got: ``sent``, or ``unsure`` when no answer came to it."""

    part: int
    state: str
    message: str


@dataclass(frozen=True, slots=True)
class Place:
    """A chat of some channel."""

    channel: str
    address: str


async def cause(db: Session, letter: int) -> Cause | None:
    """What a letter answers; None when it answers nothing, or not as the first."""
    return await db.one(_sql.cause, Cause, letter=letter)


async def keep_card(db: Session, task: str, card: str, now: datetime) -> None:
    """Keep a card under its number."""
    await _sql.keep_card(db, task=task, card=card, at=stamp(now))


async def card(db: Session, task: str) -> str | None:
    """The card of this number, as it was sent."""
    found = await _sql.card(db, task=task)
    return None if found is None else str(found)


async def number_choices(
    db: Session, chat: str, letter: int, routes: Sequence[str], now: datetime
) -> list[int]:
    """Numbers for what a letter offers in a group; the same ones when asked again.

    They go on from letter to letter and begin anew after 99, so that a number that somebody types
    means what they read, although another letter has come in between.
    """
    known = [int(row["number"]) for row in await db.rows(_sql.numbers_of, letter=letter)]
    if len(known) == len(routes):
        return known
    last = int(await _sql.last_number(db, chat=chat) or 0)
    numbers = [(last + index) % MOST_NUMBER + 1 for index in range(len(routes))]
    for number, route in zip(numbers, routes, strict=True):
        await _sql.keep_choice(
            db, chat=chat, number=number, letter=letter, route=route, at=stamp(now)
        )
    return numbers


async def choice(db: Session, chat: str, number: int) -> str | None:
    """The route that a number stands for in a group."""
    found = await _sql.choice(db, chat=chat, number=number)
    return None if found is None else str(found)


async def media(db: Session, bot: str, digest: str, shape: str, now: datetime) -> str | None:
    """Under which number WeCom keeps a file that this bot sent before in this shape, still."""
    found = await _sql.media(db, bot=bot, digest=digest, shape=shape, now=stamp(now))
    return None if found is None else str(found)


async def keep_media(
    db: Session, bot: str, digest: str, shape: str, media: str, until: datetime
) -> None:
    """Remember under which number WeCom keeps a file, and until when."""
    await _sql.keep_media(db, bot=bot, digest=digest, shape=shape, media=media, until=stamp(until))


async def forget_media(db: Session, bot: str, digest: str, shape: str) -> None:
    """WeCom no longer knows the number."""
    await _sql.forget_media(db, bot=bot, digest=digest, shape=shape)


async def parts_of(db: Session, letter: int) -> dict[int, PartState]:
    """Parts of a letter that were sent or tried, by part number."""
    return {one.part: one for one in await db.all(_sql.parts_of, PartState, letter=letter)}


async def keep_part(
    db: Session, letter: int, part: int, state: str, message: str, now: datetime
) -> None:
    """A part of a letter was sent, or nobody knows."""
    await _sql.keep_part(db, letter=letter, part=part, state=state, message=message, at=stamp(now))


async def count_sent(db: Session, lane: str, now: datetime) -> None:
    """Something is sent now in this lane of the pace."""
    await _sql.count_sent(db, lane=lane, at=stamp(now))


async def go_on(db: Session, now: datetime) -> None:
    """The line is back: letters that were put off only because of it may go at once."""
    await _sql.go_on(db, now=stamp(now))


async def sent_since(db: Session, after: datetime) -> list[tuple[str, datetime]]:
    """What was sent since: lane and moment, oldest first."""
    rows = await db.rows(_sql.sent_since, after=stamp(after))
    return [(str(row["lane"]), moment(row["at"])) for row in rows]


async def is_unreachable(db: Session, address: str) -> bool:
    """Whether somebody is taken for out of reach."""
    return await _sql.unreachable(db, address=address) is not None


async def reachable(db: Session, address: str) -> bool:
    """Somebody wrote: they can be written to again. True when that is news."""
    return bool(await _sql.reachable(db, address=address))


async def name_of(db: Session, address: str) -> str | None:
    """The name of whoever is bound to this address."""
    found = await _sql.name_of(db, address=address)
    return None if found is None else str(found)


async def leave_group(db: Session, address: str, now: datetime) -> bool:
    """The bot was taken out of a group: it is nobody's any more. False when it was not claimed."""
    return bool(await _sql.leave_group(db, address=address, now=stamp(now)))


async def admins_elsewhere(db: Session) -> list[Place]:
    """Private chats of admins on other channels."""
    return await db.all(_sql.admins_elsewhere, Place)


async def forget(db: Session, now: datetime) -> None:
    """Drop what only mattered for a while."""
    await db.wide_write(_sql.forget_cards, before=stamp(now - CARDS))
    await db.wide_write(_sql.forget_sent, before=stamp(now - COUNTED))
    for query in (_sql.forget_choices, _sql.forget_parts):
        await db.wide_write(query, before=stamp(now - OTHERS))
    await db.wide_write(_sql.forget_media_past, now=stamp(now))
