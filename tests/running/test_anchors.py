"""The audit chain has an end: whatever is done to it is found, by name, and from when."""

from __future__ import annotations

import json
import random
import shutil
import sqlite3
from collections.abc import AsyncIterator
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from structlog.testing import capture_logs

from bot.corridor.recipes import make
from bot.running import anchors, chain
from bot.running.anchors import Anchors
from bot.running.config import Settings
from bot.running.heartbeat import Heartbeat
from bot.running.inspection import back_up
from bot.running.proofs import verify, verify_anchor
from storage import audit
from storage.audit import Anchor
from storage.database import Database, Session, stamp
from storage.queries import papers, web
from tests.release.test_publish import GIVEN, _published
from tests.running.test_drill import _as_version
from tests.stage import OFFICE, Stage, stage

STREAMS = ("office", "unit:1", "unit:2", "unit:3")


@pytest.fixture
async def play(tmp_path: Path) -> AsyncIterator[Stage]:
    async with stage(tmp_path / "data") as made:
        yield made


async def _write(play: Stage, count: int, chance: random.Random) -> None:
    for n in range(count):
        async with play.database.transaction() as db:
            await audit.record(
                db,
                chance.choice(STREAMS),
                actor=1,
                action="claim.change",
                subject=f"claim/{n}",
                before=n,
                after=n + 1,
                now=play.now + timedelta(minutes=n),
            )


def settings_of(play: Stage) -> Settings:
    folder = play.database.path.parent
    return Settings.model_validate({"data": {"folder": folder, "reserve_megabytes": 0}})


def _harm(db: sqlite3.Connection, kind: str, chance: random.Random) -> set[tuple[str, int]]:
    """Do one thing to the table, as somebody with the file would; the names it may be found by."""
    rows = db.execute("select id, stream, seq, number from audit order by number").fetchall()
    number, stream, seq, place = chance.choice(rows)
    named = {(stream, seq), (stream, seq + 1), ("*", place), ("*", place + 1)}
    if kind == "deleted":
        named |= {("end", place - 1)}
        db.execute("delete from audit where id = ?", (number,))
    elif kind == "changed":
        column = chance.choice(["before", "after", "why", "at", "action", "subject", "hash"])
        db.execute(f"update audit set {column} = {column} || '0' where id = ?", (number,))
    elif kind == "inserted":
        db.execute(
            "insert into audit (stream, seq, at, actor, action, subject, before, after, why,"
            " previous, hash, number, chain) select stream, (select max(seq) + 1 from audit a where"
            " a.stream = audit.stream), at, actor, action, subject, before, after, why, hash, hash,"
            " number, chain from audit where id = ?",
            (number,),
        )
        last = db.execute("select max(seq) from audit where stream = ?", (stream,)).fetchone()[0]
        named |= {(stream, last)}
    elif kind == "reordered":
        other = chance.choice([row for row in rows if row[0] != number])
        named |= {("*", min(place, other[3])), ("*", min(place, other[3]) + 1)}
        db.execute("update audit set number = -1 where id = ?", (number,))
        db.execute("update audit set number = ? where id = ?", (place, other[0]))
        db.execute("update audit set number = ? where id = ?", (other[3], number))
    else:  # cut: the newest go, as many as anybody likes
        db.execute("delete from audit where number >= ?", (place,))
        named = {("end", place - 1)}
    return named


@pytest.mark.slow
async def test_whatever_is_done_to_an_entry_is_found_by_name(play: Stage, tmp_path: Path) -> None:
    """A thousand times each: deleted, changed, inserted, reordered, cut off."""
    chance = random.Random(20261128)
    await _write(play, 60, chance)
    async with play.database.reading() as db:
        anchor = await audit.end(db)
        assert (await audit.broken(db), anchor.number) == ([], 60)
    whole = tmp_path / "whole.db"
    with closing(sqlite3.connect(play.database.path)) as source:
        source.execute("vacuum into ?", (str(whole),))
    database = await Database.open(whole)
    try:
        for kind in ("deleted", "changed", "inserted", "reordered", "cut"):
            for _ in range(1000):
                await _once(database, kind, anchor, chance)
    finally:
        await database.close()


