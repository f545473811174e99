"""A line to a PostgreSQL server that can be cut at a commit: before it comes, or before its answer.

Everything else goes through byte by byte.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

Cut = Literal["", "before", "after"]
_NAME = ".s.PGSQL.5432"


@dataclass
class CutLine:
    """Where the line goes, and where it is cut next."""

    server: Path
    cut: Cut = ""
    closed: bool = False
    """Nobody gets through any more."""
    cuts: int = 0
    _tasks: set[asyncio.Task[None]] = field(default_factory=set)

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """One connection."""
        if self.closed:
            writer.close()
            return
        there, back = await asyncio.open_unix_connection(str(self.server / _NAME))
        answers = asyncio.create_task(_pass(there, writer))
        try:
            while data := await reader.read(65536):
                if self.cut and b"commit\0" in data:
                    how, self.cut = self.cut, ""
                    self.cuts += 1
                    if how == "after":
                        answers.cancel()
                        back.write(data)
                        await back.drain()
                        await there.read(65536)  # the answer, which goes nowhere
                    return
                back.write(data)
                await back.drain()
        except ConnectionError:
            return
        finally:
            answers.cancel()
            back.close()
            writer.close()


async def _pass(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    with contextlib.suppress(ConnectionError):
        while data := await reader.read(65536):
            writer.write(data)
            await writer.drain()
    writer.close()


@asynccontextmanager
async def cut_line(server: Path, folder: Path) -> AsyncIterator[CutLine]:
    """A socket in ``folder`` that leads to the server's."""
    line = CutLine(server)
    listening = await asyncio.start_unix_server(line.serve, str(folder / _NAME))
    try:
        yield line
    finally:
        listening.close()
