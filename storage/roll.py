"""Which workers are there, and which of them serves which county: for many counties on one server.

Nothing here gives the right to write a county: that is the county's epoch (``storage.postgres``'s
``holding``). It is only what workers tell each other, so that each takes its share and a request
finds the one that serves its county.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

SILENCE = 7
"""Seconds without a word after which a county is another worker's to take."""


@dataclass(frozen=True, slots=True)
class Peer:
    """A worker that was heard of a moment ago."""

    worker: str
    address: str
    """Where the other workers reach it."""
    leaving: bool
    """It hands its counties over and takes none."""


@dataclass(frozen=True, slots=True)
class Holder:
    """Who serves a county, as it said itself, and where."""

    worker: str
    address: str
    alive: bool
    """Whether a session holds the county now, whoever's it is."""


@dataclass(frozen=True, slots=True)
class Seen:
    """All of it at one moment."""

    peers: tuple[Peer, ...]
    holders: Mapping[str, Holder]


class Roll(Protocol):
    """The roll of workers."""

    async def beat(self, me: Peer, counties: Sequence[str]) -> Seen:
        """Say that one is there, and see who else is.

        Raises:
            storage.faults.StorageFault: the server does not answer now.
        """

    async def serves(self, county: str, worker: str, address: str) -> None:
        """Say where a county is served from now on."""

    async def leave(self, worker: str) -> None:
        """One is there no more."""

    async def close(self) -> None:
        """Close."""


def roll_of(address: str) -> Roll:
    """The roll on a PostgreSQL server.

    Raises:
        storage.places.NoEngineFault: its parts are not installed.
    """
    from storage.places import NoEngineFault

    try:
        from storage.postgres.address import Address
        from storage.postgres.roll import PostgresRoll
    except ImportError as fault:
        raise NoEngineFault(
            f"没有装 PostgreSQL 的部件（{fault.name}）。请运行：pip install 'xinkao[postgres]'"
        ) from None
    return PostgresRoll(Address(address, "xinkao_lease"))
