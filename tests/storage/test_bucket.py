"""In a bucket: kept before anybody hears of it, fetched when needed, swept, said when away."""

from __future__ import annotations

import hashlib
import os
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from storage.disk import FaultCode, StoreFault
from storage.evidence import EvidenceStore, Held, Refused
from storage.places import store_of
from tests import steady
from tests.s3 import S3, s3
from tests.sample_papers import PAPERS, PDF
from tests.seaweed import seaweed

pytestmark = [
    pytest.mark.slow,
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
]
LIMIT = 40 * 1024 * 1024
DAYS = timedelta(days=2)


@pytest.fixture(scope="module", params=[s3, seaweed], ids=["moto", "seaweedfs"])
def server(request: pytest.FixtureRequest) -> Iterator[S3]:
    with request.param() as running:
        yield running


@pytest.fixture
def told(server: S3) -> dict[str, str]:
    return {
        "url": f"s3://{server.bucket()}/jiaxian",
        "endpoint": server.endpoint,
        "region": "us-east-1",
        "key": "key",
        "secret": "geheim",
    }


def at(folder: Path, told: dict[str, str], cache: int = 2 << 30) -> Any:
    return store_of(folder, LIMIT, reserve=0, bucket=told, cache=cache, clock=steady.now)


async def test_what_is_kept_is_in_the_bucket_and_comes_back(
    tmp_path: Path, told: dict[str, str]
) -> None:
    """From a machine that has never seen it; the same bytes are there once."""
    store, other = at(tmp_path / "one", told), at(tmp_path / "two", told)
    store.probe()
    first = await store.put_bytes(PDF)
    again = await other.put_bytes(PDF)
    assert (first.new, again.new) == (True, False)
    assert list(store.walk()) == [first.digest]
    third = at(tmp_path / "three", told)
    assert not third.path(first.digest).exists()
    assert (await third.here(first.digest)).read_bytes() == PDF
    with at(tmp_path / "four", told).open(first.digest) as file:
        assert file.read() == PDF
    assert third.verify(first.digest)
    assert third.size(first.digest) == len(PDF)
    absent = hashlib.sha256(b"absent").hexdigest()
    assert (third.has(absent), third.verify(absent)) == (False, False)
    assert not (await third.here(absent)).exists()
    with pytest.raises(FileNotFoundError):
        third.open(absent)
    assert store.down_since is None


async def test_a_large_file_goes_in_parts(tmp_path: Path, told: dict[str, str]) -> None:
    """More than one part's worth, hashed while it comes in."""
    store = at(tmp_path / "one", told)
    picture = PAPERS["活动照片1.jpg"]() + os.urandom(20 * 1024 * 1024)
    kept = await store.put_bytes(picture)
    assert store.size(kept.digest) == len(picture)
    assert (await at(tmp_path / "two", told).here(kept.digest)).read_bytes() == picture


async def test_what_is_refused_or_only_passes_is_in_no_bucket(
    tmp_path: Path, told: dict[str, str]
) -> None:
    """A versioned bucket would keep what was deleted, too."""
    store = at(tmp_path, told)
    with pytest.raises(Refused):
        await store.put_bytes(b"MZ\0\0program")
    passing = await store.put_bytes(PDF, passing=True)
    assert store.path(passing.digest).is_file()
    assert list(store.walk()) == []
    store.discard(passing.digest)
    assert not store.path(passing.digest).exists()


async def test_a_bucket_that_does_not_answer_says_so_and_what_came_is_held(
    tmp_path: Path, told: dict[str, str], server: S3
) -> None:
    """After a few tries, without the secret; it is put there when the bucket is back."""
    store = at(tmp_path, told)
    kept = await store.put_bytes(PDF)
    server.stop()
    try:
        with pytest.raises(Held) as fault:
            await store.put_bytes(PAPERS["活动照片1.jpg"]())
        held = fault.value.stored
        assert fault.value.code is FaultCode.UNREACHABLE
        assert "geheim" not in f"{fault.value}{fault.value.detail}"
        assert store.down_since is not None
        assert store.path(held.digest).read_bytes() == PAPERS["活动照片1.jpg"]()
        with pytest.raises(StoreFault):
            await store.delivered(held.digest)
        assert (await store.here(kept.digest)).read_bytes() == PDF, "what is in use goes on"
    finally:
        server.start()
    assert not store.has(held.digest)
    await at(tmp_path, told).delivered(held.digest)  # another process may do it
    assert store.has(held.digest)
    assert not (await store.put_bytes(PAPERS["活动照片1.jpg"]())).new
    assert store.down_since is None
    assert not list((tmp_path / "held").iterdir())


