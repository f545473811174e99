"""What SQLite says went wrong, as one of ``storage.faults``."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from storage import faults
from storage.faults import StorageFault

_BY_CODE: dict[int, type[StorageFault]] = {
    sqlite3.SQLITE_BUSY: faults.Busy,
    sqlite3.SQLITE_LOCKED: faults.Busy,
    sqlite3.SQLITE_PROTOCOL: faults.Busy,
    sqlite3.SQLITE_NOMEM: faults.Passing,
    sqlite3.SQLITE_READONLY: faults.ReadOnly,
    sqlite3.SQLITE_PERM: faults.Forbidden,
    sqlite3.SQLITE_FULL: faults.Full,
    sqlite3.SQLITE_CANTOPEN: faults.Unopened,
    sqlite3.SQLITE_IOERR: faults.DiskTrouble,
    sqlite3.SQLITE_ABORT: faults.Undone,
    sqlite3.SQLITE_INTERRUPT: faults.Undone,
    sqlite3.SQLITE_CONSTRAINT: faults.Clash,
    sqlite3.SQLITE_CORRUPT: faults.Broken,
    sqlite3.SQLITE_NOTADB: faults.NoDatabase,
}
_BY_NAME: dict[str, type[StorageFault]] = {
    # What SQLite says where a file could not grow: of its index beside the log.
    "SQLITE_IOERR_SHMSIZE": faults.Full,
    "SQLITE_IOERR_SHMMAP": faults.Full,
    "SQLITE_IOERR_WRITE": faults.NotWritten,
    "SQLITE_IOERR_FSYNC": faults.NotWritten,
    "SQLITE_IOERR_DIR_FSYNC": faults.NotWritten,
    "SQLITE_IOERR_TRUNCATE": faults.NotWritten,
    "SQLITE_IOERR_SHMOPEN": faults.NotWritten,
}


def told(fault: sqlite3.Error) -> StorageFault:
    """SQLite's fault as ours, in its words."""
    name = getattr(fault, "sqlite_errorname", "")
    made = _BY_NAME.get(name) or _BY_CODE.get(code_of(fault))
    if made is None:
        made = faults.Clash if isinstance(fault, sqlite3.IntegrityError) else StorageFault
    return made(*fault.args)


def code_of(fault: sqlite3.Error) -> int:
    """SQLite's primary result code; 0 where the fault is not SQLite's own."""
    return int(getattr(fault, "sqlite_errorcode", 0)) & 0xFF


@contextmanager
def telling() -> Iterator[None]:
    """Whatever SQLite says in the block is told as ours."""
    try:
        yield
    except sqlite3.Error as fault:
        raise told(fault) from fault
