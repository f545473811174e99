"""What is asked of a unit's past costs no more when there are more years of it.

SQLite's steps are counted, which a busy machine does not change: four times the quarters, and four
times the changes in the audit chain.
"""

from __future__ import annotations

from pathlib import Path
from unittest import mock

import pytest

from storage import audit
from tests.bench import questions
from tests.bench._work import Work
from tests.stage import stage

UNITS, QUARTERS, CHANGES = 6, 10, 120
"""Quarters and changes of the shorter past: a page of either is full."""
MOST = 1.3
"""The list of quarters itself is read: a row each."""


@pytest.mark.sqlite
@pytest.mark.parametrize("question", ["第1002中心历次得分", "谁改了 第1002中心"])
async def test_a_longer_past_costs_a_page_no_more(tmp_path: Path, question: str) -> None:
    told, steps = zip(
        *[await _asked(tmp_path / str(times), question, times) for times in (1, 4)], strict=True
    )
    assert ("一季度　" in told[0]) or ("60 次以上" in told[0]), told[0]
    assert told[0].splitlines()[-1] == told[1].splitlines()[-1]
    assert steps[1] < steps[0] * MOST, steps


async def _asked(folder: Path, question: str, times: int) -> tuple[str, int]:
    """The answer, and the steps it took, with so many times the past."""
    folder.mkdir()
    work, letters = Work(), []
    with work.watching(), mock.patch.object(questions, "PAST", QUARTERS * times):
        async with stage(folder, quarter=False) as play:
            async with play.database.transaction() as db:
                await questions.county(db, play, UNITS)
                quarter = await questions.living(db)
                ((form,),) = await db.execute_fetchall(
                    "select id from forms where quarter_id = ? and unit_id = 1002", (quarter,)
                )
                for number in range(CHANGES * times):
                    await audit.record(
                        db, audit.unit_stream(1002), actor=1, action="claim.change",
                        subject=f"claim/{form}/三.4/取得成效的应用",
                        before=number - CHANGES * times, after=number + 1 - CHANGES * times,
                        now=play.now,
                    )  # fmt: skip

            async def ask() -> None:
                letters.extend(await play.send("赵主任", question))

            await ask()
            _, steps = await work.of(ask)
    return letters[-1][1].text, steps
