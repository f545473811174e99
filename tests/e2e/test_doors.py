"""Coming in through a real installation's doors: an invitation, a code by hand."""

from __future__ import annotations

import pytest
from playwright.async_api import expect

from tests.channels.web.web_stage import Stage
from tests.e2e.conftest import picture
from tests.e2e.opened import Opener

pytestmark = [
    pytest.mark.browser,
    pytest.mark.parametrize("demo", [False]),
    pytest.mark.asyncio(loop_scope="session"),
]


@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_an_invitation_is_one_tap(phone: Opener, scene: Stage, scheme: str) -> None:
    """From the link in a message to the first question; the code is nowhere on the screen."""
    page = await phone("/i/XK-2468", color_scheme=scheme)
    await picture(page, f"invitation-{scheme}")
    await page.get_by_role("button", name="接受邀请，开始使用").dblclick()
    await expect(page.get_by_text("离截止还有")).to_be_visible()
    await expect(page.get_by_text("我打开了邀请")).to_be_visible()
    await expect(page.get_by_text("2468")).to_have_count(0)
    assert [incoming.text for incoming in scene.arrived] == ["绑定 XK-2468"]


async def test_a_code_is_typed_by_hand_and_the_way_back_is_remembered(
    phone: Opener, scene: Stage
) -> None:
    """A wrong one gets a sentence; the right one leads in; the first page then offers 继续使用."""
    page = await phone("/")
    await picture(page, "enter")
    code = page.get_by_label("邀请码或设置码")
    await code.fill("错的")
    await code.press("Enter")
    await expect(page.get_by_role("alert")).to_contain_text("邀请码不对")
    await picture(page, "enter-wrong")
    await code.fill("XK-2468")
    await page.get_by_role("button", name="进入").click()
    await expect(page.get_by_text("离截止还有")).to_be_visible()
    address = page.url
    await page.get_by_label("返回首页").click()
    again = page.get_by_role("link", name="继续使用")
    await expect(again).to_be_visible()
    await picture(page, "enter-known")
    await again.click()
    await expect(page.get_by_text("离截止还有")).to_be_visible()
    assert page.url == address


async def test_the_page_can_be_installed(phone: Opener, scene: Stage) -> None:
    """Chromium finds nothing missing in the manifest of a chat."""
    page = await phone("/i/XK-2468")
    await page.get_by_role("button", name="接受邀请").click()
    await expect(page.get_by_text("离截止还有")).to_be_visible()
    session = await page.context.new_cdp_session(page)
    manifest = await session.send("Page.getAppManifest")
    assert manifest["errors"] == []
    assert manifest["url"] == page.url + "manifest.webmanifest"
    errors = await session.send("Page.getInstallabilityErrors")
    # A test's window is private, which alone forbids installing.
    assert {error["errorId"] for error in errors["installabilityErrors"]} <= {"in-incognito"}
