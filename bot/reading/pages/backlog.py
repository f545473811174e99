"""读材料: how far the machine has read the papers, and what it could not read."""

from __future__ import annotations

from bot.corridor.pages import OFFICE, page
from bot.corridor.turn import Turn
from bot.questions.typed import alone
from bot.reading.words import backlog as words
from storage.database import moment
from storage.queries import readings


@page("reading", roles=OFFICE, words=alone("reading"), reads=True)
async def backlog(turn: Turn) -> None:
    """The queue, in figures."""
    found = await readings.backlog(turn.db)
    oldest = moment(found.oldest) if found.oldest else None
    reasons = await readings.reasons(turn.db)
    turn.say(words.backlog(found.waiting, found.done, oldest, reasons, turn.now))
