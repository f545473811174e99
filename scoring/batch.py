"""Many units through one scheme: assessed one by one, ranked together, written in file order.

Here: the two passes. Only what ranks a unit stays in memory, its name and steps wait on disk, so
a hundred thousand units take little. Not here: reading files (`units`) and what the
command prints (`__main__`).
"""

import json
from array import array
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property, lru_cache
from typing import IO

from scoring.assess import assess
from scoring.exact import ONE, plain
from scoring.facts import FactFault, FactsError
from scoring.memory import Remembered
from scoring.model import Scheme
from scoring.peers import compares, pools_of, stand, with_pool
from scoring.ranking import Standing, in_order, placed, standing
from scoring.result import Assessment, RowResult, Step
from scoring.stream import InputError
from scoring.units import Unit

_BETWEEN = b"\x1f"  # between a unit's name and the rest: no JSON text holds it
_ROWS = Remembered[bytes]()
_encode = json.JSONEncoder(ensure_ascii=False).encode


@dataclass
class Batch:
    """The outcome of a file: what ranks its units, and the units' lines on disk."""

    scheme: Scheme
    spool: IO[bytes]
    faults: list[FactFault] = field(default_factory=list)
    keys: dict[int, tuple[Decimal, ...]] = field(default_factory=dict)
    """What a unit is placed by, where that is more or less than its total."""
    totals: list[Decimal] = field(default_factory=list)
    grades: list[str] = field(default_factory=list)
    classes: list[str | None] = field(default_factory=list)
    notes: bytearray = field(default_factory=bytearray)
    """1: provisional, 2: a veto is open, 4: placed by less than its total."""
    ranks: "array[int]" = field(default_factory=lambda: array("I"))

    def add(self, one: Standing) -> None:
        """Note what ranks a unit."""
        if len(one.key) != 2 or one.key[0] is not ONE or one.key[1] is not one.total:
            self.keys[len(self.totals)] = one.key
        self.totals.append(one.total)
        self.grades.append(one.grade)
        self.classes.append(one.classification)
        least = 4 if one.least is not None else 0
        self.notes.append(one.provisional | one.veto_open << 1 | least)

    def rank(self) -> None:
        """Rank everybody noted so far."""
        keys = [self._key(at) for at in range(len(self.totals))] if self.keys else self.totals
        self.ranks = array("I", placed(self.scheme, keys, self.classes))

    def _key(self, at: int) -> tuple[Decimal, ...]:
        return self.keys.get(at) or (ONE, self.totals[at])

    @cached_property
    def standings(self) -> list[Standing]:
        """The units best first, for people to read."""
        found = [
            Standing(
                json.loads(name),
                self.totals[at],
                self.grades[at],
                self.ranks[at],
                bool(self.notes[at] & 1),
                self.classes[at],
                self._key(at),
                self._key(at)[1] if self.notes[at] & 4 else None,
                bool(self.notes[at] & 2),
            )
            for at, (name, _) in enumerate(self._spooled())
        ]
        return in_order(self.scheme, found)

    def _spooled(self) -> Iterator[tuple[bytes, bytes]]:
        self.spool.seek(0)
        for line in self.spool:
            name, _, rest = line.rstrip(b"\n").partition(_BETWEEN)
            yield name, rest

    def lines(self) -> Iterator[bytes]:
        """Yield each unit as a JSON object, with grade and rank, in the order of the file."""
        for at, (name, rest) in enumerate(self._spooled()):
            head = f', "total": "{plain(self.totals[at])}", "grade": {_quoted(self.grades[at])}'
            head += f', "rank": {self.ranks[at]}, '
            if classed := self.classes[at]:
                head += f'"class": {_quoted(classed)}, '
            yield b"".join((b'{"name": ', name, head.encode(), rest))

    def units(self) -> Iterator[dict[str, object]]:
        """Yield what `lines` does, as values."""
        yield from map(json.loads, self.lines())


