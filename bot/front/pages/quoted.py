"""A reply to one of our messages, or a quotation of it: what it is about decides where it goes.

Telegram's reply and WeCom's quotation carry the message's text, so that nothing needs to be
remembered. A question that somebody asked the office is answered by replying to it; everything
else is heard as if it had been typed alone.
"""

from __future__ import annotations

from bot.advice.words import consult as words
from bot.corridor.pages import page
from bot.corridor.routes import link
from bot.corridor.turn import Turn
from bot.questions.kind_words import courtesy


@page("quoted", strangers=True, reads=True)
async def quoted(turn: Turn) -> None:
    """The answer to a question that was asked the office; or whatever the text says by itself."""
    number = words.number_of(turn.incoming.quoted)
    if number is None or not turn.has("admin", "reviewer"):
        await turn.visit("heard")
    elif courtesy(turn.text) is not None:
        turn.keep_waiting()
        turn.say(words.polite(turn.text, number))
    else:
        await turn.beside(link("consult", "reply", number))
