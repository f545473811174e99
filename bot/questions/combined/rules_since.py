"""What words of since when and for how long say together: rows of the table of ``rules``."""

from __future__ import annotations

from typing import Final

from bot.questions.combined import since
from bot.questions.combined.draft import Effect, says

_OF_THAT_TIME: Final = (
    "and|how|quickslow|hand|handed|upload|done|whole|howmuch|total|review|versus|better*"
)
SINCE: Final[tuple[tuple[str, Effect], ...]] = (
    ("queued", since.waits("queued", "queued")),
    ("sentback", since.waits("back", "lying")),
    ("past", since.past),
    ("news", since.news),
    (
        (
            f"hand|handed|fill|review|upload* done? join|versus? quarter thistime {_OF_THAT_TIME},"
            f"quarter thistime {_OF_THAT_TIME},"
            f"hand|handed|review done? join|versus? quarter thistime {_OF_THAT_TIME}"
        ),
        since.same_moment,
    ),
    ("whymoved", since.why_moved),
    ("quarter unit|group? whythan versus quarter up|down swing?", since.why_than),
    ("untilwhen", since.until_when),
    ("notice untilwhen end?", says(topic="objections")),
)
"""Rows of kinds of words, and what each says."""
