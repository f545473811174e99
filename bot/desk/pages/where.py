"""审核台, typed: where the desk is. The desk itself is a sheet of the web, no page of the chat."""

from __future__ import annotations

from bot.corridor.pages import page
from bot.corridor.turn import Turn
from bot.desk.words import where as words
from bot.questions.typed import alone
from bot.review.hall import REVIEWING


@page("desk", roles=REVIEWING, words=alone("desk"), reads=True)
async def where(turn: Turn) -> None:
    """How to come to the desk from here."""
    turn.say(words.where())
