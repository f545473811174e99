"""联络员 and 联系电话 of the list: kept, invited by, shown as whom to ring, exported again."""

from __future__ import annotations

import io
import re
from pathlib import Path

import openpyxl

from bot.corridor.events import Message
from bot.corridor.recipes import make
from storage.queries import people
from tests.roster.test_office_import import ADMIN, sheet
from tests.stage import Stage, stage

HEADS = "单位名称,联络员,联系电话"
LIST = sheet(
    "县教育局,李敏,0375－5161234", "县财政局,王强,13800000002", "冢头镇,,待定", heads=HEADS
)
STRANGER = "陌生人"


async def office(play: Stage) -> None:
    """Nobody but an admin is bound."""
    async with play.database.transaction() as db:
        person = await people.add_person(db, ADMIN, "13800000009", play.now)
        await people.add_identity(db, person.id, "web", ADMIN, play.now)
        await people.give_role(db, person.id, "admin", None, None, play.now)


async def imported(play: Stage) -> Message:
    await play.send(ADMIN, "导入名单")
    letters = await play.send(ADMIN, files=[("名单.csv", LIST)])
    preview = letters[-1][1]
    await play.send(ADMIN, press="确认写入")
    return preview


async def said(play: Stage, text: str = "", press: str | None = None, who: str = ADMIN) -> Message:
    return (await play.send(who, text, press=press))[-1][1]


def cells(data: bytes) -> list[list[str]]:
    page = openpyxl.load_workbook(io.BytesIO(data)).worksheets[0]
    return [[str(value or "") for value in row] for row in page.iter_rows(values_only=True)]


async def test_the_list_says_whom_to_ring_before_anybody_is_bound(tmp_path: Path) -> None:
    async with stage(tmp_path, bound=False) as play:
        await office(play)
        preview = await imported(play)
        assert "县教育局：联络员 无 → 李敏；电话 无 → 037****1234" in preview.text
        assert "C4：“待定”看不出是电话，没有记，单位照常导入。" in preview.detail
        progress = await said(play, "谁没绑定")
        assert "没有联络员，名单上是李敏 0375-5161234" in progress.text
        card = (await play.send(ADMIN, route="units/1"))[-1][1]
        assert "名单上是李敏 0375-5161234" in card.text


async def test_one_sheet_goes_out_with_names_numbers_and_codes(tmp_path: Path) -> None:
    async with stage(tmp_path, bound=False) as play:
        await office(play)
        await imported(play)
        await said(play, "邀请")
        await play.send(ADMIN, route="invite/all")
        message = await said(play, press="生成 5 个邀请")
        recipe = message.files[0].recipe
        assert recipe is not None
        head, *lines = cells(make(recipe))
        assert head[:5] == ["单位", "考核表", "邀请码", "联络员", "电话"]
        known = {line[0]: line for line in lines}
        assert known["县教育局"][3:5] == ["李敏", "0375-5161234"]
        assert "县教育局联络员李敏您好" in known["县教育局"][-1]
        assert known["冢头镇"][3:5] == ["", ""]


async def test_who_is_on_the_list_binds_with_one_tap(tmp_path: Path) -> None:
    async with stage(tmp_path, bound=False) as play:
        await office(play)
        await imported(play)
        letters = await play.send(ADMIN, "邀请 财政局")
        code = next(
            found[1]
            for _, letter in letters
            if (found := re.search(r"邀请码 (\S+)", letter.text)) is not None
        )
        asked = await said(play, f"绑定 {code}", who=STRANGER)
        assert asked.text.startswith("名单上县财政局的联络员是王强，电话 138****0002。")
        await said(play, press="是我", who=STRANGER)
        rows = await play.query("select name, phone from persons where name = '王强'")
        assert [tuple(row) for row in rows] == [("王强", "13800000002")]


async def test_the_export_holds_what_was_imported(tmp_path: Path) -> None:
    async with stage(tmp_path, bound=False) as play:
        await office(play)
        await imported(play)
        message = (await play.send(ADMIN, route="units/export"))[-1][1]
        recipe = message.files[0].recipe
        assert recipe is not None
        head, *lines = cells(make(recipe))
        known = {line[0]: dict(zip(head, line, strict=True)) for line in lines}
        kept = ("联络员", "联系电话", "读音")
        assert [known["县教育局"][one] for one in kept] == ["李敏", "0375-5161234", ""]
        await play.send(ADMIN, "导入名单")
        again = (await play.send(ADMIN, files=[("名单.xlsx", make(recipe))]))[-1][1]
        assert "没有要改的" in again.text
