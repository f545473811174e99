"""Rows that claim something and show nothing for it, of all units of a quarter.

As ``UnitForm.unproved`` said it when a form's result was computed: every figure, decision and paper
it rests on makes that stale. Whole forms are read only of those that nobody has computed yet.
"""

from __future__ import annotations

from collections.abc import Mapping

from bot.editions.points import rows_by_table
from bot.editions.stale import freshened, worked_anew
from bot.forms.loading import load_units
from bot.inquiry.facts import Snapshot
from storage.queries import results

Unproved = Mapping[int, tuple[str, ...]]
"""By unit, the rows in the order of the table; units without any are left out."""


async def unproved(at: Snapshot) -> Unproved:
    """Every unit's rows that claim something and show nothing for it."""
    if at.unproved is None:
        at.unproved = await _read(at)
    return at.unproved


async def _read(at: Snapshot) -> Unproved:
    db, quarter = at.db, at.quarter
    await freshened(db, quarter)
    tables = await rows_by_table(db, quarter)
    anew = await worked_anew(db, quarter)
    stale = await results.behind_of_quarter(db, quarter.id)
    behind = set[int]()
    if stale.total() > len(anew):
        behind.update(await results.stale(db, quarter.id, stale.total()))
    found: dict[int, tuple[str, ...]] = {}
    whole: list[int] = []
    for one in (one for every in tables.values() for one in every):
        if one.unproved is None or (one.form in behind and one.unit not in anew):
            whole.append(one.unit)
        elif one.unproved:
            found[one.unit] = one.unproved
    for form in await load_units(db, quarter, whole) if whole else ():
        if rows := tuple(row.id for row in form.unproved):
            found[form.unit.id] = rows
    return found
