"""One program per bot: the platform allows one connection, and a second one throws the first out.

A lock on a file in the data folder, and one on a file of this machine, for a second installation
with the same Bot ID. The system lets go of both when the process ends, however it ends.
"""

from __future__ import annotations

import contextlib
import fcntl
import hashlib
import os
import tempfile
from pathlib import Path

_OPEN = os.O_RDWR | os.O_CLOEXEC | os.O_NOFOLLOW


class TakenFault(Exception):
    """Another program of this machine uses the bot; the text says so in Chinese."""


class Hold:
    """The right to connect as one bot."""

    def __init__(self) -> None:
        self._locks: list[tuple[Path, int]] = []

    @classmethod
    def take(cls, folder: Path, bot_id: str) -> Hold:
        """Take it.

        Raises:
            TakenFault: another program has it.
        """
        mark = hashlib.sha256(bot_id.encode()).hexdigest()[:16]
        hold = cls()
        for place in (folder, Path(tempfile.gettempdir())):
            path = place / f"xinkao-wecom-{mark}.lock"
            try:
                file = _locked(path)
            except TakenFault:
                hold.release()
                raise
            if file is not None:  # else not ours to write: the other lock must do
                hold._locks.append((path, file))
        return hold

    def release(self) -> None:
        """Let go, and leave nothing behind."""
        for path, file in self._locks:
            with contextlib.suppress(OSError):
                path.unlink()
            os.close(file)
        self._locks = []


def _locked(path: Path) -> int | None:
    """The locked file; None when it cannot be opened at all.

    Raises:
        TakenFault: another program has locked it.
    """
    while (file := _open(path)) is not None:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            other = _number(file)
            os.close(file)
            raise TakenFault(_sentence(other)) from None
        if _is_there(path, file):
            _write(file)
            return file
        os.close(file)  # its owner has let go and removed it: what is there now is another file
    return None


def _is_there(path: Path, file: int) -> bool:
    with contextlib.suppress(OSError):
        return os.path.samestat(os.fstat(file), path.lstat())
    return False


def _open(path: Path) -> int | None:
    # Without O_CREAT first: in a sticky folder the system forbids it on other people's files.
    for flags in (_OPEN, _OPEN | os.O_CREAT, os.O_RDONLY | os.O_CLOEXEC | os.O_NOFOLLOW):
        with contextlib.suppress(OSError):
            return os.open(path, flags, 0o644)
    return None


def _write(file: int) -> None:
    with contextlib.suppress(OSError):
        os.ftruncate(file, 0)
        os.pwrite(file, str(os.getpid()).encode(), 0)


def _number(file: int) -> str:
    with contextlib.suppress(OSError, ValueError):
        return str(int(os.pread(file, 20, 0)))
    return ""


def _sentence(number: str) -> str:
    who = f"（进程号 {number}）" if number else ""
    return (
        f"本机已有另一个程序{who}在用这个企业微信机器人，同一个机器人只能有一个连接。"
        "请先停掉那个程序，再重新启动。"
    )
