"""Every unit by the names people call it, for whatever reads a typed name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from bot.corridor.kept import Kept
from bot.speech.names import Named, Roster
from scoring.own import listed_as
from scoring.scheme import Scheme
from storage.database import Session
from storage.queries import results, roster
from storage.queries.roster import Unit


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


async def names_listed(
    db: Session, schemes: Mapping[str, Scheme], units: Iterable[Unit]
) -> dict[int, str]:
    """Under which name the scheme of its table lists each unit; empty: under the name it has.

    A scheme may call a unit as it was called before, or for short. A name that several units go
    by means none of them.
    """
    known = (await roster_of(db)).units
    names = {one.id: {one.name, one.short, *one.aliases} for one in known}
    shared = Counter(name for each in names.values() for name in each)
    return {
        unit.id: listed_as(
            schemes[unit.group],
            unit.name,
            sorted(name for name in names[unit.id] if shared[name] == 1),
        )
        for unit in units
    }


_ROSTERS: Kept[str, Roster] = Kept(4)
"""By the mark that is another after every change; what was rolled back is never asked for again."""
