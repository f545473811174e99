"""How long it takes from the file of next year's rules to the released table: ``make time-scheme``.

Starts the sample county, walks into it with chromium as an officer who sees the product for the
first time, sends a Word file of twenty rows into the group, goes through the whole table by
keyboard on a desk's screen, and releases it. What a row means is known beforehand (``ROWS``); what
the product made of it is judged row by row: right, chosen among readings, written in own words.

Time is counted as a person needs it: what stands there is read at six signs a second, a tap or key
takes a second, a row three seconds to think over, a sign of an own sentence a second and a half;
what the product itself takes is measured and added. Writes pictures to the folder that is named.
"""

from __future__ import annotations

import asyncio
import re
import shutil
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

from playwright.async_api import Browser, Page, async_playwright, expect

from tests.e2e.conftest import FLAGS
from tests.e2e.take_pictures import sample
from tests.e2e.thumbs import Thumbs
from tests.scoring.drafting.papers import Cells, word

_READ, _TAP, _THINK, _SIGN = 1 / 6, 1.0, 3.0, 1.5


@dataclass(frozen=True)
class Row:
    """A row of the document: printed, what its sentence has to say, and how it is put right.

    ``own``: a sentence of one's own, or a cell and what is written into it, as ``start=0``.
    """

    name: str
    points: str
    clause: str
    right: str
    own: str = ""


SECTIONS: tuple[tuple[str, tuple[Row, ...]], ...] = (
    (
        "一、组织推动（20分）",
        (
            Row("组织领导", "5", "成立领导小组得3分，明确专人负责得2分。", "得 3 分.*得 2 分"),
            Row("会议部署", "5", "召开专题会议，每次得1分，最高得5分。", "每次得 1 分.*最高 5 分"),
            Row(
                "工作总结", "5", "按时报送工作总结得5分，每迟报1天扣1分，扣完为止。", "每天扣 1 分"
            ),
            Row(
                "制度建设",
                "5",
                "制定实施方案、工作制度、考核办法的得5分，缺一项扣2分。",
                "缺.*扣 2 分",
                "实施方案、工作制度、考核办法齐全的得5分，缺一项扣2分",
            ),
        ),
    ),
    (
        "二、信息归集（30分）",
        (
            Row(
                "双公示",
                "10",
                "行政许可和行政处罚信息公示率达到100%得10分，每低1个百分点扣1分。",
                "扣 1 分",
                "公示率100%得10分，每低1个百分点扣1分",
            ),
            Row("数据质量", "5", "上报数据每发现1条错误扣0.5分，扣完为止。", "每条扣 0.5 分"),
            Row(
                "归集数量",
                "10",
                "每归集1000条信用信息得1分，最高得10分。",
                "每 1000 条得 1 分",
                "每归集1000条得1分，最高10分",
            ),
            Row("及时性", "5", "未在规定时间内报送的，每次扣1分。", "每次扣 1 分"),
        ),
    ),
    (
        "三、信用应用（30分）",
        (
            Row(
                "信用查询",
                "10",
                "查询率95%以上得10分，90%以上得8分，80%以上得5分，80%以下不得分。",
                "80%.*5 分.*90%.*8 分.*95%.*10 分",
            ),
            Row("信用承诺", "5", "每开展1项信用承诺得1分，最高5分。", "每项得 1 分"),
            Row("联合奖惩", "5", "每报送1个联合奖惩案例得1分，最高得5分。", "每个得 1 分"),
            Row(
                "信用修复",
                "5",
                "信用修复办结率＝按期办结数÷受理数，得分＝办结率×5分。",
                "受理",
                "得分=按期办结数/受理数×5",
            ),
            Row("分级监管", "5", "开展信用分级分类监管的得5分，未开展的不得分。", "得 5 分"),
        ),
    ),
    (
        "四、宣传培训（20分）",
        (
            Row("宣传活动", "5", "每开展一次诚信宣传活动得0.5分，最高得5分。", "每次得 0.5 分"),
            Row(
                "信息报送",
                "10",
                "每篇信息得1分，被市级采用的每篇得2分，被省级采用的每篇得3分，最高10分。",
                "1 分.*2 分.*3 分",
            ),
            Row("业务培训", "3", "组织业务培训，每次得1分，最高3分。", "每次得 1 分.*最高 3 分"),
            Row("典型案例", "2", "有典型案例被推广的得2分。", "得 2 分"),
        ),
    ),
    (
        "五、加分扣分（不计入总分）",
        (
            Row(
                "表彰奖励",
                "5",
                "受到国家级表彰的加5分，省级表彰的加3分，市级表彰的加1分，就高不重复。",
                "5 分.*3 分.*1 分",
            ),
            Row(
                "通报批评",
                "5",
                "被上级通报批评的，每次扣2分。",
                "从 0 分起.*每次扣 2 分",
                "start=0",
            ),
            Row(
                "弄虚作假",
                "5",
                "发现弄虚作假的，每起扣5分。",
                "从 0 分起.*每起扣 5 分",
                "start=0",
            ),
        ),
    ),
)