def test_a_bucket_that_lets_itself_be_put_over_is_refused(
    tmp_path: Path, told: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Some servers take If-None-Match and do not heed it."""
    import obstore

    put = obstore.put
    monkeypatch.setattr(obstore, "put", lambda store, path, data, **_: put(store, path, data))
    with pytest.raises(StoreFault) as fault:
        at(tmp_path, told).probe()
    assert fault.value.code is FaultCode.UNFIT


async def test_a_sweep_takes_what_no_row_speaks_of(tmp_path: Path, told: dict[str, str]) -> None:
    """Of age, and not what came again meanwhile; looking changes nothing."""
    store = at(tmp_path, told)
    known = await store.put_bytes(PDF)
    forgotten = await store.put_bytes(PAPERS["活动照片1.jpg"]())
    now = datetime.now(UTC)
    assert store.sweep({known.digest}, DAYS, now, dry_run=False) == [], "too young"
    later = now + timedelta(days=3)
    found = store.sweep({known.digest}, DAYS, later)
    assert [one.digest for one in found] == [forgotten.digest]
    assert len(list(store.walk())) == 2
    assert len(store.sweep({known.digest}, DAYS, later, dry_run=False)) == 1
    assert list(store.walk()) == [known.digest]
    assert not store.path(forgotten.digest).exists()


async def test_the_folder_holds_what_is_in_use(tmp_path: Path, told: dict[str, str]) -> None:
    """What was used longest ago goes first, and only what the bucket has."""
    store = at(tmp_path, told, cache=len(PDF) + 100)
    old = await store.put_bytes(PAPERS["活动照片1.jpg"]())
    new = await store.put_bytes(PDF)
    unsent = await store.put_bytes(PAPERS["活动照片2.jpg"](), passing=True)
    for digest, hours in ((old.digest, 5), (unsent.digest, 4), (new.digest, 3)):
        then = time.time() - hours * 3600
        os.utime(store.path(digest), (then, then))
    every = {old.digest, new.digest, unsent.digest}
    store.sweep(every, DAYS, datetime.now(UTC), dry_run=False)
    assert not store.path(old.digest).exists()
    assert store.path(unsent.digest).exists()
    assert (await store.here(old.digest)).is_file()


async def test_what_rotted_in_the_bucket_is_found_and_handed_to_nobody(
    tmp_path: Path, told: dict[str, str]
) -> None:
    """A copy in the folder that rotted is fetched anew."""
    import obstore

    store = at(tmp_path / "one", told)
    kept = await store.put_bytes(PDF)
    path = store.path(kept.digest)
    path.chmod(0o600)
    path.write_bytes(b"rotten")
    assert store.verify(kept.digest), "what counts is in the bucket"
    assert (await store.here(kept.digest)).read_bytes() == PDF
    obstore.put(store._bucket, store._key(kept.digest), b"rotten")
    assert not store.verify(kept.digest)
    other = at(tmp_path / "two", told)
    with pytest.raises(StoreFault) as fault:
        await other.here(kept.digest)
    assert fault.value.code is FaultCode.ROTTEN
    assert list((tmp_path / "two" / "incoming").glob("*.part")) == []


async def test_files_of_a_folder_are_taken_over(tmp_path: Path, told: dict[str, str]) -> None:
    """After a restore, or when a county moves; again changes nothing."""
    plain = EvidenceStore(tmp_path, LIMIT, reserve=0)
    kept = await plain.put_bytes(PDF)
    store = at(tmp_path, told)
    assert store.adopt() == 1
    assert store.adopt() == 0
    assert list(store.walk()) == [kept.digest]
