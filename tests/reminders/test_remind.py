"""Nudging and putting off: once, only by whom it concerns, and always written down."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.corridor.delivering import GoneError
from bot.corridor.door import Reminding
from bot.corridor.events import Letter, ReadyFile
from bot.corridor.outbox import Outbox
from bot.invariants import broken_invariants
from bot.reminders.due import remind
from storage import audit
from storage.queries import corridor, people
from tests.given import given as put_down
from tests.sample_papers import PAPERS
from tests.stage import OFFICE, SHANGHAI, Stage, stage

ADMIN, LIAISON = "赵主任", "李敏"
MILESTONE = datetime(2026, 12, 21, 8, 30, tzinfo=SHANGHAI).astimezone(UTC)


@pytest.fixture
async def play(tmp_path: Path) -> AsyncIterator[Stage]:
    async with stage(tmp_path) as made:
        yield made


async def _said(play: Stage, who: str, text: str = "", **more: str) -> str:
    letters = await play.send(who, text, **more)
    return "\n".join(f"{m.title}\n{m.text}" for chat, m in letters if chat == who)


class _Channel:
    """A channel that reaches everybody but those who have blocked it."""

    def __init__(self, gone: Sequence[str] = ()) -> None:
        self.gone = gone
        self.delivered: list[tuple[str, str]] = []

    async def deliver(self, letter: Letter, files: Sequence[ReadyFile]) -> str:
        if letter.chat in self.gone:
            raise GoneError("blocked")
        self.delivered.append((letter.chat, letter.message.title))
        return str(letter.number)


async def _deliver(play: Stage, channel: _Channel) -> None:
    outbox = Outbox(play.database, play.store, lambda _: b"", lambda: play.now)
    outbox.channels = {"web": channel}
    while await outbox.round():
        pass


async def test_two_admins_who_nudge_at_once_write_one_letter(play: Stage) -> None:
    """The second is asked whether once more is meant."""
    async with play.database.transaction() as db:
        other = await people.add_person(db, "钱副主任", "13811110000", play.now)
        await people.add_identity(db, other.id, "web", "钱副主任", play.now)
        await people.give_role(db, other.id, "admin", None, None, play.now)
    await asyncio.gather(*(play.send(who, route="remind/nudge/1/1") for who in (ADMIN, "钱副主任")))
    rows = await play.query("select chat from outbox where reason like 'remind:%'")
    assert [row[0] for row in rows] == [LIAISON]
    rows = await play.query("select payload from outbox where payload like '%还要再催一次吗%'")
    assert len(rows) == 1


async def test_a_nudge_silences_the_milestone_of_its_day(play: Stage) -> None:
    """Entered as nudged today; the other units are reminded."""
    play.now = MILESTONE - timedelta(minutes=1)
    await play.send(ADMIN, route="remind/again/1/1")
    await remind(play.database, MILESTONE, Reminding())
    assert [chat for chat, _ in await play.letters()] == ["王强"]
    assert "当天信用办已经催过" in await _said(play, ADMIN, "为什么没提醒 教育局")


async def test_the_ledger_says_what_became_of_each_letter(play: Stage) -> None:
    """Delivered, blocked meanwhile, and blocked before."""
    async with play.database.transaction() as db:
        await put_down(db, play.now, ["liaison 周涛 县教育局"])
    play.now = MILESTONE
    await remind(play.database, play.now, Reminding())
    await _deliver(play, _Channel(gone=["周涛"]))
    said = await _said(play, ADMIN, "为什么没提醒 教育局")
    assert "李敏：已送达" in said
    assert "周涛：没有送到：对方屏蔽了机器人或停用了账号" in said
    play.now = datetime(2026, 12, 29, 9, tzinfo=SHANGHAI)
    await remind(play.database, play.now, Reminding())
    said = await _said(play, ADMIN, "为什么没提醒 教育局")
    assert "周涛：收不到消息" in said


async def test_a_channel_that_comes_back_delivers_one_reminder(play: Stage) -> None:
    """Weeks of silence do not end in a pile: older ones that still wait are dropped."""
    given = await broken_invariants(play.database, play.store)
    for day in ("2026-12-21", "2026-12-29", "2027-01-04"):
        play.now = datetime.fromisoformat(f"{day}T09:00:00").replace(tzinfo=SHANGHAI)
        await remind(play.database, play.now, Reminding())
    channel = _Channel()
    await _deliver(play, channel)
    titles = [title for chat, title in channel.delivered if chat == LIAISON]
    assert titles == ["教育局 2026年四季度：填报还有 1 天"]
    broken = await broken_invariants(play.database, play.store)
    # This channel keeps no log of its own, which the web chat's promises are about.
    new = {one.name for one in broken if one not in given}
    assert new <= {"sent-letter-is-in-the-log"}


async def test_a_reminder_due_at_noon_is_announced_in_the_ledger(play: Stage) -> None:
    """Nothing is silent without a reason, not even for two hours."""
    play.now = MILESTONE.replace(hour=4)  # noon in China
    await remind(play.database, play.now, Reminding())
    said = await _said(play, ADMIN, "为什么没提醒 教育局")
    assert "现在不是工作时间，12月21日 14:30 发" in said


async def test_the_opening_notice_stands_in_the_ledger(play: Stage) -> None:
    """It is the opening day's reminder."""
    async with play.database.transaction() as db:
        reason = f"opened:1@web:{LIAISON}"
        await corridor.post(
            db, None, "web", LIAISON, '{"text":"开期"}', reason=reason, now=play.now
        )
    await _deliver(play, _Channel())
    assert "开期通知，李敏：已送达" in await _said(play, ADMIN, "为什么没提醒 教育局")


