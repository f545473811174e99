"""A county of many years by bulk SQL: 80 units over 12 quarters, their papers, their audit chain.

Everything in it holds: receipts and papers are in the chain with their hashes, every file is on
disk, and ``check --data`` finds nothing. All quarters are in review and no form is handed in.
``scale`` 1 is 100,000 papers and 500,000 audit rows; units and quarters stay as they are.
"""

from __future__ import annotations

import hashlib
import itertools
import json
import sqlite3
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from scoring.scheme import load
from storage.audit import _link, joined
from storage.sqlite.schema import migrate

UNITS, QUARTERS = 80, 12
PAPERS, ROWS = 100_000, 500_000
AT = "2026-01-01T00:00:00.000000Z"
DAY = "260101"
SCHEME = load("郏县2022-县直单位")
PLACES = ("三.4", "三.1b", "四.1", "一.1", "五.3")
"""The rows of the table that papers are filed at, in turn."""
Form = tuple[int, int, int]
"""Its number, its quarter's and its unit's."""


@dataclass
class Chain:
    """The audit log as ``storage.audit`` writes it, in bulk."""

    connection: sqlite3.Connection
    ends: dict[str, tuple[int, str]] = field(default_factory=dict)
    number: int = 0
    whole: str = ""
    waiting: list[tuple[Any, ...]] = field(default_factory=list)

    def put(self, unit: int, action: str, subject: str, before: Any, after: Any) -> None:
        """One row more."""
        stream = f"unit:{unit}" if unit else "office"
        seq, previous = self.ends.get(stream, (0, ""))
        self.number += 1
        row = (stream, seq + 1, AT, 1, action, subject, _text(before), _text(after), "")
        link = _link(previous, list(row))
        self.whole = joined(self.whole, self.number, link)
        self.ends[stream] = (seq + 1, link)
        self.waiting.append((*row, previous, link, self.number, self.whole))
        if len(self.waiting) >= 20_000:
            self.flush()

    def flush(self) -> None:
        """Write down what waits."""
        self.connection.executemany(
            "insert into audit (stream, seq, at, actor, action, subject, before, after, why,"
            " previous, hash, number, chain) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            self.waiting,
        )
        self.waiting.clear()


def found(folder: Path, scale: float) -> None:
    """Make the county in an empty folder: ``xinkao.db`` and ``evidence``."""
    folder.mkdir(parents=True, exist_ok=True)
    migrate(folder / "xinkao.db")
    connection = sqlite3.connect(folder / "xinkao.db")
    connection.executescript("pragma synchronous=off; pragma foreign_keys=off")
    forms = [
        (quarter * UNITS + unit + 1, quarter + 1, unit + 1)
        for quarter, unit in itertools.product(range(QUARTERS), range(UNITS))
    ]
    _office(connection, forms)
    chain = Chain(connection)
    for quarter in range(1, QUARTERS + 1):
        chain.put(0, "quarter.close", f"quarter/{quarter}", "open", "review")
    for unit in range(1, UNITS + 1):
        chain.put(unit, "role.give", "person/1", None, {"role": "liaison", "unit": unit})
    for number in range(int(PAPERS * scale)):
        _paper(chain, folder / "evidence", number, forms[number % len(forms)])
    connection.execute(
        "insert or replace into settings (key, value) values (?, ?)",
        (f"receipt:{DAY}", str(int(PAPERS * scale))),
    )
    _figures(chain, forms, int(ROWS * scale) - chain.number)
    chain.flush()
    connection.commit()
    connection.execute("pragma wal_checkpoint(truncate)")
    connection.close()


