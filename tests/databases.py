"""A database for every test: migrated once a process by the product itself, then copied.

Twenty-eight migrations take a tenth of a second, and three thousand tests begin with a new file.
Only files that are not there yet are copied; whoever migrates an older one does it really. Nor is
the disk waited for at each commit: a power cut is the one thing no test can make (a killed process
loses nothing that the system has taken). The program that runs as a process of its own syncs.
"""

from __future__ import annotations

import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from storage.sqlite import line, schema

AS_SHIPPED = line._PRAGMAS
"""How the product opens a file."""


@contextmanager
def copied(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """While it lasts ``storage.sqlite`` opens new files as copies of a migrated one."""
    with tempfile.TemporaryDirectory() as folder:
        pattern = Path(folder) / "new.db"

        def migrate(database: Path) -> None:
            if database.exists():
                schema.migrate(database)
                return
            if not pattern.exists():
                schema.migrate(pattern)
                with closing(sqlite3.connect(pattern)) as db:
                    db.execute("pragma wal_checkpoint(truncate)")
            shutil.copyfile(pattern, database)

        monkeypatch.setattr("storage.sqlite.file.migrate", migrate)
        unsynced = [one.replace("synchronous=full", "synchronous=off") for one in AS_SHIPPED]
        monkeypatch.setattr(line, "_PRAGMAS", tuple(unsynced))
        yield
