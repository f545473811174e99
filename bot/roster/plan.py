"""What a list of units would change on the roster: compared here, written by ``apply``.

Between the spreadsheet (``bot.roster.reading``) and the page that imports. A cell left empty keeps
what is there; a unit that the list does not name is left alone. Nothing is said here.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from bot.corridor.events import canonical
from bot.roster import pinyin
from bot.roster.headings import same
from bot.roster.reading import RosterLine, suggest_group
from bot.speech.sounds import NOTHING_TOLD
from storage.queries.roster import Contact, Unit


@dataclass(frozen=True, slots=True)
class OnRoster:
    """A unit as it is or will be on the roster."""

    name: str
    short: str
    group: str
    classification: str
    assessed: bool
    aliases: tuple[str, ...]
    contact: str = ""
    phone: str = ""
    sounds: tuple[tuple[str, str], ...] = ()
    """Sign and syllable, where the office says how the name is read."""

    def plain(self) -> dict[str, object]:
        """As plain data: of thousands of units, ``asdict`` would copy every text."""
        return {name: getattr(self, name) for name in self.__slots__}


@dataclass(frozen=True, slots=True)
class Change:
    """One unit added (``before`` None) or changed; ``row`` is its line in the sheet."""

    row: int
    unit: Unit | None
    before: OnRoster | None
    after: OnRoster


@dataclass(frozen=True, slots=True)
class Clash:
    """A line that cannot be taken: no table can be told (``word`` empty), or a name is taken."""

    row: int
    name: str
    word: str = ""
    owner: str = ""


@dataclass(frozen=True, slots=True)
class Plan:
    """What an import would do, all of it or nothing."""

    changes: tuple[Change, ...]
    same: int
    """Lines that change nothing."""
    untouched: int
    """Units on the roster that the list does not name."""
    clashes: tuple[Clash, ...]

    @property
    def mark(self) -> str:
        """A fingerprint: two equal plans do the same."""
        whole = [[c.unit.id if c.unit else None, c.after.plain()] for c in self.changes]
        return hashlib.sha256(canonical(whole).encode()).hexdigest()[:16]


def entry(
    unit: Unit,
    aliases: tuple[str, ...],
    contact: Contact | None = None,
    sounds: Mapping[str, str] = NOTHING_TOLD,
) -> OnRoster:
    """A unit of the database as an entry."""
    return OnRoster(
        unit.name,
        unit.short,
        unit.group,
        unit.classification,
        bool(unit.active),
        aliases,
        contact.name if contact else "",
        contact.phone if contact else "",
        tuple(sorted(sounds.items())),
    )


def short_of(name: str) -> str:
    """A short name for a unit that was given none: 县教育局 is 教育局."""
    bare = name.removeprefix("郏县").removeprefix("县")
    return bare if len(bare) > 1 else name


def compare(
    lines: Sequence[RosterLine],
    units: Iterable[Unit],
    aliases: Mapping[int, tuple[str, ...]],
    groups: Iterable[str],
    contacts: Mapping[int, Contact] | None = None,
    sounds: Mapping[int, Mapping[str, str]] | None = None,
) -> Plan:
    """What the lines would change; ``groups`` are the tables a unit can be assessed by.

    ``contacts``: whom the list named as liaisons so far; ``sounds``: how signs of names are read.
    """
    named_so_far, told = contacts or {}, sounds or {}
    known = {same(unit.name): unit for unit in units}
    by_id = {
        unit.id: entry(
            unit,
            aliases.get(unit.id, ()),
            named_so_far.get(unit.id),
            told.get(unit.id, NOTHING_TOLD),
        )
        for unit in known.values()
    }
    allowed = set(groups)
    changes, clashes, unchanged = [], [], 0
    planned = {unit.id: by_id[unit.id] for unit in known.values()}
    fresh: list[Change] = []
    for line in lines:
        unit = known.get(same(line.name))
        before = by_id[unit.id] if unit else None
        after = _after(line, before)
        if after.group not in allowed:
            clashes.append(Clash(line.row_number, line.name))
        elif before == after:
            unchanged += 1
        else:
            change = Change(line.row_number, unit, before, after)
            changes.append(change)
            if unit is not None:
                planned[unit.id] = after
            else:
                fresh.append(change)
    entries = [*planned.values(), *(change.after for change in fresh)]
    clashes += _taken(changes, entries)
    named = {known[same(line.name)].id for line in lines if same(line.name) in known}
    return Plan(tuple(changes), unchanged, len(known) - len(named), tuple(clashes))


def _after(line: RosterLine, before: OnRoster | None) -> OnRoster:
    if before is None:
        return OnRoster(
            name=line.name,
            short=line.short or short_of(line.name),
            group=line.group or suggest_group(line.name),
            classification=line.classification,
            assessed=line.assessed,
            aliases=tuple(sorted(line.aliases)),
            contact=line.contact,
            phone=line.phone,
            sounds=_told(line.name, line.short, line.sounds),
        )
    other = bool(line.contact) and line.contact != before.contact
    return replace(
        before,
        short=line.short or before.short,
        group=line.group or before.group,
        classification=line.classification or before.classification,
        assessed=line.assessed,
        aliases=tuple(sorted(line.aliases)) or before.aliases,
        contact=line.contact or before.contact,
        # Another person has another number: the old one is not kept beside a new name.
        phone=line.phone or ("" if other else before.phone),
        sounds=_told(before.name, line.short or before.short, line.sounds, before.sounds),
    )


def _told(
    name: str, short: str, typed: str, before: tuple[tuple[str, str], ...] = ()
) -> tuple[tuple[str, str], ...]:
    """How signs of the name are read once the list was read; an empty cell keeps what is there."""
    return tuple(sorted(pinyin.after(name, short, typed, dict(before)).items()))


def _taken(changes: Iterable[Change], entries: Iterable[OnRoster]) -> list[Clash]:
    """Full and short names that another unit would have as well: nobody could tell them apart.

    Aliases may be shared: 交通 is asked about when two units go by it.
    """
    owners: dict[str, set[str]] = {}
    for one in entries:
        for word in (one.name, one.short):
            owners.setdefault(same(word), set()).add(one.name)
    found = []
    for change in changes:
        for word in (change.after.name, change.after.short):
            others = owners[same(word)] - {change.after.name}
            if others:
                found.append(Clash(change.row, change.after.name, word, min(others)))
    return found
