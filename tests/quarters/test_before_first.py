"""Before the first quarter, whatever needs one offers the admin to open it, not only 首页."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.stage import stage

NEEDING = (
    *("公示", "公布", "试算", "通报", "审核", "申诉", "截止", "延期", "延期 教育局"),
    *("部门数据", "办法变化", "没办完的", "进度", "催报", "排名", "材料包"),
    *("疑点准不准", "重新开放", "年度汇总"),
)


@pytest.mark.parametrize("said", NEEDING)
async def test_what_needs_a_quarter_offers_to_open_one(tmp_path: Path, said: str) -> None:
    async with stage(tmp_path, quarter=False) as play:
        ((_, told),) = await play.send("赵主任", said)
        assert told.text == "还没有开期的季度。", told.text
        routes = [button.route for row in told.buttons for button in row]
        assert routes == ["open", "home"]
