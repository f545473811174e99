"""What people read of a county that nobody serves: one that changes hands, and one that stands."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from aiohttp.test_utils import TestClient, TestServer

from bot.province import front
from bot.province.counties import Province
from bot.province.front import Front
from bot.province.worker import Worker
from bot.running.config import Settings
from tests.province.test_standing_still import ME, Alone


@pytest.mark.parametrize(
    ("fault", "said"), [("", "几秒后会自己好"), ("数据库退回到了更早的时候", "现在停着")]
)
async def test_only_what_changes_hands_is_said_to_be_back_in_seconds(
    fault: str, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither says more of the fault than people need; the page asks again by itself."""
    monkeypatch.setattr(front, "_PATIENCE", 0.0)
    settings = Settings.model_validate({"web": {"public_address": "http://jia.example"}})
    counties: Any = {"jia": settings}
    worker = Worker(Province(counties, "", Path()), Alone(), ME, "127.0.0.1")
    if fault:
        worker.faults["jia"] = fault
    told = Front(
        Province(counties, "", Path()), worker, "word", onlooker=None, behind_proxy=False
    ).application()
    async with TestClient(TestServer(told)) as client:
        for accept in ("text/html", "application/json"):
            headers = {"Host": "jia.example", "Accept": accept}
            async with client.get("/", headers=headers) as answer:
                text = await answer.text()
                assert answer.status == 503
                assert answer.headers["Retry-After"] == "2"
                assert ("Refresh" in answer.headers) is (accept == "text/html")
            whole = (await answer.json())["sentence"] if accept != "text/html" else text
            assert said in whole
            assert "退回" not in whole
