"""Answering a question: read, doubted once, kept, read back with its points, and on to the next.

Here: counts, yes/no, rates and descriptions. Not here: checklists
(``bot.filling.pages.checklist``), the way between rows (``bot.filling.pages.walk``), writing
(``bot.filling.claiming``), sentences (``bot.words``).
"""

from __future__ import annotations

from bot.corridor import routes
from bot.corridor.pages import page
from bot.corridor.routes import link
from bot.corridor.turn import Turn
from bot.filling import claiming
from bot.filling.accounted import Accounted
from bot.filling.items_among import speaks_of_some
from bot.filling.just_answered import onto_what_waits
from bot.filling.pages import checklist, hearing, linked, naming
from bot.filling.pages.going_back import correct_another
from bot.filling.pages.onward import elsewhere, settle
from bot.filling.pages.showing import question_of, refuse_closed, show_question, show_row
from bot.filling.pages.which_answer import ask_which_was_wrong, may_be_of_before
from bot.filling.pending import Answer, confirms, contradicts, hold, pending_of, waits_here
from bot.filling.reading import Odd, oddity, read_pressed, why_odd
from bot.filling.words import accounted, answer as ways, answered, doubtful
from bot.forms.form import Question, UnitForm
from bot.forms.pages.gates import row_of
from bot.forms.pages.which import form_of
from bot.speech.calendar import say_moment
from bot.speech.numbers import NumberFault
from scoring.scheme import Row


@page("ask/{quarter:int}/{unit:int}/{row}/{number:int}", roles=("liaison",), reads=True)
async def ask(turn: Turn, quarter: int, unit: int, row: str, number: int) -> None:
    """One question of a row, answered before or not."""
    form = await form_of(turn, quarter, unit, ago=True)
    found = row_of(form, row)
    refuse_closed(turn, form, found)
    await show_question(turn, form, found, question_of(form, found, number))


@page(
    "put/{quarter:int}/{unit:int}/{row}/{number:int}/{value}?/{seen}?",
    roles=("liaison",),
    fits=hearing.at_question,
)
async def put(
    turn: Turn,
    quarter: int,
    unit: int,
    row: str,
    number: int,
    value: str | None = None,
    seen: str | None = None,
) -> None:
    """An answer: pressed (``value``), typed, or a file that belongs to the row."""
    form = await form_of(turn, quarter, unit, ago=True)
    found = row_of(form, row)
    question = question_of(form, found, number)
    if value is None and turn.incoming.attachments:
        await _keep_files(turn, form, found, question)
        return
    refuse_closed(turn, form, found)
    if value is None and hearing.is_paper(question, turn.text):
        await _linked(turn, form, found, question)
        return
    if value is not None:
        pressed = read_pressed(found, question, value)
        if pressed is None:
            await show_question(turn, form, found, question, [doubtful.not_an_answer()], card=False)
            return
        await accept(turn, form, found, question, pressed, seen)
        return
    await _typed(turn, form, found, question)


@page("sure/{quarter:int}/{unit:int}/{row}/{number:int}/{token}", roles=("liaison",))
async def sure(turn: Turn, quarter: int, unit: int, row: str, number: int, token: str) -> None:
    """The person stands by the answer that was asked about."""
    form = await form_of(turn, quarter, unit, ago=True)
    found = row_of(form, row)
    question = question_of(form, found, number)
    refuse_closed(turn, form, found)
    pending = pending_of(turn, form, found, question)
    if pending is None or routes.token(pending) != token:
        await show_question(turn, form, found, question, [doubtful.out_of_date()], card=False)
        return
    await _stand_by(turn, form, found, question, pending)


async def _stand_by(
    turn: Turn, form: UnitForm, row: Row, question: Question, pending: Answer
) -> None:
    """Keep what waited for the tap or for 是的."""
    seen = turn.draft.get("mark")
    if question.kind == "checklist":
        await checklist.take_meant(turn, form, row, question, pending, seen)
    else:
        await accept(turn, form, row, question, pending, seen, sure=True)


@page("clear/{quarter:int}/{unit:int}/{row}/{number:int}/{seen}?", roles=("liaison",))
async def clear(
    turn: Turn, quarter: int, unit: int, row: str, number: int, seen: str | None = None
) -> None:
    """Take an answer back to 未报, which is not 0."""
    form = await form_of(turn, quarter, unit, ago=True)
    found = row_of(form, row)
    question = question_of(form, found, number)
    refuse_closed(turn, form, found)
    nothing: Answer = dict.fromkeys(question.names)
    await accept(turn, form, found, question, nothing, seen)


