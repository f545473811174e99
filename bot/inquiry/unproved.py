"""Rows that claim something and show nothing for it, of all units of a quarter.

As ``UnitForm.unproved`` says it, from what was claimed, the points that are kept and where papers
lie. Whole forms are read only where that does not say it: of tables that compare units or have rows
for some alone, and of units of which something was sent back or nothing can be assessed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from typing import NamedTuple

from bot.editions.points import Said, rows_by_table
from bot.editions.stale import freshened, worked_anew
from bot.forms.loading import load_units, schemes_of
from bot.inquiry.facts import Snapshot
from scoring.peers import compares
from scoring.scheme import Scheme
from storage.queries import answers, papers, results
from storage.queries.answers import NOTE

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
    asks = {one.group: _asks(one) for one in await schemes_of(db, quarter) if _alike(one)}
    behind = await results.behind_of_quarter(db, quarter.id)
    if behind.total() > len(await worked_anew(db, quarter)):
        asks = {}  # points are kept of before
    claimed = await answers.claimed_rows(db, quarter.id)
    returned = await answers.sent_back(db, quarter.id)
    shown = await papers.rows_with_papers(db, quarter.id)
    points = {
        one.form: one for every in (await rows_by_table(db, quarter)).values() for one in every
    }
    found: dict[int, tuple[str, ...]] = {}
    whole: list[int] = []
    for unit, member in (await at.members()).items():
        form, group = member.form_id, member.group
        if form not in claimed:
            continue
        if group not in asks or form in returned or not points[form].rows:
            whole.append(unit)
        elif rows := asks[group].unproved(claimed[form], points[form], shown.get(form, _NONE)):
            found[unit] = rows
    for one in await load_units(db, quarter, whole) if whole else ():
        if rows := tuple(row.id for row in one.unproved):
            found[one.unit.id] = rows
    return found


_NONE: frozenset[str] = frozenset()


def _alike(scheme: Scheme) -> bool:
    """Whether every unit has the same rows, and points that rest on its own figures alone."""
    return not compares(scheme) and not any(row.units or row.classes for row in scheme.rows)


class _Asks(NamedTuple):
    """What a table's units claim and show papers for."""

    rows: tuple[str, ...]
    marked: frozenset[str]
    """Rows that a reviewer marks."""
    row_of: Mapping[str, str]
    """The row of what is claimed, as ``answers.claimed_rows`` names it."""

    def unproved(self, claimed: Sequence[str], came: Said, shown: Set[str]) -> tuple[str, ...]:
        """The rows of one unit."""
        said = set(map(self.row_of.get, claimed))
        points = dict(zip(came.rows, came.values, strict=True))
        return tuple(
            [
                row
                for row in self.rows
                if row in said and row not in shown and (points[row] > 0 or row in self.marked)
            ]
        )


def _asks(scheme: Scheme) -> _Asks:
    own = [row for row in scheme.rows if row.papers]
    return _Asks(
        tuple(row.id for row in own),
        frozenset(row.id for row in own if row.award),
        {
            answers.named(row.id, name): row.id
            for row in own
            for name in ([NOTE] if row.award else [one.name for one in row.inputs])
        },
    )
