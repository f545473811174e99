"""The whole table of wordings, from which parser, help text and README all come.

A wording that is not here is not understood. Each part has its file.
"""

from __future__ import annotations

from typing import Final

from bot.questions import everyday, filling, office, results, rules_told, telling
from bot.questions.entry import GrammarLine

GRAMMAR: Final[tuple[GrammarLine, ...]] = (
    *filling.TABLE,
    *results.TABLE,
    *everyday.TABLE,
    *office.TABLE,
    *telling.TABLE,
    *rules_told.TABLE,
)
"""Every thing that can be typed."""
