"""Forms beside each other: what all units of a table reported of the rows that compare.

Here: forms whose schemes know the others' figures. Not here: what a figure is worth among them
(``scoring.peers``), reading (``loading``). Most schemes compare nothing and cost nothing here.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from bot.forms.form import UnitForm
from scoring.peers import Pools, Stands, compares, pools_of, stand, with_pool
from scoring.scheme import Scheme

SETTLED = ("announced", "published", "archived")
"""States in which nothing more is waited for: what is not reported counts as the scheme says."""


def rows_compared(scheme: Scheme) -> list[str]:
    """The rows of a scheme in which units are held against each other."""
    homes = [dict(row.shared).get(name, row.id) for row, name in compares(scheme)]
    return list(dict.fromkeys(homes))


def among(
    forms: Sequence[UnitForm], peers: Sequence[UnitForm] | None = None, *, settled: bool = False
) -> list[UnitForm]:
    """The forms, each beside what its table's ``peers`` (else the forms themselves) reported."""
    if not any(compares(one.scheme) for one in forms):
        return list(forms)
    known: dict[str, Pools] = {}
    found = []
    for one in forms:
        group = one.form.group
        if group not in known:
            table = [each for each in peers or forms if each.form.group == group]
            over = settled or one.quarter.state in SETTLED
            stands = [stand_of(each) for each in table if compares(each.scheme)]
            known[group] = pools_of(one.scheme, stands, settled=over)
        found.append(replace(one, scheme=with_pool(one.scheme, known[group])))
    return found


def stand_of(form: UnitForm) -> Stands:
    """A unit as it takes part in comparisons."""
    named, classed = form.unit.name, form.classification
    unseen = tuple(_unseen(form))
    return stand(form.scheme, named, classed, form.facts, form.unanswered, unseen)


def _unseen(form: UnitForm) -> Iterator[str]:
    """Rows whose figure somebody has still to look at; what others supply is looked at already."""
    for row, name in compares(form.scheme):
        figure = form.figure(row, row.input(name))
        if figure is not None and figure[1] == "claimed":
            yield row.id
