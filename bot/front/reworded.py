"""天天都提, 话说软和点, behind what reminds: what cannot be, and what does instead."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import Final

from bot.corridor.events import Message
from bot.corridor.turn import Turn
from bot.front.composing import STYLES
from bot.front.shown import Kind, Shown, shown
from bot.front.words import onto as words
from bot.inquiry.words import orders as order_words
from bot.questions.redraft import Way, redraft
from bot.questions.wished import every_day
from bot.speech.calendar import CHINA, in_china

_REMIND: Final[tuple[Kind, ...]] = ("nudge", "plan", "planned", "nudged")
_WORDED: Final[tuple[Way, ...]] = (*STYLES, "add", "front", "sign")
_MORNING: Final = time(9)


async def reworded(turn: Turn, text: str) -> Message | None:
    """What a sentence about the words of a reminder, or how often it comes, is answered with."""
    things, now = await shown(turn), turn.now
    if not things or things[0].kind not in _REMIND:
        return None
    of = things[0]
    number = of.number if of.kind in ("nudge", "plan") else 0
    if every_day(text) and number:
        return order_words.only_once(number, _first(of, now), now)
    to = redraft(text)
    return words.own_words(number) if to is not None and to.way in _WORDED else None


def _first(of: Shown, now: datetime) -> datetime:
    if of.when:
        return datetime.strptime(of.when, "%Y%m%d%H%M").replace(tzinfo=CHINA)
    return datetime.combine(in_china(now).date() + timedelta(days=1), _MORNING, CHINA)
