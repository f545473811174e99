"""A sentence that leans on what was done, or gives up what was shown: 撤了, 也给医保局延, 先搁着吧.

What was shown is read off its own page (``bot.front.shown``), what the sentence says of it is
``bot.questions.leans``'; here both become the page that shows what would be done then. Where the
page shows several things, it is asked which; where it shows none, the sentence leans on nothing.
What changes a draft that waits for its tap is ``bot.front.standing``'s. Nothing is done here. No
page of its own.
"""

from __future__ import annotations

from typing import Final

from bot.corridor.buttons import HOME, to
from bot.corridor.events import Message
from bot.corridor.routes import link
from bot.corridor.turn import Turn
from bot.forms.alive import current_quarter
from bot.front import of_a_list, orders, read_again, standing
from bot.front.asking import Asking, Led
from bot.front.for_others import at_time, described, for_others, shown_again
from bot.front.given_up import given_up, keep_draft, no_more, waits_for_a_tap
from bot.front.kinds import KINDS
from bot.front.reworded import reworded
from bot.front.shown import SHOWN, Kind, Shown, buttons, shown
from bot.front.words import onto as words
from bot.front.words.standing import back_to
from bot.notices.pages.notice import preview
from bot.questions.gives_up import drops
from bot.questions.leans import (
    Moved,
    Thing,
    asked_of,
    denied_of,
    moved,
    of_all_put_off,
    takes_back,
    thing_of,
)
from bot.questions.leans_whom import others
from bot.questions.orders import Order
from bot.speech.calendar import in_china
from storage.database import moment
from storage.queries import inquiries, notices, planned, quarters

_TO_OTHERS: Final[tuple[Kind, ...]] = ("extended", "sent", "nudged")
_AT_ANOTHER_TIME: Final[tuple[Kind, ...]] = ("extended", "planned")
_ONE_OF: Final[dict[Kind, Thing]] = {
    "extend": "time", "extended": "time", "nudge": "reminder", "plan": "reminder",
    "planned": "reminder", "notice": "notice", "sent": "notice",
}  # fmt: skip
"""What may be taken back or dropped, and how it is called."""


async def is_one(turn: Turn, asking: Asking, text: str) -> bool:
    """Whether a text leans on what was shown just now: then no form takes it for its own."""
    if drops(text) and asking.office and await waits_for_a_tap(turn):
        return True
    if not asking.admin:
        return False
    if (takes_back(text) or drops(text)) and _is_named(await shown(turn), text):
        return True
    if await _changes(turn, asking, text):
        return True
    return await _spoken_of(turn, asking, text) is not None


def _is_named(things: tuple[Shown, ...], text: str) -> bool:
    """Whether what is shown may be taken back, and is what the text names."""
    if not things or things[0].kind not in _ONE_OF:
        return False
    return not (named := thing_of(text)) or named == _ONE_OF[things[0].kind]


async def _changes(turn: Turn, asking: Asking, text: str) -> bool:
    """Whether a text says that what was done is to be so for others, or at another time."""
    things = await shown(turn)
    kind = things[0].kind if things else None
    if kind in _AT_ANOTHER_TIME and moved(text, in_china(turn.now).date()):
        return True
    if kind not in _TO_OTHERS:
        return False
    if others(text, asking.roster) is not None:
        return True
    return kind == "sent" and len(things) == 1 and await described(asking, text) is not None


async def back(turn: Turn, asking: Asking, text: str) -> Led | None:
    """先搁着吧, 撤了: what is given up or taken back; None: nothing is."""
    if drops(text) and (dropped := await _given_up(turn, asking)):
        return dropped
    if not asking.admin or not (takes_back(text) or drops(text)):
        return None
    things = await shown(turn)
    return await _back(turn, asking, things) if _is_named(things, text) else None


async def leaned(turn: Turn, asking: Asking, text: str) -> Led | None:
    """What a sentence comes to on what was done last; None: it leans on nothing there."""
    if not asking.admin:
        return None
    today = in_china(turn.now).date()
    if (to := of_all_put_off(text, today)) and (led := await _list_put_off(turn, to)):
        return led
    if (led := await read_again.once_more(turn, asking, text)) is not None:
        return led
    if await _changes(turn, asking, text):
        return await _changed(turn, asking, await shown(turn), text)
    return await _only_spoken_of(turn, asking, text) or await reworded(turn, text)


