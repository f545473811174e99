"""Opening a quarter: once, with the schemes of the day, for every unit, and never half."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

from bot.editions.making import comparable
from bot.quarters.new_rules import tell_loaded
from bot.quarters.opening import open_planned
from bot.running.clearing import clear
from storage.queries import forgetting, quarters
from tests.stage import OFFICE, SHANGHAI, Stage, stage

ADMIN = "赵主任"


async def _texts(play: Stage, text: str = "", route: str | None = None) -> str:
    letters = await play.send(ADMIN, text, route=route)
    return "\n".join(message.title + message.text for chat, message in letters if chat == ADMIN)


async def _confirm(play: Stage) -> str:
    await play.send(ADMIN, "开期 2026年四季度")
    return play.button(ADMIN, "确认开期")


async def test_the_quarter_keeps_the_schemes_and_has_a_form_for_every_unit(tmp_path: Path) -> None:
    """Text and digest of both tables are kept as they are today; the change is written down."""
    async with stage(tmp_path, quarter=False) as play:
        await play.send(ADMIN, route=await _confirm(play))
        kept = await play.query("select grp, digest, text from quarter_schemes order by id")
        expected = [(one.group, one.digest, one.text) for one in play.world.schemes]
        assert [tuple(row) for row in kept] == expected
        assert len(await play.query("select id from forms")) == 5
        (entry,) = await play.query("select action, subject from audit")
        assert tuple(entry) == ("quarter.open", "quarter/1")


async def test_two_admins_who_confirm_at_once_open_one_quarter(tmp_path: Path) -> None:
    """The second is told that it is open; nobody is told twice."""
    async with stage(tmp_path, quarter=False) as play:
        route = await _confirm(play)
        await asyncio.gather(
            play.send(ADMIN, route=route, update="a"),
            play.send(ADMIN, route=route, update="b", group=True),
        )
        assert len(await play.query("select id from quarters")) == 1
        told = await play.query("select id from outbox where chat = '李敏'")
        assert len(told) == 1
        said = [message.text for who in (ADMIN, OFFICE) for _, message in play.shown.get(who, [])]
        assert any("不用再开" in text for text in said)


async def test_a_plan_that_has_become_too_old_is_not_opened(tmp_path: Path) -> None:
    """The button was pressed after the deadline it carries."""
    async with stage(tmp_path, quarter=False) as play:
        route = await _confirm(play)
        play.now = datetime(2027, 1, 6, 9, 0, tzinfo=SHANGHAI)
        assert "已经过去" in await _texts(play, route=route)
        assert await play.query("select id from quarters") == []


async def test_a_forged_plan_is_not_opened(tmp_path: Path) -> None:
    """Dates out of order in a route are refused like typed ones."""
    async with stage(tmp_path, quarter=False) as play:
        for days in ("53-90-96-80-70", "60-55-96-106-111", "53-9999-9999-9999-9999"):
            said = await _texts(play, route=f"open/2026/4/{days}/yes")
            assert "请另发一个日期" in said or "检查年份" in said, days
        assert "没有看懂" in await _texts(play, route="open/2026/9")
        assert "没有看懂" in await _texts(play, route="open/2199/1")
        assert "没有看懂" in await _texts(play, route="open/2026/4/53-96-96-106-111/set/king")
        assert await play.query("select id from quarters") == []


async def test_a_planned_quarter_opens_by_itself_and_tells_everybody(tmp_path: Path) -> None:
    """Planned today without a word to the units; open on its day."""
    async with stage(tmp_path, quarter=False) as play:
        await play.send(ADMIN, "开期 2027年一季度")
        await play.send(ADMIN, press="自动开始")
        (row,) = await play.query("select state from quarters")
        assert row["state"] == "planned"
        assert await play.query("select id from outbox where chat = '李敏'") == []
        async with play.database.transaction() as db:
            await open_planned(db, datetime(2027, 1, 4, 8, 0, tzinfo=SHANGHAI))
        (row,) = await play.query("select state from quarters")
        assert row["state"] == "open"
        assert len(await play.query("select id from outbox where chat = '李敏'")) == 1


async def test_without_units_there_is_nothing_to_open(tmp_path: Path) -> None:
    """The next step is to import the list."""
    async with stage(tmp_path, quarter=False) as play:
        async with play.database.transaction() as db:
            await db.execute("update units set active = 0")
        assert "请先导入单位名单" in await _texts(play, "开期 2026年四季度")


async def test_units_without_a_scheme_keep_the_quarter_shut(tmp_path: Path) -> None:
    """No unit is left out in silence."""
    async with stage(tmp_path, quarter=False) as play:
        play.world = replace(play.world, schemes=play.world.schemes[:1])
        assert "乡镇街道的 2 个单位没有对应的考核办法" in await _texts(play, "开期 2026年四季度")


async def test_a_scheme_younger_than_the_quarter_is_not_used(tmp_path: Path) -> None:
    """A document is in force from a day; a quarter before it cannot be assessed by it."""
    async with stage(tmp_path, quarter=False) as play:
        scheme = replace(play.world.schemes[0], in_force=date(2027, 1, 1))
        play.world = replace(play.world, schemes=(scheme, play.world.schemes[1]))
        assert "起施行，这个季度还不能用" in await _texts(play, "开期 2026年四季度")


async def test_a_stopped_unit_takes_no_part(tmp_path: Path) -> None:
    """停用 counts for quarters opened afterwards."""
    async with stage(tmp_path, quarter=False) as play:
        await play.send(ADMIN, route="units/2/stop/yes")
        await play.send(ADMIN, route=await _confirm(play))
        forms = await play.query("select unit_id from forms order by unit_id")
        assert [row["unit_id"] for row in forms] == [1, 3, 4, 5]


async def test_two_quarters_are_comparable_table_by_table(tmp_path: Path) -> None:
    """Under other rules for the departments, the towns' quarters may still be set side by side."""
    changes = (
        '迟报、错报", unit = "条", points = 0.5 => 迟报、错报", unit = "条", points = 1',
        '"迟报、错报" = 3 }, score = 6 => "迟报、错报" = 3 }, score = 4.5',
    )
    async with stage(tmp_path, amended=changes) as play:
        await play.send("赵主任", "开期 2027年一季度")
        await play.send("赵主任", press="先看办法变化")
        await play.send("赵主任", press="看过了，按新办法开期")
        async with play.database.reading() as db:
            assert not await comparable(db, 1, 2, "县直单位")
            assert await comparable(db, 1, 2, "乡镇街道")
            assert await comparable(db, 2, 2, "县直单位")
            assert await comparable(db, 1, 2, "企业"), "nothing there, nothing incomparable"
            kept = {one.group: one.digest for one in await quarters.schemes(db, 2)}
        assert kept["县直单位"] == play.world.scheme("县直单位").digest


