"""不准, of what a unit asked the office for: the answer with its reason is shown, then sent.

Where a sentence leads here it brings its reason (``turn.rest``). Nothing is answered before a tap.
"""

from __future__ import annotations

import re
from typing import Final

from bot.advice import asking
from bot.advice.pages.replies import reply, sent
from bot.advice.words import consult as consult_words, refusal as words
from bot.corridor.pages import Role, page
from bot.corridor.turn import Turn, instead
from bot.forms.loading import load
from bot.forms.pages import twice
from bot.forms.pages.gates import is_answer
from storage.queries.advice import Consultation

_OFFICE: tuple[Role, ...] = ("admin", "reviewer")
_EXTENSION: Final = re.compile(r"延|宽限|缓|推迟|晚.{0,4}[交报]|多给.{0,3}[天日]|往后")


def asks_for_time(question: str) -> bool:
    """Whether a question asks for a later deadline."""
    return _EXTENSION.search(question) is not None


@page("consult/refuse/{number:int}/{n:int}?", roles=_OFFICE, reads=True)
async def refuse(turn: Turn, number: int, n: int = -1) -> None:
    """What would be answered; without a reason it is asked for one."""
    found = await sent(turn, str(number))
    route, extension = f"consult/refuse/{number}", asks_for_time(found.question)
    if is_answer(turn, route) and twice.asks(turn, "reason", words.LEAST, words.MOST):
        return
    reason = turn.text if is_answer(turn, route) else turn.rest
    chosen = 0 <= n <= len(words.REASONS)
    if chosen:
        reason = words.REASONS[n] if n < len(words.REASONS) else ""
    about = f"{await asking.about(turn, found)} {found.person_name}".strip()
    if not reason and not chosen:
        turn.say(words.ask(number, about, found.question, extension=extension))
        turn.wait(route)
        return
    if reason and not words.LEAST <= len(reason) <= words.MOST:
        raise instead(consult_words.too_long() if len(reason) > words.MOST else words.gone())
    said = await _answer(turn, found, reason)
    turn.say(words.preview(number, about, found.question, said))
    turn.wait(route, answer=said, of=number, reason=reason)


@page("consult/refused/{number:int}", roles=_OFFICE, draws=("answer", twice.TWICE))
async def refused(turn: Turn, number: int) -> None:
    """Send it as it was shown."""
    found, draft = await sent(turn, str(number)), turn.draft
    if draft.get("of") != number or not draft.get("answer"):
        raise instead(words.gone(), consult_words.LIST)
    await reply(turn, found, str(draft["answer"]))


async def _answer(turn: Turn, found: Consultation, reason: str) -> str:
    """The answer, with the deadline that holds where more time was asked for."""
    until = None
    if found.unit_id is not None and found.quarter_id is not None:
        form = await load(turn.db, found.quarter_id, found.unit_id)
        until = form.deadline if form else None
    extension = asks_for_time(found.question)
    return words.answer(reason, until, turn.now, extension=extension)
