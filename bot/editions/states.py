"""How far the forms of a quarter have come: how many are in each state.

Counted where they are kept; results that are stale and were worked out for this answer take the
place of what is kept of them, as in ``ladders``. One after the other they are ``members.fillings``;
what a list is called and shows is ``bot.quarters``'.
"""

from __future__ import annotations

from collections import Counter
from typing import NamedTuple

from bot.editions.stale import freshened, worked_anew
from storage.database import Session
from storage.engine import Row
from storage.queries import results
from storage.queries.quarters import Quarter


class State(NamedTuple):
    """What decides in which lists a unit is."""

    group: str
    state: str
    extended_to: str | None
    begun: bool
    returned: bool
    bound: bool
    """Whether it has a liaison."""


async def counted(db: Session, quarter: Quarter) -> Counter[State]:
    """How many units are in each state."""
    await freshened(db, quarter)
    found = Counter[State]()
    for group, state, until, begun, returned, bound, units in await results.states_of_quarter(
        db, quarter.id
    ):
        found[State(group, state, until, bool(begun), bool(returned), bool(bound))] = units
    worked = await worked_anew(db, quarter)
    if worked:
        for one in await results.progress_of_units(db, quarter.id, worked):
            anew = worked[one["unit_id"]]
            found[_state(one, one["begun"], one["returned"])] -= 1
            found[_state(one, anew.begun, anew.returned)] += 1
    return found


def _state(kept: Row, begun: int, returned: int) -> State:
    return State(
        kept["grp"], kept["state"], kept["extended_to"], bool(begun), bool(returned),
        bool(kept["bound"]),
    )  # fmt: skip
