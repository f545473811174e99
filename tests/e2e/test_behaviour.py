"""What the page does when the line breaks, thumbs are impatient and people write Chinese."""

from __future__ import annotations

import asyncio

import pytest
from playwright.async_api import Locator, Page, Route, expect

from bot.corridor.events import Button, Incoming, Message
from storage.database import stamp
from storage.queries import web
from tests.channels.web.web_stage import OFFICE, Stage
from tests.e2e.conftest import picture
from tests.e2e.opened import Opener
from tests.e2e.scripted import photo
from tests.patience import LONG

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]
MINE = "w-department-01"


async def _chat(phone: Opener, who: str = "县教育局", **options: int) -> Page:
    page = await phone("/", **options)
    await page.get_by_role("button", name=who).click()
    await expect(page.get_by_role("button", name="开始")).to_be_visible()
    return page


async def _say(page: Page, text: str) -> None:
    await page.get_by_label("输入消息").fill(text)
    await page.get_by_label("输入消息").press("Enter")


async def _until(what: Locator, truth: str) -> None:
    """Wait until something holds of an element (the page's policy forbids wait_for_function)."""
    async with asyncio.timeout(LONG):
        while not await what.evaluate(truth):
            await asyncio.sleep(0.05)


async def _texts(page: Page, side: str) -> list[str]:
    return await page.locator(f".entry.{side}:not(.pending) .text").all_inner_texts()


async def test_nothing_is_lost_or_doubled_over_a_restart(phone: Opener, scene: Stage) -> None:
    """The server stops, people write on, it comes back: each message once, in order."""
    page = await _chat(phone)
    await _say(page, "一")
    await expect(page.get_by_text("收到：一")).to_be_visible()
    port = scene.channel.port
    await scene.channel.stop()
    await _say(page, "二")
    await _say(page, "三")
    await expect(page.get_by_text("网络断了，正在重连……")).to_be_visible()
    await expect(page.get_by_text("等网络恢复后自动发送")).to_have_count(1)
    await picture(page, "line-broken")
    await scene.say(MINE, Message(text="停机时说的"))
    object.__setattr__(scene.settings, "port", port)
    scene.channel = scene.new_channel()
    await scene.channel.start()
    await expect(page.get_by_text("收到：三")).to_be_visible()
    await expect(page.get_by_text("网络断了")).to_be_hidden()
    assert await _texts(page, "me") == ["一", "二", "三"]
    assert await _texts(page, "bot") == ["收到：一", "停机时说的", "收到：二", "收到：三"]
    assert [incoming.text for incoming in scene.arrived] == ["一", "二", "三"]


async def test_an_open_page_hears_on_when_the_bot_went_back_to_a_backup(
    phone: Opener, scene: Stage
) -> None:
    """It had seen entries whose numbers come anew; what was being typed stays."""
    page = await _chat(phone)
    for said in ("一", "二"):
        await _say(page, said)
        await expect(page.get_by_text(f"收到：{said}")).to_be_visible()
    await page.locator("#text").fill("正写着")
    port = scene.channel.port
    await scene.channel.stop()
    async with scene.database.transaction() as db:
        await db.execute("delete from web_log where seq > 2")
    await scene.say(MINE, Message(text="恢复后说的"))
    object.__setattr__(scene.settings, "port", port)
    scene.channel = scene.new_channel()
    await scene.channel.start()
    await expect(page.get_by_text("恢复后说的")).to_be_visible()
    await expect(page.get_by_text("收到：二")).to_be_hidden()
    await expect(page.locator("#text")).to_have_value("正写着")
    await page.locator("#text").fill("")
    await _say(page, "三")
    await expect(page.get_by_text("收到：三")).to_be_visible()


