"""The port under siege: real sockets, silent or slow, and people who still get in."""

from __future__ import annotations

import asyncio
import contextlib
import errno
import logging
import re
import resource
import signal
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import AsyncIterator, Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from bot.channels.web.gates import Allowed
from bot.channels.web.listener import Listener
from storage.disk import FaultCode, StoreFault
from storage.evidence import EvidenceStore
from tests.channels.conftest import HERE, Opener, Site
from tests.patience import LONG
from tests.program import environment


@pytest.fixture
async def small(site: Site) -> AsyncIterator[Listener]:
    """A port for a handful of connections."""
    channel = site.scene.new_channel()
    listener = Listener(channel.application(), Allowed(12, 6, header_seconds=30))
    await listener.open("127.0.0.1", 0)
    yield listener
    await channel.stop()
    await listener.close()


async def _ask(port: int, path: str = "/manifest.webmanifest") -> str:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    try:
        writer.write(f"GET {path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n".encode())
        async with asyncio.timeout(LONG):
            return (await reader.read()).decode()
    finally:
        writer.close()


async def test_silent_connections_give_way_to_those_who_ask(small: Listener) -> None:
    """Thirty from one address, that never ask: whoever asks is answered, and they are closed."""
    silent = [await asyncio.open_connection("127.0.0.1", small.port) for _ in range(30)]
    for _ in range(5):
        assert "200 OK" in await _ask(small.port)
    closed = 0
    for reader, writer in silent[:24]:
        with contextlib.suppress(ConnectionError):
            async with asyncio.timeout(LONG):
                assert await reader.read() == b""
        closed += 1
        writer.close()
    assert closed == 24
    for _, writer in silent[24:]:
        writer.close()


async def test_whoever_is_at_work_does_not_give_way(site: Site, small: Listener) -> None:
    """Six open chats from one address: the seventh connection is refused, the six hear on."""
    phone = await site.step("department")
    streams = []
    for _ in range(6):
        reader, writer = await asyncio.open_connection("127.0.0.1", small.port)
        head = f"GET {phone.path}events HTTP/1.1\r\nHost: x\r\nCookie: {phone.headers['Cookie']}"
        writer.write(f"{head}\r\n\r\n".encode())
        assert b"200 OK" in await reader.readuntil(b"\r\n\r\n")
        streams.append((reader, writer))
    with contextlib.suppress(ConnectionError):
        assert await _ask(small.port) == ""
    streams.pop()[1].close()
    await asyncio.sleep(0.1)
    assert "200 OK" in await _ask(small.port)
    for _, writer in streams:
        assert not writer.is_closing()
        writer.close()
    await asyncio.sleep(0.1)


async def test_a_header_that_dribbles_in_is_given_up(site: Site) -> None:
    """The first one, and a later one on the same line."""
    allowed = Allowed(12, 12, header_seconds=0.2)
    listener = Listener(site.scene.new_channel().application(), allowed)
    await listener.open("127.0.0.1", 0)
    reader, writer = await asyncio.open_connection("127.0.0.1", listener.port)
    writer.write(b"GET /manifest.webmanifest HTTP/1.1\r\nHost: x\r\n\r\n")
    head = await reader.readuntil(b"\r\n\r\n")
    length = int(re.search(rb"Content-Length: (\d+)", head)[1])  # type: ignore[index]
    await reader.readexactly(length)
    writer.write(b"GET / HT")
    async with asyncio.timeout(LONG):
        assert await reader.read() == b""
    writer.close()
    await listener.close()


async def test_a_header_too_large_leaves_nothing_of_itself_in_the_log(
    small: Listener, caplog: pytest.LogCaptureFixture
) -> None:
    """Somebody's secret in a long line, or bytes that are no HTTP: one line a minute, no stack."""
    secret = "ABCD-EFGH" * 2000
    with caplog.at_level(logging.DEBUG):
        for request in (
            f"GET /i/{secret} HTTP/1.1\r\nHost: x\r\n\r\n",
            f"GET / HTTP/1.1\r\nHost: x\r\nX-Long: {secret}\r\n\r\n",
            f"ABCD-EFGH {secret[:50]}\r\n\r\n",
            "GET / HTTP/1.1\r\nHost: x\r\nABCD-EFGH\r\n\r\n",
        ):
            reader, writer = await asyncio.open_connection("127.0.0.1", small.port)
            writer.write(request.encode())
            with contextlib.suppress(ConnectionError):
                assert b" 400 " in (await reader.read())[:40]
            writer.close()
    text = "\n".join(logging.Formatter().format(one) for one in caplog.records)
    assert "ABCD" not in text
    assert "Traceback" not in text
    assert text.count("could not be read") == 1


async def test_an_upload_has_a_time_that_grows_with_its_size(open_site: Opener) -> None:
    """A byte now and then keeps no line open for ever, however patient the idle time is."""
    site = await open_site(idle=timedelta(seconds=0.5), slowest=1000)
    phone = await site.step("department")

    async def dribble() -> AsyncIterator[bytes]:
        yield b"%PDF-1.4\n"
        while True:
            await asyncio.sleep(0.2)
            yield b"x"

    async with asyncio.timeout(LONG):
        answer = await phone.post(
            "upload",
            params={"label": "a.pdf", "size": "100000"},
            data=dribble(),
            headers={"Content-Type": "application/octet-stream"},
        )
    assert (answer.status, (await answer.json())["code"]) == (408, "slow")


