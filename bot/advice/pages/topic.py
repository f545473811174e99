"""An everyday question, opened from an offer or by being understood."""

from __future__ import annotations

from bot.advice.answering import answer
from bot.advice.facts import asker
from bot.advice.words import answers as words
from bot.corridor.pages import page
from bot.corridor.turn import Turn, instead
from bot.questions.topic import topics
from storage.queries import advice


@page("topic/{name}/{number:int}?", reads=True)
async def topic(turn: Turn, name: str, number: int | None = None) -> None:
    """The answer to a topic; ``number``: the question as it was put, ready to be sent on."""
    found = topics().get(name)
    if found is None or not found.answer or found.answer == "-":
        raise instead(words.no_such_topic(), words.HOME)
    own = await advice.answer_to(turn.db, name)
    turn.keep_waiting(way_back=True)  # asked in the middle of filling in: the question stands
    turn.say(answer(turn, await asker(turn), found, own, number))


@page("answered/{number:int}", reads=True)
async def answered(turn: Turn, number: int) -> None:
    """An everyday answer of the office."""
    found = await advice.answer(turn.db, number)
    if found is None:
        raise instead(words.no_such_answer(), words.HOME)
    turn.keep_waiting(way_back=True)
    turn.say(words.office_answer(found))
