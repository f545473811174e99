"""The whole road of the web chat for tests of the desk: a real server over the stage's county.

Presses go through the real intake and router, letters through the real outbox. Papers are filed
with what a reader read in them, so that no test waits for one.
"""

from __future__ import annotations

import functools
import io
import json
import secrets
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from PIL import Image, ImageDraw

from bot.channels.web import Ports, WebChannel, WebSettings
from bot.channels.web.sessions import Opened
from bot.corridor import recipes
from bot.corridor.intake import Intake
from bot.corridor.outbox import Outbox
from bot.corridor.router import Router
from bot.desk.desk import Desk
from bot.extraction.drawings import Drawings
from bot.extraction.plain import searchable
from bot.extraction.reader import Reader
from bot.paper.fonts import sans, sans_file
from bot.schemes.desk import SchemeDesk
from storage.database import Session
from storage.queries import editions, papers, people, quarters, readings, roster, understood
from storage.queries.papers import Blob
from storage.queries.readings import NewLine, ReadPage
from storage.queries.understood import KeptFact
from tests.stage import Stage, stage

BEFORE = (
    "role 赵主任 reviewer",
    "colleague 周平 reviewer",
    "colleague 吴观 observer",
    "liaison 钱进 县财政局",
    "role 钱进 reviewer",
    "claim 县教育局 三.4 取得成效的应用 3",
    "claim 县教育局 三.4 仅有通知或文件的应用 0",
    "claim 县教育局 三.2 已出台实施办法 true",
    "claim 县教育局 四.1 宣传活动 4",
    "claim 县财政局 三.2 已出台实施办法 true",
    'claim 冢头镇 四.1 说明 "进校园"',
    "last 县教育局 三.4 取得成效的应用 2",
    "submitted 县教育局",
    "submitted 县财政局",
    "submitted 冢头镇",
    "state review",
)
"""What waits: three rows of 县教育局, one of 县财政局, one of 冢头镇."""
SAID = (
    "关于开展诚信宣传活动的通知",
    "各科室：为做好本季度诚信",
    "班会和主题宣传，制定本方案。",
    "县教育局",
    "2026年10月15日",
)


def photo(words: Iterable[str], size: tuple[int, int] = (1200, 1600)) -> bytes:
    """A photographed page with these lines."""
    image = Image.new("RGB", size, (250, 249, 244))
    pen = ImageDraw.Draw(image)
    for n, line in enumerate(words):
        pen.text((120, 160 + n * 90), line, fill=(25, 25, 25), font=sans(40))
    out = io.BytesIO()
    image.save(out, "JPEG", quality=88)
    return out.getvalue()


def pdf(pages: int = 2) -> bytes:
    """A scanned PDF of some pages."""
    leaves = [Image.open(io.BytesIO(photo([f"第 {n} 页", *SAID]))) for n in range(1, pages + 1)]
    out = io.BytesIO()
    leaves[0].save(out, "PDF", save_all=True, append_images=leaves[1:])
    return out.getvalue()


def box(n: int, text: str) -> tuple[int, int, int, int]:
    """Where ``photo`` draws its n-th line."""
    top = (160 + n * 90) * 10000 // 1600
    return 1000, top, 1000 + len(text) * 40 * 10000 // 1200, top + 330


