"""The form after its claims were written is the one that would be read."""

from __future__ import annotations

from pathlib import Path

from bot.filling import claiming
from bot.forms.form import UnitForm
from bot.forms.loading import load
from bot.forms.pages.gates import row_of
from storage.queries.answers import Claim
from tests.given import a_turn
from tests.stage import stage


def _said(form: UnitForm) -> list[Claim]:
    """Its claims in their order; the number of a new one is not known before it is read."""
    return [one._replace(id=0) for one in form.claims.values()]


async def test_what_was_written_stands_as_it_is_read(tmp_path: Path) -> None:
    """New, changed, taken back, and anew: with its version, its author and its moment."""
    begun = ["claim 县教育局 三.4 取得成效的应用 1"]
    async with stage(tmp_path, before=begun) as play, play.database.transaction() as db:
        turn = await a_turn(db, play.now)
        form = await load(db, 1, 1)
        assert form is not None
        row = row_of(form, "三.1b")
        for value in (3, 5, None, 2):
            form = await claiming.save(turn, form, row, {"宣传活动": value}, carried="2026Q3")
            anew = await load(db, 1, 1)
            assert anew is not None
            assert _said(form) == _said(anew)
            assert form.result(row.id) == anew.result(row.id)
