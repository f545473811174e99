"""A county with a past, for sentences to be asked in: the sample county, and what offices do.

Here: four published quarters and one that is being reviewed, with units that reported, were sent
back, cut, put off, late, appealed; a notice that some have read; three who review. Written by the
same functions as the sample county of ``make run`` (``bot.demo.story``). Not here: the sentences.
"""

from __future__ import annotations

import itertools
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Final

from bot.corridor import pages
from bot.corridor.door import World
from bot.corridor.events import Attachment
from bot.demo import dates, story
from bot.demo.county import DIRECTOR
from bot.demo.papers import Desk
from bot.forms.form import UnitForm
from bot.forms.loading import load, load_quarter
from bot.quarters import plan as plans
from bot.quarters.rhythm import learn
from bot.review.closing import move_to_review
from bot.review.pages.decide import claimed, decide
from bot.review.queue import decidable
from bot.speech.calendar import quarter_of
from bot.speech.periodic import enter
from scoring.periods import beside
from scoring.scheme import load as load_scheme
from storage.database import Database, Session, moment
from storage.evidence import EvidenceStore
from storage.queries import editions, papers, people, quarters, roster, understood
from storage.queries.people import Person
from tests.stage import SHANGHAI, Stage, code_of

NOW: Final = datetime(2026, 12, 16, 10, 0, tzinfo=SHANGHAI).astimezone(UTC)
"""A Wednesday; 2026's fourth quarter is being reviewed: its deadline was set early."""
_DEADLINE: Final = date(2026, 12, 8)
ADMIN: Final = f"demo-{DIRECTOR}"
REVIEWERS: Final = ("王芳", "陈立", "孙倩")
_PAST: Final = 4
_LATE: Final = ("县水利局", "县林业局", "县审计局", "黄道镇", "白庙乡", "渣园乡")
"""Who has not handed in the quarter that is under review."""
_CLASSES: Final = ("一类", "二类", "三类")


@asynccontextmanager
async def county(folder: Path) -> AsyncIterator[Stage]:
    """The county at ``NOW``, ready to be spoken to."""
    pages.open_all()
    database = await Database.open(folder / "xinkao.db")
    store = EvidenceStore(folder / "evidence", 50_000_000)
    play = Stage(database, store, _world(store), NOW - timedelta(days=1))
    try:
        await _write(database, store, play.world)
        async with database.reading() as db:
            await learn(db, play.world)
        enter(play.world.rhythm)
        await _say(play)
        play.now = NOW
        yield play
    finally:
        await database.close()


def _world(store: EvidenceStore) -> World:
    codes = itertools.count(1)

    async def read_bytes(digest: str) -> bytes:
        return store.path(digest).read_bytes()

    async def keep_bytes(data: bytes, label: str) -> Attachment:
        kept = await store.put_bytes(data)
        return Attachment(label=label, digest=kept.digest, size=kept.size, kind=kept.kind.code)

    return World(
        county="郏县",
        schemes=(load_scheme("郏县2022-县直单位"), load_scheme("郏县2022-乡镇街道")),
        new_code=lambda: code_of(f"CODE-{next(codes):04d}"),
        link=lambda channel, code: f"https://xinkao.example/i/{code}",
        read_bytes=read_bytes,
        keep_bytes=keep_bytes,
    )


class _Notes(Desk):
    """Papers without drawing: a note does for a photo where nobody looks."""

    async def picture(self, unit: str, quarter: str, title: str) -> Attachment:
        """A note in place of a photo."""
        return await self.note(unit, quarter, title)


async def _write(database: Database, store: EvidenceStore, world: World) -> None:
    last = quarter_of(_DEADLINE)
    every = [beside(last, -steps) for steps in range(_PAST, -1, -1)]
    table, calendar = world.timetable, world.reminding.calendar
    planned = {one: dates._usual(one, table, calendar) for one in every}
    planned[last] = plans.moved(planned[last], "deadline", _DEADLINE, calendar)
    async with database.transaction() as db:
        cast = await story._people(db, plans.at(planned[every[0]].opens, 9) - timedelta(days=20))
        await _classes(db)
    keeper = story._County(db, world, cast, _Notes(store))
    for one in every[:-1]:
        await _past(database, keeper, planned[one])
    await _running(database, keeper, planned[last])


async def _classes(db: Session) -> None:
    """Departments are of three classes in turn, as counties have it."""
    of = itertools.cycle(_CLASSES)
    for unit in await roster.everyone(db):
        if unit.group == "县直单位":
            await roster.change(db, replace(unit, classification=next(of)))


async def _past(database: Database, keeper: story._County, plan: plans.Plan) -> None:
    """A quarter from its opening to its publishing, with two appeals."""
    async with database.transaction() as db:
        keeper.db = db
        await keeper.open(plan, NOW)
    for name in keeper.cast.persons:
        async with database.transaction() as db:
            keeper.db = db
            await keeper.report(name, plan.quarter, until=NOW, whole=True)
    async with database.transaction() as db:
        keeper.db = db
        await keeper.finish(plan.quarter)
        await _appeals(db, keeper, plan)