async def test_what_is_confirmed_is_what_was_shown(tmp_path: Path) -> None:
    """A confirmation of other changes than those that hold now shows them anew; nothing opens."""
    changes = ('name = "信用+应用场景" => name = "信用加应用场景"',)
    async with stage(tmp_path, amended=changes) as play:
        await play.send("赵主任", "开期 2027年一季度")
        route = play.button("赵主任", "先看办法变化")
        for forged in (route, f"{route}/abcdef"):
            letters = await play.send("赵主任", route=forged)
            assert "办法变化" in letters[-1][1].title
        assert len(await play.query("select 1 from quarters")) == 1


async def test_the_office_is_told_once_that_the_loaded_rules_differ(tmp_path: Path) -> None:
    """At a start, in its groups, with a way to the changes; no restart says it a second time."""
    changes = (
        '迟报、错报", unit = "条", points = 0.5 => 迟报、错报", unit = "条", points = 1',
        '"迟报、错报" = 3 }, score = 6 => "迟报、错报" = 3 }, score = 4.5',
    )
    async with stage(tmp_path, amended=changes) as play:

        async def start() -> int:
            async with play.database.transaction() as db:
                return await tell_loaded(db, play.world.schemes, play.now)

        assert [await start() for _ in range(3)] == [1, 0, 0]
        [(chat, letter)] = await play.letters()
        assert chat == OFFICE
        assert "和2026年四季度不同：县直单位 2 处（1 处影响计分）" in letter.text
        [(_, shown)] = await play.send(ADMIN, route=letter.buttons[0][0].route)
        assert "现在：须“已报送”" in shown.text
        later = play.now + timedelta(days=200)
        gone = await clear(
            play.database, forgetting.forgettable_letters, forgetting.forget_letters, later
        )
        assert gone == 0, "it waits to be sent"
        assert await start() == 0


async def test_rules_that_are_the_newest_quarters_are_no_news(tmp_path: Path) -> None:
    """Nor is there anything to compare with before the first quarter."""
    for place, quarter in (("same", True), ("first", False)):
        (tmp_path / place).mkdir()
        async with (
            stage(tmp_path / place, quarter=quarter) as play,
            play.database.transaction() as db,
        ):
            assert await tell_loaded(db, play.world.schemes, play.now) == 0
