"""A process of its own over a county on a server: it looks at a draft and writes by the corridor.

Told what to do line by line; at a point it may stand still, to be frozen or killed there.
"""

from __future__ import annotations

import asyncio
import itertools
import logging
import os
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

import structlog

from bot.corridor import pages
from bot.corridor.router import Router
from bot.schemes.desk import SchemeDesk
from storage import audit
from storage.database import Database
from storage.postgres.address import Address
from storage.postgres.place import PostgresPlace
from storage.queries import schemes
from tests.stage import Stage, over

pages.open_all()  # once, before the children are forked

POINTS: dict[str, tuple[Any, str]] = {
    "settled": (schemes, "settle"),
    "kept": (schemes, "add_version"),
    "recorded": (audit, "record"),
    "committed": (Router, "turn"),
}
"""Behind which call the process stands still: the steps of a release, in their order."""


def live(url: str, folder: Path, first: int, line: Connection) -> None:
    """The child's whole life: it obeys until the line ends, or until it is killed.

    ``first``: the number of its first update; no other process gives it.
    """
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.CRITICAL))
    asyncio.run(_live(url, folder, first, line))


async def _live(url: str, folder: Path, first: int, line: Connection) -> None:
    database = await Database.open(PostgresPlace(Address(url)))
    play = over(database, folder)
    play.counter = itertools.count(first)
    desk = SchemeDesk(database, lambda: play.now)
    line.send("open")
    lost = asyncio.create_task(database.lost())
    while True:
        try:
            order = await asyncio.to_thread(line.recv)
        except EOFError:
            break
        work = asyncio.create_task(_obeyed(order, play, desk, line))
        await asyncio.wait({work, lost}, return_when=asyncio.FIRST_COMPLETED)
        if not work.done():  # as the program: it ends, and says why
            line.send(type(lost.result()).__name__)
            os._exit(1)
        line.send(work.result())
    await database.close()


async def _obeyed(order: list[str], play: Stage, desk: SchemeDesk, line: Connection) -> str:
    what, who, *point = order
    if what == "look":
        found = await desk.table(who, 1)
        return "refused" if found is None else ",".join(found["others"])
    if point:
        _stand_at(point[0], line)
    before = len(play.shown.get(who, ()))
    await play.send(who, route=what)
    new = play.shown.get(who, [])[before:]
    return new[-1][1].text if new else ""


def _stand_at(point: str, line: Connection) -> None:
    """Say that the point is reached, and do nothing more until somebody says something."""
    where, name = POINTS[point]
    call = getattr(where, name)

    async def standing(*args: Any, **more: Any) -> Any:
        found = await call(*args, **more)
        line.send("here")
        line.recv()  # the loop stands still, too: nothing of this process goes on beside it
        return found

    setattr(where, name, standing)
