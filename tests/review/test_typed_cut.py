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
