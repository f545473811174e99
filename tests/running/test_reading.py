"""The queue of papers: in order, the same bytes once, whoever is killed when."""

from __future__ import annotations

import asyncio
import io
import os
import re
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import docx
import pytest
import pytest_asyncio
from PIL import Image

from bot.extraction.drawable import PICTURES as DRAWN, office
from bot.extraction.drawings import Drawings, Drawn
from bot.extraction.eyes_version import PICTURES
from bot.extraction.pages import Extract, Line, Page, Unread
from bot.extraction.reader import Bounds, Brought, Lost, NotDrawn, Reader
from bot.extraction.reading import TEXT
from bot.reading.meaning import Meaning, meaning
from bot.reading.rules import RULES
from bot.reading.understanding import Begin, Last
from bot.running.reading import PROGRAM, SHARE, Reading
from storage.database import Database, Session
from storage.evidence import EvidenceStore
from storage.queries import papers, quarters, readings
from storage.queries.papers import Blob
from tests.extraction.making_pdf import Sheet, pdf
from tests.patience import LONG
from tests.program import environment
from tests.sample_papers import picture
from tests.stage import stage

NOW = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
ROOT = Path(__file__).resolve().parents[2]


@dataclass
class Room:
    """A database and a store in which papers wait."""

    folder: Path
    database: Database
    store: EvidenceStore
    told: list[tuple[str, str]] = field(default_factory=list)

    async def file(self, data: bytes, kind: str | None = None) -> str:
        """A paper is handed in; its hash."""
        kept = await self.store.put_bytes(data)
        async with self.database.transaction() as db:
            blob = Blob(kept.digest, kept.size, kind or kept.kind.code, None)
            await papers.keep_blob(db, blob, NOW)
            await readings.ask(db, kept.digest, NOW)
        return kept.digest

    def reading(self, reader: Reader) -> Reading:
        """The queue's other end."""
        return Reading(
            self.database, self.store, reader, lambda: NOW, lambda: None, after=[self.after]
        )

    async def after(
        self, _: Begin, digest: str, extract: Extract, __: datetime, ___: Meaning | None
    ) -> Last:
        async def last(db: Session) -> None:
            self.told.append((digest, extract.lines[0].text if extract.lines else extract.unread))

        return last

    async def found(self, digest: str) -> readings.Reading:
        async with self.database.reading() as db:
            one = await readings.reading(db, digest)
        assert one is not None
        return one

    async def lines(self, digest: str) -> list[str]:
        async with self.database.reading() as db:
            return [one.text for one in await readings.lines_of(db, digest)]


@pytest_asyncio.fixture
async def room(tmp_path: Path) -> AsyncIterator[Room]:
    database = await Database.open(tmp_path / "xinkao.db")
    made = Room(tmp_path, database, EvidenceStore(tmp_path / "evidence", 1 << 24, reserve=0))
    yield made
    await made.database.close()


@pytest_asyncio.fixture
async def reader() -> AsyncIterator[Reader]:
    one = Reader(ocr=False)
    yield one
    await one.close()


def notice(text: str) -> bytes:
    return pdf([Sheet().text(72, 700, text).text(72, 650, "2026 年 10 月 30 日")])


async def test_what_is_filed_is_read_in_its_order(room: Room, reader: Reader) -> None:
    digests = [await room.file(notice(f"第{at}份通知")) for at in "一二三"]
    reading = room.reading(reader)
    while await reading.one():
        pass
    assert sorted(room.told) == sorted(
        (digest, f"第{at}份通知") for digest, at in zip(digests, "一二三", strict=True)
    )
    assert await room.lines(digests[0]) == ["第一份通知", "2026年10月30日"]
    one = await room.found(digests[0])
    assert (one.state, one.pages, one.reader, one.attempts) == ("done", 1, TEXT, 0)
    assert one.cpu_ms > 0


async def test_a_document_waits_for_no_picture(room: Room) -> None:
    """A picture takes a thousand times as long; a paper that failed waits for both."""
    shown = {await room.file(picture((one, 90, 30))) for one in (10, 200)}
    written = {await room.file(notice(f"第{at}份通知")) for at in "一二"}
    lost = await room.file(notice("坏的"))
    async with room.database.transaction() as db:
        await readings.attempt(db, lost)
        waiting = [one.sha256 for one in await readings.following(db, 9, NOW)]
        kinds = {one.kind for one in await readings.following(db, 9, NOW) if one.sha256 in shown}
    assert kinds <= DRAWN
    assert [set(waiting[:2]), set(waiting[2:4]), waiting[4:]] == [written, shown, [lost]]
    sql = (ROOT / "storage/queries/readings.sql").read_text(encoding="utf-8")
    named = re.findall(r"kind in \(([^()]*)\)", sql)
    assert len(named) > 1
    assert all(set(re.findall(r"'(\w+)'", one)) == DRAWN for one in named)


