"""Listening on a port: who may come in (``gates``), and what of it is written down.

aiohttp waits for the first request of a connection for ever, and writes what it cannot read into
the log, with a stack; here neither happens.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable

from aiohttp import web
from aiohttp.http_exceptions import HttpProcessingError

from bot.channels.web.gates import Allowed, Gates, room
from bot.channels.web.security import Handler

FROM_ONE = 256
"""Connections from one address: a whole county may sit behind one."""
_STOP_SECONDS = 20.0
_SAY_EVERY = 60.0


class Listener:
    """One listening socket for one application."""

    def __init__(self, app: web.Application, allowed: Allowed | None = None) -> None:
        self._gates = Gates(allowed or Allowed(room(), FROM_ONE), _ticks)
        app.middlewares.insert(0, self._note)
        # No access log: addresses hold invitation codes, and what people do is nobody's business.
        self._runner = web.AppRunner(
            app,
            access_log=None,
            keepalive_timeout=75,
            shutdown_timeout=_STOP_SECONDS,
            logger=_quiet(_ticks),
        )
        self._server: asyncio.Server | None = None

    @property
    def port(self) -> int:
        """The port in use; 0 before ``open``."""
        if self._server is None or not self._server.sockets:
            return 0
        return int(self._server.sockets[0].getsockname()[1])

    async def open(self, host: str, port: int) -> None:
        """Start to listen.

        Raises:
            OSError: the port is taken, or not ours to take.
        """
        await self._runner.setup()
        loop = asyncio.get_running_loop()
        self._server = await loop.create_server(self._connected, host, port, backlog=512)

    async def close(self) -> None:
        """Take no new connection, finish the requests in hand, close the rest."""
        if self._server is not None:
            self._server.close()
        await self._runner.cleanup()

    def _connected(self) -> asyncio.Protocol:
        server = self._runner.server
        if server is None:  # pragma: no cover -- set up before the socket listens
            raise RuntimeError("connection before set-up")
        return self._gates.gate(server())

    @web.middleware
    async def _note(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        gate = self._gates.of(request.protocol)
        if gate is None:
            return await handler(request)
        gate.asks()
        try:
            return await handler(request)
        finally:
            gate.answered()


def _ticks() -> float:
    return asyncio.get_running_loop().time()


class _Wire(logging.Filter):
    """Of what is no request only that it came, once a minute; nothing of it."""

    def __init__(self, ticks: Callable[[], float]) -> None:
        super().__init__()
        self._ticks = ticks
        self._said_at = -_SAY_EVERY

    def filter(self, record: logging.LogRecord) -> bool:
        """Whether it is written, and what is left of it."""
        fault = record.exc_info[1] if record.exc_info else None
        if not isinstance(fault, HttpProcessingError):
            return True
        now = self._ticks()
        if now - self._said_at < _SAY_EVERY:
            return False
        self._said_at = now
        record.msg, record.args = "a request could not be read (%s)", (type(fault).__name__,)
        record.exc_info, record.exc_text = None, None
        return True


def _quiet(ticks: Callable[[], float]) -> logging.Logger:
    """The library's own logger, without what strangers sent."""
    logger = logging.getLogger("aiohttp.server")
    for known in [one for one in logger.filters if isinstance(one, _Wire)]:
        logger.removeFilter(known)
    logger.addFilter(_Wire(ticks))
    return logger