async def test_what_comes_while_the_first_page_is_fetched_is_shown(
    phone: Opener, scene: Stage
) -> None:
    """The page was read before it was written, and arrives after the stream brought it."""
    page = await phone("/")

    async def slow(route: Route) -> None:
        read = await route.fetch()
        seq = await scene.say(MINE, Message(text="正好这时说的"))
        async with asyncio.timeout(LONG):
            while not await page.evaluate(
                "seq => Object.entries(localStorage).some(([key, value]) =>"
                " key.startsWith('xinkao:seen:') && JSON.parse(value)[seq[0]] >= seq[1])",
                [MINE, int(seq)],
            ):
                await asyncio.sleep(0.05)
        await route.fulfill(response=read)

    await page.route("**/history?*", slow)
    await page.get_by_role("button", name="县教育局").click()
    await expect(page.get_by_text("正好这时说的")).to_be_visible()
    await expect(page.get_by_text("还没有消息")).to_be_hidden()
    await page.reload()
    await expect(page.get_by_text("正好这时说的")).to_have_count(2)


async def test_a_file_goes_up_by_itself_when_the_server_is_back(
    phone: Opener, scene: Stage
) -> None:
    """However long it was away, longer than the page's own tries: nobody has to press 重试."""
    page = await _chat(phone)
    port = scene.channel.port
    await scene.channel.stop()
    await page.get_by_label("添加照片或文件").click()
    file = {"name": "现场.jpg", "mimeType": "image/jpeg", "buffer": photo(300, 300, (9, 99, 9))}
    await page.locator("#pick-picture").set_input_files([file])
    batch = page.locator(".entry.me").last
    await expect(batch.get_by_role("button", name="重试 现场.jpg")).to_be_visible()
    # The page's own four tries, with their pauses, come to an end.
    await asyncio.sleep(12)
    object.__setattr__(scene.settings, "port", port)
    scene.channel = scene.new_channel()
    await scene.channel.start()
    await expect(
        page.get_by_text("收到 1 个文件").or_(page.get_by_text("已存好 1 个"))
    ).to_be_visible()
    assert len(scene.arrived) == 1


async def test_what_was_not_sent_survives_closing_the_page(phone: Opener, scene: Stage) -> None:
    """Written without a line, the page closed and opened again: then it is sent, once."""
    page = await _chat(phone)
    await page.route("**/send", lambda route: route.abort())
    await _say(page, "还没发出")
    await expect(page.get_by_text("等网络恢复后自动发送")).to_be_visible()
    await page.unroute("**/send")
    await page.reload()
    await expect(page.get_by_text("收到：还没发出")).to_be_visible()
    assert [incoming.text for incoming in scene.arrived] == ["还没发出"]


async def test_an_answer_that_got_lost_does_not_double_the_message(
    phone: Opener, scene: Stage
) -> None:
    """The server had it, the phone did not hear so: the repetition is the same message."""
    page = await _chat(phone)
    calls = 0

    async def swallow(route: Route) -> None:
        nonlocal calls
        calls += 1
        if calls == 1:
            await route.fetch()
            await route.abort()
        else:
            await route.continue_()

    await page.route("**/send", swallow)
    await _say(page, "只算一次")
    await expect(page.get_by_text("收到：只算一次")).to_be_visible()
    for _ in range(400):
        if calls >= 2:
            break
        await asyncio.sleep(0.05)
    assert calls >= 2
    assert [incoming.text for incoming in scene.arrived] == ["只算一次"]
    assert await _texts(page, "me") == ["只算一次"]


async def test_a_button_pressed_twice_counts_once(phone: Opener, scene: Stage) -> None:
    """It says it is at work, takes no second tap, and its choice is echoed on the right."""
    page = await _chat(phone)
    answering = asyncio.Event()
    talk = scene.reply

    async def slowly(stage: Stage, incoming: Incoming) -> None:
        if incoming.route:
            await answering.wait()
        assert talk is not None
        await talk(stage, incoming)

    scene.reply = slowly
    await _say(page, "开始")
    button = page.get_by_role("button", name="看得分")
    await button.dblclick()
    await expect(page.locator(".busy")).to_have_count(1)
    await expect(page.get_by_role("button", name="补正 1 项")).to_be_disabled()
    await expect(page.get_by_text("已选：看得分")).to_be_visible()
    await expect(page.locator(".entry.press:not(.pending)")).to_have_css("opacity", "1")
    await picture(page, "pressed")
    answering.set()
    await expect(page.get_by_text("收到：score")).to_be_visible()
    await expect(page.locator(".busy")).to_have_count(0)
    assert [incoming.route for incoming in scene.arrived if incoming.route] == ["score"]