async def _appeals(db: Session, keeper: story._County, plan: plans.Plan) -> None:
    """One that was refused and one that changed a figure's reason, of the quarter before."""
    kept = await quarters.by_number(db, *plan.quarter)
    assert kept is not None
    at = moment(kept.appeal_until) - timedelta(days=2)
    for name, row, state, answer in (
        ("县市场监督管理局", "三.4", "upheld", "超过期限，维持原核定"),
        ("县交通运输局", "三.4", "changed", "材料齐全，予以认可"),
    ):
        unit, _, person = keeper.cast.persons[name]
        form = await load(db, kept.id, unit)
        assert form is not None
        assert person is not None
        number = await editions.add_appeal(db, form.form.id, row, "材料已按时报送", person.id, at)
        later = at + timedelta(days=1)
        await editions.answer_appeal(db, number, state, answer, keeper.cast.admin.id, later)


async def _running(database: Database, keeper: story._County, plan: plans.Plan) -> None:
    """The quarter under review: most handed in, some late, some sent back, some cut."""
    async with database.transaction() as db:
        keeper.db = db
        reviewers = [await _reviewer(db, keeper, one, plan) for one in REVIEWERS]
        await story._part(db, keeper.cast, plans.at(plan.opens, 9))
        await keeper.open(plan, NOW)
    for name in keeper.cast.persons:
        async with database.transaction() as db:
            keeper.db = db
            await _reported(keeper, name, plan)
    async with database.transaction() as db:
        await _reviewed(db, keeper, plan, reviewers)


async def _reviewer(db: Session, keeper: story._County, name: str, plan: plans.Plan) -> Person:
    at = plans.at(plan.opens, 9)
    person = await people.add_person(db, name, f"1990000{8000 + REVIEWERS.index(name)}", at)
    turn = story._turn(db, None, keeper.cast.admin, at)
    await story._bind(db, turn, person, name, "reviewer", None)
    return person


async def _reported(keeper: story._County, name: str, plan: plans.Plan) -> None:
    """Whole, but for those who are late: half of these have begun."""
    due = plans.moments(plan, keeper.world.timetable.deadline_hour).deadline
    if name not in _LATE or _LATE.index(name) % 2:
        await keeper.report(name, plan.quarter, until=due, whole=name not in _LATE)


async def _reviewed(
    db: Session, keeper: story._County, plan: plans.Plan, reviewers: list[Person]
) -> None:
    """The time is over: three look through what came, and are half-way."""
    kept = await quarters.by_number(db, *plan.quarter)
    assert kept is not None
    await move_to_review(db, kept, kept.deadline, None, "到了截止时间")
    kept = await quarters.by_number(db, *plan.quarter)
    assert kept is not None
    for number, form in enumerate(await load_quarter(db, kept)):
        who = reviewers[number % len(reviewers)]
        if form.form.state == "submitted" and number % 4:
            at = kept.deadline + timedelta(days=1 + number % 5, hours=number % 7)
            turn = story._turn(db, keeper.world, who, min(at, NOW - timedelta(hours=3)))
            await _decided(turn, form, number)
    for name in ("县教育局", "县财政局"):
        form_ = await quarters.form(db, kept.id, keeper.cast.persons[name][0])
        assert form_ is not None
        (piece, *_) = await papers.evidence_of(db, form_.id)
        why = "不在本季度"
        await understood.raise_doubt(
            db, piece.id, "outside", reason=why, quote="2025年", page=1, line=1, other=None,
            now=NOW - timedelta(days=1),
        )  # fmt: skip
    for name, days in (("渣园乡", 9), ("县审计局", 7)):
        form_ = await quarters.form(db, kept.id, keeper.cast.persons[name][0])
        assert form_ is not None
        await quarters.extend(db, form_.id, kept.deadline + timedelta(days=days), "人员变动")


async def _decided(turn: story._Unread, form: UnitForm, number: int) -> None:
    """The first rows taken; of every fifth unit one is cut, of every sixth one sent back."""
    own = [row for row in decidable(form) if not row.award]
    for place, row in enumerate(own[: len(own) if number % 3 else 5]):
        if place == 1 and number % 6 == 0:
            due = turn.now + timedelta(days=5)
            await decide(turn, form, row, "return", {}, "照片看不清，请重新上传", due)
        elif place == 2 and number % 5 == 0:
            less = {one: _less(raw) for one, raw in claimed(form, row).items()}
            await decide(turn, form, row, "cut", less, "材料对不上，缺文件号", None)
        else:
            await decide(turn, form, row, "accept", claimed(form, row), "", None)


def _less(raw: object) -> int | bool | str:
    if isinstance(raw, bool):
        return False
    return max(0, raw - 1) if isinstance(raw, int) else str(raw)


async def _say(play: Stage) -> None:
    """A notice that some have read, and a nudge of those who are late."""
    await play.send(ADMIN, "给全体联络员发个通知：周五下午三点在县政府二楼开信用工作会")
    letters = await play.send(ADMIN, press="发出")
    chats = [chat for chat, _ in letters if chat != ADMIN]
    for chat in chats[::3]:
        await play.send(chat, press="看过了")
    await play.send(ADMIN, "催报")
    await play.send(ADMIN, "首页")


__all__ = ["ADMIN", "NOW", "county"]
