"""Which unit has a name, however it is written: found among ten thousand without a look at each.

A name is compared as ``headings.same`` says. Names that only sound or look alike are
``likeness``' and ``bot.speech.names``'.
"""

from __future__ import annotations

from collections.abc import Mapping

from bot.corridor.kept import Kept
from bot.roster.headings import same
from storage.database import Session
from storage.queries import results, roster

Owners = Mapping[str, tuple[tuple[int, str], ...]]
"""Who has a name or a short name: number and full name, in the order of the roster."""


async def owner(db: Session, name: str, but: int | None = None) -> str | None:
    """The full name of the first unit that is called so, ``but`` left out; None: the name is free.

    The names are read again only after somebody changed one.
    """
    mark = await results.roster_mark(db)
    known = _OWNERS.get(mark)
    if known is None:
        found: dict[str, tuple[tuple[int, str], ...]] = {}
        for one in await roster.everyone(db):
            for word in {same(one.name), same(one.short)}:
                found[word] = (*found.get(word, ()), (one.id, one.name))
        known = _OWNERS.put(mark, found)
    return next((full for unit, full in known.get(same(name), ()) if unit != but), None)


_OWNERS: Kept[str, Owners] = Kept(1)
"""By the mark that is another after every change."""
