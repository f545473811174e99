"""The last page: any text no form waits for. It finds the page that is meant and goes there.

Where a text leads is ``bot.front.understanding``. What a person may see is decided by the page the
route leads to; only what would read oddly there is said here.
"""

from __future__ import annotations

import re
from typing import Final

from bot.advice.asking import asks_the_office
from bot.advice.words import answers as advice_words
from bot.corridor import words as corridor_words
from bot.corridor.events import Message
from bot.corridor.pages import afterwards, opens_a_page, page, typed_page
from bot.corridor.turn import ASKED, InsteadError, Turn, instead
from bot.front import (
    acts,
    combined,
    correcting,
    deciding,
    going_on,
    of_a_draft,
    onto,
    orders,
    pasted,
    standing,
    verdicts,
)
from bot.front.asking import asking_of, heard_by
from bot.front.beyond import led, near, other, surely
from bot.front.labels import place_of
from bot.front.own_buttons import leaning
from bot.front.pressed import by_a_word
from bot.front.understanding import parsed, understand
from bot.people.words import bind as bind_words
from bot.questions import command, words
from bot.questions.composed import composed
from bot.questions.instead import (
    doubts_a_figure,
)
from bot.questions.kind_words import courtesy
from bot.questions.leans import takes_back_question
from bot.speech import periodic
from bot.speech.colloquial import plainly
from bot.speech.holidays import looks_like_notice
from bot.speech.yes_no import agrees, yes_no
from storage.queries import advice


@page("asked", strangers=True, reads=True)
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
    await _said(turn)


async def _said(turn: Turn) -> None:
    """A text of somebody known."""
    if looks_like_notice(turn.text):
        await turn.visit("holidays/read")
        return
    if polite := courtesy(turn.text):
        turn.say(polite)
        return
    if turn.has("admin", "reviewer") and (held := words.held_back(turn.text)):
        asking = await asking_of(turn)
        on = await onto.leaned(turn, asking, turn.text) or await leaning(turn, asking, turn.text)
        await _led(turn, on or held)
        return
    if pasted.is_report(turn):
        await pasted.offer(turn)
        return
    if asks_the_office(turn) and takes_back_question(turn.text):
        await turn.visit("consult/back")
        return
    if turn.units and not turn.has("admin", "reviewer", "observer"):
        if (pressed := await by_a_word(turn)) is not None:
            await _led(turn, pressed)
            return
        if _bare(turn.text):
            turn.say(_to_bare(turn.text))
            return
    await answer(turn, turn.text)


def _to_bare(text: str) -> Message:
    agrees_ = agrees(text) or yes_no(text) is True
    return words.noted() if agrees_ else words.no_question_waits(text)


async def _led(turn: Turn, found: str | Message) -> None:
    if isinstance(found, Message):
        turn.say(found)
    else:
        await turn.visit(found)


def _bare(text: str) -> bool:
    """是, 没有, 2次, where no question waits: after a notice, or too late for the one before."""
    return agrees(text) or yes_no(text) is not None or doubts_a_figure(f"{text}?")


@page(ASKED, reads=True)
async def passed_on(turn: Turn) -> None:
    """Understand what a page passed on (``turn.ask``); by itself this route asks nothing."""
    if not turn.asking:
        turn.say(words.nothing_said())
        return
    await answer(turn, turn.asking)


async def answer(turn: Turn, text: str, *, offered: bool = False) -> None:
    """Go where a text leads, or ask back; what was only ``offered`` shows before it makes."""
    turn.rest = ""
    said = words.without_opening(text)
    found = place_of(turn, said) or await understand(turn, said)
    if offered and isinstance(found, str) and _INVITES.fullmatch(found):
        found = f"{found}/ask"
    await _led(turn, found)


_INVITES: Final = re.compile(r"invite/[0-9]+")


@afterwards
async def typed_alone(turn: Turn) -> None:
    """谁没报 opens its page without being understood here: what follows may go on from it."""
    at = turn.incoming
    typed = at.route is None and not at.attachments and not at.edits
    heard = turn.person is not None and (at.private or turn.group is not None)
    meant = command(turn.text) if typed and heard and opens_a_page(turn.text) else None
    if meant is not None:
        await going_on.remember(turn, meant)


