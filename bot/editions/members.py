"""Who takes part in a quarter and how far each has come, for questions that look at every unit.

Of ten thousand units only those are read who did something since the last question (``marked``).
How units stand to each other is ``standings'``; how many units are in each state ``states'``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from sys import intern
from typing import Any, Final, NamedTuple

from bot.corridor.kept import Kept
from bot.editions.marked import Marked, differing, forms_in, marked, marks_of
from bot.editions.stale import freshened, worked_anew
from bot.forms.roster import roster_of
from bot.speech.names import Named
from storage.database import Session
from storage.engine import Row
from storage.queries import results
from storage.queries.quarters import Quarter
from storage.queries.results import Computed, Live


class Member(NamedTuple):
    """A unit that takes part, by the name it has today, in the table it is in that quarter."""

    form_id: int
    unit_id: int
    group: str
    name: str
    short: str


class Filling(NamedTuple):
    """A member with its form; ``begun``: the unit said or sent something."""

    form_id: int
    unit_id: int
    group: str
    name: str
    short: str
    classification: str
    state: str
    submitted_at: str | None
    extended_to: str | None
    begun: int
    done: int
    owed: int
    returned: int
    """How many of its rows were sent back."""

    @property
    def share(self) -> float:
        """How much of what is owed is done."""
        return (self.done if self.begun else 0) / self.owed if self.owed else 1


class _Members(NamedTuple):
    """Who takes part, as long as the marks of a quarter's results are these."""

    text: str
    of: Marked[Filling] | None
    """What they were read from, where it changes from question to question."""
    members: Mapping[int, Member]

    @property
    def weight(self) -> int:
        return (4 if self.of else 1) * len(self.members) + 1


_CHANGING: Final = frozenset(("planned", "open", "review", "announced"))


async def members(db: Session, quarter: Quarter) -> Mapping[int, Member]:
    """The units of a quarter, by their number, in the order of their forms."""
    key = (await results.roster_mark(db), quarter.id)
    text = await marks_of(db, quarter)
    kept = _MEMBERS.get(key)
    if kept is not None and kept.text == text:
        return kept.members
    _, found = await _fillings(db, quarter)
    was, then = (kept.of, kept.members) if kept else (None, {})
    if (
        was is None
        or was.units is not found.units
        or any(
            was.said[place][:5] != found.said[place][:5]
            for place in differing(was.said, found.said)
        )
    ):
        then = {one.unit_id: Member(*one[:5]) for one in found.said}
    of = found if quarter.state in _CHANGING else None
    _MEMBERS.put(key, _Members(found.text, of, then))
    return then


async def fillings(db: Session, quarter: Quarter) -> dict[int, Filling]:
    """The forms of a quarter, by their units, in the order of the forms, as they are now."""
    await freshened(db, quarter)
    _, found = await _fillings(db, quarter)
    every = found.with_anew(await worked_anew(db, quarter), _anew)
    return dict(zip(found.units, every, strict=True))


async def _fillings(db: Session, quarter: Quarter) -> tuple[str, Marked[Filling]]:
    known, mark = await roster_of(db), await results.roster_mark(db)

    def read(row: Row) -> Filling:
        _, form, unit, group, *rest = row
        return Filling(form, unit, intern(group), *_named(known.of(unit)), *map(once, rest))

    key = (mark, quarter.id)
    return mark, await marked(db, quarter, _FILLINGS, key, results.states_of_marks, read)


def _anew(kept: Filling, anew: Computed) -> Filling:
    return kept._replace(begun=anew.begun, done=anew.done, owed=anew.owed, returned=anew.returned)


def anew_of(kept: Live, anew: Computed | None) -> Live:
    """What is kept of a form, with what it comes to now."""
    if anew is None:
        return kept
    return replace(
        kept, league=anew.league, place=anew.place, total=anew.total, grade=anew.grade,
        provisional=anew.provisional, begun=anew.begun, heard=anew.heard,
    )  # fmt: skip


def once(value: Any) -> Any:
    """The one object of a text: thousands of forms say the same words."""
    return intern(value) if isinstance(value, str) else value


def _named(unit: Named) -> tuple[str, str]:
    return unit.name, unit.short


_FILLINGS: Kept[tuple[str, int], Marked[Filling]] = Kept(25_000, forms_in)
"""By the mark of the roster and the quarter."""
_MEMBERS: Kept[tuple[str, int], _Members] = Kept(90_000, lambda one: one.weight)
"""By the same; nine quarters of ten thousand units, of which who takes part no longer changes."""
