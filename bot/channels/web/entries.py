"""The log of a room: writing what was said, once, and showing an entry to one person.

The JSON kept in ``web_log.payload`` is made and read only here. Nothing is decided about what a
message means.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from bot.channels.web.ports import Reveal
from bot.corridor.delivering import GoneError
from bot.corridor.events import Attachment, Incoming, Letter, ReadyFile, wide_rooms
from storage.database import Session as Transaction, moment
from storage.kinds import KINDS
from storage.queries import web as queries


def incoming_key(address: str, key: str) -> str:
    """The log key of a person's message, from the key their phone gave it."""
    return f"in:{address}:{key}"


def outgoing_key(number: int) -> str:
    """The log key of an outbox letter."""
    return f"out:{number}"


async def write_outgoing(
    db: Transaction, letter: Letter, files: Sequence[ReadyFile], at: str, *, new: bool = False
) -> tuple[int, bool]:
    """Write a letter once; returns the entry's number and whether it is new.

    ``new``: it was never written, and there is a room.

    Raises:
        GoneError: there is no such room, and letters to it never arrive.
    """
    key = outgoing_key(letter.number)
    known = None if new else await queries.entry_by_key(db, key)
    if known is not None:
        return known.seq, False
    if not new and not await queries.room_exists(db, letter.chat):
        raise GoneError(f"no web room {letter.chat}")
    message = letter.message.model_dump(mode="json", exclude_defaults=True, exclude={"files"})
    seq = await queries.add_entry(
        db,
        chat=letter.chat,
        direction="out",
        key=key,
        author="",
        author_name="",
        replaces=await _place(db, letter),
        payload=_packed(
            {"message": message, "files": [file.model_dump(exclude_none=True) for file in files]}
        ),
        at=at,
    )
    if seq is None:  # pragma: no cover -- one writer at a time, and the key was looked up above
        raise RuntimeError("an entry appeared inside our own transaction")
    return seq, True


async def _place(db: Transaction, letter: Letter) -> int | None:
    """The first entry whose place the letter takes; None when it stands for itself."""
    if letter.replaces is None or not letter.replaces.isdecimal():
        return None
    old = await queries.entry(db, int(letter.replaces))
    if old is None or old.chat != letter.chat or old.direction != "out":
        return None
    return old.root


async def write_incoming(
    db: Transaction, *, chat: str, author: str, name: str, key: str, said: dict[str, Any], at: str
) -> queries.EntryRow:
    """Write what a person said, once; returns the entry as it stands in the log."""
    payload, key = _packed(said), incoming_key(author, key)
    seq = await queries.add_entry(
        db,
        chat=chat,
        direction="in",
        key=key,
        author=author,
        author_name=name,
        replaces=None,
        payload=payload,
        at=at,
    )
    if seq is not None:
        return queries.EntryRow(seq, chat, "in", key, author, name, None, payload, at)
    row = await queries.entry_by_key(db, key)
    if row is None:  # pragma: no cover -- written one statement ago
        raise RuntimeError("an entry vanished inside our own transaction")
    return row


def find_button(row: queries.EntryRow, route: str) -> str | None:
    """The label of the button with this route in an entry of the bot; None when it has none."""
    for line in json.loads(row.payload).get("message", {}).get("buttons", ()):
        for button in line:
            if button["route"] == route:
                return str(button["label"])
    return None


def is_replayable(row: queries.EntryRow) -> bool:
    """Whether the update can be made again from the log; an invitation's code is not kept."""
    return "shown" not in json.loads(row.payload)


def as_incoming(row: queries.EntryRow) -> Incoming:
    """The update of a logged message: the same for every retry, as it is read from the log."""
    said = json.loads(row.payload)
    return Incoming(
        channel="web",
        update=row.key,
        chat=row.chat,
        sender=row.author,
        private=row.chat in (row.author, *wide_rooms(row.author)),
        received=moment(row.at),
        text=said.get("text", ""),
        route=said.get("route"),
        pressed=said.get("pressed"),
        attachments=tuple(Attachment(**file) for file in said.get("files", ())),
    )


def file_of(row: queries.EntryRow, number: int) -> dict[str, Any] | None:
    """The n-th file of an entry (from 0), when it is in the store, can be made or be packed."""
    files = json.loads(row.payload).get("files", [])
    sources = ("digest", "recipe", "download")
    if 0 <= number < len(files) and any(files[number].get(one) for one in sources):
        return dict(files[number])
    return None


async def revealed(db: Transaction, row: queries.EntryRow, reveal: Reveal) -> queries.EntryRow:
    """An entry as it is looked at now: the bot's own words, with the codes that are still good."""
    if row.direction != "out":
        return row
    return replace(row, payload=await reveal(db, row.payload))


def shown(row: queries.EntryRow, viewer: str) -> dict[str, Any]:
    """An entry as the page of ``viewer`` gets it: no digests, no addresses of others."""
    payload = json.loads(row.payload)
    mine = row.direction == "in" and row.author == viewer
    view: dict[str, Any] = {
        "seq": row.seq,
        "root": row.root,
        "chat": row.chat,
        "from": "bot" if row.direction == "out" else "me" if mine else "other",
        "at": row.at,
        "files": [_file_shown(number, file) for number, file in enumerate(payload["files"])],
    }
    if row.direction == "out":
        view |= payload["message"]
    else:
        view["text"] = payload.get("shown") or payload.get("text", "")
        view["name"] = row.author_name
        if mine:
            view["key"] = row.key.removeprefix(incoming_key(viewer, ""))
        if payload.get("route") is not None:
            view["press"] = {"root": payload["root"], "label": payload["label"]}
    return view


def _file_shown(number: int, file: dict[str, Any]) -> dict[str, Any]:
    code = file.get("kind", "")
    kind = KINDS.get(code)
    drawn = bool(file.get("digest")) and kind is not None and kind.picture
    return {
        "n": number,
        "label": file["label"],
        "size": file.get("size", 0),
        "kind": code,
        "refused": file.get("refused"),
        "picture": drawn and file.get("picture", True),
    }


def digests_in(payload: str) -> set[str]:
    """Digests a log payload names."""
    return {file["digest"] for file in json.loads(payload)["files"] if file.get("digest")}


def _packed(value: dict[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
