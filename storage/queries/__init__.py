"""One ``.sql`` file and one small typed module per family of tables.

The SQL is what both engines speak: ``returning``, ``on conflict``, bound values; what cannot be
said alike has a second text in ``storage/postgres``. Reading a module should never need its SQL,
and reading the SQL should never need the module.
"""

from functools import cache
from pathlib import Path
from typing import Any, cast

import aiosql

from storage.session import Statements


class _Family:
    """The queries of a file, read when the first of them is asked for: a start needs but a few."""

    def __init__(self, file: Path) -> None:
        self._file = file

    def __getattr__(self, name: str) -> Any:
        found = getattr(read(self._file), name)
        setattr(self, name, found)  # the next time it is simply there
        return found


def load(family: str) -> Any:
    """The queries of ``storage/queries/<family>.sql``, with declared parameters only.

    Any, because aiosql makes its functions at run time; the module beside the file types them.
    """
    return _Family(Path(__file__).with_name(f"{family}.sql"))


@cache
def read(file: Path) -> Any:
    """The queries of a file."""
    return aiosql.from_path(file, cast("Any", Statements), mandatory_parameters=True)
