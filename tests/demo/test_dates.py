"""The sample county makes sense on whatever day somebody starts it."""

from __future__ import annotations

import io
import random
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from PIL import Image

from bot.corridor import clock
from bot.corridor.codes import Codes
from bot.corridor.door import Timetable
from bot.demo import dates, papers, prepare, story
from bot.demo.county import DIRECTOR, UNBOUND, units
from bot.invariants import broken_invariants
from bot.running.config import Settings
from bot.running.store import open_store
from bot.running.told import reminding_of, world_of
from storage.database import Database, moment, stamp
from storage.queries.quarters import by_number
from tests.stage import SHANGHAI, Stage, render

DAYS = (
    "2026-11-30T10:00",  # an ordinary Monday
    "2026-12-31T23:58",  # the quarter and the year end in two minutes
    "2027-01-02T11:00",  # a Saturday in the New Year holiday
    "2027-01-09T11:00",  # the last quarter is over, and not published yet
    "2027-02-05T16:00",  # the eve of Spring Festival
    "2027-03-31T18:00",  # the last day of a quarter
    "2028-02-29T09:00",
    "2030-10-03T12:00",  # a year whose holidays nobody knows
)
FEW = {*story.HALF, *UNBOUND, "县财政局", "龙山街道"}
DUE = {"deadline_at", "work_report_due_at", "review_until", "appeal_until", "due_at"}


def _drawn(_title: str, _place: str, _day: str, seed: int, *, dark: bool) -> bytes:
    """A small picture that is like no other: how they are drawn is ``test_sample_evidence``'s."""
    out = io.BytesIO()
    signs = random.Random(seed + dark).randbytes(64 * 48 * 3)
    Image.frombytes("RGB", (64, 48), signs).save(out, "JPEG")
    return out.getvalue()


def _day(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=SHANGHAI)


async def _ahead(play: Stage) -> list[tuple[str, str, str]]:
    """What is written down as done, and lies in the future."""
    found = []
    tables = await play.query("select name from sqlite_master where type = 'table'")
    for (table,) in tables:
        for column in await play.query(f"select name from pragma_table_info('{table}')"):
            name = column[0]
            if name not in DUE:
                sql = f"select max({name}) from {table} where {name} like '20__-__-__T%Z'"
                ((latest,),) = await play.query(sql)
                if latest is not None and latest > stamp(play.now):
                    found.append((table, name, latest))
    return found


@pytest.mark.parametrize("day", DAYS)
async def test_the_sample_county_of_a_day(
    day: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One quarter published, the next being filled; nothing overdue, nothing done in the future."""
    now = _day(day)
    monkeypatch.setattr(clock, "now", lambda: now)
    few = tuple(one for one in units() if one.name in FEW)
    monkeypatch.setattr(story, "units", lambda: few)
    monkeypatch.setattr(papers, "photo", _drawn)
    settings = Settings.model_validate({"data": {"folder": tmp_path, "reserve_megabytes": 0}})
    await prepare(settings)
    database = await Database.open(settings.database)
    try:
        store = open_store(settings)
        world = world_of(settings, store, Codes(b""), demo=True)
        play = Stage(database, store, world, now)
        assert await broken_invariants(database, store, deep=True, now=now) == []
        assert await _ahead(play) == []
        past, running = dates.shown(now, world.timetable, world.reminding)
        async with database.reading() as db:
            before = await by_number(db, *past.quarter)
            current = await by_number(db, *running.quarter)
        assert before is not None
        assert current is not None
        assert (before.state, current.state) == ("published", "open")
        assert moment(before.appeal_until) <= now
        assert current.opens <= now.date()
        assert moment(current.deadline_at) > now
        assert moment(current.work_report_due_at) > now
        for who in ("县教育局", "冢头镇", DIRECTOR):
            said = render(await play.send(f"demo-{who}", "首页"), f"demo-{who}")
            assert not {word for word in ("逾期", "已截止", "超过") if word in said}, said
    finally:
        await database.close()


def test_every_day_of_six_years_has_a_quarter_that_can_be_filled() -> None:
    """And before it one whose last date is over."""
    reminding = reminding_of(Settings())
    for number in range(365 * 6):
        now = _day("2025-01-01T12:00") + timedelta(days=number)
        past, running = dates.shown(now, Timetable(), reminding)
        assert running.quarter > past.quarter
        assert max(past.dates.values()) <= now.date()
        assert running.opens <= now.date() < min(running.deadline, running.reports), now
