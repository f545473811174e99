"""Evidence is whole, on disk and kept once; what is not, never gets a name."""

from __future__ import annotations

import asyncio
import errno
import hashlib
import io
import os
import random
import subprocess
import sys
import textwrap
import threading
import zipfile
from collections.abc import AsyncIterator, Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from storage import evidence
from storage.disk import FaultCode, StoreFault
from storage.evidence import EvidenceStore, Refused
from storage.kinds import RefusalCode
from storage.known_kinds import GIF
from tests import steady

PICTURE = b"GIF89a" + bytes(range(256)) * 40
DIGEST = hashlib.sha256(PICTURE).hexdigest()
LATER = timedelta(days=2)


@pytest.fixture
def store(tmp_path: Path) -> EvidenceStore:
    """A store that takes files up to 5 MiB."""
    return EvidenceStore(tmp_path / "evidence", 5 * 1024 * 1024, reserve=0)


async def pieces(data: bytes, size: int = 1000) -> AsyncIterator[bytes]:
    """The bytes as a network brings them."""
    for at in range(0, len(data), size):
        yield data[at : at + size]


def files(tmp_path: Path) -> list[str]:
    """Every file of the store except its lock."""
    root = tmp_path / "evidence"
    return sorted(
        str(path.relative_to(root))
        for path in root.rglob("*")
        if path.is_file() and path.name != "lock"
    )


async def test_bytes_are_kept_under_their_hash(store: EvidenceStore, tmp_path: Path) -> None:
    """What was put comes back the same, read-only, and nothing else is left behind."""
    stored = await store.put(pieces(PICTURE))
    assert stored == evidence.Stored(DIGEST, len(PICTURE), GIF, new=True)
    assert files(tmp_path) == [f"{DIGEST[:2]}/{DIGEST[2:]}"]
    with store.open(DIGEST) as file:
        assert file.read() == PICTURE
    assert store.path(DIGEST).stat().st_mode & 0o777 == 0o400
    assert store.verify(DIGEST)
    assert list(store.walk()) == [DIGEST]


async def test_the_same_bytes_are_kept_once(store: EvidenceStore, tmp_path: Path) -> None:
    """Ten at a time or one after the other: one file, and exactly one of them was new."""
    together = await asyncio.gather(*(store.put(pieces(PICTURE)) for _ in range(10)))
    again = await store.put_bytes(PICTURE)
    assert sorted(stored.new for stored in together) == [False] * 9 + [True]
    assert not again.new
    assert files(tmp_path) == [f"{DIGEST[:2]}/{DIGEST[2:]}"]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", RefusalCode.EMPTY),
        (b"MZ\x90\x00", RefusalCode.UNKNOWN_TYPE),
        (b"Rar!\x1a\x07\x00", RefusalCode.ARCHIVE),
        (PICTURE * 600, RefusalCode.TOO_LARGE),
    ],
)
async def test_a_refused_file_leaves_nothing(
    store: EvidenceStore, tmp_path: Path, data: bytes, code: RefusalCode
) -> None:
    """Refused for the right reason, and not a byte stays."""
    with pytest.raises(Refused) as caught:
        await store.put(pieces(data, 100_000))
    assert caught.value.refusal.code is code
    assert files(tmp_path) == []


async def test_a_file_that_is_too_large_is_not_read_to_its_end(store: EvidenceStore) -> None:
    """Reading stops with the piece that breaks the limit."""
    read = 0

    async def endless() -> AsyncIterator[bytes]:
        nonlocal read
        while True:
            read += 1
            yield bytes(100)

    with pytest.raises(Refused) as caught:
        await store.put(endless(), limit=1050)
    assert caught.value.refusal.code is RefusalCode.TOO_LARGE
    assert read == 11


async def test_a_limit_can_be_lowered_but_not_raised(tmp_path: Path) -> None:
    """A caller's limit never exceeds the store's own; a file of exactly the limit is kept."""
    store = EvidenceStore(tmp_path / "evidence", len(PICTURE), reserve=0)
    assert (await store.put_bytes(PICTURE, limit=10**9)).size == len(PICTURE)
    with pytest.raises(Refused):
        await store.put_bytes(PICTURE + b"x", limit=10**9)


