"""Of a quarter's results only those are read again whose mark is another."""

from __future__ import annotations

import random
from dataclasses import replace
from pathlib import Path

import pytest

from bot.corridor.kept import Kept
from bot.editions import members
from bot.editions.freshening import Freshener
from bot.editions.marked import Marked, forms_in, marked
from bot.editions.members import fillings
from storage.database import Session
from storage.queries import results
from storage.queries.quarters import Quarter
from tests.editions.test_ladders import SIZE, _county
from tests.stage import TOWNS, Stage, stage

_OF_ITSELF = (
    "league = 'x'", "place = 'x'", "total = '99'", "grade = 'x'", "points = '{}'",
    "missing = '[1]'", "unproved = '[1]'", "provisional = 1 - provisional", "owed = owed + 1",
    "done = done + 1", "begun = 1 - begun", "heard = 1 - heard", "returned = returned + 1",
)  # fmt: skip
_OF_ITS_FORM = (
    f"grp = '{TOWNS}'", "classification = 'x'", "listed = 'x'", "state = 'submitted'",
    "submitted_at = '2026'", "extended_to = '2027'",
)  # fmt: skip


async def _marks(play: Stage) -> dict[int, str]:
    return {row[0]: row[1] for row in await play.query("select form_id, mark from form_results")}


async def test_a_mark_is_another_after_each_change_and_after_no_other(tmp_path: Path) -> None:
    async with stage(tmp_path, quarter=False) as play:
        async with play.database.transaction() as db:
            await _county(db, "skip", random.Random(1))
        await Freshener(play.database).freshen()
        for change, others in (
            *((f"update form_results set {one} where form_id = 101", {101}) for one in _OF_ITSELF),
            *((f"update forms set {one} where id = 103", {103}) for one in _OF_ITS_FORM),
            ("update form_results set stale = 1", set()),
            ("update form_results set total = total, points = points", set()),
        ):
            before = await _marks(play)
            assert len({*before.values(), ""}) == len(before) + 1
            async with play.database.transaction() as db:
                await db.execute(change)
            after = await _marks(play)
            assert {form for form in before if before[form] != after[form]} == others, change


async def test_only_what_changed_is_read_and_all_of_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One that changed, one that came, one that another took the place of, one that went."""
    asked: list[int] = []

    async def fetch(db: Session, quarter: int, marks: object) -> object:
        found = await results.states_of_marks(db, quarter, marks)  # type: ignore[arg-type] # handed on
        asked.append(len(found))
        return found

    kept: Kept[int, Marked[str]] = Kept(25_000, forms_in)
    async with stage(tmp_path, quarter=False) as play:

        async def read(quarter: Quarter) -> None:
            async with play.database.reading() as db:
                found = await marked(db, quarter, kept, 1, fetch, lambda row: f"{row[1]} {row[5]}")  # type: ignore[arg-type] # as above
                rows = await db.execute_fetchall(
                    "select id, unit_id, state from forms where quarter_id = ? order by id",
                    (quarter.id,),
                )
            assert list(found.said) == [f"{form} {state}" for form, _, state in rows]
            assert list(found.units) == [unit for _, unit, _ in rows]
            assert [found.said[at] for at in found.units.values()] == list(found.said)

        async with play.database.transaction() as db:
            quarter = await _county(db, "skip", random.Random(1))
            for table in ("claims", "supplied"):
                await db.execute(f"delete from {table}")
        await read(quarter)
        assert asked == [SIZE]
        await read(quarter)
        assert asked == [SIZE]  # nothing is other than it was
        for changes, many in (
            (["update forms set state = 'submitted' where id = 105"], 1),
            (["insert into forms (quarter_id, unit_id, grp) values (1, 1, 'x')"], 1),
            (
                [
                    "delete from forms where id = 106",
                    "insert into forms (id, quarter_id, unit_id, grp) values (99, 1, 106, 'x')",
                ],
                1,
            ),
            (
                [
                    "delete from forms where id = 107",
                    "insert into forms (id, quarter_id, unit_id, grp) values (98, 1, 2, 'x')",
                ],
                1,
            ),
        ):
            async with play.database.transaction() as db:
                for change in changes:
                    await db.execute(change)
            await read(quarter)
            assert asked.pop() == many, changes
        async with play.database.transaction() as db:
            await db.execute("delete from forms where id = 110")
        await read(quarter)
        assert asked == [SIZE]  # nothing had to be read


async def test_what_is_undone_leaves_nothing_behind(tmp_path: Path) -> None:
    """A transaction reads what it wrote; when it is undone, the next one reads what there is."""
    async with stage(tmp_path, quarter=False) as play:
        async with play.database.transaction() as db:
            quarter = await _county(db, "skip", random.Random(1))
            before = await fillings(db, quarter)
        members._FILLINGS.clear()
        with pytest.raises(ZeroDivisionError):
            async with play.database.transaction() as db:
                await db.execute("update forms set state = 'submitted'")
                found = await fillings(db, quarter)
                assert {one.state for one in found.values()} == {"submitted"}
                raise ZeroDivisionError
        async with play.database.reading() as db:
            assert await fillings(db, quarter) == before


async def test_who_takes_part_is_known_though_their_forms_are_forgotten(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """今年几次优秀 asks four quarters: more forms than are kept, and nothing of them changed."""
    asked: list[int] = []

    async def counted(db: Session, quarter_id: int, marks: list[str]) -> object:
        asked.append(len(marks))
        return await states(db, quarter_id, marks)

    states = results.states_of_marks
    monkeypatch.setattr(results, "states_of_marks", counted)
    async with stage(tmp_path, quarter=False) as play:
        async with play.database.transaction() as db:
            quarter = replace(await _county(db, "skip", random.Random(1)), state="published")
        await Freshener(play.database).freshen()
        for many in ([SIZE], []):
            asked.clear()
            members._FILLINGS.clear()
            async with play.database.reading() as db:
                assert len(await members.members(db, quarter)) == SIZE
            assert asked == many
        members._FILLINGS.clear()
        async with play.database.transaction() as db:
            await db.execute("update forms set grp = 'x' where id = 103")
        async with play.database.reading() as db:
            now = await members.members(db, quarter)
        assert [one.group for one in now.values() if one.form_id == 103] == ["x"]
        assert asked == [SIZE]  # its forms had been forgotten
