"""A query with what its answer needs: the turn, the facts, the units' names."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from bot.corridor.turn import Turn
from bot.inquiry.facts import County
from bot.questions.combined.query import Query


@dataclass(frozen=True)
class Asked:
    """A query with what its answer needs."""

    turn: Turn
    county: County
    query: Query
    units: Mapping[int, str]
    """Short names of all units."""

    def named(self, unit: int) -> str:
        """A unit's short name."""
        return self.units.get(unit, "这个单位")
