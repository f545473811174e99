"""Reminders: who is told what and when, once, and why everybody else was not."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings, strategies as st

from bot.corridor.door import Reminding
from bot.corridor.events import Message
from bot.reminders.due import remind, settle
from bot.reminders.milestones import Timeline, decent, milestones, next_decent, tomorrow
from bot.reminders.nudging import summarise
from bot.running.heartbeat import Heartbeat
from bot.speech.workdays import Calendar
from storage.database import Database, Session
from storage.queries import corridor, extensions, people, quarters, reminders as ledger, roster
from tests.given import given as put_down
from tests.sample_papers import PAPERS
from tests.stage import OFFICE, SHANGHAI, Stage, stage

RULES = Reminding()
OPENED = datetime(2026, 10, 9, tzinfo=SHANGHAI)
DEADLINE = datetime(2027, 1, 5, 18, tzinfo=SHANGHAI)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=SHANGHAI)


@pytest.fixture
async def play(tmp_path: Path) -> AsyncIterator[Stage]:
    async with stage(tmp_path) as made:
        yield made


async def _beat(play: Stage, text: str, rules: Reminding = RULES) -> dict[str, Message]:
    """A beat at a moment; the letters it caused, by chat."""
    play.now = at(text)
    await remind(play.database, play.now, rules)
    letters = await play.letters()
    assert len({chat for chat, _ in letters}) == len(letters), "one message for everything owed"
    return dict(letters)


async def _ledger(play: Stage, unit: int) -> list[tuple[str, str, str, str]]:
    async with play.database.reading() as db:
        found = await ledger.of_unit(db, 1, unit)
    return [(one.milestone, one.person_name, one.state, one.reason) for one in reversed(found)]


# -- the calendar --------------------------------------------------------------------------------


def _days(deadline: datetime, rules: Reminding = RULES) -> dict[int, str]:
    line = Timeline("form", deadline, OPENED)
    return {one.days: f"{one.due:%m-%d %H:%M}" for one in milestones(line, rules)}


def test_a_milestone_on_a_day_off_moves_to_the_working_day_before() -> None:
    """New Year's holiday takes 2 January 2027 to 31 December."""
    assert _days(DEADLINE) == {
        -15: "12-21 08:30",
        -7: "12-29 08:30",
        -3: "12-31 08:30",
        -1: "01-04 08:30",
        0: "01-05 08:30",
        1: "01-06 08:30",
        3: "01-08 08:30",
    }


def test_a_milestone_after_the_deadline_never_moves_before_it() -> None:
    """Due on a Friday: the day after is the Monday."""
    friday = datetime(2027, 1, 8, 18, tzinfo=SHANGHAI)
    found = _days(friday)
    assert (found[0], found[1], found[3]) == ("01-08 08:30", "01-11 08:30", "01-11 08:30")


def test_the_office_has_days_on_and_off_of_its_own() -> None:
    """A Saturday it works on, a Monday it does not."""
    calendar = Calendar(on=frozenset({date(2027, 1, 2)}), off=frozenset({date(2027, 1, 4)}))
    found = _days(DEADLINE, Reminding(calendar=calendar))
    assert (found[-3], found[-1]) == ("01-02 08:30", "01-02 08:30")


@settings(max_examples=60, deadline=None)
@given(st.dates(date(2026, 1, 5), date(2026, 12, 20)), st.integers(8, 20))
def test_every_milestone_is_on_a_working_day_and_on_its_side_of_the_deadline(
    day: date, hour: int
) -> None:
    deadline = datetime(day.year, day.month, day.day, hour, tzinfo=SHANGHAI)
    line = Timeline("form", deadline, deadline - timedelta(days=60))
    for one in milestones(line, RULES):
        assert decent(one.due, RULES)
        assert (one.due.date() > day) == (one.days > 0)


