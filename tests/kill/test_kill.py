"""A process killed with -9 anywhere between phone and answer: nothing lost, nothing doubled.

A child process lives the real corridor and is killed at a named point; a second one carries on
and hears everything once more, as from a phone that never saw an acknowledgement. What is there
then is compared with a life that was never cut short: the same rows, and the same letters in the
same order, word for word.
"""

from __future__ import annotations

import asyncio
import random
import shutil
import signal
import sqlite3
from collections import Counter
from datetime import datetime
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerContext, ForkServerProcess
from pathlib import Path

import pytest

from bot.invariants import Broken, broken_invariants
from storage.database import Database, stamp
from storage.evidence import EvidenceStore
from storage.queries import web
from tests.kill.child import Sent, live
from tests.sample_papers import PAPERS
from tests.stage import MONDAY, stage
from tests.written_down import write_down

# A killed process has left a file, which is looked into; servers are killed in tests/province.
pytestmark = pytest.mark.sqlite

SENT = [
    Sent("answer-0001", "李敏", route="put/1/1/三.4/0/3"),
    Sent("asks-0002", "李敏", route="proof/1/1/三.4"),
    Sent("photo-0003", "李敏", "在文化广场", file=("照片1.jpg", PAPERS["活动照片1.jpg"]())),
    Sent("photo-0004", "李敏", file=("照片2.jpg", PAPERS["活动照片2.jpg"]()), remote=True),
]
"""An answer, a page, a photo whose bytes come before the update, one whose bytes come after."""

POINTS = (
    ("half a file", 1),
    ("half a file", 2),
    ("bytes", 1),
    ("bytes", 2),
    ("logged", 1),
    ("logged", 3),
    ("kept", 1),
    ("kept", 3),
    ("kept", 4),
    ("turn", 1),
    ("turn", 3),
    ("turn", 4),
    ("released", 2),
    ("released", 5),
    ("released", 9),
    ("released", 14),
    ("synced", 2),
    ("synced", 5),
    ("synced", 9),
    ("synced", 14),
    ("committed", 1),
    ("committed", 3),
    ("committed", 4),
    ("delivered", 1),
    ("delivered", 2),
    ("delivered", 3),
)
"""Where, and at which time it is reached, the process dies."""


