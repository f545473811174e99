"""那个不准，理由是…; 审计局那个准两天: leave or refusal of what a unit asked for, or of an appeal.

Which one is meant: of those the page just shown lists, else of all that wait, the one of the unit
that is named; where several are left it is asked. What would be done is shown by the page it leads
to. No page of its own.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from bot.advice.pages.refusal import asks_for_time
from bot.corridor.buttons import HOME, to
from bot.corridor.events import Message
from bot.corridor.routes import link
from bot.corridor.turn import Turn
from bot.forms.alive import current_quarter
from bot.front.asking import Asking, Led
from bot.front.shown import Shown, shown
from bot.front.words import verdicts as words
from bot.questions.leans import day_after
from bot.questions.sentence import find_row
from bot.questions.verdict import Verdict, verdict
from bot.review.put_off import Whom, from_when
from bot.speech.calendar import in_china
from storage.queries import advice, editions, quarters

_POINTS: Final = re.compile(r"[那这]|它|他|刚才")
_MOST = 12


@dataclass(frozen=True, slots=True)
class _Asked:
    """What waits for an answer."""

    kind: str
    number: int
    unit: int
    label: str
    row: str = ""
    time: bool = False
    """Whether it asks for a later deadline."""


def is_one(turn: Turn, asking: Asking, text: str) -> bool:
    """Whether a text gives or refuses leave of something that it points at."""
    if not turn.has("admin", "reviewer") or find_row(text) is not None:
        return False
    said = verdict(text, asking.roster, in_china(turn.now).date())
    return said is not None and bool(said.units or said.about or _POINTS.search(text))


async def judged(turn: Turn, asking: Asking, text: str) -> Led | None:
    """Where leave or refusal leads; None: the sentence is neither, or there is nothing it means."""
    if not turn.has("admin", "reviewer") or find_row(text) is not None:
        return None
    said = verdict(text, asking.roster, in_china(turn.now).date())
    if said is None:
        return None
    things = await shown(turn)
    meant = await _meant(turn, asking, said, things)
    listed = things and things[0].kind in ("consult", "appeal")
    if not (listed or said.units or said.about or _POINTS.search(text)):
        return None
    if not meant:
        return await _nothing(turn, asking, said)
    if len(meant) > 1:
        return _which(meant, said)
    return await _to(turn, meant[0], said)


async def _meant(
    turn: Turn, asking: Asking, said: Verdict, things: Sequence[Shown]
) -> list[_Asked]:
    waiting = [*await _consults(turn, asking), *await _appeals(turn, asking)]
    on_page = {(one.kind, one.number) for one in things}
    listed = [one for one in waiting if (one.kind, one.number) in on_page]
    found = listed or waiting
    if said.units:
        found = [one for one in found if one.unit in said.units]
        found = found or [one for one in waiting if one.unit in said.units]
    if said.about:
        wanted = "appeal" if said.about == "appeal" else "consult"
        found = [one for one in found if one.kind == wanted and (one.time or wanted == "appeal")]
    return found


async def _consults(turn: Turn, asking: Asking) -> list[_Asked]:
    short = asking.roster.short
    return [
        _Asked(
            "consult",
            one.id,
            one.unit_id or 0,
            words.asked(short.get(one.unit_id or 0, one.person_name), one.question),
            time=asks_for_time(one.question),
        )
        for one in await advice.open_consultations(turn.db, _MOST)
    ]


async def _appeals(turn: Turn, asking: Asking) -> list[_Asked]:
    found: list[_Asked] = []
    for quarter in asking.quarters:
        if quarter.state != "announced":
            continue
        forms = {form.id: form.unit_id for form in await quarters.forms(turn.db, quarter.id)}
        for one in await editions.appeals_of_quarter(turn.db, quarter.id):
            if one.state == "open":
                unit = forms[one.form_id]
                label = words.appealed(asking.roster.short.get(unit, ""), one.row)
                found.append(_Asked("appeal", one.id, unit, label, one.row))
    return found


def _which(meant: Sequence[_Asked], said: Verdict) -> Message:
    """Several wait: each of them, to be opened."""
    rows = tuple((to(one.label[:40], *_opens(one, said)),) for one in meant[:_MOST])
    return Message(text=words.which(allows=said.allows), buttons=(*rows, (HOME,)))


def _opens(one: _Asked, said: Verdict) -> tuple[str, int]:
    if one.kind == "appeal":
        return ("appeals/see", one.number) if said.allows else ("appeals/keep", one.number)
    return ("consult/answer", one.number) if said.allows else ("consult/refuse", one.number)


async def _to(turn: Turn, one: _Asked, said: Verdict) -> Led:
    """The page that shows what would be done, with the reason that was said."""
    if said.allows and one.kind == "consult" and one.time and turn.has("admin"):
        return await _more_time(turn, one.unit, said)
    turn.rest = said.reason
    return link(*_opens(one, said))


async def _more_time(turn: Turn, unit: int, said: Verdict) -> Led:
    """准两天: the unit's deadline, that day; without a day it is asked for."""
    quarter = await current_quarter(turn.db, turn.now, unit)
    if quarter is None:
        return link("extend")
    form = await quarters.form(turn.db, quarter.id, unit)
    deadline = form.deadline(quarter) if form else quarter.deadline
    until = day_after(from_when(deadline, turn.now), said.to) if said.to else None
    route = Whom(unit).route(quarter.id)
    return link(route, f"{until:%Y%m%d}") if until else route


async def _nothing(turn: Turn, asking: Asking, said: Verdict) -> Led | None:
    """A unit that is named and has asked for nothing here."""
    if len(said.units) != 1 or said.about == "appeal":
        return None  # where appeals are decided is told elsewhere
    (unit,) = said.units
    if said.allows:
        return await _more_time(turn, unit, said) if said.to and turn.has("admin") else None
    short = asking.roster.short.get(unit, "")
    return words.nothing_asked(short, unit)
