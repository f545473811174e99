"""The last page: any text no form waits for. It finds the page that is meant and goes there.

Understanding is in ``bot.words.questions``; here a meaning becomes a route, with the numbers of
unit and quarter in it, so that a question with several answers becomes buttons. What a person may
see is decided by the page the route leads to; only what would read oddly there is said here.
"""

from __future__ import annotations

from functools import lru_cache

from bot.events import Message
from bot.pages.meanings import Asking, route_of
from bot.turn import OFFICE, InsteadError, Turn, page
from bot.words import asked as words
from bot.words import bind as bind_words
from bot.words import corridor as corridor_words
from bot.words.calendar import in_china
from bot.words.names import Named, Roster
from bot.words.questions import Ask, Meaning, nearest, parse
from storage.database import Session
from storage.queries import quarters, units


@page("asked", strangers=True)
async def asked(turn: Turn) -> None:
    """Understand a text and go where it leads."""
    if _is_binding(turn):
        await turn.visit("bind/claim" if turn.text.startswith("认领") else "bind")
        return
    if turn.person is None:
        raise InsteadError(corridor_words.stranger(turn.incoming.private))
    if not turn.incoming.private and turn.group is None:
        raise InsteadError(corridor_words.foreign_group())
    if not turn.text:
        turn.say(words.nothing_said())
        return
    await answer(turn, turn.text)


async def answer(turn: Turn, text: str) -> None:
    """Go where a text leads, or ask back."""
    turn.rest = ""
    meant = await understand(turn, text)
    if isinstance(meant, Message):
        turn.say(meant)
    else:
        await turn.visit(meant)


@page("asked/no")
async def not_that_one(turn: Turn) -> None:
    """不是, after 您是说…吗."""
    turn.say(words.not_that_one())


def _is_binding(turn: Turn) -> bool:
    """绑定ABCD-EFGH without a blank, or a bare code from somebody who is not bound."""
    named = turn.text.startswith(("绑定", "认领", "邀请码", "设置码"))
    if not named and (turn.person is not None or not turn.incoming.private):
        return False
    code = bind_words.read_code(turn.text)
    turn.rest = code
    return bind_words.looks_like_a_code(code)


async def is_question(turn: Turn) -> bool:
    """Whether the text at hand is something that can be asked, by whomever."""
    asking = await _asking(turn)
    known = [(one.year, one.number) for one in asking.quarters]
    today = in_china(turn.now).date()
    meant = parse(turn.text, asking.roster, today, is_admin=asking.office, known=known)
    return isinstance(meant, Meaning | Ask)


async def understand(turn: Turn, text: str) -> str | Message:
    """The route a text leads to, or what to ask or answer instead."""
    asking = await _asking(turn)
    known = [(one.year, one.number) for one in asking.quarters]
    today = in_china(turn.now).date()
    admin = asking.office
    meant = parse(text, asking.roster, today, is_admin=admin, known=known)
    if isinstance(meant, Meaning):
        return await _lead(asking, meant)
    if isinstance(meant, Ask):
        return await _choose(asking, meant)
    examples: dict[str, str] = {}
    for example in (*nearest(text, is_admin=admin), *words.EXAMPLES[admin]):
        found = parse(example, asking.roster, today, is_admin=admin, known=known)
        route = await route_of(asking, found) if isinstance(found, Meaning) else None
        if isinstance(route, str) and route not in ("home", "help"):
            examples.setdefault(route, example)
    return words.not_understood([(text, to) for to, text in examples.items()][:3])


async def _lead(asking: Asking, meant: Meaning) -> str | Message:
    found = await route_of(asking, meant)
    unit = meant.arguments.unit
    if isinstance(found, str) and unit is not None and not meant.arguments.sure:
        return words.are_you_saying(unit.name, found)
    return found


async def _choose(asking: Asking, ask: Ask) -> Message:
    """A question with a button for each candidate that leads somewhere."""
    choices = []
    refusal = None
    for choice in ask.candidates:
        found = await route_of(asking, choice.meaning)
        if isinstance(found, str):
            choices.append((choice.label, found))
        else:
            refusal = found
    if not choices and refusal is not None:
        return refusal
    return words.which(ask.sentence, choices)


async def _asking(turn: Turn) -> Asking:
    return Asking(
        db=turn.db,
        roster=await roster_of(turn.db),
        quarters=await quarters.everyone(turn.db),
        units=turn.units,
        office=turn.has(*OFFICE),
        admin=turn.has("admin"),
        now=turn.now,
    )


async def roster_of(db: Session) -> Roster:
    """Every unit by the names people call it."""
    aliases = await units.aliases(db)
    named = tuple(
        Named(one.id, one.name, one.short, aliases.get(one.id, ()), one.group)
        for one in await units.everyone(db)
    )
    return _built(named)


@lru_cache(maxsize=8)
def _built(named: tuple[Named, ...]) -> Roster:
    """The roster of these names: built once for as long as nobody changes a name."""
    return Roster(named)
