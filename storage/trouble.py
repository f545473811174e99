"""What went wrong with the disk or the file, told apart from what is wrong with a statement.

Trouble passes: a disk is cleared, another process lets go. Whoever meets it keeps what it has and
tries again. What it is called to people is not decided here (``bot``'s ``machine``).
"""

from __future__ import annotations

import sqlite3

_PASSING = frozenset(
    {
        sqlite3.SQLITE_BUSY,
        sqlite3.SQLITE_LOCKED,
        sqlite3.SQLITE_NOMEM,
        sqlite3.SQLITE_READONLY,
        sqlite3.SQLITE_IOERR,
        sqlite3.SQLITE_FULL,
        sqlite3.SQLITE_CANTOPEN,
        sqlite3.SQLITE_PROTOCOL,
        sqlite3.SQLITE_PERM,
        sqlite3.SQLITE_ABORT,
        sqlite3.SQLITE_INTERRUPT,
    }
)
"""Of the file, the disk or another process; never of the statement or of what it writes."""


def code_of(fault: sqlite3.Error) -> int:
    """SQLite's primary result code; 0 where the fault is not SQLite's own."""
    return int(getattr(fault, "sqlite_errorcode", 0)) & 0xFF


_NO_ROOM = frozenset({"SQLITE_FULL", "SQLITE_IOERR_SHMSIZE", "SQLITE_IOERR_SHMMAP"})
"""What SQLite says where a file could not grow: the last two of its index beside the log."""
_NOT_WRITTEN = _NO_ROOM | {
    "SQLITE_IOERR_WRITE",
    "SQLITE_IOERR_FSYNC",
    "SQLITE_IOERR_DIR_FSYNC",
    "SQLITE_IOERR_TRUNCATE",
    "SQLITE_IOERR_SHMOPEN",
}


def no_room(fault: BaseException) -> bool:
    """Whether a file could not grow: the disk is full."""
    return getattr(fault, "sqlite_errorname", "") in _NO_ROOM


def not_written(fault: BaseException) -> bool:
    """Whether what failed was writing: nothing is said of what can be read."""
    return getattr(fault, "sqlite_errorname", "") in _NOT_WRITTEN


def is_database_trouble(fault: BaseException) -> bool:
    """Whether the machine, and not what was to be written, kept the database from working."""
    return isinstance(fault, sqlite3.Error) and code_of(fault) in _PASSING


def again(fault: BaseException) -> BaseException:
    """The same fault once more, for somebody else to raise, with what SQLite said of it."""
    made = type(fault)(*fault.args)
    for name in ("sqlite_errorcode", "sqlite_errorname"):
        if hasattr(fault, name):
            setattr(made, name, getattr(fault, name))
    return made


def rolled_back(why: str) -> sqlite3.OperationalError:
    """What those hear whose writes went down with somebody else's: it may work again."""
    fault = sqlite3.OperationalError(why)
    fault.sqlite_errorcode = sqlite3.SQLITE_ABORT
    fault.sqlite_errorname = "SQLITE_ABORT"
    return fault
