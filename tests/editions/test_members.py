"""Who takes part and how far each has come, read from texts that were met before."""

from __future__ import annotations

import dataclasses
import random
from pathlib import Path

from bot.editions import stale
from bot.editions.members import anew_of, fillings, members
from bot.editions.points import columns, rows_by_table
from bot.editions.running import in_order, runners
from bot.editions.standings import boards, points
from bot.forms.loading import read_scheme
from storage.database import Database, Session
from storage.queries import quarters
from storage.queries.quarters import Quarter
from storage.queries.results import Live
from tests.editions.test_ladders import SIZE, _claim, _county
from tests.stage import stage


async def _as_joined(db: Session, quarter: Quarter) -> None:
    """What the tables say when they are joined row by row."""
    await stale.freshened(db, quarter)
    rows = await db.execute_fetchall(
        "select r.*, f.unit_id, f.grp, u.name, u.short, f.classification, f.listed, f.state,"
        " f.submitted_at, f.extended_to from form_results r join forms f on f.id = r.form_id"
        " join units u on u.id = f.unit_id where f.quarter_id = ? order by f.id",
        (quarter.id,),
    )
    anew = await stale.worked_anew(db, quarter)
    every = []
    for row in rows:
        kept = {**dict(row), "group": row["grp"]}
        fields = [one.name for one in dataclasses.fields(Live)]
        every.append(anew_of(Live(**{one: kept[one] for one in fields}), anew.get(row["unit_id"])))
    schemes = {one.group: read_scheme(one) for one in await quarters.schemes(db, quarter.id)}
    tables = await runners(db, quarter, schemes)
    for group, runs in tables.items():
        assert [one.live for one in runs] == [one for one in every if one.group == group]
    assert sum(map(len, tables.values())) == len(every)
    by_row = [one for rows_ in (await rows_by_table(db, quarter)).values() for one in rows_]
    assert sorted((one.form, one.unit, one.group, one.short) for one in by_row) == [
        (one.form_id, one.unit_id, one.group, one.short) for one in every
    ]
    for board in await boards(db, quarter):
        mine = [one for one in tables[board.group] if one.counted]
        assert board.lines == in_order(board.scheme, mine)
        said_ = (await rows_by_table(db, quarter))[board.group]
        assert list(await points(db, board)) == list(columns(said_))
    found = await fillings(db, quarter)
    assert list(found) == [one.unit_id for one in every]
    for row in rows:
        its, now = found[row["unit_id"]], anew.get(row["unit_id"])
        said = {**dict(row), "group": row["grp"], **(dataclasses.asdict(now) if now else {})}
        assert {name: said[name] for name in its._fields} == its._asdict()
    taking_part = await members(db, quarter)
    assert list(taking_part) == list(found)
    assert all(one == found[unit][:5] for unit, one in taking_part.items())


async def test_they_are_what_the_tables_say_after_every_change(tmp_path: Path) -> None:
    """A state, a name, a table, a figure that is worked out for the answer, a unit more."""
    chance = random.Random(7)
    async with stage(tmp_path, quarter=False) as play:

        async def alike() -> None:
            async with play.database.reading() as db:
                await _as_joined(db, quarter)

        async with play.database.transaction() as db:
            quarter = await _county(db, "skip", chance)
            await _as_joined(db, quarter)
        await alike()
        for change in (
            "update forms set state = 'submitted', submitted_at = '2026' where id = 120",
            "update forms set extended_to = '2027', classification = '二类' where id = 121",
            "update units set name = '县新局', short = '新局' where id = 107",
            "update forms set grp = '乡镇街道' where id = 105",
            "update units set short = '又新局' where id = 108",
            "update form_results set returned = 3, owed = 9 where form_id = 111",
            "update form_results set place = '', sort = '' where form_id in (112, 113)",
            "update form_results set place = '~', total = '0' where form_id in (114, 116, 118)",
            "update form_results set points = '{}', missing = '[]' where form_id = 119",
            "insert into forms (quarter_id, unit_id, grp) values (1, 1, '乡镇街道')",
        ):
            async with play.database.transaction() as db:
                await db.execute(change)
                for form in chance.sample(range(101, 101 + SIZE), 3):
                    await _claim(db, form, chance)
            await alike()


async def test_two_counties_of_one_process_are_not_mixed_up(tmp_path: Path) -> None:
    """The same numbers, other names."""
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        async with stage(tmp_path / name, quarter=False) as play:
            async with play.database.transaction() as db:
                quarter = await _county(db, "skip", random.Random(1))
                await db.execute("update units set short = short || ?", (name,))
            async with play.database.reading() as db:
                assert all(
                    one.short.endswith(name) for one in (await members(db, quarter)).values()
                )
                assert all(
                    one.short.endswith(name) for one in (await fillings(db, quarter)).values()
                )


async def _plan(database: Database, sql: str) -> str:
    async with database.reading() as db:
        rows = await db.execute_fetchall(
            f"explain query plan {sql}", {"quarter_id": 1, "kind": "", "between": ","}
        )
        return " ".join(str(row["detail"]) for row in rows)


async def test_neither_members_nor_the_edition_that_counts_read_their_rows(tmp_path: Path) -> None:
    """An edition's text of ten thousand units lies in its row before its hash."""
    from storage.queries import load

    async with stage(tmp_path) as play:
        for sql in (load("frozen").newest_edition.sql, load("results").marks_of_quarter.sql):
            plan = await _plan(play.database, sql)
            assert "COVERING INDEX" in plan, plan
            assert plan.count("SEARCH") == 1, plan
