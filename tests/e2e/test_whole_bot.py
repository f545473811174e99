"""The whole bot at a phone: from the printed set-up link to the ranking, one real process.

Nothing is scripted but people: the program runs as it is installed, is killed with -9 in the
middle of two walks, and what it shows in the end is what ``scoring`` makes of what was entered.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import FilePayload, Page, expect

from bot.roster.headings import DEPARTMENTS, TOWNSHIPS, RosterLine
from bot.roster.sheets.book import write_roster
from scoring.assess import Assessment, assess
from scoring.exact import show
from scoring.scheme import load
from tests.e2e.conftest import picture
from tests.e2e.installed import Installation
from tests.e2e.opened import Opener
from tests.e2e.people import SHEET, enter, invite, set_up
from tests.e2e.scripted import photo
from tests.e2e.thumbs import Seen, Thumbs, receipt_in
from tests.e2e.walking import Plan, Walk
from tests.patience import LONG
from tests.sample_papers import PAPERS

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.asyncio(loop_scope="session")]

UNITS = (
    RosterLine(2, "郏县教育局", "教育局", ("教体局",), DEPARTMENTS),
    RosterLine(3, "郏县公安局", "公安局", (), DEPARTMENTS),
    RosterLine(4, "冢头镇", "冢头镇", ("冢头镇政府",), TOWNSHIPS),
    RosterLine(5, "安良镇", "安良镇", (), TOWNSHIPS),
    RosterLine(6, "王集乡", "王集乡", (), TOWNSHIPS),
)
SIX = ("分管领导", "牵头科室", "工作联络员", "专用电脑", "打印机", "工作制度")
DEPARTMENT: Plan = {
    "一.1": {"已成立": True, **dict.fromkeys(SIX, True), "打印机": False},
    "三.1b": {"宣传活动": 4},
    "三.2": {"已出台实施办法": True},
    "三.3": {"应用项数": 3, "已编制承诺书": True},
    "三.4": {"取得成效的应用": 3, "仅有通知或文件的应用": 1},
    "四.1": {"宣传活动": 7},
    "五.3": {
        "公开服务承诺事项清单": True,
        "签署并向社会公布《诚信服务承诺书》": True,
        "接受投诉及整改": True,
    },
    "五.4": {"制定相关治理文件": True, "有工作通报、治理成效": False},
    "六.1": {
        **dict.fromkeys(("审批替代型", "容缺受理型", "主动公示型"), True),
        **dict.fromkeys(("证明替代型", "信易修复型", "行业自律型"), False),
    },
    "六.2": {"出台制度文件": True, "出台评价办法": False, "分级分类监管案例": 1},
    "六.3": {"制定相关文件": True, "典型案例": 2},
    "七.1": {"推广或报道": 0},
}
TOWN: Plan = {
    "一.1": {"已成立": True, **dict.fromkeys(SIX, True)},
    "二.3": {"出台相关文件制度": True, "取得成效": False},
    "二.4": {
        **dict.fromkeys(("有文件", "有阵地", "有评比", "有报道"), True),
        **dict.fromkeys(("有载体", "有奖惩", "有成果"), False),
    },
    "二.5": {"制定相关文件": False, "有成效、典型案例": False},
    "三.3": dict.fromkeys(
        (
            "在乡镇服务中心公开服务承诺事项清单",
            "签署《诚信服务承诺书》",
            "向社会公开《诚信服务承诺书》",
            "接受投诉",
            "整改",
        ),
        False,
    ),
    "三.4": {"制定相关文件": True, "有成效": True},
    "四.1": {"评定得分": "10月15日在冢头镇集市开展诚信经营宣传，发放资料300份，县融媒体作了报道。"},
    "四.2": {"评定得分": "本季度没有开展"},
    "五.1": {"评定得分": "总结了“诚信一条街”经验做法，在县政府网站登载。"},
}


@pytest_asyncio.fixture(loop_scope="session")
async def scene(tmp_path: Path) -> AsyncIterator[Installation]:
    """The program itself in place of the scripted bot."""
    made = Installation(tmp_path)
    await made.start()
    yield made
    await made.stop()


def _files(*names: str) -> list[FilePayload]:
    return [
        {"name": name, "mimeType": "application/octet-stream", "buffer": PAPERS[name]()}
        for name in names
    ]


def _photos(count: int) -> list[FilePayload]:
    return [
        {
            "name": f"现场照片{number}.jpg",
            "mimeType": "image/jpeg",
            "buffer": photo(1200, 900, (40 * number, 120, 200 - 30 * number)),
        }
        for number in range(1, count + 1)
    ]


async def _import_units(admin: Thumbs) -> None:
    assert "导入名单" in (await admin.say("单位")).buttons
    await admin.tap("导入名单")
    roster: FilePayload = {"name": "单位.xlsx", "mimeType": SHEET, "buffer": write_roster(UNITS)}
    seen = await admin.send([roster])
    assert "新增 5 个" in seen.text
    await picture(admin.page, "whole-2-import")
    seen = await admin.tap("确认写入 5 个单位")
    assert "新增 5 个" in seen.text


async def _open_quarter(admin: Thumbs) -> str:
    """The quarter that the bot proposes first is the one that runs today.

    On a day off it proposes to open on the next working day, and is told otherwise.
    """
    now = "确认开期，马上通知"
    seen = await admin.say("开期")
    label = seen.buttons[0]
    seen = await admin.tap(label)
    assert "参加考核 5 个单位" in seen.text
    await picture(admin.page, "whole-3-open")
    if seen.buttons[0] != now:
        assert seen.buttons[0].endswith("自动开始")
        await admin.tap("改开始填报")
        await admin.say("今天")
    seen = await admin.tap(now)
    assert "已通知 2 位联络员" in seen.text
    return label.removeprefix("开 ")


def _expected(scheme: str, plan: Plan, unit: str, more: Plan | None = None) -> Assessment:
    read = load(scheme)
    figures = {row: one for row, one in plan.items() if not read.row(row).award}
    return assess(read, figures | dict(more or {}), unit)


async def _submit(thumbs: Thumbs, total: str) -> str:
    seen = await thumbs.say("核对")
    assert f"{total} 分" in seen.text
    await picture(thumbs.page, f"whole-6-check-{len(seen.text)}")
    seen = await thumbs.tap("提交")
    assert "没填完" not in seen.text
    seen = await thumbs.tap("确认提交")
    assert "已提交" in seen.text
    await picture(thumbs.page, f"whole-7-submitted-{total}")
    return receipt_in(seen.text)


async def test_from_the_set_up_link_to_the_ranking(phone: Opener, scene: Installation) -> None:
    """A county's first quarter, with the plug pulled while two people are answering."""
    admin = await set_up(phone, scene)
    await _import_units(admin)
    links = [await invite(admin, unit) for unit in ("教育局", "冢头镇")]
    li = await enter(phone, links[0], "李敏", "13800000001")
    wang = await enter(phone, links[1], "王强", "13800000002", color_scheme="dark")
    for name in ("李敏", "王强"):
        await admin.hear(f"{name}已绑定")
    quarter = await _open_quarter(admin)
    for thumbs in (li, wang):
        await thumbs.hear(f"{quarter}考核开始填报")
    await _walk_both(scene, li, wang)
    await _hand_in_both(admin, li, wang)
    for thumbs in (li, wang):
        assert await thumbs.own_texts() == ["我打开了邀请", *thumbs.sent]
    await scene.stop()
    for command in (("check", "--data"), ("verify",)):
        answer = scene.ask(*command)
        assert answer.returncode == 0, answer.stdout + answer.stderr