async def test_a_checklist_is_tapped_in_place(phone: Opener, scene: Stage) -> None:
    """One message that changes, no trail of echoes, the keyboard's place kept; also on reload."""
    page = await _chat(phone)
    await _say(page, "勾选")
    for name in ("建立工作制度", "明确分管领导"):
        line = page.get_by_role("button", name=name)
        await expect(line).to_be_enabled()  # a page that has just come takes no press yet
        await line.press("Enter")
        await expect(page.get_by_role("button", name=f"☑ {name}")).to_be_visible()
        focused = await page.evaluate("document.activeElement.innerText")
        assert focused == f"☑ {name}"
    await page.reload()
    await expect(page.get_by_text("现在是 6 分")).to_be_visible()
    assert await page.locator(".entry.bot").count() == 1
    assert await page.locator(".entry.press:visible").count() == 0


async def test_enter_belongs_to_the_input_method_while_it_composes(
    phone: Opener, scene: Stage
) -> None:
    """Choosing letters with Enter must not send half a word; Shift+Enter is a new line."""
    page = await _chat(phone)
    box = page.get_by_label("输入消息")
    await box.focus()
    session = await page.context.new_cdp_session(page)
    compose = {"selectionStart": 2, "selectionEnd": 2}
    await session.send("Input.imeSetComposition", {"text": "ni", **compose})
    await box.dispatch_event("keydown", {"key": "Enter", "isComposing": True, "keyCode": 229})
    assert scene.arrived == []
    await session.send("Input.insertText", {"text": "你好"})
    await box.press("Shift+Enter")
    await box.press_sequentially("第二行")
    await box.press("Enter")
    await expect(page.locator(".entry.me .text")).to_have_text("你好\n第二行", use_inner_text=True)
    await expect(page.get_by_text("收到：你好")).to_be_visible()
    assert scene.arrived[0].text == "你好\n第二行"


async def test_an_upload_shows_its_way_and_can_be_cancelled_and_retried(
    phone: Opener, scene: Stage
) -> None:
    """One file arrives, one is cancelled, one fails and is tried again; one message in the end."""
    page = await _chat(phone)
    held = asyncio.Event()
    failing = True

    async def meddle(route: Route) -> None:
        if "slow" in route.request.url:
            await held.wait()
            await route.abort()
        elif "broken" in route.request.url and failing:
            await route.fulfill(status=507, json={"sentence": "服务器暂时存不下文件。"})
        else:
            await route.continue_()

    await page.route("**/upload?*", meddle)
    await page.get_by_label("添加照片或文件").click()
    files = [
        {"name": f"{name}.jpg", "mimeType": "image/jpeg", "buffer": photo(300, 300, colour)}
        for name, colour in [("good", (9, 99, 9)), ("slow", (99, 9, 9)), ("broken", (9, 9, 99))]
    ]
    await page.locator("#pick-picture").set_input_files(files)
    await expect(page.get_by_text("已存好 1/3")).to_be_visible()
    retry = page.get_by_role("button", name="重试 broken.jpg")
    await expect(retry).to_be_visible()
    await picture(page, "uploading")
    assert scene.arrived == []
    await page.get_by_role("button", name="取消 slow.jpg").click()
    failing = False
    await retry.click()
    await expect(page.get_by_text("2 个文件，已存好 2 个。")).to_be_visible()
    held.set()
    labels = [file.label for file in scene.arrived[0].attachments]
    assert labels == ["good.jpg", "broken.jpg"]
    assert len(scene.arrived) == 1


