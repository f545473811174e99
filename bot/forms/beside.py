"""Forms beside each other: what all units of a table reported of the rows that compare.

Here: forms whose schemes know the others' figures. Not here: what a figure is worth among them
(``scoring.peers``), reading (``loading``). Most schemes compare nothing and cost nothing here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from bot.forms.form import UnitForm
from scoring.peers import Pools, Stands, compares, pools_of, stand, with_pool
from scoring.scheme import Scheme
from storage.queries.quarters import Quarter

SETTLED = ("announced", "published", "archived")
"""States in which nothing more is waited for: what is not reported counts as the scheme says."""


def rows_compared(scheme: Scheme) -> list[str]:
    """The rows of a scheme in which units are held against each other."""
    homes = [dict(row.shared).get(name, row.id) for row, name in compares(scheme)]
    return list(dict.fromkeys(homes))


def among(forms: Sequence[UnitForm], *, settled: bool = False) -> list[UnitForm]:
    """All forms of some tables, each beside what its table reported; ``settled``: no more comes."""
    tables: dict[str, list[UnitForm]] = {}
    for one in forms:
        if compares(one.scheme):
            tables.setdefault(one.form.group, []).append(one)
    pools = {group: pools_beside(table, settled=settled) for group, table in tables.items()}
    return beside(forms, pools)


def pools_beside(table: Sequence[UnitForm], *, settled: bool = False) -> Pools:
    """What the units of one table reported of the rows that compare."""
    stands = [stand_of(one) for one in table]
    return pools_among(table[0].scheme, table[0].quarter, stands, settled=settled)


def pools_among(
    scheme: Scheme, quarter: Quarter, stands: Iterable[Stands], *, settled: bool = False
) -> Pools:
    """What units that stand so reported of the rows that compare."""
    return pools_of(scheme, stands, settled=settled or quarter.state in SETTLED)


def beside(forms: Sequence[UnitForm], pools: Mapping[str, Pools]) -> list[UnitForm]:
    """The forms with the pools of their tables; those of a table without one stay as they are."""
    return [
        replace(one, scheme=with_pool(one.scheme, pools[one.form.group]))
        if one.form.group in pools
        else one
        for one in forms
    ]


def stand_of(form: UnitForm) -> Stands:
    """A unit as it takes part in comparisons."""
    named, classed = form.named, form.classification
    unseen = tuple(_unseen(form))
    compared = {row.id for row, _ in compares(form.scheme)}.union(rows_compared(form.scheme))
    facts = form.facts_in(row for row in form.rows if row.id in compared)
    return stand(form.scheme, named, classed, facts, form.unanswered, unseen)


def _unseen(form: UnitForm) -> Iterator[str]:
    """Rows whose figure somebody has still to look at; what others supply is looked at already."""
    for row, name in compares(form.scheme):
        figure = form.figure(row, row.input(name))
        if figure is not None and figure[1] == "claimed":
            yield row.id
