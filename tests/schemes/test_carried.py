"""Rules that are written and released outlive the machine: backup and restore, and the file.

Half way through one draft, with another proposed and one released, the whole county is carried to
another place, and goes on there as if nothing had been.
"""

from __future__ import annotations

import itertools
from datetime import UTC, datetime
from pathlib import Path

from bot.schemes.draft import text_of
from scoring.scheme import loads
from storage.backup import backup, restore
from storage.database import Database
from storage.places import place_of
from storage.queries import schemes
from tests.schemes.documents import one_or_two, plain_rules
from tests.stage import Stage, over, render, stage

NOW = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
ROWS = 4


async def say(play: Stage, who: str, *args: str, **more: object) -> str:
    return render(await play.send(who, *args, **more), who)  # type: ignore[arg-type]


async def _kept(database: Database) -> tuple[object, ...]:
    """Everything that is known of rules."""
    async with database.reading() as db:
        drafts = await schemes.open_drafts(db)
        rows = [await schemes.rows(db, one.id) for one in drafts]
        return drafts, rows, await schemes.versions(db)


async def _released(play: Stage) -> None:
    await say(play, "赵主任", "办法")
    await say(play, "赵主任", files=[("明年考核办法.docx", plain_rules())])
    await say(play, "赵主任", press="核对：县直")
    await say(play, "赵主任", press="逐行核对")
    for _ in range(ROWS):
        await say(play, "赵主任", press="对")
    await say(play, "赵主任", press="提请发布")
    await say(play, "赵主任", press="提请发布")
    await play.send("王强", press="确认发布", group=True)


async def test_rules_are_carried_to_another_machine_and_go_on_there(tmp_path: Path) -> None:
    async with stage(tmp_path / "data", before=("role 王强 admin",)) as play:
        await _released(play)
        await say(play, "赵主任", "办法")
        await say(play, "赵主任", files=[("像两张的表.docx", one_or_two(50))])
        await say(play, "赵主任", press="各是一张表")
        await say(play, "赵主任", press="核对")
        await say(play, "赵主任", press="逐行核对")
        await say(play, "赵主任", press="对")
        before = await _kept(play.database)
        source = tmp_path / "county.tar"
        await backup(play.database.path, tmp_path / "data" / "evidence", source, now=NOW)
    there = tmp_path / "there"
    there.mkdir()
    restore(source, there / "xinkao.db", there / "evidence")
    database = await Database.open(place_of(there / "xinkao.db"))
    try:
        assert await _kept(database) == before
        moved = over(database, there)
        moved.counter = itertools.count(1000)
        assert "已确认 1 行" in await say(moved, "赵主任", "办法")
        opened = await say(moved, "赵主任", "开期 2027年一季度")
        assert "2027年一季度" in opened
        assert "县直单位" in opened
    finally:
        await database.close()


async def test_a_released_table_goes_out_as_its_file_and_comes_in_the_same(tmp_path: Path) -> None:
    async with stage(tmp_path, before=("role 王强 admin",)) as play:
        await _released(play)
        letters = await play.send("赵主任", "办法")
        letters = await play.send("赵主任", press="导出方案")
        files = [one for _, message in letters for one in message.files]
        (file,) = [one for one in files if "县直单位" in one.label]
        text = str((file.recipe.data if file.recipe else {})["text"])
        async with play.database.reading() as db:
            version = (await schemes.versions(db))[0]
        assert loads(text, "导出").rows == loads(version.text, "发布").rows
        await say(play, "赵主任", "办法")
        told = await say(play, "赵主任", files=[("县直单位.toml", text.encode())])
        assert f"{ROWS} 行指标" in told
        async with play.database.reading() as db:
            draft = (await schemes.open_drafts(db))[-1]
            rows = await schemes.rows(db, draft.id)
    assert loads(text_of(draft, rows), "草案").rows == loads(text, "导出").rows
