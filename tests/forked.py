"""The real program, started in a moment: forked from a process that has imported all of it.

Python's start and the imports take a second and a half of processor time, each time; most tests
mean what the program does then. What is forked is a process with its own folder, environment,
streams and status; it ends as Python ends it, or is killed. Not here: programs whose very start is
the matter, which Python itself starts (``tests.program``).
"""

from __future__ import annotations

import asyncio
import atexit
import contextlib
import json
import os
import select
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import IO

from tests.patience import LONG
from tests.program import environment

_LONGEST = 1 << 17
"""Bytes of an order: the words, the folder, the environment."""


class Nursery:
    """The process that has imported everything, and forks."""

    def __init__(self, before: Sequence[str] = ()) -> None:
        self._line, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        with theirs:
            self._process = subprocess.Popen(
                [*before, sys.executable, "-m", "tests.forked", str(theirs.fileno())],
                env=environment(),
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                pass_fds=(theirs.fileno(),),
            )
        atexit.register(self.close)

    def close(self) -> None:
        """It ends when nobody can order any more."""
        self._line.close()
        self._process.wait()

    def start(
        self,
        words: Sequence[str],
        folder: Path,
        told: Mapping[str, str],
        out: IO[str],
        err: IO[str],
    ) -> Forked:
        """Start ``python -m bot`` with these words, with streams of one's own."""
        line, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        order = json.dumps([list(words), str(folder), dict(told)]).encode()
        with theirs:
            streams = [theirs.fileno(), out.fileno(), err.fileno()]
            socket.send_fds(self._line, [order], streams)
        return Forked(line)


class Forked:
    """A process that was forked; as ``subprocess.Popen``."""

    def __init__(self, line: socket.socket) -> None:
        self._line = line
        self.pid = int(line.recv(32))
        self._status: int | None = None
        self._lock = threading.Lock()

    @property
    def returncode(self) -> int | None:
        """Its status, if it has ended."""
        if self._status is None and self._lock.acquire(blocking=False):  # else somebody waits
            try:
                if self._status is None and select.select([self._line], [], [], 0)[0]:
                    self._hear(0)
            finally:
                self._lock.release()
        return self._status

    def wait(self, timeout: float) -> int:
        """Its status.

        Raises:
            TimeoutError: it is still there.
        """
        with self._lock:
            return self._hear(timeout) if self._status is None else self._status

    def _hear(self, timeout: float) -> int:
        self._line.settimeout(timeout)
        status = self._status = int(self._line.recv(32))
        self._line.close()
        return status

    async def ended(self, timeout: float = LONG) -> int:
        """Its status, once it has ended."""
        return await asyncio.to_thread(self.wait, timeout)

    def send_signal(self, number: int) -> None:
        """A signal, unless it has ended."""
        if self.returncode is None:
            with contextlib.suppress(ProcessLookupError):
                os.kill(self.pid, number)

    def kill(self) -> None:
        """As a power cut does."""
        self.send_signal(signal.SIGKILL)

    def terminate(self) -> None:
        """As an operator does."""
        self.send_signal(signal.SIGTERM)


@cache
def nursery(*before: str) -> Nursery:
    """The one of this process; ``before`` its command goes what takes rights away (``setpriv``)."""
    return Nursery(before)


def run(
    words: Sequence[str],
    folder: Path,
    told: Mapping[str, str],
    before: Sequence[str] = (),
    timeout: float = LONG,
) -> subprocess.CompletedProcess[str]:
    """Run a command to its end, as ``subprocess.run`` does.

    Raises:
        subprocess.TimeoutExpired: it is still there, and was killed.
    """
    with tempfile.TemporaryFile("w+") as out, tempfile.TemporaryFile("w+") as err:
        process = nursery(*before).start(words, folder, told, out, err)
        try:
            process.wait(timeout)
        except TimeoutError:
            process.send_signal(signal.SIGKILL)
            process.wait(timeout)
            raise subprocess.TimeoutExpired(list(words), timeout, _said(out), _said(err)) from None
        return subprocess.CompletedProcess(
            list(words), process.returncode or 0, _said(out), _said(err)
        )


def _said(stream: IO[str]) -> str:
    stream.seek(0)
    return stream.read()


# -- in the process that forks ------------------------------------------------------------------


def _ordered(line: socket.socket) -> list[str]:
    """Wait for orders and fork; what the forked process is to do is returned in it."""
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    while True:
        order, handles, _, _ = socket.recv_fds(line, _LONGEST, 3)
        if not order:
            os._exit(0)
        if os.fork() == 0:
            line.close()
            return _forked(order, *handles)
        for handle in handles:
            os.close(handle)


def _forked(order: bytes, handle: int, out: int, err: int) -> list[str]:
    """Between the process and whoever waits for it stands one that tells its end."""
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    pid = os.fork()
    if pid != 0:
        os.close(out)
        os.close(err)
        _tell_the_end(socket.socket(fileno=handle), pid)
    words, folder, told = json.loads(order)
    os.chdir(folder)
    os.environ.clear()
    os.environ.update(told)
    time.tzset()
    tempfile.tempdir = None  # it may have been looked up before
    os.dup2(out, 1)
    os.dup2(err, 2)
    os.closerange(3, 64)
    return list(words)


def _tell_the_end(line: socket.socket, pid: int) -> None:
    line.send(str(pid).encode())
    watched = select.poll()
    watched.register(line, select.POLLIN)
    watched.register(os.pidfd_open(pid), select.POLLIN)
    if any(handle == line.fileno() for handle, _ in watched.poll()):
        os.kill(pid, signal.SIGKILL)  # nobody waits for it any more
    _, status = os.waitpid(pid, 0)
    line.send(str(os.waitstatus_to_exitcode(status)).encode())
    os._exit(0)


def _main(handle: int) -> None:
    from bot.__main__ import ending, main
    from bot.corridor import pages
    from bot.province import serving  # noqa: F401 -- imported once for all
    from bot.running import app, drill, inspection  # noqa: F401

    with contextlib.suppress(ImportError):
        from storage.postgres import place  # noqa: F401

    pages.open_all()
    sys.argv[1:] = _ordered(socket.socket(fileno=handle))
    sys.argv[0] = "python -m bot"
    ending.leave(main(sys.argv[1:]))


if __name__ == "__main__":
    _main(int(sys.argv[1]))
