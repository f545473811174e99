"""What all units of a quarter said on one row, read without the rest of their forms.

Of ten thousand forms a row's figures are a hundredth: a question about one row reads only these.
Which figure counts is decided as ``UnitForm.figure`` decides it. A row that is not the same for all
units of its table, or takes figures of elsewhere, is read from whole forms.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import lru_cache
from operator import attrgetter

from bot.forms.form import Raw
from bot.forms.loading import scheme_of
from bot.inquiry.facts import Said, Snapshot, row_in, under
from scoring.own import names_of
from scoring.scheme import Input, Row
from scoring.year import in_period
from storage.queries import answers


async def said_on(at: Snapshot, row: str) -> Said:
    """By unit, in the order of the forms: each figure its row asks for, None where nobody said it.

    Only units whose table has the row; several rows under one name come one after the other.
    """
    if row not in at.said:
        rows = await _rows(at, row)
        alike = all(_alike(one) for every in rows.values() for one in every)
        at.said[row] = await _read(at, rows) if alike else await _of_forms(at, row)
    return at.said[row]


async def having(at: Snapshot, row: str) -> set[int]:
    """The units whose table has the row."""
    rows = await _rows(at, row)
    if any(one.units or one.classes for every in rows.values() for one in every):
        return set(await _of_forms(at, row))
    return {unit for unit, member in (await at.members()).items() if member.group in rows}


def _alike(row: Row) -> bool:
    return not (row.units or row.classes or row.shared or row.ledger or names_of(row))


async def _rows(at: Snapshot, row: str) -> dict[str, list[Row]]:
    """The rows that are meant, by table."""
    found = {}
    for group in dict.fromkeys(map(_GROUP, (await at.members()).values())):
        scheme = in_period(await scheme_of(at.db, at.quarter.id, group), at.quarter.number)
        ids = under(row_in(row, group), [one.id for one in scheme.rows])
        if ids:
            found[group] = [one for one in scheme.rows if one.id in ids]
    return found


async def _read(at: Snapshot, rows: dict[str, list[Row]]) -> Said:
    ids = {one.id for every in rows.values() for one in every}
    said: defaultdict[int, dict[tuple[str, str], Raw]] = defaultdict(dict)
    for form, of, asked, value in await answers.figures_of_rows(at.db, at.quarter.id, rows, ids):
        said[form][of, asked] = _raw(value)
    for form, of, accepted in await answers.accepted_of_rows(at.db, at.quarter.id, rows, ids):
        said[form].update(((of, asked), value) for asked, value in json.loads(accepted).items())
    asks = {group: _asks(every) for group, every in rows.items()}
    nothing: dict[str, list[tuple[Input, Raw | None]]] = {
        group: [(one, None) for _, one in every] for group, every in asks.items()
    }
    found: Said = {}
    for unit, member in (await at.members()).items():
        if member.group in asks:
            own = said.get(member.form_id)
            found[unit] = (
                nothing[member.group]
                if own is None
                else [(one, own.get((of, one.name))) for of, one in asks[member.group]]
            )
    return found


def _asks(rows: Iterable[Row]) -> Sequence[tuple[str, Input]]:
    return [(row.id, one) for row in rows for one in row.inputs]


async def _of_forms(at: Snapshot, row: str) -> Said:
    found: Said = {}
    for unit, form in (await at.forms()).items():
        ids = under(row_in(row, form.form.group), [one.id for one in form.rows])
        rows = [one for one in form.rows if one.id in ids]
        figures = [(one, form.figure(of, one)) for of in rows for one in of.inputs]
        if rows:
            found[unit] = [(one, figure[0] if figure else None) for one, figure in figures]
    return found


_GROUP = attrgetter("group")


@lru_cache(maxsize=4096)
def _raw(text: str) -> Raw:
    found: Raw = json.loads(text)
    return found
