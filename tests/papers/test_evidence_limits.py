"""What is kept of the papers that come: quotas, repeated bytes, pictures alike, one effect."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from bot.corridor.door import Limits
from bot.corridor.events import Attachment, Incoming
from bot.corridor.intake import Intake
from bot.corridor.router import Router
from storage.distance import distance
from storage.likeness import fingerprint, mark_of
from tests.sample_papers import PAPERS, picture
from tests.stage import Stage, open_quarter, stage

ROW = "proof/1/1/三.4"


@pytest.fixture
async def play(tmp_path: Path) -> AsyncIterator[Stage]:
    async with stage(tmp_path) as set_up:
        yield set_up


async def send(play: Stage, who: str, *names: str, route: str = ROW) -> str:
    await play.send(who, route=route)
    [(_, answer)] = await play.send(who, files=[(name, PAPERS[name]()) for name in names])
    return answer.text


async def test_a_row_takes_no_more_papers_than_allowed(play: Stage) -> None:
    """The first is kept, the second refused with what to do; the count stays."""
    play.world = replace(play.world, limits=Limits(papers_per_row=1))
    said = await send(play, "李敏", "活动照片1.jpg", "活动照片2.jpg")
    assert "1 个已存好" in said
    assert "没有收：活动照片2.jpg 这一项的材料已满 1 份" in said
    assert len(await play.query("select * from evidence")) == 1
    [(_, answer)] = await play.send("李敏", "诚信宣传 https://a.example.cn/1")
    assert "已满 1 份" in answer.text
    assert len(await play.query("select * from evidence")) == 1


async def test_a_unit_takes_no_more_bytes_than_allowed(play: Stage) -> None:
    """Bytes are counted over evidence and work reports, the same bytes once."""
    size = len(PAPERS["活动照片1.jpg"]())
    play.world = replace(play.world, limits=Limits(unit_bytes=size + 100))
    assert "已存好" in await send(play, "李敏", "活动照片1.jpg")
    assert "上限" in await send(play, "李敏", "活动照片2.jpg")
    assert "已存好" in await send(play, "李敏", "活动照片1.jpg", route="proof/1/1/四.1")
    assert "上限" in await send(play, "李敏", "活动照片2.jpg", route="reports/add/1/1/0")
    assert await play.query("select * from work_reports") == []


async def test_the_same_paper_in_another_row_is_kept_and_pointed_out(play: Stage) -> None:
    """D13: the same evidence may serve twice, and everybody is told."""
    await send(play, "李敏", "活动照片1.jpg")
    said = await send(play, "李敏", "活动照片1.jpg", route="proof/1/1/四.1")
    assert "和 三.4 的材料是同一份" in said
    assert [row[0] for row in await play.query('select "row" from evidence')] == ["三.4", "四.1"]
    assert len(await play.query("select * from blobs")) == 1


async def test_the_same_paper_of_an_earlier_quarter_is_pointed_out(play: Stage) -> None:
    """Recycled evidence is named with the quarter it served in."""
    await send(play, "李敏", "活动照片1.jpg")
    async with play.database.transaction() as db:
        await open_quarter(db, play, 2027, 1)
    said = await send(play, "李敏", "活动照片1.jpg", route="proof/2/1/三.4")
    assert "和2026年四季度 三.4 的材料是同一份" in said


async def test_another_units_papers_are_never_revealed(play: Stage) -> None:
    """The same bytes in another unit are for reviewers only."""
    await send(play, "李敏", "活动照片1.jpg")
    said = await send(play, "王强", "活动照片1.jpg", route="proof/1/4/三.3")
    assert "已存好" in said
    assert "同一份" not in said
    assert "教育局" not in said


async def test_a_report_that_is_evidence_too_is_pointed_out(play: Stage) -> None:
    """The ledger and the rows know of one another."""
    await send(play, "李敏", "工作方案.pdf")
    said = await send(play, "李敏", "工作方案.pdf", route="reports/add/1/1/0")
    assert "和 三.4 的材料是同一份" in said
    said = await send(play, "李敏", "工作方案.pdf", route="proof/1/1/四.1")
    assert "工作报送" in said


async def test_pictures_leave_a_fingerprint_and_papers_none(play: Stage) -> None:
    """The reviewer's comparison finds what storage.likeness would have found."""
    await send(play, "李敏", "活动照片1.jpg", "工作方案.pdf")
    kept = dict(await play.query("select kind, likeness from blobs"))
    assert kept["pdf"] is None
    [[digest]] = await play.query("select digest from blobs where kind = 'jpg'")
    expected = fingerprint(play.store.path(digest))
    assert expected is not None
    assert distance(int(kept["jpg"], 16), expected) == 0


