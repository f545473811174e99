"""Handing in and taking back when several people act at once; work reports around the deadline."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from bot.corridor.events import Attachment
from storage.database import stamp
from tests.sample_papers import PAPERS
from tests.stage import OFFICE, SHANGHAI, Stage, press, stage

BEFORE = (
    "liaison 周涛 县教育局",
    "claim 县教育局 三.4 取得成效的应用 3",
    "claim 县教育局 三.4 仅有通知或文件的应用 0",
)
DUE = datetime(2027, 1, 5, 18, 0, tzinfo=SHANGHAI)


@pytest.fixture
async def play(tmp_path: Path) -> AsyncIterator[Stage]:
    async with stage(tmp_path, before=BEFORE) as set_up:
        yield set_up


async def test_two_people_who_hand_in_at_once_hand_in_once(play: Stage) -> None:
    """One receipt, one word to the office; the second is told who was first."""
    both = [press(play, who, "submit/yes/1/1", f"s-{who}") for who in ("李敏", "周涛")]
    await asyncio.gather(*(play.receive(one) for one in both))
    assert len(await play.query("select * from receipts where kind = 'submission'")) == 1
    posted = await play.query("select chat, payload from outbox")
    assert sum(chat == OFFICE for chat, _ in posted) == 1
    assert sum("提交过了" in payload for _, payload in posted) == 1


async def test_a_submission_lists_every_figure_and_digest(play: Stage) -> None:
    """The receipt's body is what was handed in, not a summary of it."""
    await play.send("李敏", route="proof/1/1/三.4")
    await play.send("李敏", files=[("活动照片1.jpg", PAPERS["活动照片1.jpg"]())])
    await play.send("李敏", route="submit/yes/1/1")
    [[text]] = await play.query("select body from receipts where kind = 'submission'")
    [[digest]] = await play.query("select digest from evidence")
    body = json.loads(text)
    assert body["figures"]["三.4"] == {"取得成效的应用": "3", "仅有通知或文件的应用": "0"}
    assert [file["digest"] for file in body["files"]] == [digest]
    assert body["total"] == "6"


async def test_what_was_looked_at_is_what_is_handed_in(play: Stage) -> None:
    """A colleague's change between look and press is shown first."""
    await play.send("李敏", route="submit/1/1")
    await play.send("周涛", route="proof/1/1/三.4")
    await play.send("周涛", files=[("活动照片1.jpg", PAPERS["活动照片1.jpg"]())])
    [(_, answer)] = await play.send("李敏", press="按未报提交")
    assert "又有内容改动" in answer.text
    assert (await play.query("select state from forms where unit_id = 1"))[0][0] == "filling"


async def test_at_the_last_moment_still_and_a_second_later_no_more(play: Stage) -> None:
    """The deadline belongs to the time before it."""
    play.now = DUE + timedelta(seconds=1)
    [(_, answer)] = await play.send("李敏", route="submit/yes/1/1")
    assert "已经过了截止时间" in answer.text
    play.now = DUE
    letters = await play.send("李敏", route="submit/yes/1/1")
    assert any("已提交。" in message.text for _, message in letters)


async def test_a_granted_extension_moves_submission_and_work_reports_together(
    play: Stage,
) -> None:
    """One later deadline for the form makes the report on time as well."""
    async with play.database.transaction() as db:
        await db.execute(
            "update forms set extended_to = ? where unit_id = 1", (stamp(DUE + timedelta(days=2)),)
        )
    play.now = DUE + timedelta(days=1)
    await play.send("李敏", route="reports/add/1/1/0")
    await play.send("李敏", files=[("工作方案.pdf", PAPERS["工作方案.pdf"]())])
    assert (await play.query("select on_time from work_reports"))[0][0] == 1
    await play.send("李敏", route="submit/yes/1/1")
    assert (await play.query("select state from forms where unit_id = 1"))[0][0] == "submitted"


