"""Answers told of in one message are shown together, old and new, for one tap.

Several rows (三.4 3项 四.1 5次), several questions of the row at hand (制度和办法都有，案例一个), a
move from one of its counts to the other. What was shown is what waits in the draft, answer by
answer. Not here: the tap (``bot.filling.pages.told``), how such a message is read
(``bot.filling.rows_told``, ``of_row``, ``shifted``).
"""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import groupby

from bot.corridor.routes import link
from bot.corridor.turn import Turn
from bot.filling import claiming
from bot.filling.accounted import Accounted, account, shifted
from bot.filling.counted import kind_by_kind, reported, summed
from bot.filling.of_row import all_of_them, told_of_row
from bot.filling.rows_told import ROW, Told, rows_told, written
from bot.filling.shifted import is_relative, moved
from bot.filling.words import told as words
from bot.forms.form import Question, Raw, UnitForm
from bot.speech.colloquial import plainly
from bot.speech.denial import denial
from bot.speech.numbers import plain
from scoring.scheme import Row

TOLD, MARK = "told", "told_mark"
"""In the draft: the answers shown, and a mark of those that stood then."""


def told_by(
    turn: Turn, form: UnitForm, row: Row | None = None, question: Question | None = None
) -> tuple[Told, ...]:
    """What the message at hand tells of rows, or of the row at hand beside its open question.

    The form that waits asks it to hear whether the message is its own, then the page that takes it.
    """
    if not form.may_fill(turn.now):
        return ()
    at = (row.id if row else None, question.number if question else None)
    heard = ("told", turn.text, turn.conversation.draft, *at)
    said = written(plainly(plain(turn.text)).strip().rstrip("。.!！~～ "))
    if (put := _of_the_shown(waiting(turn, form), said)) is not None:
        return put
    every = turn.once(heard, form, lambda: _told(turn, form, row, question))
    return tuple(one for one in every if not _told_against(one))


def _told_against(told: Told) -> bool:
    """文本都有，没往平台传: of all of a list a clause says that something lacks."""
    whole = any(
        question.kind == "checklist" and len(answer) > 1 and all(answer.values())
        for question, answer in told.answers
    )
    return whole and any(map(denial, told.left))


def _told(
    turn: Turn, form: UnitForm, row: Row | None, question: Question | None
) -> tuple[Told, ...]:
    if row is not None and question is not None:
        alone = account(row, question, turn.text, lambda _: False)
        if alone.whole and question.kind != "note":
            return ()
        if reported(question, turn.text) is not None:
            return ()  # 办了5次，其中2次没见报: both figures are of this question
        if summed(question, kind_by_kind(question, turn.text)) is not None:
            return ()  # 承诺2核查2: kinds of what this question counts
        several = _whole_lists(form, rows_told(form, turn.text, row, _every_shown(turn)))
        if sum(bool(one.answers) for one in several) > 1:
            return several
        if len(several) > 1 and alone.answer is None:
            return several
        if alone.whole and not _is_short(turn.text):
            return ()  # a description may speak of whatever it likes
        if (told := _of_this_row(turn, form, row, question, alone)) is not None:
            return _whole_lists(form, (told,))
        return several if not alone.whole or question.kind == "note" else ()
    return _whole_lists(form, rows_told(form, turn.text, row, _every_shown(turn)))


def _whole_lists(form: UnitForm, told: tuple[Told, ...]) -> tuple[Told, ...]:
    """Of a list's items that are not told of it stays what stands."""
    return tuple(
        replace(
            one,
            answers=tuple((q, _beside_what_stands(form, one.row, q, a)) for q, a in one.answers),
        )
        for one in told
    )


def _beside_what_stands(
    form: UnitForm, row: Row, question: Question, answer: dict[str, Raw]
) -> dict[str, Raw]:
    stands = {name: form.claimed(row.id, name) for name in question.names}
    return {**{name: raw for name, raw in stands.items() if raw is not None}, **answer}


_SHORT = 16


def _is_short(text: str) -> bool:
    return len(text.strip()) <= _SHORT


