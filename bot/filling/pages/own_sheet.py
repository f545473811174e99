"""The unit's own form as a workbook: what it answered, what counts so far, how many papers.

Not here: the papers themselves (``bot.archive.pages.pack``), how the workbook is written
(``bot.inquiry.sheets.found``).
"""

from __future__ import annotations

from bot.corridor.events import File, Message, Recipe
from bot.corridor.pages import page
from bot.corridor.routes import link
from bot.corridor.turn import Turn
from bot.filling.pages.overview import claim_of
from bot.filling.words import overview as words
from bot.forms.form import UnitForm
from bot.forms.pages.which import form_of, my_form
from bot.forms.words import figures
from bot.questions.typed import alone
from bot.speech import quarters as quarter_words
from bot.speech.calendar import say_moment
from scoring.scheme import Row


@page("sheet", roles=("liaison",), words=alone("sheet"), reads=True)
async def own(turn: Turn) -> None:
    """The form of the unit that is meant."""
    form = await my_form(turn, "sheet")
    await turn.visit(link("sheet", form.quarter.id, form.unit.id))


@page("sheet/{quarter:int}/{unit:int}", roles=("liaison",), reads=True)
async def sheet(turn: Turn, quarter: int, unit: int) -> None:
    """A line for each row of the table, others' too, so that the points add up."""
    form = await form_of(turn, quarter, unit)
    period = quarter_words.name(form.quarter.year, form.quarter.number)
    title = words.sheet_title(form.unit.short, period)
    data = {
        "title": title,
        "tables": [
            {"name": period, "heads": words.HEADS, "lines": [_line(form, row) for row in form.rows]}
        ],
        "notes": [words.as_of(say_moment(turn.now, turn.now))],
    }
    file = File(label=f"{title}.xlsx", recipe=Recipe(name="found", data=data))
    turn.keep_waiting(way_back=True)
    turn.say(Message(text=words.here_it_is(title), files=(file,)))


def _line(form: UnitForm, row: Row) -> list[str]:
    points = figures.points(form.result(row.id).points, row.points)
    return [row.id, row.name, claim_of(form, row), points, str(len(form.proofs(row.id)))]
