"""The one reading of a text typed at a question: every sign of it is accounted for, or it is asked.

``account`` says what a text answers of the question that stands open, whether that is all of it,
what of it was left, and which words of the walk stand beside it (有，去三.4). Counts, yes or no,
ratios, amounts, checklists, descriptions and named things come through here alike. Pure: how each
kind is read is ``bot.filling.reading``'s, what then happens the pages'.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Final

from bot.filling.items_among import items_among
from bot.filling.reading import read_answer
from bot.filling.words import accounted as words
from bot.forms.form import Question, Raw
from bot.questions.instead import is_asked
from bot.questions.words import courtesy
from bot.speech.counts_among import SAME
from bot.speech.numbers import FIGURE, NumberFault, figure, figures_in, plain
from scoring.scheme import Row

Answer = Mapping[str, Raw | None]
_CLAUSES: Final = re.compile(r"[,，。;；!！、~～…\s]+")
_MOST: Final = 6
"""A text of more clauses tells a story."""


@dataclass(frozen=True, slots=True)
class Accounted:
    """What a text says of a question."""

    answer: Answer | None = None
    """None: nothing of it was read."""
    whole: bool = False
    """Every sign is accounted for: it may be kept without a tap."""
    why: str = ""
    """What is asked above the one tap, or why nothing was read."""
    then: str = ""
    """Words of the walk that stand beside an answer, to be followed when it is kept."""
    adds: bool = False
    """It tells of one more: what waits for a tap already is counted, too."""


def account(row: Row, question: Question, text: str, leads: Callable[[str], bool]) -> Accounted:
    """What a text says of a question; ``leads``: whether words lead on, as 跳过 and 去三.4 do."""
    try:
        return Accounted(read_answer(row, question, text), whole=True)
    except NumberFault as fault:
        first = fault
    if question.kind in ("note", "named"):
        return Accounted(why=first.sentence)
    clauses = [one for one in _CLAUSES.split(text) if one]
    if with_words := _with_the_walk(row, question, clauses, leads):
        return with_words
    if question.kind == "checklist":
        return _items(question, text, first)
    if first.suggestion is not None:
        return Accounted(_suggested(question, first), why=first.sentence)
    told = (
        _one_clause(row, question, clauses)
        or _counted(question, text)
        or _told_by_day(question, text)
        or _of_its_words(question, clauses)
        or _summed(question, clauses)
    )
    return told or Accounted(why=first.sentence)


def _with_the_walk(
    row: Row, question: Question, clauses: list[str], leads: Callable[[str], bool]
) -> Accounted | None:
    """有，去三.4: an answer that is whole, and behind it words that lead on."""
    if not 1 < len(clauses) <= _MOST:
        return None
    for cut in range(len(clauses) - 1, 0, -1):
        then = " ".join(clauses[cut:])
        answer = _read(row, question, " ".join(clauses[:cut])) if leads(then) else None
        if answer is not None:
            return Accounted(answer, whole=True, then=then)
    return None


def _items(question: Question, text: str, fault: NumberFault) -> Accounted:
    told = items_among(question, text)
    if told is None:
        return Accounted(why=fault.sentence)
    return Accounted(told.items, why=words.items(text, told.items, told.left))


def _suggested(question: Question, fault: NumberFault) -> Answer:
    """The answer that a reader of one kind thought was meant."""
    value = fault.suggestion
    assert value is not None  # noqa: S101 -- asked before
    if question.kind == "flag":
        return {question.names[0]: value > 0}
    return {question.names[0]: int(value) if question.kind == "count" else f"{value:f}"}


def _one_clause(row: Row, question: Question, clauses: list[str]) -> Accounted | None:
    """不改了 就是4: the one clause that answers, with what stands beside it said back."""
    if not 1 < len(clauses) <= _MOST:
        return None
    found: list[Answer] = []
    left: list[str] = []
    for one in clauses:
        answer = None if is_asked(one) else _read(row, question, one)
        if answer is not None:
            found += [answer] if answer not in found else []
        elif courtesy(one) is None:
            left.append(one)
    if len(found) != 1 or (question.kind != "flag" and figures_in("".join(left))):
        return None
    return Accounted(found[0], why=words.beside(question, found[0], "，".join(left)))


def _counted(question: Question, text: str) -> Accounted | None:
    """信用+驾校、信用+货运: so many things were named where it is asked how many."""
    named = [one.strip() for one in text.strip("。.!！ ").split("、")]
    if question.kind != "count" or len(named) < _SEVERAL or figures_in(text) or is_asked(text):
        return None
    if not all(_THING.fullmatch(one) for one in named) or _UNSAID.search(text):
        return None
    answer: Answer = {question.names[0]: len(named)}
    return Accounted(answer, why=words.listed(question, answer))


def _told_by_day(question: Question, text: str) -> Accounted | None:
    """10月12日 诚信驾校宣传 汽车站 80人: one day is one time, where it is asked how often."""
    said = plain(text).strip()
    days = _DAY.findall(said)
    if question.kind != "count" or question.inputs[0].unit not in _TIMES or not days:
        return None
    if not _DAY.match(said) or is_asked(said) or _UNSAID.search(said):
        return None
    answer: Answer = {question.names[0]: len(days)}
    return Accounted(answer, why=words.by_day(question, answer), adds=True)


def added_to(question: Question, told: Accounted, pending: Answer) -> Accounted:
    """One more, where so many wait for a tap already."""
    name = question.names[0]
    before, more = pending.get(name), (told.answer or {}).get(name)
    if not told.adds or not isinstance(before, int) or not isinstance(more, int):
        return told
    answer: Answer = {name: before + more}
    return replace(told, answer=answer, why=words.by_day(question, answer))


_TIMES: Final = ("次", "场")
_DAY: Final = re.compile(r"(?:20[0-9]{2}年)?[0-9]{1,2}月[0-9]{1,2}[日号]?(?=[^0-9日号到至~—-]|$)")


def _of_its_words(question: Question, clauses: list[str]) -> Accounted | None:
    """前两个有成效 第三个只有文件: the one clause that speaks as the question does."""
    if question.kind != "count" or not 1 < len(clauses) <= _MOST:
        return None
    if any(_OTHER_TIME.search(clause) for clause in clauses):
        return None
    one = question.inputs[0]
    unit = re.escape(one.unit)
    told: list[tuple[Answer, str]] = []
    for clause in clauses:
        found = re.fullmatch(rf"(.*?)(第?)前?({FIGURE})(?:{unit}|个|项|次)(.*)", clause)
        number = figure(found[3]) if found else None
        if found is None or number is None or figures_in(found[1] + found[4]):
            return None
        beside = found[1] + found[4]
        about = {beside[at : at + 2] for at in range(len(beside) - 1)}
        if any(pair in one.ask + one.name for pair in about) and not _UNSAID.search(beside):
            told.append(({one.name: 1 if found[2] else int(number)}, clause))
    if len(told) != 1:
        return None
    (answer, clause), *_ = told
    left = "，".join(other for other in clauses if other != clause)
    return Accounted(answer, why=words.beside(question, answer, left))


def _summed(question: Question, clauses: list[str]) -> Accounted | None:
    """两回推介会 三回对接会: so many of one kind and of another, added up."""
    if question.kind != "count" or not 1 < len(clauses) <= _MOST:
        return None
    unit = question.inputs[0].unit
    measure = f"{re.escape(unit)}{'|' + SAME[unit] if unit in SAME else ''}"
    every = 0
    for clause in clauses:
        found = re.fullmatch(rf"(.*?)({FIGURE})(?:{measure})(.*)", clause)
        number = figure(found[2]) if found else None
        if found is None or number is None or figures_in(found[1] + found[3]):
            return None
        beside = found[1] + found[3]
        if len(beside) < _SEVERAL or _PART.search(beside) or _UNSAID.search(beside):
            return None
        every += int(number)
    answer: Answer = {question.names[0]: every}
    return Accounted(answer, why=words.summed(question, answer))


_OTHER_TIME: Final = re.compile(r"[上下](?:半年|个?季|个月|次|回)|去年|前年|明年")
_PART: Final = re.compile(
    rf"的$|其中|第|有|里面?|改|应该|不是|和|跟|各|每|又|除|{_OTHER_TIME.pattern}"
)
"""It is a part of what was counted before, or another matter."""
_SEVERAL: Final = 2
_THING: Final = re.compile(r"[《“]?[一-鿿A-Za-z+＋]{2,16}[》”]?")
_UNSAID: Final = re.compile(r"没|未|不|无|计划|准备|打算|取消|除")


def _read(row: Row, question: Question, said: str) -> Answer | None:
    try:
        return read_answer(row, question, said)
    except NumberFault:
        return None