async def test_who_hands_in_a_photo_waits_for_nothing_that_is_read_again(
    room: Room, reader: Reader
) -> None:
    """A new version of the readers asks for a county's papers once more, the old ones first."""
    old = [await room.file(notice(f"去年第{at}份")) for at in "一二"]
    reading = room.reading(reader)
    while await reading.one():
        pass
    new = await room.file(picture((90, 200, 30)))
    async with room.database.transaction() as db:
        assert await readings.ask_again(db, "another", "") == len(old)
        waiting = [one.sha256 for one in await readings.following(db, 9, NOW)]
    assert waiting[0] == new
    assert set(waiting[1:]) == set(old)


async def test_the_same_bytes_are_read_once(room: Room, reader: Reader) -> None:
    digest = await room.file(notice("同一份"))
    reading = room.reading(reader)
    assert await reading.one()
    assert await room.file(notice("同一份")) == digest
    assert not await reading.one()
    assert room.told == [(digest, "同一份")]


async def test_an_older_county_s_papers_are_asked_for(room: Room, reader: Reader) -> None:
    """Papers of before the tables, and of another version of the readers."""
    digest = await room.file(notice("旧的材料"))
    reading = room.reading(reader)
    assert await reading.one()
    async with room.database.transaction() as db:
        await db.execute("update readings set reader = 't0' where sha256 = ?", (digest,))
    assert await reading.catch_up() == 1
    assert await reading.one()
    assert await reading.catch_up() == 0
    assert await room.lines(digest) == ["旧的材料", "2026年10月30日"]


class Drew(Drawings):
    """Says what it was asked to draw, and does it."""

    def __init__(self, folder: Path, reader: Reader) -> None:
        super().__init__(folder, reader, "", reserve=0)
        self.asked: list[object] = []

    async def convert(self, papers: Sequence[tuple[Path, str, str]]) -> None:
        self.asked.append([kind for _, _, kind in papers])
        await super().convert(papers)

    async def page(self, source: Path, digest: str, kind: str, number: int) -> Drawn:
        self.asked.append((kind, number))
        return await super().page(source, digest, kind, number)


@pytest.mark.slow
@pytest.mark.skipif(office() is None, reason="LibreOffice is not installed")
async def test_pages_are_drawn_before_anybody_asks(room: Room, reader: Reader) -> None:
    """PDF page by page; Office files are made ready together."""
    out = io.BytesIO()
    document = docx.Document()
    document.add_paragraph("关于开展诚信活动的通知")
    document.save(out)
    word = await room.file(out.getvalue())
    leaf = await room.file(notice("一份通知"))
    drawings = Drew(room.folder / "pages", Reader(ocr=False))
    reading = Reading(
        room.database, room.store, reader, lambda: NOW, lambda: None, drawings=drawings
    )
    reading.start()
    for _ in range(1200):
        if drawings.kept(word, 1) and drawings.kept(leaf, 1):
            break
        await asyncio.sleep(0.1)
    await reading.stop()
    assert sorted(map(str, drawings.asked)) == ["('docx', 1)", "('pdf', 1)", "['docx']"]
    kept = drawings.kept(word, 1)
    assert kept is not None
    assert kept.pages == 1
    with Image.open(kept.path) as image:
        assert abs(max(image.size) - 1800) <= 1
        assert image.convert("L").getextrema()[0] < 60


