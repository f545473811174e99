"""Supplied figures by a sentence: nothing is written before the tap, nor what has moved since."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.invariants import beyond, broken_invariants
from bot.people.bodies import assign
from tests.given import given
from tests.review.test_review import own
from tests.stage import Stage, stage


@pytest.fixture
async def play(tmp_path: Path) -> AsyncIterator[Stage]:
    async with stage(tmp_path, before=("colleague 周平 reviewer",)) as set_up:
        given = await broken_invariants(set_up.database, set_up.store)
        yield set_up
        assert not beyond(given, await broken_invariants(set_up.database, set_up.store))


async def _says(play: Stage, text: str, who: str = "赵主任") -> str:
    return own(await play.send(who, text), who).text


async def _supplied(play: Stage) -> list[tuple[str, str]]:
    rows = await play.query('select "row", value from supplied order by form_id, "row"')
    return [(one["row"], one["value"]) for one in rows]


async def test_the_row_and_who_supplies_it_are_shown_before_the_tap(play: Stage) -> None:
    shown = await _says(play, "财政局有一笔拖欠，记上")
    assert "五.2 政府守信践诺 · 违约拖欠中小微企业款项（县工信局提供）" in shown
    assert await _supplied(play) == []
    await play.send("赵主任", press="录入")
    assert await _supplied(play) == [("五.2", "true")]


async def test_all_the_others_are_those_without_a_figure(play: Stage) -> None:
    await play.send("赵主任", "教育局没有拖欠，记上")
    await play.send("赵主任", press="录入")
    await play.send("赵主任", "财政局有一笔拖欠，记上")
    shown = await _says(play, "别的都没有")
    assert "教育局" not in shown
    assert "交通局：否" in shown
    await play.send("赵主任", press="录入这 2 个数")
    assert await _supplied(play) == [("五.2", "false"), ("五.2", "true"), ("五.2", "false")]


async def test_a_figure_that_stands_already_takes_no_other_with_it(play: Stage) -> None:
    """教育局没有拖欠 stands: 财政局's is shown all the same, and what was taken back is gone."""
    await play.send("赵主任", "教育局没有拖欠，记上")
    await play.send("赵主任", press="录入")
    shown = await _says(play, "教育局没有拖欠，财政局有一笔拖欠，记上")
    assert "财政局：是" in shown
    assert "教育局的“违约拖欠中小微企业款项”本来就是" in shown
    await play.send("赵主任", "教育局有一笔拖欠，记上")
    shown = await _says(play, "教育局没有拖欠，记上")
    assert "教育局：是" not in shown
    assert "本来就是" in shown
    await play.send("赵主任", press="录入")
    assert await _supplied(play) == [("五.2", "false"), ("五.2", "true")]


async def test_what_somebody_has_changed_meanwhile_is_not_written(play: Stage) -> None:
    await play.send("赵主任", "教育局迟报3条，记上")
    route = play.button("赵主任", "录入")
    await play.send("赵主任", "录入 教育局 迟报、错报 7", group=True)
    await play.send("赵主任", press="确认", group=True)
    answer = own(await play.send("赵主任", route=route), "赵主任")
    assert "刚才有人改过" in answer.text
    assert await _supplied(play) == [("二.1", "7")]


async def test_a_sentence_that_goes_on_needs_what_it_goes_on_from(play: Stage) -> None:
    assert "还没有录" not in await _says(play, "别的都没有")


async def test_only_who_may_write_figures_is_shown_any(play: Stage) -> None:
    assert "还没有录" not in await _says(play, "财政局有一笔拖欠，记上", "周平")


async def test_a_figure_that_nobody_supplies_is_said_to_be_none(play: Stage) -> None:
    shown = await _says(play, "教育局行政处罚公示率95%")
    assert "没有“行政处罚公示 95%”这样一个要录的数" in shown
    assert await _supplied(play) == []


