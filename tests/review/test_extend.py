"""延期 by a sentence: a day that wants a second look is shown first, and no order is a reason."""

from __future__ import annotations

from pathlib import Path

from tests.given import given
from tests.stage import Stage, stage

ADMIN = "赵主任"


async def _extensions(play: Stage) -> list[tuple[str, str]]:
    rows = await play.query("select until, reason from extensions order by id")
    return [(row["until"][:10], row["reason"]) for row in rows]


async def test_a_feast_and_a_year_not_announced_are_shown_before_a_day_is_granted(
    tmp_path: Path,
) -> None:
    async with stage(tmp_path) as play:
        [(_, shown)] = await play.send(ADMIN, "延期 教育局 2027年2月8日 系统故障")
        assert shown.title == "教育局 延期到 2027年2月8日 18:00，还没有延"
        assert "春节初三" in shown.text
        assert "2027年的放假安排还没有收录" in shown.text
        assert await _extensions(play) == []
        await play.send(ADMIN, press="仍然延期到")
        assert await _extensions(play) == [("2027-02-08", "系统故障")]


async def test_another_order_is_not_the_reason_of_the_one_that_waits(tmp_path: Path) -> None:
    async with stage(tmp_path) as play:
        await play.send(ADMIN, "教育局延期到2月6日")
        [(_, other)] = await play.send(ADMIN, "把教育局的截止时间推到1月8日")
        assert other.title == "教育局 延期到 2027年1月8日 18:00"
        assert await _extensions(play) == []


async def test_what_is_said_after_something_else_is_no_reason_without_a_tap(
    tmp_path: Path,
) -> None:
    async with stage(tmp_path) as play:
        await play.send(ADMIN, "全县延期到1月8日")
        await play.send(ADMIN, "进度")
        [(_, asked)] = await play.send(ADMIN, "教育局迟报错报3条")
        assert asked.text.startswith("您是要把“教育局迟报错报3条”写进前面问的那一步吗？")
        assert await _extensions(play) == []
        await play.send(ADMIN, press="不是")
        assert await _extensions(play) == []


async def test_so_many_days_more_are_counted_from_the_deadline(tmp_path: Path) -> None:
    """As in 教育局延期两天; the day that comes of it is shown before anything is granted."""
    async with stage(tmp_path) as play:
        await play.send(ADMIN, "延期 教育局")
        play.since(20)
        [(_, shown)] = await play.send(ADMIN, "再给两天吧")
        assert shown.title == "教育局 延期到 2027年1月7日 18:00"
        await play.send(ADMIN, "延期 教育局")
        play.since(20)
        [(_, shown)] = await play.send(ADMIN, "8日")
        assert "1月13日" not in shown.title + shown.text  # a day, and no eight days more
        assert await _extensions(play) == []


OWN = ("role 赵主任 liaison 县教育局",)


async def test_nobody_moves_or_takes_back_the_deadline_of_the_own_unit(tmp_path: Path) -> None:
    """By a sentence of one or of several, by the route, and of what somebody else has granted."""
    async with stage(tmp_path, before=OWN) as play:
        [(_, one)] = await play.send(ADMIN, "教育局延期到1月8日")
        assert "请别的管理员" in one.text
        [(_, several)] = await play.send(ADMIN, "教育局和财政局延期到1月8日")
        assert several.title == "财政局 延期到 2027年1月8日 18:00"
        await play.send(ADMIN, press="系统或网络故障")
        await play.send(ADMIN, route="extend/1/1/20270108/0")
        held = "select unit_id from forms where extended_to is not null"
        assert [row["unit_id"] for row in await play.query(held)] == [2]
        async with play.database.transaction() as db:
            await db.execute(
                "update forms set extended_to = (select extended_to from forms where unit_id = 2)"
                " where unit_id = 1"
            )
        [(_, back)] = await play.send(ADMIN, route="extend/back/1/1")
        assert "请别的管理员" in back.text
        await play.send(ADMIN, route="extend/back/1/1/yes")
        await play.send(ADMIN, route="extend/back/1/of/1/yes")
        assert [row["unit_id"] for row in await play.query(held)] == [1]


