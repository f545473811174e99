"""A kept file goes out of the bucket: at once, in parts where asked for, never a wrong one."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator, Iterator, Mapping
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer

from bot.channels.web.handing import hand_out
from bot.channels.web.notices import Refused
from storage.evidence import PIECE
from storage.places import store_of
from tests import steady
from tests.s3 import S3, s3
from tests.sample_papers import PAPERS
from tests.seaweed import seaweed

pytestmark = [
    pytest.mark.slow,
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
]
PICTURE = PAPERS["活动照片1.jpg"]() + os.urandom(3 * PIECE)
SIZE = len(PICTURE)


@pytest.fixture(scope="module", params=[s3, seaweed], ids=["moto", "seaweedfs"])
def server(request: pytest.FixtureRequest) -> Iterator[S3]:
    with request.param() as running:
        yield running


class Office:
    """A browser before a worker that has never seen the file; ``digest``: what the bucket has."""

    def __init__(self, store: Any, digest: str, client: TestClient[Any, Any]) -> None:
        self.store, self.digest, self._client = store, digest, client

    async def asks(
        self, of: str = "", how: str = "GET", **headers: str
    ) -> tuple[int, bytes, Mapping[str, str]]:
        """Status, bytes, headers."""
        told = {
            "Accept-Encoding": "identity",
            **{k.replace("_", "-"): v for k, v in headers.items()},
        }
        async with self._client.request(how, f"/{of or self.digest}", headers=told) as answer:
            return answer.status, await answer.read(), answer.headers

    @property
    def is_here(self) -> bool:
        """Whether the file came to this machine."""
        return bool(self.store.path(self.digest).is_file())

    @property
    def unfinished(self) -> list[Path]:
        """What is half here."""
        return list(self.store.incoming.glob("*.part"))


@pytest.fixture
async def office(tmp_path: Path, server: S3) -> AsyncIterator[Office]:
    bucket = {
        "url": f"s3://{server.bucket()}/jiaxian",
        "endpoint": server.endpoint,
        "region": "us-east-1",
        "key": "key",
        "secret": "geheim",
    }

    def at(folder: Path) -> Any:
        return store_of(folder, 1 << 30, reserve=0, bucket=bucket, cache=1 << 30, clock=steady.now)

    kept = await at(tmp_path / "one").put_bytes(PICTURE)
    store = at(tmp_path / "two")

    async def gives(request: web.Request) -> web.StreamResponse:
        try:
            return await hand_out(request, store, request.match_info["digest"], {"X-Kind": "jpg"})
        except Refused:
            return web.Response(status=404)

    app = web.Application()
    app.router.add_get("/{digest}", gives)
    async with TestClient(TestServer(app)) as client:
        yield Office(store, kept.digest, client)


@pytest.mark.parametrize(
    ("asked", "start", "stop"),
    [
        ("bytes=0-99", 0, 100),
        (f"bytes={PIECE - 5}-{2 * PIECE + 5}", PIECE - 5, 2 * PIECE + 6),
        ("bytes=-500", SIZE - 500, SIZE),
        (f"bytes=100-{SIZE + 999}", 100, SIZE),
    ],
)
async def test_a_part_is_asked_of_the_bucket_alone(
    office: Office, asked: str, start: int, stop: int
) -> None:
    """The file itself stays where it is."""
    status, data, headers = await office.asks(Range=asked)
    assert (status, data == PICTURE[start:stop]) == (206, True)
    assert headers["Content-Range"] == f"bytes {start}-{stop - 1}/{SIZE}"
    assert headers["X-Kind"] == "jpg"
    assert not office.is_here


async def test_the_whole_passes_through_and_is_here_afterwards(office: Office) -> None:
    """Also as the part from the first byte to the last; then the bucket is not asked again."""
    status, data, headers = await office.asks(Range="bytes=0-")
    assert (status, data == PICTURE) == (206, True)
    assert headers["Content-Range"] == f"bytes 0-{SIZE - 1}/{SIZE}"
    assert office.is_here
    office.store.path(office.digest).unlink()
    status, data, headers = await office.asks()
    assert (status, data == PICTURE) == (200, True)
    assert headers["Accept-Ranges"] == "bytes"
    assert office.is_here
    assert office.unfinished == []
    status, data, _ = await office.asks(Range="bytes=5-9")
    assert (status, data) == (206, PICTURE[5:10])


async def test_what_is_not_there_and_what_nobody_can_have(office: Office) -> None:
    """Behind the end, several parts at once, no file of this name, only the head, another file."""
    status, _, headers = await office.asks(Range=f"bytes={SIZE}-")
    assert (status, headers["Content-Range"]) == (416, f"bytes */{SIZE}")
    assert (await office.asks(Range="bytes=0-1,5-9"))[0] == 416
    assert (await office.asks(of="0" * 64))[0] == 404
    status, data, headers = await office.asks(how="HEAD")
    assert (status, data, headers["Content-Length"]) == (200, b"", str(SIZE))
    assert not office.is_here
    tag = headers["ETag"]
    assert (await office.asks(Range="bytes=0-1", If_Range=tag))[:2] == (206, PICTURE[:2])
    assert (await office.asks(Range="bytes=0-1", If_Range='"other"'))[0] == 200


async def test_a_file_that_has_rotted_in_the_bucket_never_goes_out_whole(office: Office) -> None:
    """The line breaks before its last piece, and nothing of it stays here."""
    import obstore

    key = f"{office.digest[:2]}/{office.digest[2:]}"
    obstore.put(office.store._bucket, key, PICTURE[:-1] + b"x", mode="overwrite")
    with pytest.raises(aiohttp.ClientError):
        await office.asks()
    assert not office.is_here
    assert office.unfinished == []
