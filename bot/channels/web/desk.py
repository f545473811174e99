"""``desk``: the reviewer's wide page, and what it asks for.

What is shown comes from the port; a decision is written into the log of the desk's own room and
comes to intake like every press in the chat, so that one road leads to every decision.
"""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Annotated

from aiohttp import web
from pydantic import Field, StringConstraints

from bot.channels.web.bodies import Body, Key, read_body, shown, there
from bot.channels.web.downloads import disposition
from bot.channels.web.files import DAY
from bot.channels.web.handing import hand_out
from bot.channels.web.notices import Refused
from bot.channels.web.ports import Desk, Ports, WebSettings
from bot.channels.web.previews import BOXES, Previews
from bot.channels.web.security import SEALED
from bot.channels.web.sessions import Sessions, Visitor
from bot.channels.web.stream import Bell
from bot.channels.web.wide import Named, WidePage
from bot.corridor.events import Route, desk_room
from storage.kinds import KINDS

_NAMED = Named("desk", "审核台", desk_room)


class Place(Body):
    """Which item."""

    quarter: int = Field(ge=1, lt=10**9)
    unit: int = Field(ge=1, lt=10**9)
    row: Annotated[str, StringConstraints(min_length=1, max_length=20, pattern=r"^[^\x00]+$")]


class Pressed(Body):
    """A decision: the page it leads to, which is one of the review's."""

    key: Key
    route: Annotated[Route, StringConstraints(pattern=r"^review/[^\s]+$")]
    label: Annotated[str, StringConstraints(min_length=1, max_length=40)]


class Wanted(Body):
    """A text that is looked for."""

    text: Annotated[str, StringConstraints(max_length=200)]


