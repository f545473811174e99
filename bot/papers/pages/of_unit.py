"""A unit's evidence as the office asks for it: which rows have how many papers.

The papers of a row are in ``exhibit``; a unit's own overview is ``papers``.
"""

from __future__ import annotations

from bot.corridor.pages import page
from bot.corridor.paging import leaf
from bot.corridor.turn import Turn
from bot.forms.pages.gates import must_see_papers
from bot.forms.pages.which import form_of
from bot.papers.pages.piece import LOOKING
from bot.papers.words import of_unit as words
from bot.speech import quarters as quarter_words

PER_PAGE = 8


@page("proof/rows/{quarter:int}/{unit:int}/{number:int}?", roles=LOOKING, reads=True)
async def rows(turn: Turn, quarter: int, unit: int, number: int = 1) -> None:
    """Every row with papers, and what is not filed under one."""
    must_see_papers(turn, unit)
    form = await form_of(turn, quarter, unit)
    counts = [(row, len(form.proofs(row.id))) for row in form.rows if form.proofs(row.id)]
    name = quarter_words.name(form.quarter.year, form.quarter.number)
    loose = len(form.proofs(None))
    total = sum(count for _, count in counts) + loose
    shown = leaf(counts, number, PER_PAGE)
    turn.say(words.rows((quarter, unit), form.unit.short, name, shown, total, loose))