async def test_what_is_reviewed_is_drawn_by_a_start_anew(tmp_path: Path, reader: Reader) -> None:
    """What was read before the bot ended lay ahead in its memory only: it is looked for."""
    async with stage(tmp_path) as play:
        room = Room(tmp_path, play.database, EvidenceStore(tmp_path / "kept", 1 << 24, reserve=0))
        digest = await room.file(notice("一份通知"))
        async with play.database.transaction() as db:
            quarter = await quarters.by_number(db, 2026, 4)
            assert quarter is not None
            form = (await quarters.forms(db, quarter.id))[0]
            await papers.add_evidence(
                db, form.id, "四.1", digest=digest, url=None, label="通知.pdf", caption="",
                receipt="", person_id=None, now=NOW,
            )  # fmt: skip
        assert await room.reading(reader).one()
        drawings = Drawings(tmp_path / "pages", reader, "", reserve=0)
        now = [NOW]
        anew = Reading(
            play.database, room.store, reader, lambda: now[0], lambda: None, drawings=drawings
        )
        await anew._look_ahead()
        assert not anew._ahead  # nobody reviews yet
        async with play.database.transaction() as db:
            await db.execute("update quarters set state = 'review' where id = ?", (quarter.id,))
        await anew._look_ahead()
        assert not anew._ahead  # it has looked just now
        now[0] += timedelta(minutes=10)
        await anew._look_ahead()
        assert list(anew._ahead) == [(digest, "pdf", 1)]
        anew._resting = True
        await anew._draw_ahead()
        assert drawings.kept(digest, 1) is not None
        shutil.rmtree(tmp_path / "pages")  # its room was needed
        now[0] += timedelta(hours=1)
        await anew._look_ahead()
        assert not anew._ahead


class Slow(Drawings):
    """Draws nothing until it is let."""

    def __init__(self, folder: Path, reader: Reader) -> None:
        super().__init__(folder, reader, "", reserve=0)
        self.asked: list[int] = []
        self.let = asyncio.Event()

    async def page(self, source: Path, digest: str, kind: str, number: int) -> Drawn:
        self.asked.append(number)
        await self.let.wait()
        raise NotDrawn("damaged")


async def test_what_is_filed_while_pages_are_drawn_waits_for_none_of_them(
    room: Room, reader: Reader
) -> None:
    """A thousand pages drawn for a desk that nobody sits at yet keep no liaison from hearing."""
    drawings = Slow(room.folder / "pages", Reader(ocr=False))
    reading = Reading(
        room.database, room.store, reader, lambda: NOW, lambda: None, drawings=drawings
    )
    await room.file(notice("一份通知"))
    reading.start()
    try:
        async with asyncio.timeout(LONG):
            while not drawings.asked:
                await asyncio.sleep(0.02)
            newer = await room.file(notice("又一份通知"))
            reading.woken()
            while "又一份通知" not in await room.lines(newer):
                await asyncio.sleep(0.02)
            assert len(drawings.asked) == 1, "one page was in hand, and is still"
            drawings.let.set()
            while len(drawings.asked) < 2:
                await asyncio.sleep(0.02)
    finally:
        await reading.stop()


class Fragile(Reader):
    """A reader that does not outlive some papers."""

    def __init__(self, store: EvidenceStore, fatal: set[str]) -> None:
        super().__init__(ocr=False)
        self._fatal = {store.path(one) for one in fatal}
        self.asked: list[Path] = []

    async def bring(self, path: Path, kind: str) -> Brought:
        self.asked.append(path)
        if path in self._fatal:
            raise Lost(Unread.TIME)
        return Brought(Extract((Page(1, lines=(Line("好的"),)),), kind, count=1), 1)


async def test_a_fatal_paper_is_tried_twice_behind_the_others(room: Room) -> None:
    bad = await room.file(notice("读不了"))
    good = [await room.file(notice(f"第{at}份")) for at in "一二"]
    fragile = Fragile(room.store, {bad})
    reading = room.reading(fragile)
    while await reading.one():
        pass
    assert fragile.asked.count(room.store.path(bad)) == 2
    assert fragile.asked[-1] == room.store.path(bad)
    one = await room.found(bad)
    assert (one.state, one.unread, one.attempts) == ("failed", "time", 2)
    assert [(await room.found(digest)).state for digest in good] == ["done", "done"]
    assert (bad, "time") in room.told
    async with room.database.reading() as db:
        found = await readings.backlog(db)
    assert (found.waiting, found.failed, found.done) == (0, 1, 2)


