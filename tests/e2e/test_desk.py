"""The reviewer's desk in a real chromium, by keyboard alone, at 1280 by 800."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Browser, Page, Route, expect

from tests.desk.desk_stage import SAID, Served, pdf, photo, served
from tests.e2e.conftest import picture
from tests.e2e.opened import Opener
from tests.e2e.seated import seated
from tests.sample_papers import document

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.asyncio(loop_scope="session")]


@pytest_asyncio.fixture(loop_scope="session")
async def county(tmp_path: Path) -> AsyncIterator[Served]:
    async with served(tmp_path) as made:
        await made.file("县教育局", "三.4", "应用证明.jpg", photo(SAID), [SAID])
        await made.file(
            "县教育局", "三.4", "宣传方案.pdf", pdf(), [("第 1 页", *SAID), ("第 2 页",)]
        )
        await made.file("县教育局", "三.2", "实施办法.jpg", photo(("实施办法",)), [("实施办法",)])
        await made.file("县财政局", "三.2", "财政办法.jpg", photo(("财政办法",)), [("财政办法",)])
        yield made


@pytest_asyncio.fixture(loop_scope="session")
async def sits(browser: Browser, county: Served) -> AsyncIterator[Opener]:
    """Opens somebody's desk; fails on any fault of a script or blocked content."""
    async with seated(browser, county, "desk", width=1280, height=800) as opens:
        yield opens


async def open_item(page: Page, unit: str, row: str) -> None:
    """Walk along the list, key by key, to an item."""
    here = page.locator(".item[aria-current]")
    for key_pressed in [*"k" * 8, *"j" * 8]:
        await expect(here).to_have_count(1)
        key = await here.locator(".where").inner_text()
        if key.startswith(f"{unit} {row} "):
            shown = await here.get_attribute("data-key")
            await expect(page.locator("#case")).to_have_attribute("data-key", str(shown))
            return
        await page.keyboard.press(key_pressed)
    raise AssertionError(f"no {unit} {row} in the list")


async def _over(page: Page) -> tuple[float, float]:
    """How wide and how high the first mark lies on the screen."""
    box = await page.locator(".spot.fact").first.bounding_box()
    assert box is not None
    return box["width"], box["height"]


async def state(county: Served, unit: str, row: str) -> str:
    """What stands decided on a row."""
    async with county.play.database.reading() as db:
        found = await db.execute_fetchall(
            "select r.decision from reviews r join forms f on f.id = r.form_id"
            ' join units u on u.id = f.unit_id where u.name = ? and r."row" = ?'
            " and r.superseded_at is null",
            (unit, row),
        )
    return str(found[0][0]) if found else ""