async def test_reading_the_past_is_not_disturbed(phone: Opener, scene: Stage) -> None:
    """Older pages load without a jump; news is announced by a pill, not by scrolling away."""
    page = await _chat(phone)
    for number in range(120):
        await scene.say(MINE, Message(text=f"第 {number} 条"))
    await page.reload()
    await expect(page.get_by_text("第 119 条")).to_be_in_viewport()
    await page.evaluate("document.getElementById('scroll').scrollTop = 150")
    await expect(page.get_by_text("第 40 条")).to_be_attached()
    await expect(page.get_by_text("第 80 条")).to_be_attached()
    await scene.say(MINE, Message(text="新来的"))
    pill = page.get_by_role("button", name="有新消息")
    await expect(pill).to_be_visible()
    await expect(page.get_by_text("新来的")).not_to_be_in_viewport()
    await picture(page, "pill")
    await pill.click()
    await expect(page.get_by_text("新来的")).to_be_in_viewport()
    await expect(pill).to_be_hidden()


async def test_a_long_answer_is_shown_from_its_beginning(phone: Opener, scene: Stage) -> None:
    """A message taller than the screen: people read from the top."""
    page = await _chat(phone)
    long = "\n".join(f"第 {line} 行" for line in range(80))
    await scene.say(MINE, Message(title="开头在这里", text=long))
    await expect(page.get_by_text("开头在这里")).to_be_in_viewport()


async def test_rooms_are_switched_and_what_is_unread_is_marked(phone: Opener, scene: Stage) -> None:
    """Group and private chat each keep their log and their draft; a name tells who speaks."""
    page = await phone("/")
    await page.get_by_role("button", name="信用办 管理群").click()
    await expect(page.get_by_role("heading", name="信用办 管理群")).to_be_visible()
    await page.get_by_label("输入消息").fill("写了一半")
    await scene.say("w-office-000001", Message(text="私下说"))
    tab = page.get_by_role("button", name="单聊")
    await expect(tab).to_have_class("unread")
    await tab.click()
    await expect(page.get_by_text("私下说")).to_be_visible()
    await expect(page.get_by_label("输入消息")).to_have_value("")
    await page.get_by_role("navigation").get_by_role("button", name="信用办 管理群").click()
    await expect(page.get_by_label("输入消息")).to_have_value("写了一半")
    await page.get_by_label("输入消息").press("Enter")
    await expect(page.get_by_text("收到：写了一半")).to_be_visible()
    assert scene.arrived[-1].chat == OFFICE.chat


async def test_everything_a_thumb_meets_is_large_enough_and_named(
    phone: Opener, scene: Stage
) -> None:
    """At least 44 by 44 points, and a name for who cannot see it."""
    page = await _chat(phone, width=360, height=740)
    await _say(page, "开始")
    await scene.say(
        MINE, Message(text="选", detail="原文", buttons=((Button(label="是", route="y"),),))
    )
    await page.get_by_label("添加照片或文件").click()
    small = await page.evaluate(
        """() => [...document.querySelectorAll('button, summary, .pick, a[href], textarea')]
          .filter((e) => e.checkVisibility())
          .map((e) => [e.getBoundingClientRect(), e.ariaLabel || e.innerText || e.id])
          .filter(([box, name]) => box.width < 43.9 || box.height < 43.9 || !name)
          .map(([box, name]) => `${name}: ${box.width}x${box.height}`)"""
    )
    assert small == []


async def test_the_keyboard_goes_everywhere(phone: Opener, scene: Stage) -> None:
    """From the message's buttons to the input by Tab alone; Escape closes what is open."""
    page = await _chat(phone)
    await _say(page, "开始")
    await expect(page.get_by_role("button", name="看得分")).to_be_visible()
    await expect(page.get_by_role("button", name="继续填报")).to_be_enabled()
    await page.get_by_role("button", name="继续填报").focus()
    seen = []
    for _ in range(6):
        await page.keyboard.press("Tab")
        seen.append(
            await page.evaluate(
                "document.activeElement.ariaLabel || document.activeElement.innerText"
            )
        )
    assert seen[:5] == [
        "看得分",
        "补正 1 项",
        "报工作总结、简报、宣传稿件",
        "添加照片或文件",
        "输入消息",
    ]
    await page.get_by_label("添加照片或文件").press("Enter")
    await expect(page.get_by_role("group", name="添加文件")).to_be_visible()
    await page.keyboard.press("Escape")
    await expect(page.get_by_role("group", name="添加文件")).to_be_hidden()


