"""Twice as many papers, answers and audit rows are at most twice the work, in every promise.

Counted in steps of SQLite's own machine, which no busy computer changes.
"""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

import pytest

from bot import invariants
from bot.corridor import pages
from bot.invariants.look import Look
from storage.evidence import EvidenceStore
from storage.session import Session
from storage.sqlite.line import Here
from storage.sqlite.schema import migrate

AT = "2026-01-01T00:00:00.000000Z"
UNITS, QUARTERS = 10, 4
PAPERS = 300
STEP = 10
"""Instructions of SQLite's machine between two counts."""
SLACK = 3000
"""Instructions a query costs on the smallest of counties; below it growth says nothing."""
LINEAR = 2.4
"""Twice the rows, and the trees that are searched a little deeper; a square would be 4."""


def county(folder: Path, papers: int) -> Path:
    """So many papers, with a receipt, an answer, a decision and five audit rows each."""
    folder.mkdir()
    file = folder / "xinkao.db"
    migrate(file)
    db = sqlite3.connect(file)
    db.execute("insert into persons (id, name, created_at) values (1, '李敏', ?)", (AT,))
    for unit in range(1, UNITS + 1):
        name = f"第{unit}局"
        db.execute(
            "insert into units (id, name, short, grp, created_at) values (?, ?, ?, '县直', ?)",
            (unit, f"县{name}", name, AT),
        )
    for quarter in range(1, QUARTERS + 1):
        dates = (quarter, 2026, quarter, "review", "2026-01-01", AT, AT, AT, AT, AT)
        db.execute(f"insert into quarters values ({', '.join('?' * 10)})", dates)
        db.executemany(
            "insert into forms (quarter_id, unit_id, grp, state, submitted_at)"
            " values (?, ?, '县直', 'submitted', ?)",
            [(quarter, unit, AT) for unit in range(1, UNITS + 1)],
        )
    for number in range(papers):
        _paper(db, number)
    db.execute("insert into settings (key, value) values ('receipt:260101', ?)", (str(papers),))
    db.commit()
    db.close()
    return file


def _paper(db: sqlite3.Connection, number: int) -> None:
    form, row, receipt = number % (UNITS * QUARTERS) + 1, f"三.{number}", f"R260101-{number + 1:04}"
    digest = f"{number:064x}"
    body = json.dumps({"quarter": [2026, 1], "unit": "局", "files": [{"digest": digest}]})
    db.execute("insert into blobs values (?, 1, 'pdf', null, ?)", (digest, AT))
    db.execute(
        "insert into receipts values (?, ?, 'evidence', ?, ?, ?, 1)",
        (receipt, form, digest, body, AT),
    )
    db.execute(
        'insert into evidence (form_id, "row", digest, label, receipt, by_person, at)'
        " values (?, ?, ?, '照片', ?, 1, ?)",
        (form, row, digest, receipt, AT),
    )
    db.execute(
        'insert into claims (form_id, "row", input, value, by_person, at)'
        " values (?, ?, '次数', '1', 1, ?)",
        (form, row, AT),
    )
    db.execute(
        'insert into reviews (form_id, "row", decision, by_person, at)'
        " values (?, ?, 'accept', 1, ?)",
        (form, row, AT),
    )
    told = (
        ("receipt.evidence", f"receipt/{receipt}", {"hash": digest}),
        ("evidence.add", f"evidence/{number + 1}", {"digest": digest, "url": None, "row": row}),
        ("claim.change", f"claim/{form}/{row}/次数", 1),
        ("review.accept", f"review/{form}/{row}", {}),
        ("role.give", "person/1", {"role": "liaison", "unit": 1}),
    )
    for place, (action, subject, after) in enumerate(told):
        link = number * len(told) + place + 1
        db.execute(
            'insert into audit (stream, seq, at, actor, action, subject, "before", "after",'
            " previous, hash, number, chain) values (?, ?, ?, 1, ?, ?, 'null', ?, '', '', ?, '')",
            (f"unit:{link % UNITS + 1}", link, AT, action, subject, json.dumps(after), link),
        )


async def steps(file: Path) -> dict[str, int]:
    """The instructions that SQLite carries out for every promise."""
    pages.open_all()
    line = Here(file, 5)
    count = 0

    def counted() -> int:
        nonlocal count
        count += STEP
        return 0

    line._connection.set_progress_handler(counted, STEP)
    found = {}
    look = Look(Session(line, reads_only=True), EvidenceStore(file.parent / "evidence", 1000))
    await look.prepare()
    for one in invariants.ALL:
        count = 0
        async for _ in one.find(look):
            pass
        found[one.name] = count
    line.close()
    return found


async def test_twice_the_papers_are_at_most_twice_the_work(tmp_path: Path) -> None:
    """In every promise; what reads a whole table for each of its rows would cost four times."""
    once = await steps(county(tmp_path / "once", PAPERS))
    twice = await steps(county(tmp_path / "twice", 2 * PAPERS))
    assert max(twice.values()) > 10 * SLACK, "nothing was measured"
    worse = {
        name: (count, twice[name])
        for name, count in once.items()
        if twice[name] > LINEAR * max(count, SLACK)
    }
    assert worse == {}


@pytest.mark.parametrize("sql", ["select count(*) from audit a, audit b where a.hash < b.chain"])
async def test_a_square_would_be_seen(tmp_path: Path, sql: str) -> None:
    """The measure itself: a table read for each of its own rows."""
    counts = []
    for times in (1, 2):
        db = sqlite3.connect(county(tmp_path / str(times), 40 * times))
        seen = [0]
        db.set_progress_handler(lambda seen=seen: seen.__setitem__(0, seen[0] + 1), STEP)
        db.execute(sql).fetchall()
        db.close()
        counts.append(seen[0])
    assert counts[1] > LINEAR * counts[0]
