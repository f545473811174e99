"""Being called by Telegram: one address, a secret in the header, 200 only when it is on disk.

At a port of its own, or at the web chat's address where that is the one way in (``TelegramChannel.
calls``).
"""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Awaitable, Callable

import structlog
from aiohttp import web

from bot.channels.telegram.inlet import Inlet

log = structlog.get_logger(__name__)

PATH = "/telegram"
SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 -- the header's name
BODY_LIMIT = 1024 * 1024
CONNECTIONS = 1
"""One connection keeps every chat in order; at 20 ms a round trip it carries more than the bot
may answer."""


def secret_of(token: str) -> str:
    """The webhook's secret, derived: nothing more to keep, and it changes with the token."""
    return hashlib.sha256(f"xinkao-webhook:{token}".encode()).hexdigest()


def taker(
    inlet_now: Callable[[], Inlet | None], secret: str
) -> Callable[[web.Request], Awaitable[web.Response]]:
    """What answers Telegram's calls; ``inlet_now``: None while nothing can be taken in yet.

    What is not answered with 200 Telegram sends again, so that nothing is lost meanwhile.
    """

    async def take(request: web.Request) -> web.Response:
        told = request.headers.get(SECRET_HEADER, "")
        if not hmac.compare_digest(told.encode(), secret.encode()):
            return web.Response(status=403)
        if (inlet := inlet_now()) is None:
            return web.Response(status=503)
        try:
            update = json.loads(await request.clone(client_max_size=BODY_LIMIT).read())
        except ValueError:
            return web.Response(status=400)
        if not isinstance(update, dict):
            return web.Response(status=400)
        try:
            await inlet.take([update])
        except Exception:  # the database failed: Telegram sends it again
            log.exception("update not kept")
            return web.Response(status=503)
        return web.Response()

    return take


def application(inlet: Inlet, secret: str) -> web.Application:
    """The aiohttp application that Telegram calls, at a port of its own."""
    app = web.Application(client_max_size=BODY_LIMIT)
    app.router.add_post(PATH, taker(lambda: inlet, secret))
    return app
