"""Listening on a port, with patience that ends: a connection that never asks is closed.

aiohttp waits for the first request of a connection for ever; a few thousand silent connections
would use up the process's files.
"""

from __future__ import annotations

import asyncio

from aiohttp import web

from bot.channels.web.security import Handler

HEADER_SECONDS = 20.0
"""A new connection has this long to send its first complete request header."""
_STOP_SECONDS = 20.0


class Listener:
    """One listening socket for one application."""

    def __init__(self, app: web.Application, *, patience: float = HEADER_SECONDS) -> None:
        self._patience = patience
        self._silent: set[web.RequestHandler] = set()
        app.middlewares.insert(0, self._note)
        # No access log: addresses hold invitation codes, and what people do is nobody's business.
        self._runner = web.AppRunner(
            app, access_log=None, keepalive_timeout=75, shutdown_timeout=_STOP_SECONDS
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
        protocol = server()
        self._silent.add(protocol)
        asyncio.get_running_loop().call_later(self._patience, self._give_up, protocol)
        return protocol

    def _give_up(self, protocol: web.RequestHandler) -> None:
        if protocol in self._silent:
            self._silent.discard(protocol)
            if protocol.transport is not None:
                protocol.transport.close()

    @web.middleware
    async def _note(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        self._silent.discard(request.protocol)
        return await handler(request)
