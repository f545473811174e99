"""Which schema a database file has, and bringing it to this program's.

alembic and sqlalchemy are only loaded for a file that is new or of an earlier version: they cost a
start a third of a second and 38 MB. Migrations run with foreign keys off (SQLite deletes the
children of a table that is rebuilt with them on) and are checked afterwards, in one transaction: a
fault half-way leaves the file as it was (``storage.sqlite.migrating``).
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from storage.schema import newest
from storage.sqlite.trouble import code_of, telling, told

PATIENCE = 10.0
"""Seconds to wait for another process that writes, or reads the log of one that was killed."""


def migrate(database: Path) -> None:
    """Bring the file to this version's schema; create it when it is not there.

    Raises:
        SchemaFault: the file was written by a newer version, or is damaged.
        storage.faults.StorageFault: the file cannot be used.
    """
    if _is_newest(database):
        return
    from storage.sqlite import migrating  # a third of a second and 38 MB, for those who need it

    migrating.upgrade(database)


def try_out(database: Path, *, only_reads: bool = False) -> None:
    """Whether a file that is there can be written: the first thing a command does with it.

    ``only_reads``: the command will write nothing; to it another that writes is no obstacle.

    Raises:
        storage.faults.StorageFault: it cannot; told within ``PATIENCE`` seconds.
    """
    if not database.is_file():
        return
    with telling(), closing(_connected(database)) as db:
        if only_reads:
            _try_unless_another_does(db)
        else:
            _try_to_write(db)


def _is_newest(database: Path) -> bool:
    """The file is this version's, and can be written; doubts are the migrations' to name.

    Another that writes just now is waited for by whoever writes, in each transaction: a backup that
    is made beside the bot does not.

    Raises:
        storage.faults.Busy: it cannot even be read.
    """
    if not database.is_file():
        return False
    try:
        with closing(_connected(database)) as db:
            row = db.execute("select version_num from alembic_version").fetchone()
            if row is None or row[0] != newest():
                return False
            _try_unless_another_does(db)
    except sqlite3.Error as fault:
        if code_of(fault) == sqlite3.SQLITE_BUSY:
            raise told(fault) from fault
        return False
    return True


def _connected(database: Path) -> sqlite3.Connection:
    return sqlite3.connect(database, timeout=PATIENCE, isolation_level=None)


def _try_unless_another_does(db: sqlite3.Connection) -> None:
    db.execute("pragma busy_timeout = 0")
    try:
        _try_to_write(db)
    except sqlite3.OperationalError as fault:
        if code_of(fault) != sqlite3.SQLITE_BUSY:
            raise


def _try_to_write(db: sqlite3.Connection) -> None:
    # On a file that can only be read "begin immediate" begins a reading; a write says so.
    db.execute("begin immediate")
    ((number,),) = db.execute("pragma user_version")
    db.execute(f"pragma user_version = {int(number)}")
    db.execute("rollback")


def shape(database: Path) -> str:
    """The version of a file's structure, without changing anything of it."""
    address = f"{database.absolute().as_uri()}?mode=ro"
    with telling(), closing(sqlite3.connect(address, uri=True)) as db:
        return str(db.execute("select version_num from alembic_version").fetchone()[0])
