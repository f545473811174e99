"""The small proxy of ``make province``: a worker that is gone is passed over."""

from __future__ import annotations

import asyncio

from tests.province.show import Proxy


async def _echo(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    writer.write(b"heard " + await reader.read())
    await writer.drain()
    writer.close()


async def test_a_worker_that_is_gone_is_passed_over() -> None:
    """Whatever is said arrives, and the answer comes back, whichever worker's turn it is."""
    there = await asyncio.start_server(_echo, "127.0.0.1", 0)
    gone = await asyncio.start_server(_echo, "127.0.0.1", 0)
    addresses = [f"127.0.0.1:{one.sockets[0].getsockname()[1]}" for one in (there, gone)]
    gone.close()
    await gone.wait_closed()
    front = await asyncio.start_server(Proxy(addresses).serves, "127.0.0.1", 0)
    async with there, front:
        for word in (b"one", b"two", b"three"):
            reader, writer = await asyncio.open_connection(*front.sockets[0].getsockname())
            writer.write(word)
            writer.write_eof()
            assert await reader.read() == b"heard " + word
            writer.close()
