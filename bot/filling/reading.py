"""What a press or a text means as an answer to a question, and whether a number is odd.

Pure: no page, no database. What people type is read by ``bot.speech``; the last word on a
figure has the strict check of ``scoring.facts``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from bot.filling.described import says_of_it
from bot.filling.items import NONE, read_items
from bot.filling.words import answer as words, doubtful
from bot.forms.caps import enough
from bot.forms.form import Question, Raw
from bot.speech.amounts import amount
from bot.speech.averages import several
from bot.speech.counts import count, says_none
from bot.speech.named import read_named
from bot.speech.numbers import NumberFault
from bot.speech.periodic import heard
from bot.speech.ratios import rate
from bot.speech.yes_no import agrees, leaning, says_both, yes_no
from scoring.assess import FactFault, check
from scoring.averaged import mean
from scoring.exact import plain
from scoring.facts import NIL
from scoring.scheme import Input, Row

_FACTOR = 10
"""Ten times last quarter's, and at least ten, is odd (issue 2, §8)."""
_BEYOND = 3
"""More than three times what reaches the cap is odd: it cannot score."""


@dataclass(frozen=True, slots=True)
class Odd:
    """Why a number is odd: beside last quarter's, or beyond ``enough``, which reaches the cap."""

    last: Raw | None = None
    enough: Decimal = Decimal(0)


def read_pressed(row: Row, question: Question, value: str) -> dict[str, Raw] | None:
    """The answer a button carries; None for what no button of ours carries."""
    name = question.names[0]
    if question.kind == "note":
        return {name: NIL} if value == "none" else None
    if question.kind == "named":
        return {name: NIL} if value == "none" else None
    if question.kind == "flag":
        return {name: value == "yes"} if value in ("yes", "no") else None
    if question.kind == "count" and re.fullmatch("[0-9]{1,6}", value):
        try:
            return {name: _checked(row, question.inputs[0], int(value))}
        except NumberFault:
            return None
    return None


def read_typed(row: Row, question: Question, text: str) -> dict[str, Raw]:
    """The answer a person types; checklists are read by ``read_items``.

    Raises:
        NumberFault: the text is no answer; its sentence says what to do.
    """
    if question.kind == "note":
        return {question.names[0]: _note(text)}
    one = question.inputs[0]
    text = _NEXT.sub("", text)
    if question.kind == "flag":
        if text.strip(" 。.!！吧啊") in _GOES_BACK:
            raise NumberFault(doubtful.yes_or_no_alone(text))
        yes = yes_no(text)
        if yes is None:
            likely = leaning(text)
            if agrees(text):
                raise NumberFault(doubtful.only_polite(text))
            if likely is None:
                both = says_both(text)
                raise NumberFault(
                    doubtful.yes_and_no(question, text) if both else doubtful.yes_or_no()
                )
            raise NumberFault(doubtful.leans(text, likely), Decimal(int(likely)))
        return {one.name: yes}
    if question.kind == "count":
        return {one.name: _checked(row, one, count(text, one.unit, about=_about(row, one)))}
    if question.kind in ("amount", "rate"):
        return {one.name: _checked(row, one, measured(row, one, text))}
    if question.kind == "named":
        return {one.name: read_named(one, text)}
    raise ValueError(question.kind)


def measured(row: Row, one: Input, text: str) -> Decimal:
    """A ratio or a quantity that is typed; the mean of several where the row takes that.

    Raises:
        NumberFault: the text is no such figure; its sentence says what to do.
    """

    def read(said: str) -> Decimal:
        if one.kind == "rate":
            return rate(said)
        return amount(said, one.unit, about=_about(row, one), signed=one.signed)

    figures = several(text, read) if one.averaged else None
    return read(text) if figures is None else mean(figures, one.kind)


_GOES_BACK: Final = ("不对", "不是")
"""Where 是 or 否 is asked for, it may as well be said of the answer before."""


def _about(row: Row, one: Input) -> str:
    """The words a question uses: beside a figure they say nothing new."""
    return f"{one.name}\n{one.ask}\n{row.name}"


def read_answer(row: Row, question: Question, text: str) -> dict[str, Raw]:
    """The answer a text is, checklists too.

    Raises:
        NumberFault: the text is no answer; its sentence says what to do.
    """
    if question.kind == "checklist":
        return read_items(question, text)
    return read_typed(row, question, text)


_NEXT: Final = re.compile(
    r"(?<=\S)[,，。;；\s]+(?:快点?|赶紧|直接|那就?|然后)*下一?(?:个|题|项)(?:吧|了)?[。.!！]?$"
)
"""2 下一个: an answer leads on by itself."""


def _checked(row: Row, one: Input, value: int | Decimal) -> Raw:
    try:
        check(row, one, value)
    except FactFault as fault:
        raise NumberFault(f"{fault.sentence}。请核对后再回复。") from fault
    return value if isinstance(value, int) else plain(value)


def _note(text: str) -> str:
    said = _CHANGED_TO.sub("", text.strip())
    if heard(said.strip("。.！!")) in NONE or (says_none(said) and not _NOT_YET.search(said)):
        return NIL
    if len(said) < words.NOTE_SHORTEST:
        raise NumberFault(
            doubtful.note_too_short(said, len(said), tells=not said or says_of_it(said))
        )
    if len(said) > words.NOTE_LONGEST:
        raise NumberFault(doubtful.note_too_long(len(said)))
    return said


_CHANGED_TO: Final = re.compile(r"^(?:改成|改为|换成|更正为|应该是)[:：]\s*")
_NOT_YET: Final = re.compile(r"[还尚暂]|目前")
"""还没办 may still come: that there was nothing is said, never read into it."""


# -- odd numbers -------------------------------------------------------------------------------


def oddity(
    row: Row, question: Question, answer: Mapping[str, Raw | None], last: Raw | None
) -> Odd | None:
    """Why a figure is odd and worth one question; None when it is not."""
    # Of a list some items are named, and rarely the first.
    raw = answer.get(question.names[0])
    if question.kind not in ("count", "rate", "amount") or raw is None:
        return None
    value = Decimal(raw)
    if last is not None and value >= _FACTOR and value >= _FACTOR * Decimal(last):
        return Odd(last=last)
    most = enough(row, question.names[0])
    return Odd(enough=most) if most is not None and value > _BEYOND * most else None


def why_odd(question: Question, odd: Odd) -> str:
    """An odd number's reason as a sentence."""
    if odd.last is not None:
        return doubtful.ten_times(question, odd.last)
    return doubtful.beyond_cap(question.inputs[0], odd.enough)
