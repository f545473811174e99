"""The Telegram channel's tables, typed: album pieces, places, parts of letters, known files.

Functions take a ``storage.database.Session`` first; times are aware moments. No update of Telegram
and no sentence is known here.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from storage.database import Session, stamp
from storage.queries import load

_sql = load("telegram")


@dataclass(frozen=True, slots=True)
class Album:
    """Pieces that belong together: sent by one person in one chat under one album number."""

    chat: str
    sender: str
    album: str


@dataclass(frozen=True, slots=True)
class Piece:
    """One message of an album; ``gathered`` is the key of the update it became part of."""

    update_key: str
    payload: str
    gathered: str


@dataclass(frozen=True, slots=True)
class Place:
    """Where in a group somebody asked: the topic, and the message to answer."""

    thread: int | None
    message: int | None


async def keep_piece(
    db: Session, update_key: str, album: Album, payload: str, now: datetime
) -> bool:
    """Keep a piece of an album; False when it had come before."""
    return bool(
        await _sql.keep_piece(
            db,
            update_key=update_key,
            chat=album.chat,
            sender=album.sender,
            album=album.album,
            payload=payload,
            at=stamp(now),
        )
    )


async def claim_pieces(db: Session, album: Album) -> None:
    """Close an album: what has come gets the key of one update; later pieces make another."""
    await _sql.claim_pieces(db, chat=album.chat, sender=album.sender, album=album.album)


async def open_albums(db: Session) -> list[Album]:
    """Albums that still wait for further pieces."""
    return await db.all(_sql.open_albums, Album)


async def gathered_pieces(db: Session) -> list[Piece]:
    """Pieces of closed albums that intake may not have yet, in the order they came."""
    return await db.all(_sql.gathered_pieces, Piece)


async def album_done(db: Session, gathered: str) -> None:
    """Intake has the album: only the keys of its pieces are kept, so that none acts twice."""
    await _sql.album_done(db, gathered=gathered)


async def keep_place(db: Session, update_key: str, place: Place, now: datetime) -> None:
    """Remember where in a group an update came from."""
    await _sql.keep_place(
        db,
        update_key=update_key,
        thread=place.thread,
        message=place.message,
        at=stamp(now),
    )


async def place(db: Session, letter: int, chat: str) -> Place | None:
    """Where the update that caused a letter was sent, when it came from the letter's own chat."""
    return await db.one(_sql.place, Place, letter=letter, chat=chat)


async def parts_of(db: Session, letter: int) -> dict[int, str]:
    """Parts of a letter that have been sent: part number → message number."""
    rows = _sql.parts_of(db, letter=letter)
    return {int(row["part"]): str(row["message"]) async for row in rows}


async def keep_part(db: Session, letter: int, part: int, message: str, now: datetime) -> None:
    """A part of a letter has been sent."""
    await _sql.keep_part(db, letter=letter, part=part, message=message, at=stamp(now))


async def file_id(db: Session, bot: str, digest: str, shape: str) -> str | None:
    """Under which number Telegram keeps a file that this bot sent before in this shape."""
    found = await _sql.file_id(db, bot=bot, digest=digest, shape=shape)
    return None if found is None else str(found)


async def keep_file_id(db: Session, bot: str, digest: str, shape: str, number: str) -> None:
    """Remember under which number Telegram keeps a file."""
    await _sql.keep_file_id(db, bot=bot, digest=digest, shape=shape, file_id=number)


async def forget_file_id(db: Session, bot: str, digest: str, shape: str) -> None:
    """Telegram no longer knows the number."""
    await _sql.forget_file_id(db, bot=bot, digest=digest, shape=shape)


async def forget(db: Session, before: datetime) -> None:
    """Drop what only mattered for a while and is older than this."""
    for query in (_sql.forget_pieces, _sql.forget_places, _sql.forget_parts):
        await db.wide_write(query, before=stamp(before))


async def leave_group(db: Session, address: str, now: datetime) -> bool:
    """The bot was taken out of a group: it is nobody's any more. False when it was not claimed."""
    return bool(await _sql.leave_group(db, address=address, now=stamp(now)))


async def move_chat(db: Session, old: str, new: str, now: datetime) -> bool:
    """A group became a supergroup: what was kept under the old number is under the new one.

    True when the group was claimed. A claim of the new number takes the place of the old one.
    """
    pair = {"old": old, "new": new}
    await _sql.revive_group(db, **pair)
    moved = await _sql.move_group(db, **pair)
    ended = await leave_group(db, old, now)
    for query in (
        _sql.move_conversations,
        _sql.move_letters,
        _sql.move_reasons,
        _sql.move_updates,
        _sql.move_pieces,
    ):
        await db.wide_write(query, **pair)  # a group moves once in its life
    return bool(moved) or ended


async def menus(db: Session) -> dict[str, str]:
    """Chat → the menu it was last given."""
    return {str(row["chat"]): str(row["menu"]) async for row in _sql.menus(db)}


async def keep_menu(db: Session, chat: str, menu: str | None) -> None:
    """The chat has this menu now; None: it has none of its own."""
    if menu is None:
        await _sql.forget_menu(db, chat=chat)
    else:
        await _sql.keep_menu(db, chat=chat, menu=menu)


async def roles_by_chat(db: Session) -> dict[str, set[str]]:
    """Private chat → the roles of the person behind it."""
    found: dict[str, set[str]] = {}
    for row in await db.wide_rows(_sql.roles_by_chat):
        found.setdefault(str(row["chat"]), set()).add(str(row["role"]))
    return found


async def group_chats(db: Session) -> list[str]:
    """The claimed groups."""
    return [str(row["chat"]) async for row in _sql.group_chats(db)]


async def unreachable(db: Session) -> list[str]:
    """Private chats that nothing reaches."""
    return [str(row["chat"]) async for row in _sql.unreachable(db)]
