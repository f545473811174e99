"""An early end of reporting is told to everybody who was given another day."""

from __future__ import annotations

from pathlib import Path

from tests.stage import stage

ADMIN, SUPPLIER = "赵主任", "小孙"


async def test_who_reports_a_body_s_figures_hears_of_the_earlier_day(tmp_path: Path) -> None:
    async with stage(tmp_path) as play:
        await play.send(ADMIN, "邀请 数据报送员")
        await play.send(ADMIN, press="县工信局")
        await play.send(SUPPLIER, "绑定 CODE-0001")
        await play.send(SUPPLIER, "孙丽 13800000077")
        await play.send(ADMIN, "截止")
        await play.send(ADMIN, press="提前截止，开始审核")
        letters = await play.send(ADMIN, press="确实提前截止")
        told = [one for chat, one in letters if chat == SUPPLIER]
        assert len(told) == 1
        assert told[0].title == "2026年四季度部门数据要提前报齐"
        assert "1月15日 18:00 → 12月3日 18:00（还有 10 天）" in told[0].text