@afterwards
async def remember_the_list(turn: Turn) -> None:
    """上面第二个单位的电话, behind a list that a page showed: its order is kept."""
    if turn.listed and turn.person is not None:
        await going_on.keep_list(turn)


@page("asked/no", reads=True)
async def not_that_one(turn: Turn) -> None:
    """不是, after 您是说…吗."""
    turn.say(words.not_that_one())


@page("advice/other/{number:int}", reads=True)
async def another(turn: Turn, number: int) -> None:
    """不是问这个, below an everyday answer: what else it may mean."""
    found = await advice.consultation(turn.db, number)
    if found is None or found.person_id != turn.somebody.id or found.state != "draft":
        raise instead(advice_words.gone(), advice_words.HOME)
    turn.say(await other(turn, await asking_of(turn), found.question, found.topic))


@page("asked/topic/{name}", reads=True)
async def offered(turn: Turn, name: str) -> None:
    """One of the three meanings that were offered, where no page says it."""
    found = await led(await asking_of(turn), name)
    if found is None:
        raise instead(advice_words.no_such_topic(), advice_words.HOME)
    if isinstance(found, Message):
        turn.keep_waiting(way_back=True)
        turn.say(found)
    else:
        await turn.visit(found)


@page("asked/said/{text}", reads=True)
async def as_shortened(turn: Turn, text: str) -> None:
    """The question as it was offered, without the word that was not known; or a page's own word."""
    if route := typed_page(text):
        await turn.visit(route)
        return
    await answer(turn, text, offered=True)


def _is_binding(turn: Turn) -> bool:
    """绑定ABCD-EFGH without a blank, or a bare code from somebody who is not bound."""
    named = turn.text.startswith(("绑定", "认领", "邀请码", "设置码"))
    if not named and (turn.person is not None or not turn.incoming.private):
        return False
    # The whole invitation may have been pasted, as it was forwarded.
    code = bind_words.code_within(turn.text) or bind_words.read_code(turn.text)
    turn.rest = code
    return bind_words.looks_like_a_code(code)


async def is_question(turn: Turn) -> bool:
    """Whether the text at hand is something that can be asked, by whomever."""
    asking = await asking_of(turn)
    text = heard_by(asking, turn.text)
    return parsed(asking, text) is not None or bool(await combined.read(asking, text))


async def may_ask(turn: Turn, *, sure: bool) -> list[tuple[str, str]]:
    """What a unit's text may be asking that a form did not take: a label and a route each."""
    asking = await asking_of(turn)
    return [] if asking.office else await near(turn, asking, heard_by(asking, turn.text), sure=sure)


async def surely_asks(turn: Turn, *, least: float = 0) -> str:
    """The everyday question that a unit's text is beyond doubt, at least so likely; or none."""
    asking = await asking_of(turn)
    return "" if asking.office else surely(turn, asking, heard_by(asking, turn.text), least=least)


async def leans_here(turn: Turn) -> bool:
    """Whether the text at hand is about what was just shown: a change of it, or its denial."""
    if asks_the_office(turn) and takes_back_question(turn.text):
        return True
    asking, text = await asking_of(turn), plainly(periodic.heard(turn.text))
    if await of_a_draft.is_one(turn, asking, text):
        return True
    if asking.office and await standing.is_one(turn, asking, text):
        return True
    if await onto.is_one(turn, asking, text) or verdicts.is_one(turn, asking, text):
        return True
    return await deciding.goes_on(turn, asking, text)


async def is_order(turn: Turn) -> bool:
    """Whether the text at hand orders something that the office orders by a sentence."""
    asking, text = await asking_of(turn), periodic.heard(turn.text)
    if asking.office and composed(text, asking.roster):
        return True
    if await correcting.is_one(asking, text):
        return True
    return await orders.read(turn, asking, text) is not None or await acts.is_one(asking, text)
