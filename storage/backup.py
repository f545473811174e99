"""Backup and restore of database and evidence.

What lives here: taking a backup while the bot runs, checking one, and putting one back.
What does not: the form of the file (`storage.backup_file`), when backups are taken and how many
are kept (the operator's calendar), and what is in the tables: only paths are known here.

The database is copied first. Bytes come before rows, so every file that a copied row speaks of is
already there; and a restore puts the files back first and the database last, for the same reason.
"""

from __future__ import annotations

import asyncio
import contextlib
import errno
import fcntl
import hashlib
import os
import re
import secrets
import threading
from collections.abc import Callable, Coroutine, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, TypeVar

from storage import complaints
from storage.backup_file import (
    DATABASE,
    BackupCode,
    BackupFault,
    BackupReport,
    HashingReader,
    Manifest,
    Papers,
    anchor_in,
    damaged,
    evidence_digest,
    read,
    write,
)
from storage.disk import sync_folder
from storage.engine import Place
from storage.faults import Taken
from storage.sqlite.copying import chain_end
from storage.sqlite.file import SqliteFile

__all__ = [
    "BackupCode",
    "BackupFault",
    "BackupReport",
    "RestoreReport",
    "anchor_in",
    "backup",
    "clear_killed",
    "restore",
    "verify_backup",
]


Result = TypeVar("Result")
_PART = re.compile(r"(.+\.[0-9a-f]{8})(\.database)?\.part(-journal|-wal|-shm)?")
"""What a backup under way is called, and what SQLite may put beside it."""


@dataclass(frozen=True)
class RestoreReport:
    """What was put back, and where the database that was there before has been set aside."""

    backup: BackupReport
    set_aside: str | None
    """A file's name, or a schema's."""


@contextlib.contextmanager
def _disk() -> Iterator[None]:
    """Say in a sentence what the operating system complains of."""
    try:
        yield
    except OSError as problem:
        if problem.errno in (errno.ENOSPC, errno.EDQUOT):
            full = "磁盘满了，没有做成。请清理出空间，或换到别的磁盘后重试。"
            raise BackupFault(BackupCode.DISK, full) from problem
        raise BackupFault(
            BackupCode.DISK,
            f"磁盘读写失败（{complaints.said(problem)}）。请检查剩余空间和目录权限后重试。",
        ) from problem


async def backup(
    database: Path | Place, evidence: Path | Papers, target: Path, *, now: datetime
) -> BackupReport:
    """Write a backup to `target` while the bot goes on working; `now` is noted inside.

    The file appears under its name only when it is whole and synced. Evidence that has rotted is
    copied as it is and named in the report. An existing `target` is never overwritten. Raises
    BackupFault.
    """
    place = SqliteFile(database) if isinstance(database, Path) else database
    if not await place.exists():
        raise BackupFault(BackupCode.NO_DATABASE, f"找不到数据库文件：{place}。")
    return await asyncio.to_thread(_backup, place, evidence, target, now)


def _backup(place: Place, evidence: Path | Papers, target: Path, now: datetime) -> BackupReport:
    if target.exists():
        raise BackupFault(BackupCode.EXISTS, f"目标文件已存在：{target}。请换一个文件名。")
    mark = secrets.token_hex(4)
    copy = target.with_name(f"{target.name}.{mark}.database.part")
    part = target.with_name(f"{target.name}.{mark}.part")
    with _disk():
        target.parent.mkdir(parents=True, exist_ok=True)
        clear_killed(target.absolute().parent)
        copy.touch(mode=0o600)
        try:
            with copy.open("rb") as hold:
                fcntl.flock(hold, fcntl.LOCK_EX)  # "at work": ends with the process
                asyncio.run(place.copy_to(copy))  # a thread of its own, and so a loop
                manifest = write(part, copy, evidence, now, chain_end(copy))
                part.replace(target)
                sync_folder(target.absolute().parent)
                return manifest.report(target)
        finally:
            part.unlink(missing_ok=True)
            for ending in ("", "-wal", "-shm", "-journal"):
                copy.with_name(copy.name + ending).unlink(missing_ok=True)


def clear_killed(folder: Path) -> None:
    """Take away what backups left there that were killed; those under way hold a lock."""
    for path in folder.glob("*.part*"):
        match = _PART.fullmatch(path.name)
        if match and not _is_held(folder / f"{match[1]}.database.part"):
            path.unlink(missing_ok=True)


