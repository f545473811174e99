"""``python -m bot check wecom``: one sentence per fault, and a running bot is left alone."""

from __future__ import annotations

import asyncio
import json
from dataclasses import replace
from pathlib import Path

import pytest

from bot.channels.wecom import check_words as words
from bot.channels.wecom.check import _clock_off, check
from bot.channels.wecom.hold import Hold
from bot.channels.wecom.ports import WecomSettings
from tests.channels.wecom.live import own
from tests.wecom_gateway import Gateway, Phone


def told(gateway: Gateway, folder: Path, **more: object) -> WecomSettings:
    settings = WecomSettings(gateway.bot_id, gateway.secret, folder=folder, url=gateway.url)
    return replace(settings, **more)  # type: ignore[arg-type] # fields by name


async def test_all_is_well(tmp_path: Path) -> None:
    """One connection, and nothing is sent but who we are."""
    async with own(Gateway()) as gateway:
        lines, sound = await check(told(gateway, tmp_path), None, 0.05)
        assert sound
        assert "连接正常" in lines[0]
        assert [frame["cmd"] for frame in gateway.frames] == ["aibot_subscribe"]


async def test_without_a_bot_there_is_no_wecom_and_no_fault(tmp_path: Path) -> None:
    lines, sound = await check(WecomSettings("", "", folder=tmp_path), None)
    assert sound
    assert len(lines) == 1


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"secret": "wrong-secret"}, "Bot ID 或 Secret 不对（40001"),
        ({"bot_id": "aibOther"}, "Bot ID 或 Secret 不对（93019"),
        ({"url": "ws://127.0.0.1:9"}, "连不上 127.0.0.1"),
        ({"url": "ws://nowhere.invalid"}, "找不到 nowhere.invalid"),
        ({"proxy": "http://127.0.0.1:9"}, "wecom.proxy"),
        ({"proxy": "socks5://127.0.0.1:9"}, "wecom.proxy"),
        ({"ca_file": "/nowhere/ca.pem"}, "wecom.ca_file"),
    ],
)
async def test_each_fault_has_its_sentence(
    tmp_path: Path, change: dict[str, str], sentence: str
) -> None:
    """And the secret is in none of them."""
    async with own(Gateway(lenient=True)) as gateway:
        settings = told(gateway, tmp_path, **change)
        lines, sound = await check(settings, None, 0.05)
        assert not sound
        (line,) = lines
        assert sentence in line
        assert settings.secret not in line


async def test_an_address_that_is_no_websocket(tmp_path: Path) -> None:
    async with own(Gateway()) as gateway:
        lines, _ = await check(told(gateway, tmp_path, url=f"{gateway.url}media/x"), None, 0.05)
        assert "wecom.url" in lines[0]


async def test_tls_spoken_to_something_that_does_not(tmp_path: Path) -> None:
    async with own(Gateway()) as gateway:
        url = gateway.url.replace("ws://", "wss://")
        lines, sound = await check(told(gateway, tmp_path, url=url), None, 0.05)
        assert not sound
        assert "127.0.0.1" in lines[0]


async def test_who_writes_during_a_check_is_told_that_it_was_not_taken(tmp_path: Path) -> None:
    """The check is a connection like any other: what comes over it does not come again."""
    async with own(Gateway()) as gateway:
        phone = Phone(gateway, "limin")

        async def person() -> None:
            while not gateway.connected:
                await asyncio.sleep(0.01)
            phone.enters()
            phone.says("提交")
            while not phone.sees():
                await asyncio.sleep(0.01)
            await gateway.kick()  # the check need not linger any longer

        writing = asyncio.create_task(person())
        await check(told(gateway, tmp_path), None, 20.0)
        await writing
        assert [shown.text for shown in phone.sees()] == [words.not_taken()]


async def test_another_program_that_takes_the_place_is_named(tmp_path: Path) -> None:

    async with own(Gateway()) as gateway:

        async def other() -> None:
            while not gateway.connected:
                await asyncio.sleep(0.01)
            await gateway.kick()

        kicking = asyncio.create_task(other())
        lines, sound = await check(told(gateway, tmp_path), None, 20.0)
        await kicking
        assert not sound
        assert "挤了下来" in lines[0]


@pytest.mark.parametrize(
    ("stage", "sentence", "well"),
    [
        ("ready", "收发正常", True),
        ("kicked", "挤了下来", False),
        ("refused", "Secret 不对", False),
        ("waiting", "正在重试", False),
    ],
)
async def test_a_bot_that_runs_here_is_asked_and_not_thrown_out(
    tmp_path: Path, stage: str, sentence: str, well: bool
) -> None:
    async with own(Gateway()) as gateway:
        hold = Hold.take(tmp_path, gateway.bot_id)
        kept = json.dumps({"stage": stage, "code": 0, "since": "2026-11-23T02:00:00.000000Z"})
        lines, sound = await check(told(gateway, tmp_path), kept)
        hold.release()
        assert sound is well
        assert sentence in lines[0]
        assert gateway.attempts == 0


async def test_a_busy_platform_is_not_taken_for_a_wrong_secret(tmp_path: Path) -> None:
    async with own(Gateway()) as gateway:
        gateway.refuse_code = 45009
        lines, sound = await check(told(gateway, tmp_path), None, 0.05)
        assert not sound
        assert "过几分钟再试" in lines[0]


async def test_a_clock_that_is_wrong_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The platform's date is a day off: one of the two is wrong, and it is not the platform's."""

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(
            b"HTTP/1.1 404 Not Found\r\nDate: Mon, 23 Nov 2020 00:00:00 GMT\r\n"
            b"Connection: close\r\nContent-Length: 0\r\n\r\n"
        )
        await writer.drain()
        writer.close()

    server = await asyncio.start_server(answer, "127.0.0.1", 0)
    async with server, own(Gateway()) as gateway:
        port = server.sockets[0].getsockname()[1]
        off = await _clock_off(told(gateway, tmp_path, url=f"ws://127.0.0.1:{port}"))
        assert off > 86400
        assert await _clock_off(told(gateway, tmp_path)) <= 60

        async def a_day(_: WecomSettings) -> int:
            return 86400

        monkeypatch.setattr("bot.channels.wecom.check._clock_off", a_day)
        lines, sound = await check(told(gateway, tmp_path), None, 0.05)
        assert not sound
        assert "本机时间" in lines[-1]
