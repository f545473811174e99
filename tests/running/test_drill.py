"""A backup is worth the ranking that comes out of it: restored, upgraded, compared."""

from __future__ import annotations

import asyncio
import signal
import sqlite3
import threading
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from alembic.config import Config
from alembic.runtime.environment import EnvironmentContext
from sqlalchemy import create_engine

from bot.running.config import Settings
from bot.running.drill import drill
from storage import migrating
from storage.backup import BackupFault, backup, restore
from storage.database import Database
from tests.release.test_publish import _published, county
from tests.sample_papers import PAPERS
from tests.stage import Stage

NOW = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
NOT_BY_PAGES = {"role-has-audit", "group-has-audit", "quarter-state-has-audit"}
"""What the stage takes as given was written by no page, and so without its audit rows."""


def settings_of(folder: Path) -> Settings:
    return Settings.model_validate({"data": {"folder": folder, "reserve_megabytes": 0}})


async def _backed_up(play: Stage, folder: Path) -> Path:
    target = folder / "county.tar"
    target.unlink(missing_ok=True)
    await backup(play.database.path, play.database.path.parent / "evidence", target, now=NOW)
    return target


def _told(lines: list[str]) -> list[str]:
    return [one for one in lines if one.lstrip().split("：")[0] not in NOT_BY_PAGES]


async def test_a_drill_ends_in_the_same_ranking_and_leaves_nothing(tmp_path: Path) -> None:
    """Editions word for word, every table as it is now, and the folder as it was before."""
    async with county(tmp_path / "data") as play:
        await _published(play)
        source = await _backed_up(play, tmp_path)
        there = sorted(one.name for one in tmp_path.iterdir())
        lines, _ = await drill(settings_of(play.database.path.parent), source)
        text = "\n".join(_told(lines))
        assert "逐字一致" in text
        assert "2 张表与现在一致" in text
        assert "第 1 " in text
        assert "后又有变化" not in text
        assert sorted(one.name for one in tmp_path.iterdir()) == there


async def test_a_drill_notices_an_edition_that_is_not_the_same(tmp_path: Path) -> None:
    """Changed behind the program's back, the office's own data or the backup: named, status bad."""
    async with county(tmp_path / "data") as play:
        await _published(play)
        source = await _backed_up(play, tmp_path)
        async with play.database.transaction() as db:
            await db.execute("update publications set hash = 'x' where kind = 'published'")
        lines, sound = await drill(settings_of(play.database.path.parent), source)
        assert not sound
        assert any("公布第 1 版：与正在使用的数据不一样" in one for one in lines)
        source = await _backed_up(play, tmp_path)
        lines, sound = await drill(settings_of(tmp_path / "nowhere"), source)
        assert not sound
        assert any("没有正在使用的数据" in one for one in lines)


async def test_a_change_after_the_backup_is_no_fault_of_the_backup(tmp_path: Path) -> None:
    """Said as such: which table has moved on."""
    async with county(tmp_path / "data") as play:
        source = await _backed_up(play, tmp_path)
        async with play.database.transaction() as db:
            await db.execute("update reviews set superseded_at = at")
        lines, _ = await drill(settings_of(play.database.path.parent), source)
        assert any("备份以后又有变化的：2026年四季度 县直单位" in one for one in lines)


def _as_version(path: Path, revision: str) -> None:
    """An empty database as an earlier version of the program left it."""
    engine = create_engine(f"sqlite:///{path}")
    script = migrating._script()
    config = Config()
    config.set_main_option("script_location", script.dir)
    with engine.connect() as connection, connection.begin():
        config.attributes["connection"] = connection
        steps = lambda at, _: script._upgrade_revs(revision, at)  # noqa: E731 -- alembic's own shape
        with EnvironmentContext(config, script, fn=steps):
            script.run_env()
    engine.dispose()


def _moved_back(new: Path, old: Path) -> None:
    """The rows of a database of today in the tables of an earlier version."""
    with closing(sqlite3.connect(old)) as db:
        db.execute("attach ? as today", (str(new),))
        tables = [
            row[0] for row in db.execute("select name from main.sqlite_master where type = 'table'")
        ]
        for table in tables:
            if table.startswith("sqlite_") or table == "alembic_version":
                continue
            theirs = {row[1] for row in db.execute(f'pragma today.table_info("{table}")')}
            names = [row[1] for row in db.execute(f'pragma main.table_info("{table}")')]
            shared = ", ".join(f'"{name}"' for name in names if name in theirs)
            db.execute(
                f'insert into main."{table}" ({shared}) select {shared} from today."{table}"'
            )
        # As the earlier version kept them: settled, and still with what was said.
        db.execute("""update outbox set state = 'sent', external = '1', sent_at = created_at,
            payload = '{"text":"邀请码 ABCD-EFGH-JKMN"}' where id = 1""")
        db.execute(
            """update inbox set payload = json_set(payload, '$.text', '三次') where id = 1"""
        )
        db.commit()


