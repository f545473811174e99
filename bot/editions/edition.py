"""An edition of a quarter: what is frozen when results are announced or published, and no more.

Pure: canonical JSON in and out, two editions compared, and the data from which ``python -m scoring
score`` comes to the same totals. An edition carries its schemes' texts and every figure, so that it
can be recomputed when database and program are gone. Building one from forms is
``bot.editions.making``'s, keeping it ``storage.queries.editions``'.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import cached_property, lru_cache
from typing import Any, Literal

from bot.corridor.events import canonical
from scoring.assess import Assessment, assess
from scoring.difference import comparable as schemes_comparable
from scoring.exact import plain
from scoring.facts import as_fact
from scoring.peers import compares, pools_of, stand, with_pool
from scoring.ranking import apart
from scoring.scheme import Scheme, loads
from scoring.year import in_period

Kind = Literal["announced", "published"]
Raw = bool | int | str
FORMAT = 2
"""The form of the text below; a later form gets another number.

1 knew neither what an unanswered return counts nor what was still open; it is read and written as
it was, so that its hash stays.
"""
Open = Mapping[str, tuple[str, ...]]
"""What of a unit was not finished when an edition was made: kind → rows, or numbers of appeals."""


@dataclass(frozen=True)
class Result:
    """One unit: the figures that counted, whose they are, and what came of them."""

    unit: int
    name: str
    short: str
    classification: str
    facts: Mapping[str, Mapping[str, Raw]]
    sources: Mapping[str, Mapping[str, str]]
    """accepted, supplied or claimed, for each figure."""
    reasons: Mapping[str, str]
    """What the reviewer gave as the reason, row by row."""
    total: Decimal
    grade: str
    rank: int
    provisional: bool
    points: Mapping[str, Decimal]
    returned: Mapping[str, Mapping[str, Raw] | None] = field(default_factory=dict)
    """Rows sent back that did not come back, each with what was accepted before, if anything."""
    open: Open = field(default_factory=dict)
    listed: str = ""
    """Under which name the scheme lists the unit, where that is not its own."""

    @property
    def counted_as(self) -> str:
        """The name by which the scheme knows it."""
        return self.listed or self.name

    def as_json(self, form: int = FORMAT) -> dict[str, Any]:
        """As the edition keeps it, every figure exact text."""
        since: dict[str, Any] = {
            "returned": {row: given and dict(given) for row, given in self.returned.items()},
            "open": {kind: list(what) for kind, what in self.open.items()},
        }
        return {
            **(since if form > 1 else {}),
            **({"listed": self.listed} if self.listed else {}),
            "id": self.unit,
            "name": self.name,
            "short": self.short,
            "class": self.classification,
            "facts": {row: dict(given) for row, given in self.facts.items()},
            "sources": {row: dict(given) for row, given in self.sources.items()},
            "reasons": dict(self.reasons),
            "total": plain(self.total),
            "grade": self.grade,
            "rank": self.rank,
            "provisional": self.provisional,
            "rows": {row: plain(points) for row, points in self.points.items()},
        }


@dataclass(frozen=True)
class Table:
    """One table: the scheme it was assessed by, word for word, and its units best first."""

    group: str
    name: str
    digest: str
    text: str
    results: tuple[Result, ...]
    number: int = 0
    """Of the quarter: sections of the year are only in its last one."""

    @property
    def scheme(self) -> Scheme:
        """The scheme, read from the edition's own text."""
        return in_period(_scheme(self.text, self.name), self.number)

    @cached_property
    def apart(self) -> bool:
        """Whether classes are ranked apart."""
        return apart(self.scheme, (one.classification for one in self.results))

    def assessment(self, one: Result) -> Assessment:
        """A unit's result, computed anew from the edition alone."""
        given = {row: _figures(raws) for row, raws in one.facts.items()}
        back = {row: None if raws is None else _figures(raws) for row, raws in one.returned.items()}
        return assess(self._beside, given, one.counted_as, one.classification, back)

    @cached_property
    def _beside(self) -> Scheme:
        """The scheme beside what every unit reported, where it compares them."""
        scheme = self.scheme
        if not compares(scheme):
            return scheme
        units = [
            stand(
                scheme,
                one.counted_as,
                one.classification,
                {row: _figures(raws) for row, raws in one.facts.items()},
                {row: raws and _figures(raws) for row, raws in one.returned.items()},
            )
            for one in self.results
        ]
        return with_pool(scheme, pools_of(scheme, units, settled=True))

    def as_json(self, form: int = FORMAT) -> dict[str, Any]:
        """As the edition keeps it."""
        return {
            "group": self.group,
            "scheme": {"name": self.name, "digest": self.digest, "text": self.text},
            "units": [one.as_json(form) for one in self.results],
        }


