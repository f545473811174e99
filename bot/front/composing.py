"""拟一个催报通知: a draft from what is known, for those it is about; shown, sent by a tap.

Not here: how a draft is changed and sent (``bot.notices``). No page of its own.
"""

from __future__ import annotations

from typing import Final

from bot.corridor.buttons import HOME
from bot.corridor.events import Button, Message
from bot.corridor.routes import link
from bot.corridor.turn import Turn
from bot.forms.alive import current_quarter
from bot.front.asking import Asking, Led
from bot.front.words import composing as words
from bot.inquiry import answering
from bot.inquiry.conditions import CannotTellError
from bot.inquiry.facts import County
from bot.inquiry.often import find
from bot.inquiry.words import found as found_words
from bot.notices.composing import drafted
from bot.notices.pages.notice import known_now, preview
from bot.questions import words as question_words
from bot.questions.combined.query import Condition, Query, dumps
from bot.questions.composed import composed
from bot.questions.redraft import Way, redraft
from storage.queries import quarters

_OF: Final = {"owing": "waiting", "returned": "returned"}


def no_draft(asking: Asking, text: str) -> Message | None:
    """太啰嗦 缩成两行, where no draft waits: none does, and where one is begun."""
    to = redraft(text) if asking.admin else None
    if to is None or to.way not in STYLES:
        return None
    begun = (
        Button(label="发通知", route="asked/said/发通知"),
        Button(label="通报", route="asked/said/通报"),
    )
    return Message(text=words.no_draft(), buttons=(begun, (HOME,)))


STYLES: Final[tuple[Way, ...]] = (
    "shorter",
    "one",
    "longer",
    "formal",
    "polite",
    "firm",
    "unnamed",
)
"""How a draft is to sound: said of nothing else."""


async def drafts(turn: Turn, asking: Asking, text: str) -> Led | None:
    """The draft that a sentence asks for; None: it asks for none."""
    to = composed(text, asking.roster) if asking.office else None
    if to is None:
        return None
    if not asking.admin:
        return question_words.for_others_of_the_office("发通知", {"admin"})
    if await current_quarter(turn.db, turn.now) is None and to.about:
        return Message(text=words.no_quarter(), buttons=((HOME,),))
    if not (to.about or to.units or to.group):
        return link("notice", 0)
    test = (Condition(_OF[to.about]),) if to.about else ()  # type: ignore[arg-type]  # its own names
    query = Query(units=to.units, group=to.group, tests=test)
    turn.writes()
    try:
        found = await find(query, County(turn.db, await quarters.everyone(turn.db), turn.now))
    except CannotTellError as fault:
        return found_words.cannot_tell(str(fault))
    units = list(dict.fromkeys(found.units))
    if not units:
        return Message(text=words.nobody(returned=to.about == "returned"), buttons=((HOME,),))
    number = await answering.keep(turn, dumps(query), units)
    known = await known_now(turn, number)
    if not to.about or known is None:
        return link("notice", number)
    before = len(turn.said)
    await preview(turn, number, drafted(to.about, known))
    return turn.said.pop() if len(turn.said) > before else None
