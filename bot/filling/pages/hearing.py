"""How the forms of the walk read a typed text: wholly as an answer, or not at all.

No page lives here: what an answer then does is ``bot.filling.pages.answer``'s, which form hears
what ``bot.front.pages.heard``'s.
"""

from __future__ import annotations

import re
from typing import Final

from bot.corridor.pages import Fit
from bot.corridor.turn import Turn
from bot.filling import claiming
from bot.filling.accounted import Accounted, account, shifted
from bot.filling.concrete import lacking
from bot.filling.described import describes, of_another_quarter, of_another_unit, tells
from bot.filling.items_among import dashed
from bot.filling.pages import checklist, naming
from bot.filling.pages.going_back import corrects_what_stands, of_another
from bot.filling.pages.onward import leads_elsewhere, leads_on, named_row
from bot.filling.pages.showing import question_of, refuse_closed
from bot.filling.pages.telling import told_by
from bot.filling.pages.which_answer import speaks_of_before
from bot.filling.pending import Answer, confirms, contradicts, pending_of
from bot.filling.reading import read_answer
from bot.filling.row_named import row_named
from bot.filling.words import answered, doubtful, named as words
from bot.forms.form import Question, UnitForm
from bot.forms.pages.gates import row_of
from bot.forms.pages.which import form_of
from bot.questions.instead import is_asked, only_doubts
from bot.speech import links
from bot.speech.named import added, bare_name, level_of
from bot.speech.numbers import NumberFault
from bot.speech.yes_no import agrees, says_both
from scoring.facts import NIL
from scoring.scheme import Row


async def at_question(
    turn: Turn,
    quarter: int,
    unit: int,
    row: str,
    number: int,
    value: str | None = None,  # noqa: ARG001 -- carried by the page's route
    seen: str | None = None,  # noqa: ARG001
) -> Fit | None:
    """A question of a row: its answer, one of the walk's own words, or the tap that is awaited."""
    form = await form_of(turn, quarter, unit, ago=True)
    found = row_of(form, row)
    question = question_of(form, found, number)
    refuse_closed(turn, form, found)
    if _moves(turn, form, found, question):
        return Fit("", moves=True)
    if question.kind == "checklist" and checklist.is_done(turn.text):
        return Fit(answered.at_question(found, question, {}))
    if is_paper(question, turn.text):
        beside = beside_link(found, question, turn.text)
        if beside is None:
            return Fit(answered.as_paper(found))
        return Fit(answered.at_question(found, question, beside))
    pending = pending_of(turn, form, found, question)
    if pending is not None and confirms(question, turn.text, pending) is not None:
        if contradicts(question, pending, turn.text):
            return Fit("", moves=True)
        sure = not turn.text.endswith(("?", "？"))
        return Fit(answered.at_question(found, question, pending), sure=sure)
    if question.kind == "named":
        return _at_named(turn, form, found, question)
    return _accounted(turn, form, found, question)


def _moves(turn: Turn, form: UnitForm, row: Row, question: Question) -> bool:
    """Whether the question itself says what follows, so that there is nothing to confirm."""
    if leads_elsewhere(turn, form, row, question):
        return True
    if of_another(turn, form, row, question) is not None:
        return True  # a correction of another answer is shown for one tap
    if is_no_description(form, row, question, turn.text):
        return True
    if question.kind == "checklist":
        return dashed(question, turn.text)  # 报道-: there, or not there?
    return question.kind == "flag" and agrees(turn.text)  # 是 or 否 is needed


def _accounted(turn: Turn, form: UnitForm, row: Row, question: Question) -> Fit | None:
    told = accounted_for(turn, form, row, question)
    if told.answer is None:
        # 激励的有，惩戒的没有: half an answer is asked about, whatever its words may ask besides.
        # 弄错了，是别的事: nothing of it is read, and it is of the answer before all the same.
        wrong = speaks_of_before(form, row, question, turn.text) and not is_asked(turn.text)
        half = wrong or is_half(question, turn.text)
        return Fit("", partly=True, sure=False) if half else None
    said = answered.at_question(row, question, told.answer)
    if not told.whole:
        return Fit(said, sure=False, partly=True)
    if (
        question.kind == "note"
        and only_doubts(turn.text)
        and not describes(turn.text.rstrip("?？"))
    ):
        return Fit(said, sure=False, partly=True)  # 照片直接发这里就行？ is no description
    sure = _as_it_stands(question, told.answer, turn.text)
    if question.kind == "note" and (
        of_another_quarter(turn.text, form.quarter.number)
        or of_another_unit(turn.text, f"{form.named} {form.unit.short}")
    ):
        sure = False
    pending = pending_of(turn, form, row, question) is not None
    sure = sure and (pending or corrects_what_stands(form, row, question, turn.text))
    if question.kind != "note":
        return Fit(said, sure=sure)
    lacks = "" if told.answer[question.names[0]] == NIL else _lacks(row, turn.text)
    spoken = not sure and (tells(turn.text) or bool(lacks and describes(turn.text)))
    sure = sure and not lacks
    return Fit(said, sure=sure, spoken=spoken, lacks=lacks, knows=frozenset())


def _lacks(row: Row, text: str) -> str:
    """What a description of this row should say besides; empty where it says anything definite."""
    return doubtful.parts(lacking(row, text)) if describes(text) else ""