async def test_everything_by_keyboard_alone(sits: Opener, county: Served) -> None:
    """Reading, marking, accepting, sending back by number, several at once, undoing, finding."""
    page = await sits("赵主任")
    keys, toast = page.keyboard, page.locator("#toast")
    await open_item(page, "教育局", "三.4")
    await expect(page.locator("#case")).to_contain_text("上季度")
    image = page.locator(".sheet img").first
    await expect(image).to_be_visible()
    await expect(page.locator(".spot.fact")).to_have_count(1)
    await picture(page, "desk-item")
    await expect(page.locator(".layer text").first).to_have_text(SAID[0])

    upright = await _over(page)
    await keys.press("w")
    await expect(image).to_be_visible()
    turned = await _over(page)
    assert upright[0] > upright[1]
    assert turned[1] > turned[0]  # the mark turns with the page it lies on
    await picture(page, "desk-turned")
    for key in ("w", "w", "w", "+", "+", "-", "0", "m"):
        await keys.press(key)
    await expect(page.locator(".spot.fact").first).to_be_hidden()
    await keys.press("m")
    await keys.press("n")
    await expect(page.locator("#tabs [aria-selected=true]")).to_contain_text("宣传方案.pdf")
    await expect(page.locator(".frame:not(.read)").first).to_be_visible()
    await picture(page, "desk-pdf")
    await keys.press("]")
    await keys.press("p")

    await keys.press("a")  # a clean item: one key
    await expect(toast).to_contain_text("已通过 教育局 三.4")
    assert await state(county, "县教育局", "三.4") == "accept"
    await expect(page.locator('.item[data-key$="/三.4"]', has_text="教育局")).to_have_count(0)
    await keys.press("u")
    await expect(toast).to_contain_text("重新")
    await expect(page.locator("#case .clean")).to_be_visible()
    assert await state(county, "县教育局", "三.4") == ""

    await open_item(page, "教育局", "四.1")
    await keys.press("a")  # a doubted one asks first
    await expect(toast).to_contain_text("再按一次 A 通过")
    await expect(toast).to_contain_text(re.compile("^有疑点：[^⚠·]+$"))
    await keys.press("r")
    await expect(page.locator("#talk")).to_contain_text("为什么退回")
    choices = await page.locator("#talk .choices button").all_inner_texts()
    assert ["改期限" in one for one in choices] == [False] * 6 + [True] * 3, choices
    await picture(page, "desk-return")
    await keys.press("1")
    await expect(toast).to_contain_text("已退回 教育局 四.1")
    assert await state(county, "县教育局", "四.1") == "return"

    await keys.press("?")
    await expect(page.locator("#help")).to_be_visible()
    await picture(page, "desk-help")
    await keys.press("Escape")

    await keys.press("Shift+X")
    await expect(page.locator("#chosen")).to_contain_text("选了 5 项")
    await picture(page, "desk-chosen")
    await keys.press("Shift+A")
    await expect(toast).to_contain_text("一起通过了 5 项")
    await picture(page, "desk-accepted")
    assert await state(county, "县财政局", "三.2") == "accept"
    await keys.press("u")
    await expect(toast).to_contain_text("撤销了 5 项")
    assert await state(county, "县财政局", "三.2") == ""

    await keys.press("/")
    await keys.type("诚信班会")
    await keys.press("Enter")
    await expect(page.locator(".place").first).to_contain_text("教育局 三.4")
    await picture(page, "desk-found")
    await keys.press("Enter")
    await expect(page.locator("#case h3")).to_contain_text("三.4")
    await expect(page.locator(".spot.sought")).to_have_count(1)
    await picture(page, "desk-sought")
    await keys.press("Escape")


async def test_the_last_step_is_taken_back_whatever_it_was(sits: Opener, county: Served) -> None:
    """A doubt said to be none; what has no way back says so, and the step before is next."""
    await county.doubt("县教育局", "三.4", "应用证明.jpg")
    page = await sits("赵主任")
    keys, toast = page.keyboard, page.locator("#toast")
    await open_item(page, "财政局", "三.2")
    await keys.press("a")
    await expect(toast).to_contain_text("已通过 财政局 三.2")
    for scope in ("1", "2"):  # for this row, for the quarter
        await open_item(page, "教育局", "三.4")
        await keys.press("b")
        await expect(page.locator("#talk")).to_contain_text("哪一类不是疑点")
        await keys.press(scope)
        await expect(toast).to_contain_text("按 U 撤销")
        await expect(page.locator("#case .clean")).to_be_visible()
        await keys.press("u")
        await expect(toast).to_contain_text("又")
        await expect(page.locator("#case .clean")).to_have_count(0)
    await keys.press("t")
    await expect(page.locator("#talk")).to_contain_text("还没有人说")
    await keys.press("i")
    await keys.type("我看第三项只有通知")
    await keys.press("Enter")
    await expect(page.locator("#talk")).to_contain_text("记下了")
    await keys.press("Escape")
    await keys.press("Escape")
    await keys.press("u")
    await expect(toast).to_contain_text("上一步是“记下了”，这一步不能撤销")
    assert await state(county, "县财政局", "三.2") == "accept"
    await keys.press("u")
    await expect(toast).to_contain_text("财政局 三.2 已重新打开")
    await keys.press("u")
    await expect(toast).to_have_text("这里没有可以撤销的。")


