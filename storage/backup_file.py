"""The form of a backup: a plain tar with a sealed list of what is in it.

What lives here: members, manifest, and reading or writing them so that damage shows.
What does not: copying a live database, and putting anything back (`storage.backup`).

`database.sqlite3`, then `evidence/ab/cdef…`, then `manifest.json` with the SHA-256 and size of
every member and a seal over itself. Pictures and PDFs are compressed already, so the tar is not.
"""

from __future__ import annotations

import hashlib
import io
import json
import os
import re
import tarfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import IO, Protocol

DATABASE = "database.sqlite3"
_MANIFEST = "manifest.json"
_EVIDENCE = re.compile(r"evidence/([0-9a-f]{2})/([0-9a-f]{62})")
_FORMAT = 2
"""1: without the end of the audit chain."""
_CHUNK = 1024 * 1024


class BackupCode(StrEnum):
    """What can go wrong with a backup."""

    NO_DATABASE = "no_database"
    DATABASE_DAMAGED = "database_damaged"
    EXISTS = "exists"
    MISSING = "missing"
    DAMAGED = "damaged"
    NEWER_FORMAT = "newer_format"
    IN_USE = "in_use"
    DISK = "disk"
    GIVEN_UP = "given_up"


class BackupFault(Exception):
    """A backup or a restore did not happen; `str()` is a Chinese sentence for the operator."""

    def __init__(self, code: BackupCode, sentence: str) -> None:
        super().__init__(sentence)
        self.code = code


def damaged(detail: str) -> BackupFault:
    """Word a backup file that cannot be trusted."""
    return BackupFault(
        BackupCode.DAMAGED, f"备份文件已损坏或不完整（{detail}），没有改动现有数据库。"
    )


@dataclass(frozen=True)
class BackupReport:
    """What a backup holds. Sizes in bytes; `damaged` are digests whose file had rotted before."""

    path: Path
    made: datetime
    size: int
    database_size: int
    files: int
    evidence_size: int
    damaged: tuple[str, ...]
    anchor: str = ""
    digests: frozenset[str] = frozenset()
    """The evidence that is in it, by name."""


@dataclass(frozen=True)
class Member:
    """What the manifest says of one member."""

    digest: str
    size: int


@dataclass
class Manifest:
    """The list of members; `damaged` names evidence whose bytes no longer match their digest."""

    made: str
    members: dict[str, Member] = field(default_factory=dict)
    damaged: list[str] = field(default_factory=list)
    anchor: str = ""
    """The end of the audit chain in the database of this backup; empty: a backup from before."""

    def dump(self) -> bytes:
        """Return the one way to write this list, sealed with its own hash."""
        body: dict[str, object] = {
            "format": 1,
            "made": self.made,
            "members": {name: [item.digest, item.size] for name, item in self.members.items()},
            "damaged": self.damaged,
        }
        if self.anchor:
            body |= {"format": _FORMAT, "anchor": self.anchor}
        seal = hashlib.sha256(json.dumps(body, sort_keys=True).encode()).hexdigest()
        return json.dumps({**body, "seal": seal}, sort_keys=True).encode()

    @classmethod
    def load(cls, data: bytes) -> Manifest:
        """Read a list back. Raises BackupFault when it is not exactly what was written."""
        try:
            body = json.loads(data)
            if body["format"] not in (1, _FORMAT):
                raise BackupFault(
                    BackupCode.NEWER_FORMAT, "这份备份由其他版本的程序生成，请用生成它的版本恢复。"
                )
            members = {name: Member(*item) for name, item in body["members"].items()}
            manifest = cls(body["made"], members, body["damaged"], body.get("anchor", ""))
            datetime.fromisoformat(manifest.made)
        except (ValueError, KeyError, TypeError, AttributeError) as problem:
            raise damaged("清单无法读取") from problem
        if manifest.dump() != data or DATABASE not in members:
            raise damaged("清单与封签不符")
        return manifest

    def report(self, path: Path) -> BackupReport:
        """Sum the list up."""
        sizes = [item.size for name, item in self.members.items() if name != DATABASE]
        return BackupReport(
            path=path,
            made=datetime.fromisoformat(self.made),
            size=path.stat().st_size,
            database_size=self.members[DATABASE].size,
            files=len(sizes),
            evidence_size=sum(sizes),
            damaged=tuple(self.damaged),
            anchor=self.anchor,
            digests=frozenset(filter(None, map(evidence_digest, self.members))),
        )


class HashingReader:
    """A file that is hashed and counted while somebody reads it."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self._hash = hashlib.sha256()
        self._size = 0

    def read(self, size: int = -1) -> bytes:
        """Read like a file."""
        data = self._file.read(size)
        self._hash.update(data)
        self._size += len(data)
        return data

    def copy_to(self, target: IO[bytes] | None) -> None:
        """Read to the end, into a file or into nothing."""
        while data := self.read(_CHUNK):
            if target is not None:
                target.write(data)

    @property
    def member(self) -> Member:
        """What was read so far, as a manifest would note it."""
        return Member(self._hash.hexdigest(), self._size)


def evidence_digest(name: str) -> str | None:
    """Return the digest that a member's name promises; None for any other name."""
    match = _EVIDENCE.fullmatch(name)
    return match[1] + match[2] if match else None