def accounted_for(turn: Turn, form: UnitForm, row: Row, question: Question) -> Accounted:
    """What the text at hand says of a question; one more or fewer than what waits or stands."""
    waits = pending_of(turn, form, row, question) or claiming.standing(form, row, question)
    if (told := shifted(question, turn.text, waits.get(question.names[0]))) is not None:
        return told
    return account(row, question, turn.text, lambda said: leads_on(turn, form, said))


def is_half(question: Question, text: str) -> bool:
    """Whether a text says yes to a part of what a question of yes or no asks, and no to another."""
    return question.kind == "flag" and not is_asked(text) and says_both(text)


def is_no_description(form: UnitForm, row: Row, question: Question, text: str) -> bool:
    """地点写错了: what is said of the answer before, where a description is asked for next."""
    asks = question.kind == "note" and not describes(text)
    return asks and speaks_of_before(form, row, question, text)


def is_paper(question: Question, text: str) -> bool:
    """Whether a text at a question is a link, which is a paper and no answer.

    A description that tells of something may name where it can be read.
    """
    if not links.find(text):
        return False
    return question.kind != "note" or not describes(links.without(text))


def beside_link(row: Row, question: Question, text: str) -> Answer | None:
    """The answer that a link was typed beside: 3次 https://…; None: a title stands there.

    What proves something stands beside no 没有: that is asked again.
    """
    said = without_link(text)
    if not said or question.kind not in ("count", "flag"):
        return None
    try:
        found = read_answer(row, question, said)
    except NumberFault:
        return None
    return found if all(found.values()) else None


def without_link(text: str) -> str:
    """What was typed beside links, without the word that names them."""
    return _NAMING.sub("", links.without(text)).strip(_EDGES)


_EDGES: Final = " ,，。;；:：、"
_NAMING: Final = re.compile(
    r"[,，。;；、\s]*(?:这是|附上?|见|看|下面是)?(?:报道|新闻|公众号|推文)?的?(?:链接|网址|地址)"
    r"(?:在这里?|如下|是|见)?[:：]?"
)


def _at_named(turn: Turn, form: UnitForm, row: Row, question: Question) -> Fit | None:
    """Things with their levels; a name alone may as well be something else."""
    one = question.inputs[0]
    waits = naming.waiting_name(turn, form, row, question)
    level = level_of(one, turn.text)
    if waits and level is not None:
        return Fit(answered.at_question(row, question, {one.name: f"{waits}：{level}"}))
    try:
        answer = read_answer(row, question, turn.text)
    except NumberFault:
        name = bare_name(one, turn.text)
        return None if name is None else Fit(words.one_more(row, one, name), sure=False)
    return Fit(answered.at_question(row, question, answer))


def _as_it_stands(question: Question, answer: Answer, text: str) -> bool:
    """Whether an answer needs no second look.

    A description is one, or says that there was nothing; 3次？ asks whether three will do.
    """
    if question.kind != "note":
        return not text.endswith(("?", "？"))
    said = answer[question.names[0]]
    return said == NIL or describes(str(said))


async def at_list(turn: Turn, quarter: int, unit: int) -> Fit | None:
    """The list of rows: one of them."""
    form = await form_of(turn, quarter, unit)
    named = named_row(form, turn.text) is not None or row_named(form, turn.text) is not None
    return Fit("", moves=True) if named or told_by(turn, form) else None


async def at_card(turn: Turn, quarter: int, unit: int, row: str) -> Fit | None:
    """The card of an answered row: the walk's own words, or a new value."""
    form = await form_of(turn, quarter, unit)
    found = row_of(form, row)
    if leads_elsewhere(turn, form, found):
        return Fit("", moves=True)
    if links.find(turn.text):
        beside = value_beside(turn, form, found)
        return Fit(answered.at_question(found, *beside) if beside else answered.as_paper(found))
    meant = new_value(turn, form, found)
    if meant is None:
        return None
    question, answer = meant
    sure = _as_it_stands(question, answer, turn.text)
    sure = sure and corrects_what_stands(form, found, question, turn.text)
    return Fit(answered.at_question(found, question, answer), sure=sure)


def value_beside(turn: Turn, form: UnitForm, row: Row) -> tuple[Question, Answer] | None:
    """The new count that a link was typed beside, at the card of an answered row."""
    said = without_link(turn.text)
    meant = new_value(turn, form, row, said) if said else None
    return meant if meant and beside_link(row, meant[0], turn.text) else None


def new_value(
    turn: Turn, form: UnitForm, row: Row, text: str = ""
) -> tuple[Question, Answer] | None:
    """The one question of a row that a text can be an answer to, and the answer.

    A yes or a no needs a question in front of it: there the buttons are.
    """
    if not form.may_change(row.id, turn.now):
        return None
    found: list[tuple[Question, Answer]] = []
    for question in form.questions(row):
        if question.kind == "flag":
            continue
        try:
            answer: Answer = read_answer(row, question, text or turn.text)
            if question.kind == "named":
                name = question.names[0]
                answer = {name: added(form.claimed(row.id, name), answer[name])}
        except NumberFault:
            continue
        if question.kind == "checklist":  # what a text does not name stays as it stands
            stands = {name: form.claimed(row.id, name) for name in question.names}
            answer = {**stands, **answer}
        found.append((question, answer))
    return found[0] if len(found) == 1 else None
