"""Many units through one scheme: assessed one by one, ranked together, written in file order.

Here: the two passes. What is needed for ranking stays in memory, a unit's steps wait on disk,
so a hundred thousand units are never held twice. Not here: reading files (`units`) and what the
command prints (`__main__`).
"""

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import TextIO

from scoring.assess import assess
from scoring.exact import plain
from scoring.facts import FactFault, FactsError
from scoring.model import Scheme
from scoring.ranking import Standing, rank_standings, standing
from scoring.result import Assessment
from scoring.stream import InputError
from scoring.units import Unit


@dataclass(slots=True)
class Batch:
    """The outcome of a file: standings best first, and the units' lines on disk."""

    scheme: Scheme
    spool: TextIO
    standings: list[Standing] = field(default_factory=list)
    order: list[str] = field(default_factory=list)
    faults: list[FactFault] = field(default_factory=list)

    def lines(self) -> Iterator[str]:
        """Yield each unit as a JSON object, with grade and rank, in the order of the file."""
        places = {one.unit: one for one in self.standings}
        self.spool.seek(0)
        for name, line in zip(self.order, self.spool, strict=True):
            one = places[name]
            head: dict[str, object] = {"name": name, "total": plain(one.total)}
            head |= {"grade": one.grade, "rank": one.rank}
            if one.classification:
                head["class"] = one.classification
            # Both are objects: the head is put before the rest without parsing it again.
            yield json.dumps(head, ensure_ascii=False)[:-1] + ", " + line.rstrip("\n")[1:]

    def units(self) -> Iterator[dict[str, object]]:
        """Yield what `lines` does, as values."""
        yield from map(json.loads, self.lines())


def run(
    scheme: Scheme,
    units: Iterable[Unit | FactFault],
    spool: TextIO,
    tick: Callable[[], None] = lambda: None,
) -> Batch:
    """Return the batch of these units, their lines written to `spool`, an open scratch file.

    `tick` is called for each unit. Everything wrong is gathered in `faults`, nothing is raised.
    """
    batch = Batch(scheme, spool)
    try:
        for one in units:
            tick()
            _take(batch, one)
    except InputError as error:
        batch.faults.append(FactFault("", "", str(error)))
    batch.standings = rank_standings(scheme, batch.standings)
    return batch


def _take(batch: Batch, one: Unit | FactFault) -> None:
    if isinstance(one, FactFault):
        batch.faults.append(one)
        return
    try:
        found = assess(batch.scheme, one.facts, one.name, one.classification, one.returned)
    except FactsError as error:
        batch.faults.extend(error.faults)
        return
    batch.standings.append(standing(batch.scheme, found))
    if not batch.faults:  # with a fault nothing is printed, so nothing need be kept
        batch.order.append(found.unit)
        batch.spool.write(json.dumps(as_json(found), ensure_ascii=False) + "\n")


def as_json(found: Assessment) -> dict[str, object]:
    """Return an assessment without name, grade and rank as JSON values, every figure exact text."""
    rows: dict[str, object] = {}
    for id, row in found.rows.items():
        one: dict[str, object] = {"points": plain(row.points), "max": plain(row.max)}
        one["steps"] = [step.as_json() for step in row.steps]
        if row.missing:
            one["missing"] = list(row.missing)
        if row.absent:
            one["absent"] = row.absent
        if row.returned:
            one["returned"] = row.returned
        rows[id] = one
    head: dict[str, object] = {"provisional": found.provisional}
    head["missing"] = [{"row": one.row, "input": one.input} for one in found.missing]
    if found.effects:
        head["effects"] = list(found.effects)
    if found.steps:
        head["steps"] = [step.as_json() for step in found.steps]
    return head | {"rows": rows}