async def test_a_key_that_does_not_apply_says_why(sits: Opener, county: Served) -> None:
    page = await sits("赵主任")
    keys, toast = page.keyboard, page.locator("#toast")
    await open_item(page, "财政局", "三.2")
    await expect(page.locator(".sheet img").first).to_be_visible()
    for key, said in {
        "b": "这一项的材料上没有机器提的疑点。",
        "e": "这一项不用评分，",
        "o": "这一项还没有审定，不用重新审核。",
        "5": "现在没有要选的。",
        "i": "现在没有要写的回答。",
        "n": "这是最后一份材料，后面没有了。",
        "p": "这是第一份材料，前面没有了。",
        "]": "已经是最后一页。",
        "[": "已经是第一页。",
        "v": "没有和别的相像",
        "u": "这里没有可以撤销的。",
        "A": "还没有选。",
        "Escape": "没有打开的问题、说明或查找。",
    }.items():
        await keys.press(key)
        await expect(toast).to_contain_text(said)
    for key, said in (("+", "已经放到最大。"), ("-", "已经缩到最小。")):
        for _ in range(9):
            await keys.press(key)
        await expect(toast).to_have_text(said)
    await keys.press("a")
    await expect(toast).to_contain_text("已通过 财政局 三.2")
    await page.locator("#filter-state").select_option(label="已审")
    await page.locator(".item", has_text="财政局").first.click()
    await expect(page.locator("#case h2")).to_contain_text("县财政局")
    for key in "acrd":
        await keys.press(key)
        await expect(toast).to_have_text("这一项已经审定。要改，先按 O 重新审核。")
        await keys.press("j")
        await expect(toast).to_contain_text("按现在的筛选，后面没有项目了。")


async def test_the_list_shows_what_fits_the_filter_and_nothing_else(
    sits: Opener, county: Served
) -> None:
    """What lies open keeps its place though it is not listed: the next one is behind it."""
    page = await sits("赵主任")
    await open_item(page, "教育局", "三.4")
    at_work = await page.locator("#case").get_attribute("data-key")
    listed, here = page.locator(".item"), page.locator(".item[aria-current]")
    keys = [str(await one.get_attribute("data-key")) for one in await listed.all()]
    tables = page.locator("#filter-row optgroup")
    assert [await one.get_attribute("label") for one in await tables.all()] == [
        "县直单位", "乡镇街道",
    ]  # fmt: skip
    rows = await tables.first.locator("option").all_inner_texts()
    assert [one.split()[0] for one in rows] == ["三.2", "三.4", "四.1"]  # as the table has them
    await page.locator("#filter-row").select_option(label="三.2 制定信用产品应用实施办法")
    shown = [str(await one.get_attribute("data-key")) for one in await listed.all()]
    assert shown == [one for one in keys if one.endswith("/三.2")]
    assert 0 < len(shown) < len(keys)
    await expect(here).to_have_count(0)
    await expect(page.locator("#case")).to_have_attribute("data-key", str(at_work))
    behind = [one for one in shown if keys.index(one) > keys.index(str(at_work))]
    step, meant = ("j", behind[0]) if behind else ("k", shown[-1])
    await page.evaluate("document.activeElement.blur()")
    await page.keyboard.press(step)
    await expect(here).to_have_attribute("data-key", meant)
    await page.locator("#filter-state").select_option(label="已审")
    await expect(listed).to_have_count(0)
    await expect(page.locator("#case")).to_have_attribute("data-key", meant)


async def test_enter_behind_a_search_without_a_hit_accepts_nothing(
    sits: Opener, county: Served
) -> None:
    """It closes what was found: the item that lies open is as it was."""
    page = await sits("赵主任")
    await open_item(page, "财政局", "三.2")
    await page.keyboard.press("/")
    await page.keyboard.type("没有的字")
    await page.keyboard.press("Enter")
    await expect(page.locator("#found")).to_contain_text("没有找到")
    await page.keyboard.press("Enter")
    await expect(page.locator("#found")).to_be_hidden()
    await expect(page.locator("#case h3")).to_contain_text("三.2")
    assert await state(county, "县财政局", "三.2") == ""


