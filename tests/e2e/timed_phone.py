"""Next year's rules on a phone, from the Word file to a quarter that runs: ``make time-phone``.

A real installation, a real chromium of 390 pixels: the admin sends the file into the group, goes
through twenty rows one by one, tries the draft, proposes it; the second admin releases; the plug is
pulled with -9 half way; the next quarter is opened and a liaison reports by the new table. What a
row means is known beforehand (``timed_scheme.SECTIONS``).

Time is counted as a person needs it, as ``timed_scheme`` does it. Every page on the way is kept as
a picture and as text in the folder that is named.
"""

from __future__ import annotations

import asyncio
import re
import shutil
import sys
import tempfile
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

from playwright.async_api import Browser, FilePayload, Page, async_playwright, expect

from bot.roster.headings import RosterLine
from bot.roster.sheets.book import write_roster
from tests.e2e.conftest import FLAGS
from tests.e2e.installed import Installation
from tests.e2e.opened import Opener
from tests.e2e.people import SHEET, WORD, enter, invite, set_up
from tests.e2e.thumbs import Seen, Thumbs
from tests.e2e.timed_scheme import SECTIONS, Clock, Row, document

ROWS = tuple(row for _, rows in SECTIONS for row in rows)
UNITS = tuple(
    RosterLine(number, f"{name}镇", f"{name}镇", (), "乡镇街道")
    for number, name in enumerate(("冢头", "安良", "薛店"), 2)
)
HALF_WAY = 7
"""After so many rows the plug is pulled."""
_PATIENCE = 180
_READ = 1000
"""So long a page stands before it is pressed: the chat takes no press on what nobody can have
read, in milliseconds."""
_AGAIN = 10_000
"""Milliseconds until whoever gets no answer presses again."""
_QUIET = "() => !document.querySelector('.entry.pending, .busy')"