def _of_this_row(
    turn: Turn, form: UnitForm, row: Row, question: Question, alone: Accounted
) -> Told | None:
    """What is told of several questions of the open row; ``alone``: what the open one reads."""
    asked = form.questions(row)
    if (every := all_of_them(asked, turn.text)) is not None:
        return Told(row, every)
    shifts = moved(row, asked, {**_claimed(form, row), **_shown(turn, row)}, turn.text)
    if shifts is not None:
        return Told(row, shifts)
    told = told_of_row(row, asked, turn.text)
    numbers = [one.number for one, _ in told.answers] if told else []
    if told is None or (
        numbers == [question.number] and (alone.answer is not None or not told.left)
    ):
        return None  # the open question reads it by itself
    if question.number not in numbers and any(
        account(row, question, clause, lambda _: False).whole for clause in told.left
    ):
        return None  # 有，2021年那个监管办法 answers the open one
    return Told(row, told.answers, told.left)


def _claimed(form: UnitForm, row: Row) -> dict[str, Raw | None]:
    return {one.name: form.claimed(row.id, one.name) for one in row.inputs}


def _shown(turn: Turn, row: Row) -> dict[str, Raw]:
    """What waits for the tap already, of this row."""
    return {name: raw for (at, name), raw in _every_shown(turn).items() if at == row.id}


def _every_shown(turn: Turn) -> dict[tuple[str, str], Raw]:
    """Row and input → what was shown of it and waits for the tap."""
    return {
        (at, name): raw
        for at, _, answer in turn.draft.get(TOLD, ())
        for name, raw in answer.items()
    }


def waiting(turn: Turn, form: UnitForm) -> tuple[Told, ...]:
    """The answers that were shown and wait for the tap."""
    kept = turn.draft.get(TOLD, ())
    found: list[Told] = []
    for row_id, of_row in groupby(kept, key=lambda one: one[0]):
        row = next((one for one in form.rows if one.id == row_id), None)
        if row is None:
            return ()
        asked = form.questions(row)
        answers = [(number, answer) for _, number, answer in of_row if number < len(asked)]
        found.append(Told(row, tuple((asked[number], answer) for number, answer in answers)))
    return tuple(found)


def mark_of(form: UnitForm, told: tuple[Told, ...]) -> str:
    """A mark of the answers that stand now where something is told."""
    names = [(one.row, asked.names) for one in told for asked, _ in one.answers]
    return "".join(claiming.mark(form, row, of_row) for row, of_row in names)


def _with_what_waits(turn: Turn, form: UnitForm, told: tuple[Told, ...]) -> tuple[Told, ...]:
    """三.3错了是5, below several rows that were shown: that one changes, the others wait on."""
    shown = waiting(turn, form)
    now = {one.row.id: one for one in told if one.answers}
    kept = tuple(_put_right(one, now[one.row.id]) if one.row.id in now else one for one in shown)
    there = {one.row.id for one in shown}
    return (*kept, *(one for one in told if one.row.id not in there))


def _put_right(shown: Told, now: Told) -> Told:
    """The answers that were shown of a row, with those that are told anew."""
    anew = {question.number: answer for question, answer in now.answers}
    before = tuple((q, {**a, **anew.pop(q.number, {})}) for q, a in shown.answers)
    return replace(now, answers=(*before, *(one for one in now.answers if one[0].number in anew)))


def without_some(turn: Turn, form: UnitForm) -> tuple[Told, ...] | None:
    """四.1 那个再等等, 啊是4, below what was shown: what of it is left, or is now; None: all."""
    shown = waiting(turn, form)
    said = written(plainly(plain(turn.text)).strip().rstrip("。.!！~～ "))
    if left_out := _LEFT_OUT.fullmatch(said):
        numbers = {re.sub(r"\s", "", one).replace("．", ".") for one in ROW.findall(left_out[0])}
        kept = tuple(one for one in shown if one.row.id not in numbers)
        return kept if len(kept) < len(shown) else None
    if (more := _more_of_the_shown(shown, said)) is not None:
        return more
    if len(shown) != 1 or len(shown[0].answers) != 1 or ROW.search(said):
        return None
    (one,), ((question, before),) = shown, shown[0].answers
    now = account(one.row, question, _SIGHS.sub("", said), lambda _: False)
    if question.kind == "note" or not now.whole or now.answer is None or now.answer == before:
        return None
    return (Told(one.row, ((question, {k: v for k, v in now.answer.items() if v is not None}),)),)


