"""Killed with -9 around a commit that many share: all of them or none, nothing acknowledged lost.

A child process of its own carries transactions through and says over a line which ones it was told
are durable; it kills itself at a chosen moment around the shared commit, or is killed at any.
"""

from __future__ import annotations

import asyncio
import multiprocessing
import os
import random
import signal
import sqlite3
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerContext, ForkServerProcess
from pathlib import Path
from typing import Any

import pytest

from storage.database import Database
from storage.writer import Writer

# A killed process has left a file, which is looked into; servers are killed in tests/province.
pytestmark = pytest.mark.sqlite

MANY = 20


@pytest.fixture(scope="module")
def processes() -> ForkServerContext:
    """Children are forked from a server that has imported everything once."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["__main__", "tests.kill.test_shared_commit"])
    return context


def live(file: Path, moment: str, line: Connection) -> None:
    """A child's whole life."""
    arm(moment)
    asyncio.run(_live(file, line))


def arm(moment: str) -> None:
    """Die when all have left their savepoints, or when the commit they share has just been made."""
    commit = Writer._commit

    async def fused(self: Writer, batch: Any) -> None:
        full = batch.members == MANY
        if full and moment == "before":
            os.kill(os.getpid(), signal.SIGKILL)
        if full and moment == "after":
            # Those who wait are not told yet: between the disk and the word.
            batch.settle = lambda fault=None: os.kill(os.getpid(), signal.SIGKILL)
        await commit(self, batch)

    Writer._commit = fused  # type: ignore[method-assign] # this process is there to die


async def _live(file: Path, line: Connection) -> None:
    database = await Database.open(file)
    async with database.transaction() as db:
        await db.execute("create table if not exists kept (who integer primary key, twin integer)")
    number = 0
    while True:
        await asyncio.gather(*(_keep(database, number + n, line) for n in range(MANY)))
        number += MANY


async def _keep(database: Database, who: int, line: Connection) -> None:
    async with database.transaction() as db:
        await db.execute("insert into kept (who) values (?)", (who,))
        await asyncio.sleep(0)
        await db.execute("update kept set twin = ? where who = ?", (who, who))
    line.send(who)


def begin(
    processes: ForkServerContext, file: Path, moment: str
) -> tuple[ForkServerProcess, Connection]:
    ours, theirs = processes.Pipe(duplex=False)
    child = processes.Process(target=live, args=(file, moment, theirs), daemon=True)
    child.start()
    theirs.close()
    return child, ours


def told(line: Connection) -> set[int]:
    """What the child had been told is durable."""
    found = set()
    try:
        while True:
            found.add(line.recv())
    except EOFError:
        return found


def kept(file: Path) -> list[tuple[int, int]]:
    """Rows as the next process would find them."""
    db = sqlite3.connect(file)
    try:
        return db.execute("select who, twin from kept order by who").fetchall()
    finally:
        db.close()


@pytest.mark.parametrize(("moment", "rows"), [("before", 0), ("after", MANY)])
def test_those_who_share_a_commit_are_all_there_or_none(
    processes: ForkServerContext, tmp_path: Path, moment: str, rows: int
) -> None:
    """Dead between the last savepoint and the commit: none. Dead after the commit: every one."""
    file = tmp_path / "xinkao.db"
    child, line = begin(processes, file, moment)
    child.join(60)
    assert child.exitcode == -signal.SIGKILL
    assert told(line) == set(), "nobody may have been told"
    assert kept(file) == [(who, who) for who in range(rows)]


@pytest.mark.slow
def test_killed_at_any_moment_nothing_acknowledged_is_lost(
    processes: ForkServerContext, tmp_path: Path
) -> None:
    """Six deaths under load: what was acknowledged is there, and each batch is whole or absent."""
    chance = random.Random(20261124)
    for life in range(6):
        file = tmp_path / f"{life}.db"
        child, line = begin(processes, file, "")
        heard = {line.recv() for _ in range(chance.randint(1, 150))}
        child.join(chance.random() * 0.01)
        child.kill()
        child.join(60)
        heard |= told(line)
        there = kept(file)
        assert heard <= {who for who, _ in there}, "acknowledged and lost"
        assert all(who == twin for who, twin in there), "half a transaction"
        assert len(there) % MANY == 0, "half a commit"
