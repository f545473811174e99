"""A sentence as it is looked at where no road understood it: masked, tidied, with what it names."""

from __future__ import annotations

from dataclasses import dataclass

from bot.corridor.turn import Turn
from bot.front.asking import Asking
from bot.questions.features import LONGEST, mask, tidied
from bot.questions.sentence import Sentence
from bot.speech.calendar import in_china


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence as it is looked at: masked and tidied, with what it names."""

    text: str
    masked: str
    tidy: str
    sentence: Sentence
    office: bool


def said_of(turn: Turn, asking: Asking, text: str) -> Said:
    """A text so looked at."""
    mentions = asking.roster.find_in(text)
    masked = mask(text, [(one.start, one.end) for one in mentions])
    known = tuple((one.year, one.number) for one in asking.quarters)
    today = in_china(turn.now).date()
    cut = text[: 2 * LONGEST]
    sentence = Sentence.read(cut, asking.roster, today, known, kinds=asking.office)
    return Said(text, masked, tidied(masked), sentence, asking.office)
