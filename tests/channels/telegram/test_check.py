"""``python -m bot check telegram``: one sentence per fault, found without changing anything."""

from __future__ import annotations

import asyncio
from dataclasses import replace

import pytest

from bot.channels.telegram.check import check
from bot.channels.telegram.ports import TelegramSettings
from tests.telegram_emulator import Emulator, Fault


def told(emulator: Emulator, **more: object) -> TelegramSettings:
    return replace(TelegramSettings(emulator.token, api=emulator.api), **more)  # type: ignore[arg-type] # fields by name


async def test_all_is_well() -> None:
    """The bot's name, the way updates come, the privacy mode; nothing was changed."""
    async with Emulator() as emulator:
        lines, sound = await check(told(emulator))
        assert sound
        assert "@xinkao_bot" in lines[0]
        assert any("隐私模式：开着" in line for line in lines)
        assert {method for method, _ in emulator.calls} == {"getMe", "getWebhookInfo"}


async def test_the_privacy_mode_is_told_when_it_is_off() -> None:
    """Then everything in its groups reaches the bot, and it says what it answers."""
    async with Emulator() as emulator:
        emulator.sees_all = True
        lines, sound = await check(told(emulator))
        assert sound
        assert any("隐私模式：关着" in line for line in lines)


async def test_a_server_that_never_answers_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """The time it was given is named."""
    monkeypatch.setattr("bot.channels.telegram.check.SECONDS", 0.1)
    async with Emulator() as emulator:
        emulator.faults.append(Fault("getMe", -1))
        lines, sound = await check(told(emulator))
        emulator.cut()
        assert not sound
        assert "没有回答" in lines[0]


async def test_without_a_token_there_is_no_telegram_and_no_fault() -> None:
    lines, sound = await check(TelegramSettings(""))
    assert sound
    assert len(lines) == 1


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"token": "1:wrong"}, "令牌无效"),
        ({"api": "http://127.0.0.1:9"}, "连不上 127.0.0.1"),
        ({"api": "http://nowhere.invalid"}, "找不到 nowhere.invalid"),
        ({"proxy": "http://127.0.0.1:9"}, "telegram.proxy"),
        ({"proxy": "socks5://127.0.0.1:9"}, "telegram.proxy"),
    ],
)
async def test_each_fault_has_its_sentence(change: dict[str, str], sentence: str) -> None:
    """And the token is in none of them."""
    async with Emulator() as emulator:
        settings = told(emulator, **change)
        lines, sound = await check(settings)
        assert not sound
        (line,) = lines
        assert sentence in line
        assert settings.token not in line


async def test_a_webhook_of_somebody_else_is_named_by_its_host() -> None:
    """Its path may hold a secret and is not shown."""
    async with Emulator() as emulator:
        emulator.webhook["url"] = "https://other.example/secret-path"
        lines, sound = await check(told(emulator))
        assert not sound
        assert any("other.example" in line for line in lines)
        assert not any("secret-path" in line for line in lines)


async def test_what_telegram_says_about_our_webhook_is_passed_on() -> None:
    async with Emulator() as emulator:
        emulator.webhook = {"url": "https://x.example/telegram", "last_error_message": "SSL error"}
        lines, sound = await check(told(emulator, webhook="https://x.example"))
        assert not sound
        assert any("SSL error" in line for line in lines)


async def test_a_broken_server_and_a_plain_port(monkeypatch: pytest.MonkeyPatch) -> None:
    """5xx, and TLS spoken to something that does not."""
    async with Emulator() as emulator:
        emulator.faults.append(Fault("getMe", 502, "Bad Gateway"))
        lines, _ = await check(told(emulator))
        assert "502" in lines[0]
        lines, _ = await check(told(emulator, api=emulator.api.replace("http", "https")))
        assert "加密连接" in lines[0]


async def test_a_clock_that_is_wrong_is_told() -> None:
    """A server whose date is a day off: one of the two is wrong, and it is not Telegram's."""

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        body = b'{"ok": true, "result": {"username": "x", "url": ""}}'
        writer.write(
            b"HTTP/1.1 200 OK\r\nDate: Mon, 23 Nov 2020 00:00:00 GMT\r\n"
            b"Connection: close\r\nContent-Length: %d\r\n\r\n" % len(body) + body
        )
        await writer.drain()
        writer.close()

    server = await asyncio.start_server(answer, "127.0.0.1", 0)
    async with server:
        port = server.sockets[0].getsockname()[1]
        lines, sound = await check(TelegramSettings("1:a", api=f"http://127.0.0.1:{port}"))
    assert not sound
    assert any("本机时间" in line for line in lines)