async def test_a_reason_that_tells_of_a_figure_stays_a_reason(play: Stage) -> None:
    """延期 waits for its reason: 教育局迟报错报3条 orders nothing without 记上."""
    await play.send("赵主任", "延期 财政局 1月8日")
    await play.send("赵主任", "教育局迟报错报3条")
    assert await _supplied(play) == []


async def _state(play: Stage, state: str) -> None:
    async with play.database.transaction() as db:
        await given(db, play.now, [f"state {state}"])


@pytest.mark.parametrize("text", ["教育局迟报3条，记上", "教育局和财政局没有拖欠，记上"])
async def test_nobody_says_a_figure_of_the_own_unit(tmp_path: Path, text: str) -> None:
    async with stage(tmp_path, before=("role 赵主任 liaison 县教育局",)) as play:
        shown = await _says(play, text)
        assert "还没有录" not in shown, shown
        assert await _supplied(play) == []


async def test_all_the_others_are_never_the_own_unit(tmp_path: Path) -> None:
    async with stage(tmp_path, before=("role 赵主任 liaison 县教育局",)) as play:
        await _says(play, "财政局有一笔拖欠，记上")
        shown = await _says(play, "别的都没有")
        assert "交通局：否" in shown, shown
        assert "教育局" not in shown, shown


async def test_one_value_for_all_the_others_keeps_what_was_said_of_some(play: Stage) -> None:
    await _says(play, "财政局有一笔拖欠，记上")
    shown = await _says(play, "别的都没有")
    assert "财政局：是" in shown, shown
    assert "教育局：否" in shown, shown
    assert "交通局：否" in shown, shown


async def test_what_stands_already_is_said_and_not_written_again(play: Stage) -> None:
    await play.send("赵主任", "教育局迟报错报3条，记上")
    await play.send("赵主任", press="录入")
    assert "还没有录" not in await _says(play, "教育局迟报错报3条，记上")


async def test_a_number_of_things_is_no_yes_where_things_are_counted(play: Stage) -> None:
    """Of 二.1 one figure is a yes or no and the other counts: 两条 is of the latter."""
    shown = await _says(play, "教育局二.1录两条")
    assert "迟报、错报" in shown
    assert "教育局：2 条" in shown
    assert "已报送" not in shown


async def test_a_button_that_writes_says_what_it_writes(play: Stage) -> None:
    """Two figures bear the name: which of them, and the number."""
    letters = await play.send("赵主任", "录入 教育局 错报 2")
    offered = [one.label for row in own(letters, "赵主任").buttons for one in row]
    assert offered[:2] == ["二.1 迟报、错报：2 条", "二.2 漏报、错报：2 条"]


async def test_nothing_is_cleared_where_nothing_stands(play: Stage) -> None:
    assert "还没有录" not in await _says(play, "教育局那笔拖欠记错了，去掉")


async def test_no_figure_is_said_when_the_quarter_takes_none(tmp_path: Path) -> None:
    async with stage(tmp_path) as play:
        await play.send("赵主任", "教育局迟报错报3条，记上")
        route = play.button("赵主任", "录入")
        await _state(play, "review")
        await _state(play, "announced")
        await play.send("赵主任", route=route)
        assert "还没有录" not in await _says(play, "财政局有一笔拖欠，记上")
        assert await _supplied(play) == []


SUPPLIER = ("colleague 孙丽 supplier",)


async def _assigned(play: Stage, *bodies: str) -> None:
    """孙丽 supplies what these bodies supply, and nothing else."""
    async with play.database.transaction() as db:
        (who,) = await db.execute_fetchall("select id from persons where name = '孙丽'")
        await assign(db, who["id"], frozenset(bodies))


async def test_a_supplier_says_only_figures_of_the_own_bodies(tmp_path: Path) -> None:
    async with stage(tmp_path, before=SUPPLIER) as play:
        await _assigned(play, "县工信局")
        assert "还没有录" not in await _says(play, "教育局迟报错报3条，记上", "孙丽")
        assert "财政局：是" in await _says(play, "财政局有一笔拖欠，记上", "孙丽")
        await play.send("孙丽", press="录入")
        assert await _supplied(play) == [("五.2", "true")]


