"""The machine's trouble, as whoever sends something just then reads it."""

from __future__ import annotations

import sqlite3

import pytest
from structlog.testing import capture_logs

from storage.sqlite import line
from tests.channels.conftest import Site

pytestmark = pytest.mark.sqlite

MINE = "w-department-01"


async def test_a_database_that_another_process_holds_is_no_fault_with_a_number(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The message is not taken, it says so and when to come again; the same one then is taken."""
    phone = await site.step("department")
    monkeypatch.setattr(line, "PATIENCE", 0.05)
    holder = sqlite3.connect(site.scene.database.path)
    holder.execute("begin immediate")
    with capture_logs() as logs:
        answer = await phone.send("key-00000001", MINE, text="首页")
    assert answer.status == 503
    assert await answer.json() == {
        "code": "not_written",
        "sentence": "服务器现在写不进数据，刚才的还没有收下。请稍后再试。",
        "retry_after": 10,
    }
    assert [(one["event"], one["log_level"]) for one in logs] == [("web.not_written", "warning")]
    holder.rollback()
    holder.close()
    assert (await phone.send("key-00000001", MINE, text="首页")).status == 202
    assert [one.text for one in site.scene.arrived] == ["首页"]
