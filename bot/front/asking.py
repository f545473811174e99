"""Who asks, what can be named, and what a question means that does not say so. No page of its own.

Shared by the leads (``leads_results``, ``leads_office``): the quarter, the unit and the table that
are meant, and the one rule that a unit's figures are shown to that unit and the office only.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from bot.corridor.events import Message
from bot.corridor.routes import link
from bot.corridor.turn import Turn
from bot.forms.alive import REPORTING, current_quarter
from bot.forms.form import UnitForm
from bot.forms.loading import load
from bot.forms.roster import roster_of
from bot.forms.words import which as forms_which
from bot.questions import Arguments, Role, words
from bot.questions.combined import Known
from bot.speech import periodic, quarters as quarter_words
from bot.speech.colloquial import as_written, plainly
from bot.speech.names import Named, Roster
from storage.database import Session
from storage.queries import quarters, roster as units
from storage.queries.quarters import Quarter

Led = str | Message


@dataclass(frozen=True)
class Asking:
    """Who asks, and what can be named; ``units``: whose liaison the person is."""

    db: Session
    roster: Roster
    quarters: list[Quarter]
    units: tuple[int, ...]
    role: Role
    now: datetime
    named: list[Known] = field(default_factory=list, compare=False)
    """What can be named, once it was put together (``combined.known``)."""

    @property
    def office(self) -> bool:
        """Whether the person may read every unit's figures."""
        return self.role in ("admin", "reviewer", "observer")

    @property
    def admin(self) -> bool:
        """Whether the person may run the quarter."""
        return self.role == "admin"

    def foreign(self, unit: Named | None) -> Message | None:
        """The refusal where a unit's figures are not this person's to read.

        It is the same whatever those figures are, and whether there are any.
        """
        if unit is None or self.office or unit.id in self.units:
            return None
        mine = [one.short for one in self.roster.units if one.id in self.units]
        return words.only_own(unit.name, "、".join(mine) or "本单位")


async def asking_of(turn: Turn) -> Asking:
    """Who asks in a turn."""
    return Asking(
        db=turn.db,
        roster=await roster_of(turn.db),
        quarters=await quarters.everyone(turn.db),
        units=turn.units,
        role=next((role for role in _RANKS if turn.has(role)), "liaison"),
        now=turn.now,
    )


_RANKS: Final[tuple[Role, ...]] = ("admin", "reviewer", "observer", "liaison", "supplier")
"""Who holds several roles asks as the first of them."""


async def quarter_meant(
    asking: Asking, named: Arguments, unit: int | None = None, states: tuple[str, ...] = REPORTING
) -> Quarter | Message:
    """The quarter that is meant: the named one, else what is due first of those in these states."""
    if named.quarter is not None:
        for one in asking.quarters:
            if (one.year, one.number) == named.quarter and (
                asking.office or one.state != "planned"
            ):
                return one
        return forms_which.not_opened(quarter_words.name(*named.quarter))
    if named.year is not None:
        return forms_which.not_opened(
            f"{named.year}年" + (f"{named.half}半年" if named.half else "")
        )
    found = await current_quarter(asking.db, asking.now, unit, states)
    return found or forms_which.none_open(asking.admin)


async def unit_meant(asking: Asking, named: Arguments, what: str) -> int | Message | None:
    """The unit that is meant; None: one of several of the person's own, which the page asks."""
    if refusal := asking.foreign(named.unit):
        return refusal
    if named.unit is not None:
        return named.unit.id
    if len(asking.units) == 1:
        return asking.units[0]
    return None if asking.units else words.name_a_unit(what)


async def of_unit(asking: Asking, named: Arguments, page: str, what: str) -> Led:
    """A page of one unit's form."""
    unit = await unit_meant(asking, named, what)
    if isinstance(unit, Message) or unit is None:
        return unit or page
    form = await form_meant(asking, named, unit)
    return form if isinstance(form, Message) else link(page, form.quarter.id, unit)


async def of_row(asking: Asking, named: Arguments, page: str, what: str) -> Led:
    """A page of one row; where only rows below it exist (三.1 of 三.1a), these."""
    unit = await unit_meant(asking, named, what)
    if isinstance(unit, Message) or unit is None:
        return unit or page
    form = await form_meant(asking, named, unit)
    if isinstance(form, Message):
        return form
    row = named.row or ""
    ids = [one.id for one in form.rows]
    if row in ids:
        return link(page, form.quarter.id, unit, row)
    if below(row, ids):
        return link("under", form.quarter.id, unit, row)
    return words.no_such_row(row, form.unit.short)


def below(row: str, ids: list[str]) -> list[str]:
    """三.1a, 三.1b, 三.1c, where 三.1 is typed."""
    return [one for one in ids if one.startswith(row) and one[len(row) :].isalpha()]


async def form_meant(asking: Asking, named: Arguments, unit_id: int) -> UnitForm | Message:
    """The form of a unit in the quarter that is meant."""
    own = unit_id if unit_id in asking.units else None
    quarter = await quarter_meant(asking, named, own)
    if isinstance(quarter, Message):
        return quarter
    form = await load(asking.db, quarter.id, unit_id)
    if form is None:
        unit = await units.by_id(asking.db, unit_id)
        name = quarter_words.name(quarter.year, quarter.number)
        return words.takes_no_part(unit.name if unit else "这个单位", name)
    return form


async def group_number(asking: Asking, quarter: Quarter, group: str | None) -> int:
    """The place of a table in the quarter, as routes carry it; 0 for no table in particular."""
    if group is None:
        return 0
    kept = await quarters.schemes(asking.db, quarter.id)
    return next((place for place, one in enumerate(kept, 1) if one.group == group), 0)


async def group_named(asking: Asking, quarter: Quarter, place: int) -> str:
    """The table at that place of the quarter; empty: no table in particular."""
    kept = await quarters.schemes(asking.db, quarter.id)
    return kept[place - 1].group if 0 < place <= len(kept) else ""


def heard_by(asking: Asking, text: str) -> str:
    """A text as one would write it to an office of quarters; the office's own grammar does so."""
    said = periodic.heard(text)
    return as_written(said) if asking.office else _OUR.sub("我们", plainly(said))


_OUR: Final = re.compile(r"我(?=(?:镇|乡|局|委|街道|单位)(?!长))")
"""上季度我镇排第几名."""
_LAST_TIME: Final = re.compile(
    r"上(?:一?[次回期])(?=.{0,8}(?:扣|得分|[几多少]+分|分数|成绩|排|名次|[得考]了?(?:多少|几)|丢))"
)


def of_the_last_quarter(asking: Asking, text: str) -> str:
    """上回为啥扣分: to whoever reports once a quarter, last time is last quarter."""
    return text if asking.office else _LAST_TIME.sub(periodic.heard("上季度"), text)
