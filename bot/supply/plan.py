"""What a file of other bodies' figures would change: compared here, written by the page.

A cell that was handed out filled and comes back empty takes its figure back; a cell that was empty
then says nothing, even where somebody has written a figure meanwhile. Nothing is said here.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from heapq import nlargest
from typing import Final, Literal

from bot.corridor.events import canonical
from bot.supply import outliers
from bot.supply.outliers import History, Odd, Spans
from bot.supply.reading import Figure
from bot.supply.table import Column, Key, Member, Raw

_TIMES: Final = 10
Kind = Literal["new", "changed", "cleared"]


@dataclass(frozen=True, slots=True)
class Standing:
    """A figure as it stands: its value, its version, who wrote it and when."""

    value: Raw
    version: int
    who: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Change:
    """One figure that would be written or taken back."""

    member: Member
    column: Column
    before: Standing | None
    after: Raw | None
    cell: str
    later: bool = False
    """Somebody changed it after the file was handed out."""
    lower: Raw | None = None
    """The higher figure of the quarter before, where a running total may not fall."""
    odd: int | None = None
    """The largest count known for the input, where this one is far above it."""
    unusual: Odd | None = None
    """Why it is far from what the unit, or the table, had in the quarters before."""
    decided: bool = False
    """A reviewer has decided on the row already: the accepted figure goes on counting."""

    @property
    def kind(self) -> Kind:
        """New, changed, or taken back."""
        if self.after is None:
            return "cleared"
        return "changed" if self.before else "new"


@dataclass(frozen=True, slots=True)
class Plan:
    """What a file would do, all of it or nothing."""

    changes: tuple[Change, ...]
    same: int
    """Figures of the file that stand already."""

    def of(self, kind: Kind) -> tuple[Change, ...]:
        """The changes of one kind."""
        return tuple(one for one in self.changes if one.kind == kind)

    @property
    def mark(self) -> str:
        """A fingerprint: two equal plans do the same to the same figures."""
        whole = [
            [
                c.member.unit,
                c.column.title,
                c.before and [c.before.value, c.before.version],
                c.after,
            ]
            for c in self.changes
        ]
        return hashlib.sha256(canonical(whole).encode()).hexdigest()[:16]


def equal(one: Raw | None, other: Raw | None) -> bool:
    """Whether two figures are the same: in Python 1 == True, to people they are not."""
    return type(one) is type(other) and one == other


def lower_than(column: Column, after: Raw | None, earlier: Raw | None) -> Raw | None:
    """The earlier figure of a running total (自本办法执行之日起) that would fall, else None."""
    if not column.input.cumulative or after is None or earlier is None:
        return None
    return earlier if int(after) < int(earlier) else None


def far_above(raw: Raw | None, known: Iterable[int]) -> int | None:
    """The largest count that is known, where this one is more than ten times it; else None.

    Counts up to a hundred are never odd.
    """
    if isinstance(raw, bool) or not isinstance(raw, int):
        return None
    most = max(known, default=0)
    return most if raw > _TIMES * max(most, _TIMES) else None


def compare(
    entries: Iterable[Figure],
    members: Mapping[int, Member],
    columns: Mapping[tuple[str, str, str], Column],
    standing: Mapping[Key, Standing],
    *,
    earlier: Mapping[Key, Raw],
    decided: frozenset[tuple[int, str]],
    handed_out: datetime | None,
    usual: Mapping[tuple[str, str], Mapping[int, int]] | None = None,
    past: History | None = None,
) -> Plan:
    """What the entries would change; ``columns`` by table, row and input.

    ``usual``: counts known so far by row and input, and by unit; ``past``: the quarters before.
    """
    entries = tuple(entries)
    most = _most(_known(entries, usual or {}))
    here, spans = _here(entries, members, standing), dict[tuple[str, str, str], Spans]()
    before_all = past or History()
    changes: list[Change] = []
    same = 0
    for entry in entries:
        key = (entry.unit, entry.row, entry.input)
        before, member = standing.get(key), members[entry.unit]
        later = before is not None and handed_out is not None and before.at > handed_out
        if _says_nothing(entry, before, later=later):
            continue
        if before is not None and equal(before.value, entry.value):
            same += 1
            continue
        column = columns[member.group, entry.row, entry.input]
        lower = lower_than(column, entry.value, earlier.get(key))
        settled = (entry.unit, entry.row) in decided
        largest = most.get((entry.row, entry.input), ())
        odd = far_above(entry.value, [n for unit, n in largest if unit != entry.unit][:1])
        own = (usual or {}).get((entry.row, entry.input), {}).get(entry.unit, 0)
        odd = None if odd is None or far_above(entry.value, (own, odd)) is None else max(own, odd)
        where = member.group, entry.row, entry.input
        earlier_all = before_all.of(member.group, column)
        if where not in spans:
            spans[where] = Spans(earlier_all, here.get(where, {}))
        own_past = earlier_all.get(entry.unit, ())
        unusual = outliers.odd(column, entry.value, entry.unit, own_past, spans[where])
        if odd is not None or lower is not None:
            unusual = None
        changes.append(
            Change(
                member, column, before, entry.value, entry.cell, later, lower, odd, unusual, settled
            )
        )
    return Plan(tuple(changes), same)


def _here(
    entries: Iterable[Figure], members: Mapping[int, Member], standing: Mapping[Key, Standing]
) -> dict[tuple[str, str, str], dict[int, Raw]]:
    """This quarter's figures by table, row and input, the file's above those that stand."""
    found: dict[tuple[str, str, str], dict[int, Raw]] = {}
    for (unit, row, name), one in standing.items():
        if unit in members:
            found.setdefault((members[unit].group, row, name), {})[unit] = one.value
    for entry in entries:
        if entry.value is not None:
            key = members[entry.unit].group, entry.row, entry.input
            found.setdefault(key, {})[entry.unit] = entry.value
    return found


def _known(
    entries: Iterable[Figure], usual: Mapping[tuple[str, str], Mapping[int, int]]
) -> dict[tuple[str, str], dict[int, int]]:
    """What is known of each input by unit, the file's own figures included."""
    known = {key: dict(by_unit) for key, by_unit in usual.items()}
    for entry in entries:
        if isinstance(entry.value, int) and not isinstance(entry.value, bool):
            by_unit = known.setdefault((entry.row, entry.input), {})
            by_unit[entry.unit] = max(entry.value, by_unit.get(entry.unit, 0))
    return known


def _most(
    known: Mapping[tuple[str, str], Mapping[int, int]],
) -> dict[tuple[str, str], list[tuple[int, int]]]:
    """The two units that have most of each input: without one of them, the other has."""
    return {key: nlargest(2, of.items(), key=lambda one: one[1]) for key, of in known.items()}


def _says_nothing(entry: Figure, before: Standing | None, *, later: bool) -> bool:
    """Whether an empty cell means nothing: nothing stood there, or it was written since."""
    return entry.value is None and (before is None or (entry.blank and later))
