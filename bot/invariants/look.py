"""How an invariant is declared, and what it is given to look at.

An invariant is a name, a promise (its docstring) and a way to find what breaks it. Most are one
query: every row it returns is a fault, told in one Chinese sentence. Here are the declaration and
the looking glass; the promises themselves live in one file per family beside this one.
"""

from __future__ import annotations

import inspect
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field
from datetime import datetime

from bot.forms.form import UnitForm
from bot.forms.loading import load_quarter, read_scheme
from bot.speech.quarters import name as quarter_name
from scoring.assess import applies
from scoring.periods import is_number
from scoring.scheme import Row, Scheme, SchemeError
from storage.database import Session
from storage.engine import Row as Record
from storage.evidence import EvidenceStore
from storage.queries import quarters

HELD = 1_500
"""Forms kept while a county is looked through: fifteen quarters of a hundred units."""
MOST = 20
"""Findings told per invariant: who sees twenty of a kind has seen enough."""


def period(year: int, number: int) -> str:
    """2026年四季度, 2026年11月: as it is called; a number that means nothing is said as it is."""
    return quarter_name(year, number) if is_number(number) else f"{year}年第 {number} 期"


@dataclass(frozen=True, slots=True)
class Place:
    """A form with what is needed to speak of it and to judge its rows."""

    unit_id: int
    unit: str
    listed: str
    """The name under which the scheme lists the unit."""
    classification: str
    quarter_id: int
    group: str
    name: str
    """县教育局 2026年四季度."""


@dataclass
class Look:
    """The database in one consistent view, the store, and what was read once for all."""

    db: Session
    store: EvidenceStore
    deep: bool = False
    """Read every file again and recompute its hash."""
    now: datetime | None = None
    """With it, what has waited too long is found as well."""
    unit_bytes: int | None = None
    """With it, units over their quota are found as well."""
    places: dict[int, Place] = field(default_factory=dict)
    schemes: dict[tuple[int, str], Scheme] = field(default_factory=dict)
    unreadable: dict[tuple[int, str], str] = field(default_factory=dict)
    """Kept schemes that cannot be read, and why."""
    held: dict[int, list[UnitForm]] = field(default_factory=dict)
    """Quarters' forms that were read already: eight promises look at them, one after the other."""

    def rows(self, sql: str, *values: object) -> AsyncIterator[Record]:
        """The rows of a query, as they come: nothing is gathered in memory."""
        return self.db.walk(sql, values)

    async def prepare(self) -> None:
        """Read the forms and the schemes, which nearly every family needs."""
        self.places, self.schemes, self.unreadable, self.held = {}, {}, {}, {}
        for quarter in await quarters.everyone(self.db):
            for kept in await quarters.schemes(self.db, quarter.id):
                key = (quarter.id, kept.group)
                try:
                    self.schemes[key] = read_scheme(kept)
                except SchemeError as fault:
                    self.unreadable[key] = str(fault).splitlines()[0]
        async for row in self.rows(_PLACES):
            self.places[row["form_id"]] = Place(
                unit_id=row["unit_id"],
                unit=row["unit"],
                listed=row["listed"] or row["unit"],
                classification=row["classification"],
                quarter_id=row["quarter_id"],
                group=row["grp"],
                name=f"{row['unit']} {period(row['year'], row['number'])}",
            )

    async def forms(self, quarter: quarters.Quarter) -> list[UnitForm]:
        """A quarter's forms; of a small county read once for all promises."""
        if quarter.id in self.held:
            return self.held[quarter.id]
        forms = await load_quarter(self.db, quarter)
        if sum(map(len, self.held.values())) + len(forms) <= HELD:
            self.held[quarter.id] = forms
        return forms

    def place(self, form_id: int) -> str:
        """A form as people call it."""
        found = self.places.get(form_id)
        return found.name if found else f"第 {form_id} 号报表"

    def row(self, form_id: int, row: str) -> Row | None:
        """The row of the scheme that a form keeps, where it applies to the unit; else None.

        Raises:
            LookupError: the form's scheme cannot be read; another invariant tells that.
        """
        place = self.places[form_id]
        scheme = self.schemes[(place.quarter_id, place.group)]
        found = scheme.by_id.get(row)
        classed = place.classification or scheme.class_of(place.listed) or ""
        return found if found and applies(found, place.listed, classed) else None


_PLACES = """
select f.id as form_id, f.unit_id, u.name as unit, f.listed, f.classification, f.quarter_id, f.grp,
  q.year, q.number
from forms f join units u on u.id = f.unit_id join quarters q on q.id = f.quarter_id
"""

Finder = Callable[[Look], AsyncIterator[str]]


@dataclass(frozen=True)
class Invariant:
    """Something that must always hold; ``find`` yields a Chinese sentence per fault."""

    name: str
    promise: str
    find: Finder
    mended: bool = False
    """What breaks it is carried on by a running bot, or by the next start."""
    sql: str = ""
    """The query that finds it, where one query does."""


ALL: list[Invariant] = []
"""Every invariant, in the order of the families."""


def invariant(name: str, *, mended: bool = False) -> Callable[[Finder], Finder]:
    """Declare an invariant that needs more than a query; its docstring is the promise."""

    def declare(find: Finder) -> Finder:
        _add(Invariant(name, inspect.getdoc(find) or "", find, mended))
        return find

    return declare


def never(name: str, promise: str, sql: str, what: str, *, mended: bool = False) -> None:
    """Declare an invariant that one query decides: it must return nothing.

    ``what`` is told per row with the columns in braces; where the row has a ``form_id``,
    ``{place}`` is the unit and quarter; where it has a year and a number, ``{period}`` is those.
    """

    async def find(look: Look) -> AsyncIterator[str]:
        async for row in look.rows(sql):
            columns = dict(row)
            if "form_id" in columns:
                columns["place"] = look.place(columns["form_id"])
            if "year" in columns and "number" in columns:
                columns["period"] = period(columns["year"], columns["number"])
            yield what.format(**columns)

    _add(Invariant(name, promise, find, mended, sql))


def _add(one: Invariant) -> None:
    if any(known.name == one.name for known in ALL):
        raise ValueError(f"two invariants are called {one.name}")
    if not one.promise:
        raise ValueError(f"{one.name} promises nothing")
    ALL.append(one)
