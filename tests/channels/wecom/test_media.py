"""Files come in whole or not at all, from allowed hosts only, inside the life of their address."""

from __future__ import annotations

import asyncio
import contextlib
import secrets
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import aiohttp
import pytest
from aiohttp import web

from bot.channels.wecom import names
from bot.channels.wecom.media import DEFAULT_HOSTS, Media, MediaCode, MediaFault, check_host
from tests.wecom_gateway import Gateway, Phone

LIMIT = 1 << 20


async def _at_once(_: float) -> None:
    await asyncio.sleep(0)


@asynccontextmanager
async def media(gateway: Gateway, *hosts: str, limit: int = LIMIT) -> AsyncIterator[Media]:
    """A fetcher that may go to the gateway."""
    async with aiohttp.ClientSession() as session:
        allowed = (*DEFAULT_HOSTS, gateway.media_host, *hosts)
        yield Media(session, limit=limit, hosts=allowed, sleep=_at_once)


def sent(gateway: Gateway, data: bytes, name: str = "活动照片.jpg") -> tuple[str, str]:
    """Address and key of a file that somebody sends."""
    content = Phone(gateway, "limin").sends_file(name, data)["body"]["file"]
    return content["url"], content["aeskey"]


async def fetched(files: Media, url: str, key: str) -> tuple[str, bytes]:
    """Name and bytes."""
    async with files.fetch(url, key) as file:
        return file.name, b"".join([piece async for piece in file.pieces()])


@pytest.mark.parametrize("size", [0, 1, 31, 32, 33, 300_000, LIMIT])
async def test_a_file_comes_in_with_its_bytes_and_its_name(size: int) -> None:
    """Up to the very limit."""
    data = secrets.token_bytes(size)
    async with Gateway() as gateway, media(gateway) as files:
        assert await fetched(files, *sent(gateway, data, "2026年 三季度(终稿).xlsx")) == (
            "2026年 三季度(终稿).xlsx",
            data,
        )


async def test_without_a_key_it_comes_as_it_is() -> None:
    """As the official SDK does it."""
    async with Gateway() as gateway, media(gateway) as files:
        url, _ = sent(gateway, b"data")
        assert len((await fetched(files, url, ""))[1]) == 32


@pytest.mark.parametrize("cuts", [1, 3])
async def test_a_broken_download_goes_on_where_it_broke(cuts: int) -> None:
    """Cut half way, the file is whole in the end and no byte comes twice."""
    data = secrets.token_bytes(700_000)
    async with Gateway() as gateway, media(gateway) as files:
        gateway.media.cut = cuts
        assert (await fetched(files, *sent(gateway, data)))[1] == data
        assert len(gateway.media.asked) == cuts + 1


async def test_a_stumbling_server_is_asked_again() -> None:
    """500 passes."""
    async with Gateway() as gateway, media(gateway) as files:
        gateway.media.stumbles = 3
        assert (await fetched(files, *sent(gateway, b"data")))[1] == b"data"


async def test_retries_end_with_the_life_of_the_address() -> None:
    """After that the person is asked to send it again."""
    async with Gateway() as gateway, media(gateway) as files:
        gateway.media.stumbles = 1000
        url, key = sent(gateway, b"data")
        with pytest.raises(MediaFault) as fault:
            async with files.fetch(url, key, seconds=0.5):
                pass
        assert fault.value.code is MediaCode.UNREACHED


async def test_an_expired_address_is_gone_at_once() -> None:
    """403 is not asked again."""
    async with Gateway() as gateway, media(gateway) as files:
        gateway.media.expired = True
        with pytest.raises(MediaFault) as fault:
            await fetched(files, *sent(gateway, b"data"))
        assert fault.value.code is MediaCode.GONE
        assert len(gateway.media.asked) == 1


