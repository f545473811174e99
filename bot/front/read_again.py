"""没看的再发一遍, 给他们再发一回: a notice once more to those who have not read it. No page here.

What would go, and to whom, is shown; a tap sends it.
"""

from __future__ import annotations

from typing import Final

from bot.corridor.routes import link
from bot.corridor.turn import Turn
from bot.front.asking import Asking, Led
from bot.front.lately import lately
from bot.front.shown import shown
from bot.questions.leans import points_at_them, resends, says_again
from storage.queries import notices


async def once_more(turn: Turn, asking: Asking, text: str) -> Led | None:
    """The notice that is shown, or the newest, as it would go again; None: nothing is resent."""
    them = points_at_them(text) or says_again(text)
    if not (resends(text) or (them and await _of_readers(turn, asking, text))):
        return None
    things = [one for one in await shown(turn) if one.kind in ("sent", "read")]
    if len(things) > 1:
        return "notices"
    if things:
        return link("notice", things[0].number, "again")
    latest = await notices.latest(turn.db, 1)
    return link("notice", latest[0].id, "again") if latest else "notices"


async def _of_readers(turn: Turn, asking: Asking, text: str) -> bool:
    """Whether who has read a notice is what was shown, or what was offered first."""
    things = await shown(turn)
    if things:
        return things[0].kind == "read" or (things[0].kind == "sent" and says_again(text))
    return any(one.startswith("通知") for one in (await lately(turn, asking)).wishes[:_LIKELY])


_LIKELY: Final = 2
