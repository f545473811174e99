"""The time that tests live in: one Monday of 2026, whatever day the machine has.

It begins anew with every test and then runs as the machine does. The product's clock is replaced
by it (``tests/conftest.py``). Where a test must live on the machine's clock, because a process of
its own, a browser or TLS does, this one shows the machine's time: ``tests/clocks.py`` finds those.
"""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from email.utils import formatdate
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from aiohttp import web

BEGAN = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
"""Ten in the morning in China: when every story begins, too."""

_since: list[float | None] = [None]


def begin() -> None:
    """It is Monday morning again."""
    _since[0] = time.monotonic()


def follow_the_machine() -> None:
    """It is as late as the machine says."""
    _since[0] = None


def now() -> datetime:
    """The time."""
    if _since[0] is None:
        return datetime.now(UTC)
    return BEGAN + timedelta(seconds=time.monotonic() - _since[0])


def began() -> datetime:
    """When a county of the tests is founded: on the Monday, or today where the machine is asked."""
    return BEGAN if _since[0] is not None else now()


def seconds() -> int:
    """The time in whole seconds since 1970."""
    return int(now().timestamp())


def dates(app: web.Application, clock: Callable[[], int]) -> None:
    """Answers of this server carry the time of its clock in ``Date``, and not the machine's."""

    async def dated(_: web.Request, response: web.StreamResponse) -> None:
        response.headers["Date"] = formatdate(clock(), usegmt=True)

    app.on_response_prepare.append(dated)


def of_the_disk() -> datetime:
    """What the disk dates a file with that is written now: for ages of files, and nothing else."""
    with tempfile.NamedTemporaryFile() as file:
        return datetime.fromtimestamp(Path(file.name).stat().st_mtime, UTC)
