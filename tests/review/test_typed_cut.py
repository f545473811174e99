"""核减: a number that is typed where it is asked which figure is taken."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.stage import Stage, stage

ADMIN = "赵主任"
GIVEN = (
    "claim 县教育局 三.4 取得成效的应用 3",
    "claim 县教育局 三.4 仅有通知或文件的应用 1",
    "claim 县教育局 六.3 制定相关文件 true",
    "claim 县教育局 六.3 典型案例 3",
    "submitted 县教育局",
    "submitted 冢头镇",
    "state review",
)


async def _at_cut(play: Stage, unit: int, row: str) -> None:
    await play.send(ADMIN, route=f"review/see/1/{unit}/{row}")
    await play.send(ADMIN, press="核减")


@pytest.mark.parametrize("typed", ["1", "1个", "1 个"])
async def test_a_number_goes_to_the_only_figure_it_can_be(tmp_path: Path, typed: str) -> None:
    """Beside a yes or no there is one number only; then the reason is asked."""
    async with stage(tmp_path, before=GIVEN) as play:
        await _at_cut(play, 1, "六.3")
        said = (await play.send(ADMIN, typed))[-1][1]
        assert "刚才的核定没有做完" not in said.text
        assert "典型案例 1 个" in said.text
        await play.send(ADMIN, "材料只能证明一部分")
        rows = await play.query("""select accepted from reviews where "row" = '六.3'""")
        assert '"典型案例": 1' in rows[0][0]


async def test_a_number_that_could_be_two_figures_is_asked_about(tmp_path: Path) -> None:
    """2项 where both are counted in 项: one tap says which."""
    async with stage(tmp_path, before=GIVEN) as play:
        await _at_cut(play, 1, "三.4")
        asked = (await play.send(ADMIN, "2项"))[-1][1]
        assert "是哪一个数" in asked.text
        said = (await play.send(ADMIN, press="取得成效的应用"))[-1][1]
        assert "取得成效的应用 2 项" in said.text


@pytest.mark.parametrize(
    "typed",
    ["核2个", "只认2个", "核定为 2 个", "减到2个", "改成两个", "材料只有2个", "我认可2个"],
)
async def test_a_reviewer_s_own_words_around_the_figure(tmp_path: Path, typed: str) -> None:
    """To so many, however it is said; at the cut and where the one figure is asked for."""
    for way in ((), ("改 典型案例",)):
        folder = tmp_path / str(len(way))
        async with stage(folder, before=GIVEN) as play:
            await _at_cut(play, 1, "六.3")
            for press in way:
                await play.send(ADMIN, press=press)
            said = (await play.send(ADMIN, typed))[-1][1]
            assert "典型案例 2 个" in said.text, said.text


@pytest.mark.parametrize("typed", ["减2个", "核减2个", "扣 2"])
async def test_to_what_or_by_how_much_is_asked(tmp_path: Path, typed: str) -> None:
    """Three less two is one; down to two is two: the reviewer says which."""
    for press, left in (("改成 2 个", 2), ("剩 1 个", 1)):
        async with stage(tmp_path / str(left), before=GIVEN) as play:
            await _at_cut(play, 1, "六.3")
            asked = (await play.send(ADMIN, typed))[-1][1]
            assert "改成这个数，还是减去这么多" in asked.text
            said = (await play.send(ADMIN, press=press))[-1][1]
            assert f"典型案例 {left} 个" in said.text


async def test_a_reason_said_with_the_figure_is_one_tap(tmp_path: Path) -> None:
    """It is offered first, and written as it was said."""
    async with stage(tmp_path, before=GIVEN) as play:
        await _at_cut(play, 1, "六.3")
        said = (await play.send(ADMIN, "核2个，另一个没有盖章"))[-1][1]
        assert said.buttons[0][0].label == "原因：另一个没有盖章"
        await play.send(ADMIN, press="原因：另一个没有盖章")
        rows = await play.query("""select accepted, reason from reviews where "row" = '六.3'""")
        assert '"典型案例": 2' in rows[0][0]
        assert rows[0][1] == "另一个没有盖章"


async def test_a_figure_in_another_measure_is_no_reason(tmp_path: Path) -> None:
    """Where the reason is asked, 减到1项 is a figure that does not fit, and decides nothing."""
    async with stage(tmp_path, before=GIVEN) as play:
        await _at_cut(play, 1, "六.3")
        await play.send(ADMIN, "2个")
        said = (await play.send(ADMIN, "减到1项"))[-1][1]
        assert "按“个”计数" in said.text
        assert not await play.query("""select 1 from reviews where "row" = '六.3'""")


@pytest.mark.parametrize(
    "typed", ["只有一张照片，对得上一个", "只有1份通知", "只有一份文件，没有盖章"]
)
async def test_a_reason_that_counts_another_thing_is_the_reason(tmp_path: Path, typed: str) -> None:
    """Where the reason is asked, 只有一张照片 corrects no figure."""
    async with stage(tmp_path, before=GIVEN) as play:
        await _at_cut(play, 1, "六.3")
        await play.send(ADMIN, "2个")
        await play.send(ADMIN, typed)
        rows = await play.query("""select accepted, reason from reviews where "row" = '六.3'""")
        assert '"典型案例": 2' in rows[0][0]
        assert rows[0][1] == typed


async def test_words_where_a_figure_is_chosen_say_what_comes_first(tmp_path: Path) -> None:
    """Not that something was left half done."""
    async with stage(tmp_path, before=GIVEN) as play:
        await _at_cut(play, 1, "六.3")
        for typed in (
            "另外两个没有盖章",
            "还有一个没有盖章",
            "先后两次是同一个案例",
            "另外通知上没有公章",
            "还有把去年的材料算进来了",
            "另外提醒单上没有日期",
            "发给群众的传单没有落款",
            "从平台导出的数不对",
        ):
            said = (await play.send(ADMIN, typed))[-1][1]
            assert said.text.startswith("先说改哪一样"), typed


CASES = (
    "claim 县教育局 六.2 出台制度文件 true",
    "claim 县教育局 六.2 出台评价办法 false",
    "claim 县教育局 六.2 分级分类监管案例 2",
    "submitted 县教育局",
    "state review",
)


@pytest.mark.parametrize("typed", ["8", "3个"])
async def test_a_cut_never_raises_a_figure_that_is_full(tmp_path: Path, typed: str) -> None:
    """8 meant points: eight cases for two bring no more, and are no cut either."""
    async with stage(tmp_path, before=CASES) as play:
        await _at_cut(play, 1, "六.2")
        assert "核减只减不加" in (await play.send(ADMIN, typed))[-1][1].text
        await _at_cut(play, 1, "六.2")
        assert "计 10/12 分" in (await play.send(ADMIN, press="核减"))[-1][1].text
        assert "分级分类监管案例 1 个" in (await play.send(ADMIN, "1"))[-1][1].text


async def test_one_figure_may_move_to_another(tmp_path: Path) -> None:
    """Two of four papers count as less: a figure rises, another falls, and it is a cut."""
    async with stage(tmp_path, before=GIVEN) as play:
        await _at_cut(play, 1, "三.4")
        await play.send(ADMIN, press="改 取得成效的应用（现 3 项）")
        await play.send(ADMIN, "1")
        await play.send(ADMIN, press="再改一个数")
        await play.send(ADMIN, press="改 仅有通知或文件的应用（现 1 项）")
        said = (await play.send(ADMIN, "3"))[-1][1]
        assert "取得成效的应用 1 项，仅有通知或文件的应用 3 项" in said.text
