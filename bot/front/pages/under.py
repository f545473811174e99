"""三.1: a row that is printed in parts (三.1a, 三.1b, 三.1c), asked for as a whole.

Each part with its points and a button; not here: what happens behind the button.
"""

from __future__ import annotations

from bot.corridor.buttons import to
from bot.corridor.events import Message
from bot.corridor.pages import page
from bot.corridor.paging import side_by_side
from bot.corridor.routes import link
from bot.corridor.turn import Turn, instead
from bot.forms.pages.gates import READING, home
from bot.forms.pages.which import form_of
from bot.front.asking import below
from bot.questions import words
from bot.results.pages.score import row_line
from bot.speech import quarters as quarter_words


@page("under/{quarter:int}/{unit:int}/{row}", roles=READING, reads=True)
async def parts(turn: Turn, quarter: int, unit: int, row: str) -> None:
    """The parts of a row."""
    form = await form_of(turn, quarter, unit)
    ids = below(row, [one.id for one in form.rows])
    found = [one for one in form.rows if one.id in ids]
    if not found:
        said = words.no_such_row(row, form.unit.short)
        raise instead(said.text, home())
    fills = unit in turn.units and form.may_fill(turn.now)
    buttons = [
        to(
            f"{'填' if fills and one in form.own_rows else '看'} {one.id}",
            link("row" if fills and one in form.own_rows else "why", quarter, unit, one.id),
        )
        for one in found
    ]
    name = quarter_words.name(form.quarter.year, form.quarter.number)
    turn.say(
        Message(
            title=f"{form.unit.short} {name} {row}",
            text="\n".join([words.in_parts(row, ids), *(row_line(form, one) for one in found)]),
            buttons=(*side_by_side(buttons, 3), (home(),)),
        )
    )
