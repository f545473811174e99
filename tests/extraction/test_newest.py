"""Whoever asked last comes first, and a turn is never lost."""

from __future__ import annotations

import asyncio

from bot.extraction.newest import Newest


async def test_the_newest_comes_first() -> None:
    turn, order, let = Newest(), list[str](), asyncio.Event()

    async def takes(name: str) -> None:
        async with turn:
            order.append(name)
            if name == "first":
                await let.wait()

    tasks = []
    for name in ("first", "passed by", "left", "looked at"):
        tasks.append(asyncio.create_task(takes(name)))
        await asyncio.sleep(0)
    tasks[2].cancel()
    let.set()
    await asyncio.gather(*tasks, return_exceptions=True)
    assert order == ["first", "looked at", "passed by"]
    async with turn:  # it is free again
        order.append("later")
    assert order[-1] == "later"


async def test_who_leaves_as_the_turn_comes_passes_it_on() -> None:
    turn, order = Newest(), list[str]()

    async def takes(name: str) -> None:
        async with turn:
            order.append(name)

    async with turn:
        waits = asyncio.create_task(takes("waits"))
        await asyncio.sleep(0)
        leaves = asyncio.create_task(takes("leaves"))
        await asyncio.sleep(0)
    leaves.cancel()  # the turn is its, and it has not begun
    await asyncio.gather(leaves, return_exceptions=True)
    for _ in range(3):
        await asyncio.sleep(0)
    waits.cancel()
    assert order == ["waits"]
