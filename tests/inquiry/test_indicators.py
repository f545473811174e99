"""What the tables ask is told of each row, of one table or of both, and as the clauses write it."""

from __future__ import annotations

from pathlib import Path

from tests.bench._heard_county import ADMIN, county
from tests.stage import render


async def test_rows_are_told_of_who_is_named(tmp_path: Path) -> None:
    """19 rows of one table, 13 of the other, a unit's own; what both have and what one has."""
    async with county(tmp_path) as play:

        async def says(text: str) -> str:
            letters = await play.send(ADMIN, text)
            return render([one for one in letters if one[0] == ADMIN], ADMIN)

        county_rows = await says("县直单位有哪些指标")
        assert "县直单位：19 项" in county_rows
        assert "乡镇街道：" not in county_rows
        assert county_rows.count(" 分\n") >= 19
        assert "……共" not in county_rows
        town = await says("冢头镇有哪些指标")
        assert "乡镇街道：13 项" in town
        assert "县直单位：" not in town
        both = await says("两张表有什么不同")
        assert "都有：" in both
        assert "只有县直单位有：" in both
        assert "只有乡镇街道有：" in both
        supplied = await says("哪些指标不用单位报")
        assert "由" in supplied
        assert "[部门数据]" in supplied
        deducts = await says("县直有哪些扣分的条文")
        assert "“" in deducts
        assert "扣" in deducts
        assert "乡镇街道" not in deducts
        assert "县直单位 一.1" in deducts
