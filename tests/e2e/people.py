"""How people come into a real installation: the set-up link, an invitation, a name and a number.

Here: what every walk through the whole program begins with. Not here: what they do then
(`test_whole_bot`, `timed_phone`).
"""

from __future__ import annotations

import asyncio
import re

from playwright.async_api import expect

from tests.e2e.conftest import picture
from tests.e2e.installed import Installation
from tests.e2e.opened import Opener
from tests.e2e.thumbs import Thumbs

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


async def enter(phone: Opener, link: str, name: str, number: str, **options: str) -> Thumbs:
    """Open a link somebody sent, and say who one is."""
    path = re.sub(r"^http://[^/]+", "", link)
    page = await phone(path, reduced_motion="reduce", **options)
    await expect(page.locator(".lead")).to_contain_text("信用办邀请您担任")
    await page.get_by_role("button", name="接受邀请，开始使用").click()
    thumbs = Thumbs(page)
    await thumbs.hear("请问您的姓名")
    asked = await thumbs.say(name)
    assert "电话" in asked.text
    await thumbs.say(number)
    return thumbs


async def set_up(phone: Opener, scene: Installation) -> Thumbs:
    """From the line in the terminal to the office's group."""
    told = (await asyncio.to_thread(scene.ask, "setup")).stdout
    link = next(line for line in told.split() if line.startswith("http"))
    admin = await enter(phone, link, "赵建国", "13800000009")
    await admin.hear("设置完成")
    # The head says at once who sits here; the page was not opened anew.
    await expect(admin.page.locator("#room-under")).to_have_text("赵建国　管理员")
    await picture(admin.page, "whole-1-set-up")
    group = admin.page.get_by_role("navigation").get_by_role("button", name="信用办管理群")
    await group.click()
    await expect(admin.page.get_by_role("heading", name="信用办管理群", level=1)).to_be_visible()
    return admin


async def invite(admin: Thumbs, unit: str) -> str:
    await admin.say(f"邀请 {unit}")
    forwarded = admin.page.locator(".entry.bot .text", has_text=f"{unit}联络员您好").last
    found = re.search(r"http://\S+", await forwarded.inner_text())
    assert found
    return found.group()
