"""Which schema this program is written for, and what is said of one that it cannot use.

The migrations stand in ``storage/migrations``; each engine carries them out on its own
(``storage.sqlite.schema``), by ``storage.migrating``.
"""

from __future__ import annotations

from pathlib import Path

_VERSIONS = Path(__file__).parent / "migrations" / "versions"


class SchemaFault(Exception):
    """The database cannot be used by this version of the program; says why, in Chinese."""


def newest() -> str:
    """The revision this program is written for: the number of the last migration's file.

    Raises:
        SchemaFault: the package was installed without its migrations.
    """
    numbers = [one.name.split("_")[0] for one in _VERSIONS.glob("[0-9]*_*.py")]
    if not numbers:
        raise SchemaFault("安装不完整：找不到数据库结构文件，请重新安装")
    return max(numbers)
