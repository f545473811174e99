"""The READMEs' pictures, taken from the sample county: ``make pictures``.

Starts the sample in a folder that is thrown away, walks into it with Debian's chromium as a visitor
would, and writes ``tests/e2e/pictures/``. Everything on them is the sample's, marked 示例.
"""

from __future__ import annotations

import asyncio
import os
import shutil
import sys
import tempfile
from asyncio.subprocess import PIPE, Process
from pathlib import Path

from PIL import Image
from playwright.async_api import Browser, Page, async_playwright

from tests.e2e.conftest import FLAGS
from tests.e2e.thumbs import Thumbs

FOLDER = Path(__file__).parent / "pictures"
_DRAWN = "() => [...document.querySelectorAll('.entry.bot img')].every((one) => one.complete)"
_STAMP = """() => {
  const mark = document.createElement('div');
  mark.textContent = '示例';
  Object.assign(mark.style, {
    position: 'fixed', top: '60%', left: '50%', transform: 'translate(-50%, -50%) rotate(-18deg)',
    font: 'bold 88px sans-serif', color: 'rgb(176 44 36 / 22%)', zIndex: 99, pointerEvents: 'none',
  });
  document.body.append(mark);
}"""
"""Places are real and figures invented: nobody who copies a picture may take it for a result."""
COLOURS = 255
"""What a palette holds: a picture stays well under 150 kB."""


async def take() -> None:
    """All pictures, one sample county for both."""
    chromium = shutil.which("chromium")
    if chromium is None:
        sys.exit("没有 chromium：apt-get install chromium")
    FOLDER.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        process, address = await sample(folder)
        try:
            async with async_playwright() as playwright:
                browser = await playwright.chromium.launch(executable_path=chromium, args=FLAGS)
                await _walk(browser, address)
                await _ranking(browser, address)
                await browser.close()
        finally:
            process.terminate()
            await process.wait()


async def sample(folder: str) -> tuple[Process, str]:
    """The sample county's process and where it is found."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot", "demo", "--port", "18480", "--folder", folder),
        env={**os.environ, "PYTHONUTF8": "1"},
        stdout=PIPE,
    )
    assert process.stdout is not None
    async for line in process.stdout:
        if "http://" in (said := line.decode()):
            return process, "http://" + said.rsplit("http://", 1)[1].strip()
    sys.exit("示例县没有启动")


async def _enter(browser: Browser, address: str, who: str) -> Thumbs:
    context = await browser.new_context(
        viewport={"width": 390, "height": 844},
        locale="zh-CN",
        timezone_id="Asia/Shanghai",
        reduced_motion="reduce",
    )
    page = await context.new_page()
    await page.goto(address)
    await page.get_by_text(who).first.click()
    await page.get_by_label("输入消息").wait_for()
    return Thumbs(page)


async def _walk(browser: Browser, address: str) -> None:
    """A liaison answers one question in words and sees what it is worth."""
    thumbs = await _enter(browser, address, "县教育局 联络员")
    await thumbs.page.locator(".entry.bot").first.wait_for()
    await thumbs.say("填报")
    await thumbs.say("是")
    await _keep(thumbs.page, "walk")


async def _ranking(browser: Browser, address: str) -> None:
    """The office asks for the ranking as a picture."""
    thumbs = await _enter(browser, address, "信用办 管理群")
    await thumbs.say("上季度排名图 乡镇")
    await thumbs.page.locator(".entry.bot img").last.wait_for()
    await thumbs.page.wait_for_function(_DRAWN)
    await _keep(thumbs.page, "ranking")


async def _keep(page: Page, name: str) -> None:
    path = FOLDER / f"{name}.png"
    await page.evaluate(_STAMP)
    await page.screenshot(path=path, animations="disabled")
    _lighten(path, 390)


def _lighten(path: Path, widest: int) -> None:
    """Few colours and no more pixels than the README shows."""
    image = Image.open(path).convert("RGB")
    if image.width > widest:
        image = image.resize(
            (widest, image.height * widest // image.width), Image.Resampling.LANCZOS
        )
    image.quantize(COLOURS).save(path, optimize=True)


if __name__ == "__main__":
    asyncio.run(take())
