"""The one reading of a text typed at a question: every sign of it is accounted for, or it is asked.

``account`` says what a text answers of the question that stands open, whether that is all of it,
what of it was left, and which words of the walk stand beside it (有，去三.4). Counts, yes or no,
ratios, amounts, checklists, descriptions and named things come through here alike. Pure: how each
kind is read is ``bot.filling.reading``'s, what then happens the pages'.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from bot.filling.items_among import items_among
from bot.filling.reading import read_answer
from bot.filling.words import accounted as words
from bot.forms.form import Question, Raw
from bot.questions.instead import is_asked
from bot.questions.words import courtesy
from bot.speech.numbers import NumberFault, figures_in
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
    told = _one_clause(row, question, clauses) or _counted(question, text)
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


_SEVERAL: Final = 2
_THING: Final = re.compile(r"[《“]?[一-鿿A-Za-z+＋]{2,16}[》”]?")
_UNSAID: Final = re.compile(r"没|未|不|无|计划|准备|打算|取消|除")


def _read(row: Row, question: Question, said: str) -> Answer | None:
    try:
        return read_answer(row, question, said)
    except NumberFault:
        return None
