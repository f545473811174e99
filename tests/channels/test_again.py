"""Asking again: after growing pauses, as long as it may, and what does not pass at once."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import pytest

from bot.channels.again import PAUSES, TRIES, again


def _passes(fault: BaseException) -> bool:
    return isinstance(fault, OSError)


class Slept:
    """A sleep that only writes down how long."""

    def __init__(self) -> None:
        self.pauses: list[float] = []

    async def __call__(self, seconds: float) -> None:
        self.pauses.append(seconds)


async def test_pauses_grow_and_the_last_fault_is_raised_as_it_was() -> None:
    slept, tried = Slept(), []

    async def fails() -> None:
        tried.append(1)
        raise ConnectionResetError("cut")

    with pytest.raises(ConnectionResetError, match="cut"):
        await again(_passes, "test", sleep=slept)(fails)
    assert len(tried) == TRIES
    assert slept.pauses == list(PAUSES)


async def test_what_does_not_pass_is_not_asked_again() -> None:
    slept = Slept()

    async def fails() -> None:
        raise LookupError

    with pytest.raises(LookupError):
        await again(_passes, "test", sleep=slept)(fails)
    assert slept.pauses == []


async def test_no_try_begins_after_the_end() -> None:
    slept = Slept()

    async def fails() -> None:
        raise OSError("gone")

    end = asyncio.get_running_loop().time() + 2
    with pytest.raises(OSError, match="gone"):
        await again(_passes, "test", until=end, sleep=slept)(fails)
    assert slept.pauses == [1.0]


async def test_a_stream_goes_on_where_it_broke_and_may_be_left() -> None:
    """Through a generator: pieces come once; whoever stops listening is let go."""
    tries = 0

    async def stream() -> AsyncIterator[int]:
        nonlocal tries
        given = 0
        async for attempt in again(_passes, "test", sleep=Slept()):
            with attempt:
                tries += 1
                for piece in range(given, 6):
                    if piece == 2 * tries:
                        raise ConnectionResetError
                    given += 1
                    yield piece

    assert [piece async for piece in stream()] == [0, 1, 2, 3, 4, 5]
    left = stream()
    assert await anext(left) == 0
    await left.aclose()