def document() -> bytes:
    """The Word file."""
    lines: list[Cells] = []
    for title, rows in SECTIONS:
        lines.append((title,))
        lines += [
            (str(at), one.name, one.points, "", one.clause, "", "")
            for at, one in enumerate(rows, 1)
        ]
    head = (
        "郏信用办〔2026〕12号",
        "关于印发《郏县2027年乡镇（街道）信用工作季度考核办法》的通知",
        "2026年12月1日",
        "满分为100分。得分90分以上为优秀，80分以上为良好，60分以上为合格，60分以下为不合格。",
    )
    return word(head, [("附件：乡镇（街道）信用工作考核指标", lines)])


@dataclass
class Clock:
    """What a person spends."""

    taps: int = 0
    signs: int = 0
    read: int = 0
    rows: int = 0
    machine: float = 0.0
    kinds: dict[str, list[str]] = field(default_factory=dict)

    def note(self, kind: str, name: str) -> None:
        """How a row went."""
        self.kinds.setdefault(kind, []).append(name)

    @property
    def minutes(self) -> float:
        """All of it, as a person needs it."""
        person = self.read * _READ + self.taps * _TAP + self.rows * _THINK + self.signs * _SIGN
        return (person + self.machine) / 60


class Officer:
    """Somebody with a desk, a keyboard, and the document beside."""

    def __init__(self, page: Page, pictures: Path | None) -> None:
        self.page, self.pictures, self.clock = page, pictures, Clock()

    async def shot(self, name: str) -> None:
        """Keep what is on the screen."""
        if self.pictures is not None:
            await self.page.screenshot(path=self.pictures / f"{name}.png")

    async def press(self, *keys: str) -> None:
        """Keys, each counted."""
        for one in keys:
            self.clock.taps += 1
            await self.page.keyboard.press(one)

    async def write(self, text: str) -> None:
        """An own sentence into the cell of own words."""
        await self.press("w")
        await self.page.keyboard.press("Control+a")
        self.clock.signs += len(text)
        await self.page.keyboard.type(text)
        await self.settled("Enter")

    async def settled(self, *keys: str) -> None:
        """Press, and wait until it is written."""
        before = await self.page.evaluate("() => document.querySelector('#rows').innerText")
        began = time.monotonic()
        await self.press(*keys)
        await self.page.wait_for_function(
            "(before) => document.querySelector('#rows').innerText !== before"
            " && !document.querySelector('.saving, #talk.busy')",
            arg=before,
        )
        self.clock.machine += time.monotonic() - began

    async def text(self, row: int, part: str) -> str:
        """What stands in a part of a row, read."""
        found = self.page.locator(f"#row-{row} {part}")
        said = " ".join(await found.all_inner_texts())
        self.clock.read += len(re.sub(r"\s", "", said))
        return said

    async def put_right(self, place: int, row: Row) -> str:
        """A row that was read otherwise than it is meant: one cell, or an own sentence."""
        cell = re.fullmatch(r"([a-z0-9]+)=(.+)", row.own)
        if cell is None:
            await self.write(row.own or row.clause)
            return "自己写"
        self.clock.taps += 1  # the cell is clicked
        self.clock.signs += len(cell[2])
        await self.page.locator(f'[data-cell="{place}:{cell[1]}"]').click()
        await self.page.keyboard.press("Control+a")
        await self.page.keyboard.type(cell[2])
        await self.settled("Enter")
        return "改了一格"

    async def row(self, place: int, row: Row) -> None:
        """One row: read, put right if need be, confirmed."""
        self.clock.rows += 1
        await expect(self.page.locator(f'[data-cell="{place}:name"]')).to_be_focused()
        await self.text(place, ".printed")
        ways = self.page.locator(f"#row-{place} .readings li")
        count = await ways.count()
        said = await self.text(place, ".readings" if count else ".meaning")
        kind = "对"
        if count:
            shown = [await ways.nth(at).inner_text() for at in range(count)]
            fits = [at for at, one in enumerate(shown, 1) if re.search(row.right, one, re.S)]
            if fits:
                await self.settled(str(fits[0]))
                kind = f"选第 {fits[0]} 种读法"
            else:
                await self.write(row.own or row.clause)
                kind = "自己写"
        elif not re.search(row.right, said, re.S):
            kind = await self.put_right(place, row)
        said = await self.text(place, ".meaning")
        if not re.search(row.right, said, re.S):
            kind = f"还不对（{said[:60]}）"
            await self.settled("v")
        self.clock.note(kind, row.name)
        if await self.page.locator(f"#row-{place} .readings li").count():
            await self.settled("1")
        await self.settled("a")


