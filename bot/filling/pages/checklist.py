"""Checklists: each item is kept the moment it is tapped; 好了 records the rest as no.

Items nobody has touched are 未报 until 好了 or 都没有 is pressed. Not here: other questions
(``bot.filling.pages.answer``).
"""

from __future__ import annotations

from bot.corridor.pages import page
from bot.corridor.turn import Turn
from bot.filling import claiming
from bot.filling.pages.onward import settle
from bot.filling.pages.showing import question_of, refuse_closed, show_question
from bot.filling.pending import Answer
from bot.filling.words import answered, doubtful
from bot.forms.form import Question, Raw, UnitForm
from bot.forms.pages.gates import row_of
from bot.forms.pages.which import form_of
from bot.speech.calendar import say_moment
from scoring.scheme import Row


@page(
    "tick/{quarter:int}/{unit:int}/{row}/{number:int}/{item}/{value}?/{seen}?",
    roles=("liaison",),
)
async def tick(
    turn: Turn,
    quarter: int,
    unit: int,
    row: str,
    number: int,
    item: str,
    value: str | None = None,
    seen: str | None = None,
) -> None:
    """Set one item (its place, ``yes`` or ``no``), ``all`` of them, the ``rest``, or finish."""
    form = await form_of(turn, quarter, unit)
    found = row_of(form, row)
    question = question_of(form, found, number)
    refuse_closed(turn, form, found)
    if question.kind == "checklist" and item == "done":
        await finish(turn, form, found, question)
        return
    names = _named(question, item)
    if item == "rest" and question.kind == "checklist":
        names = tuple(one for one in question.names if form.claimed(row, one) is None)
    if not names or value not in ("yes", "no"):
        await show_question(turn, form, found, question, [doubtful.not_an_answer()], card=False)
        return
    wanted: dict[str, Raw | None] = dict.fromkeys(names, value == "yes")
    await set_items(turn, form, found, question, wanted, seen, whole=item in ("all", "rest"))


_DONE = {"好了", "完成", "完成了", "勾好了", "选好了", "点好了", "就这些"}


def is_done(text: str) -> bool:
    """Whether a text says that every item there is has been named."""
    return text.strip("。.！! ") in _DONE


async def take_meant(
    turn: Turn, form: UnitForm, row: Row, question: Question, meant: Answer, seen: str | None
) -> None:
    """Set the items that are told of; others stay as they are."""
    wanted: dict[str, Raw | None] = {name: raw for name, raw in meant.items() if raw is not None}
    # The draft's mark is the whole list's; when that stands, so does each item.
    stands = seen is None or seen == claiming.mark(form, row, question.names)
    whole = len(wanted) == len(question.names)
    await set_items(turn, form, row, question, wanted, None if stands else "stale", whole=whole)


def _named(question: Question, item: str) -> tuple[str, ...]:
    if question.kind != "checklist":
        return ()
    if item == "all":
        return question.names
    if item.isascii() and item.isdigit() and int(item[:3]) < len(question.names):
        return (question.names[int(item[:3])],)
    return ()


async def set_items(
    turn: Turn,
    form: UnitForm,
    row: Row,
    question: Question,
    wanted: dict[str, Raw | None],
    seen: str | None,
    *,
    whole: bool,
) -> None:
    """Keep items; what somebody else has changed meanwhile is shown first, not overwritten."""
    names = tuple(wanted)
    other = await claiming.overtaken(turn, form, row, names, seen)
    stands = {name: form.claimed(row.id, name) for name in names}
    contrary = {n: raw for n, raw in stands.items() if raw is not None and raw != wanted[n]}
    if other is not None and contrary:
        at = say_moment(other.at, turn.now)
        lead = [doubtful.items_overtaken(other.who, at, contrary)]
        await show_question(turn, form, row, question, lead, redraw=True)
        return
    before = claiming.standing(form, row, question)
    form = await claiming.save(turn, form, row, wanted)
    if whole:
        await _read_back(turn, form, row, question, before)
        return
    lead = answered.so_far(form.result(row.id))
    if turn.incoming.route is None and not any(wanted.values()):
        lead.insert(0, doubtful.noted_as_lacking(names))
    await show_question(turn, form, row, question, lead, redraw=True)


async def finish(turn: Turn, form: UnitForm, row: Row, question: Question) -> None:
    """好了: what nobody has ticked is recorded as no, which the message had announced."""
    before = claiming.standing(form, row, question)
    if True not in before.values():
        await show_question(turn, form, row, question, [doubtful.nothing_ticked()], redraw=True)
        return
    rest: dict[str, Raw | None] = {name: False for name, raw in before.items() if raw is None}
    form = await claiming.save(turn, form, row, rest)
    await _read_back(turn, form, row, question, before)


async def _read_back(
    turn: Turn,
    form: UnitForm,
    row: Row,
    question: Question,
    before: dict[str, Raw | None],
) -> None:
    last = await claiming.earlier(turn, form)
    past = {name: last.get((row.id, name)) for name in question.names}
    now = claiming.standing(form, row, question)
    lead = [
        answered.read_back(question, now, before, past),
        answered.worth(row, form.result(row.id), question, now),
    ]
    await settle(turn, form, row, [one for one in lead if one], changed=False)
