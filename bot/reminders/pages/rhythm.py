"""On which days the bot reminds by itself: as it is, and changed after it was shown."""

from __future__ import annotations

from bot.corridor.buttons import HOME
from bot.corridor.pages import page
from bot.corridor.turn import Turn, instead
from bot.reminders.rules import days_now, set_days
from bot.reminders.words import rhythm as words

_MOST = 60
_AFTER = (1, 3)


@page("rhythm", roles=("admin",), reads=True)
async def now(turn: Turn) -> None:
    """As it is."""
    turn.say(words.now(await days_now(turn.db, turn.world.reminding), turn.world.reminding.days))


@page("rhythm/ask/{days}", roles=("admin",), reads=True)
async def ask(turn: Turn, days: str) -> None:
    """What it would be: ``15-7-0`` before, ``plus3-2-1-0`` these too, ``from7`` none sooner."""
    before = await days_now(turn.db, turn.world.reminding)
    turn.say(words.ask(before, _meant(days, before), days))


@page("rhythm/set/{days}", roles=("admin",))
async def put(turn: Turn, days: str) -> None:
    """From now on."""
    before = await days_now(turn.db, turn.world.reminding)
    usual = turn.world.reminding.days
    after = usual if days == words.USUAL else _meant(days, before)
    await set_days(turn.db, () if after == usual else after)
    await turn.record(None, "remind.rhythm", "setting/reminding", list(before), list(after))
    turn.say(words.done(after))


def _meant(said: str, before: tuple[int, ...]) -> tuple[int, ...]:
    """The days a route names; those behind the deadline stay as they are."""
    behind = tuple(one for one in before if one > 0) or _AFTER
    first = said.removeprefix("from")
    if first != said and first.isdecimal() and 0 < int(first) <= _MOST:
        kept = {one for one in before if -int(first) <= one <= 0} | {-int(first), 0}
        return (*sorted(kept), *behind)
    bare = said.removeprefix("plus")
    named = [int(one) for one in bare.split("-") if one.isdecimal() and int(one) <= _MOST]
    if named and bare != said:
        named += [-one for one in before if one < -max(named)]
    if not named:
        raise instead(words.not_understood(), HOME)
    return (*sorted(-one for one in set(named)), *behind)
