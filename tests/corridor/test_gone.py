"""A turn that is over is gone at once, with all that it read: nothing waits for a collector."""

from __future__ import annotations

import asyncio
import contextlib
import gc
import weakref
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.corridor.turn import Turn
from storage.database import Database, Session
from tests.corridor.test_round_trips import _turn
from tests.patience import LONG
from tests.stage import Stage, stage


@pytest.fixture
def uncollected() -> Iterator[None]:
    """Only what nothing holds on to is freed."""
    gc.collect()
    gc.disable()
    yield
    gc.enable()


def _left() -> int:
    return sum(isinstance(one, Turn) for one in gc.get_objects())


async def _ends(play: Stage, kind: str, number: int) -> None:
    if kind == "nowhere":
        await play.send("李敏", route=f"nowhere/{number}")
    elif kind == "not his":
        await play.send("李敏", route=f"put/1/2/三.1b/0/{number}")
    else:
        await _turn(play, kind, number)


@pytest.mark.usefixtures("uncollected")
@pytest.mark.parametrize("kind", ["press", "photo", "nowhere", "not his"])
async def test_nothing_holds_on_to_a_turn(tmp_path: Path, kind: str) -> None:
    """Nor on to one that ended with a sentence instead."""
    before = _left()
    async with stage(tmp_path) as play:
        for number in range(3):
            await _ends(play, kind, number)
        assert _left() == before


class _Read:
    """Something that was read."""


@pytest.mark.usefixtures("uncollected")
async def test_a_view_that_ends_with_a_fault_lets_go_of_what_it_read(tmp_path: Path) -> None:
    """So end all turns that come to a page that writes; they begin anew as transactions."""
    database, read = await Database.open(tmp_path / "xinkao.db"), []

    async def work(_: Session) -> None:
        here = _Read()
        read.append(weakref.ref(here))
        raise LookupError

    with contextlib.suppress(LookupError):
        await database.beside(work)
    until = asyncio.get_running_loop().time() + LONG
    while read[0]() is not None and asyncio.get_running_loop().time() < until:
        await asyncio.sleep(0.01)  # its thread has yet to put it down
    assert read[0]() is None
    await database.close()