async def test_a_picture_is_looked_at_while_others_are_answered(
    play: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its fingerprint is worked out before the turn: nobody waits for the database meanwhile."""
    gate = threading.Event()

    def slow(path: Path) -> str | None:
        assert gate.wait(60), "the other person was never answered"
        return mark_of(path)

    monkeypatch.setattr("storage.likeness.mark_of", slow)
    stored = await play.store.put_bytes(PAPERS["活动照片1.jpg"]())
    photo = Attachment(label="照片.jpg", digest=stored.digest, size=stored.size, kind="jpg")
    router = Router(play.database, play.world, lambda: play.now, lambda: "E1")
    intake = Intake(play.database, play.store, router.turn, lambda: play.now)
    await intake.receive(_sent(play, "李敏", attachments=(photo,), route=ROW))
    await intake.receive(_sent(play, "王强", text="首页"))
    while not await play.letters():
        await asyncio.sleep(0.01)
    assert await play.query("select digest from blobs") == []
    gate.set()
    await intake.idle()
    assert len(await play.query("select likeness from blobs where likeness is not null")) == 1


def _sent(play: Stage, who: str, **said: Any) -> Incoming:
    return Incoming(
        channel="web",
        update=who,
        chat=who,
        sender=who,
        private=True,
        received=play.now,
        **said,
    )


async def test_an_iphone_picture_is_kept(play: Stage) -> None:
    """HEIC needs no conversion by the liaison."""
    data = (Path(__file__).parents[1] / "storage" / "sample.heic").read_bytes()
    await play.send("李敏", route=ROW)
    [(_, answer)] = await play.send("李敏", files=[("IMG_0001.HEIC", data)])
    assert "已存好" in answer.text


@pytest.mark.parametrize("code", ["too_large", "encrypted", "damaged", "archive", "not_fetched"])
async def test_every_refusal_says_what_to_do(play: Stage, code: str) -> None:
    """No code of a refusal reaches the phone; a sentence with 请 does, and nothing is stored."""
    await play.send("李敏", route=ROW)
    [(_, answer)] = await play.receive(
        Incoming(
            channel="web",
            update="x1",
            chat="李敏",
            sender="李敏",
            private=True,
            received=play.now,
            attachments=(Attachment(label="材料.zip", refused=code),),
        )
    )
    assert "没有收：材料.zip" in answer.text
    assert "请" in answer.text.split("没有收：材料.zip")[1]
    assert code not in answer.text
    assert await play.query("select * from evidence") == []


async def test_the_same_update_fifty_times_is_one_paper(play: Stage) -> None:
    """A channel that repeats itself does not double a paper, a receipt or an answer."""
    await play.send("李敏", route=ROW)
    stored = await play.store.put_bytes(picture((10, 90, 10)))
    file = Attachment(label="照片.jpg", digest=stored.digest, size=stored.size, kind="jpg")
    incoming = Incoming(
        channel="web",
        update="same",
        chat="李敏",
        sender="李敏",
        private=True,
        received=play.now,
        attachments=(file,),
    )
    answers = await asyncio.gather(*(play.receive(incoming) for _ in range(50)))
    assert sum(len(letters) for letters in answers) == 1
    assert len(await play.query("select * from evidence")) == 1
    assert len(await play.query("select * from receipts")) == 1


async def test_a_paper_that_waited_unfiled_is_filed_when_it_comes_again(play: Stage) -> None:
    """Sent without a row, then sent to a row: one piece, under the row."""
    await play.send("李敏", files=[("活动照片1.jpg", PAPERS["活动照片1.jpg"]())])
    said = await send(play, "李敏", "活动照片1.jpg")
    assert "现在归到这一项" in said
    assert await play.query('select "row" from evidence') != []
    assert [row[0] for row in await play.query('select "row" from evidence')] == ["三.4"]


@pytest.mark.parametrize("typed", ["好了", "没有了。", "就这些"])
async def test_nothing_more_to_send_leads_on(play: Stage, typed: str) -> None:
    """People say so instead of looking for the button: the same page opens."""
    await send(play, "李敏", "活动照片1.jpg")
    by_button = await play.send("李敏", press="下一项")
    await play.send("李敏", route=ROW)
    by_word = await play.send("李敏", typed)
    assert [m.title for _, m in by_word] == [m.title for _, m in by_button]
    assert "没有存" not in by_word[0][1].text


async def test_a_title_may_read_like_a_command(play: Stage) -> None:
    """While a link waits for its title, 报送总结的经验 is it, and a question is by a tap."""
    await play.send("李敏", route=ROW)
    await play.send("李敏", "https://a.example.cn/1")
    await play.send("李敏", "得分情况怎么样")
    assert await play.query("select label from evidence") == []
    [(_, answer)] = await play.send("李敏", press="这句就是要填的内容")
    assert "链接已存好" in answer.text
    assert await play.query("select label from evidence") != []
    await play.send("李敏", route="reports/add/1/1/2")
    await play.send("李敏", "https://a.example.cn/2")
    [(_, answer)] = await play.send("李敏", "报送总结的经验")
    assert "已登记宣传稿件《报送总结的经验》" in answer.text


async def test_less_shown_than_claimed_is_pointed_out_not_refused(tmp_path: Path) -> None:
    """Three times claimed with one piece of evidence."""
    before = ["claim 县教育局 四.1 宣传活动 3"]
    async with stage(tmp_path, before=before) as play:
        said = await send(play, "李敏", "活动照片1.jpg", route="proof/1/1/四.1")
        assert "您填了 3 次，现在有 1 份材料" in said
        said = await send(play, "李敏", "活动照片2.jpg", "活动照片3.png", route="proof/1/1/四.1")
        assert "您填了" not in said