class Papers(Protocol):
    """A store that is asked for its files one by one: not all of them lie in a folder."""

    def walk(self) -> Iterator[str]:
        """Every digest."""

    def local(self, digest: str) -> Path:
        """Where its bytes are on this machine now."""


def write(
    part: Path, database: Path, evidence: Path | Papers, made: datetime, anchor: str = ""
) -> Manifest:
    """Write a whole backup to `part`, which must not exist, and sync it. Raises OSError."""
    manifest = Manifest(made.isoformat(), anchor=anchor)
    handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as file:
        with tarfile.open(fileobj=file, mode="w", format=tarfile.PAX_FORMAT) as archive:
            manifest.members[DATABASE] = _add(archive, DATABASE, database)
            for name, path in _kept_files(evidence):
                try:
                    manifest.members[name] = _add(archive, name, path)
                except FileNotFoundError:
                    continue  # swept a moment ago: no row speaks of it
                promised = evidence_digest(name)
                if promised is not None and manifest.members[name].digest != promised:
                    manifest.damaged.append(promised)
            data = manifest.dump()
            member = tarfile.TarInfo(_MANIFEST)
            member.size, member.mode = len(data), 0o600
            archive.addfile(member, io.BytesIO(data))
        file.flush()
        os.fsync(file.fileno())
    return manifest


def _kept_files(evidence: Path | Papers) -> Iterator[tuple[str, Path]]:
    """Every file that is kept, fetched where it lies elsewhere; never what is still arriving."""
    if isinstance(evidence, Path):
        yield from _files_of(evidence)
        return
    for digest in sorted(evidence.walk()):
        yield f"evidence/{digest[:2]}/{digest[2:]}", evidence.local(digest)


def _files_of(root: Path) -> Iterator[tuple[str, Path]]:
    """Every file of the evidence tree whose place is a digest."""
    for folder in sorted(root.iterdir()) if root.is_dir() else ():
        if len(folder.name) == 2 and folder.is_dir():
            for path in sorted(folder.iterdir()):
                name = f"evidence/{folder.name}/{path.name}"
                if evidence_digest(name) is not None:
                    yield name, path


def _add(archive: tarfile.TarFile, name: str, path: Path) -> Member:
    with path.open("rb") as file:
        state = os.fstat(file.fileno())
        member = tarfile.TarInfo(name)
        member.size, member.mtime, member.mode = state.st_size, int(state.st_mtime), 0o600
        reader = HashingReader(file)
        archive.addfile(member, reader)
    return reader.member


def anchor_in(path: Path) -> str:
    """The end of the audit chain that a backup names; nothing else of it is read.

    Raises BackupFault, and OSError when the file cannot be read at all.
    """
    try:
        with tarfile.open(path, "r:") as archive:
            while (info := archive.next()) is not None:
                archive.members.clear()  # type: ignore[attr-defined]  # else it remembers each one
                if info.name == _MANIFEST and (file := archive.extractfile(info)) is not None:
                    return Manifest.load(file.read()).anchor
    except (tarfile.TarError, ValueError, OverflowError) as problem:
        raise damaged("文件被截断或不是备份") from problem
    raise damaged("缺少清单，文件可能被截断")


def read(path: Path, take: Callable[[str, HashingReader], None] | None = None) -> Manifest:
    """Read a backup to its end, comparing every member with the manifest.

    `take` is given each member in turn and may read it; what it leaves is read for it. Raises
    BackupFault for damage of any kind, and OSError when the file cannot be read at all.
    """
    found: dict[str, Member] = {}
    manifest: Manifest | None = None
    try:
        with tarfile.open(path, "r:") as archive:
            while (info := archive.next()) is not None:
                archive.members.clear()  # type: ignore[attr-defined]  # else it remembers each one
                file = archive.extractfile(info) if info.isreg() else None
                if file is None or info.name in found or manifest is not None:
                    raise damaged("有多余的内容")
                if info.name == _MANIFEST:
                    manifest = Manifest.load(file.read())
                    continue
                if info.name != DATABASE and evidence_digest(info.name) is None:
                    raise damaged("有多余的内容")
                reader = HashingReader(file)
                if take is not None:
                    take(info.name, reader)
                reader.copy_to(None)
                found[info.name] = reader.member
    except (tarfile.TarError, ValueError, OverflowError) as problem:  # headers of nonsense
        raise damaged("文件被截断或不是备份") from problem
    if manifest is None:
        raise damaged("缺少清单，文件可能被截断")
    if found != manifest.members:
        raise damaged("内容与清单不符")
    return manifest
