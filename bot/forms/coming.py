"""The schemes a quarter would open with: the settings' files, and over them what was released.

The office's own tables (``scheme_versions``) go before the file of the same group from the day
they are in force; a quarter that was opened keeps its own (``quarter_schemes``). Not here: how a
table is drafted and released (``bot.schemes``).
"""

from __future__ import annotations

from datetime import date

from bot.corridor.door import World
from bot.forms.loading import read_scheme
from scoring.scheme import Scheme
from storage.database import Session
from storage.queries import schemes
from storage.queries.quarters import KeptScheme


async def coming(db: Session, world: World, until: date | None = None) -> tuple[Scheme, ...]:
    """One scheme per group; ``until``: only what is in force on that day, else the newest."""
    found = {one.group: one for one in world.schemes}
    for one in await schemes.versions(db):
        if until is None or date.fromisoformat(one.in_force) <= until:
            kept = KeptScheme(one.group_name, one.name, one.digest, one.text)
            found[one.group_name] = read_scheme(kept)
    return tuple(found.values())
