"""Backups: what a killed one left is cleared, what is missing named, what is under way not."""

from __future__ import annotations

import fcntl
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.invariants import ALL
from bot.running.config import Settings
from bot.running.drill import drill
from bot.running.inspection import back_up, check
from bot.running.proofs import verify
from storage.backup import backup
from storage.queries import papers, web
from tests.running.commands import command
from tests.sample_papers import PDF
from tests.stage import Stage, stage

NOW = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)


def settings_of(folder: Path) -> Settings:
    data = {"folder": folder, "reserve_megabytes": 0}
    return Settings.model_validate({"data": data, "web": {"port": 0}})


async def test_what_a_killed_backup_left_is_cleared_and_no_other(tmp_path: Path) -> None:
    """A half file with its database; not the one of a backup that is still at work."""
    async with stage(tmp_path / "data") as play:
        killed = ["a.tar.0123abcd.part", "a.tar.0123abcd.database.part"]
        killed += ["b.tar.89abcdef.database.part", "b.tar.89abcdef.database.part-journal"]
        alive = ["c.tar.00000001.part", "c.tar.00000001.database.part"]
        others = ["film.part", "d.tar"]
        for name in (*killed, *alive, *others):
            (tmp_path / name).write_bytes(b"x")
        with (tmp_path / alive[1]).open("rb") as hold:
            fcntl.flock(hold, fcntl.LOCK_EX)
            root = tmp_path / "data" / "evidence"
            await backup(play.database.path, root, tmp_path / "e.tar", now=NOW)
        left = sorted(path.name for path in tmp_path.iterdir())
        assert left == sorted([*alive, *others, "data", "e.tar"])


async def _paper(play: Stage, data: bytes, label: str) -> str:
    kept = await play.store.put_bytes(data)
    async with play.database.transaction() as db:
        await papers.keep_blob(
            db, papers.Blob(kept.digest, kept.size, kept.kind.code, None), play.now
        )
        await papers.add_evidence(
            db,
            1,
            "三.4",
            digest=kept.digest,
            url=None,
            label=label,
            caption="",
            receipt="",
            person_id=1,
            now=play.now,
        )
    return kept.digest


async def test_a_backup_names_every_paper_that_is_missing_or_altered(tmp_path: Path) -> None:
    """By unit, row and label; the backup is there, and its status says that it is not whole."""
    folder = tmp_path / "data"
    async with stage(folder) as play:
        settings = settings_of(folder)
        lines, sound = await back_up(settings, tmp_path / "whole.tar", NOW)
        assert (sound, len(lines)) == (True, 1)
        gone = await _paper(play, PDF, "证明.pdf")
        bent = await _paper(play, PDF + b"\n", "通知.pdf")
        play.store.path(gone).unlink()
        play.store.path(bent).chmod(0o600)
        play.store.path(bent).write_bytes(PDF + b" ")
        lines, sound = await back_up(settings, tmp_path / "one.tar", NOW)
        assert not sound
        assert (tmp_path / "one.tar").is_file()
        assert f"  冢头镇 三.4 证明.pdf（{gone[:12]}…）：缺失" in lines
        assert f"  冢头镇 三.4 通知.pdf（{bent[:12]}…）：内容与登记不符" in lines
        told = "\n".join((await verify(settings))[0])
        assert "冢头镇 三.4 证明.pdf" in told
        assert "冢头镇 三.4 通知.pdf" in told


async def test_a_drill_is_not_alarmed_by_what_a_start_carries_on(tmp_path: Path) -> None:
    """A message between the log and intake, an album half joined, a letter that waits."""
    async with stage(tmp_path / "data") as play:
        await play.send("李敏", "首页")
        async with play.database.transaction() as db:
            at = "2026-11-23T03:00:00.000000Z"
            await web.put_room(db, "李敏", "信考", at, private=True)
            await web.add_member(db, "李敏", "李敏", at)
            await web.add_entry(
                db,
                chat="李敏",
                direction="in",
                key="in:李敏:k1",
                author="李敏",
                author_name="李敏",
                replaces=None,
                payload='{"text":"首页","files":[]}',
                at=at,
            )
            await db.execute(
                "insert into inbox (channel, update_key, chat, payload, received_at) "
                "select channel, 'later', chat, payload, received_at from inbox"
            )
            await db.execute("update inbox set state = 'new' where update_key <> 'later'")
            await db.execute("update inbox set state = 'done' where update_key = 'later'")
        root = tmp_path / "data" / "evidence"
        await backup(play.database.path, root, tmp_path / "one.tar", now=NOW)
        lines, _ = await drill(settings_of(tmp_path / "data"), tmp_path / "one.tar")
        text = "\n".join(lines)
        assert "备份那一刻还在办的：" in text
        assert "log-entry-reached-intake" not in text
        assert "updates-are-carried" not in text


def test_what_a_start_mends_is_known_by_name() -> None:
    """Promises that hold only between two turns, or once an older county's papers were asked for.

    Every other one holds at every moment.
    """
    assert {one.name for one in ALL if one.mended} == {
        "paper-waits-to-be-read",
        "log-entry-reached-intake",
        "updates-are-carried-through-in-order",
        "nothing-waits-for-days",
    }


async def test_a_check_beside_a_running_bot_looks_twice(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was just about to happen is no fault; what is still there a moment later is."""
    monkeypatch.setattr("bot.running.inspection._MOMENT", 0.0)
    monkeypatch.setattr("bot.running.machine.is_served", lambda _: True)
    async with stage(tmp_path / "data") as play:
        await play.send("李敏", "首页")
        async with play.database.transaction() as db:
            await db.execute("update outbox set created_at = '2020-11-23T03:00:00.000000Z'")
        text = "\n".join((await check(settings_of(tmp_path / "data"), data=True))[0])
        assert "nothing-waits-for-days" in text


async def test_the_folder_of_a_killed_drill_is_taken_away(tmp_path: Path) -> None:
    """It holds everything there is; one that is at work stays."""
    async with stage(tmp_path / "data") as play:
        root = tmp_path / "data" / "evidence"
        await backup(play.database.path, root, tmp_path / "one.tar", now=NOW)
        for name in ("xinkao-drill-dead", "xinkao-drill-alive"):
            (tmp_path / name).mkdir()
            (tmp_path / name / "xinkao.db").write_bytes(b"x")
        with (tmp_path / "xinkao-drill-alive" / "at-work").open("wb") as hold:
            fcntl.flock(hold, fcntl.LOCK_EX)
            await drill(settings_of(tmp_path / "data"), tmp_path / "one.tar")
        left = sorted(path.name for path in tmp_path.iterdir())
        assert left == ["data", "one.tar", "xinkao-drill-alive"]


@pytest.mark.slow
def test_a_fresh_demo_asks_the_lock_before_it_deletes(tmp_path: Path) -> None:
    """A demo that is running keeps its data."""
    folder = tmp_path / "demo-data"
    folder.mkdir()
    from bot import demo

    (folder / demo.MARK).write_text("")
    with (folder / "running.lock").open("w") as hold:
        fcntl.flock(hold, fcntl.LOCK_EX)
        said = command(tmp_path, "demo", "--fresh", "--port", "0").aloud()
    assert "另一个信考程序" in said
    assert (folder / demo.MARK).exists()
