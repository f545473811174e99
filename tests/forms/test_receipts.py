"""Receipts: counted per day in China, hashed, chained; every way of tampering is noticed."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import given as for_all, strategies as st

from bot.corridor.events import canonical
from bot.forms import receipts
from tests.sample_papers import PAPERS
from tests.stage import SHANGHAI, Stage, stage

ROW = "proof/1/1/三.4"


@pytest.fixture
async def play(tmp_path: Path) -> AsyncIterator[Stage]:
    async with stage(tmp_path) as set_up:
        yield set_up


async def hand_over(play: Stage, name: str) -> str:
    """Send a paper for a row; the number of the receipt."""
    await play.send("李敏", route=ROW)
    await play.send("李敏", files=[(name, PAPERS[name]())])
    rows = await play.query("select number from receipts order by number desc limit 1")
    return str(rows[0][0])


async def prove(play: Stage, number: str) -> receipts.Proof:
    async def holds(digest: str) -> bool:
        return play.store.verify(digest)

    async with play.database.reading() as db:
        proof = await receipts.prove(db, number, holds)
    assert proof is not None
    return proof


async def change(play: Stage, sql: str, *values: object) -> None:
    async with play.database.transaction() as db:
        await db.execute(sql, values)


async def test_numbers_count_through_the_day_and_begin_again_at_midnight_in_china(
    play: Stage,
) -> None:
    """23:59 in Jia County is still today, although it is 15:59 in UTC."""
    play.now = datetime(2026, 11, 23, 23, 58, tzinfo=SHANGHAI)
    assert await hand_over(play, "活动照片1.jpg") == "R261123-0001"
    assert await hand_over(play, "活动照片2.jpg") == "R261123-0002"
    play.now = datetime(2026, 11, 24, 0, 0, tzinfo=SHANGHAI)
    assert await hand_over(play, "活动照片3.png") == "R261124-0001"


async def test_a_whole_receipt_proves_its_files(play: Stage) -> None:
    """Body, chain and bytes agree, and the short hash was shown to the person."""
    number = await hand_over(play, "活动照片1.jpg")
    proof = await prove(play, number)
    assert proof.intact
    assert [(paper.label, paper.state) for paper in proof.papers] == [("活动照片1.jpg", "kept")]
    assert proof.receipt.hash[:8] in play.shown["李敏"][-1][1].text


async def test_a_changed_body_is_noticed(play: Stage) -> None:
    """The hash no longer fits."""
    number = await hand_over(play, "活动照片1.jpg")
    await change(play, "update receipts set body = replace(body, '县教育局', '县财政局')")
    proof = await prove(play, number)
    assert not proof.hash_agrees
    assert not proof.intact


async def test_body_and_hash_changed_together_are_noticed_by_the_chain(play: Stage) -> None:
    """Whoever can write the table still cannot write the audit chain unseen."""
    number = await hand_over(play, "活动照片1.jpg")
    body = json.loads((await play.query("select body from receipts"))[0][0]) | {"unit": "别的单位"}
    text = canonical(body)
    await change(play, "update receipts set body = ?, hash = ?", text, receipts.hash_of(text))
    proof = await prove(play, number)
    assert proof.hash_agrees
    assert not proof.chain_agrees
    assert not proof.intact


async def test_lost_bytes_are_noticed(play: Stage) -> None:
    """A file that is gone from the store is said to be lost, by the page as well."""
    number = await hand_over(play, "活动照片1.jpg")
    digest = (await prove(play, number)).papers[0].digest
    play.store.path(digest).unlink()
    assert (await prove(play, number)).papers[0].state == "lost"
    [(_, answer)] = await play.send("李敏", f"回执 {number}")
    assert "不一致" in answer.text


async def test_a_paper_taken_back_stays_proved(play: Stage) -> None:
    """Deleting evidence does not make its receipt false."""
    number = await hand_over(play, "活动照片1.jpg")
    await play.send("李敏", route="proof/drop/yes/1/1/1")
    proof = await prove(play, number)
    assert proof.intact
    assert proof.papers[0].state == "removed"


async def test_a_number_that_was_never_given_proves_nothing(play: Stage) -> None:
    """None, not an empty proof."""
    async with play.database.reading() as db:
        assert await receipts.prove(db, "R261123-0001") is None


async def test_a_receipt_is_kept_only_with_what_it_is_for(play: Stage) -> None:
    """A turn that is undone gives its number back: the next receipt has no gap before it."""
    await play.send("李敏", route=ROW)
    await play.send("李敏", files=[("空文件.pdf", b"")])
    assert await play.query("select * from receipts") == []
    assert await hand_over(play, "活动照片1.jpg") == "R261123-0001"


@for_all(
    st.sampled_from(["r261123-0001", " R261123-0001 ", "Ｒ２６１１２３－０００１", "R261123 -0001"])
)
def test_a_number_is_understood_as_typed(typed: str) -> None:
    """Case, spaces and full-width signs do not matter."""
    assert receipts.as_typed(typed) == "R261123-0001"