class _UndoneError(Exception):
    """Everything as it was."""


async def _once(database: Database, kind: str, anchor: Anchor, chance: random.Random) -> None:
    with pytest.raises(_UndoneError):
        async with database.transaction() as db:
            named = _harm(db._line._connection, kind, chance)  # type: ignore[attr-defined]
            found = {(one.stream, one.seq) for one in await audit.broken(db)}
            lost = await audit.loss(db, anchor)
            if lost is not None and lost.fault == "gone":
                found.add(("end", lost.number))
            assert found & named, (kind, named, found)
            raise _UndoneError


async def test_the_newest_entry_that_was_deleted_is_missed(play: Stage) -> None:
    """``verify`` says from which moment on; the line of another file is the witness."""
    await _write(play, 5, random.Random(1))
    keeper = Anchors(play.database, play.database.path.parent, lambda: play.now)
    await keeper.write()
    settings = settings_of(play)
    lines, sound = await verify(settings)
    assert sound
    assert "留痕锚：1 个，全部一致" in lines
    async with play.database.transaction() as db:
        await db.execute("delete from audit where number = 5")
    lines, sound = await verify(settings)
    assert not sound
    assert any("第 4 条" in one and "以后的 1 条记录不见了" in one for one in lines), lines


async def test_all_that_was_cut_off_is_counted_and_what_was_changed_is_told_beside(
    play: Stage,
) -> None:
    """Many anchors miss something: the one that misses most says how much."""
    chance = random.Random(3)
    keeper = Anchors(play.database, play.database.path.parent, lambda: play.now)
    for _ in range(6):
        await _write(play, 2, chance)
        await keeper.write()
        play.now += timedelta(minutes=1)
    async with play.database.transaction() as db:
        await db.execute("delete from audit where number > 5")
    lines, sound = await verify(settings_of(play))
    told = [one for one in lines if "不符" in one]
    assert not sound
    assert len(told) == 1
    assert "A12-" in told[0]
    assert "以后的 7 条记录不见了" in told[0]
    async with play.database.transaction() as db:
        await db.execute("update audit set chain = 'x' || substr(chain, 2) where number = 2")
    told = [one for one in (await verify(settings_of(play)))[0] if "的锚" in one and "不符" in one]
    assert ["换过" in one for one in told] == [True, False]


async def test_a_write_ahead_log_that_was_removed_is_missed(play: Stage, tmp_path: Path) -> None:
    """The last seconds are gone with it; nothing inside the database says so."""
    chance = random.Random(2)
    await _write(play, 3, chance)
    with closing(sqlite3.connect(play.database.path)) as db:
        db.execute("pragma wal_checkpoint(truncate)")
    await _write(play, 2, chance)
    folder = play.database.path.parent
    await Anchors(play.database, folder, lambda: play.now).write()
    robbed = tmp_path / "robbed"
    robbed.mkdir()
    for name in ("xinkao.db", anchors.FILE):
        shutil.copy(folder / name, robbed / name)
    settings = Settings.model_validate({"data": {"folder": robbed, "reserve_megabytes": 0}})
    lines, sound = await verify(settings)
    assert not sound
    assert any("第 3 条" in one and "以后的 2 条记录不见了" in one for one in lines), lines


async def test_an_anchor_that_somebody_kept_is_compared(play: Stage) -> None:
    """As it was printed, in a whole line, in another case; a wrong one, and what is none."""
    await _write(play, 4, random.Random(3))
    async with play.database.reading() as db:
        end = await audit.end(db)
    settings = settings_of(play)
    for text in (str(end), f"留痕锚 {end}（记在别处）", str(end).upper()):
        lines, sound = await verify_anchor(settings, text)
        assert sound, lines
    lines, sound = await verify_anchor(settings, f"A2-{end.chain[:32]}")
    assert not sound
    assert "被换过" in lines[0]
    lines, sound = await verify_anchor(settings, f"A9-{end.chain[:32]}")
    assert "第 4 条" in lines[0]
    assert "以后的 5 条记录不见了" in lines[0]
    assert not (await verify_anchor(settings, "R261123-0007"))[1]


