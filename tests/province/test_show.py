"""``make province``: its proxy passes over a worker that is gone, its links open a county."""

from __future__ import annotations

import asyncio
import re
from pathlib import Path

import pytest

from tests.province.crowd import pattern
from tests.province.show import Proxy, let_in
from tests.province.workers import COUNTIES, NAMES, settle, workers


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


@pytest.mark.slow
async def test_its_links_open_the_county_under_the_name_and_port_they_say(tmp_path: Path) -> None:
    """Somebody who is there already is asked in; under another port it is no county."""
    names = NAMES[:1]
    await settle(tmp_path, names=names, pattern=pattern, domain="localhost:8123")
    title, link = await let_in(tmp_path / "counties", {"联络员": "w-crowd-0000"})
    assert title == f"{COUNTIES[names[0]]}："
    found = re.fullmatch(r"  联络员 http://(jiaxian\.localhost:8123)(/i/[\w-]+)", link)
    assert found, link
    async with workers(tmp_path, names) as running:
        await running.start("one")
        await running.shared(1)
        status, text = await running.page("one", found[1], found[2])
        assert (status, "接受邀请" in text) == (200, True)
        assert (await running.page("one", "jiaxian.localhost:8124", found[2]))[0] == 404