async def test_a_tap_of_who_supplies_it_no_more_writes_nothing(tmp_path: Path) -> None:
    async with stage(tmp_path, before=SUPPLIER) as play:
        await _assigned(play, "县工信局")
        await play.send("孙丽", "财政局有一笔拖欠，记上")
        route = play.button("孙丽", "录入")
        await _assigned(play, "县信用办平台")
        answer = own(await play.send("孙丽", route=route), "孙丽")
        assert "刚才有人改过" in answer.text, answer.text
        assert await _supplied(play) == []


async def test_the_row_spoken_of_before_may_have_been_said_with_its_table(play: Stage) -> None:
    """The offers name 县直单位五.2; what goes on from them is of 五.2."""
    await play.send("赵主任", "财政局、教育局都有一笔拖欠，记上")
    shown = await _says(play, "别的都没有")
    assert "五.2 政府守信践诺" in shown, shown


async def test_the_unit_is_put_right_before_the_tap(play: Stage) -> None:
    """弄错了 是交通局, behind the preview: that one, and the first one no more."""
    await play.send("赵主任", "财政局有一笔拖欠，记上")
    shown = await _says(play, "弄错了 是交通局")
    assert "交通局：是" in shown
    assert "财政局" not in shown
    await play.send("赵主任", press="录入")
    rows = await play.query(
        "select units.short from supplied join forms on forms.id = supplied.form_id"
        " join units on units.id = forms.unit_id"
    )
    assert [row["short"] for row in rows] == ["交通局"]


async def test_the_value_is_put_right_before_the_tap(play: Stage) -> None:
    """不是3条 是一共2条: that many."""
    await play.send("赵主任", "教育局迟报3条，记上")
    assert "教育局：2" in await _says(play, "不是3条 是一共2条")
    assert await _supplied(play) == []
    await play.send("赵主任", press="录入")
    assert await _supplied(play) == [("二.1", "2")]


async def test_where_two_units_are_shown_the_wrong_one_is_to_be_named(play: Stage) -> None:
    """弄错了 is of one of them: which is not guessed."""
    await play.send("赵主任", "财政局有一笔拖欠，记上")
    await play.send("赵主任", "教育局有一笔拖欠")
    guessed = await _says(play, "弄错了 是交通局")
    assert "交通局：是" not in guessed
    assert "能改的是：单位、数" in guessed
    assert "不是教育局，是交通局" in await _says(play, "不是教育局，是交通局")
    shown = own(await play.send("赵主任", press="是的，就这样"), "赵主任").text
    assert "财政局：是" in shown
    assert "交通局：是" in shown
    assert "教育局：" not in shown


async def test_of_two_figures_neither_is_put_right_by_a_bare_word(play: Stage) -> None:
    """应该是2条 may be of either, and 不是教育局，是财政局 would leave one unit with two."""
    await play.send("赵主任", "教育局迟报3条，记上")
    await play.send("赵主任", "财政局迟报4条")
    for text in ("不对，是2条", "不是教育局，是财政局"):
        await play.send("赵主任", text)
        shown = await _says(play, "交通局迟报1条")
        if "写进前面问的那一步" in shown:
            shown = own(await play.send("赵主任", press="是的，就这样"), "赵主任").text
        assert "教育局：3" in shown, text
        assert "财政局：4" in shown, text
        assert await _supplied(play) == []


async def test_no_figure_is_put_right_to_the_own_unit(tmp_path: Path) -> None:
    """弄错了 是教育局, said by who reports for it: another writes its figures."""
    async with stage(tmp_path, before=("role 赵主任 liaison 县教育局",)) as play:
        await _says(play, "财政局有一笔拖欠，记上")
        shown = await _says(play, "弄错了 是教育局")
        assert "还没有录" not in shown, shown
