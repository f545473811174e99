"""Next year's rules on the phone, one real process: sent, confirmed row by row, released by two.

The process is killed with -9 half way through the rows and started again; the quarter that is
opened afterwards is reported by what was released. What a row means is known beforehand
(`timed_scheme`).
"""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import FilePayload, expect

from bot.roster.headings import RosterLine
from bot.roster.sheets.book import write_roster
from tests.e2e.conftest import Opener, picture
from tests.e2e.installed import Installation
from tests.e2e.test_whole_bot import SHEET, WORD, _enter, _invite, _set_up
from tests.e2e.thumbs import Seen, Thumbs
from tests.e2e.timed_scheme import SECTIONS, Row, document

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.asyncio(loop_scope="session")]

ROWS = tuple(row for _, rows in SECTIONS for row in rows)
GROUP = "乡镇街道"
UNITS = tuple(
    RosterLine(number, f"{name}镇", f"{name}镇", (), GROUP)
    for number, name in enumerate(("冢头", "安良", "薛店"), 2)
)
PRESSED = 7
"""After so many rows the plug is pulled."""


@pytest_asyncio.fixture(loop_scope="session")
async def scene(tmp_path: Path) -> AsyncIterator[Installation]:
    """The program itself in place of the scripted bot."""
    made = Installation(tmp_path)
    await made.start()
    yield made
    await made.stop()


@dataclass
class Office:
    """An admin with a phone; every tap and every sign is counted."""

    thumbs: Thumbs
    taps: int = 0
    written: int = 0
    read: int = 0
    kinds: dict[str, list[str]] = field(default_factory=dict)

    async def tap(self, label: str) -> Seen:
        """Tap a button of what spoke last."""
        self.taps += 1
        return self._seen(await self.thumbs.tap(label))

    async def say(self, text: str) -> Seen:
        """Write a sentence."""
        self.written += len(text)
        self.taps += 1
        return self._seen(await self.thumbs.say(text))

    def _seen(self, seen: Seen) -> Seen:
        self.read += len(seen.whole)
        return seen

    async def row(self, seen: Seen, row: Row) -> Seen:
        """Confirm a row as it is meant: as it was read, by one of its readings, or in own words."""
        assert row.name in seen.title, seen
        ways = [one for one in seen.buttons if one.startswith("读法 ")]
        kind = "对"
        if ways:
            said = re.split(r"\n(?=[0-9]\. )", seen.text)[1:]
            fits = [
                way for way, one in zip(ways, said, strict=True) if re.search(row.right, one, re.S)
            ]
            assert fits, seen
            seen, kind = await self.tap(fits[0]), "选读法"
        elif not re.search(row.right, seen.text, re.S):
            seen, kind = await self._in_own_words(seen, row), "自己写"
        self.kinds.setdefault(kind, []).append(row.name)
        if "对" in seen.buttons and row.name in seen.title:
            assert re.search(row.right, seen.text, re.S), seen
            seen = await self.tap("对")
        return seen

    async def _in_own_words(self, seen: Seen, row: Row) -> Seen:
        seen = await self.tap("改")
        if "都不对，自己写" in seen.buttons:
            seen = await self.tap("都不对，自己写")
        return await self.say(row.own or row.clause)


async def test_from_the_file_to_the_next_quarter(phone: Opener, scene: Installation) -> None:
    """Twenty rows on a phone, the plug pulled after seven, a second admin, and a quarter."""
    admin = await _set_up(phone, scene)
    second = await _second_admin(phone, admin)
    await _towns(admin)
    office = Office(admin)
    seen = await _sent(office)
    for at, row in enumerate(ROWS):
        if at == PRESSED:
            await scene.kill()
            await expect(admin.page.get_by_text("网络断了，正在重连")).to_be_visible()
            await scene.start()
            await expect(admin.page.get_by_text("网络断了")).to_be_hidden()
            seen = await admin.latest()  # the row that stood there when the plug was pulled
        seen = await office.row(seen, row)
    await picture(admin.page, "rules-2-confirmed")
    await _released(office, second, seen)
    told = (office.taps, office.written, office.read)
    (Path(scene.folder) / "counted.txt").write_text(f"{told} {office.kinds}", "utf-8")
    await _next_quarter(phone, office)
    await scene.stop()
    for command in (("check", "--data"), ("verify",)):
        answer = scene.ask(*command)
        assert answer.returncode == 0, answer.stdout + answer.stderr


async def _second_admin(phone: Opener, admin: Thumbs) -> Thumbs:
    await admin.say("邀请 管理员")
    forwarded = admin.page.locator(".entry.bot .text", has_text="http://").last
    found = re.search(r"http://\S+", await forwarded.inner_text())
    assert found
    return await _enter(phone, found.group(), "王芳", "13800000008")


async def _towns(admin: Thumbs) -> None:
    await admin.say("单位")
    await admin.tap("导入名单")
    roster: FilePayload = {"name": "单位.xlsx", "mimeType": SHEET, "buffer": write_roster(UNITS)}
    await admin.send([roster])
    seen = await admin.tap(f"确认写入 {len(UNITS)} 个单位")
    assert f"新增 {len(UNITS)} 个" in seen.text


async def _sent(office: Office) -> Seen:
    await office.say("办法")
    await office.tap("发新的办法")
    file: FilePayload = {"name": "2027年考核办法.docx", "mimeType": WORD, "buffer": document()}
    office.taps += 4  # the clip, the file, its name, open
    seen = office._seen(await office.thumbs.send([file]))
    assert "20 行指标" in seen.text, seen
    await picture(office.thumbs.page, "rules-1-sent")
    seen = await office.tap(next(one for one in seen.buttons if one.startswith("核对：")))
    return await office.tap("逐行核对")


async def _released(office: Office, second: Thumbs, seen: Seen) -> None:
    """What is said before a release is read; one proposes, the other confirms."""
    for _ in range(6):
        if "提请发布" in seen.buttons:
            break
        label = next(one for one in ("发布", "返回草案", "按原文写明") if one in seen.buttons)
        seen = await office.tap(label)
    seen = await office.tap("提请发布")
    await picture(office.thumbs.page, "rules-3-proposed")
    await second.hear("提议发布")
    agreed = Office(second)
    seen = await agreed.tap("确认发布")
    assert "已发布" in seen.whole, seen
    office.taps += agreed.taps
    await picture(second.page, "rules-4-released")


async def _next_quarter(phone: Opener, office: Office) -> None:
    link = await _invite(office.thumbs, "冢头镇")
    liaison = await _enter(phone, link, "王强", "13800000002")
    seen = await office.say("开期")
    assert seen.buttons, seen
    seen = await office.tap(seen.buttons[0])
    now = "确认开期，马上通知"
    if seen.buttons[0] != now:
        await office.tap("改开始填报")
        await office.say("今天")
    await office.tap(now)
    await liaison.hear("考核开始填报")
    seen = await liaison.say("一.2")
    assert "会议部署" in seen.title, seen
    seen = await liaison.say("3")
    assert "得 3 分" in seen.text
    await picture(liaison.page, "rules-5-reported")
