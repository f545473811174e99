"""What a person says comes into a room's log and to intake in one transaction.

The disk is waited for once, and no entry is in the log that nobody answers. Then the streams hear.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from bot.channels.web import entries
from bot.channels.web.ports import Ports
from bot.channels.web.stream import Bell
from bot.corridor.events import Incoming
from storage.database import Session as Transaction
from storage.queries import web as queries

Log = Callable[[Transaction], Awaitable[queries.EntryRow]]
"""Writes an entry, once; the entry as it stands in the log."""


async def take_in(ports: Ports, bell: Bell, log: Log) -> queries.EntryRow:
    """Log what was said and have it carried through; the entry, when both are on disk."""
    found: list[queries.EntryRow] = []

    async def write(db: Transaction) -> Incoming:
        found.append(await log(db))
        # From the log, not from the request: a retry can say nothing new.
        return entries.as_incoming(found[0])

    await ports.receive_written(write)
    bell.ring(found[0].chat)
    return found[0]
