"""What the unit answered in a row a quarter ago, and which papers proved it: to look at only.

Not here: taking it over (``carry``).
"""

from __future__ import annotations

from bot.corridor.pages import page
from bot.corridor.turn import Turn
from bot.filling.words import last_time as words
from bot.forms.form import UnitForm
from bot.forms.loading import load
from bot.forms.pages.gates import row_of
from bot.forms.pages.which import form_of
from scoring.periods import beside
from storage.queries import quarters


@page("before/{quarter:int}/{unit:int}/{row}", roles=("liaison",), reads=True)
async def of_row(turn: Turn, quarter: int, unit: int, row: str) -> None:
    """Answers and papers of the row, of the quarter before this one."""
    form = await form_of(turn, quarter, unit)
    found = row_of(form, row)
    turn.keep_waiting(way_back=True)
    turn.say(words.of_row(form, found, await _earlier(turn, form)))


async def _earlier(turn: Turn, form: UnitForm) -> UnitForm | None:
    here = (form.quarter.year, form.quarter.number)
    before = await quarters.by_number(turn.db, *beside(here, -1))
    return await load(turn.db, before.id, form.unit.id) if before else None
