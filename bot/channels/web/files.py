"""``file/…`` and ``thumb/…``: a file of an entry, to those who see the entry.

The type sent is the one detected from the bytes, never one that somebody claimed. Only pictures,
PDF and video are shown by the browser itself; the rest is handed over for saving.
"""

from __future__ import annotations

import asyncio
from typing import Any

from aiohttp import web

from bot.channels.web.downloads import Downloads, disposition
from bot.channels.web.entries import file_of, revealed
from bot.channels.web.handing import hand_out
from bot.channels.web.notices import Refused
from bot.channels.web.ports import Ports
from bot.channels.web.previews import BOXES, Previews
from bot.channels.web.security import SEALED
from bot.channels.web.sessions import Sessions, Visitor, room_of
from bot.corridor.events import Recipe
from storage.kinds import KINDS
from storage.queries import web as queries

DAY = "private, max-age=86400, immutable"


class Files:
    """Hands out files and previews."""

    def __init__(self, ports: Ports, sessions: Sessions, previews: Previews) -> None:
        self._ports = ports
        self._sessions = sessions
        self._downloads = Downloads(ports.download)
        self._previews = previews

    async def file(self, request: web.Request) -> web.StreamResponse:
        """The file itself; ``?save`` asks the browser to keep it instead of showing it.

        A log-in that ends while the bytes go out takes them along.
        """
        visitor, file = await self._visible(request)
        with self._sessions.during(visitor):
            response = await self._handed_out(request, visitor, file)
            if not response.prepared:
                await response.prepare(request)
                await response.write_eof()
            return response

    async def _handed_out(
        self, request: web.Request, visitor: Visitor, file: dict[str, Any]
    ) -> web.StreamResponse:
        if file.get("download"):
            return await self._downloads.hand_out(request, int(file["download"]), visitor.address)
        kind = KINDS.get(file["kind"])
        if not file["digest"]:
            return await self._made(file)
        inline = kind is not None and kind.inline and "save" not in request.query
        headers = {
            "Content-Type": kind.mime if kind is not None else "application/octet-stream",
            "Content-Disposition": disposition(file["label"], inline=inline),
            "Cache-Control": DAY,
        }
        if not (inline and file["kind"] == "pdf"):
            # A sandboxed PDF is a blank page in Chromium, whose viewer counts as a plugin.
            headers["Content-Security-Policy"] = SEALED
        return await hand_out(request, self._ports.store, file["digest"], headers)

    async def _made(self, file: dict[str, Any]) -> web.Response:
        """A file that is kept nowhere: made now, of what is still good now."""
        kind = KINDS[file["kind"]]
        data = await asyncio.to_thread(self._ports.make, Recipe.model_validate(file["recipe"]))
        return web.Response(
            body=data,
            headers={
                "Content-Type": kind.mime,
                "Content-Disposition": disposition(file["label"], inline=False),
                "Content-Security-Policy": SEALED,
            },
        )

    async def thumb(self, request: web.Request) -> web.StreamResponse:
        """A JPEG preview of a picture, without the place and camera its phone wrote into it."""
        _, file = await self._visible(request)
        kind = KINDS.get(file["kind"])
        size = request.query.get("size", "small")
        if size not in BOXES or kind is None or not kind.picture or not file["digest"]:
            raise Refused("not_found")
        return web.Response(
            body=await self._previews.of(await self._ports.store.here(file["digest"]), size),
            content_type="image/jpeg",
            headers={"Cache-Control": DAY, "Content-Security-Policy": SEALED},
        )

    async def _visible(self, request: web.Request) -> tuple[Visitor, dict[str, Any]]:
        visitor = await self._sessions.visitor(request)
        async with self._ports.database.reading() as db:
            row = await queries.entry(db, int(request.match_info["seq"]))
            if row is None:
                raise Refused("not_found")
            room = await room_of(db, visitor, row.chat)
            if row.seq <= room.after_seq:
                raise Refused("not_found")
            row = await revealed(db, row, self._ports.reveal)
        file = file_of(row, int(request.match_info["n"]))
        if file is None:
            raise Refused("not_found")
        return visitor, file