async def test_backups_are_witnesses(
    play: Stage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each names the end of the chain when it was made, in its manifest and to its maker."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / chain.BACKUPS).mkdir()
    await _write(play, 4, random.Random(4))
    settings = settings_of(play)
    lines, _ = await back_up(settings, tmp_path / chain.BACKUPS / "one.tar", play.now)
    async with play.database.reading() as db:
        end = str(await audit.end(db))
    assert any(end in one for one in lines)
    assert (await verify(settings))[1]
    async with play.database.transaction() as db:
        await db.execute("delete from audit where number > 2")
    lines, sound = await verify(settings)
    assert not sound
    assert any("备份 one.tar" in one and "第 2 条" in one for one in lines), lines


async def test_a_receipt_and_an_edition_carry_the_end_of_the_chain(play: Stage) -> None:
    """A person who keeps the page of a receipt keeps a witness."""
    await play.send("李敏", route="reports/add/1/1/2")
    await play.send("李敏", "信用宣传 https://news.example.cn/1.html")
    number = (await play.query("select number from receipts"))[0]["number"]
    [(_, page)] = await play.send("李敏", f"回执 {number}")
    kept = Anchor.read(page.detail.splitlines()[-1])
    assert kept is not None
    async with play.database.transaction() as db:
        assert await audit.loss(db, kept) is None
        await db.execute("delete from audit where number >= ?", (kept.number,))
        lost = await audit.loss(db, kept)
    assert lost is not None
    assert lost.fault == "gone"


async def test_every_night_the_end_is_logged_and_told_where_the_office_wants(
    play: Stage,
) -> None:
    """One line of the log; one letter a day to the group, or none."""
    await _write(play, 2, random.Random(5))
    keeper = Anchors(play.database, play.database.path.parent, lambda: play.now)
    for tells, letters in ((False, 0), (True, 1), (True, 0)):

        async def digests() -> set[str]:
            return set()

        beat = Heartbeat(
            play.database,
            play.store,
            lambda: play.now,
            lambda: None,
            digests,
            anchors=keeper,
            tells_anchor=tells,
        )
        with capture_logs() as logs:
            await beat.clean()
        end = [one["anchor"] for one in logs if one["event"] == "audit chain"]
        assert len(end) == 1
        told = await play.letters()
        assert [(chat, end[0] in message.text) for chat, message in told] == (
            [(OFFICE, True)] * letters
        )


async def test_lines_of_days_long_gone_are_thinned(play: Stage) -> None:
    """The last one of each day stays; the last three days stay whole."""
    folder = play.database.path.parent
    file = folder / anchors.FILE
    lines = [
        f"2026-11-{day:02d}T{hour:02d}:00:00.000000Z A{day * 10 + hour}-{'ab' * 16}"
        for day in (1, 2, 22, 23)
        for hour in (1, 2)
    ]
    file.write_text("".join(f"{line}\n" for line in lines), "utf-8")
    await Anchors(play.database, folder, lambda: play.now).thin()
    assert [one.number for _, one in anchors.known(folder)] == [12, 22, 221, 222, 231, 232]


async def test_a_database_from_before_is_linked_when_it_is_opened(tmp_path: Path) -> None:
    """The migration numbers what there is; nothing of it is broken afterwards."""
    async with stage(tmp_path / "data") as play:
        await _write(play, 10, random.Random(6))
    new, path = tmp_path / "data" / "xinkao.db", tmp_path / "old.db"
    with closing(sqlite3.connect(new)) as db:
        before = db.execute("select number, chain from audit order by id").fetchall()
    _as_version(path, "0019")
    names = "stream, seq, at, action, subject, before, after, why, previous, hash"
    with closing(sqlite3.connect(path)) as db:
        db.execute("attach ? as today", (str(new),))
        db.execute(f"insert into audit ({names}) select {names} from today.audit order by id")
        db.execute("commit")
    database = await Database.open(path)
    async with database.reading() as db:
        assert [one for one in await audit.broken(db) if one.stream == audit.ALL] == []
        rows = await db.execute_fetchall("select number, chain from audit order by id")
        assert [tuple(row) for row in rows] == before
    await database.close()


async def test_the_anchors_of_documents_are_held_against_the_chain(
    tmp_path: Path,
) -> None:
    """The circular's docx and the result workbook as they are sent."""
    async with stage(tmp_path / "data", before=GIVEN) as play:
        files = await _circular_and_book(play, tmp_path)
        settings = settings_of(play)
        for file in files:
            lines, sound = await verify_anchor(settings, str(file))
            assert (len(lines), sound) == (1, True), (file, lines)
            assert "与留痕链一致" in lines[0]
        with closing(sqlite3.connect(play.database.path)) as db, db:
            db.execute("delete from audit where number > 3")
        for file in files:
            lines, sound = await verify_anchor(settings, str(file))
            assert (sound, "第 3 条" in lines[0]) == (False, True)
        lines, sound = await verify_anchor(settings, str(tmp_path / "data" / "xinkao.db"))
        assert not sound


async def _circular_and_book(play: Stage, folder: Path) -> list[Path]:
    """Announced and published, and the circular made: the files of the last letters."""
    await _published(play)
    await play.send("赵主任", "通报")
    letters = await play.send("赵主任", press="就这样，生成通报")
    found = []
    for _, message in [*(one for shown in play.shown.values() for one in shown), *letters]:
        for file in message.files:
            if file.recipe is not None and file.recipe.name in ("circular", "results"):
                path = folder / f"{len(found)}-{file.label}"
                path.write_bytes(make(file.recipe))
                found.append(path)
    assert {path.suffix for path in found} == {".docx", ".xlsx"}
    return found


async def test_verify_opens_what_was_given_out(tmp_path: Path) -> None:
    """The newest entries are gone: the circular, the workbook and a receipt that are kept here say
    so, without any line beside the database; what people write says nothing.
    """
    async with stage(tmp_path / "data", before=GIVEN) as play:
        files = await _circular_and_book(play, tmp_path)
        async with play.database.transaction() as db:
            for file in files:
                kept = await play.store.put_bytes(file.read_bytes())
                blob = papers.Blob(kept.digest, kept.size, kept.kind.code, None)
                await papers.keep_blob(db, blob, play.now)
            end, never = await audit.end(db), f"留痕锚 A9999-{'0' * 32}"
            for number, detail in enumerate((f"SHA-256 {'a' * 64}\n留痕锚 {end}", never)):
                await _shown(db, number, detail, play.now)
        settings = settings_of(play)
        lines, sound = await verify(settings)
        assert sound, lines
        count = len({file.read_bytes() for file in files}) + 1
        assert f"留痕锚：{count} 个，全部一致" in lines
        with closing(sqlite3.connect(settings.database)) as db, db:
            db.execute("delete from audit where number > ?", (end.number - 1,))
        assert "出示的回执" in _of_anchors(await verify(settings))
        with closing(sqlite3.connect(settings.database)) as db, db:
            db.execute("delete from audit where number > 3")
        assert "第 3 条" in _of_anchors(await verify(settings))
        async with play.database.transaction() as db:
            await db.execute("delete from web_log where key like 'out:99%'")
        assert "与文件《" in _of_anchors(await verify(settings))


async def _shown(db: Session, number: int, detail: str, now: datetime) -> None:
    """A letter of the web chat with these words below the fold."""
    at = stamp(now)
    await web.put_room(db, f"r{number}", "r", at, private=True)
    await web.add_entry(
        db,
        chat=f"r{number}",
        direction="out",
        key=f"out:99{number}",
        author="",
        author_name="",
        replaces=None,
        payload=json.dumps({"message": {"text": "回执", "detail": detail}}, ensure_ascii=False),
        at=at,
    )


def _of_anchors(report: tuple[list[str], bool]) -> str:
    lines, sound = report
    assert not sound
    return next(line for line in lines if line.startswith("留痕链与"))
