"""Audit rows of many changes at once: hashed beside the writer, appended in one statement.

A file of thousands of figures is written whole or not at all, and everybody waits meanwhile. So
what each of its changes says is put together and hashed in a view beforehand; the transaction
itself only links the rows to where the chain stands by then. A stream in which something happened
in between is hashed anew.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from storage import audit
from storage.database import Session, stamp
from storage.queries import load

_sql = load("audit")


@dataclass(frozen=True, slots=True)
class Happened:
    """A change of a unit that is there already; the fields are those of ``audit.record``."""

    unit_id: int
    action: str
    subject: str
    before: object
    after: object
    why: str = ""


@dataclass
class Prepared:
    """Rows without their place in the whole chain."""

    rows: list[dict[str, object]]
    units: frozenset[int]
    seen: int
    """The whole chain's end when they were hashed."""


async def prepare(
    db: Session, happened: Sequence[Happened], *, actor: int | None, now: datetime
) -> Prepared:
    """Audit rows of these changes, in their order.

    Raises:
        ValueError: a subject of another form than the chain has.
    """
    units = frozenset(one.unit_id for one in happened)
    at = stamp(now)
    rows: list[dict[str, object]] = []
    for one in happened:
        audit.must_be_subject(one.subject)
        rows.append(
            {
                "stream": audit.unit_stream(one.unit_id),
                "at": at,
                "actor": actor,
                "action": one.action,
                "subject": one.subject,
                "before": audit.plain(one.before),
                "after": audit.plain(one.after),
                "why": one.why,
            }
        )
    made = Prepared(rows, units, (await audit.end(db)).number)
    await _link(db, made, units)
    return made


async def append(db: Session, made: Prepared) -> None:
    """Write them down, in the transaction that makes the changes; once."""
    await _link(db, made, await _moved(db, made))
    head = await audit.end(db)
    number, chain = head.number, head.chain
    for row in made.rows:
        number += 1
        chain = audit.joined(chain, number, str(row["hash"]))
        row["number"], row["chain"] = number, chain
    await db.executemany(_sql.append.sql, made.rows)
    audit.forget_ends(db)


async def _moved(db: Session, made: Prepared) -> set[int]:
    """Of whose units something was written down since they were hashed."""
    rows = await db.rows(_sql.streams_since, number=made.seen)
    since = {row["stream"] for row in rows}
    return {one for one in made.units if audit.unit_stream(one) in since}


async def _link(db: Session, made: Prepared, units: Collection[int]) -> None:
    """Hash the rows of these units, each behind the one before it in its stream."""
    if not units:
        return
    found = await db.wide_rows(_sql.ends_of_units, units=json.dumps(sorted(units)))
    ends = {row["stream"]: (row["seq"], row["hash"]) for row in found}
    streams = {audit.unit_stream(one) for one in units}
    for row in made.rows:
        stream = str(row["stream"])
        if stream in streams:
            last, previous = ends.get(stream, (0, ""))
            row["seq"], row["previous"] = last + 1, previous
            row["hash"] = audit.linked(row)
            ends[stream] = last + 1, row["hash"]
