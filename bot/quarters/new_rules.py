"""Whether a quarter has other rules than the one before, and the letter that says so."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from bot.corridor.events import dumps
from bot.forms.loading import read_scheme
from bot.quarters.words import scheme_changes as words
from bot.speech import quarters as quarter_words
from scoring.difference import Change, difference
from scoring.scheme import Scheme
from storage.database import Session
from storage.queries import corridor, people, quarters
from storage.queries.quarters import Quarter


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


async def loaded(db: Session, schemes: Iterable[Scheme]) -> Changed | None:
    """How the tables that are loaded differ from those of the newest quarter."""
    known = await quarters.everyone(db)
    top = max(((one.year, one.number) for one in known), default=(0, 0))
    return await changed_since(db, (top[0], top[1] + 1), schemes)


async def tell_loaded(db: Session, schemes: Iterable[Scheme], now: datetime) -> int:
    """Tell the office's groups that the tables loaded at this start differ from the newest quarter.

    Once for the same tables and quarter, however often the bot starts, also after the letter is
    long forgotten; not while there is no group to tell. How many letters were posted.
    """
    found = await loaded(db, schemes)
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


async def news(db: Session, quarter: Quarter) -> frozenset[str]:
    """The groups whose rules count otherwise than in the quarter before."""
    schemes = [read_scheme(one) for one in await quarters.schemes(db, quarter.id)]
    found = await changed_since(db, (quarter.year, quarter.number), schemes)
    return found.groups if found else frozenset()
