"""The evidence store in an S3-compatible bucket, with a folder beside it for what is in use.

A file is safe, and only then acknowledged, when the bucket has it: hashed while it comes in,
judged, put under its hash, where nothing is ever changed. The folder is a cache: what is not there
is fetched and compared with its hash; what was not used for long is let go, where the bucket has
it. One process serves a county at a time, so what is put and what is swept keep apart by a lock.
Not here: the folder's own ways (``storage.evidence``), names, rows.
"""

from __future__ import annotations

import asyncio
import contextlib
import hashlib
import secrets
import threading
from collections.abc import Callable, Collection, Generator, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import obstore
from obstore.exceptions import AlreadyExistsError, BaseError
from obstore.store import S3Store

from storage.disk import FaultCode, StoreFault, sync_folder
from storage.evidence import PIECE, EvidenceStore, Orphan

if TYPE_CHECKING:
    from obstore.store import ClientConfig

_PART = 8 * 1024 * 1024
"""Bytes of a part of a large upload; several are on their way at once."""
_TOGETHER = 3
_YOUNG = timedelta(days=1)
"""A file that comes again after so long is put again, so that no sweep takes it for forgotten."""
_RESTING = timedelta(hours=1)
"""What was used since then stays in the folder."""
_AT_ONCE = 1000
_PROBE = ".xinkao-probe"
_RETRY: Any = {"max_retries": 3, "retry_timeout": timedelta(seconds=20)}


@dataclass(frozen=True, slots=True)
class Bucket:
    """Where a bucket is, and what opens it; the secret is shown nowhere."""

    url: str
    """``s3://bucket/prefix``: a prefix for each county."""
    endpoint: str = ""
    region: str = "us-east-1"
    key: str = field(default="", repr=False)
    secret: str = field(default="", repr=False)

    def open(self) -> S3Store:
        """The bucket as obstore knows it; nothing is asked yet."""
        parts = urlsplit(self.url)
        options: ClientConfig = {
            "connect_timeout": "5s",
            "timeout": "60s",
            "allow_http": self.endpoint.startswith("http://"),
        }
        where: dict[str, Any] = {"endpoint": self.endpoint} if self.endpoint else {}
        return S3Store(
            parts.netloc,
            prefix=parts.path.strip("/") or None,
            access_key_id=self.key,
            secret_access_key=self.secret,
            region=self.region,
            virtual_hosted_style_request=False,
            client_options=options,
            retry_config=_RETRY,
            **where,
        )

    def __str__(self) -> str:
        return self.url


