"""信用办电话: how the office is reached, shown to everybody, set by an admin's message."""

from __future__ import annotations

import re

from bot.advice.asking import asks_the_office
from bot.advice.words import contact as words
from bot.corridor.pages import page
from bot.corridor.reached import contact as current
from bot.corridor.turn import Turn, instead
from bot.questions.typed import alone
from storage.queries import advice

_NUMBER = re.compile(r"\d(?:[\d\-— ]{5,})\d")


@page("contact", words=alone("contact"), opens=("联系方式",))
async def contact(turn: Turn) -> None:
    """Name, telephone, hours; behind the word, an admin's new ones."""
    admin = turn.has("admin")
    if turn.rest and admin:
        await _set(turn, turn.rest)
        return
    asks = asks_the_office(turn)
    turn.say(words.shown(await current(turn.db, turn.world), admin=admin, asks=asks))


async def _set(turn: Turn, text: str) -> None:
    if len(text) > words.LONGEST:
        raise instead(words.too_long())
    if _NUMBER.search(text) is None:
        raise instead(words.no_number())
    before = await advice.contact(turn.db)
    await advice.set_contact(turn.db, text, turn.somebody.id, turn.now)
    await turn.record(None, "office.contact", "office/1", before or None, text)
    turn.say(words.changed(text))
