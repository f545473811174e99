"""Results are computed beside everything else, and written only if they still hold."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Sequence
from pathlib import Path

import pytest

from bot.editions import stale
from bot.editions.freshening import Freshener
from storage.database import Session
from storage.queries import quarters, results
from storage.queries.quarters import Quarter
from storage.queries.results import Computed
from tests.stage import Stage, stage

LIAISON, ADMIN = "李敏", "赵主任"


async def _stale(play: Stage) -> list[int]:
    async with play.database.reading() as db:
        return await results.stale(db, None, 100)


async def test_a_change_while_a_result_is_computed_keeps_it_stale(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Else the answer that came in between would be missing from every ranking."""
    async with stage(tmp_path) as play:
        freshener = Freshener(play.database)
        await freshener.freshen()
        assert await _stale(play) == []
        await play.send(LIAISON, route="put/1/1/三.1b/0/1")
        (changed,) = await _stale(play)
        compute = stale.worked_out

        async def slowly(db: Session, quarter: Quarter, ids: Sequence[int]) -> list[Computed]:
            found = await compute(db, quarter, list(ids))
            with contextlib.closing(sqlite3.connect(play.database.path)) as other, other:
                # Another answer, committed before the result is kept.
                other.execute("update claims set value = '2' where form_id = ?", (changed,))
            return found

        with monkeypatch.context() as patch:
            patch.setattr(stale, "worked_out", slowly)
            async with play.database.reading() as db:
                (quarter, *_) = await quarters.everyone(db)
            await freshener._slice(quarter)
        assert await _stale(play) == [changed]
        await freshener.freshen()
        assert await _stale(play) == []


async def test_what_a_question_finds_stale_it_computes_for_itself_and_writes_nothing(
    tmp_path: Path,
) -> None:
    """The answer counts at once in every kind of answer, though the result is not written yet."""
    before = ("claim 县教育局 三.1b 宣传活动 1",)
    async with stage(tmp_path, before=before) as play:
        await Freshener(play.database).freshen()
        [(_, first)] = await play.send(ADMIN, "教育局排第几")
        await play.send(LIAISON, route="put/1/1/三.1b/0/2")
        kept = await play.query("select total from form_results where form_id = 1")
        [(_, said)] = await play.send(ADMIN, "教育局排第几")
        assert said.text != first.text
        assert await play.query("select total from form_results where form_id = 1") == kept
        await Freshener(play.database).freshen()
        [(_, anew)] = await play.send(ADMIN, "教育局排第几")
        assert anew.text == said.text
