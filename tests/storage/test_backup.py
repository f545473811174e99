"""A backup holds one consistent moment, shows every damage, and brings everything back."""

from __future__ import annotations

import asyncio
import os
import shutil
import sqlite3
import subprocess
import sys
import textwrap
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings, strategies as st

from storage.backup import BackupCode, BackupFault, backup, restore, verify_backup
from storage.evidence import EvidenceStore

NOW = datetime(2028, 2, 29, 8, 30, tzinfo=UTC)
PICTURE = b"GIF89a" + bytes(3000)


class County:
    """A database with a few rows and a store with a few files, in one folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.database = folder / "xinkao.sqlite3"
        self.evidence = folder / "evidence"
        self.store = EvidenceStore(self.evidence, 10**6, reserve=0)
        with closing(sqlite3.connect(self.database)) as connection:
            connection.execute("pragma journal_mode = wal")
            connection.execute("create table account (name text, points integer)")
            connection.execute("insert into account values ('a', 50), ('b', 50)")
            connection.commit()

    def rows(self) -> list[tuple[str, int]]:
        """What the database says."""
        with closing(sqlite3.connect(self.database)) as connection:
            return connection.execute("select * from account order by name").fetchall()


@pytest.fixture
async def county(tmp_path: Path) -> County:
    """Two rows, three files, and an upload that never finished."""
    (tmp_path / "county").mkdir()
    made = County(tmp_path / "county")
    for number in range(3):
        await made.store.put_bytes(PICTURE + bytes([number]))
    (made.evidence / "incoming" / "0.part").write_bytes(b"half")
    return made


def outcome(act: Callable[[], object]) -> BackupCode | None:
    """How it ended: the code of a fault, or None."""
    try:
        act()
    except BackupFault as fault:
        return fault.code
    return None


def refused(code: BackupCode, act: Callable[[], object]) -> None:
    """The act fails with this code and a Chinese sentence."""
    with pytest.raises(BackupFault) as caught:
        act()
    assert caught.value.code is code
    assert str(caught.value).endswith("。")


async def test_what_was_saved_comes_back(county: County, tmp_path: Path) -> None:
    """Rows and files are the same in a new place, and the new place is a working store."""
    target = tmp_path / "backups" / "one.tar"
    report = await backup(county.database, county.evidence, target, now=NOW)
    assert (report.made, report.files, report.damaged) == (NOW, 3, ())
    assert report.evidence_size == 3 * (len(PICTURE) + 1)
    assert verify_backup(target) == report
    assert [path.name for path in target.parent.iterdir()] == ["one.tar"]
    assert target.stat().st_mode & 0o777 == 0o600

    new = tmp_path / "new"
    done = restore(target, new / "db" / "xinkao.sqlite3", new / "evidence")
    assert done.backup == report
    assert done.set_aside is None
    with closing(sqlite3.connect(new / "db" / "xinkao.sqlite3")) as connection:
        assert connection.execute("select count(*) from account").fetchone() == (2,)
    store = EvidenceStore(new / "evidence", 10**6)
    assert list(store.walk()) == list(county.store.walk())
    assert all(store.verify(digest) for digest in store.walk())
    assert [path.name for path in (new / "db").iterdir()] == ["xinkao.sqlite3"]


async def test_rows_still_in_the_log_are_saved(county: County, tmp_path: Path) -> None:
    """What an open bot has committed but not yet folded into the main file is in the backup."""
    with closing(sqlite3.connect(county.database)) as running:
        running.execute("insert into account values ('c', 7)")
        running.commit()
        await backup(county.database, county.evidence, tmp_path / "a.tar", now=NOW)
    restore(tmp_path / "a.tar", tmp_path / "new.sqlite3", tmp_path / "files")
    with closing(sqlite3.connect(tmp_path / "new.sqlite3")) as connection:
        assert connection.execute("select points from account where name='c'").fetchall() == [(7,)]


WRITER = textwrap.dedent(
    """
    import sqlite3, sys
    connection = sqlite3.connect(sys.argv[1], isolation_level=None)
    print("ready", flush=True)
    while True:
        connection.execute("begin immediate")
        connection.execute("update account set points = points - 1 where name = 'a'")
        connection.execute("update account set points = points + 1 where name = 'b'")
        connection.execute("insert into account values ('x', 0)")
        connection.execute("commit")
    """
)


async def test_a_backup_is_one_moment_while_others_write(county: County, tmp_path: Path) -> None:
    """Another process moves points all the time; in every copy the sum is whole."""
    writer = subprocess.Popen(
        [sys.executable, "-c", WRITER, str(county.database)], stdout=subprocess.PIPE
    )
    try:
        assert writer.stdout is not None
        writer.stdout.readline()
        for number in range(5):
            target = tmp_path / f"{number}.tar"
            await backup(county.database, county.evidence, target, now=NOW)
            restore(target, tmp_path / f"{number}.sqlite3", tmp_path / f"files{number}")
            with closing(sqlite3.connect(tmp_path / f"{number}.sqlite3")) as connection:
                a, b, moves = connection.execute(
                    "select sum(points) filter (where name='a'), "
                    "sum(points) filter (where name='b'), count(*) - 2 from account"
                ).fetchone()
            assert (a, b) == (50 - moves, 50 + moves)
    finally:
        writer.kill()
        writer.communicate()
    with closing(sqlite3.connect(county.database)) as connection:
        assert connection.execute("select count(*) from account").fetchone()[0] > 2


async def test_an_existing_backup_is_not_overwritten(county: County, tmp_path: Path) -> None:
    """Yesterday's backup stays as it was."""
    target = tmp_path / "a.tar"
    target.write_bytes(b"yesterday")
    with pytest.raises(BackupFault) as caught:
        await backup(county.database, county.evidence, target, now=NOW)
    assert caught.value.code is BackupCode.EXISTS
    assert target.read_bytes() == b"yesterday"


