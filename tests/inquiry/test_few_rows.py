"""What is said on one row is the same, read alone or from whole forms."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from bot.inquiry.facts import Snapshot
from bot.inquiry.few_rows import _of_forms, said_on
from storage.queries import quarters
from tests.bench._heard_county import county

_ROWS: Final = ("一.1", "二.1", "三.2", "三.4", "乡镇街道=二.4")


async def test_what_counts_is_what_the_whole_form_says_counts(tmp_path: Path) -> None:
    async with county(tmp_path) as play, play.database.reading() as db:
        newest = next(one for one in await quarters.everyone(db) if one.state == "review")
        at = Snapshot(db, newest, play.now)
        for row in _ROWS:
            assert await said_on(at, row) == await _of_forms(at, row), row
        forms = (await at.forms()).values()
        decided = {
            form.reviews[row].decision for form in forms for row in _ROWS if row in form.reviews
        }
        assert decided >= {"accept", "cut"}  # each kind of figure is among them
        assert any((row, "迟报、错报") in form.supplied for form in forms for row in _ROWS)
