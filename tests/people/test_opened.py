"""What the page says that an invitation's link opens, before anybody has come in."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from bot.people.opened import called, invites_to
from bot.people.words import invite as words
from tests.stage import Stage, stage

ADMIN = "赵主任"


async def _said(play: Stage, code: str, **later: float) -> str | None:
    async with play.database.reading() as db:
        return await invites_to(db, play.world, code, play.now + timedelta(**later))


async def _code(play: Stage, route: str) -> str:
    letters = await play.send(ADMIN, route=route)
    return (
        next(one.text for _, one in letters if "邀请码 " in one.text).split("邀请码 ")[1].split()[0]
    )


async def test_a_liaison_reads_county_unit_and_work(tmp_path: Path) -> None:
    """Who is invited by whom, to what: all of it, and nothing of it once it is over."""
    async with stage(tmp_path) as play:
        code = await _code(play, "invite/2")
        said = await _said(play, code)
        unit = (await play.query("select name from units where id = 2"))[0]["name"]
        assert said == f"{play.world.county}信用办邀请您担任{unit}的联络员，填报社会信用季度考核。"
        assert await _said(play, code, days=400) is None
        await _code(play, "invite/2")
        assert await _said(play, code) is None


async def test_an_office_role_has_no_unit(tmp_path: Path) -> None:
    """A reviewer is invited to the office."""
    async with stage(tmp_path) as play:
        code = await _code(play, "invite/role/reviewer")
        assert await _said(play, code) == (
            f"{play.world.county}信用办邀请您担任社会信用季度考核的审核员。"
        )


async def test_who_has_come_in_leaves_no_open_link(tmp_path: Path) -> None:
    """Used, unknown and empty codes are one answer: none."""
    async with stage(tmp_path) as play:
        code = await _code(play, "invite/2")
        await play.send("新人", f"绑定 {code}")
        await play.send("新人", "孙丽 13800000077")
        assert [await _said(play, one) for one in (code, "XX-0000", "")] == [None] * 3


async def test_the_head_says_who_and_for_whom(tmp_path: Path) -> None:
    """One line: the name, up to two units by name, and what else somebody is."""
    async with stage(tmp_path) as play:
        await play.send("新人", f"绑定 {await _code(play, 'invite/2')}")
        async with play.database.reading() as db:
            assert await called(db, "telegram", "新人") == ""
        await play.send("新人", "孙丽 13800000077")
        unit = (await play.query("select short from units where id = 2"))[0]["short"]
        where = (await play.query("select channel from identities where address = '新人'"))[0][0]
        async with play.database.reading() as db:
            assert await called(db, where, "新人") == f"孙丽　{unit}联络员"


async def test_the_head_of_an_office_page_names_the_work(tmp_path: Path) -> None:
    """No unit: the role alone."""
    async with stage(tmp_path) as play:
        await play.send("新审", f"绑定 {await _code(play, 'invite/role/reviewer')}")
        await play.send("新审", "孙丽 13800000077")
        where = (await play.query("select channel from identities where address = '新审'"))[0][0]
        async with play.database.reading() as db:
            assert await called(db, where, "新审") == "孙丽　审核员"


def test_many_units_stay_one_line() -> None:
    """A person of five units is not five lines; an office role has no unit."""
    many = [("liaison", f"{one}局") for one in "甲乙丙"]
    assert words.at_head("孙丽", [*many, ("reviewer", "")]) == (
        "孙丽　甲局、乙局等 3 个单位联络员、审核员"
    )
    assert words.at_head("孙丽", []) == "孙丽"
