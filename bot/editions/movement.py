"""Movement: how a table's places compare with those of the quarter before.

From editions and ranks alone; pure. Where the scheme is another, or classes are ranked apart in one
quarter and not in the other, the two are 不可比 and no unit moves. Words and arrows are others'.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from bot.editions.edition import Edition, Table, comparable

Place = tuple[int, int, str]
"""A unit's number, its rank and its class."""


@dataclass(frozen=True, slots=True)
class Movement:
    """Against which quarter, and the places each unit gained; None: it was not ranked there."""

    quarter: tuple[int, int]
    comparable: bool
    gained: Mapping[int, int | None]

    def of(self, unit: int) -> int | None:
        """Places gained (negative: lost) by a unit; None where there is nothing to compare."""
        return self.gained.get(unit)


def since(
    earlier: Edition | None, group: str, scheme: str, *, apart: bool, places: Iterable[Place]
) -> Movement | None:
    """The movement of a table since an earlier edition; None where that has no such table.

    ``scheme``: the text of the scheme the places were come to by. A unit
    that changed its class is new there.
    """
    old = next((one for one in earlier.tables if one.group == group), None) if earlier else None
    if earlier is None or old is None:
        return None
    if not comparable(old.text, scheme) or old.apart != apart:
        return Movement(earlier.quarter, False, {})
    before = {one.unit: (one.rank, one.classification) for one in old.results}
    gained: dict[int, int | None] = {}
    for unit, rank, classification in places:
        was = before.get(unit)
        same = was is not None and (not apart or was[1] == classification)
        gained[unit] = was[0] - rank if was is not None and same else None
    return Movement(earlier.quarter, True, gained)


def of_table(earlier: Edition | None, table: Table) -> Movement | None:
    """The movement of an edition's table."""
    places = [(one.unit, one.rank, one.classification) for one in table.results]
    return since(earlier, table.group, table.text, apart=table.apart, places=places)