@page("whole/{quarter:int}/{unit:int}/{row}/{value}/{seen}?", roles=("liaison",))
async def whole(
    turn: Turn, quarter: int, unit: int, row: str, value: str, seen: str | None = None
) -> None:
    """Every yes-or-no question and every list of a row at once, as the row showed them."""
    form = await form_of(turn, quarter, unit, ago=True)
    found = row_of(form, row)
    refuse_closed(turn, form, found)
    asked = [one for one in form.questions(found) if one.kind in ("flag", "checklist")]
    names = [name for one in asked for name in one.names]
    if not names or value not in ("yes", "no"):
        await show_row(turn, form, found, [doubtful.not_an_answer()])
        return
    if await claiming.overtaken(turn, form, found, names, seen):
        await show_row(turn, form, found, [doubtful.moved_meanwhile()])
        return
    had = all((found.id, name) in form.claims for name in names)
    form = await claiming.save(turn, form, found, dict.fromkeys(names, value == "yes"))
    lead = [answered.whole_row(asked, value == "yes"), answered.so_far_line(form.result(found.id))]
    await settle(turn, form, found, [one for one in lead if one], changed=had)


@page("both/{quarter:int}/{unit:int}/{row}/{number:int}/{token}", roles=("liaison",))
async def both(turn: Turn, quarter: int, unit: int, row: str, number: int, token: str) -> None:
    """Keep the new description below the one that stands."""
    form = await form_of(turn, quarter, unit, ago=True)
    found = row_of(form, row)
    question = question_of(form, found, number)
    refuse_closed(turn, form, found)
    pending = pending_of(turn, form, found, question)
    if pending is None or question.kind != "note" or routes.token(pending) != token:
        await show_question(turn, form, found, question, [doubtful.out_of_date()], card=False)
        return
    joined = doubtful.joined(claiming.standing(form, found, question), pending)
    await accept(turn, form, found, question, joined, turn.draft.get("mark"), sure=True)


async def _linked(turn: Turn, form: UnitForm, row: Row, question: Question) -> None:
    """A link: a paper of the row; what stands beside it may be the answer, or its title."""
    answer = hearing.beside_link(row, question, turn.text)
    if answer is None:
        await linked.keep(turn, form, row, question)
        return
    seen = turn.draft.get("mark") if waits_here(turn, form, row, question) else None
    await linked.keep_beside(turn, form, row, answered.say_values(question, answer))
    form = await form_of(turn, form.quarter.id, form.unit.id, ago=True)
    await accept(turn, form, row, question, answer, seen)


async def _typed(turn: Turn, form: UnitForm, row: Row, question: Question) -> None:
    pending = pending_of(turn, form, row, question)
    seen = turn.draft.get("mark") if waits_here(turn, form, row, question) else None
    said = None if pending is None else confirms(question, turn.text, pending)
    if pending is not None and said is not None:
        if contradicts(question, pending, turn.text):
            lead = [doubtful.yes_or_no_alone(turn.text)]
            await show_question(turn, form, row, question, lead, card=False)
        elif said:
            await _stand_by(turn, form, row, question, pending)
        else:
            await show_question(turn, form, row, question, card=False)
        return
    if await elsewhere(turn, form, row, question):
        return
    if await correct_another(turn, form, row, question):
        return
    if hearing.is_no_description(form, row, question, turn.text) and ask_which_was_wrong(
        turn, form, row, question
    ):
        return
    if question.kind == "checklist" and checklist.is_done(turn.text):
        await checklist.finish(turn, form, row, question)
    elif question.kind == "named":
        await _named(turn, form, row, question, seen)
    else:
        told = hearing.accounted_for(turn, form, row, question)
        again = pending is not None and question.kind != "note" and told.answer == pending
        await _take(turn, form, row, question, told, seen, again=again)


async def _named(
    turn: Turn, form: UnitForm, row: Row, question: Question, seen: str | None
) -> None:
    """One more named thing; where its level is not said, that is asked."""
    try:
        answer = naming.typed(turn, form, row, question)
    except NumberFault as fault:
        await show_question(turn, form, row, question, [fault.sentence], card=False)
        return
    if answer is not None:
        await accept(turn, form, row, question, answer, seen)


