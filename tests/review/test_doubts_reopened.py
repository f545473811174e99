"""A decision that is taken back brings its doubts back, each of them once."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from storage.database import Session
from storage.queries import papers, quarters, understood
from tests.stage import Stage, stage

BEFORE = ("claim 县教育局 四.1 宣传活动 0", "submitted 县教育局", "state review")


async def _doubt(db: Session, play: Stage, evidence: int, kind: str = "outside") -> None:
    await understood.raise_doubt(
        db, evidence, kind, reason=json.dumps({"what": "day", "day": "2025-03-02"}),
        quote="2025年3月2日", page=1, line=1, other=None, now=play.now,
    )  # fmt: skip


@pytest.mark.parametrize("found_again", [False, True])
@pytest.mark.parametrize("upheld", [False, True])
async def test_what_was_found_once_more_after_the_decision_stands_once(
    tmp_path: Path, *, upheld: bool, found_again: bool
) -> None:
    """After a return the reader finds the same again; taking the return back adds no second one."""
    async with stage(tmp_path, before=BEFORE) as play, play.database.transaction() as db:
        form = await quarters.form(db, 1, 1)
        assert form is not None
        number = await papers.add_evidence(
            db, form.id, "四.1", digest=None, url="https://www.example.cn/a", label="证明.pdf",
            caption="", receipt="R1", person_id=None, now=play.now,
        )  # fmt: skip
        await _doubt(db, play, number)
        await _doubt(db, play, number, "text")
        await understood.settle_doubts(db, form.id, "四.1", upheld=upheld)
        if found_again:
            await _doubt(db, play, number)
        await understood.reopen_doubts(db, form.id, "四.1")
        every = await understood.doubts_of_row(db, form.id, "四.1")
        assert sorted(one.kind for one in every if one.state == "open") == ["outside", "text"]
