"""A real chromium against a real server, on one loop; pictures of what it shows are kept.

The browser is started once for all tests, on a loop that all of them share; what a test opens in it
is a profile of its own, with nothing of the others' in it.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from playwright.async_api import Browser, Page, async_playwright, expect

from bot.channels.web import WebSettings
from tests.channels.web.web_stage import Stage, stage
from tests.e2e.opened import Opener, pages
from tests.e2e.scripted import talk
from tests.patience import LONG

_WITHOUT = (
    # An address bar's lists, each a renderer of its own beside every page that is opened: a third
    # of all the processor time of these tests.
    "WebUIOmniboxPopup",
    "WebUIOmniboxAimPopup",
    # What Playwright itself leaves out; of two lists chromium hears only the last one.
    "AvoidUnnecessaryBeforeUnloadCheckSync",
    "DestroyProfileOnBrowserClose",
    "HttpsUpgrades",
    "LensOverlay",
    "MediaRouter",
    "OptimizationHints",
    "PaintHolding",
    "ThirdPartyStoragePartitioning",
)
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    f"--disable-features={','.join(_WITHOUT)}",
]
# A machine shared by many takes its time; nothing here asserts how long anything takes.
expect.set_options(timeout=LONG * 1000)
PICTURES = Path(os.environ.get("XINKAO_ARTEFACTS", "artefacts"))


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def browser() -> AsyncIterator[Browser]:
    """Debian's chromium."""
    path = shutil.which("chromium")
    if path is None:
        pytest.skip("no chromium on this machine: apt-get install chromium fonts-noto-cjk")
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=path, args=FLAGS, env=_plain())
        yield browser
        await browser.close()


def _plain() -> dict[str, str | float | bool]:
    """The environment without ``faketime``, under which chromium does not start."""
    return {key: one for key, one in os.environ.items() if key != "LD_PRELOAD"}


@pytest.fixture
def demo() -> bool:
    """Whether the demo's start page is there; a test may ask for a real installation."""
    return True


@pytest_asyncio.fixture(loop_scope="session")
async def scene(tmp_path: Path, demo: bool) -> AsyncIterator[Stage]:
    """A web chat served on a free port, with the scripted bot."""
    settings = WebSettings(host="127.0.0.1", port=0, upload_limit=2 * 1024 * 1024)
    async with stage(tmp_path, settings, demo=demo) as made:
        made.walks = lambda: datetime.now(UTC)  # as the browser's
        made.reply = talk
        await made.channel.start()
        yield made
        await made.channel.stop()


@pytest_asyncio.fixture(loop_scope="session")
async def phone(browser: Browser, scene: Stage) -> AsyncIterator[Opener]:
    """Opens a page of a phone's size; fails the test on any script error or blocked content."""
    async with pages(browser) as opens:

        async def open_page(
            path: str = "/", *, width: int = 390, height: int = 844, **options: Any
        ) -> Page:
            url = f"http://127.0.0.1:{scene.channel.port}{path}"
            return await opens(
                url, width=width, height=height, timezone_id="Asia/Shanghai", **options
            )

        yield open_page


async def picture(page: Page, name: str) -> None:
    """Keep what the page shows, to be looked at."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    await page.screenshot(path=PICTURES / f"{name}.png", animations="disabled")
