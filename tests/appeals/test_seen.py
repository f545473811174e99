"""What stands on an appeal's page: the claim, the papers, and what the machine doubted in them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from storage.queries import papers, understood
from tests.appeals.test_second import ADMIN, OTHER, appealed
from tests.stage import Stage


async def _doubted(play: Stage, state: str) -> None:
    form = (await play.query("select form_id from appeals"))[0][0]
    async with play.database.transaction() as db:
        number = await papers.add_evidence(
            db, form, "三.4", digest=None, url="https://www.example.cn/a", label="证明.pdf",
            caption="", receipt="R1", person_id=None, now=play.now,
        )  # fmt: skip
        await understood.raise_doubt(
            db, number, "outside", reason=json.dumps({"what": "day", "day": "2025-03-02"}),
            quote="2025年3月2日", page=1, line=1, other=None, now=play.now,
        )  # fmt: skip
        await db.execute("update paper_doubts set state = ?", (state,))


@pytest.mark.parametrize(
    ("state", "told"), [("open", True), ("upheld", True), ("passed", False), ("waived", False)]
)
async def test_who_answers_reads_what_the_machine_doubted(
    tmp_path: Path, state: str, told: bool
) -> None:
    """Only what stands: a doubt that a reviewer said is none is none here, too."""
    async with appealed(tmp_path) as play:
        await _doubted(play, state)
        shown = (await play.send(OTHER, route="appeals/see/1"))[-1][1].text
        assert ("2025年3月2日" in shown) is told
        assert "单位自报：取得成效的应用 3 项" in shown
        assert "没有附材料" in shown


async def test_an_observer_reads_no_quotation(tmp_path: Path) -> None:
    """The director sees what is appealed against, not what is written in another's papers."""
    async with appealed(tmp_path) as play:
        await _doubted(play, "open")
        async with play.database.transaction() as db:
            await db.execute(
                "update roles set role = 'observer' where person_id = "
                "(select id from persons where name = ?)",
                (ADMIN,),
            )
        shown = (await play.send(ADMIN, route="appeals/see/1"))[-1][1].text
        assert "申诉" in (await play.send(ADMIN, route="appeals/see/1"))[-1][1].title
        assert "2025年3月2日" not in shown
