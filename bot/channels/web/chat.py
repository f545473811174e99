"""Speaking and reading in a room: ``rooms``, ``history``, ``send``, ``leave``.

A message is on disk twice over before it is acknowledged: in the room's log and at intake, by one
commit (``saying``). Both know its key, so a phone that repeats itself after a broken line ends with
one message. Files come in by ``uploads``.
"""

from __future__ import annotations

import asyncio
import re
from typing import Annotated, Any

from aiohttp import web
from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from bot.channels.web import entries
from bot.channels.web.notices import Refused
from bot.channels.web.ports import Ports, WebSettings
from bot.channels.web.saying import take_in
from bot.channels.web.sessions import Sessions, Visitor, room_of
from bot.channels.web.stream import Bell
from bot.channels.web.throttle import Throttle
from bot.corridor.events import Route, wide_rooms
from storage.database import Session as Transaction, stamp
from storage.queries import web as queries

PAGE = 40
"""Entries per page of history."""
TEXT_LIMIT = 4000
"""Letters of one message."""
_BODY_SECONDS = 15
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\u202a-\u202e\u2066-\u2069]")

Key = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_-]{8,64}$")]


_BEYOND = 2**31 - 1
"""Greater than the number of any entry; PostgreSQL takes no larger one beside such a number."""


class Said(BaseModel):
    """The body of ``send``: a text, or a press, or files with or without a text."""

    model_config = ConfigDict(extra="forbid", strict=True)

    key: Key
    chat: Annotated[str, StringConstraints(min_length=1, max_length=128, pattern=r"^[^\x00]+$")]
    text: str = ""
    route: Route | None = None
    pressed: int | None = None
    uploads: list[Key] = Field(default_factory=list, max_length=50)


class Chat:
    """What a visitor says and reads."""

    def __init__(self, ports: Ports, settings: WebSettings, sessions: Sessions, bell: Bell) -> None:
        self._ports = ports
        self._settings = settings
        self._sessions = sessions
        self._bell = bell
        self._throttle = Throttle(ports.clock, settings.messages_per_minute, 60)

    async def rooms(self, request: web.Request) -> web.Response:
        """``GET rooms``: the visitor's rooms, the number to follow from, and limits."""
        visitor = await self._sessions.visitor(request)
        async with self._ports.database.reading() as db:
            rooms = await queries.rooms_of(db, visitor.address)
            latest = await queries.latest(db)
        desk, schemes = self._ports.desk, self._ports.schemes
        listed = [
            {"chat": r.chat, "title": r.title, "private": bool(r.private), "latest": r.latest}
            for r in rooms
            if r.chat not in wide_rooms(visitor.address)
        ]
        return web.json_response(
            {
                "rooms": listed,
                "after": str(latest),
                "name": await self._ports.called(visitor.address) or visitor.name,
                "desk": desk is not None and await desk.may(visitor.address),
                "schemes": schemes is not None and await schemes.may(visitor.address),
                "upload_limit": self._settings.upload_limit,
                "text_limit": TEXT_LIMIT,
            }
        )

    async def history(self, request: web.Request) -> web.Response:
        """``GET history?chat=&before=``: one page of the past, oldest first."""
        visitor = await self._sessions.visitor(request)
        before = request.query.get("before", str(_BEYOND))
        if not before.isdecimal() or len(before) > 19:
            raise Refused("bad_request")
        async with self._ports.database.reading() as db:
            room = await room_of(db, visitor, request.query.get("chat", ""))
            upto = min(int(before), _BEYOND)
            rows = await queries.entries_before(db, room.chat, upto, PAGE + 1, room.after_seq)
            seen = [await entries.revealed(db, row, self._ports.reveal) for row in rows[:PAGE]]
        page = [entries.shown(row, visitor.address) for row in reversed(seen)]
        return web.json_response({"entries": page, "more": len(rows) > PAGE})

    async def send(self, request: web.Request) -> web.Response:
        """``POST send``: 202 when the message is on disk; the same key again changes nothing."""
        visitor = await self._sessions.visitor(request)
        self._throttle.spend(visitor.public)
        said = await _read(request)
        row = await take_in(self._ports, self._bell, lambda db: self._log(db, visitor, said))
        return web.json_response({"seq": row.seq}, status=202)

    async def _log(self, db: Transaction, visitor: Visitor, said: Said) -> queries.EntryRow:
        known = await queries.entry_by_key(db, entries.incoming_key(visitor.address, said.key))
        if known is not None:
            return known
        room = await room_of(db, visitor, said.chat)
        at = stamp(self._ports.clock())
        payload: dict[str, Any] = {"text": said.text, "files": []}
        if said.route is not None:
            payload |= await _press(db, room.chat, said)
        for number in said.uploads:
            payload["files"].append(await _attach(db, visitor, number, at))
        if not (said.text or said.route or said.uploads):
            raise Refused("empty")
        return await entries.write_incoming(
            db,
            chat=room.chat,
            author=visitor.address,
            name=visitor.name,
            key=said.key,
            said=payload,
            at=at,
        )

    async def leave(self, request: web.Request) -> web.Response:
        """``POST leave``: log this browser out."""
        visitor = await self._sessions.visitor(request)
        await self._sessions.end(visitor)
        response = web.json_response({"left": True})
        self._sessions.forget(response, f"/c/{visitor.public}/")
        return response


async def _read(request: web.Request) -> Said:
    if request.content_type != "application/json":
        raise Refused("not_json")
    try:
        async with asyncio.timeout(_BODY_SECONDS):
            said = Said.model_validate_json(await request.read())
    except TimeoutError:
        raise Refused("slow") from None
    except ValidationError:
        raise Refused("bad_request") from None
    if len(said.text) > TEXT_LIMIT:
        raise Refused("too_long")
    # Letters that print nothing, or that turn the direction of what follows, say nothing.
    return said.model_copy(update={"text": _CONTROL.sub("", said.text).strip()})


async def _press(db: Transaction, chat: str, said: Said) -> dict[str, Any]:
    """What the log keeps of a press: only buttons that this room was really shown."""
    row = None if said.pressed is None else await queries.entry(db, said.pressed)
    if row is None or row.chat != chat or row.direction != "out" or said.route is None:
        raise Refused("no_button")
    label = entries.find_button(row, said.route)
    if label is None:
        raise Refused("no_button")
    return {"route": said.route, "pressed": str(row.seq), "root": row.root, "label": label}


async def _attach(db: Transaction, visitor: Visitor, number: str, at: str) -> dict[str, Any]:
    row = await queries.upload(db, number, visitor.address)
    if row is None or row.used_at is not None:
        raise Refused("no_upload")
    await queries.use_upload(db, number, at)
    return {
        "label": row.label,
        "digest": row.digest,
        "size": row.size,
        "kind": row.kind,
        "refused": row.refused,
    }