@pytest.mark.parametrize(
    "route",
    [
        "remind/owing/1/0/1",
        "remind/nudge/1/4",
        "remind/again/1/4",
        "remind/later/1/4",
        "remind/all/1/0",
        "remind/all/1/0/yes",
        "remind/all/1/0/later",
        "remind/why/1/4",
        "remind/snooze/1/4",
    ],
)
async def test_a_liaison_reaches_no_page_of_the_office_nor_of_another_unit(
    play: Stage, route: str
) -> None:
    """By forged routes, also for the own unit's sake."""
    before = await play.query("select count(*) from reminders")
    refused = "这是别的单位的" if route.startswith("remind/snooze") else "没有这个权限"
    assert refused in await _said(play, LIAISON, route=route)
    assert (await play.query("select count(*) from reminders"))[0][0] == before[0][0]


async def test_no_phone_is_shown_in_the_group(play: Stage) -> None:
    """In private the admin reads it, to ring."""
    assert "13800000001" in await _said(play, ADMIN, "催报")
    letters = await play.send(ADMIN, "催报", group=True)
    assert all("138" not in message.text for chat, message in letters if chat == OFFICE)


async def test_putting_off_is_once_and_written_down(play: Stage) -> None:
    """Twice pressed is one reminder tomorrow; the audit chain knows of it."""
    for _ in range(2):
        assert "11月24日 08:30" in await _said(play, LIAISON, route="remind/snooze/1/1")
    tomorrow = datetime(2026, 11, 24, 8, 30, tzinfo=SHANGHAI)
    for minutes in range(3):
        await remind(play.database, tomorrow + timedelta(minutes=minutes), Reminding())
    assert [chat for chat, _ in await play.letters()] == [LIAISON]
    async with play.database.reading() as db:
        found = await audit.of_stream(db, audit.unit_stream(1))
    assert {one.action for one in found} == {"remind.snooze"}


async def test_who_puts_off_and_reports_is_left_in_peace(play: Stage) -> None:
    """The reminder that was asked for is entered as done."""
    await play.send(LIAISON, route="remind/snooze/1/1")
    await play.send(LIAISON, route="reports/add/1/1/0")
    await play.send(LIAISON, files=[("总结.docx", PAPERS["四季度工作总结.docx"]())])
    await play.send(LIAISON, route="submit/yes/1/1")
    await play.letters()
    await remind(play.database, datetime(2026, 11, 24, 9, tzinfo=SHANGHAI), Reminding())
    assert [chat for chat, _ in await play.letters()] == []
    rows = await play.query("select state, reason from reminders")
    assert [tuple(row) for row in rows] == [("suppressed", "done")]


async def test_before_the_first_quarter_there_is_nothing_to_nudge_for(tmp_path: Path) -> None:
    """A sentence, with the way on."""
    async with stage(tmp_path, quarter=False) as play:
        assert "还没有开期" in await _said(play, ADMIN, "催报")
        assert "没有开始考核的季度" in await _said(play, ADMIN, "为什么没提醒 教育局")


async def test_after_publication_nobody_is_nudged(play: Stage) -> None:
    """Nothing can be handed in any more."""
    async with play.database.transaction() as db:
        await put_down(db, play.now, ["state published"])
    assert "没有要催报的内容" in await _said(play, ADMIN, "催报")
    assert "没有要催报的内容" in await _said(play, ADMIN, route="remind/again/1/1")
    await remind(play.database, MILESTONE, Reminding())
    assert await play.query("select id from reminders") == []