@pytest.mark.parametrize("revision", ["0004"])
async def test_an_upgrade_ends_in_the_same_ranking(tmp_path: Path, revision: str) -> None:
    """An earlier version's data, restored by this one: same editions, same places, nothing said."""
    async with county(tmp_path / "data") as play:
        await _published(play)
        old = tmp_path / "old"
        (old / "evidence").mkdir(parents=True)
        _as_version(old / "xinkao.db", revision)
        _moved_back(play.database.path, old / "xinkao.db")
        target = tmp_path / "old.tar"
        await backup(old / "xinkao.db", old / "evidence", target, now=NOW)
        lines, _ = await drill(settings_of(play.database.path.parent), target)
        text = "\n".join(lines)
        assert "逐字一致" in text
        assert "2 张表与现在一致" in text
        assert "settled" not in text
        raised = await Database.open(old / "xinkao.db")
        async with raised.reading() as db:
            said = await db.execute_fetchall(
                "select payload from outbox where id = 1 union all "
                "select payload from inbox where id = 1"
            )
        await raised.close()
        assert not any("ABCD" in row[0] or "三次" in row[0] for row in said)


async def test_a_drill_that_is_ended_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """SIGTERM in the midst of putting back: the folder is as it was, and no thread is at it."""
    async with county(tmp_path / "data") as play:
        source = await _backed_up(play, tmp_path)
        there = sorted(one.name for one in tmp_path.iterdir())
        begun = []

        def slow(*given: object, trial: threading.Event) -> None:
            begun.append(given)
            (tmp_path / f"{next(tmp_path.glob('xinkao-drill-*')).name}" / "half").touch()
            signal.raise_signal(signal.SIGTERM)
            assert trial.wait(20), "told to give up"

        monkeypatch.setattr("bot.running.drill.restore", slow)
        task = asyncio.create_task(drill(settings_of(play.database.path.parent), source))
        with pytest.raises(asyncio.CancelledError):
            await task
        assert len(begun) == 1
        assert sorted(one.name for one in tmp_path.iterdir()) == there


async def test_a_drill_that_is_ended_twice_leaves_nothing(tmp_path: Path) -> None:
    """``timeout`` sends its signal twice, somebody impatient Ctrl-C: while it puts back, clears."""
    async with county(tmp_path / "data") as play:
        source = await _backed_up(play, tmp_path)
        there = sorted(one.name for one in tmp_path.iterdir())
        looking = threading.Event()

        def slow(*_: object, trial: threading.Event) -> None:
            folder = next(tmp_path.glob("xinkao-drill-*"))
            signal.raise_signal(signal.SIGTERM)
            assert trial.wait(20), "told to give up"
            for name in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
                signal.raise_signal(name)
            looking.wait(0.2)  # a signal's handler has run by now, or the thread is waited for
            (folder / "half").touch()

        with pytest.MonkeyPatch.context() as patched:
            patched.setattr("bot.running.drill.restore", slow)
            task = asyncio.create_task(drill(settings_of(play.database.path.parent), source))
            with pytest.raises(asyncio.CancelledError):
                await task
        assert sorted(one.name for one in tmp_path.iterdir()) == there


async def test_what_is_thrown_away_is_not_synced(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A trial syncs no file of evidence; it gives up when it is told to."""
    async with county(tmp_path / "data") as play:
        await play.store.put_bytes(PAPERS["活动照片1.jpg"]())
        source = await _backed_up(play, tmp_path)
    synced: list[int] = []
    monkeypatch.setattr("storage.backup.os.fsync", synced.append)
    told = threading.Event()
    done = restore(source, tmp_path / "a" / "x.db", tmp_path / "a" / "evidence", trial=told)
    assert done.backup.files == 1
    assert len(synced) <= 1, "at most the folder of the database"
    told.set()
    with pytest.raises(BackupFault):
        restore(source, tmp_path / "b" / "x.db", tmp_path / "b" / "evidence", trial=told)
    assert not (tmp_path / "b" / "x.db").exists()
