"""What PostgreSQL, or the line to it, says went wrong, as one of ``storage.faults``."""

from __future__ import annotations

import asyncpg

from storage import faults
from storage.faults import StorageFault

TAKEN = "XK001"
"""What our own function raises where another process holds the county (``holding``)."""
VISITED = "XK002"
"""As above, where a guest has written since the holder looked last."""

_BY_CLASS: dict[str, type[StorageFault]] = {
    "08": faults.Lost,  # connection exceptions
    "23": faults.Clash,  # integrity constraint violation
    "28": faults.Forbidden,  # invalid authorization
    "40": faults.Undone,  # transaction rollback: deadlock, serialization
    "53": faults.Passing,  # insufficient resources
    "55": faults.Busy,  # object not in prerequisite state: lock not available
    "57": faults.Lost,  # operator intervention: shutdown, idle timeout, cancelled
    "58": faults.DiskTrouble,  # system error
    "3D": faults.Unopened,  # no such database
    "XX": faults.Broken,  # internal error, data or index corrupted
}
_BY_STATE: dict[str, type[StorageFault]] = {
    TAKEN: faults.Taken,
    VISITED: faults.Outdated,
    "53100": faults.Full,
    "25006": faults.ReadOnly,
    "25P02": faults.Undone,  # the transaction was aborted before
    "25P03": faults.Lost,  # idle in transaction for too long
    "25P04": faults.Lost,  # transaction_timeout
    "42501": faults.Forbidden,
    "57014": faults.Undone,  # cancelled
}


def told(fault: BaseException) -> StorageFault:
    """The driver's fault as ours, in the server's words."""
    if isinstance(fault, StorageFault):
        return fault
    if isinstance(fault, asyncpg.PostgresError):
        state = str(fault.sqlstate or "")
        kind = _BY_STATE.get(state) or _BY_CLASS.get(state[:2], StorageFault)
        return kind(str(fault))
    if isinstance(fault, asyncpg.InterfaceError) and isinstance(fault, ValueError):
        return StorageFault(str(fault))  # a value that its column cannot hold
    # The driver's own confusion comes of a server that said goodbye while nothing was asked.
    gone = OSError | asyncpg.InterfaceError | asyncpg.InternalClientError | TimeoutError
    if isinstance(fault, gone):
        return faults.Lost(str(fault) or type(fault).__name__)
    return StorageFault(str(fault) or type(fault).__name__)


DRIVER = (asyncpg.PostgresError, asyncpg.InterfaceError, asyncpg.InternalClientError, OSError)
"""Everything that comes from below."""
