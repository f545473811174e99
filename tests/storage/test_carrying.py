"""Work that is carried to its end, whoever is cancelled meanwhile."""

from __future__ import annotations

import asyncio

import pytest

from storage.postgres.carrying import carried


async def test_what_it_returns_and_what_it_raises_comes_back() -> None:
    """As if it had been awaited."""

    async def work(fails: bool) -> int:
        await asyncio.sleep(0)
        await asyncio.sleep(0.001)
        if fails:
            raise ZeroDivisionError
        return 7

    assert await carried(work(fails=False)) == 7
    with pytest.raises(ZeroDivisionError):
        await carried(work(fails=True))


@pytest.mark.parametrize("fails", [False, True])
@pytest.mark.parametrize("waits", [0, 0.01])
async def test_who_is_cancelled_hears_it_when_the_work_is_over(fails: bool, waits: float) -> None:
    """Once, however often it was cancelled; what the work raised is nobody's any more."""
    steps: list[str] = []

    async def work() -> None:
        for step in "abc":
            await asyncio.sleep(waits)
            steps.append(step)
        if fails:
            raise ZeroDivisionError

    async def asks() -> None:
        try:
            await carried(work())
        except asyncio.CancelledError:
            steps.append("cancelled")
            raise

    task = asyncio.create_task(asks())
    await asyncio.sleep(0)
    for _ in range(3):
        task.cancel()
        await asyncio.sleep(0)
    with pytest.raises(asyncio.CancelledError):
        await task
    assert steps == ["a", "b", "c", "cancelled"]


async def test_a_cancelled_future_within_is_the_works_own_affair() -> None:
    """What the work waited for was cancelled, not who asked."""
    gone: asyncio.Future[None] = asyncio.get_running_loop().create_future()

    async def work() -> str:
        try:
            await gone
        except asyncio.CancelledError:
            return "went on"
        return "never"

    task = asyncio.create_task(carried(work()))  # type: ignore[arg-type] # awaitable, as a coroutine is
    await asyncio.sleep(0)
    gone.cancel()
    assert await task == "went on"


async def test_a_task_that_is_waited_for_is_not_cancelled() -> None:
    """The work may hand a part to a task of its own."""
    done: list[int] = []

    async def part() -> None:
        await asyncio.sleep(0.01)
        done.append(1)

    async def work() -> None:
        await asyncio.ensure_future(part())

    async def asks() -> None:
        await carried(work())

    task = asyncio.create_task(asks())
    await asyncio.sleep(0.001)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert done == [1]


async def test_a_future_that_fails_within_is_told_to_the_work() -> None:
    """As the driver is told what the server refused: it tidies up, and goes on."""
    refused: asyncio.Future[None] = asyncio.get_running_loop().create_future()

    async def work() -> str:
        try:
            await refused
        except ZeroDivisionError:
            await asyncio.sleep(0)
            return "tidied up"
        return "never"

    task = asyncio.create_task(carried(work()))  # type: ignore[arg-type] # awaitable, as a coroutine is
    await asyncio.sleep(0)
    refused.set_exception(ZeroDivisionError())
    assert await task == "tidied up"
