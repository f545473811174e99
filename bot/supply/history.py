"""What other bodies supplied in the quarters before, read for comparison. No page lives here."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from bot.corridor.kept import Kept
from bot.supply import outliers
from bot.supply.outliers import History, Odd
from bot.supply.table import Column, Raw
from storage.database import Session
from storage.queries import answers
from storage.queries.answers import Past
from storage.queries.quarters import Quarter


async def history(db: Session, quarter: Quarter) -> History:
    """Figures of the two years before a quarter, the newest first."""
    return _history(await answers.supplied_before(db, quarter.year, quarter.number))


def _history(figures: Iterable[Past]) -> History:
    found: dict[tuple[str, str, str], dict[int, list[Raw]]] = {}
    for one in figures:
        by_unit = found.setdefault((one.group, one.row, one.input), {})
        by_unit.setdefault(one.unit_id, []).append(_raw(one.value))
    return History(found)


class Far(NamedTuple):
    """A supplied figure that is to be looked at twice."""

    unit: int
    column: Column
    raw: Raw
    why: Odd
    source: str
    """Which body supplied it, as the figure itself says."""


async def far(db: Session, quarter: Quarter, columns: Columns) -> Sequence[Far]:
    """Every such figure of a quarter, in the order of its forms; read anew once one has changed."""
    rows = {row for _, row, _ in columns}
    now = await answers.supplied_now(db, quarter.id, rows)
    if not now:
        return ()
    then = await answers.supplied_then(db, quarter.year, quarter.number, rows)
    kept = _FAR.get(quarter.id)
    if kept is None or kept[:-1] != (columns, now, then):
        kept = _FAR.put(quarter.id, (columns, now, then, _far(columns, now, then)))
    return kept[-1]


def _far(columns: Columns, now: str, then: str) -> tuple[Far, ...]:
    standing = {(one.unit_id, one.row, one.input): one for one in answers.supplied_in(now)}
    groups = {one.unit_id: one.group for one in standing.values()}
    raws = {key: _raw(one.value) for key, one in standing.items()}
    order = {unit: at for at, unit in enumerate(groups)}
    found = outliers.of_quarter(columns, groups, raws, _history(answers.supplied_in(then)))
    return tuple(
        Far(unit, column, raw, why, standing[unit, column.row.id, column.input.name].source)
        for unit, column, raw, why in sorted(found, key=lambda one: (order[one[0]], one[1].row.id))
    )


@lru_cache(maxsize=4096)
def _raw(text: str) -> Raw:
    found: Raw = json.loads(text)
    return found


Columns = Mapping[tuple[str, str, str], Column]
"""By table, row and input."""
_FAR: Kept[int, tuple[Columns, str, str, tuple[Far, ...]]] = Kept(2)
"""By quarter, with all that was read for it."""
