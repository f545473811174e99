"""问信用办, on the asker's side: a question with unit and row goes to the office's group.

The office's side, with the answer on its way back, is in ``replies``.
"""

from __future__ import annotations

from bot.advice import asking
from bot.advice.words import answers as answer_words, consult as words
from bot.corridor.pages import page
from bot.corridor.reached import contact
from bot.corridor.turn import Turn, instead
from bot.forms.pages.gates import is_answer, row_of
from bot.forms.pages.which import form_of
from bot.questions.leans import asks_for_time, thing_of
from bot.questions.typed import alone
from storage.queries import advice
from storage.queries.advice import About

_WRITE = "consult/write"


@page("consult", words=alone("consult"), opens=("问信用办",))
async def consult(turn: Turn) -> None:
    """Without a row: the question behind the word, else it is asked for."""
    told = await asking.at_hand(turn)
    if turn.rest:
        await _send(turn, told, turn.rest)
        return
    await _ask(turn, told)


@page("consult/{quarter:int}/{unit:int}/{row}", roles=("liaison",), reads=True)
async def of_row(turn: Turn, quarter: int, unit: int, row: str) -> None:
    """From a row: what is to be asked?"""
    form = await form_of(turn, quarter, unit)
    await _ask(turn, About(unit, quarter, row_of(form, row).id))


@page("consult/stop", reads=True)
async def stop(turn: Turn) -> None:
    """不问了."""
    turn.say(words.stopped())


@page(_WRITE, fits=asking.whatever)
async def write(turn: Turn) -> None:
    """The question as it was typed."""
    draft = turn.draft
    if not is_answer(turn, _WRITE):
        await consult(turn)
        return
    if turn.incoming.attachments:
        await turn.visit("papers")
        turn.said[-1] = turn.said[-1].model_copy(
            update={"text": f"{words.only_text()}\n{turn.said[-1].text}"}
        )
        return
    told = About(draft.get("unit"), draft.get("quarter"), draft.get("row"))
    if told.unit_id is not None and told.unit_id not in turn.units:
        told = await asking.at_hand(turn)
    await _send(turn, told, turn.text)


@page("consult/back", reads=True)
async def own_open(turn: Turn) -> None:
    """不用延了, 不用问了: the own questions that wait for an answer, each to be taken back."""
    _must_report(turn)
    time = thing_of(turn.text) == "time"
    waiting = await advice.own_open(turn.db, turn.somebody.id)
    about = [one for one in waiting if not time or asks_for_time(one.question)]
    turn.keep_waiting(way_back=True)
    turn.say(words.own_open([(one.id, one.question) for one in about], time=time))


@page("consult/back/{number:int}")
async def take_back(turn: Turn, number: int) -> None:
    """A question of one's own that needs no answer any more; the office is told."""
    _must_report(turn)
    waiting = await advice.own_open(turn.db, turn.somebody.id)
    found = next((one for one in waiting if one.id == number), None)
    if found is None:
        raise instead(words.answered_already(), answer_words.HOME)
    said = words.taken_back_answer()
    await advice.reply(turn.db, number, said, turn.somebody.id, turn.now)
    await turn.record(
        found.unit_id, "consult.back", f"consult/{number}", {"question": found.question}, None
    )
    who = f"{await asking.about(turn, found)} {found.person_name}".strip()
    await asking.tell(turn, words.office_knows(who, found.question, number), f"consult/{number}/-")
    turn.keep_waiting(way_back=True)
    turn.say(words.taken_back(found.question))


@page("consult/send/{number:int}")
async def send(turn: Turn, number: int) -> None:
    """Send on the question that was put already."""
    _must_report(turn)
    if not await advice.send(turn.db, number, turn.somebody.id, turn.now):
        raise instead(answer_words.gone(), answer_words.HOME)
    await _sent(turn, number)


def _must_report(turn: Turn) -> None:
    if not asking.asks_the_office(turn):
        raise instead(words.not_yours(), answer_words.HOME)


async def _ask(turn: Turn, told: About) -> None:
    _must_report(turn)
    turn.say(words.ask(await asking.about(turn, told)))
    turn.wait(_WRITE, unit=told.unit_id, quarter=told.quarter_id, row=told.row)


async def _send(turn: Turn, told: About, question: str) -> None:
    _must_report(turn)
    if len(question) > words.LONGEST:
        raise instead(words.too_long())
    if not question.strip():
        raise instead(words.ask("").text)
    number = await advice.draft(turn.db, turn.somebody.id, told, question.strip(), "", turn.now)
    await advice.send(turn.db, number, turn.somebody.id, turn.now)
    await _sent(turn, number)


async def _sent(turn: Turn, number: int) -> None:
    asked = await advice.consultation(turn.db, number)
    if asked is None:
        raise LookupError(f"consultation {number}")
    said = {"question": asked.question, "row": asked.row}
    await turn.record(asked.unit_id, "consult.ask", f"consult/{number}", None, said)
    told = await asking.pass_on(turn, number)
    turn.say(words.sent(asked.question, await contact(turn.db, turn.world), told=told))
    if not is_answer(turn, _WRITE):
        turn.keep_waiting(way_back=True)  # it was asked beside a form that goes on waiting