async def test_what_was_not_read_is_not_listed_without_a_doubt(
    sits: Opener, county: Served
) -> None:
    """没有疑点 lists what was read; what nobody has looked at has a filter of its own."""
    async with county.play.database.transaction() as db:
        await db.execute(
            "update readings set state = 'waiting' where sha256 in"
            " (select digest from evidence where label = '财政办法.jpg')"
        )
    page = await sits("赵主任")
    listed = page.locator(".item")
    await expect(listed).not_to_have_count(0)
    every = await listed.count()
    await page.locator("#filter-mark").select_option(label="材料没读完")
    await expect(listed).to_have_count(1)
    await expect(listed).to_contain_text("财政局 三.2")
    await page.locator("#filter-mark").select_option(label="没有疑点")
    await expect(listed.filter(has_text="财政局 三.2")).to_have_count(0)
    clean = await listed.count()
    await page.locator("#filter-mark").select_option(label="有疑点")
    await expect(listed.filter(has_text="财政局 三.2")).to_have_count(0)
    assert 0 < clean + await listed.count() == every - 1


async def test_two_at_their_desks_are_led_past_what_the_other_one_has(
    sits: Opener, county: Served
) -> None:
    """Her list was read before he sat down: she goes on to what nobody has, and sees his name."""
    hers = await sits("赵主任")
    await open_item(hers, "教育局", "三.4")
    his = await sits("周平")
    await open_item(his, "教育局", "三.2")
    await hers.keyboard.press("a")
    await expect(hers.locator("#toast")).to_contain_text("已通过 教育局 三.4")
    await expect(hers.locator("#case h2")).to_contain_text("县财政局")
    held = hers.locator(".item.held")
    await expect(held).to_contain_text("周平在审")
    await held.click()
    await expect(hers.locator("#case")).to_contain_text("周平正在审这一项")
    await expect(hers.locator("#case .decide button")).to_have_count(0)
    await his.keyboard.press("a")
    await expect(his.locator("#toast")).to_contain_text("已通过 教育局 三.2")
    assert await state(county, "县教育局", "三.2") == "accept"


async def test_who_walks_on_quickly_holds_what_is_shown(sits: Opener, county: Served) -> None:
    """A request that was long on its way takes nothing behind the back of a later one."""
    hers = await sits("赵主任")
    await open_item(hers, "教育局", "三.4")
    late: list[Route] = []

    async def hold(route: Route) -> None:
        if late:
            await route.continue_()
        else:
            late.append(route)

    await hers.route("**/desk/open", hold)
    await hers.keyboard.press("j")
    while not late:
        await hers.wait_for_timeout(20)
    await hers.keyboard.press("k")
    await late[0].continue_()
    await expect(hers.locator(".item[aria-current]")).to_contain_text("教育局 三.4")
    await expect(hers.locator("#case h2")).to_contain_text("县教育局")
    await hers.wait_for_load_state("networkidle")
    his = await sits("周平")
    await expect(his.locator(".item.held")).to_have_count(1)
    await expect(his.locator(".item.held")).to_contain_text("教育局 三.4")


async def test_what_a_paper_is_like_lies_beside_it(sits: Opener, county: Served) -> None:
    """One key shows both, the key again puts the other one away."""
    await county.file("县财政局", "三.2", "财政证明.jpg", photo(SAID), [SAID])
    page = await sits("赵主任")
    await open_item(page, "教育局", "三.4")
    await expect(page.locator("#beside")).to_be_hidden()
    await page.keyboard.press("v")
    await expect(page.locator("#beside-about")).to_contain_text(
        "相像：财政局 三.2 《财政证明.jpg》"
    )
    await expect(page.locator("#beside-stage .sheet img")).to_be_visible()
    await expect(page.locator("#stage .sheet img").first).to_be_visible()
    wide = [await page.locator(one).bounding_box() for one in ("#stage", "#beside-stage")]
    assert all(one and one["width"] > 200 for one in wide)
    await picture(page, "desk-beside")
    await page.keyboard.press("v")
    await expect(page.locator("#beside")).to_be_hidden()
    await page.keyboard.press("n")
    await page.keyboard.press("v")
    await expect(page.locator("#toast")).to_contain_text("没有和别的相像")


