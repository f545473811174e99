"""The whole table of a draft in a real chromium, by keyboard alone; two people at one table."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from datetime import date
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Browser, Page, expect

from bot.schemes.reading import read
from scoring.scheme import load
from storage.queries import people, schemes
from tests.desk.desk_stage import Served, served
from tests.e2e.conftest import picture
from tests.e2e.opened import Opener
from tests.e2e.seated import seated
from tests.schemes.documents import new_rules

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.asyncio(loop_scope="session")]


@pytest_asyncio.fixture(loop_scope="session")
async def county(tmp_path: Path) -> AsyncIterator[Served]:
    async with served(tmp_path, before=("role 王强 admin", "colleague 吴观 observer")) as made:
        today = [load("郏县2022-县直单位"), load("郏县2022-乡镇街道")]
        found = read(new_rules(), "2027.docx", "郏县", today, date(2027, 1, 1))[0]
        async with made.play.database.transaction() as db:
            who = await people.by_identity(db, "web", "赵主任")
            assert who is not None
            await schemes.add_draft(db, found.head, found.rows, "2027.docx", who.id, made.play.now)
        yield made


@pytest_asyncio.fixture(loop_scope="session")
async def sits(browser: Browser, county: Served) -> AsyncIterator[Opener]:
    """Opens somebody's table; fails on any fault of a script or blocked content."""
    async with seated(browser, county, "schemes", width=1440, height=900) as opens:
        yield opens


async def test_everything_by_keyboard_alone(sits: Opener, county: Served) -> None:
    """Confirm, choose a reading, write a sentence, change cells, declare, propose."""
    page = await sits("赵主任")
    keys, toast = page.keyboard, page.locator("#toast")
    await expect(page.locator("#row-1")).to_contain_text("“宣传活动”每次得 0.5 分")
    await picture(page, "schemes-first")
    await keys.press("a")
    await expect(toast).to_contain_text("已确认")
    await expect(page.locator("#row-1 .done")).to_be_visible()

    # a row nobody understood: in one's own words; the first try is refused at its cell
    await keys.press("w")
    await keys.press("Control+a")
    await keys.type("看情况给分吧")
    await keys.press("Enter")
    await expect(page.locator("#row-2 .fault")).to_contain_text("没有读懂“看情况给分吧”")
    await picture(page, "schemes-fault")
    await keys.press("Enter")
    await keys.press("Control+a")
    await keys.type("每报送一篇得 1 分，省级采用的每篇得 2 分，最高 10 分")
    await keys.press("Enter")
    await expect(page.locator("#row-2 .sentence")).to_contain_text(
        re.compile("省级采用[”）]+每篇得 2 分")
    )
    await expect(page.locator("#row-2 .fault")).to_have_count(0)
    # two cells, one behind the other, before the first is answered
    await page.locator('[data-cell="2:add1p"]').focus()
    await keys.press("Enter")
    await keys.press("Control+a")
    await keys.type("3")
    await keys.press("Tab")
    await keys.press("Enter")
    await keys.press("Control+a")
    await keys.type("6")
    await keys.press("Enter")
    await expect(page.locator("#row-2 .sentence")).to_contain_text(
        re.compile("省级采用[”）]+每篇得 3 分（这一项最多 6 分）")
    )
    await page.locator('[data-cell="2:by"]').focus()
    await keys.press("Enter")
    await keys.type("县委宣传部")
    await keys.press("Enter")
    await expect(page.locator("#row-2 .sentence")).to_contain_text("数据由县委宣传部提供")
    await keys.press("a")
    await expect(page.locator("#row-2 .done")).to_be_visible()

    # several readings: by its number
    await expect(page.locator('[data-cell="3:name"]')).to_be_focused()
    await keys.press("2")
    await expect(page.locator("#row-3 .sentence")).to_contain_text("从 20 分起，“迟报”每条扣 2 分")
    await keys.press("a")
    await expect(page.locator("#row-3 .done")).to_be_visible()
    await keys.press("a")
    await expect(page.locator("#row-4 .done")).to_be_visible()
    await expect(page.locator("#counts")).to_contain_text("还有 0 行")

    # what does not add up
    await expect(page.locator("#contradictions")).to_contain_text("合计 80，标题写的是 85")
    await picture(page, "schemes-contradiction")
    await keys.press("f")
    await keys.press("Enter")
    await expect(page.locator("#contradictions li")).to_have_count(0)

    await keys.press("?")
    await expect(page.locator("#help")).to_be_visible()
    await picture(page, "schemes-help")
    await keys.press("Escape")
    await keys.press("p")
    await expect(page.locator("#talk")).to_contain_text("发布要两位管理员")
    await picture(page, "schemes-release")
    await keys.press("1")
    await expect(page.locator("#counts")).to_contain_text("已提请发布")
    await expect(page.locator("#release")).to_have_text("看发布提议")