async def test_a_lost_log_in_says_so(phone: Opener, scene: Stage) -> None:
    """The office ended the session: a sentence and a way back, not a spinner."""
    page = await _chat(phone)
    async with scene.database.transaction() as db:
        await web.end_sessions_of(db, MINE, stamp(scene.now))
    scene.channel.signed_out()
    await _say(page, "在吗")
    await expect(page.get_by_text("登录已失效。")).to_be_visible()
    await page.get_by_role("link", name="重新进入").click()
    await expect(page.get_by_role("button", name="县教育局")).to_be_visible()


async def test_leaving_takes_the_session_along(phone: Opener, scene: Stage) -> None:
    """退出登录 asks once; afterwards the address opens nothing."""
    page = await _chat(phone)
    address = page.url
    page.on("dialog", lambda dialog: dialog.accept())
    await page.get_by_label("更多").click()
    await page.get_by_role("button", name="退出登录").click()
    await expect(page.get_by_role("button", name="县教育局")).to_be_visible()
    answer = await page.goto(address)
    assert answer is not None
    assert answer.status == 401
    await picture(page, "signed-out")


@pytest.mark.parametrize("width", [360, 390])
async def test_a_code_is_never_broken_over_two_lines(
    phone: Opener, scene: Stage, width: int
) -> None:
    """It is read aloud and typed off; a covered one and a receipt's number neither."""
    page = await _chat(phone, width=width)
    said = (
        "打不开就在聊天里直接发送：绑定 CG2R-HRM4-4SSP",
        "旧的是这样的一个邀请码 ABCD-****-****，已作废",
        "这次材料都已收到，回执 R261123-0007",
    )
    await scene.say(MINE, Message(text="\n".join(said)))
    codes = page.locator(".code")
    await expect(codes).to_have_count(3)
    for index in range(3):
        lines = await codes.nth(index).evaluate("e => e.getClientRects().length")
        assert lines == 1, await codes.nth(index).inner_text()
    assert "CG2R-HRM4-4SSP\n" in await page.locator(".log").inner_text()


async def test_what_is_being_written_is_seen_whole_after_turning_the_phone(
    phone: Opener, scene: Stage
) -> None:
    """The field is as high as its text, upright and across."""
    page = await _chat(phone)
    field = page.get_by_label("输入消息")
    await field.fill("本季度在集市开展诚信经营宣传活动，发放资料三百份，县融媒体中心作了报道。")
    upright = await field.evaluate("e => e.clientHeight")
    await page.set_viewport_size({"width": 844, "height": 390})
    await _until(field, f"e => e.clientHeight < {upright}")
    await page.set_viewport_size({"width": 390, "height": 844})
    await _until(field, f"e => e.clientHeight >= {upright} && e.scrollHeight <= e.clientHeight + 1")


async def test_letters_twice_as_large_fit_on_a_narrow_phone(phone: Opener, scene: Stage) -> None:
    """Nothing runs out of the page sideways, and the field still shows what to write."""
    page = await _chat(phone, width=360, height=740)
    await page.evaluate("document.documentElement.style.fontSize = '200%'")
    await page.set_viewport_size({"width": 360, "height": 700})
    await page.get_by_role("button", name="开始").click()
    await expect(page.get_by_text("离截止还有")).to_be_visible()
    assert await page.evaluate("document.documentElement.scrollWidth") <= 360
    field = page.get_by_label("输入消息")
    await expect(field).to_have_js_property("scrollTop", 0)
    assert await field.evaluate("e => e.scrollHeight <= e.clientHeight + 1")
    await picture(page, "large-letters-360")
