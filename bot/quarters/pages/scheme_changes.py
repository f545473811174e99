"""办法变化: how a quarter's rules differ from the quarter before it, for everybody it concerns.

A quarter keeps the schemes it was opened with; what the settings name now applies from the next
one. Asking before a quarter opens under other rules is ``open_quarter``'s, by what stands here.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from bot.corridor.buttons import HOME
from bot.corridor.events import Button, dumps
from bot.corridor.pages import OFFICE, page
from bot.corridor.paging import leaf
from bot.corridor.routes import base, link
from bot.corridor.turn import Turn
from bot.forms.form import read_scheme
from bot.quarters.words import scheme_changes as words
from bot.questions.typed import alone
from bot.speech import quarters as quarter_words
from scoring.difference import Change, difference
from scoring.scheme import Scheme
from storage.database import Session
from storage.queries import corridor, people, quarters, units
from storage.queries.quarters import Quarter

_PER_PAGE = 6


@dataclass(frozen=True, slots=True)
class Changed:
    """The tables that are not as they were, with what differs."""

    earlier: str
    """The quarter compared with, as people call it."""
    tables: Mapping[str, tuple[Change, ...]]
    """By group, only those that differ."""
    mark: str
    """Six signs of the new tables: what was confirmed is what was shown."""

    @property
    def counting(self) -> int:
        """How many changes bear on points, grades or ranks."""
        return sum(one.counts for changes in self.tables.values() for one in changes)

    @property
    def counted(self) -> list[tuple[str, int, int]]:
        """Per table how many changes there are, and how many count."""
        return [
            (group, len(changes), sum(one.counts for one in changes))
            for group, changes in self.tables.items()
        ]

    @property
    def groups(self) -> frozenset[str]:
        """The groups whose points, grades or ranks are affected."""
        return frozenset(group for group, _, count in self.counted if count)

    @property
    def lines(self) -> list[str]:
        """Every change in words, those that count first."""
        every = [(group, one) for group, changes in self.tables.items() for one in changes]
        every.sort(key=lambda one: not one[1].counts)
        return [words.line(group, one) for group, one in every]


async def changed_since(
    db: Session, quarter: tuple[int, int], schemes: Iterable[Scheme]
) -> Changed | None:
    """How these schemes differ from those of the newest quarter before; None: there is none."""
    known = [one for one in await quarters.everyone(db) if (one.year, one.number) < quarter]
    if not known:
        return None
    before = max(known, key=lambda one: (one.year, one.number))
    old = {one.group: one for one in await quarters.schemes(db, before.id)}
    found = {}
    digests = []
    for scheme in schemes:
        kept = old.get(scheme.group)
        if kept is None or kept.digest == scheme.digest:
            continue
        if changes := difference(read_scheme(kept), scheme):
            found[scheme.group] = changes
            digests.append(scheme.digest)
    mark = sha256("".join(digests).encode()).hexdigest()[:6]
    return Changed(quarter_words.name(before.year, before.number), found, mark)


@page("changes", words=alone("changes"))
async def newest(turn: Turn) -> None:
    """For the office what the next quarter would bring, if anything; else the newest quarter's."""
    known = [one for one in await quarters.everyone(turn.db) if one.state != "planned"]
    if turn.has(*OFFICE):
        year, number = (known[0].year, known[0].number) if known else (0, 0)
        after = await changed_since(turn.db, (year, number + 1), turn.world.schemes)
        if after is not None and after.tables:
            _say(turn, words.next_ones(), after, 1, base("changes/next"))
            return
    if not known:
        turn.say(words.no_quarter())
        return
    await turn.visit(link("changes", known[0].id, 1))


@page("changes/next/{number:int}", roles=OFFICE)
async def of_next(turn: Turn, number: int) -> None:
    """What the tables that are loaded change against the newest quarter."""
    found = await _loaded(turn.db, turn.world.schemes)
    if found is None:
        turn.say(words.no_quarter())
    else:
        _say(turn, words.next_ones(), found, number, base("changes/next"))


async def _loaded(db: Session, schemes: Iterable[Scheme]) -> Changed | None:
    known = await quarters.everyone(db)
    top = max(((one.year, one.number) for one in known), default=(0, 0))
    return await changed_since(db, (top[0], top[1] + 1), schemes)


async def tell_loaded(db: Session, schemes: Iterable[Scheme], now: datetime) -> int:
    """Tell the office's groups that the tables loaded at this start differ from the newest quarter.

    Once for the same tables and quarter, however often the bot starts, also after the letter is
    long forgotten; not while there is no group to tell. How many letters were posted.
    """
    found = await _loaded(db, schemes)
    groups = await people.groups_for(db, "admin")
    if found is None or not found.tables or not groups:
        return 0
    name = f"{found.earlier}:{found.mark}"
    if await corridor.setting(db, _TOLD) == name:
        return 0
    await corridor.set_setting(db, _TOLD, name)
    letter = dumps(words.loaded(found.earlier, found.counted))
    posted = 0
    for group in groups:
        reason = f"schemes:{name}@{group.channel}:{group.address}"
        posted += await corridor.post(
            db, None, group.channel, group.address, letter, reason=reason, now=now
        )
    return posted


_TOLD = "schemes:told"


@page("changes/{quarter:int}/{number:int}")
async def of_quarter(turn: Turn, quarter: int, number: int) -> None:
    """What changed with a quarter; a liaison reads of the own units' tables."""
    found = await quarters.by_id(turn.db, quarter)
    if found is None or (found.state == "planned" and not turn.has(*OFFICE)):
        turn.say(words.no_quarter())
        return
    schemes = [read_scheme(one) for one in await quarters.schemes(turn.db, quarter)]
    if turn.units and not turn.has(*OFFICE):
        groups = {one.group for one in await units.everyone(turn.db) if one.id in turn.units}
        schemes = [one for one in schemes if one.group in groups]
    name = quarter_words.name(found.year, found.number)
    changed = await changed_since(turn.db, (found.year, found.number), schemes)
    if changed is None:
        turn.say(words.none_before(name))
    else:
        _say(turn, name, changed, number, base("changes", quarter))


def _say(turn: Turn, name: str, found: Changed, number: int, route: str) -> None:
    if not found.tables:
        turn.say(words.same(name, found.earlier))
        return
    show(turn, name, found, number, route, ((HOME,),))


def show(
    turn: Turn,
    name: str,
    found: Changed,
    number: int,
    route: str,
    ends: tuple[tuple[Button, ...], ...],
) -> None:
    """The changes, paged by ``route``/number, with the buttons that end the page."""
    shown = leaf(found.lines, number, _PER_PAGE)
    turning = shown.turning(lambda n: link(route, n))
    turn.say(words.shown(name, found.earlier, shown, found.counting, turning, ends))


async def news(db: Session, quarter: Quarter) -> frozenset[str]:
    """The groups whose rules count otherwise than in the quarter before."""
    schemes = [read_scheme(one) for one in await quarters.schemes(db, quarter.id)]
    found = await changed_since(db, (quarter.year, quarter.number), schemes)
    return found.groups if found else frozenset()
