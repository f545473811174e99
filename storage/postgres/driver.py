"""The driver's connection, which asks what the server's own types are once for all connections.

The driver asks it of each new connection, with a query that takes a server longer to plan than all
else that a county asks when it is taken over. Types of the server's own catalogue have the same
numbers on every server of every version; of others (a domain, an extension's) it is asked anew.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import asyncpg

_OWN = 10_000
"""Numbers below are given by hand in the server's source, and never to anything else."""
_KNOWN: dict[frozenset[int], Any] = {}


class Connection(asyncpg.Connection):  # type: ignore[misc]  # the driver has no types
    """As the driver has it."""

    __slots__ = ()

    async def _introspect_types(self, numbers: Iterable[int], patience: float | None) -> Any:
        asked = frozenset(numbers)
        found = _KNOWN.get(asked)
        if found is None:
            found = await super()._introspect_types(asked, patience)
            if max(asked) < _OWN:
                _KNOWN[asked] = found
        return found
