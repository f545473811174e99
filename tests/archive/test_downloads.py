"""Fetching an archive: who, until when, how often; asked anew each time, and written down."""

from __future__ import annotations

import io
import zipfile
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest

from bot.archive.contents import LASTING, MOST_STARTS
from bot.archive.downloads import Download, begin
from tests.sample_papers import PAPERS
from tests.stage import Stage, stage


@pytest.fixture
async def play(tmp_path: Path) -> AsyncIterator[Stage]:
    """教育局 has a photo and a paper under 三.4, and one is not filed."""
    async with stage(tmp_path, before=("role 王强 reviewer",)) as set_up:
        await set_up.send("李敏", route="proof/1/1/三.4")
        papers = [(name, PAPERS[name]()) for name in ("活动照片1.jpg", "工作方案.pdf")]
        await set_up.send("李敏", files=papers)
        yield set_up


async def offered(play: Stage, who: str = "李敏", route: str = "pack/files/1/1") -> int:
    letters = await play.send(who, route=route)
    number = letters[-1][1].files[0].download
    assert number is not None
    return number


async def fetched(play: Stage, number: int, who: str) -> Download | str:
    return await begin(play.database, play.store, number, who, play.now)


async def test_the_unit_fetches_its_own_and_it_is_written_down(play: Stage) -> None:
    """Folder by row, the bytes as handed in, the receipt, and a line in the chain."""
    found = await fetched(play, await offered(play), "李敏")
    assert isinstance(found, Download)
    assert found.label == "2026年四季度 教育局 材料包.zip"
    packed = zipfile.ZipFile(io.BytesIO(b"".join(found.pieces)))
    names = packed.namelist()
    assert "01 教育局/三.4 信用+应用场景/01 活动照片1.jpg" in names
    assert packed.read(names[0]) == PAPERS["活动照片1.jpg"]()
    assert any(name.startswith("01 教育局/回执/R2611") for name in names)
    chain = await play.query("select count(*) from audit where action = 'archive.fetch'")
    assert chain[0][0] == 1


@pytest.mark.parametrize("who", ["nobody", "", "王五"])
async def test_a_stranger_finds_nothing(play: Stage, who: str) -> None:
    """An address that is nobody's."""
    assert await fetched(play, await offered(play), who) == "not_found"


async def test_the_office_may_another_unit_may_not(play: Stage) -> None:
    """王强 is liaison of 冢头镇 and reviewer: the role opens it; without it, no longer."""
    number = await offered(play)
    assert isinstance(await fetched(play, number, "王强"), Download)
    async with play.database.transaction() as db:
        await db.execute("update roles set ended_at = 'x' where role = 'reviewer'")
    assert await fetched(play, number, "王强") == "not_found"


async def test_a_liaison_handed_over_cannot_fetch_any_more(play: Stage) -> None:
    """Roles are asked when it is fetched, not when it was offered."""
    number = await offered(play)
    async with play.database.transaction() as db:
        await db.execute("update roles set ended_at = 'x' where unit_id = 1")
    assert await fetched(play, number, "李敏") == "not_found"


async def test_a_download_of_everybody_is_the_offices_alone(play: Stage) -> None:
    """A liaison who guesses the number gets nothing."""
    number = await offered(play, "赵主任", "pack/files/1")
    assert await fetched(play, number, "李敏") == "not_found"
    assert isinstance(await fetched(play, number, "赵主任"), Download)


async def test_it_ends_by_time_and_by_count(play: Stage) -> None:
    """Ten beginnings, three days; a new one can always be asked for."""
    number = await offered(play)
    for _ in range(MOST_STARTS):
        assert isinstance(await fetched(play, number, "李敏"), Download)
    assert await fetched(play, number, "李敏") == "download_over"
    second = await offered(play)
    play.now += LASTING + timedelta(seconds=1)
    assert await fetched(play, second, "李敏") == "download_over"
    assert await fetched(play, 999, "李敏") == "not_found"


async def test_a_file_the_store_lost_is_named(play: Stage) -> None:
    """The archive comes all the same."""
    number = await offered(play)
    digest = (await play.query("select digest from evidence order by id"))[0][0]
    play.store.path(digest).unlink()
    found = await fetched(play, number, "李敏")
    assert isinstance(found, Download)
    packed = zipfile.ZipFile(io.BytesIO(b"".join(found.pieces)))
    assert "缺：库里没有这个文件" in packed.read("00 目录.html").decode()
