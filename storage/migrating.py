"""The migrations, run by alembic from the installed package on a connection that is handed over.

Whoever owns the connection owns its transaction, and the switches its engine needs
(``storage.sqlite.migrating``).
"""

from __future__ import annotations

from pathlib import Path

from alembic.config import Config
from alembic.runtime.environment import EnvironmentContext
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

from storage.schema import SchemaFault


def _script() -> ScriptDirectory:
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    return ScriptDirectory.from_config(config)


def carry(connection: Connection) -> bool:
    """Bring what the connection leads to to this version's schema; whether anything was done.

    Raises:
        SchemaFault: it was written by a newer version.
    """
    script = _script()
    current = MigrationContext.configure(connection).get_current_revision()
    if current == script.get_current_head():
        return False
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
    return True
