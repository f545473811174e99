"""Routes: what a button carries and a conversation row keeps. The pages are elsewhere."""

from __future__ import annotations

import hashlib

from bot.corridor.events import Route, canonical


def link(*segments: object) -> Route:
    """A route from its segments: ``link("row", 5, 12, "三.4")`` is ``row/5/12/三.4``."""
    return "/".join(str(segment) for segment in segments)


def base(*segments: object) -> Route:
    """The beginning of routes that is no page by itself: ``link(base, …)`` leads on from it."""
    return link(*segments)


def token(value: object) -> str:
    """Six signs that stand for a value in a route."""
    return hashlib.sha256(canonical(value).encode()).hexdigest()[:6]
