"""A supplier's own list in a few taps: what it is for, which column is the unit, what counts.

The file waits in the draft; when all is said the preview of the import shows what would be written.
"""

from __future__ import annotations

from typing import Any

from bot.corridor.pages import page
from bot.corridor.turn import Turn
from bot.supply.desk import Desk, desk, roster
from bot.supply.listed import column_at, list_in, remembered
from bot.supply.listing import Listing, ways
from bot.supply.pages.named import must_be_open
from bot.supply.pages.sheet import preview
from bot.supply.words import sheet as words


async def _waiting(turn: Turn, quarter: int) -> tuple[Desk, Listing] | None:
    """The list in the draft; None, and said so, where it is gone."""
    found = await desk(turn, quarter)
    must_be_open(found)
    held = turn.draft
    if "digest" in held:
        data = await turn.world.read_bytes(held["digest"])
        listing = await list_in(data, held["claims"], await roster(turn, found))
        if listing is not None:
            return found, listing
    turn.say(words.stale(quarter))
    return None


async def _with(turn: Turn, found: Desk, chosen: dict[str, Any]) -> None:
    """Go on with what is chosen now."""
    held = {key: value for key, value in turn.draft.items() if key != "mark"}
    await preview(turn, found, held | {"list": chosen})


@page(
    "supply/listed/{quarter:int}/{table:int}/{place:int}",
    roles=("admin", "supplier"),
    reads=True,
    draws=("digest",),
)
async def target(turn: Turn, quarter: int, table: int, place: int) -> None:
    """What the list is for; one column of units and a yes/no leave nothing more to ask."""
    waiting = await _waiting(turn, quarter)
    if waiting is None:
        return
    found, listing = waiting
    column = column_at(found, table, place)
    if column is None:
        turn.say(words.stale(quarter))
        return
    chosen: dict[str, Any] = {"table": table, "place": place, "group": found.mine[table].group}
    if len(listing.units) == 1:
        chosen["unit"] = listing.units[0]
    offered = ways(column)
    if len(offered) == 1:
        chosen["how"] = offered[0]
    await _with(turn, found, chosen)


@page("supply/aslist/{quarter:int}", roles=("admin", "supplier"), reads=True, draws=("digest",))
async def as_list(turn: Turn, quarter: int) -> None:
    """A table with columns of ours that is a list all the same."""
    waiting = await _waiting(turn, quarter)
    if waiting is not None:
        await _with(turn, waiting[0], {})


@page(
    "supply/byunit/{quarter:int}/{place:int}",
    roles=("admin", "supplier"),
    reads=True,
    draws=("digest",),
)
async def by_unit(turn: Turn, quarter: int, place: int) -> None:
    """Which column is the unit."""
    await _also(turn, quarter, unit=place)


@page(
    "supply/count/{quarter:int}/{how}/{place:int}",
    roles=("admin", "supplier"),
    reads=True,
    draws=("digest",),
)
async def count(turn: Turn, quarter: int, how: str, place: int) -> None:
    """Rows, or the total of a column."""
    await _also(turn, quarter, how=how, amount=place if how == "sum" else None)


@page("supply/skip/{quarter:int}", roles=("admin", "supplier"), reads=True, draws=("digest",))
async def skip(turn: Turn, quarter: int) -> None:
    """Names that are no units are left out."""
    await _also(turn, quarter, skip=True)


async def _also(turn: Turn, quarter: int, **said: Any) -> None:
    waiting = await _waiting(turn, quarter)
    if waiting is None:
        return
    if "list" not in turn.draft:
        turn.say(words.stale(quarter))
        return
    await _with(turn, waiting[0], turn.draft["list"] | said)


@page(
    "supply/again/{quarter:int}/{at:int}",
    roles=("admin", "supplier"),
    reads=True,
    draws=("digest",),
)
async def again(turn: Turn, quarter: int, at: int) -> None:
    """As last time."""
    waiting = await _waiting(turn, quarter)
    if waiting is None:
        return
    found, listing = waiting
    before = await remembered(turn, found, listing)
    if at >= len(before):
        turn.say(words.stale(quarter))
        return
    await _with(turn, found, before[at])
