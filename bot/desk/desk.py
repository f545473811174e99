"""The desk as the web channel is given it: what each request of the page is answered with.

Everything is asked by the address of a visitor of the web chat and checked anew each time; None is
the answer to whoever may not, and to whatever is not there. Only leases are written here, and that
somebody searched. Decisions come in by the door like every press.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any, Final, Protocol

from bot.desk import finding, item, listing, papers
from bot.desk.finding import Scope
from bot.desk.who import Shown, Sitter, paper, sitter
from bot.desk.words import desk as words, find as find_words
from bot.extraction.drawings import Drawings
from bot.extraction.reader import NotDrawn
from bot.forms.form import UnitForm
from bot.forms.words import figures
from bot.review.hall import Hall, Read, hall, read_hall
from bot.review.pages.desk import LEASE
from bot.speech import quarters as quarter_words
from scoring.scheme import Row
from storage import audit
from storage.database import Database, Session
from storage.evidence import EvidenceStore
from storage.kinds import KINDS
from storage.queries import people, quarters, readings, review


class Named(Protocol):
    """Bytes by their hash."""

    @property
    def digest(self) -> str | None:
        """Their hash."""
        ...


_SHOWN: Final = 200
"""Places of a search that are listed on the desk."""


class Desk:
    """Answers the desk page."""

    def __init__(
        self,
        database: Database,
        store: EvidenceStore,
        clock: Callable[[], datetime],
        drawings: Drawings | None = None,
    ) -> None:
        self._database = database
        self._store = store
        self._clock = clock
        self._drawings = drawings

    async def may(self, address: str) -> bool:
        """Whether there is a desk for this visitor."""
        async with self._database.reading() as db:
            return await sitter(db, address) is not None

    async def overview(self, address: str, quarter: int | None) -> dict[str, Any] | None:
        """Every item of a quarter; without one, of the quarter whose review is under way."""
        async with self._database.reading() as db:
            who = await sitter(db, address)
            if who is None:
                return None
            known = listing.under_review(await quarters.everyone(db))
            chosen = next((one for one in known if quarter in (None, one.id)), None)
            found = await read_hall(db, chosen, self._clock()) if chosen else None
            desk = await review.desk(db, who.id)
            names = await people.names(db)
        # Nothing of it needs the database: the chat goes on beside it.
        lines = await asyncio.to_thread(self._lines, found, who, desk, names) if found else []
        return {
            "me": {"id": who.id, "name": who.name},
            "quarter": listing.quarter_line(chosen) if chosen else None,
            "quarters": [listing.quarter_line(one) for one in known],
            "marks": listing.marks_named(),
            "items": lines,
        }

    def _lines(
        self, found: Read, who: Sitter, desk: review.Desk | None, names: dict[int, str]
    ) -> list[dict[str, Any]]:
        here = hall(found, who.id, who.units, desk)
        now = listing.reviewable_now(here, self._clock())
        return listing.lines(here, who, names, now, found.known.unread)

    async def of_unit(self, address: str, quarter: int, unit: int) -> dict[str, Any] | None:
        """The items of one unit as they are now."""
        async with self._database.reading() as db:
            found = await self._hall(db, address, quarter, unit)
            names = await people.names(db)
            unread = await readings.unread_of_rows(db, quarter)
        if found is None:
            return None
        here, who = found
        now = listing.reviewable_now(here, self._clock())
        return {"unit": unit, "items": listing.lines(here, who, names, now, unread)}

    async def open(self, address: str, quarter: int, unit: int, row: str) -> dict[str, Any] | None:
        """An item, laid on this reviewer's desk where it waits and nobody else has it."""
        now = self._clock()
        async with self._database.reading() as db:
            found = await self._hall(db, address, quarter, unit)
            if found is None:
                return None
            here, who = found
            place = self._place(here, who, unit, row)
            if place is None:
                return None
            shown = await item.view(db, here, who, *place, now)
            first = await self._first_text(db, shown, place[0])
        if shown["state"] == "waiting":
            taken = await self._take(here, who, place, now)
            shown["holder"] = shown["holder"] if taken else shown["holder"] or words.held()
        return {**shown, "text": first}

    async def _take(
        self, here: Hall, who: Sitter, place: tuple[UnitForm, Row], now: datetime
    ) -> bool:
        """Lay an item on the desk; False: somebody else was quicker."""
        form, row = place
        quarter, until = here.quarter.id, now + LEASE
        async with self._database.transaction() as db:
            return await review.put_on_desk(
                db, who.id, quarter, here.scope, form.form.id, row.id, until, now
            )

    async def _first_text(
        self, db: Session, shown: dict[str, Any], form: UnitForm
    ) -> dict[int, list[dict[str, Any]]]:
        """The text of the first paper goes along: it is looked at first."""
        first = shown["papers"][0]["id"] if shown["papers"] else None
        digest = next((one.digest for one in form.evidence if one.id == first), None)
        return {first: await papers.text(db, digest)} if first and digest else {}

    async def leave(self, address: str) -> None:
        """Lay back what lies on the desk."""
        async with self._database.transaction() as db:
            who = await sitter(db, address)
            if who is not None:
                await review.leave_desk(db, who.id)

    async def text(self, address: str, name: str) -> list[dict[str, Any]] | None:
        """The text of a paper, page after page."""
        async with self._database.reading() as db:
            found = await self._paper(db, address, name)
            if found is None or found.digest is None:
                return None
            return await papers.text(db, found.digest)

    async def paper(self, address: str, name: str) -> Shown | None:
        """What the bytes of a paper are."""
        async with self._database.reading() as db:
            return await self._paper(db, address, name)

    async def file(self, address: str, name: str) -> tuple[Path, Shown] | None:
        """The bytes of a paper on this machine, and what they are."""
        found = await self.paper(address, name)
        if found is None or found.digest is None:
            return None
        path = await self._store.here(found.digest)
        return (path, found) if path.is_file() else None

    def drawn(self, paper: Named) -> Path | None:
        """The picture of a photo, where it was drawn before anybody asked."""
        if self._drawings is None or not paper.digest:
            return None
        found = self._drawings.kept(paper.digest, 1)
        return found.path if found else None

    async def page(self, address: str, name: str, number: int) -> Path | str | None:
        """The picture of a page; a sentence where there is none to be had."""
        found = await self.file(address, name)
        if found is None:
            return None
        if self._drawings is None:
            return words.no_picture("")
        path, kept = found
        try:
            return (await self._drawings.page(path, kept.digest or "", kept.kind, number)).path
        except NotDrawn as fault:
            return words.no_picture(str(fault))

    async def pages(self, address: str, name: str) -> int | None:
        """How many pages a paper has, as its first was drawn; 0: it was not."""
        found = await self.paper(address, name)
        if found is None:
            return None
        kept = self._drawings.kept(found.digest, 1) if self._drawings and found.digest else None
        return kept.pages if kept else 0

    async def search(self, address: str, text: str) -> dict[str, Any] | None:
        """Where a text stands in the papers this reviewer may look at."""
        asked = finding.asked(text)
        async with self._database.reading() as db:
            who = await sitter(db, address)
            if who is None:
                return None
            found = await finding.find(db, asked, Scope(who.id, None, who.remits))
            read = await readings.backlog(db)
        if not finding.long_enough(asked):
            return {"text": asked, "said": find_words.too_short_here(), "total": 0, "places": []}
        await self._note(who, asked, found.places)
        shown = [_place(one) for one in found.places[:_SHOWN]]
        said = find_words.told(asked, found, waiting=read.waiting, blind=bool(read.no_ocr))
        total = len(found.places)
        return {"text": asked, "said": said, "total": total, "places": shown}

    async def _note(self, who: Sitter, asked: str, places: list[finding.Place]) -> None:
        after = {"text": asked, "found": len(places), "units": sorted({p.unit_id for p in places})}
        async with self._database.transaction() as db:
            await audit.record(
                db,
                audit.OFFICE,
                actor=who.id,
                action="papers.search",
                subject=f"search/{who.id}",
                before=None,
                after=after,
                why="",
                now=self._clock(),
            )

    async def _hall(
        self, db: Session, address: str, quarter: int, unit: int
    ) -> tuple[Hall, Sitter] | None:
        who = await sitter(db, address)
        chosen = await quarters.by_id(db, quarter)
        if who is None or chosen is None or chosen.state not in listing.REVIEWED:
            return None
        found = await read_hall(db, chosen, self._clock(), unit)
        return hall(found, who.id, who.units, await review.desk(db, who.id)), who

    def _place(self, here: Hall, who: Sitter, unit: int, row: str) -> tuple[UnitForm, Row] | None:
        form = next((one for one in here.forms if one.unit.id == unit), None)
        found = next((one for one in form.rows if one.id == row), None) if form else None
        if form is None or found is None or not who.may(form, found):
            return None
        if not listing.reviewable_now(here, self._clock())[form.form.id]:
            return None
        return form, found

    async def _paper(self, db: Session, address: str, name: str) -> Shown | None:
        who = await sitter(db, address)
        return await paper(db, who, name) if who else None


def _place(one: finding.Place) -> dict[str, Any]:
    return {
        "unit": one.unit_id,
        "short": one.unit,
        "quarter": one.quarter_id,
        "quarter_name": quarter_words.name(*one.quarter),
        "row": one.row,
        "where": find_words.source(one),
        "paper": one.name,
        "source": one.source,
        "kind": one.kind,
        "picture": bool((kind := KINDS.get(one.kind)) and kind.picture),
        "label": figures.short(one.label, 40),
        "page": one.page,
        "line": one.line,
        "said": one.said[:200],
    }
