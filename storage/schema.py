"""Which schema a database file has, and whether that is this program's.

Only the question: the migrations that bring an earlier file here run in ``storage.migrating``,
opening, transactions and queries live in ``storage.database``.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

_VERSIONS = Path(__file__).parent / "migrations" / "versions"


class SchemaFault(Exception):
    """The database file cannot be used by this version of the program; says why, in Chinese."""


def newest() -> str:
    """The revision this program is written for: the number of the last migration's file.

    Raises:
        SchemaFault: the package was installed without its migrations.
    """
    numbers = [one.name.split("_")[0] for one in _VERSIONS.glob("[0-9]*_*.py")]
    if not numbers:
        raise SchemaFault("安装不完整：找不到数据库结构文件，请重新安装")
    return max(numbers)


def migrate(database: Path) -> None:
    """Bring the file to this version's schema; create it when it is not there.

    Raises:
        SchemaFault: the file was written by a newer version, or is damaged.
        sqlite3.Error: the file cannot be used.
    """
    if _is_newest(database):
        return
    from storage import migrating  # a third of a second and 38 MB, for those who need it

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
