"""The evidence store: files kept once, under the SHA-256 of their bytes, never changed.

What lives here: taking bytes in (hashed while written, synced before they get their name),
finding, checking and listing them, and clearing what no row speaks of.
What does not: rows, receipts, who sent what and why (queries), what a file is (`storage.kinds`).

The tree: `ab/cdef…` for what is kept (two letters, then the other 62), `incoming/` for what is
still arriving. A name outside `incoming/` is a promise: its bytes are whole and on disk.
"""

from __future__ import annotations

import asyncio
import contextlib
import errno
import fcntl
import os
import re
import secrets
import sys
from collections.abc import (
    AsyncGenerator,
    AsyncIterator,
    Callable,
    Collection,
    Generator,
    Iterator,
)
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import BinaryIO

from storage.disk import FaultCode, StoreFault, digest_of, disk_faults, sync_folder
from storage.kinds import USUAL, Kind, Refusal, RefusalCode, judge
from storage.upload import Upload

PIECE = 1024 * 1024
"""Bytes that are read at once."""
_BATCH = 1024 * 1024
_INCOMING = "incoming"
_DIGEST = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True)
class Stored:
    """Bytes that are safe on disk: SHA-256 in hex, size in bytes, kind, and whether first seen."""

    digest: str
    size: int
    kind: Kind
    new: bool


@dataclass(frozen=True)
class Orphan:
    """A file that no row speaks of; `digest` is None for an upload that never finished."""

    path: Path
    size: int
    changed: datetime
    digest: str | None


