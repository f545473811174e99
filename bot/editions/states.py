"""How far the forms of a quarter have come: counted by state, or one after the other.

Counted where they are kept; results that are stale and were worked out for this answer take the
place of what is kept of them, as in ``ladders``. What a list is called and shows is
``bot.quarters``'.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from functools import partial
from typing import NamedTuple

from bot.editions.stale import freshened, worked_anew
from storage.database import Session
from storage.queries import results
from storage.queries.quarters import Quarter
from storage.queries.results import Computed


class State(NamedTuple):
    """What decides in which lists a unit is."""

    group: str
    state: str
    extended_to: str | None
    begun: bool
    returned: bool
    bound: bool
    """Whether it has a liaison."""


class Filled(NamedTuple):
    """A form and how far it has come."""

    form: int
    unit: int
    group: str
    state: str
    submitted_at: str | None
    extended_to: str | None
    begun: int
    done: int
    owed: int
    returned: int
    """How many of its rows were sent back."""
    bound: int

    @property
    def share(self) -> float:
        """How much of what is owed is done."""
        return (self.done if self.begun else 0) / self.owed if self.owed else 1

    @property
    def standing(self) -> State:
        """What decides in which lists the unit is."""
        return State(
            self.group,
            self.state,
            self.extended_to,
            bool(self.begun),
            bool(self.returned),
            bool(self.bound),
        )


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
        for one in await _some(db, quarter, worked):
            found[one.standing] -= 1
            found[_anew(one, worked[one.unit]).standing] += 1
    return found


async def every(db: Session, quarter: Quarter, group: str = "") -> list[Filled]:
    """The forms of a quarter, or of one table, in the order of their numbers."""
    await freshened(db, quarter)
    found = list(map(_FILLED, await results.progress_of_quarter(db, quarter.id, group)))
    if worked := await worked_anew(db, quarter):
        found = [_anew(one, worked[one.unit]) if one.unit in worked else one for one in found]
    return found


_FILLED = partial(tuple.__new__, Filled)
"""What ``Filled._make`` does, ten thousand times."""


async def _some(db: Session, quarter: Quarter, units: Iterable[int]) -> list[Filled]:
    rows = await results.progress_of_units(db, quarter.id, units)
    return [Filled._make(row) for row in rows]


def _anew(kept: Filled, anew: Computed) -> Filled:
    return kept._replace(begun=anew.begun, done=anew.done, owed=anew.owed, returned=anew.returned)