@dataclass(frozen=True)
class Edition:
    """All tables of a quarter at one moment, with its kind and number."""

    kind: Kind
    version: int
    quarter: tuple[int, int]
    at: str
    """When, as stored times are written."""
    supersedes: str
    """SHA-256 of the edition before it; empty for the first."""
    tables: tuple[Table, ...]
    form: int = FORMAT

    @cached_property
    def text(self) -> str:
        """The canonical JSON that is kept and hashed."""
        return canonical(self.as_json())

    @cached_property
    def hash(self) -> str:
        """SHA-256 of ``text``, in hex; of ten thousand units it takes a tenth of a second."""
        return hashlib.sha256(self.text.encode()).hexdigest()

    @cached_property
    def mark(self) -> str:
        """A short mark of what is shown before a release: results, and what is still open."""
        content = canonical([table.as_json() for table in self.tables])
        return hashlib.sha256(content.encode()).hexdigest()[:12]

    def same_results(self, other: Edition) -> bool:
        """Whether both say the same of every unit, whatever is still open."""
        return self._closed() == other._closed()

    def _closed(self) -> list[Table]:
        return [
            replace(table, results=tuple(replace(one, open={}) for one in table.results))
            for table in self.tables
        ]

    @property
    def unfinished(self) -> bool:
        """Whether anything of any unit was still open."""
        return any(one.open for table in self.tables for one in table.results)

    def as_json(self) -> dict[str, Any]:
        """The edition as plain values."""
        return {
            "format": self.form,
            "kind": self.kind,
            "version": self.version,
            "quarter": list(self.quarter),
            "at": self.at,
            "supersedes": self.supersedes,
            "tables": [table.as_json(self.form) for table in self.tables],
        }

    def of_unit(self, unit: int) -> tuple[Table, Result] | None:
        """A unit's result with its table."""
        for table in self.tables:
            for one in table.results:
                if one.unit == unit:
                    return table, one
        return None

    @property
    def provisional(self) -> int:
        """How many totals are provisional."""
        return sum(one.provisional for table in self.tables for one in table.results)


def _figures(kept: Mapping[str, Raw]) -> dict[str, object]:
    return {name: as_fact(raw) for name, raw in kept.items()}


@lru_cache(maxsize=64)
def _scheme(text: str, name: str) -> Scheme:
    return loads(text, name)


def read(text: str) -> Edition:
    """The edition of a kept text.

    Raises:
        ValueError: a text of another form, or no edition at all.
    """
    try:
        kept = json.loads(text)
        if kept["format"] not in range(1, FORMAT + 1):
            raise ValueError(f"edition of format {kept['format']}")
        return of_json(kept)
    except (KeyError, TypeError, ArithmeticError) as fault:
        raise ValueError(f"not an edition: {fault!r}") from fault


