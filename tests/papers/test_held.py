"""Files that wait for the choice of a unit are lost to no button, command or other form."""

from __future__ import annotations

from pathlib import Path

import pytest

from storage.queries import papers
from tests.given import given
from tests.sample_papers import PAPERS
from tests.stage import Stage, stage

FILE = ("活动照片1.jpg", PAPERS["活动照片1.jpg"]())
BETWEEN = (
    *("帮助", "首页", "取消", "我的信息", "全部指标", "教育局得分", "三.4", "谢谢", "怎么传照片"),
    *("延期", "问信用办", "交接", "还差什么", "佐证材料", "今天天气怎么样", "7", "是"),
)


async def _several(play: Stage) -> None:
    async with play.database.transaction() as db:
        await given(db, play.now, ("liaison 周涛 县财政局", "role 周涛 liaison 县教育局"))


@pytest.mark.parametrize("said", BETWEEN)
async def test_nothing_that_is_typed_in_between_loses_them(tmp_path: Path, said: str) -> None:
    """One tap leads back to them from whatever was said, and then they get their receipt."""
    async with stage(tmp_path) as play:
        await _several(play)
        await play.send("周涛", files=[FILE])
        await play.send("周涛", said)
        letters = await play.send("周涛", route="papers")
        assert "收到 1 个文件" in letters[-1][1].text
        await play.send("周涛", press="教育局")
        found = await play.query(
            "select u.name, e.label from evidence e join forms f on f.id = e.form_id"
            " join units u on u.id = f.unit_id"
        )
        assert [tuple(one) for one in found] == [("县教育局", FILE[0])]


@pytest.mark.parametrize("route", ["home", "score", "rows", "home/units", "ask/1/1/三.4/0"])
async def test_no_button_loses_them(tmp_path: Path, route: str) -> None:
    """A page of something else shows the way back to them, and sweeping leaves their bytes."""
    async with stage(tmp_path) as play:
        await _several(play)
        await play.send("周涛", files=[FILE])
        letters = await play.send("周涛", route=route)
        assert "没归单位的文件 1 个" in str(letters[-1][1].buttons)
        async with play.database.reading() as db:
            assert len(await papers.digests(db)) == 1


async def test_they_may_be_dropped_and_then_nothing_speaks_of_them(tmp_path: Path) -> None:
    """不要了: no row, no receipt, and the way back is gone."""
    async with stage(tmp_path) as play:
        await _several(play)
        await play.send("周涛", files=[FILE])
        await play.send("周涛", press="不要了")
        letters = await play.send("周涛", "首页")
        assert "没归单位" not in str(letters[-1][1].buttons)
        assert await play.query("select 1 from evidence") == []