def test_people_are_written_to_at_decent_hours_only() -> None:
    """Not at night, not at noon, not on Sunday; the next moment is named."""
    for text, then in (
        ("2026-11-23 07:00", "2026-11-23 08:30"),
        ("2026-11-23 12:00", "2026-11-23 14:30"),
        ("2026-11-23 17:30", "2026-11-24 08:30"),
        ("2026-11-28 10:00", "2026-11-30 08:30"),
        ("2026-11-23 09:00", "2026-11-23 09:00"),
    ):
        assert next_decent(at(text), RULES) == at(then)
        assert decent(at(text), RULES) is (text == then)


def test_tomorrow_is_the_next_working_day_and_never_past_the_deadline() -> None:
    """On a Friday it is Monday; the day before the last day it is the last day."""
    assert tomorrow(at("2026-11-27 10:00"), DEADLINE, RULES) == date(2026, 11, 30)
    assert tomorrow(at("2027-01-04 10:00"), DEADLINE, RULES) == date(2027, 1, 5)
    assert tomorrow(at("2027-01-05 10:00"), DEADLINE, RULES) is None


# -- who is told ---------------------------------------------------------------------------------


async def test_a_milestone_tells_every_liaison_once_what_is_owed(play: Stage) -> None:
    """With numbers and a way to it; the second beat of the morning says nothing."""
    async with play.database.transaction() as db:
        await put_down(db, play.now, ["liaison 周涛 县教育局"])
    letters = await _beat(play, "2026-12-21 08:30")
    assert set(letters) == {"李敏", "周涛", "王强"}
    said = letters["李敏"]
    assert "还有 15 天" in said.title
    assert "没填完 12 项" in said.text
    assert "工作总结还没有报" in said.text
    assert said.buttons[0][0].route == "fill/1/1"
    assert await _beat(play, "2026-12-21 08:31") == {}


async def test_a_form_that_cannot_be_assessed_keeps_no_unit_from_its_reminder(
    tmp_path: Path,
) -> None:
    """Neither the others nor its own: what is owed is read from the answers."""
    async with stage(tmp_path, before=("claim 县教育局 三.1b 宣传活动 1",)) as play:
        async with play.database.transaction() as db:
            await db.execute("update claims set value = '-1'")
        assert set(await _beat(play, "2026-12-21 09:00")) == {"李敏", "王强"}


async def test_units_without_liaison_are_entered_as_such(play: Stage) -> None:
    """The ledger knows why nobody was told."""
    await _beat(play, "2026-12-21 08:30")
    assert await _ledger(play, 2) == [("form:20270105:-15", "", "suppressed", "unbound")]


async def test_nothing_goes_out_at_night_or_on_a_day_off(play: Stage) -> None:
    """It goes out in the morning instead."""
    assert await _beat(play, "2026-12-21 00:10") == {}
    assert await _beat(play, "2026-12-21 12:00") == {}
    assert await _ledger(play, 1) == []
    assert set(await _beat(play, "2026-12-21 14:30")) == {"李敏", "王强"}


async def test_after_an_outage_one_message_sums_up(play: Stage) -> None:
    """The newest missed milestone is sent, the older ones are entered as merged with it."""
    letters = await _beat(play, "2027-01-04 15:00")
    assert set(letters) == {"李敏", "王强"}
    assert [(name, state, why) for name, _, state, why in await _ledger(play, 1)] == [
        ("form:20270105:-15", "suppressed", "merged"),
        ("form:20270105:-7", "suppressed", "merged"),
        ("form:20270105:-3", "suppressed", "merged"),
        ("form:20270105:-1", "sent", ""),
    ]


async def test_who_has_handed_everything_in_is_never_reminded(play: Stage) -> None:
    """Not even of what was left open on purpose; the report alone is asked for until it is in."""
    async with play.database.transaction() as db:
        await put_down(db, play.now, ["submitted 县教育局"])
    letters = await _beat(play, "2026-12-21 08:30")
    assert letters["李敏"].title.endswith("还没有报工作总结")
    assert "没填完" not in letters["李敏"].text
    await _report(play)
    assert set(await _beat(play, "2026-12-29 08:30")) == {"王强"}
    assert (await _ledger(play, 1))[-1][2:] == ("suppressed", "done")


