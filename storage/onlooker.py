"""Reading a county as somebody who may do nothing else, where the engine knows accounts."""

from __future__ import annotations

from collections.abc import Collection
from typing import Protocol

from storage.engine import Found, Work


class Onlooker(Protocol):
    """An account of the database that only reads."""

    async def open(self, schemas: Collection[str]) -> None:
        """Look whether it is one.

        Raises:
            storage.faults.Forbidden: it can write.
            storage.faults.StorageFault: the server does not take it.
        """

    async def beside(self, owner: str, schema: str, work: Work[Found]) -> Found:
        """What ``work`` finds in one view of a county; ``owner``: the address of its own account.

        Raises:
            storage.faults.StorageFault: it cannot be read now.
        """


def onlooker_of(address: str) -> Onlooker:
    """The account at an address on a PostgreSQL server (``storage.roll.roll_of`` comes before)."""
    from storage.postgres.onlooker import PostgresOnlooker

    return PostgresOnlooker(address)
