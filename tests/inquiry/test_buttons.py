"""What an answer of the combined grammar offers leads on: next page, file, the other quarter."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from tests.stage import SHANGHAI, Stage, stage

ADMIN = "赵主任"
ASKED = (
    "乡镇里谁没交总结",
    "80分以下的单位",
    "没报的单位",
    "得分最高的三个单位",
    "哪些单位只填了数没传材料",
    "教育局交了吗",
    "乡镇的平均分",
    "谁申诉了",
    "比上季度退步的单位",
    "帮我催一下没报的乡镇",
)
TOO_OLD = "已经过去太久"


async def _two_quarters(play: Stage) -> None:
    """The next quarter is opened while this one is still being filled."""
    play.now = datetime(2027, 1, 4, 10, 0, tzinfo=SHANGHAI)
    await play.send(ADMIN, "开期 2027年一季度")
    await play.send(ADMIN, press="确认开期")


@pytest.mark.parametrize("asked", ASKED)
async def test_every_button_of_a_fresh_answer_leads_on(tmp_path: Path, asked: str) -> None:
    """None says that the answer is too old: 发表格 did, under every list without a topic."""
    async with stage(tmp_path, before=("claim 县教育局 三.4 取得成效的应用 3",)) as play:
        await _two_quarters(play)
        answers = await play.send(ADMIN, asked)
        routes = [b.route for _, m in answers for row in m.buttons for b in row]
        for route in routes:
            said = [message.text for _, message in await play.send(ADMIN, route=route)]
            assert said, route
            assert not any(TOO_OLD in one for one in said), route


async def test_what_names_no_quarter_means_what_is_due_first(tmp_path: Path) -> None:
    """And says so; the other one is a tap away, and the next sentence goes on from there."""
    async with stage(tmp_path, before=("claim 县教育局 三.4 取得成效的应用 3",)) as play:
        await _two_quarters(play)
        for asked in ("乡镇里谁没交总结", "80分以下的单位", "教育局交了吗"):
            said = (await play.send(ADMIN, asked))[-1][1]
            assert "2026年四季度" in said.title + said.text
            assert "2027年一季度" not in said.title + said.text
            other = (await play.send(ADMIN, press="看2027年一季度"))[-1][1]
            assert "2027年一季度" in other.title + other.text
        named = (await play.send(ADMIN, "2027年一季度80分以下的单位"))[-1][1]
        labels = [button.label for row in named.buttons for button in row]
        assert not any(label.startswith("看20") for label in labels)


async def test_a_nudge_by_sentence_says_which_quarter_it_means(tmp_path: Path) -> None:
    """Between two quarters; and how to mean the other one."""
    async with stage(tmp_path) as play:
        await _two_quarters(play)
        said = (await play.send(ADMIN, "帮我催一下没报的乡镇"))[-1][1]
        assert "说的是2026年四季度。另有2027年一季度也在填报" in said.text
        other = (await play.send(ADMIN, "催2027年一季度没报的"))[-1][1]
        assert "说的是2027年一季度" in other.text


async def test_a_list_of_several_pages_turns(tmp_path: Path) -> None:
    """Its second page and its workbook hold what the first one announced."""
    async with stage(tmp_path) as play:
        async with play.database.transaction() as db:
            for number in range(20):
                await db.execute(
                    "insert into units (name, short, grp, created_at)"
                    " values (?, ?, '乡镇街道', '2026-01-01T00:00:00.000000Z')",
                    (f"第{number}镇", f"第{number}镇"),
                )
            await db.execute(
                "insert into forms (quarter_id, unit_id, grp)"
                " select 1, id, grp from units where id not in (select unit_id from forms)"
            )
        first = (await play.send(ADMIN, "乡镇里谁没交总结"))[-1][1]
        assert "22 个单位" in first.text
        second = (await play.send(ADMIN, press="下一页"))[-1][1]
        assert "11. " in second.text
        sent = (await play.send(ADMIN, press="发表格"))[-1][1]
        assert sent.files
