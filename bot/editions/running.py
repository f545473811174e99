"""The lines of a quarter that is not released yet, in their order, of any number of units.

What is kept of a unit is read once (``marked``); its line lacks only
the rank, which is every unit's business. Standings of all kinds are ``standings'``.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Hashable, Iterable, Mapping, Sequence
from decimal import Decimal
from functools import lru_cache, partial
from itertools import count
from operator import itemgetter
from sys import intern
from typing import NamedTuple

from bot.corridor.kept import Kept
from bot.editions.marked import Marked, differing, forms_in, marked
from bot.editions.members import anew_of, once
from bot.editions.outcome import listed
from bot.editions.rungs import Place
from bot.editions.stale import freshened, worked_anew
from bot.forms.form import class_in
from bot.forms.roster import roster_of
from scoring.ranking import apart, class_order
from scoring.scheme import Scheme
from storage.database import Session
from storage.engine import Row
from storage.queries import results
from storage.queries.quarters import Quarter
from storage.queries.results import Live


class Runner(NamedTuple):
    """A form with its line, but for the rank."""

    order: str
    """What sorts it among those it is ranked with: its place, then its unit's name."""
    place: str
    league: str
    group: str
    form: int
    unit: int
    counted: bool
    live: Live
    together: tuple[object, ...]
    """The fields of its ``Place`` behind the rank, where all are ranked together."""
    apart: tuple[object, ...]
    """The same where classes are ranked apart."""


async def runners(
    db: Session, quarter: Quarter, schemes: Mapping[str, Scheme]
) -> dict[str, list[Runner]]:
    """Every form of a quarter by its table, whatever has been released, in the order of forms."""
    await freshened(db, quarter)
    known = await roster_of(db)

    def read(row: Row) -> Runner:
        _, form, unit, group, *rest = row
        named = known.of(unit)
        live = Live(form, unit, intern(group), named.name, named.short, *map(once, rest))
        return _runner(schemes, live)

    digests = tuple(sorted((group, scheme.digest) for group, scheme in schemes.items()))
    key = (await results.roster_mark(db), quarter.id, digests)
    found = await marked(db, quarter, _RUNNERS, key, results.lines_of_marks, read)
    every = found.with_anew(
        await worked_anew(db, quarter), lambda one, anew: _runner(schemes, anew_of(one.live, anew))
    )
    groups = dict.fromkeys(map(itemgetter(_GROUP), every))
    return {group: [one for one in every if one.group == group] for group in groups}


def _runner(schemes: Mapping[str, Scheme], live: Live) -> Runner:
    head = (live.unit_id, live.name, live.short, exact(live.total), live.grade)
    ends = (bool(live.heard), live.state == "submitted")
    named = class_of(schemes[live.group], live) if live.group in schemes else None
    together = (*head, bool(live.provisional), named, *ends)
    # Of those that are behind the class they were ranked in, not what they are since.
    league = live.league or None
    own = together if league == named else (*head, bool(live.provisional), league, *ends)
    return Runner(
        f"{live.place}\0{live.name}", live.place, live.league, live.group, live.form_id,
        live.unit_id, live.counted, live, together, own,
    )  # fmt: skip


def in_order(scheme: Scheme, every: Sequence[Runner]) -> tuple[Place, ...]:
    """The lines best first, by the places that are kept: class by class where these are apart."""
    leagues = {one.league for one in every}
    rest_of = itemgetter(_APART if apart(scheme, leagues) else _TOGETHER)
    dense = scheme.ranking.ties == "dense"
    lines: list[Place] = []
    for league in class_order(scheme, leagues):
        mine = every if len(leagues) == 1 else [one for one in every if one.league == league]
        ordered = sorted(mine, key=itemgetter(_ORDER))
        ranks = _ranks(map(itemgetter(_PLACE), ordered), dense=dense)
        lines += map(
            _PLACED, [(rank, *rest_of(one)) for rank, one in zip(ranks, ordered, strict=True)]
        )
    return tuple(lines)


def in_order_again(
    key: tuple[Hashable, ...], scheme: Scheme, members: Sequence[Runner]
) -> tuple[Place, ...]:
    """The same of a table that was put in order before: who changed goes to another place.

    ``key`` says which table of which quarter it is; that nothing else changed is looked at.
    """
    was = _ORDERED.get(key)
    changed = differing(was.members, members) if was and len(was.members) == len(members) else None
    if was is not None and changed is not None and not changed:
        return was.lines
    if was is not None and changed and len(changed) <= _FEW and was.alone:
        ordered = _moved(was, members, changed)
    else:
        ordered = sorted([one for one in members if one.counted], key=itemgetter(_ORDER))
    alone = {one.league for one in ordered} == {""}
    lines = _ranked(scheme, ordered) if alone else in_order(scheme, ordered)
    _ORDERED.put(key, _Ordered(tuple(members), tuple(ordered), alone, lines))
    return lines


def _moved(was: _Ordered, members: Sequence[Runner], changed: Sequence[int]) -> list[Runner]:
    ordered = list(was.ordered)
    for at in changed:
        if was.members[at].counted:
            place = bisect_left(ordered, was.members[at].order, key=itemgetter(_ORDER))
            del ordered[place]  # no two units are called alike
    for at in changed:
        if members[at].counted:
            insort(ordered, members[at], key=itemgetter(_ORDER))
    return ordered


def _ranked(scheme: Scheme, ordered: Sequence[Runner]) -> tuple[Place, ...]:
    """The lines of those that are all ranked with each other, in their order."""
    ranks = _ranks(map(itemgetter(_PLACE), ordered), dense=scheme.ranking.ties == "dense")
    return tuple([_PLACED((rank, *one.together)) for rank, one in zip(ranks, ordered, strict=True)])


class _Ordered(NamedTuple):
    """A table that was put in order."""

    members: tuple[Runner, ...]
    """All of it, in the order of the forms."""
    ordered: tuple[Runner, ...]
    alone: bool
    """Whether all are ranked with each other."""
    lines: tuple[Place, ...]


_ORDERED: Kept[tuple[Hashable, ...], _Ordered] = Kept(25_000, lambda one: len(one.members) + 1)
_FEW = 300
"""So many are moved one by one."""


def _ranks(places: Iterable[str], *, dense: bool) -> list[int]:
    """The rank of each line of those that are ranked with each other, by their places in order."""
    every = list(places)
    if dense:
        known = dict(zip(dict.fromkeys(every), count(1)))
    else:  # of the lines of one place the first says the rank: it is written last
        known = dict(zip(reversed(every), range(len(every), 0, -1), strict=True))
    return list(map(known.__getitem__, every))


def class_of(scheme: Scheme, one: Live) -> str | None:
    """A unit's class as its table counts it."""
    return class_in(scheme, one.classification) or listed(scheme, one.listed or one.name)


@lru_cache(maxsize=1 << 14)
def exact(text: str) -> Decimal:
    """The one number of this text."""
    return Decimal(text)


_PLACED = partial(tuple.__new__, Place)
"""What ``Place._make`` does, ten thousand times."""
_ORDER, _PLACE, _GROUP, _TOGETHER, _APART = (
    Runner._fields.index(name) for name in ("order", "place", "group", "together", "apart")
)
UNIT = itemgetter(Runner._fields.index("unit"))
_RUNNERS: Kept[tuple[str, int, tuple[tuple[str, str], ...]], Marked[Runner]] = Kept(
    25_000, forms_in
)
"""By the mark of the roster, the quarter and the schemes that say who is of which class."""