async def test_a_damaged_database_is_not_called_a_backup(county: County, tmp_path: Path) -> None:
    """Neither a torn nor a missing database leaves a file behind."""
    target = tmp_path / "backups" / "a.tar"
    with closing(sqlite3.connect(county.database)) as connection:
        connection.execute("pragma wal_checkpoint(truncate)")
    data = bytearray(county.database.read_bytes())
    data[4096:8192] = b"\xff" * 4096
    county.database.write_bytes(data)
    for code in (BackupCode.DATABASE_DAMAGED, BackupCode.NO_DATABASE):
        with pytest.raises(BackupFault) as caught:
            await backup(county.database, county.evidence, target, now=NOW)
        assert caught.value.code is code
        assert list(target.parent.iterdir()) == []
        county.database.unlink(missing_ok=True)


async def test_rotten_evidence_is_named_but_does_not_stop_a_backup(
    county: County, tmp_path: Path
) -> None:
    """A backup with a loud list is better than none; a restore never replaces good by rotten."""
    digest = next(county.store.walk())
    path = county.store.path(digest)
    whole = path.read_bytes()
    path.chmod(0o600)
    path.write_bytes(b"rot")
    report = await backup(county.database, county.evidence, tmp_path / "a.tar", now=NOW)
    assert report.damaged == (digest,)
    assert verify_backup(tmp_path / "a.tar").damaged == (digest,)
    path.write_bytes(whole)
    restore(tmp_path / "a.tar", county.database, county.evidence, overwrite=True)
    assert county.store.verify(digest)


async def test_existing_data_is_refused_unless_told(county: County, tmp_path: Path) -> None:
    """Without the word nothing is touched; with it the old database is set aside, not lost."""
    target = tmp_path / "a.tar"
    await backup(county.database, county.evidence, target, now=NOW)
    with closing(sqlite3.connect(county.database)) as connection:
        connection.execute("delete from account")
        connection.commit()
    refused(BackupCode.EXISTS, lambda: restore(target, county.database, county.evidence))
    refused(BackupCode.EXISTS, lambda: restore(target, tmp_path / "n.db", county.evidence))
    assert county.rows() == []
    lost = next(county.store.walk())
    county.store.path(lost).unlink()
    extra = await county.store.put_bytes(PICTURE + b"later")
    for number in (1, 2):
        done = restore(target, county.database, county.evidence, overwrite=True)
        assert done.set_aside == str(county.folder / f"xinkao.sqlite3.replaced-{number}")
        assert county.rows() == [("a", 50), ("b", 50)]
    with closing(sqlite3.connect(f"{county.database}.replaced-1")) as old:
        assert old.execute("select count(*) from account").fetchone() == (0,)
    assert county.store.verify(lost)
    assert county.store.verify(extra.digest)


async def test_a_running_bot_is_noticed(county: County, tmp_path: Path) -> None:
    """A database that somebody has open is not pulled away."""
    target = tmp_path / "a.tar"
    await backup(county.database, county.evidence, target, now=NOW)
    with closing(sqlite3.connect(county.database)) as running:
        running.execute("select * from account").fetchall()
        refused(
            BackupCode.IN_USE,
            lambda: restore(target, county.database, county.evidence, overwrite=True),
        )
        assert running.execute("select count(*) from account").fetchone() == (2,)


async def test_a_torn_database_can_be_replaced(county: County, tmp_path: Path) -> None:
    """Damage is a reason for a restore; the torn file and its log are kept for the doctor."""
    target = tmp_path / "a.tar"
    await backup(county.database, county.evidence, target, now=NOW)
    county.database.write_bytes(b"torn" * 2000)
    log = county.database.with_name(county.database.name + "-wal")
    log.write_bytes(b"a log of other days")
    done = restore(target, county.database, county.evidence, overwrite=True)
    assert done.set_aside is not None
    assert Path(done.set_aside).read_bytes() == b"torn" * 2000
    assert not log.exists()
    assert county.rows() == [("a", 50), ("b", 50)]


