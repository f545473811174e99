"""The migrations of a database file, run by alembic from the installed package.

Only for a file that is new or of an earlier version (``storage.schema`` decides): alembic and
sqlalchemy cost a start a third of a second and 38 MB. Migrations run with foreign keys off (SQLite
deletes the children of a table that is rebuilt with them on) and are checked afterwards, in one
transaction: a fault half-way leaves the file as it was.
"""

from __future__ import annotations

import sqlite3
from pathlib import Path

from alembic.config import Config
from alembic.runtime.environment import EnvironmentContext
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, create_engine, event, pool, text
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import DatabaseError

from storage.schema import SchemaFault


def _script() -> ScriptDirectory:
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    return ScriptDirectory.from_config(config)


def upgrade(database: Path) -> None:
    """Bring the file to this version's schema; create it when it is not there.

    Raises:
        SchemaFault: the file was written by a newer version, or is damaged.
        sqlite3.Error: the file cannot be used.
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
                _upgrade(connection)
    except DatabaseError as fault:
        # Whoever starts us knows SQLite's faults, and nothing of the library between.
        if isinstance(fault.orig, sqlite3.Error):
            raise fault.orig from None
        raise
    finally:
        engine.dispose()


def _upgrade(connection: Connection) -> None:
    script = _script()
    current = MigrationContext.configure(connection).get_current_revision()
    if current == script.get_current_head():
        return
    known = {revision.revision for revision in script.walk_revisions()}
    if current is not None and current not in known:
        raise SchemaFault(
            f"数据库是更新版本的程序写的（结构版本 {current}），这个版本的程序不能打开它。"
            "请升级程序，或换回升级前的备份。"
        )

    def steps(revision: object, _: object) -> list[object]:
        return script._upgrade_revs("head", revision)  # type: ignore[arg-type,return-value] # noqa: SLF001 -- alembic.command.upgrade's own call; its public form insists on an ini file

    config = Config()
    config.set_main_option("script_location", script.dir)
    config.attributes["connection"] = connection
    with EnvironmentContext(config, script, fn=steps):
        script.run_env()
    broken = connection.execute(text("pragma foreign_key_check")).fetchall()
    if broken:
        raise SchemaFault(
            f"升级数据库时发现 {len(broken)} 处断开的引用，已恢复原样，请联系维护人员"
        )