async def test_what_the_bot_made_itself_may_be_of_another_kind(store: EvidenceStore) -> None:
    """An archive for the admin is kept though nobody may send one."""
    archive = b"Rar!\x1a\x07\x00"
    assert (await store.put_bytes(archive, allowed={"rar"})).kind.code == "rar"
    with pytest.raises(Refused):
        await store.put_bytes(archive)


async def test_an_archive_of_the_bot_may_be_larger_than_any_file(tmp_path: Path) -> None:
    """Made in a thread, piece by piece, beyond the limit for what people send."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("甲.txt", "x" * 100_000)
    data = made.getvalue()
    store = EvidenceStore(tmp_path / "evidence", 1000, reserve=0)
    stored = await store.put_made(data[at : at + 1000] for at in range(0, len(data), 1000))
    assert (stored.size, stored.kind.code) == (len(data), "zip")
    assert store.verify(stored.digest)


async def test_an_archive_for_which_the_disk_has_no_room_is_not_begun(tmp_path: Path) -> None:
    """Loud, and nothing of it stays; what was being packed is not packed to its end."""
    store = EvidenceStore(tmp_path / "evidence", 10**6, reserve=1 << 62)
    asked: list[int] = []

    def endless() -> Iterator[bytes]:
        while True:
            asked.append(1)
            yield b"x" * (1 << 20)

    with pytest.raises(StoreFault) as caught:
        await store.put_made(endless())
    assert caught.value.code is FaultCode.NO_SPACE
    assert len(asked) < 5
    assert files(tmp_path) == []


async def test_a_broken_connection_leaves_nothing(store: EvidenceStore, tmp_path: Path) -> None:
    """The network's failure is the network's, not the disk's, and the half file goes."""

    async def breaks() -> AsyncIterator[bytes]:
        yield bytes(2 * 1024 * 1024)
        raise ConnectionResetError

    with pytest.raises(ConnectionResetError):
        await store.put(breaks())
    assert files(tmp_path) == []


async def test_a_cancelled_upload_leaves_nothing(store: EvidenceStore, tmp_path: Path) -> None:
    """A turn that is stopped while bytes arrive cleans up after itself."""
    written = asyncio.Event()

    async def stalls() -> AsyncIterator[bytes]:
        yield bytes(2 * 1024 * 1024)
        written.set()
        await asyncio.Event().wait()

    task = asyncio.create_task(store.put(stalls()))
    await written.wait()
    assert len(files(tmp_path)) == 1
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert files(tmp_path) == []


@pytest.mark.parametrize(
    ("number", "code"),
    [(errno.ENOSPC, FaultCode.NO_SPACE), (errno.EIO, FaultCode.DISK_ERROR)],
)
@pytest.mark.parametrize("call", ["fsync", "link"])
async def test_a_failing_disk_is_loud(
    store: EvidenceStore,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    call: str,
    number: int,
    code: FaultCode,
) -> None:
    """A disk that is full or broken raises a fault, and nothing is confirmed."""

    def fails(*_: object) -> None:
        raise OSError(number, os.strerror(number))

    with monkeypatch.context() as patch:
        patch.setattr(os, call, fails)
        with pytest.raises(StoreFault) as caught:
            await store.put_bytes(PICTURE)
    assert caught.value.code is code
    assert files(tmp_path) == []


async def test_some_of_the_disk_stays_free(tmp_path: Path) -> None:
    """A file that would eat into the reserve is not begun."""
    store = EvidenceStore(tmp_path / "evidence", 10**6, reserve=1 << 62)
    with pytest.raises(StoreFault) as caught:
        await store.put_bytes(PICTURE)
    assert caught.value.code is FaultCode.NO_SPACE
    assert files(tmp_path) == []


