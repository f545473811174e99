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
from storage.sqlite.trouble import telling


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


def _is_newest(database: Path) -> bool:
    """The file is this version's, and can be written; every doubt is the migrations' to name."""
    if not database.is_file():
        return False
    try:
        with closing(sqlite3.connect(database, timeout=0, isolation_level=None)) as db:
            db.execute("begin immediate")
            row = db.execute("select version_num from alembic_version").fetchone()
            db.execute("rollback")
    except sqlite3.Error:
        return False
    return row is not None and row[0] == newest()


def shape(database: Path) -> str:
    """The version of a file's structure, without changing anything of it."""
    address = f"{database.absolute().as_uri()}?mode=ro"
    with telling(), closing(sqlite3.connect(address, uri=True)) as db:
        return str(db.execute("select version_num from alembic_version").fetchone()[0])
