"""Buttons of named things: the level of a name that was typed, and one of them taken away.

Not here: what is typed (``bot.filling.pages.naming``), other questions
(``bot.filling.pages.answer``).
"""

from __future__ import annotations

from bot.corridor.pages import page
from bot.corridor.turn import Turn
from bot.filling import claiming
from bot.filling.pages.answer import accept
from bot.filling.pages.naming import waiting_name
from bot.filling.pages.showing import question_of, refuse_closed, show_question
from bot.filling.words import doubtful, named as words
from bot.forms.pages.gates import row_of
from bot.forms.pages.which import form_of
from bot.speech.named import added, without
from bot.speech.numbers import NumberFault


@page("named/level/{quarter:int}/{unit:int}/{row}/{number:int}/{place:int}", roles=("liaison",))
async def level(turn: Turn, quarter: int, unit: int, row: str, number: int, place: int) -> None:
    """The level of the name that was typed."""
    form = await form_of(turn, quarter, unit)
    found = row_of(form, row)
    question = question_of(form, found, number)
    refuse_closed(turn, form, found)
    name = waiting_name(turn, form, found, question)
    if question.kind != "named" or not name or place >= len(question.inputs[0].choice):
        await show_question(turn, form, found, question, [doubtful.out_of_date()], card=False)
        return
    stands = form.claimed(found.id, question.names[0])
    try:
        more = added(stands, f"{name}：{question.inputs[0].choice[place][0]}")
    except NumberFault as fault:
        await show_question(turn, form, found, question, [fault.sentence], card=False)
        return
    await accept(turn, form, found, question, {question.names[0]: more}, turn.draft.get("mark"))


@page(
    "named/drop/{quarter:int}/{unit:int}/{row}/{number:int}/{place:int}/{seen}", roles=("liaison",)
)
async def drop(
    turn: Turn, quarter: int, unit: int, row: str, number: int, place: int, seen: str
) -> None:
    """One of the things is taken away."""
    form = await form_of(turn, quarter, unit)
    found = row_of(form, row)
    question = question_of(form, found, number)
    refuse_closed(turn, form, found)
    left = without(form.claimed(found.id, question.names[0]), place)
    if (
        question.kind != "named"
        or left is None
        or seen != claiming.mark(form, found, question.names)
    ):
        await show_question(turn, form, found, question, [doubtful.out_of_date()], card=False)
        return
    form = await claiming.save(turn, form, found, {question.names[0]: left})
    await show_question(turn, form, found, question, [words.dropped()], card=False)
