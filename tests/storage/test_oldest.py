"""A county as the first version kept it comes to this version's shape, on either engine alike."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from alembic.config import Config
from alembic.runtime.environment import EnvironmentContext
from sqlalchemy import Connection, Integer, MetaData, Table

from storage.engine import Place
from storage.migrating import _script
from storage.postgres import schema
from storage.postgres.address import Address
from storage.postgres.place import PostgresPlace
from storage.sqlite import migrating
from storage.sqlite.file import SqliteFile
from tests import postgres

pytestmark = [
    pytest.mark.postgres,
    pytest.mark.slow,
    # An index over what is computed is of no interest here.
    pytest.mark.filterwarnings("ignore:Skipped unsupported reflection"),
]

OLDEST = "0001"
OLDEST_ON_SERVER = "0028"
"""Nobody has had a county on a server before."""
ROWS = 2
"""Rows of each table: the first is settled, the second is open."""
_AT = "2022-0{}-01T08:00:00.000000Z"
_SAID = '{{"text":"第{}句","sender":"李敏"}}'
_BY_CHANCE = {
    ("roster_mark", "mark"),
    ("standing_marks", "mark"),
    ("form_results", "mark"),
    ("form_results", "stale"),
}
_BESIDE = ("alembic_", "sqlite_", "reading_search")
"""No rows of a county's."""


def _value(table: str, name: str, number: int) -> object:
    """What stands in a column of the oldest shape."""
    match name:
        case "state":
            return ("done" if table == "inbox" else "sent") if number == 1 else "new"
        case "snapshot":
            return '{"tables":[]}'
        case "payload" | "body" | "before" | "after" | "accepted":
            return _SAID.format(number)
        case "value":
            return str(number)
        case "text" if table == "quarter_schemes":
            return f'[scheme]\ngroup = "grp{number}"\n'
    if name.endswith(("_at", "until")) or name in {"at", "not_before"}:
        return _AT.format(number)
    return f"{name}{number}"


def _fill(connection: Connection) -> None:
    """Rows in every table, each of whatever it belongs to."""
    tables = MetaData()
    tables.reflect(connection)
    for table in tables.sorted_tables:
        if table.name != "alembic_version":
            for number in range(1, ROWS + 1):
                connection.execute(table.insert().values(_row(table, number)))


def _row(table: Table, number: int) -> dict[str, Any]:
    digests = {"blobs", "evidence", "work_reports"}
    row: dict[str, Any] = {}
    for column in table.columns:
        if column.name == "id" and isinstance(column.type, Integer):
            continue  # numbered by the engine
        if column.name == "digest" and table.name in digests:
            row[column.name] = f"{number:064}"
        elif column.foreign_keys or isinstance(column.type, Integer):
            row[column.name] = number
        else:
            row[column.name] = _value(table.name, column.name, number)
    return row


def _until(revision: str, connection: Connection) -> bool:
    """Bring it to an older shape."""
    script = _script()

    def steps(current: object, _: object) -> list[object]:
        return list(script._upgrade_revs(revision, current))  # type: ignore[arg-type]

    config = Config()
    config.set_main_option("script_location", script.dir)
    config.attributes["connection"] = connection
    with EnvironmentContext(config, script, fn=steps):  # type: ignore[arg-type]
        script.run_env()
    return True


class Old:
    """A county of the oldest shape, first in a file, and then on a server as it was by then."""

    def __init__(self) -> None:
        self._tables = MetaData()
        self._rows: dict[str, list[dict[str, Any]]] = {}

    def in_file(self, connection: Connection) -> bool:
        """Filled in the shape of the first version, brought to that of the first servers."""
        _until(OLDEST, connection)
        _fill(connection)
        _until(OLDEST_ON_SERVER, connection)
        self._tables.reflect(connection, only=lambda name, _: not name.startswith(_BESIDE))
        for table in self._tables.sorted_tables:
            found = connection.execute(table.select()).mappings().all()
            self._rows[table.name] = [dict(row) for row in found]
        return True

    def on_server(self, connection: Connection) -> bool:
        """The same rows."""
        _until(OLDEST_ON_SERVER, connection)
        for table in reversed(self._tables.sorted_tables):
            connection.execute(table.delete())
        for table in self._tables.sorted_tables:
            connection.execute(table.delete())  # what a trigger has put there
            if rows := self._rows[table.name]:
                connection.execute(table.insert(), rows)
        return True


async def _carried(place: Place, file: Path) -> dict[str, list[str]]:
    """Every row it holds in this version's shape."""
    assert await place.shape() == OLDEST_ON_SERVER
    await place.migrate()
    await place.copy_to(file)
    with closing(sqlite3.connect(file)) as copy:
        copy.row_factory = sqlite3.Row
        assert copy.execute("pragma foreign_key_check").fetchall() == []
        names = copy.execute("select name from sqlite_master where type = 'table'").fetchall()
        return {
            name: sorted(
                repr({key: row[key] for key in tuple(row.keys()) if (name, key) not in _BY_CHANCE})
                for row in copy.execute(f'select * from "{name}"')
            )
            for (name,) in names
            if not name.startswith(_BESIDE)
        }


async def test_a_county_of_the_oldest_shape_comes_to_this_one_alike(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What people kept is kept; what was settled says nothing; forms wait to be reckoned."""
    old = Old()
    file = SqliteFile(tmp_path / "old.db")
    server = PostgresPlace(Address(postgres.database_url(), "county"))
    with monkeypatch.context() as first:
        first.setattr(migrating, "carry", old.in_file)
        first.setattr(schema, "carry", old.on_server)
        migrating.upgrade(file.path)  # itself: new files of the tests are copies of a pattern
        await server.migrate()
    found = await _carried(file, tmp_path / "file.db")
    assert found == await _carried(server, tmp_path / "server.db")
    assert {name: len(found[name]) for name in ("claims", "audit", "forms", "evidence")} == {
        "claims": ROWS, "audit": ROWS, "forms": ROWS, "evidence": ROWS,
    }  # fmt: skip
    assert "第1句" not in next(row for row in found["outbox"] if "'sent'" in row)
    assert any("第2句" in row for row in found["outbox"])
    assert len(found["form_results"]) == ROWS
