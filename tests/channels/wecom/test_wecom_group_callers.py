"""In the office's group on WeCom: whoever is in it may call the bot, and type every number.

A number that is typed means what was read, whoever types it; whether it may be done is asked of the
person who typed it. People in the group that are nobody's liaison and no admin do nothing there.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.channels.wecom.live import GROUP, Live, live, text_of
from tests.wecom_gateway import Phone

pytestmark = pytest.mark.slow


async def _says(running: Live, text: str, userid: str) -> str:
    """Somebody calls the bot in the group; what it answers there."""
    known = {phone.userid: phone for phone in running.phones.values()}
    phone = known.get(userid) or Phone(running.gateway, userid, userid)
    before = len(running.gateway.sent)
    phone.says(text, running.group)
    await running.settled()
    return "\n".join(
        text_of(sent.shown) for sent in running.gateway.sent[before:] if sent.chat == GROUP
    )


async def _state(running: Live) -> str:
    return str((await running.query("select state from quarters"))[0][0])


async def test_a_number_does_nothing_for_whom_may_not(tmp_path: Path) -> None:
    """截止 is asked by the admin; the number of its button is typed by a stranger, a liaison, and
    then by the admin.
    """
    async with live(tmp_path) as running:
        told = await _says(running, "截止", "zhaozhuren")
        for label in ("提前截止", "确实提前截止"):
            found = re.search(rf"#(\d+)\s*{label}", told)
            assert found, told
            number = f"#{found[1]}"
            for who in ("stranger", "wangqiang"):
                said = await _says(running, number, who)
                assert await _state(running) == "open", who
                assert said, f"{who} reads nothing"
                assert "确实提前截止" not in said
            told = await _says(running, number, "zhaozhuren")
        assert await _state(running) == "review", told


@pytest.mark.parametrize(
    "text", ["进度", "排名", "教育局得分", "谁没报", "单位", "首页", "1", "#1"]
)
async def test_a_stranger_in_the_group_learns_nothing(tmp_path: Path, text: str) -> None:
    """Somebody who was added to the group and is bound to nothing."""
    async with live(tmp_path) as running:
        shown = await _says(running, "进度", "zhaozhuren")
        before = await running.query("select id from audit")
        told = await _says(running, text, "stranger")
        for secret in ("教育局", "财政局", "李敏", "13800000001"):
            assert secret not in told, (secret, told)
        assert told != shown
        assert await running.query("select id from audit") == before


async def test_a_form_of_one_is_not_filled_in_by_another(tmp_path: Path) -> None:
    """The admin is asked for a reason in the group; what others say there is no answer to it."""
    async with live(tmp_path) as running:
        await _says(running, "延期 财政局 12月31日", "zhaozhuren")
        before = await running.query("select count(*) from extensions")
        for who in ("stranger", "wangqiang"):
            await _says(running, "系统故障，材料传不上去", who)
        assert await running.query("select count(*) from extensions") == before
        waiting = await running.query(
            "select sender from conversations where waiting like 'extend%'"
        )
        assert [row[0] for row in waiting] in ([], ["zhaozhuren"])
