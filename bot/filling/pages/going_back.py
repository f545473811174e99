"""The way back inside a row: 上一题, 第一题错了, 我填错了怎么改, 刚才那个填错了 应该是5次.

No route lives here; the questions of the walk ask it first. What a correction says is shown for
one tap, because 刚才 names no question.
"""

from __future__ import annotations

import re

from bot.corridor.turn import Turn
from bot.filling.pages.showing import show_question, show_row
from bot.filling.pending import Answer, hold
from bot.filling.reading import read_answer
from bot.filling.words import doubtful
from bot.forms.form import Question, UnitForm
from bot.speech.numbers import NumberFault, plain
from scoring.scheme import Row

_WRONG = r"(?:(?:我)?(?:填|写|点|选|报|按|数)?错了?|不对)"
_JUST_NOW = r"(?:刚才|刚刚|前面|上面|上一?题|上一?项)"
_THAT = r"(?:[那这]一?[个题项道次]|的|填的|报的)*"
_HOW = (
    r"(?:了?[,，。 ]*(?:怎么|咋|能|可以|如何)(?:改|办|修改|重填)?(?:吗|呢)?"
    r"|了?[,，。 ]*(?:我)?(?:想要?|要)?(?:重新?(?:填|写|报|弄)|改|修改|更正)(?:一下|下)?)?"
)
_END = r"[。.!！?？]?"
_BEFORE = re.compile(r"(?:返?回|退回|回到|看)?(?:上一?|前一?)(?:道|个)?(?:题|问题|问)" + _END)
_NUMBERED = re.compile(
    r"(?:(?:我要|我想|想|要)?(?:改|修改|更正|重填|回到|重新填)(?:一下|下)?)?"
    rf"第\s*(?P<number>[一二三四五六1-6])\s*(?:个|道)?(?:题|问题|问){_WRONG}?{_HOW}{_END}"
)
_SLIP = re.compile(rf"(?:我)?{_JUST_NOW}?{_THAT}(?:我)?(?:填|写|点|选|报|按)错了?{_HOW}{_END}")
_CORRECTED = re.compile(
    rf"{_JUST_NOW}{_THAT}(?:{_WRONG}[,，。;； ]*|(?=应|改|换|是|不是|实际))(?P<now>.+)"
)
_BECOMES = re.compile(r"^(?:应该?|改|换|实际)?(?:上|成|为|是|选|填|点)*[,，：: ]*(?=.)")
_NUMERALS = "一二三四五六"


def asks_back(text: str) -> bool:
    """Whether a text goes back to an answer instead of giving one."""
    said = plain(text).strip()
    return any(one.fullmatch(said) for one in (_BEFORE, _NUMBERED, _SLIP, _CORRECTED))


async def go_back(turn: Turn, form: UnitForm, row: Row, question: Question | None) -> bool:
    """Follow such a text, said at a row (None: at its card). False: it is none."""
    said = plain(turn.text).strip()
    if match := _NUMBERED.fullmatch(said):
        number = match["number"]
        place = _NUMERALS.index(number) if number in _NUMERALS else int(number) - 1
        asked = form.questions(row)
        if place < len(asked):
            await show_question(turn, form, row, asked[place], [doubtful.going_back()])
        else:
            await show_row(turn, form, row, [doubtful.no_such_question(len(asked))])
        return True
    if _BEFORE.fullmatch(said) or _SLIP.fullmatch(said):
        await _before(turn, form, row, question)
        return True
    if match := _CORRECTED.fullmatch(said):
        return await _corrected(turn, form, row, match["now"])
    return False


async def _before(turn: Turn, form: UnitForm, row: Row, question: Question | None) -> None:
    """The question before this one; before a row's first one what was answered last."""
    if question is not None and question.number > 0:
        asked = form.questions(row)
        await show_question(turn, form, row, asked[question.number - 1], [doubtful.going_back()])
        return
    last = answered_last(form)
    if last is None:
        await show_row(turn, form, row, [doubtful.nothing_before()])
    else:
        await show_question(turn, form, *last, [doubtful.going_back()])


async def _corrected(turn: Turn, form: UnitForm, at: Row, said: str) -> bool:
    last = answered_last(form)
    if last is None:
        await show_row(turn, form, at, [doubtful.nothing_before()])
        return True
    row, question = last
    answer = _read(row, question, said)
    if answer is None:
        await show_question(turn, form, row, question, [doubtful.going_back()])
        return True
    route = hold(turn, form, row, question, answer)
    turn.say(doubtful.correction(row, question, answer, route))
    return True


def _read(row: Row, question: Question, said: str) -> Answer | None:
    """应该是4次, 改成否: the answer that is meant, without the words before it."""
    for one in (said, _BECOMES.sub("", said)):
        try:
            return read_answer(row, question, one)
        except NumberFault:
            continue
    return None


def answered_last(form: UnitForm) -> tuple[Row, Question] | None:
    """The question that the unit answered last and may still change."""
    found = [
        (max(form.claims[row.id, name].at for name in question.names), row, question)
        for row in form.own_rows
        for question in form.questions(row)
        if form.answered(row, question)
    ]
    if not found:
        return None
    _, row, question = max(found, key=lambda one: (one[0], form.rows.index(one[1]), one[2].number))
    return row, question