async def _walk_both(scene: Installation, li: Thumbs, wang: Thumbs) -> None:
    started = asyncio.Event()

    async def pull_the_plug(seen: Seen) -> Seen:
        """Killed with an answer on its way, back on the same port: the page finds it itself."""
        await asyncio.wait_for(started.wait(), LONG)
        await li.write("三")
        await scene.kill()
        await expect(li.page.get_by_text("网络断了，正在重连")).to_be_visible()
        await picture(li.page, "whole-4-killed")
        await scene.start()
        seen = await li.after(seen.seq)
        await expect(li.page.get_by_text("网络断了")).to_be_hidden()
        await expect(li.page.get_by_text("记下了：取得成效的应用 3 项")).to_have_count(1)
        return seen

    async def begun(seen: Seen) -> Seen:
        started.set()
        return seen

    async def photos(seen: Seen) -> Seen:
        seen = await li.send(_photos(3))
        assert "收到 3 个，都已存好" in seen.text
        await picture(li.page, "whole-5-photos")
        seen = await li.send(_files("工作方案.pdf", "带宏的文件.docm"))
        assert "宏" in seen.text
        await picture(li.page, "whole-5-refused")
        return seen

    async def paper(seen: Seen) -> Seen:
        return await wang.send(_files("四季度工作总结.docx"))

    department = Walk(li, load(DEPARTMENTS), DEPARTMENT, {"四.1": photos}, {"三.4": pull_the_plug})
    town = Walk(wang, load(TOWNSHIPS), TOWN, {"三.4": paper}, {"二.4": begun})
    ends = await asyncio.gather(
        department.to_the_end(await li.say("填报")), town.to_the_end(await wang.say("填报"))
    )
    assert [department.passed, town.passed] == [list(DEPARTMENT), list(TOWN)]
    for end in ends:
        assert "核对提交" in end.buttons


async def _hand_in_both(admin: Thumbs, li: Thumbs, wang: Thumbs) -> None:
    await li.say("工作报送")
    await li.tap("工作总结")
    await li.send(_files("四季度工作总结.docx"))
    ledger = {"四.2": {"按时报送的材料": 1}}
    mine = _expected(DEPARTMENTS, DEPARTMENT, "郏县教育局", ledger)
    theirs = _expected(TOWNSHIPS, TOWN, "冢头镇")
    receipt = await _submit(li, show(mine.total))
    await _submit(wang, show(theirs.total))
    for unit in ("教育局", "冢头镇"):
        await admin.hear(f"{unit}已提交")
    for question, wanted in (
        ("进度", "已提交 1，在填 0，没开始 2"),
        ("乡镇前三名", f"1. 冢头镇 {show(theirs.total)} 分"),
        ("教育局为什么扣分", show(mine.total)),
        (f"回执 {receipt}", "与当时登记的内容一致"),
    ):
        seen = await admin.say(question)
        assert wanted in seen.whole, seen
        await picture(admin.page, f"whole-8-{question.split()[0]}")
    await _ranking_picture(admin.page, admin)


async def _ranking_picture(page: Page, admin: Thumbs) -> None:
    await admin.say("排名图 乡镇")
    image = page.locator(".entry.bot .tile img").last
    await expect(image).to_be_visible()
    await page.wait_for_function(
        "(one) => one.naturalWidth > 500", arg=await image.element_handle()
    )
    await picture(page, "whole-9-ranking")