async def test_synced_before_named_and_named_before_said(
    store: EvidenceStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Bytes are synced before the name exists, the folder before put returns."""
    seen: list[str] = []
    sync, link = os.fsync, os.link

    def note_sync(handle: int) -> None:
        seen.append("sync " + Path(f"/proc/self/fd/{handle}").readlink().name[-5:])
        sync(handle)

    def note_link(source: Path, target: Path) -> None:
        seen.append("link")
        link(source, target)

    monkeypatch.setattr(os, "fsync", note_sync)
    monkeypatch.setattr(os, "link", note_link)
    await store.put_bytes(PICTURE)
    assert seen == ["sync .part", "sync dence", "link", f"sync {DIGEST[:2]}"]
    seen.clear()
    await store.put_bytes(PICTURE)
    assert seen == ["sync .part", f"sync {DIGEST[:2]}"]


async def test_a_disk_without_hard_links_is_good_enough(
    store: EvidenceStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where linking is not permitted, a rename gives the name."""

    def refuses(*_: object) -> None:
        raise PermissionError(errno.EPERM, "no links here")

    monkeypatch.setattr(os, "link", refuses)
    assert (await store.put_bytes(PICTURE)).new
    assert files(tmp_path) == [f"{DIGEST[:2]}/{DIGEST[2:]}"]


async def test_rot_is_found_and_healed(store: EvidenceStore) -> None:
    """A changed file fails its check, and the same bytes sent again mend it."""
    await store.put_bytes(PICTURE)
    path = store.path(DIGEST)
    path.chmod(0o600)
    path.write_bytes(PICTURE[:-1])
    assert not store.verify(DIGEST)
    await store.put_bytes(PICTURE)
    assert store.verify(DIGEST)
    assert not store.verify("0" * 64)


@pytest.mark.parametrize("digest", ["", "../../etc/passwd", DIGEST.upper(), DIGEST + "\n", "ab"])
def test_only_a_digest_is_a_path(store: EvidenceStore, digest: str) -> None:
    """Nothing but SHA-256 in lower-case hex leads into the tree."""
    with pytest.raises(ValueError, match="SHA-256"):
        store.path(digest)


async def test_a_sweep_clears_only_what_is_old_and_unknown(
    store: EvidenceStore, tmp_path: Path
) -> None:
    """Dry first; then the old orphan and the stale upload go, the known and the young stay."""
    known = await store.put_bytes(PICTURE + b"known")
    orphan = await store.put_bytes(PICTURE + b"orphan")
    half = tmp_path / "evidence" / "incoming" / "0.part"
    half.write_bytes(b"half")
    now = steady.of_the_disk()
    assert store.sweep({known.digest}, timedelta(days=1), now, dry_run=False) == []
    found = store.sweep({known.digest}, timedelta(days=1), now + LATER)
    assert [item.digest for item in found] == [None, orphan.digest]
    assert [item.size for item in found] == [4, orphan.size]
    assert len(files(tmp_path)) == 3
    store.sweep(lambda digest: digest == known.digest, LATER / 2, now + LATER, dry_run=False)
    assert files(tmp_path) == [f"{known.digest[:2]}/{known.digest[2:]}"]


async def test_bytes_that_come_again_are_young_again(store: EvidenceStore) -> None:
    """An old orphan sent anew is not swept away before its row is written."""
    await store.put_bytes(PICTURE)
    os.utime(store.path(DIGEST), (0, 0))
    await store.put_bytes(PICTURE)
    assert store.sweep(set(), timedelta(hours=1), steady.of_the_disk(), dry_run=False) == []


async def test_a_sweep_and_an_upload_of_the_same_bytes_take_turns(store: EvidenceStore) -> None:
    """Bytes that come again while the sweep is about to remove them are there afterwards."""
    await store.put_bytes(PICTURE)
    again = threading.Thread(target=lambda: asyncio.run(store.put_bytes(PICTURE)))

    def asked(_: str) -> bool:
        again.start()
        again.join(0.2)  # without the lock it is through by now, and its file is taken away
        return False

    found = store.sweep(asked, LATER / 2, steady.of_the_disk() + LATER, dry_run=False)
    await asyncio.to_thread(again.join)
    assert [item.digest for item in found] == [DIGEST]
    assert store.verify(DIGEST)


async def test_the_disk_is_never_touched_from_the_loop(
    store: EvidenceStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Syncing takes as long as it takes, in a worker thread: other chats go on."""
    loop_thread = threading.current_thread()
    sync = os.fsync

    def watched(handle: int) -> None:
        assert threading.current_thread() is not loop_thread
        sync(handle)

    monkeypatch.setattr(os, "fsync", watched)
    assert (await store.put_bytes(PICTURE)).new


def test_a_sweep_without_an_age_is_refused(store: EvidenceStore) -> None:
    """An age of nothing would take what is arriving."""
    with pytest.raises(ValueError, match="age"):
        store.sweep(set(), timedelta(0), steady.of_the_disk())


DRIVER = textwrap.dedent(
    """
    import asyncio, os, random, signal, sys, time
    from pathlib import Path
    from storage import evidence

    root, mode = Path(sys.argv[1]), sys.argv[2]

    def put(data):
        store = evidence.EvidenceStore(root, 10**7, reserve=0)
        asyncio.run(store.put_bytes(data))

    def die_at(number):
        # Stop dead just before the number-th thing that touches the disk, in any thread.
        left = [number]
        def wrapped(call):
            def tick(*args, **rest):
                left[0] -= 1
                if left[0] == 0:
                    os.kill(os.getpid(), signal.SIGKILL)
                return call(*args, **rest)
            return tick
        for name in ("open", "fdopen", "fsync", "fchmod", "link", "unlink", "mkdir", "replace"):
            setattr(os, name, wrapped(getattr(os, name)))

    def child(work):
        pid = os.fork()
        if pid == 0:
            work()
            os._exit(0)
        return pid

    def picture(seed):
        return b"GIF89a" + random.Random(seed).randbytes(2_500_000)

    def points():
        for number in range(1, 100):
            def work():
                data = picture(number)
                die_at(number)
                put(data)
            _, status = os.waitpid(child(work), 0)
            if status == 0:
                print(number)
                return

    def chance():
        told, tell = os.pipe()
        for number in range(25):
            def work():
                for step in range(1000):
                    put(picture(number * 1000 + step))
                    os.write(tell, b".")
            pid = child(work)
            if number % 2:
                os.read(told, 1)  # this one has kept a file, however busy the machine is
            time.sleep(random.Random(number).uniform(0.0, 0.05))
            os.kill(pid, signal.SIGKILL)
            os.waitpid(pid, 0)
        print(25)

    {"points": points, "chance": chance}[mode]()
    """
)


@pytest.mark.parametrize("mode", ["points", "chance"])
def test_killed_at_any_point_no_name_lies(tmp_path: Path, mode: str) -> None:
    """Kill -9 before every call that touches the disk, and at random: every name is true."""
    root = tmp_path / "evidence"
    done = subprocess.run(
        [sys.executable, "-c", DRIVER, str(root), mode], capture_output=True, text=True, check=True
    )
    assert int(done.stdout) > 8  # the points were really reached, not all at one
    store = EvidenceStore(root, 10**7, reserve=0)
    kept = list(store.walk())
    assert kept
    assert all(store.verify(digest) for digest in kept)
    halves = store.sweep(lambda _: True, timedelta(hours=1), steady.of_the_disk() + LATER)
    assert halves  # some died half way, and the sweep knows them


async def test_random_pieces_make_the_same_file(store: EvidenceStore) -> None:
    """However the network cuts a file, also into empty pieces, it is the same file."""
    chance = random.Random(4)

    async def ragged() -> AsyncIterator[bytes]:
        at = 0
        while at < len(PICTURE):
            step = chance.randrange(0, 3000)
            yield PICTURE[at : at + step]
            at += step

    assert (await store.put(ragged())).digest == DIGEST