async def _changed(turn: Turn, asking: Asking, things: tuple[Shown, ...], text: str) -> Led | None:
    """What was done, for others or at another time: shown, as everything is before it is done."""
    if len(things) > 1 and things[0].kind != "sent":
        return await _which(turn, things)
    of: Shown | Message | None = None
    if things[0].kind in _AT_ANOTHER_TIME:
        of = await at_time(turn, things[0], text)
    of = of or await for_others(turn, asking, things[0], text)
    if of is None or isinstance(of, Message):
        return of
    return (
        await _sent_too(turn, things[0], of) if of.kind == "sent" else await shown_again(turn, of)
    )


async def _sent_too(turn: Turn, was: Shown, of: Shown) -> Led | None:
    """The text that was sent, to these."""
    sent = await notices.by_id(turn.db, was.number)
    before = len(turn.said)
    if sent is None:
        return None
    await preview(turn, of.number, sent.text)
    return turn.said.pop() if len(turn.said) > before else None


async def _spoken_of(turn: Turn, asking: Asking, text: str) -> tuple[Kind, str, bool] | None:
    """改成三天行吗, 没说改成三天: what would be changed, of what, and whether it is denied."""
    for rest, denied in ((denied_of(text), True), (asked_of(text), False)):
        if not rest:
            continue
        of = await standing.reads(turn, asking, rest) if asking.office else None
        if of is not None or await _changes(turn, asking, rest):
            things = await shown(turn)
            return (things[0].kind if things else "appeal"), rest, denied
    return None


async def _only_spoken_of(turn: Turn, asking: Asking, text: str) -> Message | None:
    """What it would be stands on a button; nothing is changed."""
    found = await _spoken_of(turn, asking, text)
    if found is None:
        return None
    keep_draft(turn)
    kind, rest, denied = found
    return words.only_spoken_of(kind, rest, await buttons(turn), denied=denied)


# -- a list ----------------------------------------------------------------------------------------


async def _list_put_off(turn: Turn, to: Moved) -> Led | None:
    """都延两天, behind a list: those of it; a list of long ago is none."""
    where = (turn.incoming.channel, turn.incoming.chat, turn.incoming.sender)
    last = await inquiries.last(turn.db, where)
    if last is None or turn.now - moment(last.at) > SHOWN:
        return None
    whom = await of_a_list.listed(turn)
    quarter = await current_quarter(turn.db, turn.now)
    if whom is None or quarter is None:
        return None
    if any(one.kind in ("returned", "mended", "mend_late") for one in whom.tests):
        return Message(text=words.sent_back(), buttons=words.REVIEW)
    return await orders.put_off(turn, quarter, whom, Order("extend", day=to.day, days=to.days))


# -- back ------------------------------------------------------------------------------------------


async def _back(turn: Turn, asking: Asking, things: tuple[Shown, ...]) -> Led | None:
    """What takes back what was done; of what was only shown, that nothing was done."""
    of = things[0]
    if of.kind == "sent":
        return await orders.obey(turn, asking, Order("recall"))
    if of.kind in ("extended", "planned"):
        if len(things) > 1:
            return await _which(turn, things)
        if of.kind == "planned":
            return link("planned/stop", of.number)
        return link("extend/back", of.quarter, *(("of", of.number) if of.number else (of.unit,)))
    await no_more(turn)
    if of.kind == "notice":
        keep_draft(turn)
        again = back_to(KINDS["notice"].called, link("notice", of.number, "look"))
        return Message(text=words.not_done(of.kind), buttons=((HOME, again),))
    turn.dropped = True
    if of.kind == "extend" and (unit := await _has_more_time(turn, of)):
        before = to("收回以前的延期", "extend/back", of.quarter, unit)
        return Message(text=words.not_done(of.kind), buttons=((before,), (HOME,)))
    return Message(text=words.not_done(of.kind), buttons=((HOME,),))


async def _given_up(turn: Turn, asking: Asking) -> Message | None:
    """先搁着吧, at a page that has no words of its own for it."""
    things = await shown(turn)
    own = bool(things) and things[0].kind in _ONE_OF
    return await given_up(turn) if asking.office and not own else None


async def _has_more_time(turn: Turn, of: Shown) -> int:
    """The unit, where it was given more time before."""
    form = await quarters.form(turn.db, of.quarter, of.unit) if of.unit else None
    return of.unit if form and form.extended_to else 0


async def _which(turn: Turn, things: tuple[Shown, ...]) -> Message | None:
    """Several are shown: which is meant."""
    kind = things[0].kind
    if kind != "planned":
        return None
    known = {one.id: one for one in await planned.waiting(turn.db)}
    each = [
        (to(words.that_reminder(moment(one.due_at), turn.now), "planned/stop", one.id),)
        for thing in things
        if (one := known.get(thing.number))
    ]
    return Message(text=words.which_reminder(), buttons=(*each, (HOME,)))
