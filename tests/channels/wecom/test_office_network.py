"""An office's network: certificates of a private deployment, and proxies in between."""

from __future__ import annotations

import asyncio
import contextlib
from asyncio import StreamReader, StreamWriter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from bot.channels.sessions import open_session, trust
from bot.channels.wecom.media import Media
from bot.channels.wecom.states import Stage, Trouble
from tests.channels.telegram.proxies import socks5
from tests.channels.wecom.certificates import authority
from tests.channels.wecom.ends import linked, until
from tests.wecom_gateway import Gateway, Phone


@pytest.mark.parametrize(
    ("known", "days", "trouble"),
    [(False, 30, Trouble.CERTIFICATE), (True, -1, Trouble.CLOCK)],
)
async def test_a_certificate_that_is_not_trusted_has_its_own_name(
    tmp_path: Path, known: bool, days: int, trouble: Trouble
) -> None:
    """Unknown: the CA file is missing. Not valid today: most often this machine's clock."""
    ca = authority(tmp_path, days=days)
    gateway = Gateway()
    gateway.tls = ca.server
    async with gateway:
        told = {"ca_file": str(ca.file)} if known else {}
        async with linked(gateway, wait=False, **told) as ends:
            await until(lambda: Stage.WAITING in ends.stages)
            assert next(s for s in ends.states if s.stage is Stage.WAITING).trouble is trouble
        assert gateway.attempts == 0


async def test_a_host_without_tls_is_a_wrong_address_and_no_certificate() -> None:
    """``wss`` where only ``ws`` is spoken."""
    async with Gateway() as gateway:
        url = gateway.url.replace("ws:", "wss:")
        async with linked(gateway, wait=False, url=url) as ends:
            await until(lambda: Stage.WAITING in ends.stages)
            lost = next(state for state in ends.states if state.stage is Stage.WAITING)
            assert lost.trouble is Trouble.HANDSHAKE


async def test_a_ca_file_without_a_certificate_has_its_own_name(tmp_path: Path) -> None:
    """Not silently ignored."""
    (tmp_path / "ca.pem").write_text("这里应当是证书")
    told = {"ca_file": str(tmp_path / "ca.pem")}
    async with Gateway() as gateway, linked(gateway, wait=False, **told) as ends:
        await until(lambda: Stage.WAITING in ends.stages)
        lost = next(state for state in ends.states if state.stage is Stage.WAITING)
        assert lost.trouble is Trouble.CA_FILE


async def test_a_private_deployment_works_with_its_ca_file(tmp_path: Path) -> None:
    """Frames by wss, files by https; the system's own authorities stay trusted beside it."""
    ca = authority(tmp_path)
    gateway = Gateway()
    gateway.tls = ca.server
    async with gateway, linked(gateway, ca_file=str(ca.file)) as ends:
        phone = Phone(gateway, "limin")
        phone.says("你好")
        file = phone.sends_file("表.xlsx", b"data")["body"]["file"]
        await until(lambda: len(ends.frames) == 2)
        async with open_session("", tls=trust(str(ca.file))) as session:
            media = Media(session, limit=1000, hosts=(gateway.media_host,))
            async with media.fetch(file["url"], file["aeskey"]) as download:
                assert b"".join([piece async for piece in download.pieces()]) == b"data"


async def test_the_link_goes_through_proxies(tmp_path: Path) -> None:
    """SOCKS5 with a password, and HTTP by CONNECT: nothing goes past them."""
    ca = authority(tmp_path)
    gateway = Gateway()
    gateway.tls = ca.server
    async with gateway, socks5("office", "word") as socks, _connect() as (port, used):
        for proxy in (f"socks5://office:word@127.0.0.1:{socks.port}", f"http://127.0.0.1:{port}"):
            async with linked(gateway, ca_file=str(ca.file), proxy=proxy) as ends:
                Phone(gateway, "limin").says("你好")
                await until(lambda ends=ends: ends.texts == ["你好"])
        assert (socks.used, len(used)) == (1, 1)
        assert gateway.attempts == 2


async def test_a_proxy_that_says_no_has_its_own_name() -> None:
    """A wrong password at the proxy is not a wrong secret at the gateway."""
    async with Gateway() as gateway, socks5("office", "word") as socks:
        proxy = f"socks5://office:wrong@127.0.0.1:{socks.port}"
        async with linked(gateway, wait=False, proxy=proxy) as ends:
            await until(lambda: Stage.WAITING in ends.stages)
            lost = next(state for state in ends.states if state.stage is Stage.WAITING)
            assert lost.trouble is Trouble.PROXY
        assert gateway.attempts == 0


@asynccontextmanager
async def _connect() -> AsyncIterator[tuple[int, list[bytes]]]:
    """An HTTP proxy that tunnels."""
    used: list[bytes] = []

    async def serve(reader: StreamReader, writer: StreamWriter) -> None:
        with contextlib.suppress(OSError, asyncio.IncompleteReadError):
            head = await reader.readuntil(b"\r\n\r\n")
            assert head.startswith(b"CONNECT ")
            used.append(head.split()[1])
            host, _, port = used[-1].decode().partition(":")
            there = await asyncio.open_connection(host, int(port))
            writer.write(b"HTTP/1.1 200 OK\r\n\r\n")
            await asyncio.gather(_pour(reader, there[1]), _pour(there[0], writer))
        writer.close()

    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    try:
        yield server.sockets[0].getsockname()[1], used
    finally:
        server.close()


async def _pour(source: StreamReader, target: StreamWriter) -> None:
    with contextlib.suppress(OSError):
        while data := await source.read(65536):
            target.write(data)
            await target.drain()
    target.close()
