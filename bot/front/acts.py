"""Further orders of the office by sentence: where each leads. Every page shows before it does."""

from __future__ import annotations

from dataclasses import replace

from bot.corridor.buttons import HOME
from bot.corridor.events import Message
from bot.corridor.routes import link
from bot.corridor.turn import Turn
from bot.forms.alive import current_quarter
from bot.front import combined, deciding, jobs, supplied
from bot.front.asking import Asking, Led, group_number
from bot.front.lately import lately
from bot.inquiry import answering
from bot.inquiry.words import orders as words
from bot.questions import words as question_words
from bot.questions.acts import Act, act
from bot.questions.combined import Query, dumps
from bot.roster.pages.edit import propose

_CALLED = {
    "unextend": "收回延期", "rhythm": "自动提醒", "add_unit": "加单位", "pack": "材料包",
}  # fmt: skip


async def is_one(asking: Asking, text: str) -> bool:
    """Whether a text is one of these orders, or decides on rows that it names."""
    if (said := await supplied.said(asking, text)) and said.orders and (said.hints or said.row):
        return True
    if not asking.office:
        return False
    if act(text, await combined.known(asking)) or await jobs.read(asking, text):
        return True
    return await deciding.is_one(asking, text)


async def by_sentence(turn: Turn, asking: Asking, text: str) -> Led | None:
    """What else the office orders or decides by a sentence; shown before it is done."""
    if (led_to := await ordered(turn, asking, text)) is not None:
        return led_to
    job = await jobs.read(asking, text) or await jobs.read_here(turn, asking, text)
    if job is not None and (led_to := await jobs.obey(turn, job)) is not None:
        return led_to
    if (led_to := await deciding.decided(turn, asking, text)) is not None:
        return led_to
    return await supplied.by_sentence(turn, asking, text)


async def ordered(turn: Turn, asking: Asking, text: str) -> Led | None:
    """Where an order leads; None: the sentence is none of these."""
    if not asking.office:
        return None
    found = act(text, await combined.known(asking))
    if found is None:
        return None
    may = ("admin", "reviewer") if found.kind == "pack" else ("admin",)
    if not turn.has(*may):
        return question_words.for_others_of_the_office(_CALLED[found.kind], set(may))
    if found.kind == "rhythm" and not (found.days or found.first):
        return "rhythm"
    if found.kind == "rhythm":
        return link("rhythm/ask", _days(found))
    if found.kind == "add_unit":
        if found.units:
            return link("units", found.units[0])  # it is there already
        if not found.text:
            return "units/add"
        before = len(turn.said)
        await propose(turn, found.text, found.group)
        return turn.said.pop() if len(turn.said) > before else "units/add"
    if found.kind == "pack":
        return await _pack(turn, asking, found)
    return await _unextend(turn, asking, found)


def _days(found: Act) -> str:
    """The days of a rhythm as its route carries them."""
    if found.first:
        return f"from{found.first}"
    days = "-".join(str(-one) for one in found.days)
    return f"plus{days}" if found.also else days


async def _unextend(turn: Turn, asking: Asking, found: Act) -> Led | None:
    if not found.units:
        of = await lately(turn, asking)
        if of.unit is None:
            return None
        found = replace(found, units=(of.unit.id,))
    quarter = await current_quarter(turn.db, turn.now)
    if quarter is None:
        return Message(text=words.after_deadline(), buttons=((HOME,),))
    if len(found.units) == 1:
        return link("extend/back", quarter.id, found.units[0])
    turn.writes()
    number = await answering.keep(turn, dumps(Query(units=found.units)), found.units)
    return link("extend/back", quarter.id, "of", number)


async def _pack(turn: Turn, asking: Asking, found: Act) -> Led:
    quarter = await current_quarter(turn.db, turn.now)
    if quarter is None:
        return Message(text=words.after_deadline(), buttons=((HOME,),))
    unit = found.units[0] if found.units else 0
    group = await group_number(asking, quarter, found.group) if found.group else 0
    if not found.text:
        return link("pack", quarter.id, unit) if unit else link("pack/all", quarter.id)
    return link("pack/kind", quarter.id, unit, group, found.text)
