"""A unit's evidence as the office asks for it: which rows have how many papers.

The papers of a row are in ``exhibit``; a unit's own overview is ``papers``.
"""

from __future__ import annotations

from bot.pages.exhibit import LOOKING
from bot.pages.which import form_of
from bot.turn import Turn, page
from bot.words import proof_rows as words
from bot.words import quarter as quarter_words
from bot.words.paging import leaf

PER_PAGE = 8


@page("proof/rows/{quarter:int}/{unit:int}/{number:int}?", roles=LOOKING)
async def rows(turn: Turn, quarter: int, unit: int, number: int = 1) -> None:
    """Every row with papers, and what is not filed under one."""
    form = await form_of(turn, quarter, unit)
    counts = [(row, len(form.proofs(row.id))) for row in form.rows if form.proofs(row.id)]
    name = quarter_words.name(form.quarter.year, form.quarter.number)
    loose = len(form.proofs(None))
    total = sum(count for _, count in counts) + loose
    shown = leaf(counts, number, PER_PAGE)
    turn.say(words.rows((quarter, unit), form.unit.short, name, shown, total, loose))