@dataclass
class Served:
    """The county, and the server that serves it."""

    play: Stage
    channel: WebChannel
    intake: Intake
    outbox: Outbox
    router: Router
    began: datetime
    drawings: Drawings
    late: timedelta = timedelta()
    """How much later it is for the bot than its clock has gone."""

    def clock(self) -> datetime:
        """A clock that runs, from the story's own moment on."""
        return self.play.now + (datetime.now(UTC) - self.began) + self.late

    async def enter(self, who: str) -> Opened:
        """A log-in of somebody of the county."""
        return await self.channel._sessions.open(address=who, name=who)

    async def file(
        self, unit: str, row: str, label: str, data: bytes, pages: Iterable[Iterable[str]] = ()
    ) -> int:
        """A paper under a row, as read; its number."""
        async with self._filing(unit, data, pages) as (db, form, digest, person):
            return await papers.add_evidence(
                db, form, row, digest=digest, url=None, label=label, caption="",
                receipt="R202611-0001", person_id=person, now=self.play.now,
            )  # fmt: skip

    async def doubt(self, unit: str, row: str, label: str) -> None:
        """Something about a paper makes a person look twice."""
        async with self.play.database.transaction() as db:
            ((number,),) = await db.execute_fetchall(
                "select e.id from evidence e join forms f on f.id = e.form_id"
                " join units u on u.id = f.unit_id"
                ' where u.name = ? and e."row" = ? and e.label = ?',
                (unit, row, label),
            )
            await understood.raise_doubt(
                db, number, "outside", reason=json.dumps({"what": "day", "day": "2025-03-02"}),
                quote="2025年3月2日", page=1, line=1, other=None, now=self.play.now,
            )  # fmt: skip

    async def report(
        self, unit: str, label: str, data: bytes, pages: Iterable[Iterable[str]]
    ) -> int:
        """A work report, as read; its number."""
        async with self._filing(unit, data, pages) as (db, form, digest, person):
            now = self.play.now
            return await papers.add_work_report(
                db, form, kind="工作总结", title=label, digest=digest, label=label, received=now,
                due=now, receipt="R202611-0002", person_id=person,
            )  # fmt: skip

    async def appeal(
        self, unit: str, row: str, label: str, data: bytes, pages: Iterable[Iterable[str]]
    ) -> int:
        """An appeal with one paper, as read; the appeal's number."""
        async with self._filing(unit, data, pages) as (db, form, digest, person):
            number = await editions.add_appeal(db, form, row, "请再看", person, self.play.now)
            await editions.add_appeal_paper(db, number, digest, label, person, self.play.now)
            return number

    @asynccontextmanager
    async def _filing(
        self, unit: str, data: bytes, pages: Iterable[Iterable[str]]
    ) -> AsyncIterator[tuple[Session, int, str, int]]:
        """Bytes are kept and, once they serve somewhere, read."""
        stored = await self.play.store.put_bytes(data)
        async with self.play.database.transaction() as db:
            quarter = (await quarters.everyone(db))[0]
            unit_id = next(one.id for one in await roster.everyone(db) if one.name == unit)
            form = await quarters.form(db, quarter.id, unit_id)
            person = await people.by_identity(db, "web", "李敏")
            assert form is not None
            assert person is not None
            blob = Blob(stored.digest, stored.size, stored.kind.code, None)
            await papers.keep_blob(db, blob, self.play.now)
            yield db, form.id, stored.digest, person.id
            read = [tuple(one) for one in pages]
            if read:
                await _read(db, stored.digest, read, self.play.now)


async def _read(db: Session, digest: str, pages: list[tuple[str, ...]], now: datetime) -> None:
    known = [ReadPage(digest, n, 1200, 1600, 0, 1) for n in range(1, len(pages) + 1)]
    lines = [
        NewLine(n, at, text, searchable(text), box(at, text), "ocr", 990)
        for n, page in enumerate(pages, 1)
        for at, text in enumerate(page)
    ]
    await readings.replace_lines(db, digest, known, lines)
    await readings.attempt(db, digest)
    await readings.settle(
        db, digest, "done", unread="", partly=False, now=now, pages=len(pages),
        pictures=1, taken_at=None, cpu_ms=5, reader="test",
    )  # fmt: skip
    facts = [KeptFact(digest, "title", pages[0][0], pages[0][0], 1, 0, 1)]
    await understood.replace_facts(db, digest, facts)


@asynccontextmanager
async def served(folder: Path, before: Iterable[str] = BEFORE) -> AsyncIterator[Served]:
    """A server on a free port, with the desk."""
    async with stage(folder, before=before) as play:
        drawings = Drawings(folder / "pages", Reader(ocr=False), sans_file(), reserve=0)
        made = _made(play, drawings)
        await made.channel.start()
        made.outbox.start()
        yield made
        await made.channel.stop()
        await made.intake.stop()
        await made.outbox.stop()
        await drawings.close()


def _made(play: Stage, drawings: Drawings) -> Served:
    began = datetime.now(UTC)
    found: list[Served] = []

    def clock() -> datetime:
        return found[0].clock()

    produce = functools.partial(recipes.produce, open_bytes=play.store.open)
    outbox = Outbox(play.database, play.store, produce, clock)
    router = Router(play.database, play.world, clock, lambda: secrets.token_hex(4), outbox.posted)
    intake = Intake(play.database, play.store, router.turn, clock)
    ports = Ports(
        database=play.database,
        store=play.store,
        receive=intake.receive,
        receive_written=intake.receive_written,
        clock=clock,
        random_token=lambda: secrets.token_urlsafe(24),
        health=_health,
        admit=_admit,
        desk=Desk(play.database, play.store, clock, drawings),
        schemes=SchemeDesk(play.database, clock),
    )
    channel = WebChannel(ports, WebSettings(host="127.0.0.1", port=0))
    outbox.channels = {"web": channel}
    found.append(Served(play, channel, intake, outbox, router, began, drawings))
    return found[0]


async def _health() -> dict[str, object]:
    return {"ok": True}


async def _admit(_: str) -> None:
    return None