async def test_five_minutes_later_the_address_is_gone() -> None:
    """By the gateway's own clock."""
    time = [1000.0]
    async with Gateway(lambda: time[0]) as gateway, media(gateway) as files:
        url, key = sent(gateway, b"data")
        time[0] += 301
        with pytest.raises(MediaFault) as fault:
            await fetched(files, url, key)
        assert fault.value.code is MediaCode.GONE


async def test_torn_padding_is_broken() -> None:
    """Not asked again either: the same bytes would come."""
    async with Gateway() as gateway, media(gateway) as files:
        gateway.media.bad_padding = True
        with pytest.raises(MediaFault) as fault:
            await fetched(files, *sent(gateway, b"data"))
        assert fault.value.code is MediaCode.BROKEN


async def test_a_key_that_is_none_is_broken_before_anything_is_asked() -> None:
    """No request for what could not be read."""
    async with Gateway() as gateway, media(gateway) as files:
        url, _ = sent(gateway, b"data")
        with pytest.raises(MediaFault) as fault:
            await fetched(files, url, "no key")
        assert fault.value.code is MediaCode.BROKEN
        assert gateway.media.asked == []


@pytest.mark.parametrize("told", [True, False])
async def test_too_large_is_refused_as_soon_as_it_is_known(told: bool) -> None:
    """By the length in front, or when more has come than may."""
    async with Gateway() as gateway, media(gateway, limit=100_000) as files:
        if not told:
            gateway.media.oversize = 2_000_000
        got: list[int] = []
        url, key = sent(gateway, b"x" * (100_100 if told else 10))
        with pytest.raises(MediaFault) as fault:
            async with files.fetch(url, key) as file:
                got += [len(piece) async for piece in file.pieces()]
        assert fault.value.code is MediaCode.TOO_LARGE
        assert sum(got) <= 100_032


async def test_a_slow_download_comes_in() -> None:
    """Slow is not broken."""
    data = secrets.token_bytes(400_000)
    async with Gateway() as gateway, media(gateway) as files:
        gateway.media.pause = 0.05
        assert (await fetched(files, *sent(gateway, data)))[1] == data


async def test_redirects_lead_only_where_one_may_go() -> None:
    """To an allowed host yes, to another no: not even one request arrives there."""
    visits: list[str] = []

    async def elsewhere(request: web.Request) -> web.Response:
        visits.append(request.path)
        return web.Response(body=b"x" * 32)

    app = web.Application()
    app.router.add_get("/{rest:.*}", elsewhere)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    there = f"http://127.0.0.1:{runner.addresses[0][1]}"
    async with Gateway() as gateway:
        gateway.media.redirect = f"{there}/file"
        async with media(gateway) as files:
            with pytest.raises(MediaFault) as fault:
                await fetched(files, *sent(gateway, b"data"))
            assert fault.value.code is MediaCode.HOST
            assert visits == []
        async with media(gateway, there) as files:
            url, _ = sent(gateway, b"data")
            assert (await fetched(files, url, ""))[1] == b"x" * 32
        gateway.media.redirect = "/media/round?sign=q%2Fsign%3D"
        async with media(gateway) as files:
            with contextlib.suppress(MediaFault):
                await fetched(files, *sent(gateway, b"data"))
    await runner.cleanup()


@pytest.mark.parametrize(
    "url",
    [
        "https://work.weixin.qq.com/file",
        "https://WWCDN.weixin.QQ.com/a?sign=b%2Fc",
        "https://ww-aibot-img-1258476243.cos.ap-guangzhou.myqcloud.com/x/1?sign=a%3Db",
        "https://ww-aibot-img-1258476243.cos.ap-shanghai.myqcloud.com/x/1",
    ],
)
def test_the_platforms_hosts_are_allowed(url: str) -> None:
    """By https."""
    check_host(url, DEFAULT_HOSTS)


