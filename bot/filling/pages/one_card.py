"""A row as one card: all its questions with their values, each changed by a tap, until 好了.

A tap is kept at once, as on a checklist; what nobody has touched stays 未报 until it is answered or
recorded as none with a tap of its own. Not here: one question at a time
(``bot.filling.pages.answer``).
"""

from __future__ import annotations

from collections.abc import Sequence

from bot.corridor.events import Message
from bot.corridor.pages import page
from bot.corridor.routes import link
from bot.corridor.turn import Turn
from bot.filling import claiming
from bot.filling.pages.onward import settle
from bot.filling.pages.showing import question_of, refuse_closed, show_row
from bot.filling.pending import Answer
from bot.filling.reading import oddity, read_pressed
from bot.filling.words import answer, answered, card as cards, doubtful, one_card as words
from bot.forms.form import Question, UnitForm
from bot.forms.pages.gates import row_of
from bot.forms.pages.which import form_of
from bot.speech.calendar import say_moment
from scoring.scheme import Row


@page("card/{quarter:int}/{unit:int}/{row}", roles=("liaison",), reads=True)
async def card(turn: Turn, quarter: int, unit: int, row: str) -> None:
    """The whole row."""
    form = await form_of(turn, quarter, unit)
    found = row_of(form, row)
    refuse_closed(turn, form, found)
    if not answer.fits_one_card(form.questions(found)):
        await show_row(turn, form, found)
        return
    _show(turn, form, found)


def _show(
    turn: Turn, form: UnitForm, row: Row, lead: Sequence[str] = (), *, redraw: bool = False
) -> None:
    at = (form.quarter.id, form.unit.id, row.id)
    questions = form.questions(row)
    marks = {name: claiming.mark(form, row, (name,)) for one in questions for name in one.names}
    every = claiming.mark(form, row, list(marks))
    now = {name: form.claimed(row.id, name) for name in marks}
    turn.say(
        Message(
            title=cards.title(row),
            text="\n".join([*lead, *words.lines(form, row, questions, now)]),
            detail="" if redraw else cards.clause(row),
            detail_label="" if redraw else "原文",
            buttons=(
                *words.buttons(questions, at, now, marks, every),
                *cards.asked(form, row, cards.skip(form, row)),
            ),
            replace=redraw,
        )
    )
    turn.wait(link("at", *at))
    turn.place(link("card", *at))


@page("card/set/{quarter:int}/{unit:int}/{row}/{number:int}/{value}/{seen}?", roles=("liaison",))
async def put(
    turn: Turn, quarter: int, unit: int, row: str, number: int, value: str, seen: str | None = None
) -> None:
    """One yes, no or number."""
    form = await form_of(turn, quarter, unit)
    found = row_of(form, row)
    refuse_closed(turn, form, found)
    question = question_of(form, found, number)
    pressed = read_pressed(found, question, value)
    if pressed is None or question.kind == "note":
        _show(turn, form, found, [doubtful.not_an_answer()])
        return
    await _keep(turn, form, found, question, pressed, seen)


@page(
    "card/tick/{quarter:int}/{unit:int}/{row}/{number:int}/{item}/{value}/{seen}?",
    roles=("liaison",),
)
async def tick(
    turn: Turn,
    quarter: int,
    unit: int,
    row: str,
    number: int,
    item: str,
    value: str,
    seen: str | None = None,
) -> None:
    """One item of a list (its place), or ``all`` of them."""
    form = await form_of(turn, quarter, unit)
    found = row_of(form, row)
    refuse_closed(turn, form, found)
    question = question_of(form, found, number)
    names = words.named(question, item)
    if not names or value not in ("yes", "no"):
        _show(turn, form, found, [doubtful.not_an_answer()])
        return
    await _keep(turn, form, found, question, dict.fromkeys(names, value == "yes"), seen)


async def _keep(
    turn: Turn,
    form: UnitForm,
    row: Row,
    question: Question,
    wanted: Answer,
    seen: str | None,
) -> None:
    """Keep what was tapped and draw the card again; another's answer is shown, not overwritten."""
    other = await claiming.overtaken(turn, form, row, wanted, seen)
    if other is not None:
        at = say_moment(other.at, turn.now)
        _show(turn, form, row, [words.overtaken(other.who, at, question)], redraw=True)
        return
    form = await claiming.save(turn, form, row, wanted)
    _show(turn, form, row, redraw=True)


async def typed(turn: Turn, form: UnitForm, row: Row, question: Question, wanted: Answer) -> bool:
    """A value typed while the card stood; False: no card, or a number to be asked about."""
    if turn.conversation.place != link("card", form.quarter.id, form.unit.id, row.id):
        return False
    last = await claiming.earlier(turn, form)
    if oddity(row, question, wanted, last.get((row.id, question.names[0]))) is not None:
        return False
    await _keep(turn, form, row, question, wanted, None)
    return True


@page("card/none/{quarter:int}/{unit:int}/{row}/{seen}", roles=("liaison",))
async def none(turn: Turn, quarter: int, unit: int, row: str, seen: str) -> None:
    """What nobody has touched is none: no, not there, 0."""
    form = await form_of(turn, quarter, unit)
    found = row_of(form, row)
    refuse_closed(turn, form, found)
    questions = form.questions(found)
    names = [name for one in questions for name in one.names]
    if seen != claiming.mark(form, found, names):
        _show(turn, form, found, [doubtful.moved_meanwhile()], redraw=True)
        return
    wanted = words.none_of(form, found, questions)
    form = await claiming.save(turn, form, found, wanted)
    await _finish(turn, form, found)


@page("card/done/{quarter:int}/{unit:int}/{row}", roles=("liaison",), reads=True)
async def done(turn: Turn, quarter: int, unit: int, row: str) -> None:
    """好了: on, when nothing is open any more; else what is open is named."""
    form = await form_of(turn, quarter, unit)
    found = row_of(form, row)
    refuse_closed(turn, form, found)
    await _finish(turn, form, found)


async def _finish(turn: Turn, form: UnitForm, row: Row) -> None:
    left = [one for one in form.questions(row) if form.needed(row, one)]
    if left:
        _show(turn, form, row, [words.still_open(left)], redraw=True)
        return
    said = [words.kept(form, row), answered.so_far_line(form.result(row.id))]
    await settle(turn, form, row, [one for one in said if one], changed=False)
