"""``POST upload``: one file's raw bytes, streamed to the evidence store, answered when synced.

The answer names the upload; ``send`` turns uploads into a message. A refused file gets a number
too, so that the bot can tell the person why. What is refused, and the sentences, live elsewhere.
"""

from __future__ import annotations

import asyncio
import errno
import os
from collections.abc import AsyncIterator
from datetime import timedelta

import structlog
from aiohttp import web

from bot.channels.web.notices import Refused
from bot.channels.web.ports import Ports, WebSettings
from bot.channels.web.sessions import Sessions, Visitor
from bot.channels.web.throttle import Throttle
from storage.database import stamp
from storage.disk import FaultCode, StoreFault
from storage.evidence import Refused as NotKept
from storage.kinds import RefusalCode
from storage.queries import web as queries

log = structlog.get_logger(__name__)

_CHUNK = 256 * 1024
_LABEL_LETTERS = 200
_WAIT = 3
"""Seconds after which an upload that had to wait comes again."""
_NO_FILES = frozenset({errno.EMFILE, errno.ENFILE})


class Uploads:
    """Takes files in."""

    def __init__(self, ports: Ports, settings: WebSettings, sessions: Sessions) -> None:
        self._ports = ports
        self._settings = settings
        self._sessions = sessions
        self._throttle = Throttle(ports.clock, settings.uploads_per_minute, 60)
        self._under_way = 0

    async def upload(self, request: web.Request) -> web.Response:
        """Keep the body as a file called ``?label=``; ``?size=`` is what the phone says it is.

        A page that already knows its file is too large sends the size and no bytes.
        """
        visitor = await self._sessions.visitor(request)
        self._throttle.spend(visitor.public)
        # A type no plain form can send: another site's page cannot post files in our name.
        if request.content_type != "application/octet-stream":
            raise Refused("bad_request")
        declared = _declared(request)
        await self._within_the_day(visitor, declared)
        label = clean_label(request.query.get("label", ""))
        if self._under_way >= self._settings.uploads_at_once:
            raise Refused("uploads_busy", retry_after=_WAIT)
        self._under_way += 1
        try:
            row = await self._keep(request, visitor, label, declared)
        finally:
            self._under_way -= 1
        async with self._ports.database.transaction() as db:
            await queries.add_upload(db, row, stamp(self._ports.clock()))
        return web.json_response(
            {
                "id": row.id,
                "label": row.label,
                "size": row.size,
                "kind": row.kind,
                "refused": row.refused,
            },
            status=201,
        )

    async def _keep(
        self, request: web.Request, visitor: Visitor, label: str, declared: int
    ) -> queries.UploadRow:
        digest, size, kind, refused = None, declared, "", None
        if declared > self._settings.upload_limit:
            refused = RefusalCode.TOO_LARGE.value
            await _drain(request)
        else:
            try:
                stored = await self._ports.store.put(
                    self._body(request),
                    limit=self._settings.upload_limit,
                    allowed=self._ports.store.arriving,
                )
                digest, size, kind = stored.digest, stored.size, stored.kind.code
            except NotKept as refusal:
                refused = refusal.refusal.code.value
                await _drain(request)
            except StoreFault as fault:
                if isinstance(fault.__cause__, OSError) and fault.__cause__.errno in _NO_FILES:
                    raise Refused("uploads_busy", retry_after=_WAIT) from fault
                if fault.code is FaultCode.NO_SPACE:
                    log.warning("web.no_room")
                    raise Refused("no_room", retry_after=60) from fault
                log.exception("web.store_fault", code=fault.code.value)
                raise Refused("store_fault", retry_after=60) from fault
        return queries.UploadRow(
            id=self._ports.random_token(),
            address=visitor.address,
            label=label,
            digest=digest,
            size=size,
            kind=kind,
            refused=refused,
            used_at=None,
        )

    async def _body(self, request: web.Request) -> AsyncIterator[bytes]:
        """The body in pieces; a line that stays silent is given up, half a file never kept.

        Raises:
            Refused: nothing came for too long, or the line broke before the end.
        """
        came, expected = 0, _declared(request)
        began, idle = _ticks(), self._settings.idle.total_seconds()
        while True:
            # However it dribbles in, the whole has a time that grows with its size.
            left = began + idle + came / self._settings.slowest - _ticks()
            try:
                async with asyncio.timeout(min(idle, left)):
                    piece = await request.content.read(_CHUNK)
            except (TimeoutError, web.RequestPayloadError, ConnectionError):
                raise Refused("slow") from None
            if not piece:
                break
            came += len(piece)
            yield piece
        if came < expected:
            raise Refused("slow")

    async def _within_the_day(self, visitor: Visitor, declared: int) -> None:
        since = stamp(self._ports.clock() - timedelta(days=1))
        async with self._ports.database.reading(once=True) as db:
            spent = await queries.bytes_since(db, visitor.address, since)
        if spent + min(declared, self._settings.upload_limit) > self._settings.upload_day_limit:
            raise Refused("day_full", retry_after=3600)


def _ticks() -> float:
    return asyncio.get_running_loop().time()


def _declared(request: web.Request) -> int:
    """The larger of what the phone says and what the header says; neither is relied upon."""
    said = request.query.get("size", "0")
    if not said.isdecimal() or len(said) > 15:
        raise Refused("bad_request")
    return max(int(said), request.content_length or 0)


async def _drain(request: web.Request) -> None:
    """Read a little more, so that a browser in mid-send gets to see the answer.

    Bounded: whoever sends on after a refusal loses the connection instead.
    """
    try:
        async with asyncio.timeout(5):
            for _ in range(64):
                if not await request.content.read(_CHUNK):
                    return
    except (TimeoutError, web.RequestPayloadError, ConnectionError):
        return


def clean_label(text: str) -> str:
    """A file's name as a label: no folder, no control letters, shortened before its ending."""
    name = text.replace("\\", "/").rsplit("/", 1)[-1]
    name = "".join(letter for letter in name if letter.isprintable()).strip() or "未命名文件"
    if len(name) > _LABEL_LETTERS:
        stem, ending = os.path.splitext(name)  # noqa: PTH122 -- a label, not a path
        ending = ending[:16]
        name = stem[: _LABEL_LETTERS - len(ending) - 1] + "…" + ending
    return name
