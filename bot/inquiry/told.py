"""Facts about running a quarter that are told as they are: what each telling needs, and its frame.

A telling is about one quarter, of all units or of one. Which ones there are is ``TELLINGS`` of
``bot.inquiry.pages.told``; what they tell stands in ``of_review``, ``of_people`` and ``of_counts``.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final

from bot.corridor.buttons import HOME
from bot.corridor.events import Message
from bot.corridor.paging import ROW
from bot.corridor.turn import Turn
from bot.editions.members import Filling
from bot.inquiry.facts import County, Snapshot
from bot.speech.calendar import in_china, say_day
from bot.speech.quarters import name
from storage.database import moment
from storage.queries import review
from storage.queries.review import Decision

MOST: Final = 15
"""So many lines are read; below them it is said how many there are."""


@dataclass
class Telling:
    """The quarter and the unit (None: all of them) that are told about."""

    turn: Turn
    county: County
    at: Snapshot
    unit: Filling | None
    table: int = 0
    """The place of the table that is told about, from 1; 0: every table."""
    lines: list[str] = field(default_factory=list, init=False)
    """All that was told, also what is too long to be read in a chat."""
    _decisions: list[Decision] | None = field(default=None, init=False)

    async def units(self) -> dict[int, Filling]:
        """Those that are told about, by the number of their form."""
        every = (await self.at.live()).values()
        return {one.form_id: one for one in every if self.unit in (None, one)}

    async def decisions(self) -> list[tuple[Filling, Decision]]:
        """Every decision about them, superseded or not, with its unit."""
        if self._decisions is None:
            self._decisions = await review.decisions_of_quarter(self.turn.db, self.at.quarter.id)
        units = await self.units()
        return [(units[one.form_id], one) for one in self._decisions if one.form_id in units]

    def day(self, at: str | None) -> str:
        """A moment's day, as people say it."""
        today = in_china(self.turn.now).date()
        return say_day(in_china(moment(at)).date(), today) if at else "没有记下日期"

    def said(
        self,
        about: str,
        lines: Iterable[str],
        nothing: str,
        *more: ROW,
        head: Sequence[str] = (),
        most: int = MOST,
    ) -> Message:
        """The lines under the quarter's name, not more than ``most``; ``head`` is none of them.

        What is not shown is counted, and the way to all of it said.
        """
        every = list(lines)
        self.lines = [*head, *every]
        cut = [f"……共 {len(every)} 条，全部的点“发表格”。"] if len(every) > most else []
        shown = [*head, *every[:most], *cut]
        whose = f"{self.unit.short}　" if self.unit else ""
        return Message(
            title=f"{whose}{name(*self.at.key)}　{about}",
            text="\n".join(shown) or nothing,
            buttons=(*more, (HOME,)),
        )


def numbered(lines: Sequence[str]) -> list[str]:
    """1. …, 2. …"""
    return [f"{place}. {one}" for place, one in enumerate(lines, 1)]
