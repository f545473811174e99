"""An appeal is decided by somebody else; what it moves for all is confirmed by a second admin."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path

from bot.invariants import broken_invariants
from tests.stage import Stage, stage

ADMIN, OTHER, REVIEWER, LIAISON = "赵主任", "周洁", "钱审", "李敏"
GIVEN = (
    f"colleague {OTHER} admin",
    f"colleague {REVIEWER} reviewer",
    "claim 县教育局 三.4 取得成效的应用 3",
    "claim 县教育局 三.4 仅有通知或文件的应用 0",
    'cut 县教育局 三.4 {"取得成效的应用":2,"仅有通知或文件的应用":0} 第三项没有成效证明',
    "finished",
    "state review",
)


@asynccontextmanager
async def appealed(folder: Path, *, reviewer: str = ADMIN) -> AsyncIterator[Stage]:
    """Announced, and the unit appeals against a row that ``reviewer`` had decided."""
    async with stage(folder, before=GIVEN) as play:
        async with play.database.transaction() as db:
            (who,) = await db.execute_fetchall("select id from persons where name = ?", (reviewer,))
            await db.execute("""update reviews set by_person = ? where "row" = '三.4'""", (who[0],))
        await play.send(ADMIN, "公示")
        await play.send(ADMIN, press="提议公示")
        await play.send(ADMIN, press="确实提前公示")
        await play.send(OTHER, "公示")
        await play.send(OTHER, press="确认公示")
        await play.send(LIAISON, route="appeal/1/1/三.4")
        await play.send(LIAISON, "第三项已有成效证明，见附件照片和简报。")
        await play.send(LIAISON, press="提交申诉")
        yield play


async def _change(play: Stage, who: str) -> str:
    """Propose another answer; what the proposer reads last."""
    await play.send(who, route="appeals/change/1/put/0/3")
    await play.send(who, "材料齐全，第三项认定有成效")
    letters = await play.send(who, press="提议改判")
    return letters[-1][1].text


async def _versions(play: Stage) -> int:
    return int((await play.query("select count(*) from publications"))[0][0])


async def test_who_decided_before_is_offered_nothing_and_forged_routes_do_nothing(
    tmp_path: Path,
) -> None:
    """Neither 维持 nor 改判: somebody who had not decided answers."""
    async with appealed(tmp_path) as play:
        shown = (await play.send(ADMIN, route="appeals/see/1"))[-1][1]
        assert "维持" not in str(shown.buttons)
        assert "没有审过它的人" in shown.text
        for route in ("appeals/keep/1/0", "appeals/change/1", "appeals/yes/1/abc"):
            assert "没有审过它的人" in (await play.send(ADMIN, route=route))[-1][1].text
        assert (await play.query("select state from appeals"))[0][0] == "open"
        other = (await play.send(REVIEWER, route="appeals/see/1"))[-1][1]
        assert "维持" in str(other.buttons)


async def test_a_change_waits_for_a_second_admin_and_the_proposer_sees_it(tmp_path: Path) -> None:
    """Nothing moves before the second word; then one new edition names both people."""
    async with appealed(tmp_path) as play:
        assert "等另一位管理员确认" in await _change(play, REVIEWER)
        assert await _versions(play) == 1
        assert "等另一位管理员确认" in (await play.send(REVIEWER, "首页"))[-1][1].text
        assert "改判" in (await play.send(REVIEWER, "待确认"))[-1][1].text
        await play.send(OTHER, "待确认")
        await play.send(OTHER, press="看2026年四季度改判")
        await play.send(OTHER, press="确认改判")
        assert await _versions(play) == 2
        (one,) = await play.query(
            "select a.state, p.name from appeals a join persons p on p.id = a.answered_by"
        )
        assert tuple(one) == ("changed", REVIEWER)
        (kept,) = await play.query(
            "select p.name, c.name from publications e join persons p on p.id = e.proposed_by"
            " join persons c on c.id = e.confirmed_by where e.version = 2"
        )
        assert tuple(kept) == (REVIEWER, OTHER)


async def test_the_proposer_confirms_nothing_and_may_take_it_back(tmp_path: Path) -> None:
    """An admin who proposes is not the second; withdrawn, the appeal is open as before."""
    async with appealed(tmp_path, reviewer=REVIEWER) as play:
        await _change(play, OTHER)
        (mark,) = (await play.query("select mark from release_proposals where kind = 'appeal'"))[0]
        own = (await play.send(OTHER, route=f"appeals/confirm/1/{mark}"))[-1][1]
        assert "提议的人不能自己确认" in own.text
        await play.send(REVIEWER, route=f"appeals/confirm/1/{mark}")
        await play.send(REVIEWER, route="appeals/withdraw/1")
        assert await _versions(play) == 1
        await play.send(OTHER, route="appeals/withdraw/1")
        assert (await play.query("select state from appeals"))[0][0] == "open"
        assert "没有等确认的提议" in (await play.send(OTHER, "待确认"))[-1][1].text


async def test_where_the_office_says_so_one_person_suffices(tmp_path: Path) -> None:
    """The setting turns the second word off; who decided before stays out of it."""
    async with appealed(tmp_path) as play:
        play.world = replace(play.world, appeal_second=False)
        await play.send(REVIEWER, route="appeals/change/1/put/0/3")
        await play.send(REVIEWER, "材料齐全，第三项认定有成效")
        await play.send(REVIEWER, press="确认改判")
        assert await _versions(play) == 2
        assert "没有审过" not in (await play.send(REVIEWER, route="appeals/see/1"))[-1][1].text


async def test_an_answer_by_the_first_reviewer_is_found(tmp_path: Path) -> None:
    """Broken on purpose, behind the pages' back."""
    name = "no-appeal-is-decided-by-its-first-reviewer"
    async with appealed(tmp_path) as play:
        await play.send(REVIEWER, route="appeals/keep/1/0")
        assert name not in {one.name for one in await broken_invariants(play.database, play.store)}
        async with play.database.transaction() as db:
            await db.execute(
                "update appeals set answered_by = (select id from persons where name = ?)", (ADMIN,)
            )
        assert name in {one.name for one in await broken_invariants(play.database, play.store)}
