"""One bit of the database file turns over: it is found, or no row reads otherwise.

In every kind of page SQLite has: leaves and inner pages of tables and of indexes, the overflow of
long values, the list of free pages and the free pages themselves, the header. What nobody finds is
of three sorts, and the test says which:

* bits that nothing reads: the gap between a page's pointers and its cells, what lies in a free
  page, counters that SQLite keeps and does not need. Every row of every table reads as before;
* a word that stands nowhere else: what was said in a chat, a caption, a person's name, the moment a
  letter was sent. One letter of it is another one. Nothing that counts is among them: figures,
  decisions, reasons, states, editions, receipts, papers, roles and the audit are each held against
  a hash or a second row (``_COUNTS``);
* an index's own copy of such a word would be found: the two no longer agree.
"""

from __future__ import annotations

import asyncio
import contextlib
import random
import shutil
import sqlite3
import struct
from collections import defaultdict
from pathlib import Path

import pytest

from bot.invariants import broken_invariants
from storage.database import Database
from storage.evidence import EvidenceStore
from storage.faults import StorageFault
from tests.invariants.whole_county import play_it
from tests.stage import MONDAY, stage

pytestmark = pytest.mark.slow
EACH = 12
"""Bits of each kind of page: two in three where something is written, the others anywhere."""
KINDS = {
    "header",
    "table leaf",
    "table interior",
    "index leaf",
    "overflow",
    "free trunk",
    "free leaf",
}
_COUNTS = {
    "audit": None,
    "claims": {"form_id", "row", "input", "value", "version"},
    "supplied": {"form_id", "row", "input", "value", "version"},
    "reviews": {"form_id", "row", "decision", "accepted", "reason", "at"},
    "forms": {"quarter_id", "unit_id", "state"},
    "quarters": {"year", "number", "state"},
    "quarter_schemes": {"quarter_id", "grp", "hash", "text"},
    "publications": {"quarter_id", "kind", "version", "hash", "snapshot"},
    "receipts": {"number", "hash", "kind"},
    "evidence": {"form_id", "row", "digest", "receipt"},
    "roles": {"person_id", "role", "unit_id", "given_at", "ended_at"},
}
"""Tables and columns (None: all) of which no bit may turn unseen."""


