"""Being called instead of asking: the secret, the order, and 200 only for what is kept."""

from __future__ import annotations

import asyncio
from pathlib import Path

import aiohttp
import pytest

from bot.channels.telegram import channel, webhook
from tests.channels.telegram.live import Live, found, live, settings_for, start
from tests.telegram_emulator import Emulator

PUBLIC = "https://xinkao.example/bot"


async def _through(bot: Live) -> str:
    """Let the emulator reach the listener where the office's proxy would."""
    address = f"http://127.0.0.1:{bot.telegram.port}{webhook.PATH}"
    bot.emulator.webhook["really"] = address
    return address


async def test_updates_come_by_webhook(tmp_path: Path) -> None:
    """The address Telegram is told, the secret it sends, an answer, no polling."""
    async with live(tmp_path, webhook=PUBLIC, webhook_port=0) as bot:
        assert bot.emulator.webhook["url"] == PUBLIC + webhook.PATH
        assert bot.emulator.webhook["max_connections"] == 1
        await _through(bot)
        bot.phones["李敏"].says("帮助")
        await bot.settled()
        assert len(bot.said(1001)) == 1
        assert "getUpdates" not in [method for method, _ in bot.emulator.calls]
        right = {webhook.SECRET_HEADER: webhook.secret_of(bot.emulator.token)}
        web_chat = f"http://127.0.0.1:{bot.application.web.port}{webhook.PATH}"
        async with (
            aiohttp.ClientSession() as session,
            session.post(web_chat, json={"update_id": 1}, headers=right) as answer,
        ):
            assert answer.status == 403, "it has a port of its own"


async def test_at_the_web_chats_address_only_telegram_is_let_in(tmp_path: Path) -> None:
    """Where that is the one way in: large updates, too; no page, nobody without the word."""
    async with live(tmp_path, webhook=PUBLIC, webhook_port=None) as bot:
        assert bot.telegram.port == 0, "no port of its own"
        address = f"http://127.0.0.1:{bot.application.web.port}"
        bot.emulator.webhook["really"] = address + webhook.PATH
        bot.phones["李敏"].says("帮助")
        await bot.settled()
        assert len(bot.said(1001)) == 1
        right = {webhook.SECRET_HEADER: webhook.secret_of(bot.emulator.token)}
        large = {"update_id": 1, "unknown": "大" * 150_000}
        async with aiohttp.ClientSession() as session:

            async def status(path: str, headers: dict[str, str]) -> int:
                async with session.post(address + path, json=large, headers=headers) as answer:
                    return answer.status

            assert await status(webhook.PATH, right) == 200
            assert await status(webhook.PATH, {}) == 403
            assert await status("/c/abcdefgh/send", right) == 403, (
                "a page's own address is a page's"
            )
            bot.telegram._inlet, inlet = None, bot.telegram._inlet
            assert await status(webhook.PATH, right) == 503, "it is sent again"
            bot.telegram._inlet = inlet


@pytest.mark.parametrize(
    ("headers", "body", "status"),
    [
        ({}, b'{"update_id": 1}', 403),
        ({webhook.SECRET_HEADER: "wrong"}, b'{"update_id": 1}', 403),
        ({webhook.SECRET_HEADER: "right"}, b"no json", 400),
        ({webhook.SECRET_HEADER: "right"}, b"[]", 400),
        ({webhook.SECRET_HEADER: "right"}, b'{"update_id": 1}', 200),
    ],
)
async def test_nobody_else_is_heard(
    tmp_path: Path, headers: dict[str, str], body: bytes, status: int
) -> None:
    """Without the secret nothing is even read; nonsense is refused."""
    async with live(tmp_path, webhook=PUBLIC, webhook_port=0) as bot:
        address = await _through(bot)
        secret = webhook.secret_of(bot.emulator.token)
        sent = {k: v.replace("right", secret) for k, v in headers.items()}
        async with (
            aiohttp.ClientSession() as session,
            session.post(address, data=body, headers=sent) as answer,
        ):
            assert answer.status == status


async def test_a_port_that_is_taken_is_tried_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The web chat works meanwhile; once the port is free, updates come in."""
    monkeypatch.setattr(channel, "_PORT_SECONDS", 0.05)
    taken = await asyncio.start_server(lambda _r, _w: None, "127.0.0.1", 0)
    port = taken.sockets[0].getsockname()[1]
    await found(tmp_path)
    async with Emulator() as emulator:
        bot = Live(emulator, settings_for(tmp_path, emulator, webhook=PUBLIC, webhook_port=port))
        bot.application = await start(bot.settings)
        try:
            await bot.hears(lambda: emulator.webhook["url"])
            assert bot.telegram.port == 0
            taken.close()
            await taken.wait_closed()
            await bot.hears(lambda: bot.telegram.port == port)
        finally:
            await bot.application.stop()


async def test_an_update_that_could_not_be_kept_is_sent_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """503 while the database fails; afterwards the same update is answered once."""
    async with live(tmp_path, webhook=PUBLIC, webhook_port=0) as bot:
        await _through(bot)
        failing = [True, True, True]

        async def receive(incoming: object) -> bool:
            if failing:
                failing.pop()
                raise OSError("disk")
            return await bot.application.intake.receive(incoming)  # type: ignore[arg-type] # handed on

        assert bot.telegram._inlet is not None
        ports = bot.telegram._inlet._ports
        monkeypatch.setattr(bot.telegram._inlet, "_ports", _with(ports, receive))
        bot.phones["李敏"].says("帮助")
        await bot.settled()
        assert not failing
        assert len(bot.said(1001)) == 1


def _with(ports: object, receive: object) -> object:
    from dataclasses import replace

    return replace(ports, receive=receive)  # type: ignore[type-var] # a dataclass of ours
