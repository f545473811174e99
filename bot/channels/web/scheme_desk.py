"""``schemes``: a draft's whole table on a desk-sized page, and what it asks for.

What is shown comes from the port; a change is written into the log of the table's own room and
comes to intake like every press in the chat, with the text of the cell beside the route.
"""

from __future__ import annotations

from typing import Annotated

from aiohttp import web
from pydantic import Field, StringConstraints

from bot.channels.web.bodies import Body, Key, read_body, shown, there
from bot.channels.web.files import DAY
from bot.channels.web.ports import Ports, SchemeDesk, WebSettings
from bot.channels.web.security import SEALED
from bot.channels.web.sessions import Sessions, Visitor
from bot.channels.web.stream import Bell
from bot.channels.web.wide import Named, WidePage
from bot.corridor.events import Route, table_room

_NAMED = Named("schemes", "办法表", table_room)


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
        self._wide = WidePage(_NAMED, ports, settings, sessions, bell)

    def add_to(self, router: web.UrlDispatcher, base: str) -> None:
        """The page's addresses."""
        draft = r"{draft:\d{1,9}}"
        router.add_get(f"{base}/schemes", self.page)
        router.add_get(f"{base}/schemes/list", self.list)
        router.add_get(f"{base}/schemes/table/{draft}", self.table)
        router.add_get(f"{base}/schemes/state/{draft}", self.state)
        router.add_get(rf"{base}/schemes/readings/{draft}/{{place:\d{{1,9}}}}", self.readings)
        number = r"{number:\d{1,3}}"
        place = r"{place:\d{1,9}}"
        router.add_get(f"{base}/schemes/original/{draft}/{place}/{number}", self.original)
        router.add_post(f"{base}/schemes/write", self.write)
        router.add_post(f"{base}/schemes/leave", self.leave)

    async def page(self, request: web.Request) -> web.Response:
        """``GET schemes``: the page; its room is there from now on."""
        visitor, desk = await self._visitor(request)
        there(await desk.drafts(visitor.address))
        return await self._wide.opened(visitor)

    async def list(self, request: web.Request) -> web.Response:
        """``GET schemes/list``: the drafts, and the number to follow from."""
        visitor, desk = await self._visitor(request)
        found = there(await desk.drafts(visitor.address))
        return shown({**found, "after": await self._wide.latest()})

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

    async def original(self, request: web.Request) -> web.Response:
        """``GET schemes/original/{draft}/{place}/{number}``: what stands in the scan."""
        visitor, desk = await self._visitor(request)
        place, number = (int(request.match_info[one]) for one in ("place", "number"))
        body = there(await desk.original(visitor.address, _draft(request), place, number))
        headers = {"Cache-Control": DAY, "Content-Security-Policy": SEALED}
        return web.Response(body=body, content_type="image/jpeg", headers=headers)

    async def leave(self, request: web.Request) -> web.Response:
        """``POST schemes/leave``: the page is left."""
        visitor, desk = await self._visitor(request)
        await desk.leave(visitor.address, (await read_body(request, Left)).draft)
        return shown({})

    async def write(self, request: web.Request) -> web.Response:
        """``POST schemes/write``: 202 when it is on disk; the same key again is written once."""
        visitor, _ = await self._visitor(request)
        said = await read_body(request, Written)
        return await self._wide.pressed(
            visitor, said.key, said.route, said.label, sort="table", text=said.text
        )

    async def _visitor(self, request: web.Request) -> tuple[Visitor, SchemeDesk]:
        visitor = await self._wide.visitor(request)
        return visitor, there(self._ports.schemes)


def _draft(request: web.Request) -> int:
    return int(request.match_info["draft"])
