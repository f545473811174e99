"""Pages of a browser, each in a profile of its own, and what went wrong in them."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any

from playwright.async_api import Browser, BrowserContext, Page

from tests.patience import LONG

Opener = Callable[..., Awaitable[Page]]


@asynccontextmanager
async def pages(browser: Browser) -> AsyncIterator[Opener]:
    """Opens ``url`` at ``width`` × ``height`` pixels with ``cookies``; fails at the end on
    any script error or blocked content of any of them.
    """
    contexts: list[BrowserContext] = []
    faults: list[str] = []

    async def opens(
        url: str, *, width: int, height: int, cookies: Any = (), **options: Any
    ) -> Page:
        context = await browser.new_context(
            viewport={"width": width, "height": height}, locale="zh-CN", **options
        )
        contexts.append(context)
        context.set_default_timeout(LONG * 1000)
        await context.add_cookies(list(cookies))
        page = await context.new_page()
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on(
            "console",
            lambda message: (
                faults.append(message.text) if "Content Security Policy" in message.text else None
            ),
        )
        await page.goto(url)
        return page

    yield opens
    for context in contexts:
        await context.close()
    assert faults == []