async def test_who_does_not_understand_costs_no_line(room: Room, reader: Reader) -> None:
    digest = await room.file(notice("没听懂"))

    async def spoils(db: Session) -> None:
        await db.execute("delete from reading_lines")
        raise RuntimeError("a fault of ours")

    async def stumbles(
        begin: Begin, _: str, __: Extract, ___: datetime, ____: Meaning | None
    ) -> Last:
        async with begin() as db:
            await spoils(db)
        raise AssertionError

    async def stumbles_last(
        _: Begin, __: str, ___: Extract, ____: datetime, _____: Meaning | None
    ) -> Last:
        return spoils

    async def tells_nobody(_: Database, __: datetime) -> None:
        raise RuntimeError("another fault of ours")

    reading = Reading(
        room.database, room.store, reader, lambda: NOW, lambda: None,
        after=[stumbles, stumbles_last, room.after], tell=tells_nobody,
    )  # fmt: skip
    assert await reading.one()
    assert (await room.lines(digest))[0] == "没听懂"
    assert room.told == [(digest, "没听懂")]


class Killed(BaseException):
    """As a process that ends in the midst; nothing may hold it up."""


async def test_who_ends_in_the_midst_leaves_nothing_half_read(room: Room) -> None:
    """A thick paper is kept some pages at a time; wherever that ends, it is read once more."""
    digest = await room.file(notice("很厚"))
    pages = tuple(
        Page(number, lines=tuple(Line(f"第{number}页第{at}行") for at in range(60)))
        for number in range(1, 5)
    )

    class Thick(Reader):
        async def bring(self, path: Path, kind: str) -> Brought:
            return Brought(Extract(pages, kind, count=4), 1)

    begun = 0
    for ends_at in range(1, 7):
        begun = 0

        async def give_way(end: int = ends_at) -> None:
            nonlocal begun
            begun += 1
            if begun == end:
                raise Killed

        reading = Reading(
            room.database, room.store, Thick(ocr=False), lambda: NOW, lambda: None,
            after=[room.after], give_way=give_way,
        )  # fmt: skip
        kept = 60 * min(ends_at - 1, 4)
        if ends_at < 6:
            with pytest.raises(Killed):
                await reading.one()
            assert len(await room.lines(digest)) == max(kept, 60 * min(ends_at - 2, 4))
            assert (await room.found(digest)).state == "waiting"
            assert room.told == []
        else:
            assert await reading.one()
    assert begun == 5
    assert await room.lines(digest) == [line.text for page in pages for line in page.lines]
    assert (await room.found(digest)).state == "done"
    assert room.told == [(digest, "第1页第0行")]


async def test_photos_wait_for_eyes(room: Room, reader: Reader) -> None:
    """Kept as today; once OCR is installed they are read."""
    digest = await room.file(picture((200, 10, 10)))
    reading = room.reading(reader)
    assert await reading.one()
    one = await room.found(digest)
    assert (one.state, one.unread, one.pictures) == ("done", "no_ocr", 1)
    async with room.database.transaction() as db:
        assert await readings.ask_again(db, TEXT, "") == 0
        assert await readings.ask_again(db, TEXT, PICTURES) == 1


async def test_a_reader_that_is_killed_in_the_midst_reads_it_once(room: Room) -> None:
    reader = Reader(Bounds(), ocr=False)
    digest = await room.file(notice("第一次"))
    reading = room.reading(reader)
    assert await reading.one()
    later = await room.file(notice("第二次"))
    assert reader.pid is not None
    os.kill(reader.pid, signal.SIGSTOP)
    task = asyncio.create_task(reading.one())
    await asyncio.sleep(0.1)
    os.kill(reader.pid, signal.SIGKILL)
    await task
    assert (await room.found(later)).attempts == 1
    assert await reading.one()
    assert not await reading.one()
    assert [digest, later] == [one for one, _ in room.told]
    await reader.close()


@pytest.mark.slow
async def test_a_bot_that_is_killed_reads_the_rest_once(room: Room) -> None:
    """Kill -9 of the whole bot, several times; its reader never stays behind."""
    digests = [await room.file(notice(f"第{at}份材料")) for at in range(12)]
    await room.database.close()
    for _ in range(3):
        bot = start(room.folder)
        wait_for(room.folder, "state <> 'waiting'", more_than=done(room.folder))
        readers = children(bot.pid)
        assert readers
        os.kill(bot.pid, signal.SIGKILL)
        bot.wait()
        assert all(gone(one) for one in readers)
    bot = start(room.folder)
    wait_for(room.folder, "state = 'done'", more_than=len(digests) - 1)
    bot.terminate()
    bot.wait()
    with sqlite3.connect(room.folder / "xinkao.db") as db:
        found = db.execute("select state, unread, attempts, pages from readings").fetchall()
        lines = db.execute("select sha256, count(*) from reading_lines group by 1").fetchall()
        facts = db.execute(DAYS).fetchall()
    assert facts == [("2026-10-30", 1)] * len(digests)
    assert found == [("done", "", 0, 1)] * len(digests)
    assert sorted(lines) == sorted((digest, 2) for digest in digests)
    room.database = await Database.open(room.folder / "again.db")


