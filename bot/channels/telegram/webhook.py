"""Being called by Telegram: one address, a secret in the header, 200 only when it is on disk."""

from __future__ import annotations

import hashlib
import hmac
import json

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


def application(inlet: Inlet, secret: str) -> web.Application:
    """The aiohttp application that Telegram calls."""

    async def take(request: web.Request) -> web.Response:
        told = request.headers.get(SECRET_HEADER, "")
        if not hmac.compare_digest(told.encode(), secret.encode()):
            return web.Response(status=403)
        try:
            update = json.loads(await request.read())
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

    app = web.Application(client_max_size=BODY_LIMIT)
    app.router.add_post(PATH, take)
    return app
