"""文化局改名叫文广旅局, 林业局调到二类: a field of a unit by a sentence, changed by a tap.

How a field is changed, and what a name may be, is ``edit``'s.
"""

from __future__ import annotations

from bot.corridor.buttons import HOME
from bot.corridor.pages import no_text, page
from bot.corridor.turn import Turn, instead
from bot.people.invitations import unit_of
from bot.roster.pages.edit import call
from bot.roster.words import units as words
from storage.queries import roster
from storage.queries.roster import Unit

_WAITING = "units/by-word"


async def propose(turn: Turn, unit: int, what: str, new: str) -> None:
    """Show what would be changed: ``what`` is short, name, aliases or class."""
    found = await unit_of(turn, unit)
    before = await _now(turn, found, what)
    has = new in before.split("、") if what == "aliases" else new == before
    if has:
        raise instead(words.already_called(found.name, what, new), words.LIST, HOME)
    turn.say(words.proposed(unit, found.name, what, before, new))
    turn.wait(_WAITING, unit=unit, what=what, new=new)


async def _now(turn: Turn, unit: Unit, what: str) -> str:
    if what == "aliases":
        return "、".join((await roster.aliases(turn.db)).get(unit.id, ()))
    return {"short": unit.short, "name": unit.name, "class": unit.classification}[what]


async def start(turn: Turn, unit: int) -> None:
    """恢复: asked first."""
    found = await unit_of(turn, unit)
    ask = words.active_already if found.active else words.sure_to_start
    turn.say(ask(unit, found.name))


@page(_WAITING, roles=("admin",), fits=no_text, reads=True)
async def waiting(turn: Turn) -> None:
    """What waits, once more; typed words change nothing."""
    kept = turn.draft
    if "new" not in kept:
        raise instead(words.over(), words.LIST, HOME)
    await propose(turn, int(kept["unit"]), kept["what"], kept["new"])


@page("units/by-word/yes", roles=("admin",), draws=("unit", "what", "new"))
async def yes(turn: Turn) -> None:
    """Change what was shown."""
    kept = turn.draft
    if "new" not in kept:
        raise instead(words.over(), words.LIST, HOME)
    await call(turn, int(kept["unit"]), kept["what"], kept["new"])
