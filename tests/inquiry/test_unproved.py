"""What lacks papers is the same, told from what is kept or from whole forms."""

from __future__ import annotations

from itertools import cycle
from pathlib import Path
from typing import Final

import pytest

from bot.editions import stale
from bot.editions.freshening import Freshener
from bot.inquiry.facts import Snapshot
from bot.inquiry.few_rows import _of_forms, having
from bot.inquiry.unproved import unproved
from storage.database import Session
from storage.queries import papers, quarters
from tests.bench._heard_county import county
from tests.stage import Stage

_ROWS: Final = ("一.1", "三", "三.4", "四.2", "乡镇街道=二.4")


async def _at(db: Session, play: Stage) -> Snapshot:
    newest = next(one for one in await quarters.everyone(db) if one.state == "review")
    return Snapshot(db, newest, play.now)


async def _lacking(at: Snapshot) -> dict[int, tuple[str, ...]]:
    every = {unit: form.unproved for unit, form in (await at.forms()).items()}
    return {unit: tuple(row.id for row in rows) for unit, rows in every.items() if rows}


async def test_rows_without_papers_are_those_of_the_whole_forms(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with county(tmp_path) as play:
        async with play.database.transaction() as db:
            await _notes(db, await _at(db, play))
        async with play.database.reading() as db:
            at = await _at(db, play)
            found = await _lacking(at)
            assert await unproved(at) == found
            forms = (await at.forms()).values()
            assert any(one.unanswered for one in forms)  # what was sent back counts as if it came
            assert any(one.evidence for one in forms)
            bare = {(one.unit.id, row.id) for one in forms for row in one.own_rows if row.papers}
            assert {(unit, row) for unit, rows in found.items() for row in rows} < bare
            told = {row: await having(await _at(db, play), row) for row in _ROWS}
            assert told == {row: set(await _of_forms(at, row)) for row in _ROWS}
        async with play.database.transaction() as db:  # nothing that is kept is true any more
            await stale.freshen(db, (await _at(db, play)).quarter)
            await db.execute("update form_results set unproved = '[]'")
            await db.execute("update form_results set stale = 1")
        monkeypatch.setattr(stale, "AT_ONCE", 3)  # more than a question works out itself
        async with play.database.reading() as db:
            assert await unproved(await _at(db, play)) == found


async def test_a_paper_that_goes_to_another_row_leaves_the_first_one_bare(tmp_path: Path) -> None:
    """Nothing that is scored changes, and yet what was kept is not true any more."""
    async with county(tmp_path) as play:
        async with play.database.reading() as db:
            at = await _at(db, play)
            before = await unproved(at)
            form, row, other = next(
                (form, shown, row.id)
                for form in (await at.forms()).values()
                for row in form.unproved
                for shown in {one.row for one in form.evidence} - {None}
                if form.claims and len(form.proofs(shown)) == 1
            )
        await Freshener(play.database).freshen()
        async with play.database.transaction() as db:
            (paper,) = form.proofs(row)
            assert await papers.file_evidence(db, paper.id, other)
        async with play.database.reading() as db:
            at = await _at(db, play)
            after = await unproved(at)
            assert after == await _lacking(at)
            assert other in before[form.unit.id]
            assert other not in after.get(form.unit.id, ())


async def _notes(db: Session, at: Snapshot) -> None:
    """Papers are taken back, rows that a reviewer marks are described, or said to be empty."""
    every = "select id from forms where quarter_id = ? and unit_id % 2 = 0"
    taken_back = f"update evidence set removed_at = at where form_id in ({every})"
    await db.execute(taken_back, (at.quarter.id,))
    forms = (await at.forms()).values()
    marked = [(one.form.id, row.id) for one in forms for row in one.own_rows if row.award]
    for (form, row), note in zip(marked, cycle(['"无"', '"有一场"', '"无"']), strict=False):
        await db.execute(
            'insert into claims (form_id, "row", input, value, at) values (?, ?, ?, ?, ?)'
            " on conflict do update set value = excluded.value",
            (form, row, "说明", note, ""),
        )
