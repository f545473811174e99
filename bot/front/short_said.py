"""A short sentence of the office behind a page, in the words its readers know. No page of its own.

Only where something was shown just now: out of the blue 占几成 leans on nothing.
"""

from __future__ import annotations

import json
import re
from typing import Final

from bot.corridor.turn import Turn
from bot.front import of_a_list
from bot.front.asking import Asking
from bot.front.lately import lately
from bot.front.shown import SHOWN
from bot.questions.short_said import of_subject, plainer
from storage.database import moment
from storage.queries import inquiries

_DID: Final = re.compile(r"^(?:那|他|她)*(?:退|核减|扣|减|打回)(?:回|了|过|掉)*(?:几|多少|哪|谁)")


async def in_known_words(turn: Turn, asking: Asking, text: str) -> str:
    """The sentence as the page before it has it heard; the text itself where none stands there."""
    if not asking.office or turn.incoming.route is not None:
        return text
    where = (turn.incoming.channel, turn.incoming.chat, turn.incoming.sender)
    last = await inquiries.last(turn.db, where)
    if last is None or turn.now - moment(last.at) > SHOWN:
        return text
    person = str(json.loads(last.said).get("person") or "")
    if person and _DID.search(text) and not asking.roster.find_in(text):
        return f"{person}核减和退回了哪些"  # 退了几个, behind 王芳审了多少
    of = await lately(turn, asking)
    if of.unit is None and await of_a_list.listed(turn) is None:
        return text  # nothing stands there that it could be of
    said = of_subject(text, of.subject, of.kind)
    return said if said != text else plainer(text)