async def _report(play: Stage) -> None:
    await play.send("李敏", route="reports/add/1/1/0")
    await play.send("李敏", files=[("总结.docx", PAPERS["四季度工作总结.docx"]())])
    await play.letters()


async def test_an_extension_moves_the_milestones_of_its_unit_alone(play: Stage) -> None:
    """Nothing is due by the old date; by the new one everything is, from the next day on."""
    until = datetime(2027, 1, 15, 18, tzinfo=SHANGHAI)
    async with play.database.transaction() as db:
        form = await quarters.form(db, 1, 1)
        assert form is not None
        await quarters.extend(db, form.id, until, "洪水")
        await extensions.add(db, 1, 1, until, "洪水", 3, at("2027-01-04 07:00"))
    assert set(await _beat(play, "2027-01-04 09:00")) == {"王强"}
    letters = await _beat(play, "2027-01-08 09:00")
    assert "还有 7 天" in letters["李敏"].title
    assert "过截止" in letters["王强"].title


async def test_a_returned_row_is_watched_by_its_own_date(play: Stage) -> None:
    """Handed in, then sent back: reminded of that row the day before and on the day."""
    async with play.database.transaction() as db:
        lines = ["submitted 县教育局", "submitted 冢头镇", "return 县教育局 三.4 缺章"]
        await put_down(db, play.now, lines)
    assert set(await _beat(play, "2026-11-24 09:00")) == set()
    letters = await _beat(play, "2026-11-25 09:00")
    assert set(letters) == {"李敏"}
    assert "退回补正 1 项" in letters["李敏"].text
    assert letters["李敏"].buttons[0][0].route == "row/1/1/三.4"


async def test_a_blocked_person_is_entered_and_a_new_one_is_not_told_of_the_past(
    play: Stage,
) -> None:
    """Who binds after a milestone has read the welcome instead."""
    async with play.database.transaction() as db:
        await people.identity_state(db, "web", "李敏", "blocked")
    play.now = at("2026-12-21 08:30")
    assert set(await _beat(play, "2026-12-21 08:31")) == {"王强"}
    assert (await _ledger(play, 1))[-1] == ("form:20270105:-15", "李敏", "suppressed", "blocked")
    async with play.database.transaction() as db:
        await put_down(db, at("2026-12-22 08:00"), ["liaison 周涛 县教育局"])
    assert await _beat(play, "2026-12-22 09:00") == {}
    assert "周涛" in await _beat(play, "2026-12-29 09:00")


async def _many(play: Stage, numbers: range) -> None:
    """So many units more, each with a liaison who owes everything."""
    async with play.database.transaction() as db:
        for number in numbers:
            unit = await roster.add(db, f"第{number}中心", f"{number}", "县直单位", "", play.now)
            await quarters.add_form(db, 1, unit.id, unit.group)
            person = await people.add_person(db, f"人{number}", "", play.now)
            await people.add_identity(db, person.id, "web", f"chat{number}", play.now)
            await people.give_role(db, person.id, "liaison", unit.id, None, play.now)