async def walk(browser: Browser, address: str, pictures: Path | None) -> Clock:
    """From the file to the released table."""
    context = await browser.new_context(
        viewport={"width": 1440, "height": 900}, locale="zh-CN", timezone_id="Asia/Shanghai"
    )
    page = await context.new_page()
    await page.goto(address)
    officer = Officer(page, pictures)
    clock = officer.clock
    clock.taps += 1
    await page.get_by_text("信用办 管理群").first.click()
    thumbs = Thumbs(page)
    await page.locator(".entry.bot").first.wait_for()
    began = time.monotonic()
    clock.signs += 2
    clock.read += len((await thumbs.say("办法")).whole)
    clock.taps += 1
    clock.read += len((await thumbs.tap("发新的办法")).whole)
    clock.taps += 4  # the clip, the file, its name, open
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    file = {"name": "2027年考核办法.docx", "mimeType": kind, "buffer": document()}
    seen = await thumbs.send([file])  # type: ignore[list-item] # a payload as playwright wants it
    clock.read += len(seen.whole)
    clock.machine += time.monotonic() - began
    await officer.shot("timed-1-chat")
    clock.taps += 1
    await page.get_by_role("link", name="办法表").click()
    await page.locator("#row-1").wait_for()
    clock.read += 60  # the head of the table
    await officer.shot("timed-2-table")
    place = 0
    for _, rows in SECTIONS:
        for row in rows:
            place += 1
            await officer.row(place, row)
    await officer.shot("timed-3-done")
    await _released(officer)
    return clock


async def _released(officer: Officer) -> None:
    """What does not add up is declared, and the table released."""
    page, clock = officer.page, officer.clock
    while await page.locator("#contradictions li").count():
        said = await page.locator("#contradictions li").first.inner_text()
        clock.read += len(said)
        clock.rows += 1
        count = await page.locator("#contradictions li").count()
        clock.note("原表对不上", said.split("\n")[0])
        await officer.press("f", "Enter")
        await expect(page.locator("#contradictions li")).not_to_have_count(count)
    await officer.press("p")
    await expect(page.locator("#talk")).to_contain_text("发布要两位管理员")
    clock.read += len(await page.locator("#talk").inner_text())
    await officer.shot("timed-4-release")
    await officer.press("1")
    await expect(page.locator("#talk")).to_contain_text("自己再确认一次")
    await officer.press("1")
    await expect(page.locator("#talk")).to_contain_text("考核办法已发布")
    await officer.shot("timed-5-released")


async def main(folder: str) -> None:
    """Walk once, and say what it took."""
    chromium = shutil.which("chromium")
    if chromium is None:
        sys.exit("没有 chromium：apt-get install chromium")
    pictures = Path(folder) if folder else None
    if pictures is not None:
        pictures.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as data:
        process, address = await sample(data)
        try:
            async with async_playwright() as playwright:
                browser = await playwright.chromium.launch(executable_path=chromium, args=FLAGS)
                clock = await walk(browser, address, pictures)
                await browser.close()
        finally:
            process.terminate()
            await process.wait()
    rows = sum(len(one) for _, one in SECTIONS)
    lines = [
        f"{rows} 行，从发文件到发布：{clock.minutes:.1f} 分钟",
        f"  点和按键 {clock.taps} 次，自己写的 {clock.signs} 个字，要读的 {clock.read} 个字",
        f"  等机器 {clock.machine:.1f} 秒",
    ]
    lines += [f"  {kind}：{len(of)}（{'、'.join(of)}）" for kind, of in clock.kinds.items()]
    sys.stdout.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1] if len(sys.argv) > 1 else ""))
