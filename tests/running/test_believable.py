"""A clock that jumps closes nothing for good: the office is asked, and time goes on afterwards."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.corridor.events import Message, dumps
from bot.running.believable import Believable
from bot.running.heartbeat import Heartbeat
from storage.database import moment, stamp
from storage.queries import corridor
from tests.sample_papers import PDF
from tests.stage import Stage, stage

YEAR = timedelta(days=365)


@pytest.fixture
async def play(tmp_path: Path) -> AsyncIterator[Stage]:
    async with stage(tmp_path) as made:
        yield made


class _Machine:
    """A wall's clock, one that only runs forward, and a boot."""

    def __init__(self, play: Stage) -> None:
        self.play = play
        self.forward = 1000.0
        self.boot = "boot-1"
        self.believable = self._fresh()
        self.beat = self._heartbeat()

    def _fresh(self) -> Believable:
        return Believable(self.play.database, lambda: self.forward, lambda: self.boot)

    def _heartbeat(self) -> Heartbeat:
        async def digests() -> set[str]:
            return set()

        return Heartbeat(
            self.play.database,
            self.play.store,
            lambda: self.play.now,
            lambda: None,
            digests,
            believable=self.believable,
        )

    def passes(self, time: timedelta) -> None:
        self.play.now += time
        self.forward += time.total_seconds()

    def restarts(self, *, boot: str | None = None) -> None:
        """Another process; another boot of the machine, where one is named."""
        if boot is not None:
            self.boot, self.forward = boot, 5.0
        self.believable = self._fresh()
        self.beat = self._heartbeat()

    async def state(self) -> str:
        return str((await self.play.query("select state from quarters"))[0]["state"])


async def test_a_year_for_a_minute_closes_nothing(play: Stage) -> None:
    """And when the clock is back, all goes on without a word from anybody."""
    machine = _Machine(play)
    await machine.beat.beat()
    await play.letters()
    play.now += YEAR
    for _ in range(3):
        machine.passes(timedelta(minutes=1))
        await machine.beat.beat()
        await machine.beat.clean()
    assert await machine.state() == "open"
    assert "时间没错" in machine.believable.halted
    assert await play.letters() == []
    play.now -= YEAR
    machine.passes(timedelta(minutes=1))
    await machine.beat.beat()
    assert machine.believable.halted == ""
    assert await machine.state() == "open"
    play.now = datetime(2027, 1, 5, 10, 30, tzinfo=UTC)
    machine.restarts(boot="boot-2")
    await machine.beat.beat()
    assert await machine.state() == "review", "the deadline itself closes as ever"


async def test_what_was_put_off_in_a_wrong_year_goes_when_it_is_over(play: Stage) -> None:
    """A letter and all behind it; an item that lay before a reviewer; the nightly round."""
    machine = _Machine(play)
    await machine.beat.beat()
    play.now += YEAR
    async with play.database.transaction() as db:
        await corridor.post(db, None, "web", "李敏", dumps(Message(text="一")), now=play.now)
        await corridor.post(db, None, "web", "王强", dumps(Message(text="二")), now=play.now)
        until = stamp(play.now + timedelta(minutes=15))
        await db.execute(
            "insert into review_desks (person_id, quarter_id, scope, form_id, row, until)"
            " select 1, 1, '', 1, '三.4', ?",
            (until,),
        )
    kept = await play.store.put_bytes(PDF)
    await machine.beat.clean()
    assert machine.believable.halted, "the nightly round looks for itself"
    assert kept.digest in list(play.store.walk())
    play.now -= YEAR
    machine.passes(timedelta(minutes=1))
    await machine.beat.beat()
    found = await play.query("select not_before from outbox where state = 'new'")
    assert {moment(one["not_before"]) for one in found} == {play.now}
    assert await play.query("select 1 from review_desks where until is not null") == []


