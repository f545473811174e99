"""The corridor's own tables: what came in, where each conversation stands, what goes out."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from storage.database import Session, stamp
from storage.engine import Row
from storage.queries import load

_sql = load("corridor")

NOTHING_SAID = '{"text":""}'
"""What is kept of a letter once it is settled: that there was one, not what it said."""


@dataclass(frozen=True, slots=True)
class Received:
    """An update on disk; ``state`` is new, done or failed."""

    id: int
    channel: str
    update_key: str
    chat: str
    payload: str
    state: str
    attempts: int


class Conversation(NamedTuple):
    """Where one person stands in one chat.

    ``waiting`` is the route that gets the next free message, ``place`` the route that leads back
    to the unfinished walk, ``draft`` JSON of what a page has gathered so far, ``choices`` JSON of
    the last buttons shown, so that they can be typed. ``letter`` is the number of the letter that
    an own turn of this person said last, ``asked`` of the one since which the form waits, ``press``
    JSON of what was pressed last.
    """

    id: int
    channel: str
    chat: str
    sender: str
    unit_id: int | None = None
    waiting: str | None = None
    draft: str = "{}"
    choices: str = "[]"
    place: str | None = None
    letter: int = 0
    asked: int = 0
    press: str = "{}"


@dataclass(frozen=True, slots=True)
class Posted:
    """A letter waiting in the outbox."""

    id: int
    channel: str
    chat: str
    payload: str
    replaces: str | None
    attempts: int
    created_at: str


async def receive(
    db: Session, channel: str, update_key: str, chat: str, payload: str, now: datetime
) -> int | None:
    """Keep an update; its number, or None when it was kept before."""
    said = {"channel": channel, "update_key": update_key, "chat": chat, "payload": payload}
    return _number(await db.rows(_sql.receive, **said, now=stamp(now)))


async def receive_soon(
    db: Session, channel: str, update_key: str, chat: str, payload: str, now: datetime
) -> Callable[[], int | None]:
    """As ``receive``; its number can be asked for once the transaction is over."""
    said = {"channel": channel, "update_key": update_key, "chat": chat, "payload": payload}
    found = await db.soon(_sql.receive, **said, now=stamp(now))
    return lambda: _number(found())


def _number(rows: Sequence[Row]) -> int | None:
    return int(rows[0][0]) if rows else None


async def chat_of(db: Session, inbox_id: int) -> str:
    """The chat an update belongs to now: a group may have been given another number since."""
    return str(await _sql.chat_of(db, inbox_id=inbox_id))


async def behind(db: Session, until: datetime, besides: int | None = None) -> int:
    """How many updates that were acknowledged by then are not carried through yet.

    ``besides``: one that is not counted, because it is being carried through.
    """
    rows = await db.wide_rows(_sql.behind, until=stamp(until), besides=besides or 0)
    return int(rows[0]["count"])


async def unfinished(db: Session) -> list[Received]:
    """Updates whose turn has not been committed, oldest first."""
    return await db.wide(_sql.unfinished, Received)


async def inbox_payload(db: Session, inbox_id: int, payload: str) -> None:
    """Write an update again, now that its files are here."""
    await db.later(_sql.inbox_payload, inbox_id=inbox_id, payload=payload)


async def finish(
    db: Session,
    inbox_id: int,
    payload: str,
    state: str = "done",
    reference: str = "",
    *,
    key: str = "",
) -> bool:
    """Close an update inside its turn; False when another turn had closed it.

    ``payload``: what is kept of it, where it came from without what was said. ``key``: the
    channel's own name of it, where the number alone is not to be trusted.
    """
    said = {"state": state, "reference": reference, "payload": payload, "key": key}
    return bool(await _sql.finish(db, inbox_id=inbox_id, **said))


async def finished(db: Session, inbox_id: int, payload: str, key: str) -> None:
    """As ``finish``, by a turn that has found it to be new."""
    said = {"state": "done", "reference": "", "payload": payload, "key": key}
    await db.later(_sql.finish, inbox_id=inbox_id, **said)


async def attempt(db: Session, inbox_id: int) -> None:
    """Count a turn that is about to begin, so that one that kills the process is not for ever."""
    await _sql.attempt(db, inbox_id=inbox_id)


async def conversation(db: Session, channel: str, chat: str, sender: str) -> Conversation:
    """Where this person stands in this chat; a fresh one when they never wrote."""
    found = await db.one(_sql.conversation, Conversation, channel=channel, chat=chat, sender=sender)
    return found or Conversation(0, channel, chat, sender)


async def keep_conversation(
    db: Session,
    conversation: Conversation,
    inbox_id: int | None,
    now: datetime,
    *,
    asks: bool = False,
) -> None:
    """Write where the person stands now, after the turn of this update said its letters.

    ``asks``: they put the question of the form that waits.
    """
    c = conversation
    await db.later(
        _sql.keep_conversation,
        channel=c.channel,
        chat=c.chat,
        sender=c.sender,
        unit_id=c.unit_id,
        waiting=c.waiting,
        draft=c.draft,
        choices=c.choices,
        place=c.place,
        press=c.press,
        inbox_id=inbox_id,
        asks=asks,
        now=stamp(now),
    )


async def said_since(db: Session, conversation: Conversation) -> bool:
    """Whether anything came into the chat after the question of the form that waits."""
    c = conversation
    return bool(await _sql.said_since(db, channel=c.channel, chat=c.chat, letter=c.asked))


async def told_since(db: Session, conversation: Conversation) -> bool:
    """Whether a group was told anything since the question, or this person was answered anew."""
    c = conversation
    if c.letter > c.asked:
        return True
    return bool(await _sql.told_since(db, channel=c.channel, chat=c.chat, letter=c.asked))


async def post(
    db: Session,
    inbox_id: int | None,
    channel: str,
    chat: str,
    payload: str,
    *,
    replaces: str | None = None,
    reason: str | None = None,
    now: datetime,
) -> bool:
    """Put a letter in the outbox; False when one with this reason is there already."""
    letter = {
        "inbox_id": inbox_id,
        "channel": channel,
        "chat": chat,
        "payload": payload,
        "replaces": replaces,
        "reason": reason,
        "now": stamp(now),
    }
    if reason is None:
        await db.later(_sql.post, **letter)
        return True
    return bool(await _sql.post(db, **letter))


@dataclass(frozen=True, slots=True)
class ToPost:
    """A letter that is to go out, once per reason."""

    channel: str
    chat: str
    payload: str
    reason: str


async def post_all(
    db: Session, inbox_id: int | None, letters: Sequence[ToPost], now: datetime
) -> None:
    """Put many letters in the outbox, in their order."""
    at = {"inbox_id": inbox_id, "replaces": None, "now": stamp(now)}
    told = [{name: getattr(one, name) for name in one.__slots__} | at for one in letters]
    await db.executemany(_sql.post.sql, told)


async def waits(db: Session, channel: str, chat: str) -> bool:
    """Whether any letter waits to go to a chat."""
    return bool(await db.first(_sql.waits, channel=channel, chat=chat))


async def said_at_once(
    db: Session,
    inbox_id: int | None,
    channel: str,
    chat: str,
    *,
    replaces: str | None,
    now: datetime,
) -> int:
    """A letter that its channel's log takes in this transaction; its number."""
    return int(
        await _sql.said_at_once(
            db,
            inbox_id=inbox_id,
            channel=channel,
            chat=chat,
            payload=NOTHING_SAID,
            replaces=replaces,
            now=stamp(now),
        )
    )


