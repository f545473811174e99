"""Which rows papers are offered first: where the walk stands, then what was answered last."""

from __future__ import annotations

from pathlib import Path

from tests.sample_papers import picture
from tests.stage import stage

LIAISON = "李敏"
GIVEN = ("claim 县教育局 三.4 取得成效的应用 1", "claim 县教育局 六.3 典型案例 1")


async def test_the_row_answered_last_is_offered_first(tmp_path: Path) -> None:
    """One writes, is at the next row at once, and then sends the papers of what one wrote."""
    async with stage(tmp_path, before=GIVEN) as play:
        for row, sign in (("三.4", "11"), ("六.3", "12")):
            async with play.database.transaction() as db:
                await db.execute(
                    """update claims set at = ? where "row" = ?""", (f"2026-11-{sign}", row)
                )
        shown = (await play.send(LIAISON, files=[("现场.jpg", picture((9, 9, 9)))]))[-1][1]
        labels = [one.label for line in shown.buttons for one in line]
        found = [n for n, label in enumerate(labels) if label.startswith(("三.4", "六.3"))]
        assert labels[found[0]].startswith("六.3"), labels
        assert labels[found[1]].startswith("三.4"), labels