async def test_uploads_beyond_the_many_are_told_to_wait(open_site: Opener) -> None:
    """Seventy at once, four at work: nobody is told that nothing can be stored."""
    site = await open_site(uploads_at_once=4, uploads_per_minute=200)
    phone = await site.step("department")
    body = b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n" + b"x" * 100_000
    answers = await asyncio.gather(*(phone.upload(f"{n}.pdf", body) for n in range(70)))
    statuses = {answer.status for answer in answers}
    assert statuses <= {201, 503}
    for answer in answers:
        if answer.status == 503:
            told = await answer.json()
            assert (told["code"], told["retry_after"]) == ("uploads_busy", 3)


async def test_without_descriptors_an_upload_is_told_to_wait(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The disk has room; the process has no file left."""

    async def put(*_: object, **__: object) -> None:
        raise StoreFault(FaultCode.DISK_ERROR, "x") from OSError(errno.EMFILE, "too many")

    monkeypatch.setattr(EvidenceStore, "put", put)
    phone = await site.step("department")
    answer = await phone.upload("a.pdf", b"%PDF-1.4")
    assert (answer.status, (await answer.json())["code"]) == (503, "uploads_busy")


async def test_another_name_for_this_place_is_refused(open_site: Opener) -> None:
    """Where the address is set: its host and its origin, no other; health under any name."""
    site = await open_site(public_address="https://xinkao.example", behind_proxy=True)
    home = {"Host": "xinkao.example"}
    assert (await site.request("GET", "/", headers=home)).status == 200
    assert (await site.request("GET", "/", headers={"Host": "xinkao.example:443"})).status == 200
    for host in ("evil.example", "127.0.0.1:8080", "xinkao.example.evil.example"):
        assert (await site.request("GET", "/", headers={"Host": host})).status == 421
    forwarded = {"Host": "127.0.0.1:8080", "X-Forwarded-Host": "xinkao.example"}
    assert (await site.request("GET", "/", headers=forwarded)).status == 200
    assert (await site.request("GET", "/health")).status == 200
    step = "/step/department"
    for origin, status in (
        ("https://xinkao.example", 303),
        ("http://xinkao.example", 403),
        ("https://evil.example", 403),
        ("null", 403),
    ):
        headers = {**home, "Origin": origin}
        assert (await site.request("POST", step, headers=headers)).status == status, origin


async def test_without_a_proxy_nobody_names_another_host(open_site: Opener) -> None:
    """The forwarded host is a proxy's word; a visitor's is not believed."""
    site = await open_site(public_address="https://xinkao.example")
    headers = {"Host": "evil.example", "X-Forwarded-Host": "xinkao.example"}
    assert (await site.request("GET", "/", headers=headers)).status == 421


@pytest.fixture
def many_files() -> Iterator[None]:
    """This process may open as many as the test needs."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if hard != resource.RLIM_INFINITY and hard < 3000:
        pytest.skip("this machine lets nobody open three thousand files")
    resource.setrlimit(resource.RLIMIT_NOFILE, (max(soft, 3000), hard))
    yield
    resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))


@pytest.mark.slow
@pytest.mark.usefixtures("many_files")
def test_eleven_hundred_silent_connections_do_not_stop_the_service(tmp_path: Path) -> None:
    """At 1,024 descriptors: the page, a wrong code and health are answered; the log stays small."""
    log = tmp_path / "log"

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_NOFILE, (1024, 1024))

    with log.open("wb") as written:
        process = subprocess.Popen(
            [sys.executable, "-m", "bot", "run"],
            cwd=tmp_path,
            env=environment(XINKAO_WEB__PORT="0"),
            stdout=subprocess.PIPE,
            stderr=written,
            text=True,
            preexec_fn=limit,
        )
    silent: list[socket.socket] = []
    try:
        assert process.stdout is not None
        said = ""
        while "Ctrl+C" not in said:
            said += process.stdout.readline()
        base = re.search(r"已启动：(http://\S+)", said)[1]  # type: ignore[index]
        port = int(base.rsplit(":", 1)[1])
        for _ in range(1100):
            silent.append(socket.create_connection(("127.0.0.1", port), timeout=LONG))
            if len(silent) % 200 == 0:
                with urllib.request.urlopen(base, timeout=LONG) as answer:
                    assert answer.status == 200
        form = urllib.request.Request(
            f"{base}/enter", data=b"code=WRONG", headers={"Origin": base, **HERE}
        )
        with pytest.raises(urllib.error.HTTPError, match="403"):
            urllib.request.urlopen(form, timeout=LONG)
        with urllib.request.urlopen(f"{base}/health", timeout=LONG) as answer:
            assert answer.status == 200
    finally:
        for one in silent:
            one.close()
        process.send_signal(signal.SIGTERM)
        process.communicate(timeout=LONG)
    assert process.returncode == 0
    text = log.read_text("utf-8")
    assert "Traceback" not in text
    assert len(text) < 20_000
