"""代审: who may hand whose work to whom, and what a tap of long ago does."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.review.test_review import own
from tests.stage import Stage, stage

ADMIN = "赵主任"
BEFORE = (
    "colleague 张三 reviewer",
    "colleague 周平 reviewer",
    "colleague 钱进 reviewer",
    "claim 县教育局 三.2 已出台实施办法 true",
    "claim 县教育局 四.1 宣传活动 2",
    "submitted 县教育局",
    "state review",
)


@pytest.fixture
async def play(tmp_path: Path) -> AsyncIterator[Stage]:
    async with stage(tmp_path, before=BEFORE) as set_up:
        yield set_up


async def _number(play: Stage, name: str) -> int:
    (row,) = await play.query("select id from persons where name = ?", name)
    return int(row["id"])


async def _covers(play: Stage) -> list[tuple[str, str]]:
    rows = await play.query(
        "select a.name as away, b.name as cover from review_covers c"
        " join persons a on a.id = c.person_id join persons b on b.id = c.cover_id"
        " where c.ended_at is null order by c.id"
    )
    return [(one["away"], one["cover"]) for one in rows]


async def _route(play: Stage, who: str, person: str, cover: str) -> str:
    """Press the route itself, as a forged or an old button does; what is said."""
    route = f"review/cover/{await _number(play, person)}/{await _number(play, cover)}/yes"
    return own(await play.send(who, route=route), who).text


async def test_work_goes_to_nobody_who_is_away(play: Stage) -> None:
    """Else two who stand in for each other would leave the work to nobody."""
    await _route(play, ADMIN, "张三", "周平")
    shown = own(await play.send(ADMIN, "钱进手上的给张三"), ADMIN)
    assert "张三" in shown.text, shown
    assert "还没有改" not in (shown.title or ""), shown
    await _route(play, ADMIN, "钱进", "张三")
    await _route(play, ADMIN, "周平", "张三")
    assert await _covers(play) == [("张三", "周平")]


async def test_who_is_away_is_not_offered_to_stand_in(play: Stage) -> None:
    await _route(play, ADMIN, "张三", "周平")
    shown = own(await play.send(ADMIN, "钱进请假了"), ADMIN)
    labels = [one.label for row in shown.buttons for one in row]
    assert "周平代审" in labels, labels
    assert "张三代审" not in labels, labels


async def test_nobody_stands_in_who_does_not_review(play: Stage) -> None:
    """By a route: a liaison, nobody at all, the one who is away."""
    for cover in ("李敏", "张三"):
        assert "审核员" in await _route(play, ADMIN, "张三", cover)
    assert "审核员" in await _route(play, ADMIN, "李敏", "张三")
    await play.send(ADMIN, route=f"review/cover/{await _number(play, '张三')}/999/yes")
    asked = await play.send(ADMIN, route=f"review/cover/{await _number(play, '李敏')}")
    assert "审核员" in own(asked, ADMIN).text
    assert await _covers(play) == []


async def test_a_reviewer_gives_away_only_the_own_work(play: Stage) -> None:
    await _route(play, "周平", "张三", "钱进")
    assert await _covers(play) == []
    await _route(play, "张三", "张三", "钱进")
    await play.send("周平", route=f"review/uncover/{await _number(play, '张三')}/yes")
    assert await _covers(play) == [("张三", "钱进")]


async def test_the_same_tap_once_more_tells_nobody_again(play: Stage) -> None:
    await _route(play, ADMIN, "张三", "周平")
    route = f"review/cover/{await _number(play, '张三')}/{await _number(play, '周平')}/yes"
    again = await play.send(ADMIN, route=route)
    assert {chat for chat, _ in again} == {ADMIN}
    assert await _covers(play) == [("张三", "周平")]


async def test_what_is_not_handed_on_is_not_given_back(play: Stage) -> None:
    number = await _number(play, "张三")
    for route in (f"review/uncover/{number}", f"review/uncover/{number}/yes"):
        letters = await play.send(ADMIN, route=route)
        assert {chat for chat, _ in letters} == {ADMIN}
        shown = own(letters, ADMIN)
        assert "结束代审" not in [one.label for row in shown.buttons for one in row], shown


async def test_what_lay_before_who_is_away_goes_back_to_the_queue(play: Stage) -> None:
    await play.send("张三", "审核")
    await play.send("张三", press="开始审核")
    held = "select person_id from review_desks where form_id is not null"
    assert len(await play.query(held)) == 1
    await _route(play, ADMIN, "张三", "周平")
    assert await play.query(held) == []
