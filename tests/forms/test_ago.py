"""What a unit claimed a quarter ago, read with its form or after it."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.forms.loading import claimed_ago, load
from storage.queries import answers, quarters
from tests.stage import stage
from tests.storage.queries_stage import dates


@pytest.mark.parametrize(("before", "said"), [(3, ["2"]), (2, [])])
async def test_only_the_quarter_right_before_counts(
    tmp_path: Path, before: int, said: list[str]
) -> None:
    """The county has 2026年四季度; where nobody kept the third, the second is not taken for it."""
    async with stage(tmp_path) as play, play.database.transaction() as db:
        now = await load(db, 1, 1)
        assert now is not None
        quarter = await quarters.add(db, 2026, before, "open", dates(), play.now)
        form = await quarters.add_form(db, quarter, 1, now.form.group)
        await answers.claim(db, form, "三.4", "应用", "2", None, play.now)
        later = [one.value for one in await claimed_ago(db, now)]
        together = await load(db, 1, 1, ago=True)
        assert together is not None
        assert [one.value for one in await claimed_ago(db, together)] == later == said
