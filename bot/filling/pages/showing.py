"""Putting a row or a question before a person: card, question, buttons, and what then waits.

No route lives here; the pages of the walk share it. Sentences are in ``bot.words``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot.corridor.events import Button, Message
from bot.corridor.routes import link
from bot.corridor.turn import Turn, instead
from bot.filling import carrying
from bot.filling.claiming import earlier, mark, standing
from bot.filling.words import (
    answer as words,
    card as cards,
    carrying as offer_words,
    doubtful,
    walk,
)
from bot.forms.form import Question, Raw, UnitForm
from scoring.scheme import Row

Buttons = tuple[tuple[Button, ...], ...]


def question_of(form: UnitForm, row: Row, number: int) -> Question:
    """The question of this number; ends the page with a sentence when there is none."""
    for question in form.questions(row):
        if question.number == number:
            return question
    raise instead(
        doubtful.not_an_answer(),
        Button(label="看这一项", route=link("row", form.quarter.id, form.unit.id, row.id)),
    )


def refuse_closed(turn: Turn, form: UnitForm, row: Row) -> None:
    """End the page when this row may not be changed now, saying why and what is possible."""
    if not form.may_change(row.id, turn.now):
        text, buttons = walk.closed(form, turn.now)
        raise instead(text, *buttons)


async def show_row(turn: Turn, form: UnitForm, row: Row, lead: Sequence[str] = ()) -> None:
    """The card of a row, with its first open question in the same message."""
    open_ = form.may_change(row.id, turn.now)
    question = form.next_question(row) if open_ else None
    if question is not None:
        await show_question(turn, form, row, question, lead)
        return
    at = (form.quarter.id, form.unit.id)
    below, buttons = _below(turn, form, row, open_)
    turn.say(
        Message(
            title=cards.title(row),
            text=_apart(lead, [*cards.card(form, row, len(turn.units) > 1), *below]),
            detail=cards.clause(row),
            detail_label="原文",
            buttons=buttons,
        )
    )
    turn.wait(link("at", *at, row.id))
    _stand(turn, form, link("row", *at, row.id))


def _below(turn: Turn, form: UnitForm, row: Row, open_: bool) -> tuple[list[str], Buttons]:
    """What stands under a card without an open question, and its buttons."""
    way = cards.way(form, row, cards.onward(form, row))
    if row.by is not None:
        return cards.supplied(form, row), (way,)
    if row.takes_all:
        return cards.taken(form, row), (way,)
    if row.ledger:
        report = Button(label="去报送", route=link("reports", form.quarter.id, form.unit.id))
        return cards.ledger(form, row), ((report,), way)
    lines = [*cards.returned(form, row, turn.now), *cards.answers(form, row)]
    if proof := cards.proof_line(form, row, open_):
        lines.append(proof)
    if not open_:
        lines.append(walk.closed(form, turn.now)[0])
    return lines, cards.done_buttons(form, row, open_)


async def show_question(
    turn: Turn,
    form: UnitForm,
    row: Row,
    question: Question,
    lead: Sequence[str] = (),
    *,
    card: bool = True,
    redraw: bool = False,
) -> None:
    """A question with its buttons; the next free message answers it."""
    known = await earlier(turn, form)
    last = {name: known.get((row.id, name)) for name in question.names}
    offer = await carrying.offered(turn, form, row) if card and not redraw else None
    lines = _question_lines(form, row, question, {} if offer else last)
    if offer is not None:
        lines += offer_words.offer_lines(offer, form.questions(row))
    if redraw:
        lines = [cards.counts(row), *lines]
    elif card:
        above = cards.card(form, row, len(turn.units) > 1)
        lines = [*above, *cards.returned(form, row, turn.now), *lines]
    turn.say(
        Message(
            title=cards.title(row),
            text=_apart(lead, lines),
            detail=cards.clause(row) if card else "",
            detail_label="原文" if card else "",
            buttons=(
                *(((offer_words.take_button(form, offer),),) if offer else ()),
                *_question_buttons(form, row, question, last),
            ),
            replace=redraw,
            placeholder=words.placeholder(question),
        )
    )
    at = (form.quarter.id, form.unit.id, row.id)
    turn.wait(link("put", *at, question.number), mark=mark(form, row, question.names))
    open_ = question == form.next_question(row)
    _stand(turn, form, link("row", *at) if open_ else link("ask", *at, question.number))


def _question_buttons(
    form: UnitForm, row: Row, question: Question, last: Mapping[str, Raw | None]
) -> Buttons:
    """Answers, what else can be done with an answer that stands, and the way on."""
    at = (form.quarter.id, form.unit.id, row.id)
    seen = mark(form, row, question.names)
    marks = {name: mark(form, row, (name,)) for name in question.names}
    choices = words.choices(question, at, standing(form, row, question), seen, marks, last)
    if not form.answered(row, question):
        every = form.questions(row)
        if question.number == 0:
            names = [name for one in every for name in one.names]
            shortcut = words.whole_choice(every, at, mark(form, row, names))
            if words.fits_one_card(every):
                shortcut = (*shortcut, words.open_button(at, again=False))
            if shortcut:
                choices = [*choices, shortcut]
        return (*choices, *cards.asked(form, row, cards.skip(form, row)))
    change = cards.change_buttons(form, row, question, seen)
    return (*choices, *change, *cards.asked(form, row, cards.onward(form, row)))


def _apart(lead: Sequence[str], lines: Sequence[str]) -> str:
    """What was just said, a gap, and what is asked now."""
    return "\n".join([*lead, *([""] if lead else []), *lines])


def _question_lines(
    form: UnitForm, row: Row, question: Question, last: Mapping[str, Raw | None]
) -> list[str]:
    now = standing(form, row, question)
    lines = words.ask(question, len(form.questions(row)), now, last)
    return [words.ask_note(row), *lines] if question.kind == "note" else lines


def _stand(turn: Turn, form: UnitForm, route: str) -> None:
    """Remember the place of an unfinished walk; a closed form has none."""
    if form.may_fill(turn.now) or form.returned:
        turn.place(route)
    else:
        turn.leave_walk()


async def follow(turn: Turn, route: str, lead: Sequence[str]) -> None:
    """Go on at another page, what was just said standing above what it says."""
    place = len(turn.said)
    await turn.visit(route)
    if place < len(turn.said):
        first = turn.said[place]
        text = _apart(lead, [first.text])
        turn.said[place] = first.model_copy(update={"text": text, "replace": False})
