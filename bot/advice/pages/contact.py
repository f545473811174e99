"""信用办电话: how the office is reached, shown to everybody, set by an admin's message."""

from __future__ import annotations

import re

from bot.advice.asking import asks_the_office
from bot.advice.words import contact as words
from bot.corridor.pages import no_text, page
from bot.corridor.reached import contact as current
from bot.corridor.turn import Turn, instead
from bot.questions.typed import alone
from storage.queries import advice

_NUMBER = re.compile(r"\d(?:[\d\-— ]{5,})\d")


@page("contact", words=alone("contact"), opens=("联系方式",))
async def contact(turn: Turn) -> None:
    """Name, telephone, hours; behind the word, an admin's new ones, shown before they hold."""
    admin = turn.has("admin")
    if turn.rest and admin:
        before = await current(turn.db, turn.world)
        _must_do(turn.rest)
        turn.say(words.proposed(before, turn.rest))
        turn.wait(_WAITING, contact=turn.rest)
        return
    asks = asks_the_office(turn)
    turn.say(words.shown(await current(turn.db, turn.world), admin=admin, asks=asks))


_HOURS = re.compile(r"[点:：]|时间|上午|下午|周|工作日|每天")


async def propose(turn: Turn, kind: str, new: str) -> None:
    """电话改成…: that part of the contact in place of the one there is, shown for one tap."""
    before = await current(turn.db, turn.world)
    parts = [one for one in re.split(r"[，,；;\s]+", before) if one]
    kept: list[str] = []
    done = False
    for one in parts:
        if _kind_of(one) != kind:
            kept.append(one)
        elif not done:
            kept.append(new)
            done = True
    after = " ".join(kept if done else [new, *kept] if kind == "person" else [*kept, new])
    turn.say(words.proposed(before, after))
    turn.wait(_WAITING, contact=after)


_WAITING = "contact/by-word"


def _kind_of(part: str) -> str:
    if _NUMBER.search(part) and not _HOURS.search(part.replace("：", "")):
        return "phone"
    return "hours" if _HOURS.search(part) else "person"


@page(_WAITING, roles=("admin",), fits=no_text, reads=True)
async def waiting(turn: Turn) -> None:
    """What waits, once more; typed words change nothing."""
    after = turn.draft.get("contact")
    if not after:
        raise instead(words.over())
    turn.say(words.proposed(await current(turn.db, turn.world), after))
    turn.keep_waiting()


@page("contact/by-word/yes", roles=("admin",), draws=("contact",))
async def yes(turn: Turn) -> None:
    """The office is reached as it was shown."""
    after = turn.draft.get("contact")
    if not after:
        raise instead(words.over())
    await _set(turn, after)


def _must_do(text: str) -> None:
    """Short enough, and with a number to ring."""
    if len(text) > words.LONGEST:
        raise instead(words.too_long())
    if _NUMBER.search(text) is None:
        raise instead(words.no_number())


async def _set(turn: Turn, text: str) -> None:
    _must_do(text)
    before = await advice.contact(turn.db)
    await advice.set_contact(turn.db, text, turn.somebody.id, turn.now)
    await turn.record(None, "office.contact", "office/1", before or None, text)
    turn.say(words.changed(text))
