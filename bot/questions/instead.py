"""Whether a text that a form waits for is a question of its own."""

from __future__ import annotations

import re

from bot.corridor.turn import Turn
from bot.questions import parse
from bot.speech.calendar import in_china
from bot.speech.names import Roster

_FIGURES = re.compile("[0-9０-９一二两三四五六七八九十百千万]")


_NOBODY = Roster(())


def asks_something_else(turn: Turn) -> bool:
    """Whether a text is no answer but a question of its own, such as 什么时候截止.

    What holds a figure was meant as an answer: 2.5 is a slip, not a wish to see row 二.5.
    """
    if not turn.text or _FIGURES.search(turn.text):
        return False
    return parse(turn.text, _NOBODY, in_china(turn.now).date()) is not None
