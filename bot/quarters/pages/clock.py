"""时间没错: an admin says that the machine's clock is right after it has jumped.

What waits meanwhile, and how a jump is noticed, belongs to the clockwork; here is only the word.
"""

from __future__ import annotations

from bot.corridor.pages import page
from bot.corridor.shown_first import shown_first
from bot.corridor.turn import Turn
from bot.quarters.words import reopen as words
from bot.questions.typed import alone
from storage.database import stamp
from storage.queries import corridor

BELIEVED = "clock:believed"
"""As ``bot.running.believable`` reads it."""


@page("clock/right", roles=("admin",), words=alone("clock/right"))
async def right(turn: Turn) -> None:
    """It is this time now: shown where it was typed, since what waits goes out then."""
    if shown_first(turn, "clock/right", "", "", *words.is_it_now(turn.now)):
        return
    await corridor.set_setting(turn.db, BELIEVED, stamp(turn.now))
    await turn.record(None, "clock.right", "clock/right", None, stamp(turn.now))
    turn.say(words.clock_right(turn.now))
