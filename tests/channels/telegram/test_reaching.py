"""Reaching Telegram: through proxies, by a local server, late, and beside a second program."""

from __future__ import annotations

from pathlib import Path

from bot.channels.telegram.ports import TelegramSettings
from bot.channels.telegram.wire import Wire
from tests.channels.telegram import proxies
from tests.channels.telegram.live import Live, found, live, settings_for, start
from tests.sample_papers import PAPERS
from tests.telegram_emulator import Emulator, Fault, Phone


async def _everything_works(bot: Live) -> None:
    phone = bot.phones["李敏"]
    phone.sends_file("工作方案.pdf", PAPERS["工作方案.pdf"]())
    await bot.settled()
    rows = await bot.query("select count(*) from evidence")
    assert rows[0][0] == 1
    assert len(bot.said(1001)) == 1


async def test_through_a_socks5_proxy_with_a_password(tmp_path: Path) -> None:
    """Updates, downloads and answers, all through the office's proxy."""
    async with proxies.socks5("office", "s3cret") as proxy:
        address = f"socks5h://office:s3cret@127.0.0.1:{proxy.port}"
        async with live(tmp_path, proxy=address) as bot:
            await _everything_works(bot)
        assert proxy.used >= 2


async def test_through_an_http_proxy(tmp_path: Path) -> None:
    """The same by HTTP."""
    async with (
        proxies.http() as proxy,
        live(tmp_path, proxy=f"http://127.0.0.1:{proxy.port}") as bot,
    ):
        await _everything_works(bot)
        assert proxy.used >= 2


async def test_the_bot_starts_before_telegram_can_be_reached(tmp_path: Path) -> None:
    """The web chat works, letters wait, and everything is made up for later."""
    await found(tmp_path)
    emulator = Emulator()
    await emulator.start()
    port = emulator.port
    emulator.faults.append(Fault("*", 0, times=2))
    bot = Live(emulator, settings_for(tmp_path, emulator))
    bot.application = await start(bot.settings)
    try:
        assert bot.application.web.port > 0
        assert bot.telegram.link("CODE") is None
        phone = Phone(emulator, 1001, "李敏")
        phone.says("帮助")
        await bot.hears(lambda: bot.said(1001), 20)
        assert (emulator.port, bot.telegram.link("CODE")) == (
            port,
            "https://t.me/xinkao_bot?start=CODE",
        )
    finally:
        await bot.application.stop()
        await emulator.stop()


async def test_a_second_program_with_the_token_is_survived(tmp_path: Path) -> None:
    """409: said loudly, tried again, nothing lost."""
    async with live(tmp_path) as bot:
        bot.emulator.faults.append(Fault("getUpdates", 409, "Conflict: terminated by other"))
        bot.emulator.push({})  # wakes the waiting question
        bot.phones["李敏"].says("帮助")
        await bot.settled()
        assert len(bot.said(1001)) == 1


async def test_a_local_server_hands_files_over_by_their_path(tmp_path: Path) -> None:
    """In local mode getFile names a file on this machine, of any size up to 2000 MB."""
    data = b"x" * (21 << 20)
    (tmp_path / "big.bin").write_bytes(data)
    async with Emulator() as emulator:
        emulator.local_paths["F1"] = str(tmp_path / "big.bin")
        wire = Wire(TelegramSettings(emulator.token, api=emulator.api, local=True))
        await wire.open()
        try:
            pieces = [piece async for piece in wire.file("F1")]
        finally:
            await wire.shutdown()
    assert b"".join(pieces) == data
    assert len(pieces) > 1, "streamed, never whole in memory"


async def test_a_local_server_raises_the_limits() -> None:
    """What is refused before the download follows the server and the office, whichever is lower."""
    told = TelegramSettings("1:a", file_limit=500 << 20)
    assert told.download_limit == 20 << 20
    local = TelegramSettings("1:a", file_limit=500 << 20, local=True)
    assert local.download_limit == 500 << 20
    assert local.upload_limit == 2000 << 20
