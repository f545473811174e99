"""An archive over the web chat: packed while it is fetched, by whoever is logged in and allowed."""

from __future__ import annotations

import asyncio
import io
import json
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass

from bot.archive.sheets.stream import Contents, stream
from bot.channels.web import downloads
from bot.corridor.events import Letter, Message, ReadyFile
from bot.corridor.recipes import no_store
from tests.channels.conftest import Phone, Site, until
from tests.channels.web.web_stage import Stage
from tests.patience import LONG

MINE = "w-department-01"


@dataclass
class Packed:
    """What the port answers."""

    label: str
    pieces: Iterator[bytes]


def _port(site: Site, answer: object) -> list[tuple[int, str]]:
    """Let the scene's download port answer this; what it was asked."""
    asked: list[tuple[int, str]] = []

    async def download(number: int, address: str) -> object:
        asked.append((number, address))
        return answer() if callable(answer) else answer

    site.scene.downloads = download
    return asked


async def _offered(scene: Stage, number: int = 7) -> str:
    file = ReadyFile(label="材料包.zip", digest="", kind="zip", size=1000, download=number)
    letter = Letter(number=1, chat=MINE, message=Message(text="下载"), created=scene.now)
    seq = await scene.channel.deliver(letter, [file])
    return f"file/{seq}/0"


async def _fetch(phone: Phone, place: str) -> tuple[int, str, bytes]:
    answer = await phone.get(place)
    return answer.status, answer.headers.get("Content-Disposition", ""), await answer.read()


async def test_the_visitor_gets_the_bytes_as_a_file(site: Site) -> None:
    """With its Chinese name, kept nowhere; the port hears who asks."""
    phone = await site.step("department")
    asked = _port(site, lambda: Packed("材料包.zip", iter([b"PK", b"more"])))
    status, name, data = await _fetch(phone, await _offered(site.scene))
    assert (status, data) == (200, b"PKmore")
    assert name.startswith("attachment")
    assert "%E6%9D%90" in name
    assert asked == [(7, MINE)]
    shown = (await phone.history(MINE))["entries"][-1]["files"][0]
    assert (shown["label"], shown["size"], shown["kind"]) == ("材料包.zip", 1000, "zip")


async def test_somebody_else_does_not_even_reach_the_port(site: Site) -> None:
    """The message is in a room that is not theirs."""
    await site.step("department")
    asked = _port(site, lambda: Packed("材料包.zip", iter([b"PK"])))
    place = await _offered(site.scene)
    other = await site.step("township")
    assert (await _fetch(other, place))[0] == 404
    assert asked == []


async def test_what_is_over_says_so(site: Site) -> None:
    """410 with a sentence, 404 for what is not theirs."""
    phone = await site.step("department")
    _port(site, "download_over")
    place = await _offered(site.scene)
    status, _, data = await _fetch(phone, place)
    assert status == 410
    assert "过期" in json.loads(data)["sentence"]
    _port(site, "not_found")
    assert (await _fetch(phone, place))[0] == 404


async def test_only_so_many_are_packed_side_by_side(site: Site) -> None:
    """The next one is asked to wait; when one is done, it may."""
    phone = await site.step("department")
    held = asyncio.Event()
    loop = asyncio.get_running_loop()

    def slow() -> Iterator[bytes]:
        yield b"PK"
        asyncio.run_coroutine_threadsafe(held.wait(), loop).result()
        yield b"end"

    asked = _port(site, lambda: Packed("材料包.zip", slow()))
    place = await _offered(site.scene)
    busy = [asyncio.create_task(_fetch(phone, place)) for _ in range(downloads.AT_ONCE)]
    await until(lambda: len(asked) == downloads.AT_ONCE)
    assert (await _fetch(phone, place))[0] == 503
    held.set()
    assert [(await one)[2] for one in busy] == [b"PKend"] * downloads.AT_ONCE
    # A place is given back when the sender has ended, a moment after the phone has the last byte.
    async with asyncio.timeout(LONG):
        while (status := (await _fetch(phone, place))[0]) == 503:
            await asyncio.sleep(0.01)
    assert status == 200


async def test_a_line_that_breaks_ends_the_packing(site: Site) -> None:
    """The files in hand are let go, and the place is free again."""
    phone = await site.step("department")
    ended: list[bool] = []

    def endless() -> Iterator[bytes]:
        try:
            while True:
                yield b"x" * 65536
        finally:
            ended.append(True)

    _port(site, lambda: Packed("材料包.zip", endless()))
    answer = await phone.get(await _offered(site.scene))
    await answer.content.read(1000)
    answer.close()
    await until(lambda: bool(ended))


async def test_a_real_archive_opens(site: Site) -> None:
    """From the zip's own generator, through HTTP, into a zip that is whole."""
    phone = await site.step("department")
    contents = Contents("材料包", "", (2026, 11, 23, 10, 0, 0), ())
    _port(site, lambda: Packed("材料包.zip", stream(contents, no_store)))
    _, _, data = await _fetch(phone, await _offered(site.scene))
    assert zipfile.ZipFile(io.BytesIO(data)).testzip() is None
