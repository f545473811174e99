"""A pack over Telegram: files, as many as it takes; what is too large goes to the web chat."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from storage.database import stamp
from storage.queries import people, web
from tests.channels.telegram.live import Live, live
from tests.sample_papers import picture


async def _photos(bot: Live, colours: Iterable[tuple[int, int, int]]) -> None:
    phone = bot.phones["李敏"]
    for number, colour in enumerate(colours, 1):
        phone.sends_file(f"照片{number}.jpg", picture(colour))
        await bot.settled()
        phone.says("以后再归")
        await bot.settled()


def _limited(bot: Live, most: int) -> None:
    world = bot.application.router.world
    bot.application.router.world = replace(
        world, limits=replace(world.limits, sends={"telegram": most})
    )


def _documents(bot: Live) -> list[bytes]:
    files = [m["document"]["file_id"] for m in bot.emulator.sent if "document" in m]
    return [bot.emulator.files[number] for number in files]


async def test_a_unit_gets_its_papers_as_one_zip(tmp_path: Path) -> None:
    """Packed when it is sent; every photo is in it, byte for byte."""
    async with live(tmp_path) as bot:
        await _photos(bot, [(200, 30, 30), (30, 200, 30)])
        bot.phones["李敏"].says("材料包")
        await bot.settled()
        bot.phones["李敏"].presses("打包原件")
        await bot.settled()
        (data,) = _documents(bot)
        packed = zipfile.ZipFile(io.BytesIO(data))
        # The copy is gone when it is delivered: the store holds the two photos and no zip.
        await bot.hears(lambda: len(list(bot.application.store.walk())) == 2)
        photos = [name for name in packed.namelist() if name.endswith(".jpg")]
        assert [packed.read(name) for name in photos] == [
            picture((200, 30, 30)),
            picture((30, 200, 30)),
        ]


async def test_what_does_not_fit_goes_out_in_volumes(tmp_path: Path) -> None:
    """Each opens by itself; together they hold everything."""
    async with live(tmp_path) as bot:
        await _photos(bot, [(200, 30, 30), (30, 200, 30), (30, 30, 200)])
        _limited(bot, 37_000)
        bot.phones["李敏"].says("材料包")
        await bot.settled()
        bot.phones["李敏"].presses("打包原件")
        await bot.settled()
        found = [zipfile.ZipFile(io.BytesIO(data)) for data in _documents(bot)]
        assert len(found) > 1
        assert all("00 目录.html" in one.namelist() for one in found)
        assert sum(name.endswith(".jpg") for one in found for name in one.namelist()) == 3


async def test_too_much_for_telegram_waits_in_the_web_chat(tmp_path: Path) -> None:
    """Whoever has a web chat finds the download there; who has none is told what to do."""
    async with live(tmp_path) as bot:
        await _photos(bot, [(n * 20, 30, 30) for n in range(10)])
        _limited(bot, 1_000)
        bot.phones["李敏"].says("材料包")
        await bot.settled()
        bot.phones["李敏"].presses("打包原件")
        await bot.settled()
        assert "太多了" in bot.said(bot.phones["李敏"].number)[-1]
        async with bot.application.database.transaction() as db:
            known = await people.by_identity(db, "telegram", str(bot.phones["李敏"].number))
            assert known is not None
            now = bot.application.outbox._clock()
            await people.add_identity(db, known.id, "web", "w-limin-0001", now)
            await web.put_room(db, "w-limin-0001", "李敏", stamp(now), private=True)
        bot.phones["李敏"].says("材料包")
        await bot.settled()
        bot.phones["李敏"].presses("打包原件")
        await bot.hears(lambda: "网页聊天" in bot.said(bot.phones["李敏"].number)[-1])
        await bot.settled()
        rows = await bot.query("select count(*) from web_log where payload like '%download%'")
        assert rows[0][0] == 1
        assert not _documents(bot)


async def test_a_download_goes_nowhere_else(tmp_path: Path) -> None:
    """A web chat that is gone: Telegram cannot carry the download, and does not try."""
    async with live(tmp_path) as bot:
        await _photos(bot, [(n * 20, 30, 30) for n in range(10)])
        _limited(bot, 1_000)
        async with bot.application.database.transaction() as db:
            known = await people.by_identity(db, "telegram", str(bot.phones["李敏"].number))
            assert known is not None
            now = bot.application.outbox._clock()
            await people.add_identity(db, known.id, "web", "w-limin-0001", now)
        bot.phones["李敏"].says("材料包")
        await bot.settled()
        bot.phones["李敏"].presses("打包原件")
        await bot.settled()
        rows = await bot.query("select state from outbox where chat = 'w-limin-0001'")
        assert [row[0] for row in rows] == ["gone"]
        assert not _documents(bot)
