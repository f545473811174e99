"""The whole table as the web channel is given it: what each request of the page is answered with.

Everything is asked by the address of a visitor of the web chat and checked anew each time; None is
the answer to whoever is no admin, and to whatever is not there. Written here is only who has a
table open, which every process sees for half a minute: changes come in by the door like presses.
"""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Final

from storage.database import Database, Session
from storage.evidence import EvidenceStore
from storage.queries import people, roster, scheme_scans, scheme_tables as tables, schemes
from storage.queries.people import Person
from storage.queries.schemes import KeptDraft, KeptRow

_HERE: Final = timedelta(seconds=30)
_AGAIN: Final = timedelta(seconds=10)
"""How long a page that asks every few seconds is known to be open before it is written again."""
_GONE: Final = {"gone": True}
"""Released or taken away: no fault of who still looks at it."""


async def _admin(db: Session, address: str) -> Person | None:
    """The admin who writes from this address of the web chat; None: nobody who is one."""
    person = await people.by_identity(db, "web", address)
    grants = await people.roles_of(db, person.id) if person else []
    return person if any(one.role == "admin" for one in grants) else None


# What reads documents is a seventh of all that a start would load; it comes with the first table
# that is looked at, in a thread.
def _table(*told: Any) -> dict[str, Any]:
    from bot.schemes import whole

    return whole.table(*told)


def _mark(kept: KeptDraft, rows: Sequence[KeptRow]) -> str:
    from bot.schemes import whole

    return whole.mark_of_whole(kept, rows)


def _ways(row: KeptRow) -> list[dict[str, Any]]:
    from bot.schemes import whole

    return whole.ways(row)


def _cut(path: Path, box: list[int]) -> bytes:
    from bot.schemes.sheets.original import cut

    return cut(path.read_bytes(), box)


class SchemeDesk:
    """Answers the page of the whole table."""

    def __init__(
        self,
        database: Database,
        clock: Callable[[], datetime],
        store: EvidenceStore | None = None,
    ) -> None:
        """``store``: where the pictures of scans lie."""
        self._database = database
        self._store = store
        self._clock = clock
        self._said: dict[tuple[int, int], datetime] = {}
        """When this process last wrote that somebody looks at a draft."""

    async def may(self, address: str) -> bool:
        """Whether this visitor writes rules, and there is a draft to look at."""
        async with self._database.reading() as db:
            admin = await _admin(db, address)
            return admin is not None and bool(await schemes.open_drafts(db))

    async def drafts(self, address: str) -> dict[str, Any] | None:
        """The drafts that are worked on."""
        async with self._database.reading() as db:
            who = await _admin(db, address)
            if who is None:
                return None
            found = await schemes.open_drafts(db)
        return {
            "me": {"id": who.id, "name": who.name},
            "drafts": [{"id": one.id, "title": one.title} for one in found],
        }

    async def table(self, address: str, draft: int) -> dict[str, Any] | None:
        """A draft with all its rows, and who else looks at it; to an admin, that it is gone."""
        async with self._database.reading() as db:
            found = await self._found(db, address, draft)
            if found is None:
                return _GONE if await _admin(db, address) else None
            who, kept, rows = found
            names, units = await people.names(db), await roster.everyone(db)
            places = await scheme_scans.places(db, draft)
            steps = {
                "undo": _shown(await tables.last_step(db, draft, who.id)),
                "redo": _shown(await tables.undone_step(db, draft, who.id)),
            }
        shown = await asyncio.to_thread(_table, kept, rows, names, units)
        many = Counter(one.place for one in places)
        for row in shown["rows"]:
            address_of = f"schemes/original/{draft}/{row['place']}"
            row["originals"] = [f"{address_of}/{n + 1}" for n in range(many[row["place"]])]
        return {**shown, **steps, "others": await self._others(draft, who.id, names)}

    async def state(self, address: str, draft: int) -> dict[str, Any] | None:
        """Whether a draft has changed or is gone, and who else looks at it."""
        async with self._database.reading() as db:
            found = await self._found(db, address, draft)
            if found is None:
                return _GONE if await _admin(db, address) else None
            who, kept, rows = found
            names = await people.names(db)
        mark = await asyncio.to_thread(_mark, kept, rows)
        return {"mark": mark, "others": await self._others(draft, who.id, names)}

    async def readings(self, address: str, draft: int, place: int) -> dict[str, Any] | None:
        """The ways to read a row."""
        async with self._database.reading() as db:
            found = await self._found(db, address, draft)
        row = next((one for one in found[2] if one.place == place), None) if found else None
        if row is None:
            return None
        return {"readings": await asyncio.to_thread(_ways, row)}

    async def original(self, address: str, draft: int, place: int, number: int) -> bytes | None:
        """A part of a scan on which a row stands, counted from 1, as JPEG."""
        async with self._database.reading() as db:
            found = await self._found(db, address, draft)
            places = await scheme_scans.places(db, draft) if found else []
        own = [one for one in places if one.place == place]
        if self._store is None or not 1 <= number <= len(own):
            return None
        one = own[number - 1]
        path = await self._store.here(one.picture)
        return await asyncio.to_thread(_cut, path, [one.left, one.top, one.right, one.bottom])

    async def leave(self, address: str, draft: int) -> None:
        """The page was left."""
        async with self._database.reading() as db:
            who = await _admin(db, address)
        if who is not None:
            self._said.pop((draft, who.id), None)
            async with self._database.transaction() as db:
                await tables.leave(db, draft, who.id)

    async def _found(
        self, db: Session, address: str, draft: int
    ) -> tuple[Person, KeptDraft, Sequence[KeptRow]] | None:
        who = await _admin(db, address)
        kept = await schemes.draft(db, draft) if who else None
        if who is None or kept is None or kept.state not in ("open", "proposed"):
            return None
        return who, kept, await schemes.rows(db, draft)

    async def _others(self, draft: int, who: int, names: dict[int, str]) -> list[str]:
        """Who else has it open, whichever process serves them; and that this person has."""
        now = self._clock()
        said = self._said.get((draft, who))
        if said is None or now - said >= _AGAIN:
            async with self._database.transaction() as db:
                await tables.look(db, draft, who, now)
            self._said[draft, who] = now
        async with self._database.reading() as db:
            here = await tables.lookers(db, draft, now - _HERE)
        return [names.get(person, "") for person in here if person != who]


def _shown(step: tables.Step | None) -> dict[str, Any] | None:
    """A step as its button names it."""
    return {"id": step.id, "said": step.said} if step is not None else None
