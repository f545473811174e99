"""Audit rows of many changes, hashed beforehand: the chain is the one that single rows make."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from pathlib import Path

import pytest

from storage import audit
from storage.database import Session
from storage.prepared import Happened, append, prepare
from tests.storage.queries_stage import NOW, Scene, scene

FIGURES = [
    Happened(unit, "supply", f"claim/{unit}/三.4/迟报", before, after, "部门提供")
    for unit in (1, 2, 1)
    for before, after in ((None, 1), (1, {"县": "甲", "件": [2, "3"]}))
]


@pytest.fixture
async def here(tmp_path: Path) -> AsyncIterator[Scene]:
    async with scene(tmp_path) as made:
        await made.db.execute(
            "insert into units (id, name, short, grp, created_at)"
            " values (11, '甲', '甲', '县直单位', ''), (12, '乙', '乙', '县直单位', '')"
        )
        yield made


def _figures() -> list[Happened]:
    return [
        Happened(one.unit_id + 10, one.action, one.subject, one.before, one.after, one.why)
        for one in FIGURES
    ]


async def _one(db: Session, unit: int, subject: str = "unit/1") -> None:
    await audit.record(
        db, audit.unit_stream(unit), actor=None, action="unit.change", subject=subject,
        before=None, after="甲", now=NOW,
    )  # fmt: skip


async def _all(db: Session) -> Sequence[tuple[object, ...]]:
    rows = await db.execute_fetchall(
        'select stream, seq, at, actor, action, subject, "before", "after", why, previous, hash,'
        " number, chain from audit order by number"
    )
    return [tuple(row) for row in rows]


async def test_many_at_once_make_the_chain_that_one_by_one_make(here: Scene) -> None:
    """Every column of every row, in the same order."""
    db = here.db
    await _one(db, 11)
    with pytest.raises(_UndoneError):
        async with db.undoable():
            for one in _figures():
                await audit.record(
                    db, audit.unit_stream(one.unit_id), actor=None, action=one.action,
                    subject=one.subject, before=one.before, after=one.after, why=one.why, now=NOW,
                )  # fmt: skip
            singly = await _all(db)
            raise _UndoneError
    await append(db, await prepare(db, _figures(), actor=None, now=NOW))
    assert await _all(db) == singly
    assert len(singly) == 1 + len(FIGURES)


class _UndoneError(Exception):
    pass


async def test_what_was_entered_in_between_stays_before_them(here: Scene) -> None:
    """One of their units was changed meanwhile, and one that is not theirs; then one follows."""
    db = here.db
    made = await prepare(db, _figures(), actor=None, now=NOW)
    await _one(db, 12)
    await _one(db, 99)
    await append(db, made)
    await _one(db, 11)
    await _one(db, 12)
    assert await audit.broken(db) == []
    assert (await audit.end(db)).number == 4 + len(FIGURES)
    streams = [row[0] for row in await _all(db)]
    assert streams[:2] == ["unit:12", "unit:99"]
    assert streams[-2:] == ["unit:11", "unit:12"]


async def test_a_change_that_nobody_would_find_again_is_refused(here: Scene) -> None:
    """As one by one."""
    with pytest.raises(ValueError, match="not a subject"):
        await prepare(here.db, [Happened(11, "supply", "claim", None, 1)], actor=None, now=NOW)