async def test_a_page_that_is_still_being_drawn_says_so(sits: Opener, county: Served) -> None:
    """Nobody looks at an empty sheet: of a paper not read yet there is no text to stand there."""
    paper = await county.file("县财政局", "三.2", "财政方案.pdf", pdf() + b"\n%")
    page = await sits("赵主任")
    held: list[Route] = []

    async def hold(route: Route) -> None:
        held.append(route)

    await page.route(f"**/desk/page/{paper}/1", hold)
    await open_item(page, "财政局", "三.2")
    await page.keyboard.press("n")
    await expect(page.locator(".sheet .waits").first).to_have_text("正在画第 1 页……")
    await picture(page, "desk-drawing")
    for route in held:
        await route.abort()
    await expect(page.locator(".sheet .waits").first).to_have_text(
        "第 1 页画不出来，请下载原件看。"
    )


async def test_who_goes_on_waits_for_no_picture_of_what_was_left(
    sits: Opener, county: Served
) -> None:
    """Six pictures under way take every line a browser has: the next item would wait for them."""
    await county.file("县财政局", "三.2", "财政方案.pdf", pdf() + b"\n%")
    page = await sits("赵主任")
    await page.route("**/desk/page/**", lambda _: None)
    await open_item(page, "财政局", "三.2")
    given_up = page.wait_for_event("requestfailed", lambda one: "/desk/page/" in one.url)
    await page.keyboard.press("n")
    await expect(page.locator(".sheet .waits").first).to_be_visible()
    await page.keyboard.press("j")
    assert await given_up


async def test_nobody_decides_beside_another_items_paper(sits: Opener, county: Served) -> None:
    """What is found and belongs to no open item takes the item away; Escape brings it back."""
    lines = ("义务植树公告",)
    await county.report("县财政局", "公告.jpg", photo(lines), [lines])
    page = await sits("赵主任")
    await open_item(page, "教育局", "三.4")
    await page.keyboard.press("/")
    await page.keyboard.type("植树公告")
    await page.keyboard.press("Enter")
    await page.locator(".place").first.press("Enter")
    await expect(page.locator("#case h2")).to_have_text("财政局")
    await expect(page.locator("#case .notice")).to_contain_text("这里只能看")
    await expect(page.locator("#case .decide")).to_have_count(0)
    await page.keyboard.press("a")
    await page.keyboard.press("Escape")
    await expect(page.locator("#case h2")).to_contain_text("县教育局")
    assert await state(county, "县教育局", "三.4") == ""


async def test_text_without_its_picture_says_why(sits: Opener, county: Served) -> None:
    """Once over all pages: what is drawn or photographed in the original does not stand there."""
    said = "这种文件要装了 LibreOffice 才能显示成图，下面是读出的文字。"
    data, pages = document("工作总结", "主要做法"), [("工作总结",), ("主要做法",)]
    paper = await county.file("县财政局", "三.2", "汇报.docx", data, pages)
    page = await sits("赵主任")

    async def refuse(route: Route) -> None:
        await route.fulfill(status=404, json={"code": "no_picture", "sentence": said})

    await page.route(f"**/desk/page/{paper}/*", refuse)
    await open_item(page, "财政局", "三.2")
    await page.keyboard.press("n")
    await expect(page.locator("#stage .plain-text").first).to_have_text("工作总结")
    await expect(page.locator("#stage .no-picture")).to_have_text(said)


