"""The picture of a notice, and what moves by it beyond the story."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import asdict
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from bot.invariants import broken_invariants
from bot.paper.canvas import Pill, Text
from bot.quarters.sheets.month_picture import WIDTH, MonthPicture, arrange, make
from storage.queries import quarters
from tests.stage import Stage, render, stage
from tests.written_down import write_down

PICTURE = MonthPicture(
    title="2027年放假安排",
    note="红底休息，蓝底调休上班；全年工作日 249 天，原来按 248 天算",
    months=("2026-12", "2027-01", "2027-02"),
    off=("2026-12-31", "2027-01-01", "2027-02-08"),
    on=("2027-01-09",),
)


def test_every_day_of_the_notice_stands_out_and_all_fits() -> None:
    """Three days off, one worked; nothing leaves the paper."""
    height, marks = arrange(PICTURE)
    texts = [one.text for one in marks if isinstance(one, Text)]
    assert (texts.count("休"), texts.count("班")) == (3, 1)
    assert sum(isinstance(one, Pill) for one in marks) == 4
    for one in marks:
        if isinstance(one, Text | Pill):
            left, top, right, bottom = one.box
            assert left >= 0
            assert top >= 0
            assert right <= WIDTH
            assert bottom <= height
    image = Image.open(BytesIO(make(asdict(PICTURE))))
    assert image.size == (WIDTH, height)


@pytest.fixture
async def play(tmp_path: Path) -> AsyncIterator[Stage]:
    async with stage(tmp_path) as made:
        yield made


async def _says(play: Stage, text: str, **more: object) -> str:
    letters = await play.send("赵主任", text, group=True, **more)  # type: ignore[arg-type] # a press
    return render(letters, "信用办群")


async def test_an_extension_and_a_planned_quarter_follow_the_notice(tmp_path: Path) -> None:
    """Both stand on days that the notice makes days off; afterwards on the next working days."""
    async with stage(tmp_path) as play:
        async with play.database.transaction() as db:
            await write_down(db, play.now)
        await _says(play, "延期 教育局 1月8日 系统故障")
        await play.send("赵主任", press="延期到", group=True)
        await _says(play, "开期 2027年一季度")
        await _says(play, "", press="确认，2027年1月4日自动开始")
        said = await _says(
            play, "关于2027年部分节假日安排的通知：元旦：1月1日至10日放假调休，共10天。"
        )
        assert "通知里没有提到春节、清明节、劳动节、端午节、中秋节、国庆节" in said
        assert "1 个单位另有延期" in said
        assert "2027年一季度开始填报：2027年1月4日改为2027年1月11日" in said
        said = await _says(play, "", press="核对无误，记入")
        assert "顺延到2027年1月12日" in said
        async with play.database.reading() as db:
            planned = await quarters.by_number(db, 2027, 1)
            form = await quarters.form(db, 1, 1)
        assert planned is not None
        assert planned.opens == date(2027, 1, 11)
        assert form is not None
        assert form.extended_to == "2027-01-12T10:00:00.000000Z"
        assert await broken_invariants(play.database, play.store, deep=True, now=play.now) == []


async def test_a_notice_is_confirmed_once_and_only_the_last_one(play: Stage) -> None:
    """An older message's button says so; a part of a year leaves the rest of it as it was."""
    text = "关于2027年部分节假日安排的通知：元旦：1月1日放假。"
    await _says(play, text)
    first = play.button("信用办群", "核对无误，记入")
    await _says(play, text.replace("1月1日", "1月1日至3日"))
    letters = await play.send("赵主任", route=first, group=True)
    assert "后来又收到了新的" in render(letters, "信用办群")
    assert "已记入" in await _says(play, "", press="核对无误，记入")
    assert "没有收录" not in await _says(play, "延期 财政局 1月25日")
    assert "法定节假日（除夕）" in await _says(play, "延期 财政局 2月5日")
