"""审核分工 by a sentence: nobody of the office is limited, and a tap of long ago gives nothing."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.given import given
from tests.review.test_review import own
from tests.stage import Stage, stage

ADMIN = "赵主任"


@pytest.fixture
async def play(tmp_path: Path) -> AsyncIterator[Stage]:
    before = ("colleague 张三 reviewer", "colleague 周平 reviewer", "state review")
    async with stage(tmp_path, before=before) as set_up:
        yield set_up


async def _remits(play: Stage) -> list[tuple[str, str]]:
    rows = await play.query(
        "select p.name, r.part from review_remits r join persons p on p.id = r.person_id"
        " where r.ended_at is null order by p.name, r.part"
    )
    return [(one["name"], one["part"]) for one in rows]


async def test_an_admin_has_no_part_of_the_tables(play: Stage) -> None:
    async with play.database.transaction() as db:
        await given(db, play.now, ["role 周平 admin"])
    shown = own(await play.send(ADMIN, "三.4以后周平审"), ADMIN)
    assert "还没有改" not in (shown.title or ""), shown
    assert "管理员" in shown.text, shown


async def test_a_part_that_no_table_has_is_said_to_be_none(play: Stage) -> None:
    said = own(await play.send(ADMIN, "第九部分以后张三审"), ADMIN).text
    assert "九" in said, said
    assert await _remits(play) == []


async def test_a_tap_behind_something_else_gives_nothing(play: Stage) -> None:
    await play.send(ADMIN, "三.4以后张三审")
    route = play.button(ADMIN, "就这样分")
    await play.send(ADMIN, "取消")
    await play.send(ADMIN, route=route)
    assert await _remits(play) == []


async def test_who_reviews_no_more_is_given_nothing(play: Stage) -> None:
    await play.send(ADMIN, "三.4以后张三审")
    route = play.button(ADMIN, "就这样分")
    async with play.database.transaction() as db:
        await db.execute(
            "update roles set ended_at = ? where role = 'reviewer' and person_id ="
            " (select id from persons where name = '张三')",
            (play.now.isoformat(),),
        )
    said = own(await play.send(ADMIN, route=route), ADMIN).text
    assert "张三现在审" not in said, said
    assert await _remits(play) == []


async def test_only_an_admin_says_who_reviews_what(play: Stage) -> None:
    shown = own(await play.send("周平", "三.4以后张三审"), "周平")
    assert "还没有改" not in (shown.title or ""), shown
    await play.send(ADMIN, "三.4以后张三审")
    await play.send("周平", route=play.button(ADMIN, "就这样分"))
    assert await _remits(play) == []
