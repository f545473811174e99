"""What happens by itself happens once."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from apscheduler.schedulers.asyncio import AsyncIOScheduler
from structlog.testing import capture_logs

from bot.quarters.opening import open_planned
from bot.running import heartbeat
from bot.running.app import Application
from bot.running.config import Settings
from bot.running.heartbeat import ORPHAN_AGE, Heartbeat
from storage import audit
from storage.queries import corridor, papers, people, quarters, spoken, telegram, wecom
from storage.queries.quarters import Dates
from tests import steady
from tests.patience import LONG
from tests.sample_papers import PDF
from tests.stage import OFFICE, Stage, stage


@pytest.fixture
async def play(tmp_path: Path) -> AsyncIterator[Stage]:
    async with stage(tmp_path, quarter=False) as made:
        yield made


async def _plan(play: Stage, opens: date) -> int:
    due = datetime(2027, 4, 6, 10, 0, tzinfo=UTC)
    async with play.database.transaction() as db:
        number = await quarters.add(
            db, 2027, 1, "planned", Dates(opens, due, due, due, due), play.now
        )
        rows = await db.execute_fetchall("select id, grp from units")
        for unit, group in rows:
            await quarters.add_form(db, number, unit, group)
    return number


async def test_a_planned_quarter_opens_on_its_day_and_tells_everybody_once(play: Stage) -> None:
    """Not a day before; liaisons and the office group each get one letter; audited."""
    number = await _plan(play, date(2026, 11, 24))
    async with play.database.transaction() as db:
        assert await open_planned(db, play.now) == []
    play.now += timedelta(days=1)
    for _ in range(3):
        async with play.database.transaction() as db:
            await open_planned(db, play.now)
    letters = await play.letters()
    assert sorted(chat for chat, _ in letters) == sorted([OFFICE, "李敏", "王强"])
    assert all("2027年一季度" in message.title for _, message in letters)
    async with play.database.reading() as db:
        quarter = await quarters.by_id(db, number)
        assert quarter is not None
        assert quarter.state == "open"
        entries = await audit.of_subject(db, f"quarter/{number}")
    assert [entry.action for entry in entries] == ["quarter.open"]


async def test_somebody_blocked_gets_no_letter(play: Stage) -> None:
    """A person who cannot be reached is left out, not retried."""
    await _plan(play, date(2026, 11, 1))
    async with play.database.transaction() as db:
        await people.identity_state(db, "web", "李敏", "blocked")
        await open_planned(db, play.now)
    assert {chat for chat, _ in await play.letters()} == {OFFICE, "王强"}


async def test_the_nightly_round_keeps_what_is_spoken_of_and_forgets_the_rest(
    play: Stage,
) -> None:
    """Old orphans go, fresh ones and known bytes stay; old letters and updates are forgotten."""
    kept = await play.store.put_bytes(PDF)
    orphan = await play.store.put_bytes(PDF + b"\n")
    async with play.database.transaction() as db:
        await papers.keep_blob(db, papers.Blob(kept.digest, kept.size, "pdf", None), play.now)
        number = await corridor.receive(db, "web", "old", "李敏", "{}", play.now)
        assert number is not None
        await corridor.finish(db, number, "{}")
        saying = spoken.Saying("m1", "mark")
        await spoken.keep(
            db, "web", "李敏", saying, bundle="old", route="put/1", became="claim", now=play.now
        )
        await wecom.count_sent(db, "chat:李敏", play.now)
        await telegram.keep_part(db, 1, 0, "x", play.now)
    later = steady.of_the_disk() + ORPHAN_AGE + timedelta(days=200)

    async def digests() -> set[str]:
        async with play.database.reading() as db:
            return await papers.digests(db)

    beat = Heartbeat(play.database, play.store, lambda: later, lambda: None, digests)
    await beat.clean()
    assert list(play.store.walk()) == [kept.digest]
    assert orphan.digest != kept.digest
    assert await play.query("select id from inbox") == []
    assert await play.query("select id from spoken") == []
    for table in ("wecom_sent", "telegram_parts"):
        assert await play.query(f"select 1 from {table}") == [], table


async def test_a_form_that_cannot_be_assessed_stops_no_beat(tmp_path: Path) -> None:
    """It is named in the log by the first beat only, and the others are worked out."""
    before = ("claim 县教育局 三.1b 宣传活动 1", "claim 县财政局 三.1b 宣传活动 1")
    async with stage(tmp_path, before=before) as play:
        async with play.database.transaction() as db:
            await db.execute("update claims set value = '-1' where form_id = 3")

        async def digests() -> set[str]:
            return set()

        beat = Heartbeat(play.database, play.store, lambda: play.now, lambda: None, digests)
        with capture_logs() as logged:
            for _ in range(3):
                await beat.beat()
        faults = [one for one in logged if one["event"] == "form cannot be assessed"]
        assert [one["reference"] for one in faults] == ["F3"]
        kept = await play.query("select form_id, stale, sort from form_results")
    assert not any(row["stale"] for row in kept)
    assert [row["form_id"] for row in kept if row["sort"] == ""] == [3]


@pytest.mark.parametrize("off", [timedelta(days=-30), timedelta(days=365), timedelta(minutes=-30)])
async def test_a_clock_that_is_set_stops_no_beat(
    play: Stage, monkeypatch: pytest.MonkeyPatch, off: timedelta
) -> None:
    """The next beat was planned for a minute of the time before: it comes at once instead."""
    monkeypatch.setattr(heartbeat, "COMPARE_EVERY", 0.01)

    async def digests() -> set[str]:
        return set()

    ticks = 0.0
    beat = Heartbeat(
        play.database, play.store, lambda: play.now, lambda: None, digests, ticks=lambda: ticks
    )
    beat.start()
    try:
        scheduler: AsyncIOScheduler = beat._scheduler
        wrong = datetime.now(UTC) + timedelta(days=365)
        scheduler.modify_job("beat", next_run_time=wrong)
        await asyncio.sleep(0.1)
        assert beat.beaten_at is None
        play.now += off
        ticks = 7.0
        async with asyncio.timeout(LONG):
            while beat.beaten_at is None:
                await asyncio.sleep(0.01)
        assert beat.beaten_at == 7.0
        [soon] = [one.next_run_time for one in scheduler.get_jobs() if one.id == "beat"]
        assert soon - datetime.now(UTC) <= timedelta(seconds=61)
        assert len(scheduler.get_jobs()) == 2, "planned anew, not once more"
    finally:
        beat.stop()


async def test_a_county_that_was_taken_over_answers_before_its_first_beat(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """People wait by then; what is due each minute follows at once."""
    began, goes_on, ended = asyncio.Event(), asyncio.Event(), asyncio.Event()

    async def beat(_: Heartbeat) -> None:
        began.set()
        await goes_on.wait()
        ended.set()

    monkeypatch.setattr(Heartbeat, "beat", beat)
    data = {"folder": tmp_path / "data", "reserve_megabytes": 0}
    told = {"data": data, "web": {"port": 0}, "reading": {"papers": False}}
    application = await Application.open(Settings.model_validate(told))
    try:
        async with asyncio.timeout(LONG):
            await application.start(taken_over=True)
            assert application.web.port
            await began.wait()
            goes_on.set()
            await ended.wait()
    finally:
        await application.stop()


async def test_a_beat_that_is_broken_off_by_the_end_is_no_fault(
    play: Stage, caplog: pytest.LogCaptureFixture
) -> None:
    """A county that another worker took is stopped while a beat waits for the writer's door."""

    async def digests() -> set[str]:
        return set()

    beat = Heartbeat(play.database, play.store, lambda: play.now, lambda: None, digests)
    begun = asyncio.Event()
    work = beat.beat

    async def watched() -> None:
        begun.set()
        await work()

    beat.beat = watched  # type: ignore[method-assign]
    beat.start()
    async with play.database.transaction():
        beat.beat_soon()
        await asyncio.wait_for(begun.wait(), LONG)
        await asyncio.sleep(0.05)
        beat.stop()
        await asyncio.sleep(0.05)
    assert [one.getMessage() for one in caplog.records if one.levelname == "ERROR"] == []
    assert beat.beaten_at is None, "it was broken off"
