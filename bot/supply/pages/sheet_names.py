"""What is said of a sheet that waits: whose a name is, and that nothing is to be written."""

from __future__ import annotations

from bot.corridor.pages import page
from bot.corridor.turn import Turn
from bot.supply.desk import desk
from bot.supply.pages.named import must_be_open
from bot.supply.pages.sheet import plan_of, preview
from bot.supply.words import sheet as words


@page("supply/drop/{quarter:int}", roles=("admin", "supplier"), reads=True)
async def drop(turn: Turn, quarter: int) -> None:
    """Nothing of the sheet is written, and that is said."""
    turn.say(words.dropped(quarter))


@page(
    "supply/name/{quarter:int}/{unit:int}/{left:int}",
    roles=("admin", "supplier"),
    reads=True,
    draws=("digest", "names"),
)
async def whose(turn: Turn, quarter: int, unit: int, left: int) -> None:
    """Whose the name is that was asked about; ``unit`` 0: nobody's. ``left``: names then open."""
    found = await desk(turn, quarter)
    must_be_open(found)
    held = turn.draft
    if "digest" not in held or (unit and unit not in found.members):
        turn.say(words.stale(quarter))
        return
    draft, _ = await plan_of(turn, found, held)
    if len(draft.doubts) != left:  # the name was settled already
        await preview(turn, found, held)
        return
    names = {**held.get("names", {}), draft.doubts[0].written: unit}
    await preview(turn, found, held | {"names": names})