@pytest.fixture(scope="module")
def county(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A county in which everything happened once, with pages that were used and are free again."""
    folder = tmp_path_factory.mktemp("county")

    async def play() -> None:
        async with stage(folder) as made:
            await play_it(made)
            async with made.database.transaction() as db:
                for number in range(200):
                    sql = "insert into settings (key, value) values (?, ?)"
                    await db.execute(sql, (f"pad:{number}", "x" * 3000))
            async with made.database.transaction() as db:
                await db.execute("delete from settings where key like 'pad:%'")

    asyncio.run(play())
    db = sqlite3.connect(folder / "xinkao.db")
    db.execute("pragma wal_checkpoint(truncate)")
    db.close()
    return folder


def _pages(file: Path) -> tuple[int, dict[str, list[int]]]:
    """The page size, and the numbers of the pages of each kind."""
    data = file.read_bytes()
    size = struct.unpack(">H", data[16:18])[0]
    kinds: dict[int, str] = {}
    db = sqlite3.connect(f"{file.absolute().as_uri()}?immutable=1", uri=True)
    todo = [1, *(row[0] for row in db.execute("select rootpage from sqlite_master where rootpage"))]
    db.close()
    names = {13: "table leaf", 5: "table interior", 10: "index leaf", 2: "index interior"}
    while todo:
        number = todo.pop()
        page = data[(number - 1) * size : number * size]
        at = 100 if number == 1 else 0
        kinds[number] = names[page[at]]
        if page[at] in (2, 5):
            todo.append(struct.unpack_from(">I", page, at + 8)[0])
            for cell in range(struct.unpack_from(">H", page, at + 3)[0]):
                place = struct.unpack_from(">H", page, at + 12 + 2 * cell)[0]
                todo.append(struct.unpack_from(">I", page, place)[0])
    trunk = struct.unpack_from(">I", data, 32)[0]
    while trunk:
        kinds[trunk] = "free trunk"
        page = data[(trunk - 1) * size : trunk * size]
        for leaf in range(struct.unpack_from(">I", page, 4)[0]):
            kinds[struct.unpack_from(">I", page, 8 + 4 * leaf)[0]] = "free leaf"
        trunk = struct.unpack_from(">I", page)[0]
    found: dict[str, list[int]] = defaultdict(list)
    for number in range(1, len(data) // size + 1):
        found[kinds.get(number, "overflow")].append(number)
    return size, found


def _read(file: Path) -> dict[str, tuple[list[str], set[tuple[object, ...]]]] | None:
    """Every row of every table, as it reads; None: it does not."""
    db = sqlite3.connect(f"{file.absolute().as_uri()}?immutable=1", uri=True)
    db.text_factory = bytes
    try:
        names = db.execute("select name from sqlite_master where type = 'table'").fetchall()
        found = {}
        for (name,) in names:
            if name.startswith((b"paper_", b"search_", b"sqlite_")):
                continue  # what the search's index makes anew by itself
            cursor = db.execute(f'select * from "{name.decode()}"')
            columns = [column[0] for column in cursor.description]
            found[name.decode()] = (columns, set(cursor.fetchall()))
    except sqlite3.Error:
        return None
    else:
        return found
    finally:
        db.close()


async def _is_found(folder: Path) -> bool:
    """Whether the start or the check says anything."""
    try:
        database = await Database.open(folder / "xinkao.db")
    except Exception:  # noqa: BLE001 -- whatever it is, it is said
        return True
    try:
        store = EvidenceStore(folder / "evidence", 20 * 1024 * 1024, reserve=0)
        found = await broken_invariants(database, store, now=MONDAY, unit_bytes=10**9)
        return bool(found)
    except Exception:  # noqa: BLE001 -- as above
        return True
    finally:
        with contextlib.suppress(StorageFault):
            await database.close()


def _flips(file: Path, chance: random.Random) -> list[tuple[str, int, int]]:
    """Kind of page, byte in the file, bit."""
    data = file.read_bytes()
    size, kinds = _pages(file)
    places = {kind: [(n - 1) * size for n in numbers] for kind, numbers in kinds.items()}
    assert places.keys() >= KINDS - {"header"}
    found = [("header", chance.randrange(100), chance.randrange(8)) for _ in range(EACH)]
    for kind, pages in sorted(places.items()):
        for number in range(EACH):
            at = chance.choice(pages)
            anywhere = range(at, at + size)
            written = [one for one in anywhere if data[one]] or anywhere
            byte = chance.choice(anywhere if number % 3 == 0 else written)
            found.append((kind, byte, chance.randrange(8)))
    return found


async def test_a_bit_that_turns_over_is_found_or_changes_nothing_that_counts(
    county: Path, tmp_path: Path
) -> None:
    """In every kind of page; most are found, and of the others it is said what they are."""
    whole = _read(county / "xinkao.db")
    assert whole is not None
    found: dict[str, int] = defaultdict(int)
    for kind, byte, bit in _flips(county / "xinkao.db", random.Random(37)):
        folder = tmp_path / "life"
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(county, folder)
        data = bytearray((folder / "xinkao.db").read_bytes())
        data[byte] ^= 1 << bit
        (folder / "xinkao.db").write_bytes(data)
        reads = _read(folder / "xinkao.db")
        if await _is_found(folder):
            found[kind] += 1
            continue
        assert reads is not None, f"{kind}, byte {byte}, bit {bit}: it cannot be read, unseen"
        for table, (columns, rows) in whole.items():
            for column in _differing(columns, rows, reads[table][1]):
                counting = _COUNTS.get(table, set())
                counts = counting is None or column in counting
                assert not counts, f"{kind}, byte {byte}, bit {bit}: {table}.{column}, unseen"
    assert found.keys() >= {"header", "table leaf", "table interior", "index leaf", "overflow"}
    assert "free leaf" not in found, "what lies in a free page is nothing"


def _differing(
    columns: list[str], rows: set[tuple[object, ...]], now: set[tuple[object, ...]]
) -> set[str]:
    """The columns in which the one row that reads otherwise does so."""
    gone, come = rows - now, now - rows
    if not gone and not come:
        return set()
    assert len(gone) == len(come) == 1, (gone, come)
    (old,), (new,) = gone, come
    return {name for name, a, b in zip(columns, old, new, strict=True) if a != b}
