"""What must always hold in database and files, by name; and finding where it does not.

``python -m bot check --data`` runs all of it for the operator, the tests run it after every
transcript. Nothing is repaired here: a fault is named, in one plain sentence, and left as it is.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from bot.corridor import pages
from bot.invariants import (
    audited,
    figures,
    forms,
    letters,
    papers,
    people,
    readings,
    results,
    secrets,
    sound,
    understood,
    webchat,
)
from bot.invariants.look import ALL, MOST, Invariant, Look
from storage.database import Database
from storage.evidence import EvidenceStore

FAMILIES = (
    sound,
    audited,
    people,
    forms,
    figures,
    papers,
    readings,
    understood,
    results,
    letters,
    webchat,
    secrets,
)
"""The files the invariants are declared in."""


@dataclass(frozen=True, slots=True)
class Broken:
    """One place where an invariant does not hold: its name, and a Chinese sentence."""

    name: str
    what: str
    mended: bool = False
    """The next start carries it on by itself."""
    unchecked: bool = False
    """Nobody knows whether it holds: the check itself could not be carried to its end."""


async def broken_invariants(
    database: Database,
    store: EvidenceStore,
    *,
    deep: bool = False,
    now: datetime | None = None,
    unit_bytes: int | None = None,
) -> list[Broken]:
    """Everything that does not hold, at most twenty findings per invariant.

    ``deep`` reads every file again; ``now`` also finds what has waited too long, ``unit_bytes``
    (a unit's quota, in bytes) who is over it. The database is seen at one moment; a running bot
    may go on writing meanwhile.
    """
    await asyncio.to_thread(pages.open_pages)
    async with database.inspected() as db:
        return await look_through(Look(db, store, deep=deep, now=now, unit_bytes=unit_bytes))


async def look_through(look: Look) -> list[Broken]:
    """Everything that does not hold in what is looked at; the pages must have been declared."""
    await look.prepare()
    return [broken for one in ALL for broken in await _findings(one, look)]


async def _findings(one: Invariant, look: Look) -> list[Broken]:
    found: list[Broken] = []
    try:
        async for what in one.find(look):
            if len(found) == MOST:
                break
            found.append(Broken(one.name, what, one.mended))
    except Exception as fault:  # noqa: BLE001 -- whatever it is, it is told apart from a finding
        what = f"这一项没能核对完（{type(fault).__name__}：{fault}）。"
        found.append(Broken(one.name, what, unchecked=True))
    return found


def beyond(given: Iterable[Broken], found: Iterable[Broken]) -> list[Broken]:
    """What was found beyond what is known and taken as given; what could not be checked always."""
    known = {one for one in given if not one.unchecked}
    return [one for one in found if one.unchecked or one not in known]


__all__ = [
    "ALL",
    "FAMILIES",
    "Broken",
    "Invariant",
    "beyond",
    "broken_invariants",
    "look_through",
]