def _more_of_the_shown(shown: tuple[Told, ...], said: str) -> tuple[Told, ...] | None:
    """再加一次, below what was shown: one more of the one count among it."""
    counts = [
        (one, question, answer)
        for one in shown
        for question, answer in one.answers
        if question.kind == "count"
    ]
    if len(counts) != 1 or not is_relative(_SIGHS.sub("", said)):
        return None
    ((of, question, answer),) = counts
    name = question.names[0]
    now = (shifted(question, _SIGHS.sub("", said), answer[name]) or Accounted()).answer or {}
    many = now.get(name)
    if many is None:
        return None
    put = _put_right(of, Told(of.row, ((question, {name: many}),)))
    return tuple(put if one is of else one for one in shown)


_BECOMES = re.compile(
    r"(?:把|那个?|啊|哦|噢|不对|错了|[,，\s])*(?P<what>[一-鿿]{2,8}?)(?:那一?[个项])?(?:应该?|要|得)?(?:改成|改为|换成|是)(?P<now>.{1,8})"
)


def _of_the_shown(shown: tuple[Told, ...], said: str) -> tuple[Told, ...] | None:
    """案例改成3个, below several that were shown: of the one whose words these are."""
    match = _BECOMES.fullmatch(said)
    if match is None:
        return None
    found: list[tuple[Told, Question, Accounted]] = []
    for one in shown:
        for question, _ in one.answers:
            if match["what"] in f"{question.names[0]}{question.inputs[0].ask}":
                now = account(one.row, question, match["now"], lambda _: False)
                found.append((one, question, now))
    if len(found) != 1 or not found[0][2].whole or found[0][2].answer is None:
        return None
    whole, question, now = found[0]
    answer = {name: raw for name, raw in (now.answer or {}).items() if raw is not None}
    put = _put_right(whole, Told(whole.row, ((question, answer),)))
    return tuple(put if one is whole else one for one in shown)


_LEFT_OUT = re.compile(
    rf"(?:(?:啊|哦|噢|诶|等等|不对|算了|对了|那|先|把)[,，\s]*)*(?:{ROW.pattern}[和跟、,，\s]*)+"
    r"(?:的|那|这|一|个|项|条|先|就|还是|暂时|我|,|，|\s)*"
    r"(?:(?:再|等)+(?:等+|问问?|看看?|核实?|说|确认|想想?)(?:一?下)?|(?:别|不|不要|不用|甭)(?:填|报|记|存|写|算|要|交)?"
    r"|(?:放|搁|空|留)(?:着|一放)?|去掉|删(?:掉|了)?|撤(?:掉|了|回)?|取消|算了|作废|待会儿?|回头|晚点|没定|还没定|不确定)"
    r"(?:再(?:说|填|报|定))?(?:了|吧|哈|啊|呗)*"
)
"""三.2先不填: a row that was told of shall wait."""
_SIGHS = re.compile(r"^(?:(?:啊|哦|噢|诶|哎呀?|不对|错了|对了|等等|不不?|不是)[,，。!！\s]*)+")


def show_told(turn: Turn, form: UnitForm, told: tuple[Told, ...], *, only: bool = False) -> None:
    """Show what a message tells; what waits here waits on. ``only``: nothing shown before does."""
    told = told if only else _with_what_waits(turn, form, told)
    at = (form.quarter.id, form.unit.id)
    waits = turn.conversation.waiting or link("jump", *at)
    draft = {name: raw for name, raw in turn.draft.items() if name != "pending"}
    answers = [[one.row.id, asked.number, answer] for one in told for asked, answer in one.answers]
    turn.wait(waits, **{**draft, TOLD: answers, MARK: mark_of(form, told)})
    turn.say(words.shown(form, told, ("told", *at)))
