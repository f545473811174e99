"""Looking through ten years takes ten times as long as one, not a hundred times."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

import pytest

from bot import invariants
from storage.database import Database

QUERIES = [one for one in invariants.ALL if one.sql]
FEW = ("quarters", "units", "settings", "groups", "json_each", "CONSTANT ROW", "q", "u")
"""Scans of what stays small while a county works for years."""


@pytest.mark.parametrize("one", QUERIES, ids=lambda one: one.name)
async def test_no_promise_reads_a_table_again_for_every_row(
    one: invariants.Invariant, tmp_path: Path
) -> None:
    """Read off the plan: inside a loop nothing is scanned from end to end, only searched."""
    database = await Database.open(tmp_path / "xinkao.db")
    try:
        async with database.reading() as db:
            steps = await db.execute_fetchall(f"explain query plan {one.sql}")
    finally:
        await database.close()
    loops: dict[int, list[str]] = defaultdict(list)
    for _, parent, _, told in steps:
        if told.startswith(("SCAN", "SEARCH")):
            loops[parent].append(told)
    for loop in loops.values():
        again = [told for told in loop[1:] if told.startswith("SCAN")]
        assert [told for told in again if told.split()[1] not in FEW] == [], one.sql
