"""Scans of rules are read page after page, behind everything else the bot does.

Which pages wait is kept in the database, and what was seen on a page before the next one is begun:
whoever is stopped or killed in between goes on with the page in hand. A page that the reader does
not outlive twice ends the whole, because its rows would be missed by nobody. At the end the pages
become drafts, and the chat they came from is told.
"""

from __future__ import annotations

import asyncio
import json
import tempfile
from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any, Final

import structlog

from bot.corridor.door import World
from bot.corridor.events import Message, dumps
from bot.corridor.going import Going
from bot.extraction.pages import Unread
from bot.extraction.reader import Lost
from bot.extraction.tabled import MANY, MOST_PAGES
from bot.forms.coming import coming
from storage import audit
from storage.database import Database, Session
from storage.evidence import EvidenceStore
from storage.faults import is_database_trouble
from storage.queries import corridor, scheme_scans
from storage.queries.scheme_scans import Scan, ScanPage

log = structlog.get_logger(__name__)

Look = Callable[[Path, str, int, Path], Awaitable[dict[str, Any]]]
"""Looks at a page of a file and leaves its picture: as `bot.extraction.reader.Reader.look`."""
TRIES: Final = 2
_FAR: Final = 3
"""After so many pages whoever waits is told how far it is."""
_LOOK: Final = 10.0
"""Seconds between two looks for a scan: so few come that no turn has to look for one."""
_TROUBLE: Final = 15.0


class Scanning(Going):
    """What reads scans of rules."""

    def __init__(
        self,
        database: Database,
        store: EvidenceStore,
        look: Look,
        world: World,
        clock: Callable[[], datetime],
        posted: Callable[[], None],
    ) -> None:
        self._database = database
        self._store = store
        self._look = look
        self._world = world
        self._clock = clock
        self._posted = posted

    async def _run(self) -> None:
        while True:
            try:
                if not await self.one():
                    await asyncio.sleep(_LOOK)
            except Exception as fault:
                if is_database_trouble(fault):
                    log.warning("scans wait for the database", error=type(fault).__name__)
                else:
                    log.exception("reading a scan stumbled")
                await asyncio.sleep(_TROUBLE)

    async def one(self) -> bool:
        """Read the next page, or end a scan whose pages are all read; False when none waits."""
        async with self._database.reading() as db:
            waiting = await scheme_scans.at_work(db)
            pages = await scheme_scans.pages(db, waiting[0].id) if waiting else []
        if not waiting:
            return False
        scan = waiting[0]
        left = next((one for one in pages if not one.seen), None)
        if left is None:
            await self._end(scan, pages)
        elif left.attempts >= TRIES:
            await self._give_up(scan, left)
        else:
            await self._read(scan, left)
        return True

    async def _read(self, scan: Scan, page: ScanPage) -> None:
        with tempfile.TemporaryDirectory(prefix="xinkao-scan-") as folder:
            out = Path(folder) / "page.jpg"
            try:
                path = await self._store.here(page.digest)
                seen = await self._look(path, page.kind, page.page, out)
            except Lost as fault:
                async with self._database.transaction() as db:
                    await scheme_scans.failed(db, scan.id, page.place, fault.why.value)
                return
            picture = await self._kept(out)
        async with self._database.transaction() as db:
            still = await scheme_scans.scan(db, scan.id)
            if still is None or still.state != "waiting":
                return  # meanwhile nobody wants it any more
            text = json.dumps(seen, ensure_ascii=False)
            await scheme_scans.saw(db, scan.id, page.place, text, picture)
            if page.kind in MANY and page.place == 1:
                for number in range(2, min(int(seen["count"]), MOST_PAGES) + 1):
                    await scheme_scans.add_page(db, scan.id, number, page.digest, page.kind, number)
            await self._tell_how_far(db, still, page.place)
        self._posted()

    async def _kept(self, picture: Path) -> str:
        """The digest of a page's picture; empty where it needed no eyes."""

        def bytes_of() -> bytes:
            return picture.read_bytes() if picture.exists() else b""

        data = await asyncio.to_thread(bytes_of)
        if not data:
            return ""
        return (await self._store.put_bytes(data)).digest

    async def _tell_how_far(self, db: Session, scan: Scan, place: int) -> None:
        from bot.schemes.words.scans import under_way

        pages = await scheme_scans.pages(db, scan.id)
        done = sum(bool(one.seen) for one in pages)
        if done - scan.told < _FAR or len(pages) - done < _FAR - 1:
            return
        await scheme_scans.told(db, scan.id, done)
        await self._say(db, scan, under_way(scan.id, scan.label, done, len(pages)), str(place))

    async def _say(self, db: Session, scan: Scan, message: Message, what: str) -> None:
        await corridor.post(
            db,
            None,
            scan.channel,
            scan.chat,
            dumps(message),
            reason=f"scan:{scan.id}:{what}",
            now=self._clock(),
        )

    async def _give_up(self, scan: Scan, page: ScanPage) -> None:
        from bot.schemes.scans import not_read

        await self._without(scan, not_read(page.place, Unread(page.why)))

    async def _without(self, scan: Scan, sentence: str) -> None:
        """No draft comes of it, and why."""
        from bot.schemes.words.scans import no_draft

        async with self._database.transaction() as db:
            if await scheme_scans.settle(db, scan.id, "waiting", "given_up"):
                await self._say(db, scan, no_draft(scan.label, sentence), "end")
        self._posted()

    async def _end(self, scan: Scan, pages: Sequence[ScanPage]) -> None:
        """All pages are read: they are drafts now, or a sentence why not."""
        from bot.schemes import taken  # what drafts rules is loaded with the first scan
        from bot.schemes.counted import next_quarter
        from bot.schemes.reading import Unusable
        from bot.schemes.scans import from_scan

        async with self._database.reading() as db:
            known = await coming(db, self._world)
            first = await next_quarter(db, self._clock())
        try:
            found = await asyncio.to_thread(from_scan, pages, self._world.county, known, first)
        except Unusable as refused:
            await self._without(scan, str(refused))
            return
        async with self._database.transaction() as db:
            if not await scheme_scans.settle(db, scan.id, "waiting", "read"):
                return

            async def record(subject: str, after: object) -> None:
                await self._record(db, scan, subject, after)

            tables = [(one.read, one.places) for one in found]
            file = scan.label, pages[0].digest
            now = self._clock()
            message = await taken.keep(db, tables, file, scan.person_id, now, record)
            await self._say(db, scan, message, "end")
        self._posted()

    async def _record(self, db: Session, scan: Scan, subject: str, after: object) -> None:
        await audit.record(
            db,
            audit.OFFICE,
            actor=scan.person_id,
            action="scheme.draft",
            subject=subject,
            before=None,
            after=after,
            why=scan.label,
            now=self._clock(),
        )