class BucketStore(EvidenceStore):
    """Files by their hash in a bucket; every method that asks it runs in a worker thread."""

    def __init__(
        self,
        bucket: Bucket,
        root: Path,
        limit: int,
        *,
        clock: Callable[[], datetime],
        reserve: int = 256 * 1024 * 1024,
        cache: int = 2048 * 1024 * 1024,
    ) -> None:
        super().__init__(root, limit, reserve=reserve)
        self._clock = clock
        self._bucket = bucket.open()
        self.where = str(bucket)
        self._cache = cache
        self._changing = threading.Lock()
        self._held = root / "held"
        """The names of files that the bucket has not taken yet."""

    async def delivered(self, digest: str) -> None:
        """Put what was held into the bucket. Raises StoreFault while it is away."""
        if await asyncio.to_thread((self._held / digest).exists):
            path = self.path(digest)
            await asyncio.to_thread(self._send, path, digest, path.stat().st_size)

    def probe(self) -> None:
        """Whether the bucket keeps what is put, and does not let it be put over unasked.

        Raises:
            StoreFault: it cannot be reached, or does not.
        """
        name = f"{_PROBE}-{secrets.token_hex(8)}"
        with self._putting():
            obstore.put(self._bucket, name, b"1", mode="create")
            try:
                obstore.put(self._bucket, name, b"2", mode="create")
            except AlreadyExistsError:
                return
            finally:
                obstore.delete(self._bucket, name)
        raise StoreFault(FaultCode.UNFIT, "put-if-absent is not kept")

    async def here(self, digest: str) -> Path:
        """Where the bytes lie in the folder, fetched first where they do not."""
        path = self.path(digest)
        return path if path.is_file() else await asyncio.to_thread(self.local, digest)

    def local(self, digest: str) -> Path:
        """As ``here``, from a worker thread; nothing is there when the bucket has nothing."""
        path = self.path(digest)
        if not path.is_file():
            with contextlib.suppress(FileNotFoundError):
                self._fetch(digest, path)
        return path

    def read(
        self, digest: str, start: int = 0, stop: int | None = None
    ) -> Generator[bytes, None, None]:
        """From the folder, or from the bucket: a part as it is there, the whole on its way here.

        The last piece of the whole is given away only when all of them have the right hash.
        """
        path = self.path(digest)
        if path.is_file():
            yield from super().read(digest, start, stop)
        elif start == 0 and stop is None:
            yield from self._passing(digest, path)
        else:
            end = self.size(digest) if stop is None else stop
            with self._asking():
                found = obstore.get(
                    self._bucket, self._key(digest), options={"range": (start, end)}
                )
                yield from map(bytes, found.stream(PIECE))

    def size(self, digest: str) -> int:
        """How many bytes the bucket has. Raises FileNotFoundError when it has none."""
        found = self._head(digest)
        if found is None:
            raise FileNotFoundError(digest)
        return int(found["size"])

    def verify(self, digest: str) -> bool:
        """Read what the bucket has; a copy in the folder that differs is thrown away."""
        path = self.path(digest)
        if path.is_file() and not super().verify(digest):
            path.unlink(missing_ok=True)
        try:
            return self._hash(digest) == digest
        except FileNotFoundError:
            return False

    def walk(self) -> Iterator[str]:
        """The digest of every file in the bucket."""
        for digest, _, _ in self._listed():
            yield digest

    def adopt(self) -> int:
        """Put every file of the folder that the bucket lacks into it; how many.

        Raises:
            StoreFault: the bucket took not all of them.
        """
        there = {digest: size for digest, size, _ in self._listed()}
        count = 0
        for digest in super().walk():
            path = self.path(digest)
            if there.get(digest) != path.stat().st_size and super().verify(digest):
                self._stow(path, digest)
                count += 1
        return count

    def discard(self, digest: str) -> None:
        """Take away a file that only passed and that no row speaks of."""
        with self._changing, self._asking():
            super().discard(digest)
            obstore.delete(self._bucket, self._key(digest))

    def sweep(
        self,
        known: Collection[str] | Callable[[str], bool],
        older_than: timedelta,
        now: datetime,
        *,
        dry_run: bool = True,
    ) -> list[Orphan]:
        """Find files in the bucket that no row speaks of, and unless ``dry_run`` remove them."""
        keeps = known if callable(known) else known.__contains__
        before = now - older_than
        found = self.unfinished(before, dry_run=dry_run)
        listed = list(self._listed())
        for digest, size, changed in listed:
            if changed <= before and not keeps(digest):
                found += self._forgotten(digest, size, before, dry_run=dry_run)
        if not dry_run:
            self._thin({digest: size for digest, size, _ in listed}, now)
        return found

    def _forgotten(
        self, digest: str, size: int, before: datetime, *, dry_run: bool
    ) -> list[Orphan]:
        """One file, looked at once more while nobody can put it again."""
        with self._changing:
            found = self._head(digest)
            if found is None or found["last_modified"] > before:
                return []
            if not dry_run:
                with self._asking():
                    obstore.delete(self._bucket, self._key(digest))
                self.path(digest).unlink(missing_ok=True)
            return [Orphan(self.path(digest), size, found["last_modified"], digest)]

    def _thin(self, there: dict[str, int], now: datetime) -> None:
        """Let go of what was not used for longest, as far as the folder holds too much."""
        held = []
        for digest in super().walk():
            state = self.path(digest).stat()
            held.append((max(state.st_atime, state.st_mtime), state.st_size, digest))
        over = sum(size for _, size, _ in held) - self._cache
        for used, size, digest in sorted(held):
            if over <= 0 or datetime.fromtimestamp(used, UTC) > now - _RESTING:
                return
            if there.get(digest) == size:
                self.path(digest).unlink(missing_ok=True)
                over -= size

    def _send(self, path: Path, digest: str, size: int) -> bool | None:
        """Put a judged file into the bucket before anybody hears that it is kept."""
        held = self._held / digest
        try:
            with self._changing:
                found = self._head(digest)
                is_there = found is not None and found["size"] == size
                if not is_there or found["last_modified"] < self._clock() - _YOUNG:
                    self._stow(path, digest)
        except StoreFault:
            self._held.mkdir(mode=0o700, exist_ok=True)
            held.touch()
            sync_folder(self._held)
            raise
        held.unlink(missing_ok=True)
        return not is_there

    def _stow(self, path: Path, digest: str) -> None:
        """Over what is there, if anything is: it is the same, or has rotted."""
        with path.open("rb") as file, self._putting():
            obstore.put(
                self._bucket,
                self._key(digest),
                file,
                mode="overwrite",
                chunk_size=_PART,
                max_concurrency=_TOGETHER,
            )

    def _fetch(self, digest: str, path: Path) -> None:
        for _ in self._passing(digest, path):
            pass

    def _passing(self, digest: str, path: Path) -> Iterator[bytes]:
        """What the bucket has, piece by piece; kept in the folder where its hash is right."""
        part = self.incoming / f"{secrets.token_hex(16)}.part"
        found, last = hashlib.sha256(), b""
        try:
            with part.open("xb") as file, self._asking():
                for piece in obstore.get(self._bucket, self._key(digest)).stream(PIECE):
                    if last:
                        yield last
                    last = bytes(piece)
                    found.update(last)
                    file.write(last)
            if found.hexdigest() != digest:
                raise StoreFault(FaultCode.ROTTEN, digest)
            part.chmod(0o400)
            path.parent.mkdir(mode=0o700, exist_ok=True)
            part.replace(path)
            yield last
        finally:
            part.unlink(missing_ok=True)

    def _hash(self, digest: str) -> str:
        """The hash of what the bucket has. Raises FileNotFoundError."""
        found = hashlib.sha256()
        with self._asking():
            for piece in obstore.get(self._bucket, self._key(digest)).stream(PIECE):
                found.update(bytes(piece))
        return found.hexdigest()

    def _head(self, digest: str) -> Any:
        with self._asking():
            try:
                return obstore.head(self._bucket, self._key(digest))
            except FileNotFoundError:
                return None

    def _listed(self) -> Iterator[tuple[str, int, datetime]]:
        with self._asking():
            for batch in obstore.list(self._bucket, chunk_size=_AT_ONCE):
                for one in batch:
                    digest = str(one["path"]).replace("/", "")
                    if self.is_digest(digest):
                        yield digest, int(one["size"]), one["last_modified"]

    def _key(self, digest: str) -> str:
        path = self.path(digest)
        return f"{path.parent.name}/{path.name}"

    @contextlib.contextmanager
    def _putting(self) -> Iterator[None]:
        with self._asking():
            try:
                yield
            except FileNotFoundError:
                raise StoreFault(FaultCode.UNREACHABLE, "no such bucket") from None

    @contextlib.contextmanager
    def _asking(self) -> Iterator[None]:
        """What the bucket does not do is a fault of the store; when it began is remembered."""
        try:
            yield
        except AlreadyExistsError:
            raise
        except BaseError as fault:
            self.down_since = self.down_since or self._clock()
            # Its text may repeat an address with what was signed into it.
            raise StoreFault(FaultCode.UNREACHABLE, type(fault).__name__) from None
        else:
            self.down_since = None