async def test_no_deadline_is_taken_back_when_the_quarter_takes_no_reports(tmp_path: Path) -> None:
    async with stage(tmp_path) as play:
        await play.send(ADMIN, "教育局和财政局延期到1月8日")
        await play.send(ADMIN, press="系统或网络故障")
        async with play.database.transaction() as db:
            await given(db, play.now, ["state review", "state announced"])
        await play.send(ADMIN, route="extend/back/1/1/yes")
        await play.send(ADMIN, route="extend/back/1/of/1/yes")
        [(_, said)] = await play.send(ADMIN, "教育局延期到1月9日")
        assert "延期到" not in (said.title or ""), said
        held = "select unit_id from forms where extended_to is not null order by unit_id"
        assert [row["unit_id"] for row in await play.query(held)] == [1, 2]


async def _behind(play: Stage, *said: str) -> str:
    """What the last of some messages to the admin is answered with, title and text."""
    for text in said[:-1]:
        await play.send(ADMIN, text)
        play.since(20)
    [(_, told)] = await play.send(ADMIN, said[-1])
    return f"{told.title}\n{told.text}"


async def test_a_complaint_of_the_day_is_of_the_day_and_never_its_reason(tmp_path: Path) -> None:
    """不够 改成四天 had become what the unit reads as the reason."""
    async with stage(tmp_path) as play:
        for first in ("教育局延期两天", "延期 教育局"):
            shown = await _behind(play, first, "不够 改成四天")
            assert shown.startswith("教育局 延期到 2027年1月9日 18:00\n为什么延期？")
            shown = await _behind(play, first, "不用那么久，一天够了")
            assert shown.startswith("教育局 延期到 2027年1月6日 18:00\n为什么延期？")
            shown = await _behind(play, first, "太短了")
            assert shown.startswith("教育局 2026年四季度 延期\n")
            assert "延到哪一天？" in shown
        shown = await _behind(play, "教育局延期两天", "数据还没出来，改成一周")
        assert shown.startswith("教育局 延期到 2027年1月12日 18:00，还没有延\n")
        assert "原因：数据还没出来" in shown
        assert await _extensions(play) == []


async def test_a_form_that_waits_for_a_day_says_so(tmp_path: Path) -> None:
    async with stage(tmp_path) as play:
        shown = await _behind(play, "延期 教育局", "领导还没定")
        assert shown == (
            "教育局 2026年四季度 延期\n“领导还没定”不是日期。还没有延。\n"
            "现在的截止时间：2027年1月5日 18:00。\n"
            "延到哪一天？点一个，或直接发日期，例如：1月8日、下周五、再给三天。"
        )
        [(_, told)] = await play.send(ADMIN, "大概3")
        assert told.text.startswith("“大概3”是几天，还是几号？")
        labels = [one.label for row in told.buttons for one in row]
        assert labels == ["2027年1月8日", "2027年2月3日", "首页"]
        shown = await _behind(play, "2月30日")
        assert "2月没有 30 日。还没有延。" in shown
        assert "请写成" not in shown
        assert await _extensions(play) == []


async def test_a_day_of_the_month_follows_the_deadline_and_days_are_days(tmp_path: Path) -> None:
    async with stage(tmp_path) as play:
        for first in ("教育局延期两天", "延期 教育局"):
            for said, until in (("8日", 8), ("改到8号", 8), ("推迟8日", 13), ("延期5日", 10)):
                shown = await _behind(play, first, said)
                assert shown.startswith(f"教育局 延期到 2027年1月{until}日 18:00\n"), said
        assert "是几天，还是几号？" in await _behind(play, "教育局延期两天", "大概3")
