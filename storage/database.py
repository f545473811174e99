"""Opening a county's database, and its transactions, on whichever engine keeps it.

One writer at a time; transactions of the same moment share one commit (``storage.writer``). Readers
have connections of their own and never wait for the writer, nor for each other: ``reading`` for a
few rows in the loop, ``beside`` for what reads or works much, in a thread. The engines stand behind
``storage.engine``. No query lives here (``storage/queries``), no rule, no sentence for a liaison.
"""

from __future__ import annotations

from contextlib import AbstractAsyncContextManager
from contextvars import copy_context
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path

from storage.engine import Found, Place, Views, Work
from storage.faults import StorageFault
from storage.session import Session
from storage.sqlite.file import SqliteFile
from storage.writer import Writer

__all__ = ["Database", "Session", "moment", "stamp"]


CERTAIN = 1.0
"""Seconds for which it is taken as certain that the county is still ours."""
_LENGTH = len("2026-01-01T00:00:00.000000Z")


_stamped = [(datetime.fromtimestamp(0, UTC), "")]
"""The moment that was written down last, and its text; put there in one, for any thread."""


def stamp(moment: datetime) -> str:
    """A moment as stored text: UTC, microseconds, sortable as text.

    Raises:
        ValueError: the moment has no time zone.
    """
    last, text = _stamped[0]
    if moment is not last:  # a turn writes down the one moment it lives at many times
        if moment.tzinfo is None:
            raise ValueError("a stored time needs a time zone")
        text = f"{moment.astimezone(UTC).isoformat(timespec='microseconds')[:-6]}Z"
        _stamped[0] = moment, text
    return text


@lru_cache(maxsize=4096)  # the same few deadlines are read thousands of times a second
def moment(text: str) -> datetime:
    """The aware UTC moment of a stored text."""
    if len(text) == _LENGTH and text[7] + text[10] + text[19] + text[26] == "-T.Z":
        return datetime.fromisoformat(text)  # a twentieth of what strptime takes
    return datetime.strptime(text, "%Y-%m-%dT%H:%M:%S.%fZ").replace(tzinfo=UTC)


class Database:
    """A county's database; use ``Database.open``."""

    def __init__(self, path: Path, writer: Writer, views: Views) -> None:
        self.path = path
        self._writer = writer
        self._views = views

    @classmethod
    async def open(cls, place: Path | Place, *, guest: bool = False) -> Database:
        """Migrate and open; a path is that of an SQLite file.

        ``guest``: to write a few rows beside a process that may be at work.

        Raises:
            storage.schema.SchemaFault: a newer or damaged database.
            storage.faults.StorageFault: it cannot be used now.
        """
        found = SqliteFile(place) if isinstance(place, Path) else place
        await found.migrate()
        line = await (found.guest() if guest else found.writer())
        try:
            views = await found.views()
        except BaseException:
            await line.close()
            raise
        return cls(place if isinstance(place, Path) else Path(), Writer(line), views)

    async def close(self) -> None:
        """Finish what is under way and close."""
        try:
            await self._views.close()
        finally:
            await self._writer.close()

    async def hold(self) -> None:
        """Make certain that the county is ours at this moment, before something leaves the house.

        Raises:
            storage.faults.StorageFault: it is another process's, or nobody can say.
        """
        if self._writer.unsure_for > CERTAIN:
            async with self.transaction():
                pass

    @property
    def unsure_for(self) -> float:
        """Seconds since it was last certain that no other process writes this county."""
        return self._writer.unsure_for

    async def lost(self) -> StorageFault:
        """Return once another process holds the county, and why; never where it is a file."""
        return await self._writer.lost()

    def let_go(self) -> None:
        """The county is no longer ours: whoever waits for the server is told so at once."""
        self._writer.let_go()

    def transaction(self, *, lasting: bool = True) -> AbstractAsyncContextManager[Session]:
        """One transaction: durable when the block has been left, gone when it raised.

        ``lasting``: False for what is made again by itself when a power cut took it; it waits for
        no disk, and nobody may be told of it.
        """
        return self._writer.transaction(lasting=lasting)

    async def beside(self, work: Work[Found]) -> Found:
        """What ``work`` finds in one consistent view, in a thread of its own, for any length.

        It awaits only its session, and nothing that belongs to this loop. What holds for the
        caller (its context variables) holds there, too.
        """
        here = copy_context()

        async def there(db: Session) -> Found:
            for variable, value in here.items():
                variable.set(value)
            return await work(db)

        return await self._views.beside(there)

    async def rescue(self, file: Path) -> None:
        """Copy what is open to a file, though its own was moved, deleted or replaced.

        Raises:
            OSError: it cannot be written there.
            storage.faults.StorageFault: it cannot be read any more.
        """
        await self._views.rescue(file)

    def inspected(self) -> AbstractAsyncContextManager[Session]:
        """Everything that is kept, at one moment, in SQLite's words on whichever engine."""
        return self._views.inspected()

    def reading(self, *, once: bool = False) -> AbstractAsyncContextManager[Session]:
        """One consistent view for reading, of the moment of its first query: what is durable.

        ``once``: for one query, which a server is then asked without beginning or ending anything.
        """
        return self._views.reading(once=once)
