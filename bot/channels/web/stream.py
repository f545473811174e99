"""The stream of news to a phone: server-sent events over the log, and the bell that wakes them.

A stream only reads the log after a number it was given, so a lost connection costs nothing: the
phone names the last entry it has, and nothing is skipped or sent twice. (In SQLite entries become
visible in the order of their numbers, because there is one writer at a time.)
"""

from __future__ import annotations

import asyncio
import json
from collections import Counter
from collections.abc import Collection, Iterator
from contextlib import contextmanager

from aiohttp import web

from bot.channels.web.entries import revealed, shown
from bot.channels.web.notices import Refused
from bot.channels.web.ports import Ports, WebSettings
from bot.channels.web.sessions import Sessions, Visitor
from storage.queries import web as queries

_BATCH = 100


class Ear:
    """One stream's share of the bell: whether it was rung."""

    __slots__ = ("rung", "stale")

    def __init__(self) -> None:
        self.rung = asyncio.Event()
        self.stale = True
        """Whether rooms and log-in have to be looked at again."""


class Bell:
    """Wakes the streams that have something to hear; closing it ends them all.

    Three hundred open phones must not each ask the database whenever one of them is answered.
    """

    def __init__(self) -> None:
        self._ears: dict[Ear, frozenset[str]] = {}
        self._in: dict[str, set[Ear]] = {}
        """Who hears a room: whoever is answered rings for the ears of one room, not for all."""
        self.closed = False

    def ring(self, chat: str) -> None:
        """Something new is in a room's log."""
        for ear in self._in.get(chat, ()):
            ear.rung.set()

    def hears(self, ear: Ear, rooms: Collection[str]) -> None:
        """From now on an ear hears these rooms, and no other."""
        for room in self._ears[ear]:
            self._in[room].discard(ear)
            if not self._in[room]:
                del self._in[room]
        self._ears[ear] = frozenset(rooms)
        for room in self._ears[ear]:
            self._in.setdefault(room, set()).add(ear)

    def ring_all(self) -> None:
        """Who is in which room, or logged in at all, has changed."""
        for ear in self._ears:
            ear.stale = True
            ear.rung.set()

    def close(self) -> None:
        """The service stops: every stream ends after what it is sending."""
        self.closed = True
        self.ring_all()

    @contextmanager
    def listen(self) -> Iterator[Ear]:
        """An ear for as long as a stream lasts."""
        ear = Ear()
        self._ears[ear] = frozenset()
        try:
            yield ear
        finally:
            self.hears(ear, ())
            del self._ears[ear]


class Stream:
    """``GET events``: what a visitor may see, from a number on, as it happens."""

    def __init__(self, ports: Ports, settings: WebSettings, sessions: Sessions, bell: Bell) -> None:
        self._ports = ports
        self._settings = settings
        self._sessions = sessions
        self._bell = bell
        self._open: Counter[int] = Counter()

    async def events(self, request: web.Request) -> web.StreamResponse:
        """Answer with a stream that lasts until the phone leaves, or the service stops."""
        visitor = await self._sessions.visitor(request)
        place = _start(request)
        if self._bell.closed:
            raise Refused("stopping", retry_after=2)
        if self._open[visitor.session] >= self._settings.streams_per_session:
            raise Refused("too_fast", retry_after=5)
        response = web.StreamResponse(
            headers={
                "Content-Type": "text/event-stream; charset=utf-8",
                "Cache-Control": "no-store",
                # nginx would otherwise hold events back until its buffer is full.
                "X-Accel-Buffering": "no",
            }
        )
        await response.prepare(request)
        self._open[visitor.session] += 1
        try:
            with self._sessions.during(visitor):
                await self._follow(request, response, visitor, place)
        except (ConnectionError, Refused):
            pass  # The phone went away, or was logged out: it comes back and is told then.
        finally:
            self._open[visitor.session] -= 1
            if not self._open[visitor.session]:
                del self._open[visitor.session]
        return response

    async def _follow(
        self,
        request: web.Request,
        response: web.StreamResponse,
        visitor: Visitor,
        place: queries.Place,
    ) -> None:
        await response.write(b"retry: 2000\n\n")
        after = (await self._here(response, place)).seq
        with self._bell.listen() as ear:
            while not self._bell.closed:
                # Cleared before the log is read: what is written meanwhile rings again.
                ear.rung.clear()
                if ear.stale:
                    await self._look_again(request, ear)
                rows = await self._send_news(response, visitor, after)
                after = rows[-1].seq if rows else after
                if len(rows) < _BATCH:
                    await self._wait(response, ear)

    async def _here(self, response: web.StreamResponse, place: queries.Place) -> queries.Place:
        """The place to go on from; a page that has seen what a restore took back begins anew."""
        async with self._ports.database.reading() as db:
            if not await queries.is_of_another_log(db, place):
                return place
            newest = await queries.latest(db)
        await response.write(b"event: anew\ndata:\n\n")
        return newest

    async def _look_again(self, request: web.Request, ear: Ear) -> None:
        ear.stale = False
        visitor = await self._sessions.visitor(request)
        async with self._ports.database.reading(once=True) as db:
            rooms = await queries.rooms_of(db, visitor.address)
        self._bell.hears(ear, [room.chat for room in rooms])

    async def _send_news(
        self, response: web.StreamResponse, visitor: Visitor, after: int
    ) -> list[queries.EntryRow]:
        async with self._ports.database.reading() as db:
            found = await queries.entries_after(db, visitor.address, after, _BATCH)
            rows = [await revealed(db, row, self._ports.reveal) for row in found]
        for row in rows:
            data = json.dumps(shown(row, visitor.address), ensure_ascii=False)
            await response.write(
                f"id: {queries.Place(row.seq, row.at)}\nevent: entry\ndata: {data}\n\n".encode()
            )
        return rows

    async def _wait(self, response: web.StreamResponse, ear: Ear) -> None:
        try:
            async with asyncio.timeout(self._settings.heartbeat.total_seconds()):
                await ear.rung.wait()
        except TimeoutError:
            # A named event, not a comment: only events reach the page, whose own clock tells
            # a silent line from a dead one.
            ear.stale = True
            await response.write(b"event: beat\ndata:\n\n")


def _start(request: web.Request) -> queries.Place:
    """The last entry the phone has: the browser's own header is newer than the address."""
    text = request.headers.get("Last-Event-ID") or request.query.get("after", "0")
    number, _, at = text.partition("@")
    if not number.isdecimal() or len(number) > 18 or len(at) > 40:
        raise Refused("bad_request")
    return queries.Place(int(number), at)
