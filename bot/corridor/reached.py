"""How the office is reached: whoever is told to turn to it also reads its name and telephone.

A sentence that says 请联系县信用办 promises a way; it is added where the letter is written: no
page has to think of it. Where the contact is kept: ``storage.queries.advice``.
"""

from __future__ import annotations

import re

from bot.corridor.door import World
from bot.corridor.events import Message
from storage.database import Session
from storage.queries import advice

_TURN_TO = re.compile(r"(?:联系|告诉|问问?|找)县?信用办(?!的?(?:电话|联系方式))")


async def contact(db: Session, world: World) -> str:
    """As the office wrote it, else as the settings say; empty: nobody said."""
    return await advice.contact(db) or world.contact


async def with_contact(db: Session, world: World, message: Message) -> Message:
    """The message, with the office's contact below where it sends people to the office."""
    if _TURN_TO.search(message.text) is None:
        return message
    told = await contact(db, world)
    if not told or told in message.text:
        return message
    return message.model_copy(update={"text": f"{message.text}\n信用办联系方式：{told}"})