def _office(connection: sqlite3.Connection, forms: list[Form]) -> None:
    connection.execute("insert into persons (id, name, created_at) values (1, '李敏', ?)", (AT,))
    connection.execute(
        "insert into identities (person_id, channel, address, created_at)"
        " values (1, 'web', '李敏', ?)",
        (AT,),
    )
    connection.executemany(
        "insert into units (id, name, short, grp, created_at) values (?, ?, ?, ?, ?)",
        [(n, f"县第{n}局", f"第{n}局", SCHEME.group, AT) for n in range(1, UNITS + 1)],
    )
    connection.executemany(
        "insert into quarters values (?, ?, ?, 'review', '2022-01-01', ?, ?, ?, ?, ?)",
        [(q + 1, 2023 + q // 4, q % 4 + 1, AT, AT, AT, AT, AT) for q in range(QUARTERS)],
    )
    connection.executemany(
        "insert into roles (person_id, role, unit_id, given_at) values (1, 'liaison', ?, ?)",
        [(n, AT) for n in range(1, UNITS + 1)],
    )
    connection.executemany(
        "insert into quarter_schemes (quarter_id, grp, name, digest, text) values (?, ?, ?, ?, ?)",
        [(q + 1, SCHEME.group, SCHEME.name, SCHEME.digest, SCHEME.text) for q in range(QUARTERS)],
    )
    connection.executemany(
        "insert into forms (id, quarter_id, unit_id, grp) values (?, ?, ?, ?)",
        [(*one, SCHEME.group) for one in forms],
    )


def _paper(chain: Chain, evidence: Path, number: int, form: Form) -> None:
    """One paper: its bytes, its row, its receipt, and both in the chain."""
    run, label = chain.connection.execute, f"照片{number}.pdf"
    data = b"%PDF-" + str(number).encode() * 20
    digest = hashlib.sha256(data).hexdigest()
    file = evidence / digest[:2] / digest[2:]
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(data)
    receipt, row = f"R{DAY}-{number + 1:04d}", PLACES[number % len(PLACES)]
    run("insert into blobs values (?, ?, 'pdf', null, ?)", (digest, len(data), AT))
    run("insert into readings (sha256, kind, asked_at) values (?, 'pdf', ?)", (digest, AT))
    run(
        "insert into evidence (id, form_id, row, digest, label, receipt, by_person, at)"
        " values (?, ?, ?, ?, ?, ?, 1, ?)",
        (number + 1, form[0], row, digest, label, receipt, AT),
    )
    year, place = divmod(form[1] - 1, 4)
    told = {
        "number": receipt, "kind": "evidence", "at": AT, "quarter": [2023 + year, place + 1],
        "unit": f"县第{form[2]}局", "links": [],
        "files": [{"digest": digest, "label": label, "size": len(data)}],
    }  # fmt: skip
    body = _text(told)
    mark = hashlib.sha256(body.encode()).hexdigest()
    run(
        "insert into receipts values (?, ?, 'evidence', ?, ?, ?, 1)",
        (receipt, form[0], mark, body, AT),
    )
    added = {"digest": digest, "url": None, "row": row, "label": label}
    chain.put(form[2], "receipt.evidence", f"receipt/{receipt}", None, {"hash": mark})
    chain.put(form[2], "evidence.add", f"evidence/{number + 1}", None, added)


def _figures(chain: Chain, forms: list[Form], changes: int) -> None:
    """Every form's figures, changed over and over until so many changes are written down."""
    inputs = [
        (row.id, one.name, (False, True) if one.kind == "flag" else (2, 1))
        for row in SCHEME.rows
        for one in row.inputs
        if row.by is None and not row.ledger and one.kind in ("flag", "count")
    ]
    times = max(1, changes // len(forms) // len(inputs))
    claims = []
    for form, _, unit in forms:
        for row, name, values in inputs:
            subject, before = f"claim/{form}/{row}/{name}", None
            for turn in range(times, 0, -1):
                after = values[turn % 2]
                chain.put(unit, "claim.change", subject, before, after)
                before = after
            claims.append((form, row, name, _text(values[1]), times, 1, AT))
    chain.connection.executemany(
        'insert into claims (form_id, "row", input, value, version, by_person, at)'
        " values (?, ?, ?, ?, ?, ?, ?)",
        claims,
    )


def _text(told: Any) -> str:
    return json.dumps(told, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
