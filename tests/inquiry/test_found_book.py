"""Any list can be had as a workbook; its cells are what the list says, and never a formula."""

from __future__ import annotations

import io
from pathlib import Path

from openpyxl import load_workbook

from bot.corridor.recipes import make
from tests.stage import stage

ADMIN = "赵主任"


async def test_the_list_as_a_workbook(tmp_path: Path) -> None:
    async with stage(tmp_path, before=("submitted 县教育局",)) as play:
        (_, message), *_ = await play.send(ADMIN, "把没报的名单发给我Excel")
        (file,) = message.files
        assert file.recipe is not None
        book = load_workbook(io.BytesIO(make(file.recipe)))
        (sheet,) = book.worksheets
        lines = [[cell.value for cell in row] for row in sheet.iter_rows()]
        assert lines[0][0] == message.title == "全部单位，还没提交"
        assert lines[1] == ["序号", "单位", "考核表", "填报进度", "联络员"]
        assert [line[1] for line in lines[2:]] == ["冢头", "龙山", "财政局", "交通局"]
        assert make(file.recipe) == make(file.recipe)


async def test_a_name_that_looks_like_a_formula_stays_a_name(tmp_path: Path) -> None:
    async with stage(tmp_path) as play:
        async with play.database.transaction() as db:
            await db.execute("update units set short = '=1+1' where name = '县财政局'")
        (_, message), *_ = await play.send(ADMIN, "把没报的名单发给我Excel")
        (file,) = message.files
        assert file.recipe is not None
        sheet = load_workbook(io.BytesIO(make(file.recipe))).worksheets[0]
        cells = [cell for row in sheet.iter_rows() for cell in row if cell.value == "=1+1"]
        assert [cell.data_type for cell in cells] == ["s"]
