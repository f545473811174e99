"""A whole database file for a backup, and the old one's rest before another takes its place.

By SQLite's own means: what is copied is one consistent moment, whatever is written meanwhile.
"""

from __future__ import annotations

import contextlib
import errno
import os
import shutil
import sqlite3
from pathlib import Path

from storage.audit import Anchor
from storage.backup_file import BackupCode, BackupFault
from storage.disk import sync_folder
from storage.faults import Full, NotWritten, StorageFault, Taken, Unopened
from storage.sqlite.trouble import code_of, told


def copy_database(database: Path, copy: Path) -> None:
    """Copy by SQLite's own means: one consistent moment, whatever is written meanwhile."""
    source = sqlite3.connect(f"{database.absolute().as_uri()}?mode=ro", uri=True)
    target = sqlite3.connect(copy, isolation_level=None)
    try:
        source.backup(target)
        target.execute("pragma journal_mode = delete")  # one file, without companions
        problem = str(target.execute("pragma integrity_check(1)").fetchone()[0])
    except sqlite3.DatabaseError as fault:
        _raise_of_the_disk(told(fault))
        problem = str(fault)
    finally:
        target.close()
        source.close()
    if problem != "ok":
        raise BackupFault(
            BackupCode.DATABASE_DAMAGED,
            f"数据库无法完整读出（{problem}），没有生成备份。"
            "请先复制保留原文件，再用最近一份备份恢复。",
        )


def _raise_of_the_disk(fault: StorageFault) -> None:
    """Raise what is the disk's trouble, not the database's."""
    if isinstance(fault, Full):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC)) from fault
    if isinstance(fault, NotWritten | Unopened):
        raise OSError(str(fault)) from fault


def chain_end(copy: Path) -> str:
    """The end of the audit chain in a copy; empty where there is none."""
    sql = "select number, chain from audit order by number desc limit 1"
    with contextlib.closing(sqlite3.connect(copy)) as database:
        try:
            row = database.execute(sql).fetchone()
        except sqlite3.OperationalError:
            return ""  # a database of another program, or of a version from before
    return str(Anchor(row[0], row[1])) if row else ""


def close_down(database: Path) -> None:
    """Fold the write-ahead log into the old database; impossible while anybody has it open."""
    if not database.exists():
        return
    with contextlib.closing(sqlite3.connect(database, timeout=0)) as connection:
        try:
            connection.execute("pragma journal_mode = delete")
        except sqlite3.OperationalError as problem:
            if code_of(problem) in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
                raise Taken(str(problem)) from problem
        except sqlite3.DatabaseError:
            return  # damaged, which may be the very reason for this restore


def swap(fresh: Path, database: Path) -> Path | None:
    """Give the new database its name in one step, keeping the old one under another."""
    number = 1
    while (set_aside := database.with_name(f"{database.name}.replaced-{number}")).exists():
        number += 1
    existed = database.exists()
    if existed:
        try:
            set_aside.hardlink_to(database)
        except OSError:  # a disk without hard links
            shutil.copy2(database, set_aside)
    for ending in ("-wal", "-shm", "-journal"):
        # A log of the old database would be played into the new one.
        companion = database.with_name(database.name + ending)
        if companion.exists():
            companion.replace(set_aside.with_name(set_aside.name + ending))
    fresh.replace(database)
    sync_folder(database.absolute().parent)
    return set_aside if existed else None