class DeskDoors:
    """The desk page of a visitor who reviews."""

    def __init__(
        self,
        ports: Ports,
        settings: WebSettings,
        sessions: Sessions,
        bell: Bell,
        previews: Previews,
    ) -> None:
        self._ports = ports
        self._previews = previews
        self._wide = WidePage(_NAMED, ports, settings, sessions, bell)

    def add_to(self, router: web.UrlDispatcher, base: str) -> None:
        """The desk's addresses."""
        router.add_get(f"{base}/desk", self.page)
        router.add_get(f"{base}/desk/list", self.list)
        router.add_get(rf"{base}/desk/unit/{{quarter:\d{{1,9}}}}/{{unit:\d{{1,9}}}}", self.unit)
        router.add_post(f"{base}/desk/open", self.open)
        router.add_post(f"{base}/desk/leave", self.leave)
        router.add_post(f"{base}/desk/press", self.press)
        router.add_post(f"{base}/desk/find", self.find)
        paper = r"{paper:[wp]?\d{1,9}}"  # evidence, a work report's, an appeal's
        router.add_get(f"{base}/desk/text/{paper}", self.text)
        router.add_get(f"{base}/desk/file/{paper}", self.file)
        router.add_get(f"{base}/desk/photo/{paper}", self.photo)
        router.add_get(rf"{base}/desk/page/{paper}/{{n:\d{{1,4}}}}", self.drawn)
        router.add_get(f"{base}/desk/pages/{paper}", self.pages)

    async def page(self, request: web.Request) -> web.Response:
        """``GET desk``: the page; its room is there from now on."""
        visitor, desk = await self._visitor(request)
        if not await desk.may(visitor.address):
            raise Refused("not_found")
        return await self._wide.opened(visitor)

    async def list(self, request: web.Request) -> web.Response:
        """``GET desk/list?quarter=``: every item."""
        visitor, desk = await self._visitor(request)
        named = request.query.get("quarter", "")
        quarter = int(named) if named.isdecimal() and len(named) < 10 else None
        found = there(await desk.overview(visitor.address, quarter))
        return shown({**found, "after": await self._wide.latest()})

    async def unit(self, request: web.Request) -> web.Response:
        """``GET desk/unit/…``: the items of one unit."""
        visitor, desk = await self._visitor(request)
        at = int(request.match_info["quarter"]), int(request.match_info["unit"])
        return shown(there(await desk.of_unit(visitor.address, *at)))

    async def open(self, request: web.Request) -> web.Response:
        """``POST desk/open``: an item, and nobody else gets it."""
        visitor, desk = await self._visitor(request)
        at = await read_body(request, Place)
        return shown(there(await desk.open(visitor.address, at.quarter, at.unit, at.row)))

    async def leave(self, request: web.Request) -> web.Response:
        """``POST desk/leave``: the page is left."""
        visitor, desk = await self._visitor(request)
        await desk.leave(visitor.address)
        return shown({})

    async def press(self, request: web.Request) -> web.Response:
        """``POST desk/press``: 202 when the press is on disk; the same key again is one press."""
        visitor, _ = await self._visitor(request)
        said = await read_body(request, Pressed)
        return await self._wide.pressed(visitor, said.key, said.route, said.label, sort="desk")

    async def find(self, request: web.Request) -> web.Response:
        """``POST desk/find``: where a text stands in the papers."""
        visitor, desk = await self._visitor(request)
        wanted = await read_body(request, Wanted)
        return shown(there(await desk.search(visitor.address, wanted.text)))

    async def text(self, request: web.Request) -> web.Response:
        """``GET desk/text/{paper}``: what was read, with the place of every line."""
        visitor, desk = await self._visitor(request)
        return shown({"pages": there(await desk.text(visitor.address, _paper(request)))})

    async def file(self, request: web.Request) -> web.StreamResponse:
        """``GET desk/file/{paper}``: the bytes as they came."""
        visitor, desk = await self._visitor(request)
        paper = there(await desk.paper(visitor.address, _paper(request)))
        kind = KINDS.get(paper.kind)
        inline = kind is not None and kind.inline and "save" not in request.query
        headers = {
            "Content-Type": kind.mime if kind is not None else "application/octet-stream",
            "Content-Disposition": disposition(paper.label, inline=inline),
            "Cache-Control": DAY,
        }
        if not (inline and paper.kind == "pdf"):
            headers["Content-Security-Policy"] = SEALED
        return await hand_out(request, self._ports.store, there(paper.digest), headers)

    async def photo(self, request: web.Request) -> web.Response:
        """``GET desk/photo/{paper}?size=``: a picture that was sent, upright."""
        visitor, desk = await self._visitor(request)
        path, paper = there(await desk.file(visitor.address, _paper(request)))
        kind, size = KINDS.get(paper.kind), request.query.get("size", "large")
        if size not in BOXES or kind is None or not kind.picture:
            raise Refused("not_found")
        ready = desk.drawn(paper) if size == "large" else None
        if ready is not None:
            return _jpeg(await asyncio.to_thread(ready.read_bytes))
        return _jpeg(await self._previews.of(path, size))

    async def drawn(self, request: web.Request) -> web.Response:
        """``GET desk/page/{paper}/{n}``: the picture of a page, or a sentence why there is none."""
        visitor, desk = await self._visitor(request)
        number = int(request.match_info["n"])
        found = there(await desk.page(visitor.address, _paper(request), number))
        if not isinstance(found, Path):
            return web.json_response({"code": "no_picture", "sentence": str(found)}, status=404)
        return _jpeg(await asyncio.to_thread(found.read_bytes))

    async def pages(self, request: web.Request) -> web.Response:
        """``GET desk/pages/{paper}``: how many pages it has, once the first is drawn; else 0."""
        visitor, desk = await self._visitor(request)
        return shown({"pages": there(await desk.pages(visitor.address, _paper(request)))})

    async def _visitor(self, request: web.Request) -> tuple[Visitor, Desk]:
        visitor = await self._wide.visitor(request)
        return visitor, there(self._ports.desk)


def _paper(request: web.Request) -> str:
    return request.match_info["paper"]


def _jpeg(body: bytes) -> web.Response:
    headers = {"Cache-Control": DAY, "Content-Security-Policy": SEALED}
    return web.Response(body=body, content_type="image/jpeg", headers=headers)
