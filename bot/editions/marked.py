"""What is kept of a quarter's forms, of which only those are read that are other than they were.

Every result has a mark that is another after every change (``storage.queries.results``): of ten
thousand marks, which come as one text, those are looked for that were not met at the last
question. What is read of a form, and what becomes of it, is its asker's: ``running``, ``members``,
``points``.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import compress
from operator import is_not, itemgetter
from typing import Generic, TypeVar

from bot.corridor.kept import Kept
from storage.database import Session
from storage.engine import Row
from storage.queries import results
from storage.queries.quarters import Quarter

Key = TypeVar("Key", bound=Hashable)
Said = TypeVar("Said")
Anew = TypeVar("Anew")
Fetch = Callable[[Session, int, Iterable[str]], Awaitable[Sequence[Row]]]
"""Reads the forms of these marks: mark, form, unit, and what is wanted of them."""


@dataclass(frozen=True, slots=True)
class Marked(Generic[Said]):
    """What was read of a quarter's forms, in the order of the forms."""

    text: str = ""
    """All marks, as they came."""
    heads: tuple[tuple[str, int, int], ...] = ()
    """Mark, form and unit of each."""
    said: tuple[Said, ...] = ()
    places: Mapping[str, int] = field(default_factory=dict)
    """Where each mark's form stands among them."""
    units: Mapping[int, int] = field(default_factory=dict)
    """Where each unit's form stands."""

    def with_anew(
        self, anew: Mapping[int, Anew], change: Callable[[Said, Anew], Said]
    ) -> Sequence[Said]:
        """The same with what some units come to now in the place of what is kept of them."""
        if not anew:
            return self.said
        every = list(self.said)
        for unit, one in anew.items():
            place = self.units[unit]
            every[place] = change(every[place], one)
        return every


async def marked(
    db: Session,
    quarter: Quarter,
    kept: Kept[Key, Marked[Said]],
    key: Key,
    fetch: Fetch,
    read: Callable[[Row], Said],
) -> Marked[Said]:
    """Every form of a quarter; ``key`` says all that ``read`` goes by beside a form's mark."""
    text = await marks_of(db, quarter)
    known: Marked[Said] = kept.get(key) or Marked()
    if known.text == text:
        return known
    marks = results.marks_in(text)
    new = [mark for mark in marks if mark not in known.places]
    rows = await fetch(db, quarter.id, new) if new else ()
    changed = _changed(known, text, len(marks), rows, read)
    return kept.put(key, changed or _gathered(known, text, marks, rows, read))


async def marks_of(db: Session, quarter: Quarter) -> str:
    """The marks of all results of a quarter: the same text, the same results."""
    memo = ("marks of results", quarter.id)
    if memo not in db.memo:
        found = await results.marks_of_quarter(db, quarter.id)
        if not db.reads_only:
            return found
        db.memo[memo] = found  # nothing changes in a view
    said: str = db.memo[memo]
    return said


def _changed(
    known: Marked[Said], text: str, many: int, rows: Sequence[Row], read: Callable[[Row], Said]
) -> Marked[Said] | None:
    """The same forms, of which some changed; None: other forms take part."""
    if many != len(known.said):
        return None
    heads, said, places = list(known.heads), list(known.said), dict(known.places)
    for row in rows:
        mark, form, unit = row[0], row[1], row[2]
        place = known.units.get(unit)
        if place is None or heads[place][1] != form:
            return None
        del places[heads[place][0]]
        heads[place], said[place], places[mark] = (mark, form, unit), read(row), place
    return Marked(text, tuple(heads), tuple(said), places, known.units)


def _gathered(
    known: Marked[Said],
    text: str,
    marks: Iterable[str],
    rows: Sequence[Row],
    read: Callable[[Row], Said],
) -> Marked[Said]:
    """All of them put in order anew."""
    met = [place for mark in marks if (place := known.places.get(mark)) is not None]
    every = [(known.heads[place], known.said[place]) for place in met]
    every += [((row[0], row[1], row[2]), read(row)) for row in rows]
    every.sort(key=lambda one: one[0][1])
    heads = tuple(map(itemgetter(0), every))
    return Marked(
        text,
        heads,
        tuple(map(itemgetter(1), every)),
        {mark: place for place, (mark, _, _) in enumerate(heads)},
        {unit: place for place, (_, _, unit) in enumerate(heads)},
    )


def differing(was: Sequence[object], now: Sequence[object]) -> list[int]:
    """Where two lists of the same forms have other objects."""
    return list(compress(range(len(now)), map(is_not, was, now)))


def forms_in(found: Marked[Said]) -> int:
    """How many forms are kept, for their bound."""
    return len(found.said) + 1
