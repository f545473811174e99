"""A file of this version, filled from elsewhere, or read out from end to end.

Triggers rest meanwhile: what they would write is among the rows. The index of the papers' text is
made anew, numbers that were given are never given again, references are checked at the end.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from pathlib import Path

from storage.sqlite.trouble import telling

AT_ONCE = 500


class Filling:
    """An empty file of this version, while it is filled."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db

    def tables(self) -> dict[str, tuple[str, ...]]:
        """Every table that keeps something, with its columns."""
        rows = self._db.execute(
            "select name from sqlite_master where type = 'table' and name not like 'sqlite_%'"
            " and name not like 'reading_search%' order by name"
        ).fetchall()
        return {name: self._columns(name) for (name,) in rows}

    def empty(self, table: str) -> None:
        """Take out what the migrations put there."""
        self._db.execute(f'delete from "{table}"')  # noqa: S608 -- a name from the file's own list

    def put(self, table: str, columns: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
        """Some rows of a table."""
        names = ", ".join(f'"{one}"' for one in columns)
        places = ", ".join("?" * len(columns))
        sql = f'insert into "{table}" ({names}) values ({places})'  # noqa: S608 -- as above
        self._db.executemany(sql, rows)

    def rows(self, table: str, columns: Sequence[str]) -> Iterator[Sequence[Sequence[object]]]:
        """The rows of a table, some at a time."""
        names = ", ".join(f'"{one}"' for one in columns)
        cursor = self._db.execute(f'select {names} from "{table}"')  # noqa: S608 -- as above
        while rows := cursor.fetchmany(AT_ONCE):
            yield rows

    def numbered(self) -> dict[str, int]:
        """The last number that was given in each table."""
        return dict(self._db.execute("select name, seq from sqlite_sequence").fetchall())

    def number(self, given: Mapping[str, int]) -> None:
        """Numbers that were given are not given again."""
        self._db.execute("delete from sqlite_sequence")
        self._db.executemany("insert into sqlite_sequence values (?, ?)", sorted(given.items()))

    def astray(self) -> int:
        """How many references lead nowhere."""
        return len(self._db.execute("pragma foreign_key_check").fetchall())

    def _columns(self, table: str) -> tuple[str, ...]:
        rows = self._db.execute("select name from pragma_table_info(?)", (table,)).fetchall()
        return tuple(name for (name,) in rows)


@contextmanager
def filling(file: Path) -> Iterator[Filling]:
    """Fill a new file of this version in one transaction."""
    with telling(), closing(_connected(str(file))) as db:
        db.execute("pragma synchronous = off")  # half a file is never used
        db.execute("pragma foreign_keys = off")
        db.execute("begin immediate")
        triggers = db.execute(
            "select name, sql from sqlite_master where type = 'trigger'"
        ).fetchall()
        for name, _ in triggers:
            db.execute(f"drop trigger {name}")
        yield Filling(db)
        db.execute("insert into reading_search (reading_search) values ('rebuild')")
        for _, sql in triggers:
            db.execute(sql)
        db.execute("commit")


@contextmanager
def read_out(file: Path) -> Iterator[Filling]:
    """A file of this version in one view."""
    address = f"{file.absolute().as_uri()}?mode=ro"
    with telling(), closing(_connected(address)) as db:
        db.execute("begin")
        yield Filling(db)


def _connected(address: str) -> sqlite3.Connection:
    uri = address.startswith("file:")
    return sqlite3.connect(address, uri=uri, isolation_level=None, check_same_thread=False)
