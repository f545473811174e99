"""Whether what is kept of papers as understood is what their lines say, told anew from the lines.

Only papers that today's rules understood: of the others the bot understands them anew by itself
(``bot.running.reading``), and they are counted. Files are not read again; that the bytes are those
that were handed in is looked at elsewhere (``storage.evidence``).
"""

from __future__ import annotations

import asyncio
from collections import Counter
from dataclasses import dataclass

from bot.reading.facts import facts
from bot.reading.keeping import kept_extract
from bot.reading.rules import RULES
from storage.database import Session
from storage.queries import readings, search, understood
from storage.queries.readings import Reading
from storage.queries.understood import KeptFact

_SLICE = 200


@dataclass(frozen=True, slots=True)
class Proof:
    """How many papers agree with their lines, which do not, and how many other rules have read."""

    agreed: int
    facts: tuple[str, ...]
    """Papers of whose facts some are not what the lines say."""
    index: tuple[str, ...]
    """Papers whose text is searched otherwise than it reads."""
    others: int


async def prove(db: Session) -> Proof:
    """Tell everything anew, a slice at a time."""
    agreed, wrong, after = 0, [], ""
    while slice_ := await readings.ruled_by(db, RULES, after, _SLICE):
        for one in slice_:
            if await _agrees(db, one):
                agreed += 1
            else:
                wrong.append(one.sha256)
        after = slice_[-1].sha256
    others = await readings.count_outdated(db, RULES)
    return Proof(agreed, tuple(wrong), tuple(await search.unlike(db)), others)


async def _agrees(db: Session, one: Reading) -> bool:
    extract = await kept_extract(db, one)
    told = await asyncio.to_thread(facts, extract)
    said = [
        KeptFact(one.sha256, f.kind, f.value, f.shown, f.page, f.line, int(f.sure)) for f in told
    ]
    return Counter(said) == Counter(await understood.facts_of(db, [one.sha256]))