async def stands_as(db: Session, letter_id: int, external: str) -> None:
    """The number that a letter has in its channel's log."""
    await db.later(_sql.stands_as, letter_id=letter_id, external=external)


async def due(db: Session, now: datetime, most: int) -> list[Posted]:
    """Letters that may go now: the oldest of each chat, so that each chat keeps its order."""
    return await db.all(_sql.due, Posted, now=stamp(now), most=most)


async def waiting(db: Session, ids: Sequence[int]) -> list[Posted]:
    """Those of these letters that are not settled."""
    return await db.all(_sql.waiting, Posted, ids=json.dumps(list(ids)))


async def next_due(db: Session) -> str | None:
    """When the next letter may go (stored text), or None when none waits."""
    found = await _sql.next_due(db)
    return None if found is None else str(found)


async def sent(db: Session, letter_id: int, external: str, now: datetime) -> None:
    """The channel has it: what it said is forgotten here."""
    await db.later(
        _sql.sent,
        letter_id=letter_id,
        external=external,
        now=stamp(now),
        payload=NOTHING_SAID,
    )


async def put_off(db: Session, letter_id: int, until: datetime, error: str, tries: int = 1) -> None:
    """Try again later; ``tries`` failed attempts are counted."""
    await _sql.put_off(db, letter_id=letter_id, not_before=stamp(until), error=error, tries=tries)


async def pull_in(db: Session, now: datetime, far: datetime) -> None:
    """Letters that are to wait until after ``far`` go now: a wrong clock has said so."""
    await _sql.pull_in(db, now=stamp(now), far=stamp(far))


async def give_up(db: Session, letter_id: int, state: str, error: str) -> None:
    """Not to be delivered: ``gone`` (the person cannot be reached) or ``failed``."""
    await _sql.give_up(db, letter_id=letter_id, state=state, error=error, payload=NOTHING_SAID)


async def drop_letters(db: Session, channel: str, chat: str, why: str) -> None:
    """Let what still waits for this address go: it is not for whoever reads there now."""
    await _sql.drop_letters(db, channel=channel, chat=chat, error=why, payload=NOTHING_SAID)


async def elsewhere(
    db: Session, letter_id: int, payload: str, channel: str, chat: str, now: datetime
) -> None:
    """Post a letter that cannot be delivered to another address of the same person instead."""
    row = await db.first(_sql.origin, letter_id=letter_id)
    if row is None:
        return
    reason = None
    if row["reason"] is not None:
        # The same reason at another address: the ledger of reminders finds it there.
        reason = f"{row['reason'].split('@', 1)[0]}@{channel}:{chat}"
    await post(db, row["inbox_id"], channel, chat, payload, reason=reason, now=now)


async def waiting_letters(db: Session) -> int:
    """How many letters wait."""
    return int(await _sql.waiting_letters(db))


async def oldest_waiting(db: Session) -> str | None:
    """When the letter that waits longest was posted (stored text), or None when none waits."""
    found = await _sql.oldest_waiting(db)
    return None if found is None else str(found)


async def setting_ahead(db: Session, key: str) -> None:
    """It is read soon."""
    await db.ahead(_sql.setting, key=key)


async def setting(db: Session, key: str) -> str | None:
    """A value the office or the program keeps."""
    found = await _sql.setting(db, key=key)
    return None if found is None else str(found)


async def set_setting(db: Session, key: str, value: str) -> None:
    """Keep a value."""
    await db.later(_sql.set_setting, key=key, value=value)


async def settings_like(db: Session, prefix: str) -> dict[str, str]:
    """The values whose keys begin so."""
    beyond = prefix + "\U0010ffff"
    rows = await db.rows(_sql.settings_like, prefix=prefix, beyond=beyond)
    return {row["key"]: row["value"] for row in rows}


async def drop_setting(db: Session, key: str) -> None:
    """Keep a value no longer."""
    await _sql.drop_setting(db, key=key)
