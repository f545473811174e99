"""Pictures of every state of the page, in the widths and colours people use; to be looked at."""

from __future__ import annotations

import pytest
from playwright.async_api import Page, expect

from bot.corridor.events import Message
from bot.filling.words import one_card
from bot.forms.form import Question
from bot.results.sheets.ranking_picture import RankingLine, RankingPicture, draw
from scoring.scheme import load as load_scheme
from tests.channels.web.web_stage import OFFICE, Stage
from tests.e2e.conftest import picture
from tests.e2e.opened import Opener
from tests.e2e.scripted import paper, photo

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

SIZES = [(360, 740, "light"), (390, 844, "light"), (390, 844, "dark"), (1280, 860, "light")]


def _ranking() -> bytes:
    names = ("冢头镇", "安良镇", "堂街镇", "薛店镇", "长桥镇", "茨芭镇", "黄道镇", "李口镇")
    more = ("王集乡", "姚庄回族乡", "渣园乡", "白庙乡", "广阔天地乡", "东城街道", "龙山街道")
    lines = tuple(
        RankingLine(rank, name, f"{98 - rank * 2.25:.2f}", 98 - rank * 2.25, "良好", rank % 3 == 0)
        for rank, name in enumerate((names + more) * 2, 1)
    )
    return draw(RankingPicture("2026年第四季度考核排名", "乡镇（街道）", "样例数据", lines, 98))


async def _say(page: Page, text: str) -> None:
    await page.get_by_label("输入消息").fill(text)
    await page.get_by_role("button", name="发送").click()


@pytest.mark.parametrize(("width", "height", "scheme"), SIZES)
async def test_a_working_day(
    phone: Opener, scene: Stage, width: int, height: int, scheme: str
) -> None:
    """Start page, home, a question, files, an enlarged picture, the group: all without overflow."""
    page = await phone("/", width=width, height=height, color_scheme=scheme)
    mark = f"{width}-{scheme}"
    await picture(page, f"start-{mark}")
    await page.get_by_role("button", name="县教育局").click()
    await page.get_by_role("button", name="开始").click()
    await expect(page.get_by_text("离截止还有")).to_be_visible()
    await picture(page, f"home-{mark}")
    await _say(page, "勾选")
    await page.get_by_role("button", name="建立工作制度").click()
    await expect(page.get_by_text("现在是 4 分")).to_be_visible()
    await picture(page, f"checklist-{mark}")
    await page.get_by_role("button", name="选好了").click()
    await expect(page.get_by_text("取得成效的信用服务产品应用有几项")).to_be_visible()
    await page.get_by_text("原文").last.click()
    await expect(page.get_by_role("button", name="跳过")).to_be_in_viewport()
    await picture(page, f"question-{mark}")
    await page.get_by_role("button", name="3", exact=True).click()
    await expect(page.get_by_text("记下了")).to_be_visible()
    await page.get_by_label("添加照片或文件").click()
    await picture(page, f"picker-{mark}")
    await page.locator("#pick-file").set_input_files(
        [
            {
                "name": f"现场照片{n}.jpg",
                "mimeType": "image/jpeg",
                "buffer": photo(900, 700, colour),
            }
            for n, colour in enumerate([(150, 90, 70), (70, 110, 140), (90, 130, 80)], 1)
        ]
        + [
            {
                "name": "郏县教育局关于开展“信用+”应用场景建设的通知（盖章扫描件）.pdf",
                "mimeType": "application/pdf",
                "buffer": paper("notice"),
            },
            {"name": "活动录像.mp4", "mimeType": "video/mp4", "buffer": b"x" * (3 * 1024 * 1024)},
        ]
    )
    await expect(page.get_by_text("5 个文件，已存好 4 个。")).to_be_visible()
    for tile in await page.locator(".tile img").all():
        await expect(tile).to_have_js_property("complete", True)
    await picture(page, f"files-{mark}")
    overflow = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
    assert not await page.evaluate(overflow)
    await page.locator(".tile").first.click()
    await expect(page.locator("#viewer-image")).to_be_visible()
    await picture(page, f"viewer-{mark}")
    await page.keyboard.press("Escape")
    await expect(page.locator("#viewer")).to_be_hidden()


@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_the_office_and_side_by_side(phone: Opener, scene: Stage, scheme: str) -> None:
    """The group has a switcher; on a desk three people stand beside one another."""
    page = await phone("/", color_scheme=scheme)
    await page.get_by_role("button", name="信用办 管理群").click()
    chart = await scene.keep("排名.png", _ranking(), picture=True)
    book = await scene.keep("2026年第四季度排名.pdf", paper("ranking"))
    await scene.say(
        OFFICE.chat,
        Message(title="县直单位排名（暂定）", text="2026年第四季度，共 40 个单位，3 个未报。"),
        chart,
        book,
    )
    await expect(page.get_by_text("县直单位排名")).to_be_visible()
    await expect(page.locator(".tile img")).to_have_js_property("complete", True)
    await expect(page.get_by_role("heading", name="县直单位排名")).to_be_in_viewport()
    await expect(page.locator(".tile")).to_have_class("tile cut")
    await page.evaluate("document.querySelector('.tile img').decode()")
    await picture(page, f"office-{scheme}")
    await page.locator(".tile").click()
    await expect(page.locator(".viewer-stage.tall")).to_be_visible()
    await picture(page, f"ranking-{scheme}")
    await page.get_by_role("button", name="关闭").click()
    desk = await phone("/side", width=1440, height=900, color_scheme=scheme)
    first = desk.frame_locator("iframe").nth(0)
    await first.get_by_role("button", name="开始").click()
    await expect(first.get_by_text("离截止还有")).to_be_visible()
    await picture(desk, f"side-{scheme}")
    small = await phone("/side", width=390, height=844, color_scheme=scheme)
    shown = small.frame_locator("iframe").first
    await expect(shown.get_by_text("离截止还有")).to_be_visible()
    await picture(small, f"side-small-{scheme}")


async def test_one_less_the_figure_and_one_more_stand_on_one_line(
    phone: Opener, scene: Stage
) -> None:
    """Of every figure that both tables ask a row's card for, none yet, some, and hundreds."""
    page = await phone("/", width=390, height=844)
    await page.get_by_role("button", name="县教育局").click()
    rows = [
        one_card.buttons([asked], (1, 1, row.id), {term.name: value}, {term.name: ""}, "")[0]
        for name in ("郏县2022-县直单位", "郏县2022-乡镇街道")
        for row in load_scheme(name).rows
        for number, term in enumerate(row.inputs)
        if term.kind == "count"
        for asked in [Question(number, "count", (term,))]
        for value in (None, 4, 320)
    ]
    assert len(rows) > 20
    await scene.say("w-department-01", Message(text="整项一起填", buttons=tuple(rows)))
    lines = page.locator(".entry").last.locator(".button-row")
    await expect(lines).to_have_count(len(rows))
    broken = await lines.evaluate_all(
        "all => all.filter(row => row.offsetHeight > 60).map(row => row.innerText)"
    )
    assert broken == []