async def test_a_storm_takes_as_many_statements_as_a_drizzle(
    play: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Ten times the units: the same number of statements, but for one transaction per 500."""
    counts = [0]
    rows, many = Session.rows, Session.executemany

    async def counted_rows(self: Session, *args: Any, **values: Any) -> Any:
        counts[-1] += 1
        return await rows(self, *args, **values)

    async def counted_many(self: Session, *args: Any) -> Any:
        counts[-1] += 1
        return await many(self, *args)

    monkeypatch.setattr(Session, "rows", counted_rows)
    monkeypatch.setattr(Session, "executemany", counted_many)
    for numbers, day in ((range(30), "2026-12-21"), (range(30, 300), "2026-12-29")):
        await _many(play, numbers)
        counts.append(0)
        await remind(play.database, at(f"{day} 09:00"), RULES)
        counts.append(0)
    assert len(await play.letters()) == 32 + 302
    _, first, _, second, _ = counts
    assert second <= first + 10, counts


async def test_two_processes_send_once(play: Stage) -> None:
    """Both beat at the same moment on the same file."""
    other = await Database.open(play.database.path)
    now = at("2026-12-21 08:30")
    try:
        await asyncio.gather(*(remind(one, now, RULES) for one in (play.database, other) * 3))
    finally:
        await other.close()
    assert sorted(chat for chat, _ in await play.letters()) == ["李敏", "王强"]


async def test_a_beat_that_is_cut_short_leaves_neither_entry_nor_letter(
    play: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The process dies between the ledger and the outbox: the next one sends, once."""

    async def dies(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(ledger, "post", dies)
        with pytest.raises(KeyboardInterrupt):
            await remind(play.database, at("2026-12-21 08:30"), RULES)
    assert await _ledger(play, 1) == []
    assert set(await _beat(play, "2026-12-21 08:31")) == {"李敏", "王强"}


async def test_the_clock_set_back_sends_nothing_again(play: Stage) -> None:
    """What is in the ledger stays there, whatever the clock says next."""
    await _beat(play, "2026-12-21 09:00")
    assert await _beat(play, "2026-12-21 08:30") == {}
    assert await _beat(play, "2026-12-21 09:30") == {}


async def test_the_summary_after_the_deadline_is_posted_once(play: Stage) -> None:
    """To the office's group, by two processes as by one, and not again after a restart."""
    other = await Database.open(play.database.path)
    now = at("2027-01-06 08:30")
    try:
        await asyncio.gather(*(summarise(one, now, RULES) for one in (play.database, other) * 2))
    finally:
        await other.close()
    letters = await play.letters()
    assert [chat for chat, _ in letters] == [OFFICE]
    assert "5 个单位没有提交" in letters[0][1].title
    assert await summarise(play.database, at("2027-01-07 09:00"), RULES) == 0
    assert await summarise(play.database, at("2027-01-08 09:00"), RULES) == 1


async def test_a_reminder_leaves_an_unfinished_walk_alone(play: Stage) -> None:
    """Where the person stands is the same before and after."""
    await play.send("李敏", "填报")
    sql = "select waiting, place, draft, choices from conversations"
    before = [tuple(row) for row in await play.query(sql)]
    await _beat(play, "2026-12-21 08:30")
    assert [tuple(row) for row in await play.query(sql)] == before


async def test_a_unit_that_finishes_is_taken_out_of_the_queue(play: Stage) -> None:
    """Letters that still wait are dropped in the transaction of the last handing in."""
    await _report(play)
    await _beat(play, "2026-12-21 08:30")
    await play.send("李敏", route="submit/yes/1/1")
    rows = await play.query("select chat, state from outbox where reason like 'remind:%'")
    assert {tuple(row) for row in rows} == {("李敏", "dropped"), ("王强", "new")}
    async with play.database.reading() as db:
        due = await corridor.due(db, play.now, 100)
    assert all("还有 15 天" not in one.payload for one in due if one.chat == "李敏")


async def test_a_waiting_letter_says_what_is_left(play: Stage) -> None:
    """Handed in while it waited, but the report is missing: it speaks of the report alone."""
    await _beat(play, "2026-12-21 08:30")
    await play.send("李敏", route="submit/yes/1/1")
    rows = await play.query(
        "select payload from outbox where reason like 'remind:1:1:%' and state = 'new'"
    )
    assert "还没有报工作总结" in rows[0][0]
    async with play.database.transaction() as db:
        await settle(db, 1, 4, play.now)  # who owes as before is reminded as before
    rows = await play.query("select state from outbox where reason like 'remind:1:4:%'")
    assert [row[0] for row in rows] == ["new"]


async def test_the_heartbeat_reminds(play: Stage) -> None:
    """The beat is where it begins."""

    async def digests() -> set[str]:
        return set()

    posted = []
    now = at("2026-12-21 08:30")
    beat = Heartbeat(play.database, play.store, lambda: now, lambda: posted.append(1), digests)
    await beat.beat()
    assert sorted(chat for chat, _ in await play.letters()) == ["李敏", "王强"]
    assert posted
