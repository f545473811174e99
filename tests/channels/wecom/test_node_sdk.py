"""A second opinion: the official Node SDK, driven against the same gateway.

It shows that the gateway speaks as the platform does and that its strictness forbids nothing that
the official client does. Skipped where there is no node, or no registry to fetch the SDK from.
"""

from __future__ import annotations

import asyncio
import contextlib
import hashlib
import json
import shutil
import subprocess
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from tests.channels.wecom.ends import linked, until
from tests.wecom_gateway import Gateway, Phone

SDK = "@wecom/aibot-node-sdk@1.0.7"
INSTALL_SECONDS = 60
pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def sdk(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the SDK in it, kept between runs."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if node is None or npm is None:
        pytest.skip("no node")
    cache = getattr(request.config, "cache", None)
    folder = tmp_path_factory.mktemp("sdk") if cache is None else cache.mkdir("wecom_node_sdk")
    if not (folder / "node_modules" / "@wecom" / "aibot-node-sdk" / "package.json").is_file():
        told = (
            "--no-audit",
            "--no-fund",
            "--ignore-scripts",
            "--prefer-offline",
            "--fetch-retries=0",
            "--fetch-timeout=15000",
            "--loglevel=error",
        )
        try:
            subprocess.run(
                [npm, "install", "--prefix", str(folder), *told, SDK],
                check=True,
                capture_output=True,
                timeout=INSTALL_SECONDS,
            )
        except (subprocess.SubprocessError, OSError) as fault:
            shutil.rmtree(folder, ignore_errors=True)
            pytest.skip(f"the SDK could not be fetched: {type(fault).__name__}")
    return folder


@dataclass
class Official:
    """The running SDK, and what it told."""

    process: asyncio.subprocess.Process
    told: list[dict[str, Any]] = field(default_factory=list)

    def says(self, what: str) -> list[dict[str, Any]]:
        """Lines of a kind."""
        return [line for line in self.told if line["what"] == what]


@asynccontextmanager
async def official(folder: Path, gateway: Gateway) -> AsyncIterator[Official]:
    """The SDK, connected."""
    script = Path(__file__).with_name("official.js").read_text("utf-8")
    (folder / "official.js").write_text(script, "utf-8")
    process = await asyncio.create_subprocess_exec(
        *("node", str(folder / "official.js"), gateway.url, gateway.bot_id, gateway.secret),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        limit=1 << 20,
    )
    running = Official(process)

    async def read() -> None:
        assert process.stdout is not None
        async for line in process.stdout:
            running.told.append(json.loads(line))

    reading = asyncio.create_task(read())
    try:
        await until(lambda: running.says("authenticated"))
        yield running
    finally:
        with contextlib.suppress(ProcessLookupError):
            process.kill()
        await process.wait()
        await reading


async def test_the_official_client_talks_with_the_gateway(sdk: Path) -> None:
    """Words, a stream, a card, a click, an update, a welcome, files both ways: no violation."""
    data = bytes(range(256)) * 6000
    async with Gateway() as gateway, official(sdk, gateway) as bot:
        phone = Phone(gateway, "limin", "李敏")
        phone.enters()
        phone.says("开始")
        await until(lambda: bot.says("answered"))
        phone.presses("填数量")
        await until(lambda: bot.says("updated"))
        phone.sends_voice("三项")
        phone.sends_mixed([("text", "看图"), ("image", b"jpg")])
        phone.sends_file("排名 终稿.xlsx", data)
        await until(lambda: bot.says("returned"))
        phone.sends_photo(b"photo")
        await until(lambda: len(bot.says("returned")) == 2)
        await until(lambda: gateway.pings > 3)
        shown = [one.text or one.name or one.buttons for one in phone.sees()]
        assert shown == ["欢迎", "收到", ["已选"], "排名 终稿.xlsx", "图片.jpg"]
        assert phone.sees()[3].data == data
        assert bot.says("file")[0]["md5"] == hashlib.md5(data).hexdigest()
        assert bot.says("updated") == [{"what": "updated", "nested": True}]
        assert bot.says("mixed")[0]["items"] == 2
        assert bot.says("error") == []


@pytest.mark.parametrize("end", ["close", "abort"])
async def test_the_official_client_comes_back(sdk: Path, end: str) -> None:
    """After a clean close and after a cut line: so the gateway's ends are real ones."""
    async with Gateway() as gateway, official(sdk, gateway) as bot:
        if end == "close":
            await gateway.close(1000)
        else:
            gateway.abort()
        await until(lambda: gateway.subscribed == 2)
        Phone(gateway, "limin").says("还在吗")
        await until(lambda: bot.says("answered"))


async def test_our_link_throws_the_official_client_out_and_it_understands(sdk: Path) -> None:
    """The kick that the gateway sends is the one that the SDK knows: it stays away."""
    async with Gateway() as gateway, official(sdk, gateway) as bot, linked(gateway) as ours:
        await until(lambda: bot.says("disconnected"))
        assert "New connection" in bot.says("disconnected")[0]["why"]
        Phone(gateway, "limin").says("谁在")
        await until(lambda: ours.texts == ["谁在"])
        assert gateway.subscribed == 2


async def test_a_wrong_secret_is_understood(sdk: Path) -> None:
    """The refusal of our gateway is one to the SDK."""
    async with Gateway() as gateway, official(sdk, gateway) as bot:
        gateway.refuse_code = 40001
        gateway.abort()
        await until(lambda: bot.says("error"))
        assert any("40001" in line["text"] for line in bot.says("error"))
