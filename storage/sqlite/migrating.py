"""The migrations of a database file (``storage.sqlite.schema`` says when)."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from sqlalchemy import Connection, create_engine, event, pool, text
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import DatabaseError

from storage.migrating import carry
from storage.schema import SchemaFault
from storage.sqlite.trouble import told


def upgrade(database: Path) -> None:
    """Bring the file to this version's schema; create it when it is not there.

    Raises:
        SchemaFault: the file was written by a newer version, or is damaged.
        storage.faults.StorageFault: the file cannot be used.
    """
    engine = create_engine(f"sqlite:///{database}", poolclass=pool.NullPool)

    @event.listens_for(engine, "connect")
    def _own_transactions(connection: DBAPIConnection, _: object) -> None:
        # pysqlite would commit before DDL; with this, BEGIN below is the only transaction.
        connection.isolation_level = None

    @event.listens_for(engine, "begin")
    def _begin_at_once(connection: Connection) -> None:
        connection.exec_driver_sql("begin immediate")

    try:
        with engine.connect() as connection:
            connection.exec_driver_sql("pragma foreign_keys=off")
            connection.commit()
            with connection.begin():
                if carry(connection):
                    _check(connection)
    except DatabaseError as fault:
        if isinstance(fault.orig, sqlite3.Error):
            raise told(fault.orig) from None
        raise
    finally:
        engine.dispose()


def _check(connection: Connection) -> None:
    broken = connection.execute(text("pragma foreign_key_check")).fetchall()
    if broken:
        raise SchemaFault(
            f"升级数据库时发现 {len(broken)} 处断开的引用，已恢复原样，请联系维护人员"
        )
