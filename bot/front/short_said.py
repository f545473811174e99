"""A short sentence of the office behind a page, in the words its readers know. No page of its own.

Only where something was shown just now: out of the blue 占几成 leans on nothing.
"""

from __future__ import annotations

from bot.corridor.turn import Turn
from bot.front import of_a_list
from bot.front.asking import Asking
from bot.front.lately import lately
from bot.front.shown import SHOWN
from bot.questions.short_said import of_subject, plainer
from storage.database import moment
from storage.queries import inquiries


async def in_known_words(turn: Turn, asking: Asking, text: str) -> str:
    """The sentence as the page before it has it heard; the text itself where none stands there."""
    if not asking.office or turn.incoming.route is not None:
        return text
    where = (turn.incoming.channel, turn.incoming.chat, turn.incoming.sender)
    last = await inquiries.last(turn.db, where)
    if last is None or turn.now - moment(last.at) > SHOWN:
        return text
    of = await lately(turn, asking)
    if of.unit is None and await of_a_list.listed(turn) is None:
        return text  # nothing stands there that it could be of
    said = of_subject(text, of.subject, of.kind)
    return said if said != text else plainer(text)