def _is_held(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except FileNotFoundError:
        return False
    except OSError as problem:
        if problem.errno not in (errno.EAGAIN, errno.EACCES):
            raise
        return True
    return False


def verify_backup(target: Path) -> BackupReport:
    """Read a backup to its end and compare every byte with its manifest. Raises BackupFault."""
    return _verified(target).report(target)


def _verified(target: Path) -> Manifest:
    _look_for(target)
    with _disk():
        return read(target)


def _look_for(target: Path) -> None:
    if not target.is_file():
        raise BackupFault(BackupCode.MISSING, f"找不到备份文件：{target}。")


def restore(
    target: Path,
    database: Path | Place,
    evidence_root: Path,
    *,
    overwrite: bool = False,
    trial: threading.Event | None = None,
    settle: Callable[[], object] = lambda: None,
) -> RestoreReport:
    """Put a backup back, after the whole of it has been checked.

    Existing data is refused unless `overwrite`; then the old database is set aside, not deleted,
    and evidence is added to, never removed. A crash on the way leaves the old database in place.
    Raises BackupFault. The bot must be stopped; a database that is open is noticed. ``trial``:
    what is put back will be thrown away, so it is read once and no file is synced; once the event
    is set it is given up (BackupFault), with whatever is there already left for the caller to take
    away, as after any fault. ``settle``: called when the papers are in the folder and before the
    database is put in its place.
    """
    _look_for(target)
    manifest = _verified(target) if trial is None else None
    place = SqliteFile(database) if isinstance(database, Path) else database
    with _disk():
        _make_way(place, evidence_root, overwrite=overwrite)
        fresh = _beside(place, evidence_root)
        fresh.absolute().parent.mkdir(parents=True, exist_ok=True)
        try:
            if manifest is None:
                manifest = _try(target, fresh, evidence_root, trial or threading.Event())
            else:
                _unpack(target, manifest, fresh, evidence_root)
            settle()
            with _said(place):
                set_aside = _here(place.put(fresh, overwrite=overwrite))
        finally:
            for ending in ("", "-wal", "-shm", "-journal"):
                fresh.with_name(fresh.name + ending).unlink(missing_ok=True)
        return RestoreReport(manifest.report(target), set_aside)


def _make_way(place: Place, evidence_root: Path, *, overwrite: bool) -> None:
    with _said(place):
        _here(place.make_way(overwrite=overwrite))
    if evidence_root.is_dir() and any(evidence_root.iterdir()) and not overwrite:
        raise _there(evidence_root)


def _here(work: Coroutine[Any, Any, Result]) -> Result:
    """Carry it out in a loop of its own, whoever calls; its thread is waited for."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, work).result()


@contextlib.contextmanager
def _said(place: Place) -> Iterator[None]:
    """Say why a place takes nothing in."""
    try:
        yield
    except FileExistsError:
        raise _there(place) from None
    except Taken as problem:
        said = "数据库正在使用中，请先停止机器人，再恢复。"
        raise BackupFault(BackupCode.IN_USE, said) from problem


def _there(what: object) -> BackupFault:
    said = f"已有数据：{what}。为防误删，没有恢复；"
    return BackupFault(
        BackupCode.EXISTS, f"{said}确认要覆盖时请加上 --overwrite，原来的数据库会另存。"
    )


def _beside(place: Place, evidence_root: Path) -> Path:
    """Where the database lies until it is put in its place: on the same disk."""
    if isinstance(place, SqliteFile):
        return place.path.with_name(place.path.name + ".restoring")
    return evidence_root.absolute().parent / "xinkao.db.restoring"


def _unpack(target: Path, manifest: Manifest, fresh: Path, evidence_root: Path) -> None:
    folders: set[Path] = set()
    incoming = evidence_root / "incoming"

    def take(name: str, reader: HashingReader) -> None:
        digest = evidence_digest(name)
        if digest is None:
            _write(fresh, reader, 0o600)
            return
        final = evidence_root / digest[:2] / digest[2:]
        folders.add(final.parent)
        if not _is_whole(final, digest):
            _place(final, reader, manifest.members[name].digest, incoming)

    again = read(target, take)
    if again != manifest or DATABASE not in again.members:
        raise damaged("恢复途中文件发生了变化")
    for folder in folders:
        sync_folder(folder)
    if folders:
        sync_folder(evidence_root)


def _try(target: Path, fresh: Path, evidence_root: Path, given_up: threading.Event) -> Manifest:
    """Lay everything down where nothing is yet, for a trial: whatever is wrong, all of it goes."""
    folders: set[str] = set()

    def take(name: str, reader: HashingReader) -> None:
        if given_up.is_set():
            raise BackupFault(BackupCode.GIVEN_UP, "中途停下，没有恢复完。")
        path, digest = str(fresh), evidence_digest(name)
        if digest is not None:
            folder = f"{evidence_root}/{digest[:2]}"
            if folder not in folders:
                Path(folder).mkdir(mode=0o700, parents=True, exist_ok=True)
                folders.add(folder)
            path = f"{folder}/{digest[2:]}"
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "wb") as file:
            reader.copy_to(file)

    manifest = read(target, take)
    if DATABASE not in manifest.members:
        raise damaged("里面没有数据库")
    return manifest


def _is_whole(path: Path, digest: str) -> bool:
    if not path.is_file():
        return False
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest() == digest


def _place(final: Path, reader: HashingReader, digest: str, incoming: Path) -> None:
    """Write one file beside the tree and rename it; what a crash leaves, the sweep clears."""
    for folder in (incoming, final.parent):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    part = incoming / f"{secrets.token_hex(16)}.part"
    try:
        _write(part, reader, 0o400)
        if reader.member.digest != digest:
            raise damaged("恢复途中文件发生了变化")
        part.replace(final)
    finally:
        part.unlink(missing_ok=True)


def _write(path: Path, reader: HashingReader, mode: int) -> None:
    path.unlink(missing_ok=True)
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as file:
        reader.copy_to(file)
        file.flush()
        os.fchmod(file.fileno(), mode)
        os.fsync(file.fileno())
