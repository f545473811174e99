"""Somebody of the office at a desk-sized page: the review's, or the rules'."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

from playwright.async_api import Browser, Page

from tests.desk.desk_stage import Served
from tests.patience import LONG

Sits = Callable[..., Awaitable[Page]]


@asynccontextmanager
async def seated(
    browser: Browser, county: Served, place: str, *, width: int, height: int
) -> AsyncIterator[Sits]:
    """Opens ``place`` for whoever is named; fails on a script's fault or blocked content."""
    faults: list[str] = []
    contexts = []

    async def opens(who: str, width: int = width) -> Page:
        opened = await county.enter(who)
        base = f"http://127.0.0.1:{county.channel.port}"
        context = await browser.new_context(
            viewport={"width": width, "height": height}, locale="zh-CN"
        )
        contexts.append(context)
        context.set_default_timeout(LONG * 1000)
        await context.add_cookies(
            [{"name": "xinkao", "value": opened.secret, "url": base + opened.path}]
        )
        page = await context.new_page()
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on(
            "console",
            lambda message: (
                faults.append(message.text) if "Content Security Policy" in message.text else None
            ),
        )
        await page.goto(f"{base}{opened.path}{place}")
        return page

    yield opens
    for context in contexts:
        await context.close()
    assert faults == []