@pytest.mark.parametrize(
    "url",
    [
        "http://work.weixin.qq.com/file",
        "ftp://work.weixin.qq.com/file",
        "https://qq.com.evil.example/file",
        "https://evilqq.com/file",
        "https://anybody-1250000000.cos.ap-guangzhou.myqcloud.com/file",
        "https://work.weixin.qq.com@evil.example/file",
        "https://evil.example\\.qq.com/file",
        "https://evil.example#.qq.com",
        "https://evil.example/?.qq.com",
        "https://127.0.0.1/file",
        "http://169.254.169.254/latest/meta-data",
        "http://[::1]/file",
        "file:///etc/passwd",
        "//work.weixin.qq.com/file",
        "https://",
        "https://[/file",
        "https://a.qq.com:99999/file",
        "",
        "夏天",
    ],
)
def test_other_addresses_are_not_asked(url: str) -> None:
    """Whatever somebody writes into a frame, the bot does not go there."""
    with pytest.raises(MediaFault) as fault:
        check_host(url, DEFAULT_HOSTS)
    assert fault.value.code is MediaCode.HOST


def test_a_private_deployment_may_be_named_with_and_without_tls() -> None:
    """A pattern with http:// is for that host and port alone."""
    check_host("http://10.1.2.3:8080/file", ("http://10.1.2.3:8080",))
    check_host("https://wx.county.gov.example/file", ("wx.county.gov.example",))
    for other in ("http://10.1.2.3/file", "http://10.1.2.4:8080/file"):
        with pytest.raises(MediaFault):
            check_host(other, ("http://10.1.2.3:8080",))


@pytest.mark.parametrize(
    ("header", "name"),
    [
        ("attachment; filename*=UTF-8''%E6%8E%92%E5%90%8D.xlsx", "排名.xlsx"),
        ("attachment; filename*=utf-8'zh-CN'%E6%8E%92%20%E5%90%8D.xlsx", "排 名.xlsx"),
        ("attachment; filename=a.txt; filename*=UTF-8''%E6%8E%92.txt", "排.txt"),
        ("attachment; filename*=GB18030''%C5%C5.txt", "排.txt"),
        ("attachment; filename*=nonsense''%C5; filename=b.txt", "b.txt"),
        ('attachment; filename="first quarter report.pdf"', "first quarter report.pdf"),
        ('attachment; filename="a \\"b\\".pdf"', 'a "b".pdf'),
        ('attachment; filename="%E6%8E%92.pdf"', "排.pdf"),
        ("attachment; filename=two words.pdf", "two words.pdf"),
        ("attachment; filename=排名表.pdf", "排名表.pdf"),
        ("attachment; filename=排名表.pdf".encode().decode("latin-1"), "排名表.pdf"),
        (
            "attachment; filename=排名表.pdf".encode().decode("utf-8", "surrogateescape"),
            "排名表.pdf",
        ),
        ('attachment; filename="../../etc/passwd"', "passwd"),
        ('attachment; filename="C:\\\\temp\\\\x.doc"', "x.doc"),
        ("attachment; filename*=UTF-8''..%2F..%2Fa%00b.doc", "ab.doc"),
        ("attachment; filename*=UTF-8''cod%E2%80%AE.exe", "cod.exe"),
        ("attachment", ""),
        ("", ""),
        ("attachment; filename=", ""),
        ("attachment; filename*=UTF-8''" + "a" * 400 + ".pdf", "a" * 251 + ".pdf"),
    ],
)
def test_names_are_read_from_the_header(header: str, name: str) -> None:
    """RFC 5987 first; quoted, with spaces, with percent signs; never a path."""
    assert names.from_disposition(header) == name


@pytest.mark.parametrize(
    "name", ["a.pdf", "排" * 200 + ".xlsx", "x" * 400, "排名.报告." + "长" * 300, "", "...", "/"]
)
def test_names_for_uploads_fit(name: str) -> None:
    """At most 256 bytes, cut between characters, with their suffix."""
    made = names.for_upload(name)
    assert 1 <= len(made.encode()) <= 256
    if name.endswith(".xlsx"):
        assert made.endswith("排.xlsx")
