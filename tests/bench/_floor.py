"""The least that a turn could cost on either engine: its messages and its commits, and no bot.

One driver's connection each, a table of two columns, rows read by their number, one row written a
commit. Both wait for the disk at each commit, as the county's own do.
"""

from __future__ import annotations

import sqlite3
import tempfile
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import asyncpg

from tests import postgres

_TABLE = "create table floor (id integer primary key, text text)"
_READ = "select text from floor where id = {}"
_WRITE = "insert into floor (id, text) values ({0}, 'row {0}')"


@dataclass
class Floor:
    """Two bare connections; the tables grow alike."""

    file: sqlite3.Connection
    server: asyncpg.Connection
    rows: int = 0

    async def beside(self, turns: int, messages: int, commits: int) -> tuple[float, ...]:
        """Milliseconds a turn: the file's wall and processor time, then the server's."""
        first = self.rows
        self.rows += turns * commits
        numbers = range(first, self.rows)
        reads = max(0, messages // commits - 2)
        began = _now()
        for number in numbers:
            self._on_file(number, reads)
        between = _now()
        for number in numbers:
            await self._on_server(number, reads)
        ended = _now()
        pairs = ((began, between), (between, ended))
        return tuple(
            (one[part] - other[part]) * 1000 / turns for other, one in pairs for part in (0, 1)
        )

    def _on_file(self, number: int, reads: int) -> None:
        self.file.execute("begin immediate")
        for back in range(reads + 1):
            self.file.execute("select text from floor where id = ?", (number - back,)).fetchall()
        self.file.execute("insert into floor values (?, ?)", (number, f"row {number}"))
        self.file.execute("commit")

    async def _on_server(self, number: int, reads: int) -> None:
        await self.server.execute(f"begin; {_READ.format(number)}")
        for back in range(reads):
            await self.server.fetch("select text from floor where id = $1", number - 1 - back)
        await self.server.execute(f"{_WRITE.format(number)}; commit")


@asynccontextmanager
async def floor() -> AsyncIterator[Floor]:
    """Both connections, their tables empty."""
    server = await asyncpg.connect(postgres.database_url())
    with tempfile.TemporaryDirectory() as folder:
        file = sqlite3.connect(Path(folder) / "floor.db", isolation_level=None)
        try:
            file.execute("pragma journal_mode=wal")
            file.execute("pragma synchronous=full")
            file.execute(_TABLE)
            await server.execute(_TABLE)
            yield Floor(file, server)
        finally:
            file.close()
            await server.close()


def _now() -> tuple[float, float]:
    return time.perf_counter(), time.process_time()
