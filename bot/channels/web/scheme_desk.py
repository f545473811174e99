"""``schemes``: a draft's whole table on a desk-sized page, and what it asks for.

What is shown comes from the port; a change is written into the log of the table's own room and
comes to intake like every press in the chat, with the text of the cell beside the route.
"""

from __future__ import annotations

from typing import Annotated

from aiohttp import web
from pydantic import Field, StringConstraints

from bot.channels.web import entries
from bot.channels.web.bodies import Body, Key, read_body, shown, there
from bot.channels.web.notices import Refused
from bot.channels.web.ports import Ports, SchemeDesk, WebSettings
from bot.channels.web.saying import take_in
from bot.channels.web.sessions import Sessions, Visitor
from bot.channels.web.stream import Bell
from bot.channels.web.throttle import Throttle
from bot.channels.web.views import page
from bot.corridor.events import Route, table_room
from storage.database import Session as Transaction, stamp
from storage.queries import web as queries

_A_MINUTE = 900


class Written(Body):
    """A press, or a text for the cell that the route names."""

    key: Key
    route: Annotated[Route, StringConstraints(pattern=r"^schemes/[^\s]+$")]
    label: Annotated[str, StringConstraints(min_length=1, max_length=40)]
    text: Annotated[str, StringConstraints(max_length=1500)] = ""


class Left(Body):
    """Which table is not looked at any more."""

    draft: int = Field(ge=1, lt=10**9)


class SchemeDoors:
    """The page of an admin who writes rules."""

    def __init__(self, ports: Ports, settings: WebSettings, sessions: Sessions, bell: Bell) -> None:
        self._ports = ports
        self._settings = settings
        self._sessions = sessions
        self._bell = bell
        self._throttle = Throttle(ports.clock, _A_MINUTE, 60)

    def add_to(self, router: web.UrlDispatcher, base: str) -> None:
        """The page's addresses."""
        draft = r"{draft:\d{1,9}}"
        router.add_get(f"{base}/schemes", self.page)
        router.add_get(f"{base}/schemes/list", self.list)
        router.add_get(f"{base}/schemes/table/{draft}", self.table)
        router.add_get(f"{base}/schemes/state/{draft}", self.state)
        router.add_get(rf"{base}/schemes/readings/{draft}/{{place:\d{{1,9}}}}", self.readings)
        router.add_post(f"{base}/schemes/write", self.write)
        router.add_post(f"{base}/schemes/leave", self.leave)

    async def page(self, request: web.Request) -> web.Response:
        """``GET schemes``: the page; its room is there from now on."""
        visitor, desk = await self._visitor(request)
        there(await desk.drafts(visitor.address))
        at, room = stamp(self._ports.clock()), table_room(visitor.address)
        async with self._ports.database.transaction() as db:
            await queries.put_room(db, room, "办法表", at, private=True)
            await queries.add_member(db, room, visitor.address, at)
        self._bell.ring_all()
        text = page(
            "schemes",
            title=f"办法表 · {self._settings.name}",
            style="schemes.css",
            script="schemes.js",
            name=self._settings.name,
            room=room,
        )
        return web.Response(text=text, content_type="text/html")

    async def list(self, request: web.Request) -> web.Response:
        """``GET schemes/list``: the drafts, and the number to follow from."""
        visitor, desk = await self._visitor(request)
        found = there(await desk.drafts(visitor.address))
        async with self._ports.database.reading() as db:
            found["after"] = await queries.latest_seq(db)
        return shown(found)

    async def table(self, request: web.Request) -> web.Response:
        """``GET schemes/table/{draft}``: every row."""
        visitor, desk = await self._visitor(request)
        return shown(there(await desk.table(visitor.address, _draft(request))))

    async def state(self, request: web.Request) -> web.Response:
        """``GET schemes/state/{draft}``: whether it has changed, and who else is there."""
        visitor, desk = await self._visitor(request)
        return shown(there(await desk.state(visitor.address, _draft(request))))

    async def readings(self, request: web.Request) -> web.Response:
        """``GET schemes/readings/{draft}/{place}``: the ways to read a row."""
        visitor, desk = await self._visitor(request)
        place = int(request.match_info["place"])
        return shown(there(await desk.readings(visitor.address, _draft(request), place)))

    async def leave(self, request: web.Request) -> web.Response:
        """``POST schemes/leave``: the page is left."""
        visitor, desk = await self._visitor(request)
        await desk.leave(visitor.address, (await read_body(request, Left)).draft)
        return shown({})

    async def write(self, request: web.Request) -> web.Response:
        """``POST schemes/write``: 202 when it is on disk; the same key again is written once."""
        visitor, _ = await self._visitor(request)
        said = await read_body(request, Written)
        room = table_room(visitor.address)

        async def log(db: Transaction) -> queries.EntryRow:
            if await queries.membership(db, room, visitor.address) is None:
                raise Refused("not_found")
            return await entries.write_incoming(
                db,
                chat=room,
                author=visitor.address,
                name=visitor.name,
                key=said.key,
                said={
                    "text": said.text,
                    "files": [],
                    "route": said.route,
                    "pressed": f"table {said.key}",
                    "root": 0,
                    "label": said.label,
                },
                at=stamp(self._ports.clock()),
            )

        row = await take_in(self._ports, self._bell, log)
        return web.json_response({"seq": row.seq}, status=202)

    async def _visitor(self, request: web.Request) -> tuple[Visitor, SchemeDesk]:
        visitor = await self._sessions.visitor(request)
        if self._ports.schemes is None:
            raise Refused("not_found")
        self._throttle.spend(visitor.public)
        return visitor, self._ports.schemes


def _draft(request: web.Request) -> int:
    return int(request.match_info["draft"])
