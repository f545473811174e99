"""The network between the workers and their database, in which one worker's can go dead.

Dead is not closed: nothing passes in either direction, and nobody is told. Which worker a line
belongs to is asked of the socket.
"""

from __future__ import annotations

import asyncio
import contextlib
import socket
import struct
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

_NAME = ".s.PGSQL.5432"
_CREDENTIALS = struct.Struct("3i")


@dataclass
class Relay:
    """Passes bytes between sockets of a folder of its own and the server's."""

    server: Path
    folder: Path
    _dead: dict[int, asyncio.Event] = field(default_factory=dict)
    """Set once the network is there again, by the process."""

    @property
    def url(self) -> str:
        """As the server's, through here."""
        return f"postgresql://xinkao@/postgres?host={self.folder}"

    def cut(self, process: int) -> None:
        """From now on nothing passes that is this process's."""
        self._dead[process] = asyncio.Event()

    def mend(self, process: int) -> None:
        """New lines lead through; those that were dead are closed."""
        self._dead.pop(process).set()

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """One line, until either end closes it."""
        process = _whose(writer)
        try:
            if process in self._dead:
                await self._dead[process].wait()
                return
            there, back = await asyncio.open_unix_connection(str(self.server / _NAME))
        except OSError:
            return  # the server is away
        else:
            await self._between(process, (reader, writer), (there, back))
        finally:
            writer.close()

    async def _between(
        self,
        process: int,
        worker: tuple[asyncio.StreamReader, asyncio.StreamWriter],
        server: tuple[asyncio.StreamReader, asyncio.StreamWriter],
    ) -> None:
        passing = [
            asyncio.create_task(self._pass(worker[0], server[1], process)),
            asyncio.create_task(self._pass(server[0], worker[1], process)),
        ]
        await asyncio.wait(passing, return_when=asyncio.FIRST_COMPLETED)
        for task in passing:
            task.cancel()
        server[1].close()

    async def _pass(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, process: int
    ) -> None:
        with contextlib.suppress(OSError):
            while data := await reader.read(65536):
                if process in self._dead:
                    await self._dead[process].wait()
                    return
                writer.write(data)
                await writer.drain()


def _whose(writer: asyncio.StreamWriter) -> int:
    line = writer.get_extra_info("socket")
    told = line.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, _CREDENTIALS.size)
    return int(_CREDENTIALS.unpack(told)[0])


@asynccontextmanager
async def relay(server: Path, folder: Path) -> AsyncIterator[Relay]:
    """A socket in ``folder`` that leads to the server's."""
    found = Relay(server, folder)
    listening = await asyncio.start_unix_server(found.serve, str(folder / _NAME))
    try:
        yield found
    finally:
        listening.close()
