"""邀请 in a county whose roster is empty: nobody has a liaison, and nobody lacks one."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from storage.queries import roster
from tests.stage import stage


@pytest.mark.parametrize("said", ["邀请", "谁没绑定"])
async def test_an_empty_roster_has_first_to_be_imported(tmp_path: Path, said: str) -> None:
    async with stage(tmp_path, quarter=False) as play:
        async with play.database.transaction() as db:
            for unit in await roster.everyone(db):
                await roster.change(db, replace(unit, active=0))
        ((_, told),) = await play.send("赵主任", said)
        assert "名单里还没有单位" in told.text
        assert "都有联络员" not in told.text
