"""Rungs as columns: a table on which nobody stands alike is counted without a look at each rung."""

from __future__ import annotations

import sys
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from types import FrameType

import pytest

from bot.editions import ladders
from bot.editions.ladders import Ladder
from bot.editions.rungs import Part, Place, Rung, Rungs, rungs_of
from scoring.scheme import load
from storage.queries import frozen
from storage.queries.frozen import Copied, Copies
from storage.queries.quarters import Quarter
from tests.stage import DEPARTMENTS, Stage, stage

SCHEME = load("郏县2022-县直单位")
QUARTER = Quarter(1, 2026, 4, "review", "", "", "", "", "")


def _line(rank: int, total: str, klass: str | None = None) -> Place:
    return Place(
        rank, rank, f"{rank}", f"{rank}", Decimal(total), "良好", provisional=False,
        classification=klass,
    )  # fmt: skip


def _table(rungs: Rungs) -> Ladder:
    return Ladder(quarter=QUARTER, number=1, group=SCHEME.group, scheme=SCHEME, stands=rungs)


def _calls(work: Callable[[], object]) -> int:
    """Functions of Python that are called."""
    found = 0

    def seen(_: FrameType, event: str, __: object) -> None:
        nonlocal found
        found += event == "call"

    sys.setprofile(seen)
    try:
        work()
    finally:
        sys.setprofile(None)
    return found


def test_a_long_table_takes_as_many_steps_as_a_short_one() -> None:
    """Size, ends, ties and printed totals of 40 and of 4,000 units, each on a rung of its own."""

    def asked(table: Ladder) -> object:
        line = _line(7, str(1000 - 7))
        return (
            table.size, table.provisional, table.points, table.grades, table.cut("top", 3),
            table.cut("bottom", 3), table.among(line), table.tied(line), table.beside.figure(line),
        )  # fmt: skip

    short, long = (
        _table(rungs_of(SCHEME, [_line(n, str(1000 - n)) for n in range(1, units + 1)]))
        for units in (40, 4000)
    )
    # What is looked for by halves takes some steps more, never one for each rung.
    assert _calls(lambda: asked(long)) <= _calls(lambda: asked(short)) + 20
    assert (long.size, long.tied(_line(7, "993")), long.points) == (4000, 0, Decimal(-4002000))
    assert long.cut("bottom", 3) == [Part(None, 3997, 4000)]


def test_classes_that_are_ranked_apart_are_counted_apart() -> None:
    """The same rank in two classes, once alone and once shared."""
    lines = [
        _line(1, "9", "一类"),
        _line(2, "8", "一类"),
        _line(1, "7", "二类"),
        _line(1, "7", "二类"),
    ]
    table = _table(rungs_of(SCHEME, lines))
    assert table.apart
    assert [table.among(one) for one in lines] == [2, 2, 2, 2]
    assert [table.tied(one) for one in lines] == [0, 0, 1, 1]
    assert table.span("三类") == (0, 0)
    assert list(table.rungs) == [table.rungs[at] for at in range(3)]
    assert table.rungs[2] == Rung("二类", 1, Decimal(7), "良好", 2, 0)
    assert _table(Rungs()).cut("top", 3) == []


async def test_the_rungs_of_an_edition_are_read_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And those of another edition of the same quarter are others."""
    async with stage(tmp_path) as play:
        first = await _published(play, 1, ["90", "80", "80"])
        read = list[int]()
        rungs_of_edition = frozen.rungs_of_edition

        async def counted(*told: object) -> object:
            read.append(1)
            return await rungs_of_edition(*told)  # type: ignore[arg-type]

        monkeypatch.setattr(frozen, "rungs_of_edition", counted)
        for _ in range(2):
            async with play.database.reading() as db:
                (found,) = await ladders.ladders(db, first, only=[DEPARTMENTS])
            assert found.rungs.ranks == (1, 2)
            assert found.rungs.units == (1, 2)
        assert read == [1]
        await _published(play, 2, ["90", "80", "70"])
        async with play.database.reading() as db:
            (found,) = await ladders.ladders(db, first, only=[DEPARTMENTS])
        assert found.rungs.ranks == (1, 2, 3)


async def _published(play: Stage, version: int, totals: list[str]) -> Quarter:
    from storage.queries import quarters

    async with play.database.transaction() as db:
        await db.execute("update quarters set state = 'published'")
        ((number,),) = await db.execute_fetchall(
            "insert into publications (quarter_id, kind, version, snapshot, hash, at)"
            " values (1, 'published', ?, '{}', ?, '') returning id",
            (version, f"rungs {version}"),
        )
        units = [row[0] for row in await db.execute_fetchall("select id from units order by id")]
        lines = [
            Copied(unit, place, DEPARTMENTS, "县局", "局", "", total, "良好", "{}",
                   totals.index(total) + 1, 0)
            for place, (unit, total) in enumerate(zip(units, totals, strict=False), 1)
        ]  # fmt: skip
        await frozen.copy(db, number, 1, Copies(lines))
        found = await quarters.by_id(db, 1)
    assert found is not None
    return found
