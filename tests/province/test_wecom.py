"""A county's WeCom while the county changes hands: one line, one answer, the group's numbers."""

from __future__ import annotations

import asyncio
import os
import re
import signal
from collections import Counter
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from bot.corridor.presses import READ
from bot.running import inspection
from bot.running.config import read
from storage.places import place_of
from tests.channels.wecom.live import GROUP, found, open_chats, own, text_of
from tests.province.workers import NAMES, Workers, settle, until, workers
from tests.wecom_gateway import Gateway, Phone
from tests.wecom_gateway.server import Chat

pytestmark = [pytest.mark.slow]
NUMBER = re.compile(r"#(\d+)")


@pytest.fixture
async def wecom() -> AsyncIterator[Gateway]:
    """Keeps for the next line what came while there was none, as the platform repeats it."""
    async with own(Gateway()) as gateway:
        gateway.repeats = gateway.keeps_offline = True
        open_chats(gateway)
        yield gateway


@pytest.fixture
async def running(tmp_path: Path, wecom: Gateway) -> AsyncIterator[Workers]:
    await settle(tmp_path, wecom=wecom, pattern=found)
    async with workers(tmp_path, forked=True) as serving:
        yield serving


class Group:
    """The office's group, and an admin who asks there."""

    def __init__(self, gateway: Gateway) -> None:
        self._gateway = gateway
        self.chat: Chat = gateway.group(GROUP, "信用办管理群")
        self._admin = Phone(gateway, "zhaozhuren", "赵主任")

    def answers(self) -> list[str]:
        return [text_of(one) for one in self._admin.sees(self.chat)]

    async def asks(self, text: str) -> str:
        """What the group reads then."""
        await asyncio.sleep(READ.total_seconds() + 0.1)  # nobody answers what they have not read
        before = len(self.answers())
        self._admin.says(text, self.chat)
        await until(lambda: len(self.answers()) > before)
        return self.answers()[-1]


async def _started(running: Workers, wecom: Gateway) -> str:
    """Two workers; who serves the county with the group."""
    await running.start("one")
    await running.start("two")
    await running.shared(1, 2)
    await until(lambda: wecom.connected)
    return await _holder(running)


async def _holder(running: Workers) -> str:
    return next(name for name, its in (await running.shares()).items() if NAMES[0] in its)


async def _rows(running: Workers, sql: str) -> list[tuple[Any, ...]]:
    url = (running.folder / "address").read_text()
    place = place_of(Path("unused"), url, NAMES[0])
    connection = await place.address.connect()  # type: ignore[attr-defined] # PostgreSQL's own
    try:
        return [tuple(row) for row in await connection.fetch(sql)]
    finally:
        await connection.close()


async def _done(running: Workers) -> None:
    """Everything that was asked is carried through, once."""
    left = (
        "select 1 from inbox where state = 'new' union all select 1 from outbox where state = 'new'"
    )
    while await _rows(running, left):
        await asyncio.sleep(0.05)
    twice = (
        "select inbox_id from outbox where inbox_id is not null"
        " group by inbox_id, payload having count(*) > 1"
    )
    assert await _rows(running, twice) == []


async def test_a_number_read_before_a_kill_means_the_same_after_it(
    running: Workers, wecom: Gateway
) -> None:
    """The next worker serves the group; numbers go on, and none is given twice."""
    holder = await _started(running, wecom)
    group = Group(wecom)
    shown = await group.asks("进度")
    first = NUMBER.findall(shown)
    assert first, shown
    opened = await group.asks(f"#{first[0]}")
    await _done(running)
    os.kill(running.processes[holder].pid, signal.SIGKILL)
    assert await running.gone(holder) == -signal.SIGKILL
    await running.shared(3)
    await until(lambda: wecom.connected)
    again = await group.asks(f"#{first[0]}")
    assert NUMBER.sub("#", again) == NUMBER.sub("#", opened), "the same page, under new numbers"
    await group.asks("进度")
    await _done(running)
    given = await _rows(running, "select number, count(*) from wecom_choices group by number")
    assert {count for _, count in given} == {1}
    assert len(given) > len(first)
    letters = Counter(one.body["stream"]["id"] for one in wecom.sent if "stream" in one.body)
    assert set(letters.values()) == {1}, "nothing was answered twice"
    assert wecom.kicks == 0, "one line after the other"


async def test_a_frozen_worker_does_not_throw_out_the_one_that_took_over(
    running: Workers, wecom: Gateway
) -> None:
    """Its line had only broken, and nobody told it why; and the group is answered once."""
    holder = await _started(running, wecom)
    group = Group(wecom)
    await group.asks("进度")
    await _done(running)
    address = running.addresses.pop(holder)
    os.kill(running.processes[holder].pid, signal.SIGSTOP)
    wecom.abort()
    before = wecom.subscribed
    await running.shared(3)
    await until(lambda: wecom.subscribed > before)
    await group.asks("排名")
    os.kill(running.processes[holder].pid, signal.SIGCONT)
    running.addresses[holder] = address
    await running.shared(1, 2)
    await until(lambda: wecom.connected)
    await group.asks("进度")
    await _done(running)
    assert wecom.kicks == 0
    letters = Counter(one.body["stream"]["id"] for one in wecom.sent if "stream" in one.body)
    assert set(letters.values()) == {1}


async def test_the_check_leaves_the_line_of_a_serving_worker_alone(
    running: Workers, wecom: Gateway, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A second connection would throw it out, on whichever machine it is."""
    await _started(running, wecom)
    await Group(wecom).asks("进度")
    home = running.folder / "counties" / NAMES[0]
    monkeypatch.chdir(home)
    before = wecom.subscribed
    lines, sound = await inspection.check_wecom(read(home / "config.toml"))
    assert sound, lines
    assert wecom.kicks == 0
    assert wecom.subscribed == before