@pytest.fixture(scope="module")
def county(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A county where the two liaisons have their web chats."""
    folder = tmp_path_factory.mktemp("county")

    async def found() -> None:
        async with stage(folder) as play, play.database.transaction() as db:
            await write_down(db, play.now)
            for person in ("李敏", "王强"):
                await web.put_room(db, person, person, stamp(MONDAY), private=True)
                await web.add_member(db, person, person, stamp(MONDAY))

    asyncio.run(found())
    return folder


@pytest.fixture
def folder(county: Path, tmp_path: Path) -> Path:
    """The county, to oneself."""
    shutil.copytree(county, tmp_path / "county")
    return tmp_path / "county"


def begin(
    processes: ForkServerContext,
    folder: Path,
    updates: list[Sent],
    point: str = "",
    hit: int = 1,
    one_by_one: bool = True,
    now: datetime = MONDAY,
    beats: int = 0,
) -> tuple[ForkServerProcess, Connection]:
    """A child begins to live; the line says which updates it has acknowledged."""
    ours, theirs = processes.Pipe(duplex=False)
    life = (folder, updates, point, hit, one_by_one, theirs, now, beats)
    child = processes.Process(target=live, args=life, daemon=True)
    child.start()
    theirs.close()
    return child, ours


def run(
    processes: ForkServerContext,
    folder: Path,
    updates: list[Sent],
    point: str = "",
    hit: int = 1,
    now: datetime = MONDAY,
    beats: int = 0,
) -> int | None:
    """A whole life; how it ended."""
    child, line = begin(processes, folder, updates, point, hit, now=now, beats=beats)
    child.join(60)
    line.close()
    return child.exitcode


def query(folder: Path, sql: str) -> list[tuple[object, ...]]:
    """Rows as the next process would find them."""
    db = sqlite3.connect(folder / "xinkao.db")
    try:
        return db.execute(sql).fetchall()
    finally:
        db.close()


STATE = (
    'select "row", input, value, version, by_person from claims',
    "select subject, before, after from audit where action = 'claim.change'",
    'select "row", digest, label, caption, receipt from evidence where removed_at is null',
    "select number, kind, hash from receipts",
    "select value from settings where key like 'receipt:%'",
    "select digest, size from blobs",
    "select update_key, state from inbox order by id",
    "select waiting, draft, place from conversations",
    "select key, payload from web_log where direction = 'in' order by seq",
    "select payload from web_log where direction = 'out' order by seq",
    "select chat, payload, state from outbox order by id",
)
"""What must be the same after any death; the letters' own times and tries may differ."""


def state(folder: Path) -> list[list[tuple[object, ...]]]:
    """Everything that the people concerned can tell apart."""
    return [query(folder, sql) for sql in STATE]


async def broken(folder: Path, now: datetime = MONDAY) -> list[Broken]:
    """What does not hold, bytes read again."""
    database = await Database.open(folder / "xinkao.db")
    store = EvidenceStore(folder / "evidence", 20 * 1024 * 1024, reserve=0)
    try:
        return await broken_invariants(database, store, deep=True, now=now)
    finally:
        await database.close()


@pytest.fixture(scope="module")
def undisturbed(
    processes: ForkServerContext, county: Path, tmp_path_factory: pytest.TempPathFactory
) -> list[list[tuple[object, ...]]]:
    """The state after a life that was not cut short."""
    folder = tmp_path_factory.mktemp("whole") / "county"
    shutil.copytree(county, folder)
    assert run(processes, folder, SENT) == 0
    found = state(folder)
    assert [len(rows) for rows in found[:4]] == [1, 1, 2, 2]
    assert len(found[-2]) == len(SENT), "one letter for each update"
    return found


@pytest.mark.parametrize(("point", "hit"), POINTS)
async def test_killed_there_nothing_is_lost_and_nothing_doubled(
    processes: ForkServerContext,
    folder: Path,
    undisturbed: list[list[tuple[object, ...]]],
    point: str,
    hit: int,
) -> None:
    """Killed at the point, carried on by the next process: as if nothing had happened."""
    assert run(processes, folder, SENT, point, hit) == -signal.SIGKILL
    assert state(folder) != undisturbed, "it died too late to prove anything"
    assert run(processes, folder, SENT) == 0
    assert state(folder) == undisturbed
    assert await broken(folder) == []


async def test_what_was_acknowledged_is_answered_though_the_phone_stays_silent(
    processes: ForkServerContext, folder: Path
) -> None:
    """Killed after the update was kept: the next process answers without being told again."""
    assert run(processes, folder, SENT[:1], "kept") == -signal.SIGKILL
    assert run(processes, folder, []) == 0
    assert query(folder, "select value, version from claims") == [("3", 1)]
    assert len(query(folder, "select 1 from web_log where direction = 'out'")) == 1
    assert await broken(folder) == []


async def test_what_was_only_logged_is_answered_though_the_phone_stays_silent(
    processes: ForkServerContext, folder: Path
) -> None:
    """Killed between the web chat's log and intake: the message on the screen is answered."""
    assert run(processes, folder, SENT[:1], "logged") == -signal.SIGKILL
    assert query(folder, "select 1 from inbox") == []
    assert run(processes, folder, []) == 0
    assert query(folder, "select value, version from claims") == [("3", 1)]
    assert await broken(folder) == []


async def test_bytes_without_a_row_are_an_orphan_for_the_sweep(
    processes: ForkServerContext, folder: Path
) -> None:
    """Killed after the bytes: nobody was told anything, and nobody speaks of them."""
    assert run(processes, folder, SENT, "bytes") == -signal.SIGKILL
    store = EvidenceStore(folder / "evidence", 20 * 1024 * 1024, reserve=0)
    assert len(list(store.walk())) == 1
    assert query(folder, "select 1 from evidence") == []
    told = query(folder, "select payload from web_log where direction = 'out'")
    assert not [text for (text,) in told if "存好" in str(text)], "success before the disk had it"


async def test_an_update_that_kills_every_process_is_set_aside(
    processes: ForkServerContext, folder: Path
) -> None:
    """Four processes die of it; the fifth serves everybody else."""
    for _ in range(4):
        assert run(processes, folder, SENT[:1], "turn") == -signal.SIGKILL
    other = Sent("other-0001", "王强", "首页")
    assert run(processes, folder, [*SENT[:1], other]) == 0
    states = query(folder, "select update_key, state, reference from inbox order by id")
    assert states == [
        ("in:李敏:answer-0001", "failed", "U1"),
        ("in:王强:other-0001", "done", ""),
    ]
    assert query(folder, "select 1 from claims") == []
    apology = query(folder, "select payload from web_log where key = 'out:1'")
    assert ["U1" in str(payload) for (payload,) in apology] == [True]
    assert await broken(folder) == []


@pytest.mark.slow
async def test_killed_again_and_again_under_load(
    processes: ForkServerContext, folder: Path
) -> None:
    """Sixty updates of two people at once, five deaths anywhere: lost 0, doubled 0."""
    chance = random.Random(20261123)
    load = _load()
    deaths = 0
    for killing in (*([True] * 5), False):
        child, line = begin(processes, folder, load, one_by_one=False)
        if killing:
            deaths += _kill_somewhere(child, line, chance)
        child.join(60)
        line.close()
    assert (deaths, child.exitcode) == (5, 0)
    answers = Counter(number for (number,) in query(folder, "select inbox_id from outbox"))
    numbers = [number for (number,) in query(folder, "select id from inbox")]
    assert len(numbers) == len(load)
    lost = [number for number in numbers if answers[number] == 0]
    doubled = [number for number in numbers if answers[number] > 1]
    assert (lost, doubled) == ([], [])
    logged = query(folder, "select key from web_log where direction = 'out'")
    assert len(logged) == len(set(logged)) == len(load)
    titles = Counter(title for (title,) in query(folder, "select title from work_reports"))
    wanted = {sent.text.split(" ")[0] for sent in load if "http" in sent.text}
    assert titles == Counter(wanted)
    assert len(query(folder, "select 1 from receipts")) == len(wanted)
    assert await broken(folder) == []


def _load() -> list[Sent]:
    """Thirty updates each of two people, in turn: a page that waits, then entry after entry."""
    people = (("李敏", 1), ("王强", 4))
    first = [
        Sent(f"first-{unit:04d}", who, route=f"reports/add/1/{unit}/2") for who, unit in people
    ]
    return first + [
        Sent(f"entry-{n:04d}", who, f"{who}的第{n}篇稿件 https://news.example.cn/{unit}/{n}.html")
        for n in range(29)
        for who, unit in people
    ]


def _kill_somewhere(child: ForkServerProcess, line: Connection, chance: random.Random) -> bool:
    """Kill the child while it works: after it acknowledged some more, at no chosen place."""
    try:
        for _ in range(chance.randint(3, 20)):
            line.recv()
        chance_to_work = chance.random() * 0.02
        child.join(chance_to_work)
    except EOFError:
        return False
    child.kill()
    child.join(30)
    return child.exitcode == -signal.SIGKILL
