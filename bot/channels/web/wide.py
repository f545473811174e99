"""What the desk-sized pages have in common: who sits there, the page with its room, the presses.

Each page has a room of its own in the chat's log: a press is written there and comes to intake like
every press in the chat, so that one road leads to every decision. Not here: what a page shows
(`desk`, `scheme_desk`).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from aiohttp import web

from bot.channels.web import entries
from bot.channels.web.notices import Refused
from bot.channels.web.ports import Ports, WebSettings
from bot.channels.web.saying import take_in
from bot.channels.web.sessions import Sessions, Visitor
from bot.channels.web.stream import Bell
from bot.channels.web.throttle import Throttle
from bot.channels.web.views import page
from storage.database import Session as Transaction, stamp
from storage.queries import web as queries

_A_MINUTE = 900
"""Requests of one visitor: who holds a key down still works."""


@dataclass(frozen=True, slots=True)
class Named:
    """A desk-sized page: its files are called ``name``, people call it ``title``."""

    name: str
    title: str
    room_of: Callable[[str], str]


class WidePage:
    """The doors of one desk-sized page, as far as they are the same for all."""

    def __init__(
        self, named: Named, ports: Ports, settings: WebSettings, sessions: Sessions, bell: Bell
    ) -> None:
        self._named = named
        self._ports = ports
        self._settings = settings
        self._sessions = sessions
        self._bell = bell
        self._throttle = Throttle(ports.clock, _A_MINUTE, 60)

    async def visitor(self, request: web.Request) -> Visitor:
        """Who asks, counted. Raises Refused."""
        visitor = await self._sessions.visitor(request)
        self._throttle.spend(visitor.public)
        return visitor

    async def opened(self, visitor: Visitor) -> web.Response:
        """The page; its room is there from now on."""
        named, at = self._named, stamp(self._ports.clock())
        room = named.room_of(visitor.address)
        async with self._ports.database.transaction() as db:
            await queries.put_room(db, room, named.title, at, private=True)
            await queries.add_member(db, room, visitor.address, at)
        self._bell.ring_all()
        text = page(
            named.name,
            title=f"{named.title} · {self._settings.name}",
            style=f"{named.name}.css",
            script=f"{named.name}.js",
            name=self._settings.name,
            who=visitor.name,
            room=room,
        )
        return web.Response(text=text, content_type="text/html")

    async def latest(self) -> str:
        """The place from which the page follows its room."""
        async with self._ports.database.reading(once=True) as db:
            return str(await queries.latest(db))

    async def pressed(
        self, visitor: Visitor, key: str, route: str, label: str, *, sort: str, text: str = ""
    ) -> web.Response:
        """A press in the page's room: 202 when it is on disk; the same key again is one press.

        ``sort``: which kind of press it is, kept before its key.

        Raises:
            Refused: the page was never opened.
        """
        room = self._named.room_of(visitor.address)

        async def log(db: Transaction) -> queries.EntryRow:
            if await queries.membership(db, room, visitor.address) is None:
                raise Refused("not_found")
            return await entries.write_incoming(
                db,
                chat=room,
                author=visitor.address,
                name=visitor.name,
                key=key,
                said={
                    "text": text,
                    "files": [],
                    "route": route,
                    "pressed": f"{sort} {key}",
                    "root": 0,
                    "label": label,
                },
                at=stamp(self._ports.clock()),
            )

        row = await take_in(self._ports, self._bell, log)
        return web.json_response({"seq": row.seq}, status=202)
