"""Somebody of the office at a desk-sized page: the review's, or the rules'."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from playwright.async_api import Browser, Page

from tests.desk.desk_stage import Served
from tests.e2e.opened import Opener, pages


@asynccontextmanager
async def seated(
    browser: Browser, county: Served, place: str, *, width: int, height: int
) -> AsyncIterator[Opener]:
    """Opens ``place`` for whoever is named; fails on a script's fault or blocked content."""
    async with pages(browser) as opens:

        async def sits(who: str, width: int = width) -> Page:
            entered = await county.enter(who)
            base = f"http://127.0.0.1:{county.channel.port}{entered.path}"
            cookie = {"name": "xinkao", "value": entered.secret, "url": base}
            return await opens(f"{base}{place}", width=width, height=height, cookies=[cookie])

        yield sits
