"""Who takes part in a quarter and how far each has come, for questions that look at every unit.

A quarter's forms come as texts, and a text that was met before says what it said then (``met``): of
ten thousand units only those are read who did something since. How units stand to each other is
``standings'``; how many units are in each state ``states'``.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from operator import attrgetter
from sys import intern
from typing import Any, NamedTuple, TypeVar

from bot.corridor.kept import Kept
from bot.editions.stale import freshened, worked_anew
from bot.forms.roster import roster_of
from bot.speech.names import Named
from storage.database import Session
from storage.queries import results
from storage.queries.quarters import Quarter
from storage.queries.results import Computed, Live

Key = TypeVar("Key")
Text = TypeVar("Text")
Said = TypeVar("Said")


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


async def members(db: Session, quarter: Quarter) -> Mapping[int, Member]:
    """The units of a quarter, by their number, in the order of their forms."""
    known = await roster_of(db)
    texts = await results.members_of_quarter(db, quarter.id)
    key = (await results.roster_mark(db), texts)
    found = _MEMBERS.get(key)
    if found is None:
        found = {
            unit: Member(form, unit, intern(group), *_named(known.of(unit)))
            for form, unit, group in sorted(zip(*map(json.loads, texts), strict=True))
        }
        _MEMBERS.put(key, found)
    return found


async def fillings(db: Session, quarter: Quarter) -> dict[int, Filling]:
    """The forms of a quarter, by their units, in the order of the forms, as they are now."""
    await freshened(db, quarter)
    known = await roster_of(db)
    mark = await results.roster_mark(db)

    def read(text: str) -> Filling:
        form, unit, group, *rest = once(text)
        return Filling(form, unit, group, *_named(known.of(unit)), *rest)

    texts = await results.states_as_texts(db, quarter.id)
    every = sorted(met(_FILLINGS, (mark, quarter.id), texts, read), key=attrgetter("form_id"))
    found = {one.unit_id: one for one in every}
    for unit, anew in (await worked_anew(db, quarter)).items():
        found[unit] = found[unit]._replace(
            begun=anew.begun, done=anew.done, owed=anew.owed, returned=anew.returned
        )
    return found


def anew_of(kept: Live, anew: Computed | None) -> Live:
    """What is kept of a form, with what it comes to now."""
    if anew is None:
        return kept
    return replace(
        kept, league=anew.league, place=anew.place, total=anew.total, grade=anew.grade,
        provisional=anew.provisional, begun=anew.begun, heard=anew.heard, stale=0,
    )  # fmt: skip


def once(text: str) -> list[Any]:
    """What a JSON list says; thousands of them say the same words, which are kept once."""
    said: list[Any] = json.loads(text)
    return [intern(one) if isinstance(one, str) else one for one in said]


Texts = Kept[Key, tuple[Sequence[Text], Sequence[Said]]]
"""The texts of the last question, and what each said."""


def met(
    texts_met: Texts[Key, Text, Said],
    key: Key,
    texts: Sequence[Text],
    read: Callable[[Text], Said],
) -> list[Said]:
    """What texts say, of which most said it at the last question.

    ``key`` and a text must say all that ``read`` goes by.
    """
    before, then = texts_met.get(key) or ((), ())
    if len(before) == len(texts):  # they come as they came: each beside its own, and none is hashed
        said = [
            was if text == old else read(text)
            for text, old, was in zip(texts, before, then, strict=True)
        ]
    else:
        known = dict(zip(before, then, strict=True))
        said = [read(text) if (was := known.get(text)) is None else was for text in texts]
    texts_met.put(key, (texts, tuple(said)))  # the list is the asker's, who puts it in order
    return said


def texts_in(met_: tuple[Sequence[Text], Sequence[Said]]) -> int:
    """How many texts are kept, for their bound."""
    return len(met_[0])


def _named(unit: Named) -> tuple[str, str]:
    return unit.name, unit.short


_MEMBERS: Kept[tuple[str, tuple[str, str, str]], Mapping[int, Member]] = Kept(100_000, len)
"""By the mark of the roster and the texts, which say all of it; so many units at the utmost."""
_FILLINGS: Texts[tuple[str, int], str, Filling] = Kept(25_000, texts_in)
"""By the mark of the roster and the quarter."""
