"""The words a combined question is made of: for each kind of word, the ways people write it.

Only words, each by itself; how they go together is in ``rules``. Whatever is not here, and is no
name, leaves the sentence without an answer, so a word goes here only if a rule says what it means.
In ``stop`` stands what changes no question.
"""

from __future__ import annotations

import re
from typing import Final

from bot.questions.combined.words_large import LARGE
from bot.questions.combined.words_since import SINCE_WORDS
from bot.questions.combined.words_small import SMALL
from bot.questions.combined.words_told import TOLD_WORDS

WORDS: Final[tuple[tuple[str, re.Pattern[str]], ...]] = tuple(
    (kind, re.compile(written, re.IGNORECASE))
    for kind, written in (*SINCE_WORDS, *TOLD_WORDS, *SMALL, *LARGE)
)
