"""How what reminds, is sent or put off takes a slot: whom it is for, when, why, in which words.

Which kind has which slot is the table's (``bot.front.kinds``). Nothing is sent or granted here. No
page of its own.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from bot.corridor.events import Message
from bot.corridor.turn import Turn
from bot.forms.alive import current_quarter
from bot.front import orders
from bot.front.asking import Asking, group_named
from bot.front.fillings import Filled, Standing
from bot.front.for_others import at_time, for_others, reason_there, shown_again
from bot.front.shown import Shown
from bot.notices.pages import notice as notices
from bot.questions.combined.query import Condition, Query
from bot.questions.slots import Put

_AGAIN: Final = (
    re.compile(r"(?P<kind>extend)/(?P<quarter>\d+)/(?:all|of/(?P<number>\d+)|(?P<unit>\d+))/(?P<when>\d{8})"),
    re.compile(r"found/(?P<number>\d+)/(?P<kind>nudge)"),
    re.compile(r"(?P<kind>plan)ned/ask/(?P<number>\d+)/(?P<when>\d{12})"),
    re.compile(r"(?P<kind>notice)/(?P<number>\d+)/look"),
)  # fmt: skip
"""What is shown, by the route that shows it."""
_OF_A_TABLE: Final = re.compile(r"remind/all/\d+/(?P<group>\d+)")


async def _thing(turn: Turn, asking: Asking, of: Standing) -> Shown | None:
    for pattern in _AGAIN:
        if match := pattern.fullmatch(of.again):
            said = {name: one for name, one in match.groupdict().items() if one}
            numbers = {one: int(said.get(one, 0)) for one in ("quarter", "unit", "number")}
            return Shown(said["kind"], **numbers, when=said.get("when", ""))  # type: ignore[arg-type]  # its own names
    match = _OF_A_TABLE.fullmatch(of.again)
    quarter = await current_quarter(turn.db, turn.now) if match else None
    if match is None or quarter is None:
        return None
    group = await group_named(asking, quarter, int(match["group"]))
    whom = Query(group=group, tests=(Condition("waiting"),))
    return Shown("nudge", number=await orders.keep(turn, whom))


async def _anew(turn: Turn, asking: Asking, of: Standing, said: Sequence[Put]) -> Filled:
    """The same with what was said of it, shown by its page."""
    thing, reason = await _thing(turn, asking, of), reason_there(turn)
    for one in said:
        if thing is None:
            return None
        if one.slot == "reason":
            reason = one.said
            continue
        found = await (
            for_others(turn, asking, thing, one.said)
            if one.slot == "whom"
            else at_time(turn, thing, one.said)
        )
        if isinstance(found, Message):
            return found
        if found is None and one.slot == "due" and thing.kind == "extend":
            found, reason = replace(thing, when=""), ""  # 太短了: which day, is asked
        thing = found
    return await shown_again(turn, thing, reason) if thing else None


extend = nudge = plan = _anew


async def notice(turn: Turn, asking: Asking, of: Standing, said: Sequence[Put]) -> Filled:
    """先只发给我看看; 县直也发，28改29: the draft with every change, or as it was and why."""
    thing, text = await _thing(turn, asking, of), str(of.draft.get("text", ""))
    if thing is None or not text:
        return None
    before = tuple(str(one) for one in of.draft.get("before", ()))
    was = notices.Drafted(thing.number, text, before)
    if any(one.slot == "self" for one in said):
        await notices.sample(turn, was)
        return None
    now = was
    for one in said:
        if one.slot == "whom":
            found = await for_others(turn, asking, thing, one.said)
            if not isinstance(found, Shown):
                await notices.unchanged(turn, was, found.text if found else "")
                return None
            now = await notices.readdressed(turn, now, found.number)
            thing = found
        else:
            changed = await notices.reworded(turn, now, one.said)
            if isinstance(changed, str):
                await notices.unchanged(turn, was, changed)
                return None
            now = changed
            thing = Shown("notice", number=now.number)
    await notices.show(turn, now)
    return None
