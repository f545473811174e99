"""The rungs of a table, read once: an edition's never change, and a living table's not as long as
its mark stands.

What is kept of a living table is counted by an index of ``storage.queries.results``; results that
were worked out for one answer are put in the place of what is kept of those units, for that answer.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from sys import intern
from typing import NamedTuple

from bot.corridor.kept import Kept
from bot.editions.rungs import Rungs
from bot.editions.running import exact
from scoring.ranking import class_order, league
from scoring.scheme import Scheme
from storage.database import Session
from storage.queries import frozen, results
from storage.queries.frozen import EditionMark
from storage.queries.quarters import Quarter
from storage.queries.results import Live


@dataclass(frozen=True, slots=True)
class Anew:
    """Stale results that were worked out for this answer: as they are kept, and as they are now."""

    kept: tuple[Live, ...] = ()
    now: tuple[Live, ...] = ()


async def of_edition(db: Session, edition: EditionMark, group: str, scheme: Scheme) -> Rungs:
    """The rungs of a table of an edition; read once, as it never changes."""
    key = (edition, group, scheme.digest)
    found = _OF_EDITIONS.get(key) if edition.hash else None
    if found is None:
        rows = await frozen.rungs_of_edition(db, edition.id, group)
        classes, ranks, totals, grades, units, provisional, _ = (
            zip(*rows, strict=True) if rows else [()] * 7
        )
        named = {one: league(scheme, one) or None for one in set(classes)}
        found = Rungs(
            tuple([named[one] for one in classes]), ranks, tuple(map(exact, totals)),
            tuple(map(intern, grades)), units, provisional,
        )  # fmt: skip
        _OF_EDITIONS.put(key, found)
    return found


_OF_EDITIONS: Kept[tuple[EditionMark, str, str], Rungs] = Kept(40_000, lambda one: len(one) + 1)
"""Of two years of ten thousand units, where half of them are alike; some sixty bytes each."""


_Kind = tuple[str, str, str, str]
"""A rung as it is kept: league, place, total, grade."""


def _ranked(
    scheme: Scheme, counts: Mapping[_Kind, tuple[int, int]]
) -> tuple[Rungs, tuple[str, ...]]:
    """The rungs in their order, and the place each is kept by."""
    if not counts:
        return Rungs(), ()
    kinds = sorted(counts)
    leagues, places, totals, grades = zip(*kinds, strict=True)
    if leagues[0] != leagues[-1]:
        order = {name: at for at, name in enumerate(class_order(scheme, leagues))}
        kinds.sort(key=lambda kind: order[kind[0]])
        leagues, places, totals, grades = zip(*kinds, strict=True)
    units, provisional = zip(*map(counts.__getitem__, kinds), strict=True)
    ranks, dense = list[int](), scheme.ranking.ties == "dense"
    at, before, rank, lines = "", None, 0, 0
    for named, place, many in zip(leagues, places, units, strict=True):
        if place != before or named != at:
            if named != at:
                at, rank, lines = named, 0, 0
            rank, before = rank + 1 if dense else lines + 1, place
        lines += many
        ranks.append(rank)
    classes = tuple([named or None for named in leagues])
    return Rungs(
        classes, tuple(ranks), tuple(map(exact, totals)), grades, units, provisional
    ), places


class _Standing(NamedTuple):
    """How a table stands by what is kept of it."""

    counts: Mapping[_Kind, tuple[int, int]]
    """How many units stand at each kind, and how many of them are provisional."""
    rungs: Rungs
    places: tuple[str, ...]


async def of_quarter(
    db: Session, quarter: Quarter, group: str, scheme: Scheme, anew: Anew
) -> tuple[Rungs, tuple[str, ...]]:
    """The rungs of a living table as it stands now, and the place each is kept by."""
    kept = await _kept(db, quarter, group, scheme)
    units, provisional = Counter[_Kind](), Counter[_Kind]()
    for sign, every in ((-1, anew.kept), (1, anew.now)):
        for one in every:
            if one.counted:
                kind = (one.league, one.place, one.total, one.grade)
                units[kind] += sign
                provisional[kind] += sign * one.provisional
    moved = {kind for kind in units if units[kind] or provisional[kind]}
    if not moved:
        return kept.rungs, kept.places
    counts = dict(kept.counts)
    for kind in moved:
        many, open_ = counts.get(kind, (0, 0))
        counts[kind] = (many + units[kind], open_ + provisional[kind])
        if not counts[kind][0]:
            del counts[kind]
    return _ranked(scheme, counts)


async def _kept(db: Session, quarter: Quarter, group: str, scheme: Scheme) -> _Standing:
    """A table by what is kept of it; counted again only after something changed."""
    key = (await results.standing_mark(db, quarter.id, group), scheme.digest)
    found = _OF_QUARTERS.get(key) if key[0] else None
    if found is None:
        counts = {
            (named, place, total, grade): (units, provisional)
            for named, place, total, grade, units, provisional in await results.rungs_of_quarter(
                db, quarter.id, group
            )
        }
        found = _Standing(counts, *_ranked(scheme, counts))
        if key[0]:
            _OF_QUARTERS.put(key, found)
    return found


_OF_QUARTERS: Kept[tuple[str, str], _Standing] = Kept(20_000, lambda one: len(one.rungs) + 1)
"""By the mark of the table and its scheme; some three hundred bytes a rung."""