async def test_a_report_that_came_in_time_is_on_time_however_late_it_is_carried_through(
    play: Stage,
) -> None:
    """A queue or an outage of ours does not make a liaison late."""
    stored = await play.store.put_bytes(PAPERS["工作方案.pdf"]())
    await play.send("李敏", route="reports/add/1/1/0")
    play.now = DUE + timedelta(minutes=30)
    sent = press(play, "李敏", "", "late").model_copy(
        update={
            "route": None,
            "received": DUE - timedelta(minutes=1),
            "attachments": (
                Attachment(label="方案.pdf", digest=stored.digest, size=stored.size, kind="pdf"),
            ),
        }
    )
    await play.receive(sent)
    assert (await play.query("select on_time from work_reports"))[0][0] == 1


async def test_reports_are_taken_after_the_form_was_handed_in(play: Stage) -> None:
    """The ledger is open any day of the quarter, and its row counts on."""
    await play.send("李敏", route="submit/yes/1/1")
    await play.send("李敏", route="reports/add/1/1/0")
    [(_, answer)] = await play.send("李敏", files=[("总结.pdf", PAPERS["工作方案.pdf"]())])
    assert "按时 1 篇，计 0.5/5 分" in answer.text
    [(_, answer)] = await play.send("李敏", route="reports/drop/1/1/1")
    assert "不能撤下" in answer.text


async def test_the_ledger_closes_with_the_review(tmp_path: Path) -> None:
    """Once results are announced nothing is entered any more."""
    async with stage(tmp_path, before=["state announced"]) as play:
        [(_, answer)] = await play.send("李敏", route="reports/add/1/1/0")
        assert "不能再登记" in answer.text
        [(_, answer)] = await play.send("李敏", route="submit/1/1")
        assert "公示中" in answer.text


async def test_taking_back_is_told_and_written_down(play: Stage) -> None:
    """Colleagues and office learn of it; the audit chain knows both steps."""
    await play.send("李敏", route="submit/yes/1/1")
    letters = await play.send("周涛", route="withdraw/yes/1/1")
    assert {chat for chat, _ in letters} == {"李敏", "周涛", OFFICE}
    actions = [row[0] for row in await play.query("select action from audit order by id")]
    assert actions[-3:] != []
    assert [a for a in actions if a.startswith("form.")] == ["form.submit", "form.withdraw"]
    assert (await play.query("select state from forms where unit_id = 1"))[0][0] == "filling"


async def test_the_reason_of_a_return_outlives_the_supplement(tmp_path: Path) -> None:
    """The reviewer sees next to the supplement why the row was sent back."""
    before = [*BEFORE, "submitted 县教育局", "state review", "return 县教育局 三.4 缺少成效证明"]
    async with stage(tmp_path, before=before) as play:
        await play.send("李敏", route="resubmit/yes/1/1/三.4")
        rows = await play.query("select decision, reason, superseded_at from reviews order by id")
        assert [(row[0], row[1]) for row in rows] == [
            ("return", "缺少成效证明"),
            ("resubmitted", "缺少成效证明"),
        ]
        assert rows[0][2]
        assert not rows[1][2]
        [(_, answer)] = await play.send(
            "李敏", route="proof/1/1/三.4", files=[("a.jpg", PAPERS["活动照片1.jpg"]())]
        )
        assert "没有收" in answer.text


async def test_two_liaisons_sending_at_once_get_two_numbers_and_one_entry_of_the_same_paper(
    play: Stage,
) -> None:
    """Receipt numbers are never given twice, and the same paper is entered once."""
    stored = await play.store.put_bytes(PAPERS["工作方案.pdf"]())
    other = await play.store.put_bytes(PAPERS["活动照片1.jpg"]())
    sent = []
    for who, kept in (("李敏", [stored]), ("周涛", [stored, other])):
        await play.send(who, route="reports/add/1/1/0")
        files = tuple(
            Attachment(label=f"{n}.pdf", digest=one.digest, size=one.size, kind=one.kind.code)
            for n, one in enumerate(kept)
        )
        one = press(play, who, "", f"p-{who}")
        sent.append(one.model_copy(update={"route": None, "attachments": files}))
    await asyncio.gather(*(play.receive(one) for one in sent))
    digests = [row[0] for row in await play.query("select digest from work_reports order by id")]
    assert sorted(digests) == sorted({stored.digest, other.digest})
    numbers = [row[0] for row in await play.query("select number from receipts order by number")]
    assert numbers == ["R261123-0001", "R261123-0002"]