@dataclass
class Phone:
    """Somebody with a phone; what is read, tapped and written is counted."""

    thumbs: Thumbs
    folder: Path | None
    clock: Clock = field(default_factory=Clock)
    pages: int = 0

    async def see(self, seen: Seen) -> Seen:
        """Keep what stands there, and read it."""
        self.pages += 1
        self.clock.read += len(re.sub(r"\s", "", seen.whole))
        if self.folder is not None:
            name = self.folder / f"{self.pages:02d}"
            await self.thumbs.page.screenshot(path=name.with_suffix(".png"))
            said = f"{seen.whole}\n\n{' | '.join(seen.buttons)}\n"
            name.with_suffix(".txt").write_text(said, "utf-8")
        await self.thumbs.page.wait_for_timeout(_READ)
        return seen

    async def tap(self, label: str) -> Seen:
        """Tap a button of what spoke last; a row's page changes in its place."""
        self.clock.taps += 1
        before = await self.thumbs.latest()
        began = time.monotonic()
        async with asyncio.timeout(_PATIENCE):
            while (await self.thumbs.latest()) == before:
                await self._press(label, before)
        await self.thumbs.page.wait_for_function(_QUIET)
        self.clock.machine += time.monotonic() - began
        return await self.see(await self.thumbs.latest())

    async def _press(self, label: str, before: Seen) -> None:
        """Press, and once more where nothing comes of it for a while, as a person does."""
        await self.thumbs.touch(label, before.seq)
        for _ in range(_AGAIN // 50):
            if (await self.thumbs.latest()) != before:
                return
            await self.thumbs.page.wait_for_timeout(50)
        self.clock.taps += 1

    async def say(self, text: str) -> Seen:
        """Write a sentence and send it."""
        self.clock.signs += len(text)
        self.clock.taps += 1
        began = time.monotonic()
        await self.thumbs.say(text)
        self.clock.machine += time.monotonic() - began
        return await self.see(await self.thumbs.latest())

    async def row(self, seen: Seen, row: Row) -> Seen:
        """Confirm a row as it is meant: as it was read, by one of its readings, in own words."""
        assert row.name in seen.whole, seen
        self.clock.rows += 1
        kind, way = "对", _way_to(seen, row)
        if way:
            seen, kind = await self.tap(way), "选读法"
        elif not re.search(row.right, seen.text, re.S):
            seen, kind = await self._put_right(seen, row)
        self.clock.note(kind, row.name)
        if "对" in seen.buttons and row.name in seen.whole:
            assert re.search(row.right, seen.text, re.S), seen
            seen = await self.tap("对")
        return seen

    async def _put_right(self, seen: Seen, row: Row) -> tuple[Seen, str]:
        """A cell of the form, or an own sentence."""
        seen = await self.tap("改")
        cell = re.fullmatch(r"start=(.+)", row.own)
        if cell is not None:
            seen = await self.tap(next(one for one in seen.buttons if "起点" in one))
            return await self.say(cell[1]), "改了一格"
        own = "都不对，自己写"
        if own in seen.buttons:
            await self.tap(own)
        return await self.say(row.own or row.clause), "自己写"


def _way_to(seen: Seen, row: Row) -> str:
    """The button of the reading that says what is meant; empty: there is none."""
    ways = [one for one in seen.buttons if one.startswith("读法 ")]
    said = re.split(r"\n(?=[0-9]\. )", seen.text)[1:]
    for way, one in zip(ways, said, strict=False):
        if re.search(row.right, one, re.S):
            return way
    return ""


async def walk(open_page: Opener, scene: Installation, folder: Path | None) -> Clock:
    """From the file to the first answer under the new table."""
    admin = await set_up(open_page, scene)
    second = await _second_admin(open_page, admin)
    await _towns(admin)
    phone = Phone(admin, folder)
    seen = await _sent(phone)
    for at, row in enumerate(ROWS):
        if at == HALF_WAY:
            seen = await _restarted(scene, admin)
        seen = await phone.row(seen, row)
    other = Phone(second, None)
    await _released(phone, other, seen)
    phone.clock.taps += other.clock.taps
    phone.clock.read += other.clock.read
    await _next_quarter(open_page, Phone(admin, folder, pages=phone.pages))
    return phone.clock


async def _second_admin(open_page: Opener, admin: Thumbs) -> Thumbs:
    await admin.say("邀请 管理员")
    forwarded = admin.page.locator(".entry.bot .text", has_text="http://").last
    found = re.search(r"http://\S+", await forwarded.inner_text())
    assert found
    return await enter(open_page, found.group(), "王芳", "13800000008")


async def _towns(admin: Thumbs) -> None:
    await admin.say("单位")
    await admin.tap("导入名单")
    roster: FilePayload = {"name": "单位.xlsx", "mimeType": SHEET, "buffer": write_roster(UNITS)}
    await admin.send([roster])
    await admin.page.wait_for_timeout(_READ)
    seen = await admin.tap(f"确认写入 {len(UNITS)} 个单位")
    assert f"新增 {len(UNITS)} 个" in seen.text
    await admin.page.wait_for_timeout(_READ)


async def _sent(phone: Phone) -> Seen:
    await phone.say("办法")
    await phone.tap("发新的办法")
    file: FilePayload = {"name": "2027年考核办法.docx", "mimeType": WORD, "buffer": document()}
    phone.clock.taps += 4  # the clip, the file, its name, open
    seen = await phone.see(await phone.thumbs.send([file]))
    assert "20 行指标" in seen.text, seen
    await phone.tap(next(one for one in seen.buttons if one.startswith("核对：")))
    return await phone.tap("逐行核对")


async def _restarted(scene: Installation, admin: Thumbs) -> Seen:
    """The plug is pulled; what stood there stands there again."""
    await scene.kill()
    await expect(admin.page.get_by_text("网络断了，正在重连")).to_be_visible()
    await scene.start()
    await expect(admin.page.get_by_text("网络断了")).to_be_hidden(timeout=_PATIENCE * 1000)
    await admin.page.wait_for_timeout(_READ)
    return await admin.latest()


async def _released(phone: Phone, second: Phone, seen: Seen) -> None:
    """What is said before a release is read; one proposes, the other confirms."""
    for _ in range(8):
        if "提请发布" in seen.buttons and "试算" in seen.buttons:
            break
        known = ("按原文写明", "发布", "返回草案")
        seen = await phone.tap(next(one for one in known if one in seen.buttons))
    await phone.tap("试算")
    seen = await phone.tap("返回草案")
    seen = await phone.tap("提请发布")
    await phone.tap("提请发布")
    rooms = second.thumbs.page.get_by_role("navigation")
    await rooms.get_by_role("button", name="信用办管理群").click()
    await second.thumbs.hear("提议发布")
    seen = await second.see(await second.thumbs.latest())
    seen = await second.tap("确认发布")
    assert "已发布" in seen.whole, seen


async def _next_quarter(open_page: Opener, phone: Phone) -> None:
    link = await invite(phone.thumbs, "冢头镇")
    liaison = Phone(await enter(open_page, link, "王强", "13800000002"), phone.folder, pages=80)
    await phone.thumbs.hear("王强已绑定")  # said to the group in its own time
    seen = await phone.say("开期")
    assert seen.buttons, seen
    seen = await phone.tap(seen.buttons[0])
    now = "确认开期，马上通知"
    if seen.buttons[0] != now:
        await phone.tap("改开始填报")
        await phone.say("今天")
    await phone.tap(now)
    await liaison.thumbs.hear("考核开始填报")
    seen = await liaison.say("一.2")
    assert "会议部署" in seen.whole, seen
    seen = await liaison.say("3")
    assert "得 3 分" in seen.text, seen


@asynccontextmanager
async def _phones(browser: Browser, scene: Installation) -> AsyncIterator[Opener]:
    """Pages of a phone's size, each with a profile of its own."""
    contexts = []

    async def open_page(path: str = "/", **options: str) -> Page:
        context = await browser.new_context(
            viewport={"width": 390, "height": 844},
            locale="zh-CN",
            timezone_id="Asia/Shanghai",
            reduced_motion="reduce",
        )
        contexts.append(context)
        context.set_default_timeout(_PATIENCE * 1000)
        page = await context.new_page()
        await page.goto(f"http://127.0.0.1:{scene.port}{path}")
        return page

    yield open_page
    for context in contexts:
        await context.close()


async def main(folder: str) -> None:
    """Walk once, and say what it took."""
    chromium = shutil.which("chromium")
    if chromium is None:
        sys.exit("没有 chromium：apt-get install chromium")
    pictures = Path(folder) if folder else None
    if pictures is not None:
        pictures.mkdir(parents=True, exist_ok=True)
    expect.set_options(timeout=_PATIENCE * 1000)
    with tempfile.TemporaryDirectory() as data:
        scene = Installation(Path(data))
        await scene.start()
        try:
            async with async_playwright() as playwright:
                browser = await playwright.chromium.launch(executable_path=chromium, args=FLAGS)
                async with _phones(browser, scene) as open_page:
                    clock = await walk(open_page, scene, pictures)
                await browser.close()
            answers = [scene.ask(*one) for one in (("check", "--data"), ("verify",))]
        finally:
            await scene.stop()
    assert not any(one.returncode for one in answers), answers
    lines = [
        f"手机上 {len(ROWS)} 行，从发文件到发布：{clock.minutes:.1f} 分钟",
        f"  点 {clock.taps} 次，自己写的 {clock.signs} 个字，要读的 {clock.read} 个字",
        f"  等机器 {clock.machine:.1f} 秒；中途断过一次电，发布以后新的季度照新办法填报",
    ]
    lines += [f"  {kind}：{len(of)}（{'、'.join(of)}）" for kind, of in clock.kinds.items()]
    sys.stdout.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1] if len(sys.argv) > 1 else ""))
