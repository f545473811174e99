"""One message of several statements, some of which end transactions that share a commit.

Whoever leaves such a transaction does not wait for what it has put off: that goes with what the
next one says first, or with the commit. Where the server refuses any of it, the server itself
knows whose it was: of all who have left, only the savepoint of that one is still open. It alone is
undone and told, and the others' statements are sent again.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import asyncpg

from storage.faults import StorageFault
from storage.postgres.trouble import told

Told = Callable[[StorageFault], None]


class Ends(str):
    """The statement by which a transaction that shares a commit ends."""

    __slots__ = ("savepoint", "tell")

    savepoint: str
    tell: Told

    @classmethod
    def of(cls, savepoint: str, tell: Told) -> Ends:
        """``tell``: hears what the server did not take of it, once that is known."""
        found = cls(f"release {savepoint}")
        found.savepoint, found.tell = savepoint, tell
        return found


async def sent(
    connection: asyncpg.Connection,
    waiting: Sequence[Any],
    more: Sequence[str],
    again: Callable[[Sequence[Any]], None],
) -> str:
    """Send what waits and ``more`` as one message; the server's word for the last statement.

    ``again`` hears what is sent a second time, because what stood before it was undone.
    """
    while waiting or more:
        try:
            return str(await connection.execute("; ".join((*map(str, waiting), *more))))
        except asyncpg.PostgresError as fault:
            waiting = await _without(connection, waiting, fault)
            again(waiting)
    return ""


async def _without(
    connection: asyncpg.Connection, waiting: Sequence[Any], fault: asyncpg.PostgresError
) -> Sequence[Any]:
    """What stands behind the transaction that was refused, which is undone.

    Raises:
        asyncpg.PostgresError: it is the one that goes on, or all of it is gone.
    """
    for place, one in enumerate(waiting):
        if isinstance(one, Ends) and not connection.is_closed():
            try:
                await connection.execute(f"rollback to {one.savepoint}; {one}")
            except asyncpg.PostgresError:
                continue  # it was over by then
            one.tell(told(fault))
            return waiting[place + 1 :]
    raise fault
