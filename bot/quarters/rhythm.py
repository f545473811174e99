"""How the office at hand comes to know its kind of period: of the newest quarter, else its schemes.

Read when the process starts, when a period is opened, and when a planned one opens by itself.
"""

from __future__ import annotations

from bot.corridor.door import World
from bot.forms.coming import coming
from scoring.periods import Kind, kind_of
from storage.database import Session
from storage.queries import quarters


async def learn(db: Session, world: World) -> None:
    """Note the kind in the world's rhythm."""
    begun = [one for one in await quarters.everyone(db) if one.state != "planned"]
    if begun:
        newest = max(begun, key=lambda one: (one.year, one.number))
        world.rhythm.kind = kind_of(newest.number)
    else:
        world.rhythm.kind = (await kinds(db, world))[0]


async def kinds(db: Session, world: World) -> tuple[Kind, ...]:
    """The kinds the schemes to come speak of: one, or they cannot be opened together."""
    found = dict.fromkeys(one.period for one in await coming(db, world))
    return tuple(found) or ("quarter",)
