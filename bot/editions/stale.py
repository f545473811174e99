"""Results that have gone stale: computed for an answer, or written where it may be.

A question in a view beside the writer works out what it meets and writes nothing
(``bot.editions.freshening`` writes it soon after); one in a transaction writes it at once.
"""

from __future__ import annotations

from collections.abc import Mapping

from bot.editions.outcome import attempted
from bot.forms.form import UnitForm
from bot.forms.loading import load_several
from storage.database import Session
from storage.queries import results, roster
from storage.queries.quarters import Quarter
from storage.queries.results import Computed

SLICE = 25
"""So many stale forms are computed at a time: nobody else waits longer than that takes."""
AT_ONCE = 300
"""So many stale forms a question computes itself; the heartbeat sees to a larger backlog."""


async def freshened(db: Session, quarter: Quarter) -> None:
    """Write the stale results that a question computes itself, where it may write."""
    if not db.reads_only:
        await freshen(db, quarter, AT_ONCE)


async def worked_anew(db: Session, quarter: Quarter) -> Mapping[int, Computed]:
    """What stale forms come to, by unit, in a view in which it is not written."""
    if not db.reads_only:
        return {}
    key = ("stale", quarter.id)
    if key not in db.memo:
        loaded = await _stale(db, quarter, AT_ONCE)
        db.behind |= bool(loaded)
        db.memo[key] = {form.unit.id: attempted(form, aloud=False) for form in loaded}
    found: Mapping[int, Computed] = db.memo[key]
    return found


async def _stale(db: Session, quarter: Quarter, most: int) -> list[UnitForm]:
    ids = await results.stale(db, quarter.id, most)
    return await _forms(db, quarter, ids) if ids else []


async def _forms(db: Session, quarter: Quarter, ids: list[int]) -> list[UnitForm]:
    forms = await results.stale_forms(db, ids)
    named = await roster.some(db, [form.unit_id for form in forms])
    return await load_several(db, quarter, forms, named)


async def worked_out(db: Session, quarter: Quarter, ids: list[int]) -> list[Computed]:
    """What these forms come to in this view."""
    return [attempted(form) for form in await _forms(db, quarter, ids)]


async def freshen(db: Session, quarter: Quarter, most: int | None = None) -> int:
    """Compute the stale results of a quarter anew, ``most`` at the utmost; how many there were."""
    done = 0
    while most is None or done < most:
        size = SLICE if most is None else min(SLICE, most - done)
        stale = await _stale(db, quarter, size)
        if not stale:
            break
        await results.keep(db, [attempted(form) for form in stale])
        done += len(stale)
    return done