async def test_two_people_never_get_the_same_item(sits: Opener, county: Served) -> None:
    """Whoever comes second reads who has it, finds no decision to press, and goes on to another."""
    first = await sits("赵主任")
    await expect(first.locator("#case h3")).to_contain_text("四.1")
    second = await sits("周平")
    await expect(second.locator("#case h2")).to_be_visible()
    taken = await first.locator(".item[aria-current]").get_attribute("data-key")
    assert await second.locator(".item[aria-current]").get_attribute("data-key") != taken
    await second.keyboard.press("k")
    await expect(second.locator("#case .notice")).to_contain_text("赵主任正在审这一项")
    await expect(second.locator(".decide button")).to_have_count(0)
    await picture(second, "desk-taken")
    await second.keyboard.press("c")
    await expect(second.locator("#talk")).to_be_hidden()


async def test_the_chat_leads_to_the_desk_for_reviewers_on_wide_screens(
    sits: Opener, county: Served
) -> None:
    """A link in the head of the chat, where papers are searched too; the desk is no room of it."""
    page = await sits("赵主任")
    await expect(page.locator("#case h2")).to_be_visible()
    await page.get_by_role("link", name="回到聊天").click()
    link = page.get_by_role("link", name="打开审核台")
    await expect(link).to_be_visible()
    await expect(page.locator("#rooms")).to_be_hidden()
    field = page.get_by_label("输入消息")
    await field.fill("找 诚信班会")
    await field.press("Enter")
    told = page.get_by_text("共 2 处")
    await expect(told).to_be_visible()
    await expect(page.get_by_text("各科室：为做好本季度诚信班会和主题宣传").first).to_be_visible()
    await picture(page, "chat-found")
    await page.set_viewport_size({"width": 390, "height": 844})
    await expect(link).to_be_hidden()
    await page.set_viewport_size({"width": 1280, "height": 800})
    await link.click()
    await expect(page.locator("#case h2")).to_be_visible()
    liaison = await sits("李敏")
    await expect(liaison.get_by_text("没有找到这个页面")).to_be_visible()


async def test_a_paper_is_shown_to_its_last_page_and_its_text_below(
    sits: Opener, county: Served
) -> None:
    """An Office file is read as one page and printed as three: nobody decides on the first."""
    data, pages = document("工作总结", "主要做法"), [("工作总结", "主要做法")]
    paper = await county.file("县财政局", "三.2", "汇报.docx", data, pages)
    async with county.play.database.transaction() as db:
        await db.execute("update reading_lines set x0 = null, y0 = null, x1 = null, y1 = null")
    page = await sits("赵主任")
    drawn = photo(SAID, (400, 560))

    async def draw(route: Route) -> None:
        await route.fulfill(status=200, body=drawn, content_type="image/jpeg")

    async def count(route: Route) -> None:
        await route.fulfill(json={"pages": 3})

    await page.route(f"**/desk/page/{paper}/*", draw)
    await page.route(f"**/desk/pages/{paper}", count)
    await open_item(page, "财政局", "三.2")
    await page.keyboard.press("n")
    await expect(page.locator("#stage .frame")).to_have_count(3)
    below = page.locator("#stage .beneath")
    await expect(below).to_contain_text("读出的文字：")
    await expect(below.locator(".fact")).to_have_text("工作总结")
    await page.locator(".chip.fact").click()
    await expect(below.locator(".fact")).to_be_in_viewport()
    await picture(page, "desk-beneath")


async def test_what_is_not_read_yet_is_not_chosen_with_the_clean(
    sits: Opener, county: Served
) -> None:
    """No doubt because nobody has looked: it says so, and X takes it all the same."""
    await county.file("县财政局", "三.2", "财政方案.pdf", pdf() + b"\n%")
    page = await sits("赵主任")
    await open_item(page, "财政局", "三.2")
    await expect(page.locator(".item[aria-current]")).to_contain_text("1 份材料没读完")
    await page.keyboard.press("Shift+X")
    await expect(page.locator("#chosen")).to_contain_text("选了 4 项")
    await expect(page.locator("#toast")).to_contain_text("另有 1 项还没看出疑点，但材料没读完")
    await page.keyboard.press("x")
    await expect(page.locator("#chosen")).to_contain_text("选了 5 项")
