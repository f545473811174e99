"""What is taken over from last quarter: which words ask for it, files and their bytes."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.filling.carrying import asks
from bot.forms.loading import load
from bot.invariants import broken_invariants
from bot.papers.filing import take
from storage.queries import quarters, roster
from tests.given import a_turn
from tests.sample_papers import PAPERS
from tests.stage import Stage, stage

BEFORE = (
    "last 县教育局 五.3 公开服务承诺事项清单 true",
    "last 县教育局 五.3 签署并向社会公布《诚信服务承诺书》 true",
    "last 县教育局 五.3 接受投诉及整改 false",
    "last-submitted 县教育局",
)


@pytest.fixture
async def play(tmp_path: Path) -> AsyncIterator[Stage]:
    async with stage(tmp_path, before=BEFORE) as set_up:
        await _papers_of_last_quarter(set_up, "活动照片1.jpg", "活动照片2.jpg")
        yield set_up


async def _papers_of_last_quarter(play: Stage, *labels: str) -> None:
    files = [await play._attach(label, PAPERS[label]()) for label in labels]
    async with play.database.transaction() as db:
        unit = next(one for one in await roster.everyone(db) if one.name == "县教育局")
        earlier = await quarters.by_number(db, 2026, 3)
        assert earlier is not None
        form = await load(db, earlier.id, unit.id)
        assert form is not None
        turn = await a_turn(db, play.now, play.world)
        assert len((await take(turn, form, "五.3", files)).kept) == len(labels)


F = (
    "(select f.id from forms f join units u on u.id = f.unit_id"
    " where f.quarter_id = 1 and u.name = '县教育局')"
)
"""This quarter's form."""
ASKS = """和上季度一样 跟上个季度一样 同上季度 这项和上季度一样 还是和上季度一样 沿用上季度的材料
照上季度填 照着上季度的填吧 没有变化 没变 跟上次一样的 按上季度的来 和上季度相同。 都和上季度一样"""
DOES_NOT = """和上季度不一样 上季度3次 上季度是多少 和上季度一样吗 和上季度一样是3次 比上季度多 3"""


@pytest.mark.parametrize("text", ASKS.split())
def test_words_that_ask_for_it(text: str) -> None:
    assert asks(text)


@pytest.mark.parametrize("text", DOES_NOT.split())
def test_words_that_do_not(text: str) -> None:
    assert not asks(text)


async def _broken(play: Stage) -> list[str]:
    found = await broken_invariants(play.database, play.store)
    return [one.what for one in found if one.name.startswith(("evidence", "claim", "receipt"))]


async def test_files_come_along_with_their_mark_and_are_no_doubt(play: Stage) -> None:
    """The same bytes, kept once; every paper says where it comes from; no 重复 for the reviewer."""
    await play.send("李敏", route="row/1/1/五.3")
    await play.send("李敏", press="和上季度一样，照用")

    now = await play.query(
        f"select e.label, e.carried from evidence e where form_id = {F} and \"row\" = '五.3'"
    )
    assert [tuple(one) for one in now] == [
        ("活动照片1.jpg", "2026Q3"),
        ("活动照片2.jpg", "2026Q3"),
    ]
    said = await play.query(
        f"select value, carried from claims where form_id = {F} and \"row\" = '五.3'"
    )
    assert sorted(tuple(one) for one in said) == [
        ("false", "2026Q3"), ("true", "2026Q3"), ("true", "2026Q3"),
    ]  # fmt: skip
    assert len(await play.query("select * from blobs")) == 2
    await play.send("李敏", route="submit/yes/1/1")
    play.since(60 * 24 * 3600)
    [(_, item)] = await play.send("赵主任", route="review/see/1/1/五.3")
    assert "沿用2026年三季度的答案和 2 份佐证材料" in item.text
    assert "重复" not in item.text
    assert await _broken(play) == []


async def test_an_answer_given_anew_is_no_longer_carried(play: Stage) -> None:
    """What is answered anew loses its mark; undoing leaves it alone."""
    await play.send("李敏", route="row/1/1/五.3")
    await play.send("李敏", press="和上季度一样，照用")
    await play.send("李敏", route="tick/1/1/五.3/0/2/yes")
    marks = f"select input, value, carried from claims where form_id = {F} and \"row\" = '五.3'"
    assert ("接受投诉及整改", "true", "") in [tuple(one) for one in await play.query(marks)]

    await play.send("李敏", route="carry/undo/1/1/五.3")

    assert [tuple(one) for one in await play.query(marks)] == [("接受投诉及整改", "true", "")]
    assert (
        await play.query(f"select * from evidence where form_id = {F} and removed_at is null") == []
    )
    assert await _broken(play) == []


async def test_another_clause_is_answered_anew(play: Stage) -> None:
    """A row whose text was changed since offers nothing, and says so."""
    async with play.database.transaction() as db:
        await db.execute(
            "update quarter_schemes set digest = 'x' || id,"
            " text = replace(text, '情况，每项', '情况，各项')"
            " where quarter_id <> 1"
        )
        changed = await db.execute_fetchall(
            "select 1 from quarter_schemes where quarter_id <> 1 and text like '%情况，各项%'"
        )
    assert changed, "the clause is not there any more: choose another word of 五.3"
    [(_, card)] = await play.send("李敏", route="row/1/1/五.3")
    assert "照用" not in [one.label for row in card.buttons for one in row]
    [(_, card)] = await play.send("李敏", "和上季度一样")
    assert "评分标准和上季度不一样" in card.text


async def test_what_was_shown_and_is_no_more_is_not_taken(play: Stage) -> None:
    """A paper of last quarter was taken back since the offer was shown: nothing is taken."""
    await play.send("李敏", route="row/1/1/五.3")
    async with play.database.transaction() as db:
        await db.execute("delete from evidence where label = '活动照片2.jpg'")
    [(_, said)] = await play.send("李敏", press="和上季度一样，照用")
    assert said.text.startswith("这一项刚刚有变化")
    assert await play.query(f"select * from claims where form_id = {F}") == []
