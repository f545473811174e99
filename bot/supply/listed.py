"""A supplier's own list between the taps: what was chosen so far, and what was chosen last time.

What was chosen lies in the draft beside the file; the last choice under the body and the headings.
Not here: reading the list (``bot.supply.listing``), any sentence.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Mapping
from typing import Any

from bot.corridor.routes import token
from bot.corridor.turn import Turn
from bot.speech.names import Roster
from bot.supply.desk import Desk
from bot.supply.listing import Choice, Listing, find, targets, ways
from bot.supply.reading import open_file
from bot.supply.table import Column
from scoring.cells import Unreadable
from storage.queries import corridor


async def list_in(data: bytes, kind: str, roster: Roster) -> Listing | None:
    """The list of a file; None where it is none."""
    return await asyncio.to_thread(_find, data, kind, roster)


def _find(data: bytes, kind: str, roster: Roster) -> Listing | None:
    try:
        return find(open_file(data, kind), roster)
    except Unreadable:
        return None


def column_at(found: Desk, table: int, place: int) -> Column | None:
    """What a pressed button stands for; None where it is not this person's, or no longer."""
    known = {(one, at): column for one, at, column in targets(found.mine)}
    return known.get((table, place))


def choice_of(found: Desk, listing: Listing, chosen: Mapping[str, Any]) -> Choice | None:
    """The whole choice; None while something of it is still to be said, or no longer holds."""
    column = column_at(found, chosen.get("table", -1), chosen.get("place", -1))
    unit, how, amount = chosen.get("unit"), chosen.get("how"), chosen.get("amount")
    if column is None or how not in ways(column) or unit not in listing.units:
        return None
    if (how == "sum") != (amount is not None) or (how == "sum" and amount not in listing.amounts):
        return None
    return Choice(column, unit, how, amount, bool(chosen.get("skip")))


def _key(body: str, listing: Listing) -> str:
    headings = [text for _, text in sorted(listing.texts.items())]
    return f"list:{token([body, headings])}"


async def remember(turn: Turn, listing: Listing, chosen: Mapping[str, Any], choice: Choice) -> None:
    """Keep a choice that was written, for the next list with the same headings."""
    texts = listing.texts
    kept = {
        "row": choice.column.row.id,
        "input": choice.column.input.name,
        "group": chosen["group"],
        "unit": texts[choice.unit],
        "how": choice.how,
        "amount": None if choice.amount is None else texts[choice.amount],
        "headings": [text for _, text in sorted(texts.items())],
    }
    value = json.dumps(kept, ensure_ascii=False)
    await corridor.set_setting(turn.db, _key(choice.column.body, listing), value)


async def remembered(turn: Turn, found: Desk, listing: Listing) -> list[dict[str, Any]]:
    """The choices of last time that still hold, one a body, as the draft keeps them."""
    bodies = dict.fromkeys(column.body for _, _, column in targets(found.mine))
    offered = []
    for body in bodies:
        kept = await corridor.setting(turn.db, _key(body, listing))
        chosen = _chosen(found, listing, json.loads(kept)) if kept else None
        if chosen is not None and choice_of(found, listing, chosen) is not None:
            offered.append(chosen)
    return offered


def _chosen(found: Desk, listing: Listing, kept: Mapping[str, Any]) -> dict[str, Any] | None:
    if kept["headings"] != [text for _, text in sorted(listing.texts.items())]:
        return None
    for table, place, column in targets(found.mine):
        group = found.mine[table].group
        if (group, column.row.id, column.input.name) == (kept["group"], kept["row"], kept["input"]):
            amount = None if kept["amount"] is None else listing.place(kept["amount"])
            unit = listing.place(kept["unit"])
            return {
                "table": table,
                "place": place,
                "group": group,
                "unit": unit,
                "how": kept["how"],
                "amount": amount,
            }
    return None