def run(
    scheme: Scheme,
    units: Iterable[Unit | FactFault],
    spool: IO[bytes],
    tick: Callable[[], None] = lambda: None,
) -> Batch:
    """Return the batch of these units, their lines written to `spool`, an open scratch file.

    `tick` is called for each unit. Everything wrong is gathered in `faults`, nothing is raised.
    """
    batch = Batch(scheme, spool)
    try:
        batch.scheme, units = _beside(scheme, units)
        for one in units:
            tick()
            _take(batch, one)
    except InputError as error:
        batch.faults.append(FactFault("", "", str(error)))
    batch.rank()
    return batch


def _beside(
    scheme: Scheme, units: Iterable[Unit | FactFault]
) -> tuple[Scheme, Iterable[Unit | FactFault]]:
    """Where figures are compared, all units are read before the first is assessed."""
    if not compares(scheme):
        return scheme, units
    every = list(units)
    known = [one for one in every if isinstance(one, Unit)]
    stands = [stand(scheme, one.name, one.classification, one.facts, one.returned) for one in known]
    return with_pool(scheme, pools_of(scheme, stands, settled=True)), every


def _take(batch: Batch, one: Unit | FactFault) -> None:
    if isinstance(one, FactFault):
        batch.faults.append(one)
        return
    try:
        found = assess(batch.scheme, one.facts, one.name, one.classification, one.returned)
    except FactsError as error:
        batch.faults.extend(error.faults)
        return
    if not batch.faults:  # with a fault nothing is printed, so nothing need be kept
        batch.add(standing(batch.scheme, found))
        batch.spool.write(
            b"".join((_encode(found.unit).encode(), _BETWEEN, *text_of(found), b"}}\n"))
        )


def text_of(found: Assessment) -> list[bytes]:
    """Return an assessment without name, grade and rank as the inside of a JSON object, in parts.

    What closes it is left out: `}}`.
    """
    head = '"provisional": true' if found.provisional else '"provisional": false'
    missing = [{"row": one.row, "input": one.input} for one in found.missing]
    head += f', "missing": {_encode(missing)}' if missing else ', "missing": []'
    if found.effects:
        head += f', "effects": {json.dumps(found.effects)}'
    if found.steps:
        head += f', "steps": {_encode([step.as_json() for step in found.steps])}'
    rows = _ROWS.each(found.rows.values(), _row_text)
    return [head.encode(), b', "rows": {', b", ".join(rows)]


def _row_text(row: RowResult) -> bytes:
    """Return one row with its steps, every figure exact text; kept, for many units share it."""
    text = f'{_quoted(row.id)}: {{"points": "{plain(row.points)}", "max": "{plain(row.max)}"'
    text += f', "steps": [{", ".join([_step_text(step) for step in row.steps])}]'
    if row.missing:
        text += f', "missing": {_encode(row.missing)}'
    if row.absent:
        text += f', "absent": {_quoted(row.absent)}'
    if row.waiting:
        text += f', "waiting": {_quoted(row.waiting)}'
    if row.returned:
        text += f', "returned": "{row.returned}"'
    return _ROWS.keep(row, None, f"{text}}}".encode())


def _step_text(step: Step) -> str:
    """Return what `Step.as_json` says, as the text it becomes."""
    parts = [f'"kind": "{step.kind}"']
    if step.input:
        parts.append(f'"input": {_quoted(step.input)}')
    if step.unit:
        parts.append(f'"unit": {_quoted(step.unit)}')
    if step.x is not None:
        parts.append(f'"x": "{plain(step.x)}"')
    if step.points is not None:
        parts.append(f'"points": "{plain(step.points)}"')
    if step.cap is not None:
        parts.append(f'"cap": "{plain(step.cap)}"')
    if step.note:
        parts.append(f'"note": {_quoted(step.note)}')
    if step.term is not None:
        parts.append(f'"term": {step.term}')
    return f'{{{", ".join(parts)}, "value": "{plain(step.value)}"}}'


@lru_cache(maxsize=4096)
def _quoted(text: str) -> str:
    return _encode(text)
