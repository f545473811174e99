"""Whose deadline is moved: a unit's, that of a list's units, everybody's; from when days count.

No page of its own: ``bot.review.pages.extend`` moves it, ``unextend`` takes it back.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from bot.corridor.buttons import HOME
from bot.corridor.routes import link
from bot.corridor.turn import Turn, instead
from bot.forms.form import UnitForm
from bot.forms.roster import roster_of
from bot.review.words import extend as words
from bot.speech.calendar import in_china
from storage.queries import inquiries, quarters


@dataclass(frozen=True, slots=True)
class Whom:
    """Whose deadline is moved: a unit's, that of the units of a list that was kept, or of all."""

    unit: int = 0
    kept: int = 0

    def route(self, quarter: int) -> str:
        """Where the day is asked for."""
        if self.kept:
            return link("extend", quarter, "of", self.kept)
        return link("extend", quarter, self.unit or "all")


def from_when(deadline: datetime, now: datetime) -> date:
    """From when 两天 are counted: the deadline that holds, or today where that is over."""
    return max(in_china(deadline).date(), in_china(now).date())


async def kept_units(turn: Turn, number: int) -> frozenset[int]:
    """The units of a kept list, or a sentence instead."""
    kept = await inquiries.by_id(turn.db, number)
    if kept is None:
        raise instead(words.list_gone(), HOME)
    return frozenset(kept.shown)


async def left_of(turn: Turn, whom: Whom, forms: Sequence[UnitForm]) -> list[str]:
    """Those of a list that are not put off: they have handed in, or are others' to put off."""
    kept = await inquiries.by_id(turn.db, whom.kept) if whom.kept else None
    if kept is None or not forms:
        return []
    there = {form.unit.id for form in forms}
    left = set(kept.shown) - there
    short = (await roster_of(turn.db)).short if left else {}
    every = await quarters.forms(turn.db, forms[0].quarter.id) if left else []
    done = [one.unit_id for one in every if one.state == "submitted" and one.unit_id in left]
    own = [one.unit_id for one in every if one.unit_id in left and one.unit_id not in done]
    return words.not_put_off([short[one] for one in done], [short[one] for one in own])


async def way_back(turn: Turn, quarter: int, moved: Sequence[UnitForm]) -> str:
    """Where all of it is taken back: a unit's own page, or that of those that were moved."""
    if len(moved) == 1:
        return link("extend/back", quarter, moved[0].unit.id)
    where = (turn.incoming.channel, turn.incoming.chat, turn.incoming.sender)
    units = [form.unit.id for form in moved]
    said = json.dumps({"meaning": ""})
    return link(
        "extend/back", quarter, "of", await inquiries.keep(turn.db, where, said, units, turn.now)
    )
