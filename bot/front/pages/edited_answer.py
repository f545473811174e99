"""An answer whose message was changed: 改 or 不改.

The question is put beside whatever the person is doing; the form that waits goes on waiting, and
the buttons carry everything. Not here: which messages are answers (``edited``).
"""

from __future__ import annotations

from collections.abc import Mapping

from bot.corridor import routes, spoken
from bot.corridor.buttons import HOME, to
from bot.corridor.events import Button
from bot.corridor.pages import page
from bot.corridor.routes import link
from bot.corridor.turn import Turn, instead
from bot.filling import claiming
from bot.filling.pages.showing import question_of, refuse_closed, show_question
from bot.filling.reading import oddity, read_typed, why_odd
from bot.filling.words import answered, card as cards
from bot.forms.form import Question, Raw, UnitForm
from bot.forms.pages.gates import row_of
from bot.forms.pages.which import form_of
from bot.front.words import edited as words
from bot.speech.calendar import say_moment
from bot.speech.numbers import NumberFault
from scoring.scheme import Row
from storage.queries import spoken as queries
from storage.queries.spoken import Spoken

Asked = tuple[UnitForm, Row, Question]


async def changed_answer(turn: Turn, one: Spoken) -> None:
    """The message of an answer reads otherwise now: ask whether the answer is to follow."""
    await queries.edited(turn.db, one, mark=spoken.mark(turn.text), caption="", wanted=turn.text)
    form, row, question = await _asked(turn, one)
    refuse_closed(turn, form, row)
    if question.kind in ("checklist", "named"):
        await show_question(turn, form, row, question, [words.pick_instead()], card=False)
        return
    title, stands = cards.title(row), claiming.standing(form, row, question)
    try:
        wanted = read_typed(row, question, turn.text)
    except NumberFault as fault:
        look = _look(form, row)
        turn.say(words.not_understood(title, fault.sentence, question, stands), (look,))
        return
    if wanted == stands:
        turn.say(words.already(title, question, stands))
        return
    await _ask(turn, one, (form, row, question), wanted, turn.text)


async def _ask(
    turn: Turn,
    one: Spoken,
    asked: Asked,
    wanted: Mapping[str, Raw | None],
    text: str,
    other: str = "",
) -> None:
    form, row, question = asked
    last = await claiming.earlier(turn, form)
    first = question.names[0]
    odd = oddity(row, question, wanted, last.get((row.id, first)))
    doubt = why_odd(question, odd) if odd is not None else ""
    seen = claiming.mark(form, row, question.names)
    at = (form.unit.id, one.id, routes.token(text), seen)
    stands = claiming.standing(form, row, question)
    turn.say(
        words.change(
            cards.title(row),
            question,
            stands,
            wanted,
            (other, doubt),
            ("edited/yes", *at),
            ("edited/no", *at[:2]),
        )
    )


@page("edited/yes/{unit:int}/{number:int}/{token}/{seen}", roles=("liaison",))
async def follow(turn: Turn, unit: int, number: int, token: str, seen: str) -> None:
    """改: the answer follows the message."""
    one = await _mine(turn, unit, number)
    form, row, question = await _asked(turn, one)
    turn.keep_waiting(way_back=True)
    refuse_closed(turn, form, row)
    if routes.token(one.wanted) != token:
        raise instead(words.outdated(), _look(form, row), HOME)
    wanted = read_typed(row, question, one.wanted)
    other = await claiming.overtaken(turn, form, row, question.names, seen)
    if other is not None:
        said = words.somebody_else(other.who, say_moment(other.at, turn.now))
        await _ask(turn, one, (form, row, question), wanted, one.wanted, said)
        return
    before = claiming.standing(form, row, question)
    last = await claiming.earlier(turn, form)
    past = {name: last.get((row.id, name)) for name in question.names}
    form = await claiming.save(turn, form, row, wanted)
    said = answered.read_back(question, wanted, before, past)
    worth = answered.worth(row, form.result(row.id), question, wanted)
    message = words.followed(cards.title(row), said, worth)
    turn.say(message, (_look(form, row), HOME))


@page("edited/no/{unit:int}/{number:int}", roles=("liaison",), reads=True)
async def leave(turn: Turn, unit: int, number: int) -> None:
    """不改: the answer stays."""
    form, row, question = await _asked(turn, await _mine(turn, unit, number))
    turn.keep_waiting(way_back=True)
    stands = claiming.standing(form, row, question)
    turn.say(words.left(cards.title(row), question, stands), (_look(form, row), HOME))


async def _mine(turn: Turn, unit: int, number: int) -> Spoken:
    """The remembered message, if it was said in this chat about this unit."""
    one = await queries.by_id(turn.db, number)
    here = (turn.incoming.channel, turn.incoming.chat)
    if one is None or (one.channel, one.chat) != here or not _is_answer(one.route, unit):
        raise instead(words.outdated(), HOME)
    return one


def _is_answer(route: str, unit: int) -> bool:
    """Whether what took the message was a question about a row of this unit."""
    parts = route.split("/")
    return parts[2:3] == [str(unit)] and "".join(parts[4:5]).isdecimal()


async def _asked(turn: Turn, one: Spoken) -> Asked:
    """The question that the message answered."""
    _, quarter, unit, row_id, number, *_ = one.route.split("/")
    if int(unit) not in turn.units:
        raise instead(words.too_late(), HOME)
    form = await form_of(turn, int(quarter), int(unit))
    row = row_of(form, row_id)
    return form, row, question_of(form, row, int(number))


def _look(form: UnitForm, row: Row) -> Button:
    return to("看这一项", link("row", form.quarter.id, form.unit.id, row.id))