async def write(page: Page, cell: str, text: str) -> None:
    """Open a cell, write into it, and let it be written."""
    await page.locator(f'[data-cell="{cell}"]').focus()
    await page.keyboard.press("Enter")
    await page.keyboard.press("Control+a")
    await page.keyboard.type(text)
    await page.keyboard.press("Enter")


async def test_two_people_at_one_table_are_told_of_each_other(sits: Opener, county: Served) -> None:
    """Whoever comes second reads who was quicker at the cell; nothing is overwritten unseen."""
    first, second = await sits("赵主任"), await sits("王强")
    await expect(first.locator("#row-1")).to_be_visible()
    await expect(second.locator("#others")).to_contain_text("赵主任也开着这张表")
    cell = second.locator('[data-cell="1:add0p"]')
    await cell.focus()
    await second.keyboard.press("Enter")  # begins to write on what both have seen

    await write(first, "1:add0p", "2")
    await expect(first.locator("#row-1 .sentence")).to_contain_text("每次得 2 分")
    await expect(second.locator("#row-1 .slot .fault")).to_contain_text("赵主任")
    await expect(second.locator("#row-1 .sentence")).to_contain_text("每次得 2 分")
    await picture(second, "schemes-two")
    await second.keyboard.press("Control+a")
    await second.keyboard.type("3")
    await second.keyboard.press("Enter")
    fault = second.locator("#row-1 .fault")
    await expect(fault).to_contain_text("没有写入“3”：赵主任在")
    await expect(second.locator("#row-1 .sentence")).to_contain_text("每次得 2 分")
    await second.keyboard.press("Enter")  # looked at: once more, and now it counts
    await second.keyboard.press("Enter")
    await expect(second.locator("#row-1 .sentence")).to_contain_text("每次得 3 分")
    await expect(fault).to_have_count(0)
    await expect(first.locator("#row-1 .sentence")).to_contain_text("每次得 3 分")
    await expect(first.locator("#row-1")).to_have_class(re.compile("news"))
    await expect(first.locator("#row-1 .changed")).to_contain_text("王强")


async def test_it_is_for_admins_on_wide_screens(sits: Opener, county: Served) -> None:
    """The chat leads to it; a narrow screen says where to go; nobody else finds it."""
    page = await sits("赵主任")
    await expect(page.locator("#row-1")).to_be_visible()
    await page.set_viewport_size({"width": 390, "height": 844})
    await expect(page.locator("#whole")).to_be_hidden()
    await expect(page.locator(".narrow")).to_contain_text("发“办法”逐行核对")
    await picture(page, "schemes-narrow")
    await page.set_viewport_size({"width": 1280, "height": 800})
    await page.get_by_role("link", name="回到聊天", exact=True).click()
    await page.get_by_role("link", name="办法表").click()
    await expect(page.locator("#row-1")).to_be_visible()
    await picture(page, "schemes-1280")
    other = await sits("吴观")
    await expect(other.get_by_text("没有找到这个页面")).to_be_visible()


async def test_without_a_draft_nothing_is_said_to_be_confirmed(
    browser: Browser, tmp_path: Path
) -> None:
    """The page says where drafts come from; the key to the next open row says so, too."""
    async with (
        served(tmp_path, before=("role 王强 admin",)) as made,
        seated(browser, made, "schemes", width=1440, height=900) as opens,
    ):
        page = await opens("赵主任")
        await expect(page.get_by_text("现在没有草案。在聊天里发")).to_be_visible()
        await page.keyboard.press("g")
        await expect(page.locator("#toast")).to_have_text("现在没有草案。")


async def test_the_last_step_is_taken_back_by_key_and_by_button(
    sits: Opener, county: Served
) -> None:
    """Ctrl+Z, also after the page was loaded anew; within an open cell it is the browser's own."""
    page = await sits("赵主任")
    sentence = page.locator("#row-1 .sentence")
    await expect(sentence).to_contain_text("每次得 0.5 分")
    await expect(page.locator("#undo")).to_be_disabled()
    await write(page, "1:add0p", "2")
    await expect(sentence).to_contain_text("每次得 2 分")
    await expect(page.locator("#undo")).to_have_text("撤销：改 一.1")
    await page.reload()
    await expect(page.locator("#undo")).to_have_text("撤销：改 一.1")
    await picture(page, "schemes-undo")
    await page.locator('[data-cell="1:add0p"]').focus()
    await page.keyboard.press("Enter")
    await page.keyboard.press("Control+a")
    await page.keyboard.type("7")
    await page.keyboard.press("Control+z")  # of the text only
    await page.keyboard.press("Escape")
    await expect(sentence).to_contain_text("每次得 2 分")
    await page.keyboard.press("Control+z")
    await expect(sentence).to_contain_text("每次得 0.5 分")
    await expect(page.locator("#undo")).to_be_disabled()
    await page.locator("#redo").click()
    await expect(sentence).to_contain_text("每次得 2 分")
    await page.locator("#undo").click()
    await expect(sentence).to_contain_text("每次得 0.5 分")
    await write(page, "1:add0p", "3")  # a mark of before is right again
    await expect(sentence).to_contain_text("每次得 3 分")