async def _take(
    turn: Turn,
    form: UnitForm,
    row: Row,
    question: Question,
    told: Accounted,
    seen: str | None,
    *,
    again: bool,
) -> None:
    """Keep what is wholly an answer; show for one tap what is partly one; else ask once more."""
    if told.answer is None:
        if not (
            ask_which_was_wrong(turn, form, row, question)
            or may_be_of_before(turn, form, row, question)
        ):
            await show_question(turn, form, row, question, [told.why], card=False)
            if question.kind == "checklist" and speaks_of_some(question, turn.text):
                turn.said[-1] = ways.without_all(turn.said[-1])
        return
    if not told.whole:
        pending = pending_of(turn, form, row, question)
        shown = onto_what_waits(row, question, told, pending, turn.text) if pending else told
        answer = {**claiming.standing(form, row, question), **(shown.answer or {})}
        route = hold(turn, form, row, question, answer)
        turn.say(doubtful.meant(accounted.tap(question, answer), shown.why, route))
        return
    if question.kind == "checklist":
        await checklist.take_meant(turn, form, row, question, told.answer, seen)
    else:
        await accept(turn, form, row, question, told.answer, seen, sure=again)
    if told.then:
        await _follow(turn, form, row, question, told)


async def _follow(
    turn: Turn, form: UnitForm, row: Row, question: Question, told: Accounted
) -> None:
    """有，去三.4: once the answer is kept, its other words are followed from where they stood."""
    now = await form_of(turn, form.quarter.id, form.unit.id, ago=True)
    stands, answer = claiming.standing(now, row, question), told.answer or {}
    if any(stands[name] != raw for name, raw in answer.items()):
        return  # something is asked about it first
    turn.said.clear()
    turn.text = told.then
    await elsewhere(turn, form, row, question)
    first, *others = turn.said
    lead = accounted.kept(row, question, answer)
    turn.said[:] = [first.model_copy(update={"text": f"{lead}\n{first.text}"}), *others]


async def accept(
    turn: Turn,
    form: UnitForm,
    row: Row,
    question: Question,
    answer: Answer,
    seen: str | None,
    *,
    sure: bool = False,
) -> None:
    """Keep an answer, unless somebody else has answered meanwhile or it is odd; then go on."""
    before = claiming.standing(form, row, question)
    if dict(answer) != before and await _overtaken(turn, form, row, question, answer, seen):
        return
    if not sure and doubtful.rewrites(question, before, answer):
        route = hold(turn, form, row, question, answer)
        turn.say(doubtful.rewrite(question, before, answer, route))
        return
    last = await claiming.earlier(turn, form)
    odd = None if sure else oddity(row, question, answer, last.get((row.id, question.names[0])))
    if odd is not None:
        _doubt(turn, form, row, question, answer, odd)
        return
    had = form.answered(row, question)
    form = await claiming.save(turn, form, row, answer)
    if all(raw is None for raw in answer.values()):
        lead = [answered.cleared(question, before)]
        await show_question(turn, form, row, question, lead, card=False)
        return
    past = {name: last.get((row.id, name)) for name in question.names}
    lead = [
        answered.read_back(question, answer, before, past),
        answered.worth(row, form.result(row.id), question, answer),
    ]
    await settle(turn, form, row, [one for one in lead if one], changed=had)


async def _overtaken(
    turn: Turn, form: UnitForm, row: Row, question: Question, answer: Answer, seen: str | None
) -> bool:
    """Ask, instead of writing, when somebody else has answered since the question was shown."""
    other = await claiming.overtaken(turn, form, row, question.names, seen)
    if other is None:
        return False
    stands = claiming.standing(form, row, question)
    route = hold(turn, form, row, question, answer)
    at = say_moment(other.at, turn.now)
    turn.say(doubtful.overtaken(other.who, at, question, stands, answer, route))
    return True


def _doubt(
    turn: Turn, form: UnitForm, row: Row, question: Question, answer: Answer, odd: Odd
) -> None:
    value = answer[question.names[0]]
    assert value is not None  # noqa: S101 -- only a figure can be odd
    why = why_odd(question, odd)
    route = hold(turn, form, row, question, answer)
    turn.say(doubtful.doubt_message(doubtful.doubt(question, value, why), question, value, route))


async def _keep_files(turn: Turn, form: UnitForm, row: Row, question: Question) -> None:
    """A photo sent instead of an answer proves the row; the question comes back.

    Right after another row was answered, whose papers are still owed, it may belong to that one.
    """
    if linked.may_be_of_another(turn, form, row):
        turn.speak_of(form.unit.id)
        await turn.visit("papers")
        return
    await turn.visit(link("proof", form.quarter.id, form.unit.id, row.id))
    form = await form_of(turn, form.quarter.id, form.unit.id, ago=True)
    if form.may_change(row.id, turn.now):
        await show_question(turn, form, row, question, card=False)