async def test_a_pause_that_is_meant_stays(play: Stage) -> None:
    """An hour of WeCom's is no year."""
    machine = _Machine(play)
    later = play.now + timedelta(hours=1)
    async with play.database.transaction() as db:
        await corridor.post(db, None, "web", "李敏", dumps(Message(text="一")), now=play.now)
        await db.execute("update outbox set not_before = ?", (stamp(later),))
    await machine.beat.beat()
    [found] = await play.query("select not_before from outbox")
    assert moment(found["not_before"]) == later


async def test_an_admin_says_that_the_clock_is_right(play: Stage) -> None:
    """A machine whose clock was wrong before: confirmed, what is due happens."""
    machine = _Machine(play)
    await machine.beat.beat()
    play.now += timedelta(days=60)
    await machine.beat.beat()
    assert machine.believable.halted
    [(_, refused)] = await play.send("李敏", route="clock/right")
    assert "只对管理员开放" in refused.text
    await machine.beat.beat()
    assert machine.believable.halted
    [(_, shown)] = await play.send("赵主任", "时间没错")
    assert "对吗" in shown.text
    await machine.beat.beat()
    assert machine.believable.halted
    [(_, told)] = await play.send("赵主任", press="对，时间没错")
    assert "恢复" in told.text
    await machine.beat.beat()
    assert machine.believable.halted == ""
    assert await machine.state() == "review"


@pytest.mark.parametrize(
    ("off", "boot", "believed"),
    [
        (timedelta(0), None, True),
        (timedelta(hours=2), None, True),
        (timedelta(hours=4), None, False),
        (-timedelta(hours=4), None, False),
        (timedelta(days=20), "boot-2", True),
        (timedelta(days=60), "boot-2", False),
        (-timedelta(hours=4), "boot-2", False),
    ],
)
async def test_a_jump_is_noticed_across_restarts(
    play: Stage, off: timedelta, boot: str | None, believed: bool
) -> None:
    """Of the same boot by the forward clock; of another one by the last beat."""
    machine = _Machine(play)
    await machine.beat.beat()
    machine.passes(timedelta(minutes=10))
    play.now += off
    machine.restarts(boot=boot)
    await machine.beat.beat()
    assert (machine.believable.halted == "") is believed


async def test_a_long_sleep_of_the_machine_is_no_jump(play: Stage) -> None:
    """The forward clock slept along."""
    machine = _Machine(play)
    await machine.beat.beat()
    machine.passes(timedelta(days=3))
    await machine.beat.beat()
    assert machine.believable.halted == ""


async def test_a_quarter_is_opened_again_by_two_and_told_once(play: Stage) -> None:
    """Reviewed items and what was handed in stay; closed again later, that is told again."""
    from tests.given import given

    async with play.database.transaction() as db:
        await given(db, play.now, ("colleague 钱主任 admin",))
    await play.send("赵主任", route="close/yes/1/1")
    await play.letters()
    await play.send("赵主任", "重新开放填报")
    letters = await play.send("赵主任", "服务器时间错了")
    assert [chat for chat, _ in letters] == ["钱主任", "赵主任"]
    await play.send("赵主任", route="reopen/1/yes")
    assert (await play.query("select state from quarters"))[0]["state"] == "review"
    letters = await play.send("钱主任", route="reopen/1/yes")
    assert (await play.query("select state from quarters"))[0]["state"] == "open"
    assert sorted(chat for chat, m in letters if "重新开放填报" in m.title) == sorted(
        ["信用办群", "李敏", "王强", "赵主任"]
    )
    sql = "select action from audit where action like 'quarter.%' order by id"
    actions = [one["action"] for one in await play.query(sql)]
    assert [one for one in actions if one != "quarter.dates"][-3:] == [
        "quarter.close",
        "quarter.reopen_proposed",
        "quarter.reopen",
    ]
    await play.send("赵主任", route="close/yes/1/1")
    closings = await play.query("select reason from outbox where reason like 'closed:1%'")
    told = {one["reason"].split("@")[0] for one in closings}
    assert {one for one in told if ":unit:" not in one} == {"closed:1", "closed:1:2"}
    assert {"closed:1:unit:1", "closed:1:2:unit:1"} <= told, "its liaisons hear of each, too"
