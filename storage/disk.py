"""What the disk may do to a file that is kept, said in our words; names synced, bytes hashed."""

from __future__ import annotations

import contextlib
import errno
import hashlib
import os
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path


class FaultCode(StrEnum):
    """What the disk did, or the bucket (``storage.bucket``)."""

    NO_SPACE = "no_space"
    DISK_ERROR = "disk_error"
    UNREACHABLE = "unreachable"
    """The bucket does not answer, or not us."""
    ROTTEN = "rotten"
    """What the bucket has is not what was put there."""
    UNFIT = "unfit"
    """The bucket lets what is there be put over unasked."""


class StoreFault(Exception):
    """The disk is full or failing. Loud: no file may be confirmed until somebody has looked."""

    def __init__(self, code: FaultCode, detail: str) -> None:
        super().__init__(f"{code.value}: {detail}")
        self.code = code
        self.detail = detail


@contextlib.contextmanager
def disk_faults() -> Iterator[None]:
    """Turn the operating system's complaint into ours, telling a full disk from a broken one."""
    try:
        yield
    except OSError as problem:
        full = problem.errno in (errno.ENOSPC, errno.EDQUOT)
        code = FaultCode.NO_SPACE if full else FaultCode.DISK_ERROR
        raise StoreFault(code, str(problem)) from problem


def sync_folder(folder: Path) -> None:
    """Make the names inside a folder survive a power cut."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def digest_of(path: Path) -> str:
    """SHA-256 of what a file holds, in hex."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
