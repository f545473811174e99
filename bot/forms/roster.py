"""Every unit by the names people call it, for whatever reads a typed name."""

from __future__ import annotations

from bot.corridor.kept import Kept
from bot.speech.names import Named, Roster
from storage.database import Session
from storage.queries import results, roster


async def roster_of(db: Session) -> Roster:
    """Every unit by the names people call it; read again only after somebody changed a name."""
    mark = await results.roster_mark(db)
    known = _ROSTERS.get(mark)
    if known is None:
        aliases = await roster.aliases(db)
        told = await roster.sounds(db)
        named = [
            Named(
                one.id,
                one.name,
                one.short,
                aliases.get(one.id, ()),
                one.group,
                tuple(told.get(one.id, {}).items()),
            )
            for one in await roster.everyone(db)
        ]
        known = _ROSTERS.put(mark, Roster(named))
    return known


_ROSTERS: Kept[str, Roster] = Kept(4)
"""By the mark that is another after every change; what was rolled back is never asked for again."""
