"""The tap below rows told of in one message: all of them are kept.

Not here: how they are shown before (``bot.filling.pages.telling``).
"""

from __future__ import annotations

import json

from bot.corridor.pages import page
from bot.corridor.turn import Turn, instead
from bot.filling import claiming
from bot.filling.pages.onward import go_on, settle
from bot.filling.pages.showing import refuse_closed
from bot.filling.pages.telling import MARK, TOLD, mark_of, show_told, waiting
from bot.filling.words import told as words
from bot.forms.pages.which import form_of


@page("told/{quarter:int}/{unit:int}", roles=("liaison",), draws=(TOLD,))
async def told(turn: Turn, quarter: int, unit: int) -> None:
    """Keep what the message told, unless somebody has changed one of the answers since."""
    form = await form_of(turn, quarter, unit)
    rows = waiting(turn, form)
    if not rows:
        raise instead(words.gone())
    if turn.draft.get(MARK) != mark_of(form, rows):
        show_told(turn, form, rows)
        return
    for one in rows:
        if one.answers:
            refuse_closed(turn, form, one.row)
        for _, answer in one.answers:
            form = await claiming.save(turn, form, one.row, answer)
    lead = [words.kept(rows)]
    if len(rows) == 1 and form.next_question(rows[0].row) is not None:
        await settle(turn, form, rows[0].row, lead, changed=False)
        return
    await go_on(turn, form, rows[0].row if len(rows) == 1 else None, lead)


@page("told/no/{quarter:int}/{unit:int}", roles=("liaison",), draws=(TOLD,))
async def not_told(turn: Turn, quarter: int, unit: int) -> None:  # noqa: ARG001 -- the route's
    """不是, below them: none is kept, and none of them waits on beside what is said next."""
    left = {name: raw for name, raw in turn.draft.items() if name not in (TOLD, MARK)}
    draft = json.dumps(left, ensure_ascii=False)
    turn.conversation = turn.conversation._replace(draft=draft)
    turn.keep_waiting(way_back=True)
    turn.say(words.not_kept())