def of_json(kept: Mapping[str, Any]) -> Edition:
    """The edition of ``as_json``."""
    year, number = kept["quarter"]
    return Edition(
        kind=kept["kind"],
        version=kept["version"],
        quarter=(year, number),
        at=kept["at"],
        supersedes=kept["supersedes"],
        tables=tuple(_table(one, number) for one in kept["tables"]),
        form=kept["format"],
    )


def _table(kept: Mapping[str, Any], number: int) -> Table:
    scheme = kept["scheme"]
    results = tuple(_result(one) for one in kept["units"])
    return Table(kept["group"], scheme["name"], scheme["digest"], scheme["text"], results, number)


def _result(kept: Mapping[str, Any]) -> Result:
    return Result(
        unit=kept["id"],
        name=kept["name"],
        short=kept["short"],
        classification=kept["class"],
        facts=kept["facts"],
        sources=kept["sources"],
        reasons=kept["reasons"],
        total=Decimal(kept["total"]),
        grade=kept["grade"],
        rank=kept["rank"],
        provisional=kept["provisional"],
        points={row: Decimal(points) for row, points in kept["rows"].items()},
        returned=kept.get("returned", {}),
        open={kind: tuple(what) for kind, what in kept.get("open", {}).items()},
        listed=kept.get("listed", ""),
    )


def for_scoring(table: Table) -> tuple[str, str]:
    """The scheme (TOML) and the input (JSON) from which ``python -m scoring score`` recomputes.

    Save both as files: ``python -m scoring score --scheme SCHEME.toml INPUT.json``.
    """
    units = []
    for one in table.results:
        unit: dict[str, Any] = {"name": one.counted_as, "facts": one.facts}
        if one.classification:
            unit["class"] = one.classification
        if one.returned:
            unit["returned"] = one.returned
        units.append(unit)
    return table.text, json.dumps({"units": units}, ensure_ascii=False, indent=1)


# -- difference --------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Change:
    """What became of one unit between two editions; a side is None where it takes no part."""

    group: str
    before: Result | None
    after: Result | None
    comparable: bool
    """False where the table's scheme counts otherwise: the two totals are 不可比."""

    @property
    def unit(self) -> Result:
        """Who it is about."""
        found = self.after or self.before
        assert found is not None  # noqa: S101 -- a change has at least one side
        return found

    @property
    def rows(self) -> tuple[str, ...]:
        """The rows whose points differ, in the order of the table."""
        if self.before is None or self.after is None:
            return ()
        old, new = self.before.points, self.after.points
        return tuple(row for row in dict.fromkeys((*old, *new)) if old.get(row) != new.get(row))

    @property
    def moved(self) -> bool:
        """Whether total, grade or rank differ, and not only what lies behind them."""
        if self.before is None or self.after is None:
            return True
        old, new = self.before, self.after
        return (old.total, old.grade, old.rank) != (new.total, new.grade, new.rank)


@lru_cache(maxsize=256)
def comparable(before: str, after: str) -> bool:
    """Whether results under two schemes' texts may be set side by side, or are 不可比."""
    if before == after:
        return True
    return schemes_comparable(_scheme(before, "before"), _scheme(after, "after"))


def difference(before: Edition | None, after: Edition) -> tuple[Change, ...]:
    """Every unit whose result differs, table by table; without a before, nothing differs."""
    if before is None:
        return ()
    found: list[Change] = []
    old = {table.group: table for table in before.tables}
    new = {table.group: table for table in after.tables}
    for group in dict.fromkeys((*new, *old)):
        found += _changes(group, old.get(group), new.get(group))
    return tuple(found)


def _changes(group: str, old: Table | None, new: Table | None) -> list[Change]:
    alike = old is None or new is None or comparable(old.text, new.text)
    before = {one.unit: one for one in old.results} if old else {}
    after = {one.unit: one for one in new.results} if new else {}
    found = []
    for unit in dict.fromkeys((*after, *before)):
        one = Change(group, before.get(unit), after.get(unit), alike)
        if one.moved or one.rows:
            found.append(one)
    return found
