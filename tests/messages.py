"""Counting what goes to a PostgreSQL server: each message that somebody waits for the answer of."""

from __future__ import annotations

import pytest

_MESSAGES = ("execute", "fetch", "fetchrow", "fetchval", "executemany", "prepare")
_ALIVE = "xinkao_lease.counties"
"""Whether the county is still ours is asked once a second, whoever has a turn or none."""


def counted(patch: pytest.MonkeyPatch) -> list[str]:
    """The messages of every connection, as they are sent from now on."""
    connection = pytest.importorskip("asyncpg").Connection
    sent: list[str] = []

    def counting(real: object) -> object:
        async def asks(line: object, sql: str, *values: object, **settings: object) -> object:
            if _ALIVE not in sql:
                sent.append(sql)
            return await real(line, sql, *values, **settings)  # type: ignore[operator]

        return asks

    for name in _MESSAGES:
        patch.setattr(connection, name, counting(getattr(connection, name)))
    return sent


def told(sent: list[str]) -> str:
    """Each in a line, as far as it says what it is."""
    return "\n".join(" ".join(one.split())[:120] for one in sent)