class Refused(Exception):
    """The file is not kept; `refusal` says why, in a code. Nothing of it stays on disk."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal.code.value)
        self.refusal = refusal


class Held(StoreFault):
    """The bucket is away; the bytes are safe on this machine meanwhile (``delivered``)."""

    def __init__(self, stored: Stored, detail: str) -> None:
        super().__init__(FaultCode.UNREACHABLE, detail)
        self.stored = stored


class EvidenceStore:
    """Files by their hash in a local folder; safe for several processes on one machine.

    `limit` is the largest file in bytes, `reserve` the bytes that must stay free on the disk,
    `allowed` the codes of `storage.kinds` that are kept.
    """

    def __init__(
        self,
        root: Path,
        limit: int,
        *,
        reserve: int = 256 * 1024 * 1024,
        allowed: Collection[str] = USUAL,
    ) -> None:
        self._root = root
        self._limit = limit
        self._reserve = reserve
        self._allowed = frozenset(allowed)
        self._ready: set[Path] = set()
        self.down_since: datetime | None = None
        """Since when a bucket does not answer; None: it does, or there is none."""
        with disk_faults():
            self.incoming = root / _INCOMING
            self.incoming.mkdir(mode=0o700, parents=True, exist_ok=True)
            sync_folder(root.absolute().parent)

    @property
    def opens_parcels(self) -> bool:
        """Whether ZIPs are taken apart: where the office does not want them kept whole."""
        return "zip" not in self._allowed

    @property
    def arriving(self) -> frozenset[str]:
        """What may come in by the door: the kinds that are kept, and ZIPs, which only pass."""
        return self._allowed | {"zip"}

    async def put(
        self,
        stream: AsyncIterator[bytes],
        *,
        limit: int | None = None,
        allowed: Collection[str] | None = None,
    ) -> Stored:
        """Keep what the stream brings and return once it is safe on disk.

        `limit` may only lower the store's own; `allowed` replaces the store's kinds, for what the
        bot itself has made, such as an archive. Raises Refused (nothing is kept) and StoreFault
        (the disk); what the stream itself raises passes through, and the half file is removed.
        """
        most = self._limit if limit is None else min(limit, self._limit)
        return await self._put(stream, most, self._allowed if allowed is None else allowed)

    async def put_made(self, pieces: Iterator[bytes], *, passing: bool = False) -> Stored:
        """Keep an archive that the bot itself packs, piece by piece, however large; as `put`.

        `passing`: it is kept on this machine only, for as long as its letter is on its way.

        The pieces are made in a worker thread, one after another.
        """

        async def stream() -> AsyncIterator[bytes]:
            while piece := await asyncio.to_thread(next, pieces, b""):
                yield piece

        return await self._put(stream(), sys.maxsize, frozenset({"zip"}), passing=passing)

    async def _put(
        self,
        stream: AsyncIterator[bytes],
        most: int,
        kinds: Collection[str],
        *,
        passing: bool = False,
    ) -> Stored:
        upload = Upload(self.incoming / f"{secrets.token_hex(16)}.part")
        try:
            async with contextlib.aclosing(_batches(stream, most)) as batches:
                async for batch in batches:
                    await asyncio.to_thread(self._take, upload, batch)
            return await asyncio.to_thread(self._keep, upload, kinds, passing=passing)
        finally:
            # Shielded: even a cancelled turn must not leave its half file to the sweep.
            await asyncio.shield(asyncio.to_thread(upload.discard))

    async def put_bytes(
        self,
        data: bytes,
        *,
        limit: int | None = None,
        allowed: Collection[str] | None = None,
        passing: bool = False,
    ) -> Stored:
        """Keep bytes that are already in memory; as `put`, and `passing` as `put_made`."""

        async def once() -> AsyncIterator[bytes]:
            yield data

        most = self._limit if limit is None else min(limit, self._limit)
        kinds = self._allowed if allowed is None else allowed
        return await self._put(once(), most, kinds, passing=passing)

    def path(self, digest: str) -> Path:
        """Return where a digest's bytes are or would be. Raises ValueError unless SHA-256 hex."""
        return Path(self._place(digest))

    def _place(self, digest: str) -> str:
        if not _DIGEST.fullmatch(digest):
            raise ValueError("not a SHA-256 in lower-case hex")
        return f"{self._root}/{digest[:2]}/{digest[2:]}"

    def size(self, digest: str) -> int:
        """How many bytes are kept. Raises FileNotFoundError when there are none."""
        return os.stat(self._place(digest)).st_size  # noqa: PTH116 -- asked for every file there is

    def probe(self) -> None:
        """Whether what is put is kept as it must be. Raises StoreFault."""

    def adopt(self) -> int:
        """Keep what was put into the folder past the store; how many files that was."""
        return 0

    async def delivered(self, digest: str) -> None:
        """See that what was held is where it is kept. Raises StoreFault while it is not."""

    async def here(self, digest: str) -> Path:
        """Where the bytes lie on this machine, fetched first where they are kept elsewhere."""
        return self.path(digest)

    def local(self, digest: str) -> Path:
        """As ``here``, from a worker thread."""
        return self.path(digest)

    def read(
        self, digest: str, start: int = 0, stop: int | None = None
    ) -> Generator[bytes, None, None]:
        """Kept bytes, or a part of them, piece by piece. Raises FileNotFoundError."""
        with self.path(digest).open("rb") as file:
            file.seek(start)
            left = sys.maxsize if stop is None else stop - start
            while piece := file.read(min(left, PIECE)):
                left -= len(piece)
                yield piece

    def has(self, digest: str) -> bool:
        """Whether bytes are kept; nothing is under a name that is no digest."""
        try:
            return self.is_digest(digest) and self.size(digest) >= 0
        except FileNotFoundError:
            return False

    @staticmethod
    def is_digest(text: str) -> bool:
        """Whether a text is a SHA-256 in lower-case hex."""
        return _DIGEST.fullmatch(text) is not None

    def open(self, digest: str) -> BinaryIO:
        """Open kept bytes for reading. Raises FileNotFoundError when there are none."""
        return self.local(digest).open("rb")

    def verify(self, digest: str) -> bool:
        """Read the file and say whether it still is what its name promises; False when missing."""
        try:
            return digest_of(self.path(digest)) == digest
        except OSError:
            return False

    def walk(self) -> Iterator[str]:
        """Yield the digest of every kept file, in order."""
        for folder in sorted(self._root.iterdir()):
            if len(folder.name) == 2 and folder.is_dir():
                for path in sorted(folder.iterdir()):
                    if _DIGEST.fullmatch(folder.name + path.name):
                        yield folder.name + path.name

    def discard(self, digest: str) -> None:
        """Take away a file that only passed and that no row speaks of. Raises StoreFault."""
        with disk_faults(), self._lock():
            self.path(digest).unlink(missing_ok=True)

    def sweep(
        self,
        known: Collection[str] | Callable[[str], bool],
        older_than: timedelta,
        now: datetime,
        *,
        dry_run: bool = True,
    ) -> list[Orphan]:
        """Find files that no row speaks of, and unless `dry_run` remove them.

        `known` is a set of digests, or a question asked per digest at the moment of removal.
        Whatever was put less than `older_than` ago stays, because its row may be on the way;
        so does an unfinished upload that was written to since. Raises StoreFault.
        """
        if older_than <= timedelta(0):
            raise ValueError("a sweep needs an age, or it would take what is arriving")
        keeps = known if callable(known) else known.__contains__
        before = now - older_than
        found = self.unfinished(before, dry_run=dry_run)
        with disk_faults():
            for digest in self.walk():
                found += self._clear(self.path(digest), digest, before, keeps, dry_run)
        return found

    def unfinished(self, before: datetime, *, dry_run: bool) -> list[Orphan]:
        """Uploads that nobody has written to since, and unless ``dry_run`` remove them."""
        found: list[Orphan] = []
        with disk_faults():
            for path in sorted(self.incoming.glob("*.part")):
                found += self._clear(path, None, before, lambda _: False, dry_run)
        return found

    def _send(self, path: Path, digest: str, size: int) -> bool | None:  # noqa: ARG002 -- a bucket's
        """Put a judged file where it is kept beside this folder; whether it was new there."""
        return None

    def _clear(
        self,
        path: Path,
        digest: str | None,
        before: datetime,
        keeps: Callable[[str], bool],
        dry_run: bool,
    ) -> list[Orphan]:
        """Judge one file under the lock, so that nobody puts the same bytes at this moment."""
        with self._lock():
            try:
                state = path.stat()
            except FileNotFoundError:
                return []
            changed = datetime.fromtimestamp(state.st_mtime, tz=before.tzinfo)
            if changed > before or (digest is not None and keeps(digest)):
                return []
            if not dry_run:
                path.unlink()
        return [Orphan(path, state.st_size, changed, digest)]

    def _take(self, upload: Upload, batch: bytes) -> None:
        with disk_faults():
            disk = os.statvfs(self.incoming)
        free = disk.f_bavail * disk.f_frsize
        if free - len(batch) < self._reserve:
            raise StoreFault(FaultCode.NO_SPACE, f"{free} bytes free, {self._reserve} reserved")
        upload.write(batch)

    def _keep(self, upload: Upload, allowed: Collection[str], *, passing: bool) -> Stored:
        """Judge the complete file and give it its name: sync, link, sync the folder."""
        if upload.size == 0:
            raise Refused(Refusal(RefusalCode.EMPTY))
        digest = upload.seal()
        with disk_faults():
            verdict = judge(upload.path, upload.size, allowed)
            if isinstance(verdict, Refusal):
                raise Refused(verdict)
            sent, away = None, None
            try:
                sent = None if passing else self._send(upload.path, digest, upload.size)
            except StoreFault as fault:
                if fault.code is not FaultCode.UNREACHABLE:
                    raise
                away = fault
            final = self.path(digest)
            self._prepare(final.parent)
            with self._lock():
                new = self._name(upload.path, final)
            if not new and digest_of(final) != digest:
                # What lay here has rotted; the same bytes have just come in whole: they heal it.
                upload.path.replace(final)
            # Also when the name was there: whoever made it may not have synced it yet.
            sync_folder(final.parent)
        stored = Stored(digest, upload.size, verdict, new if sent is None else sent)
        if away is not None:
            raise Held(stored, away.detail)
        return stored

    def _name(self, temporary: Path, final: Path) -> bool:
        """Give the file its name; True if the bytes were not here before."""
        if final.exists():
            os.utime(final)  # young again: the sweep must not take it before the new row is there
            return False
        try:
            os.link(temporary, final)
        except OSError as problem:
            # A share or a stick without hard links: a rename is as atomic.
            if problem.errno not in (errno.EPERM, errno.EOPNOTSUPP, errno.ENOSYS):
                raise
            temporary.replace(final)
        return True

    def _prepare(self, folder: Path) -> None:
        """Make a two-letter folder and make sure that it stays, once per process."""
        if folder not in self._ready:
            folder.mkdir(mode=0o700, exist_ok=True)
            sync_folder(self._root)
            self._ready.add(folder)

    @contextlib.contextmanager
    def _lock(self) -> Iterator[None]:
        """Keep a sweep and the naming of a file apart, across threads and processes."""
        with (self.incoming / "lock").open("w") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            yield


async def _batches(stream: AsyncIterator[bytes], most: int) -> AsyncGenerator[bytes, None]:
    """Gather small pieces so that a file costs few thread hops, and stop reading when too long."""
    waiting: list[bytes] = []
    held = total = 0
    async for piece in stream:
        total += len(piece)
        if total > most:
            raise Refused(Refusal(RefusalCode.TOO_LARGE))
        waiting.append(piece)
        held += len(piece)
        if held >= _BATCH:
            yield b"".join(waiting)
            waiting, held = [], 0
    if held:
        yield b"".join(waiting)