@pytest.mark.slow
async def test_a_bot_that_is_killed_understands_anew_what_is_left_once(room: Room) -> None:
    """Other rules understood these papers; no file and no reader is needed for it."""
    reader = Reader(ocr=False)
    reading = room.reading(reader)
    digests = [await room.file(notice(f"第{at}份材料")) for at in range(40)]
    while await reading.one():
        pass
    await reader.close()
    async with room.database.transaction() as db:
        await db.execute("update readings set rules = 'r0'")
    await room.database.close()
    anew = f"rules = '{RULES}'"
    for kept in (-1, 4):
        bot = start(room.folder)
        wait_for(room.folder, anew, more_than=kept)
        os.kill(bot.pid, signal.SIGKILL)
        bot.wait()
    bot = start(room.folder)
    wait_for(room.folder, anew, more_than=len(digests) - 1)
    bot.terminate()
    bot.wait()
    with sqlite3.connect(room.folder / "xinkao.db") as db:
        assert db.execute(DAYS).fetchall() == [("2026-10-30", 1)] * len(digests)
    room.database = await Database.open(room.folder / "again.db")


async def test_other_rules_understand_a_paper_anew_from_its_lines(room: Room) -> None:
    digest = await room.file(notice("关于开展活动的通知"))
    brought: list[Extract] = []

    async def sees(
        _: Begin, __: str, extract: Extract, ___: datetime, meant: Meaning | None
    ) -> Last:
        brought.append(extract)
        assert meant == meaning(extract)
        return nothing_more

    understanding = Reader(ocr=False, program=PROGRAM)
    reading = Reading(
        room.database, room.store, understanding, lambda: NOW, lambda: None, after=[sees]
    )
    assert await reading.one()
    assert not await reading.anew()
    async with room.database.transaction() as db:
        await db.execute("update readings set rules = 'r0'")
    room.store.path(digest).unlink()
    assert await reading.anew()
    assert not await reading.anew()
    first, again = brought
    assert replace(again, count=first.count) == first
    assert (await room.found(digest)).attempts == 0
    await understanding.close()


async def nothing_more(_: Session) -> None:
    """What is done last, where nothing is."""


DAYS = (
    "select max(f.value), count(*) from readings r join reading_facts f on f.sha256 = r.sha256"
    " where f.kind = 'date' group by r.sha256"
)


def start(folder: Path) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "tests.running.reading_bot", str(folder)],
        env=environment(),
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
    )


def done(folder: Path) -> int:
    with sqlite3.connect(folder / "xinkao.db") as db:
        found = db.execute("select count(*) from readings where state <> 'waiting'")
        return int(found.fetchone()[0])


def wait_for(folder: Path, what: str, more_than: int) -> None:
    until = time.monotonic() + 120
    while time.monotonic() < until:
        with sqlite3.connect(folder / "xinkao.db") as db:
            found = db.execute(f"select count(*) from readings where {what}").fetchone()[0]
        if found > more_than:
            return
        time.sleep(0.02)
    pytest.fail("nothing was read")


def children(pid: int) -> list[int]:
    told = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return [int(one) for one in told]


def gone(pid: int) -> bool:
    until = time.monotonic() + 10
    while time.monotonic() < until:
        try:
            state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
        except OSError:
            return True
        if state == "Z":
            return True
        time.sleep(0.02)
    return False


async def test_one_paper_in_five_is_the_one_that_has_waited_longest(room: Room) -> None:
    """However many people send more, nothing waits for ever."""
    asked: list[str] = []

    async def following(_: Session, __: int, ___: datetime) -> list[readings.Reading]:
        asked.append("following")
        return []

    async def longest(_: Session, __: int) -> list[readings.Reading]:
        asked.append("longest")
        return []

    reading = room.reading(Reader(ocr=False))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(readings, "following", following)
        patch.setattr(readings, "longest", longest)
        for _ in range(2 * SHARE):
            await reading.one()
    assert asked == (["following"] * (SHARE - 1) + ["longest"]) * 2
