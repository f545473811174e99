"""Two small proxies as offices have them: SOCKS5 with a password, and HTTP."""

from __future__ import annotations

import asyncio
import contextlib
from asyncio import StreamReader as Reader, StreamWriter as Writer
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass

Serve = Callable[[Reader, Writer], Awaitable[None]]


@dataclass
class Proxy:
    """A listening proxy; ``used`` counts connections that went through."""

    port: int = 0
    used: int = 0


@asynccontextmanager
async def socks5(user: str, password: str) -> AsyncIterator[Proxy]:
    """RFC 1928 with RFC 1929: CONNECT only."""
    proxy = Proxy()

    async def serve(reader: Reader, writer: Writer) -> None:
        _, count = await reader.readexactly(2)
        await reader.readexactly(count)
        writer.write(b"\x05\x02")
        _, length = await reader.readexactly(2)
        name = await reader.readexactly(length)
        (length,) = await reader.readexactly(1)
        given = (name.decode(), (await reader.readexactly(length)).decode())
        writer.write(b"\x01\x00" if given == (user, password) else b"\x01\x01")
        if given != (user, password):
            writer.close()
            return
        _, _, _, kind = await reader.readexactly(4)
        if kind == 1:
            host = ".".join(str(part) for part in await reader.readexactly(4))
        else:
            (length,) = await reader.readexactly(1)
            host = (await reader.readexactly(length)).decode()
        port = int.from_bytes(await reader.readexactly(2), "big")
        writer.write(b"\x05\x00\x00\x01\x00\x00\x00\x00\x00\x00")
        proxy.used += 1
        await _join(reader, writer, *await asyncio.open_connection(host, port))

    async with _listening(serve, proxy):
        yield proxy


@asynccontextmanager
async def http() -> AsyncIterator[Proxy]:
    """Absolute addresses, handed on to where they lead."""
    proxy = Proxy()

    async def serve(reader: Reader, writer: Writer) -> None:
        line = await reader.readuntil(b"\r\n")
        method, address, version = line.split()
        place, _, path = address.removeprefix(b"http://").partition(b"/")
        host, _, port = place.decode().partition(":")
        proxy.used += 1
        there = await asyncio.open_connection(host, int(port))
        there[1].write(b" ".join((method, b"/" + path, version)) + b"\r\n")
        await _join(reader, writer, *there)

    async with _listening(serve, proxy):
        yield proxy


@asynccontextmanager
async def _listening(serve: Serve, proxy: Proxy) -> AsyncIterator[None]:
    server = await asyncio.start_server(_forgiving(serve), "127.0.0.1", 0)
    proxy.port = server.sockets[0].getsockname()[1]
    try:
        yield
    finally:
        server.close()


def _forgiving(serve: Serve) -> Serve:
    async def served(reader: Reader, writer: Writer) -> None:
        with contextlib.suppress(OSError, asyncio.IncompleteReadError):
            await serve(reader, writer)
        writer.close()

    return served


async def _join(reader: Reader, writer: Writer, there_in: Reader, there_out: Writer) -> None:
    async def carry(source: Reader, target: Writer) -> None:
        with contextlib.suppress(OSError):
            while data := await source.read(65536):
                target.write(data)
                await target.drain()
        target.close()

    await asyncio.gather(carry(reader, there_out), carry(there_in, writer))