async def test_a_left_over_log_is_not_played_into_the_new_database(
    county: County, tmp_path: Path
) -> None:
    """A log without its database, as a careless hand leaves it, is moved out of the way."""
    target = tmp_path / "a.tar"
    await backup(county.database, county.evidence, target, now=NOW)
    log = county.database.with_name(county.database.name + "-wal")
    with closing(sqlite3.connect(county.database)) as running:
        running.execute("delete from account")
        running.commit()
        left = log.read_bytes()
    county.database.unlink()
    log.write_bytes(left)
    done = restore(target, county.database, county.evidence, overwrite=True)
    assert done.set_aside is None
    assert county.rows() == [("a", 50), ("b", 50)]
    assert county.database.with_name("xinkao.sqlite3.replaced-1-wal").read_bytes() == left


async def test_a_full_disk_leaves_the_old_data(
    county: County, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """When syncing fails on the way, the old database answers as before and no half is left."""
    target = tmp_path / "a.tar"
    await backup(county.database, county.evidence, target, now=NOW)
    with closing(sqlite3.connect(county.database)) as connection:
        connection.execute("insert into account values ('c', 1)")
        connection.commit()

    def fails(_: int) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", fails)
        refused(
            BackupCode.DISK,
            lambda: restore(target, county.database, county.evidence, overwrite=True),
        )
        with pytest.raises(BackupFault):
            await backup(county.database, county.evidence, tmp_path / "b.tar", now=NOW)
    assert len(county.rows()) == 3
    assert not list(county.folder.glob("*.restoring"))
    assert [path.name for path in tmp_path.glob("*tar*")] == ["a.tar"]


@pytest.fixture(scope="module")
def sealed(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The bytes of a small good backup."""
    folder = tmp_path_factory.mktemp("sealed")
    made = County(folder)

    async def fill() -> None:
        await made.store.put_bytes(PICTURE)
        await backup(made.database, made.evidence, folder / "a.tar", now=NOW)

    asyncio.run(fill())
    return (folder / "a.tar").read_bytes()


@settings(
    max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.data())
def test_damage_is_seen_before_anything_is_touched(
    sealed: bytes, tmp_path: Path, data: st.DataObject
) -> None:
    """Cut anywhere or changed anywhere in what matters: refused, and no file appears."""
    path = tmp_path / "a.tar"
    end = sealed.rindex(b'"seal"') + 60  # after this come only zeros that fill the last block
    place = data.draw(st.integers(0, end))
    if data.draw(st.booleans()):
        broken = sealed[:place]
    else:
        changed = bytearray(sealed)
        changed[place] ^= data.draw(st.integers(1, 255))
        broken = bytes(changed)
    path.write_bytes(broken)
    database, files = tmp_path / "new.sqlite3", tmp_path / "files"
    code = outcome(lambda: restore(path, database, files))
    if code is not None:
        assert code in (BackupCode.DAMAGED, BackupCode.NEWER_FORMAT)
        assert not database.exists()
        assert not files.exists()
        return
    # A tar has bytes that nobody reads, such as the padding after a member.
    assert len(broken) == len(sealed)
    with closing(sqlite3.connect(database)) as connection:
        assert connection.execute("select sum(points) from account").fetchone() == (100,)
    store = EvidenceStore(files, 10**6)
    assert [store.verify(digest) for digest in store.walk()] == [True]
    database.unlink()
    shutil.rmtree(files)


@pytest.mark.parametrize(
    ("old", "new"), [(b"2028-02-29", b"2028-02-28"), (b'"format": 1', b'"format": 9')]
)
def test_a_changed_manifest_is_seen(sealed: bytes, tmp_path: Path, old: bytes, new: bytes) -> None:
    """Not even the day of a backup can be changed unseen."""
    assert sealed.count(old) == 1
    path = tmp_path / "a.tar"
    path.write_bytes(sealed.replace(old, new))
    code = outcome(lambda: verify_backup(path))
    assert code is (BackupCode.NEWER_FORMAT if b"format" in old else BackupCode.DAMAGED)


def test_something_else_is_not_a_backup(tmp_path: Path) -> None:
    """An empty file, a picture and a missing file are told apart from a backup."""
    path = tmp_path / "a.tar"
    refused(BackupCode.MISSING, lambda: verify_backup(path))
    for data in (b"", PICTURE, bytes(10240)):
        path.write_bytes(data)
        refused(BackupCode.DAMAGED, lambda: verify_backup(path))
