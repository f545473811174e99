"""Figures from other bodies, as the pages see them: tables, units, what stands, and writing it.

No page lives here and no sentence; ``supply``, ``supply_entry``, ``supply_typed``,
``supply_import`` and ``supply_bodies`` share it.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from bot.corridor.buttons import HOME
from bot.corridor.routes import token
from bot.corridor.turn import Turn, instead
from bot.forms.alive import current_quarter
from bot.forms.form import class_in
from bot.forms.loading import read_scheme
from bot.forms.pages.office import none_yet
from bot.forms.roster import roster_of
from bot.people.bodies import assigned
from bot.speech.names import Roster
from bot.supply.plan import Change, Standing, equal
from bot.supply.table import Column, Key, Member, Raw, Table, columns_of
from bot.supply.words import gates
from scoring.rowwise import score_row
from scoring.scheme import Row
from scoring.values import values_of
from scoring.year import in_period
from storage.database import Session, moment
from storage.prepared import Happened, Prepared, append
from storage.queries import answers, people, quarters, roster as units
from storage.queries.answers import Supplied, ToSupply
from storage.queries.quarters import Quarter

OPEN_STATES = ("open", "review")
"""While a quarter is filled in and reviewed; afterwards figures change by appeal only."""


@dataclass(frozen=True)
class Desk:
    """A quarter's figures from other bodies."""

    quarter: Quarter
    tables: tuple[Table, ...]
    """All columns; what a person may fill is ``mine``."""
    supplied: Mapping[Key, Supplied]
    decided: frozenset[tuple[int, str]]
    """Unit and row where a reviewer's decision stands."""
    names: Mapping[int, str]
    """Persons by number."""
    bodies: frozenset[str] | None
    """Whose figures this person may write; None: everybody's."""
    own: frozenset[int] = frozenset()
    """Units that this person, office or 数据报送员, reports for: a colleague's to write."""

    @cached_property
    def members(self) -> dict[int, Member]:
        """Units by number."""
        return {one.unit: one for table in self.tables for one in table.members}

    @cached_property
    def columns(self) -> dict[tuple[str, str, str], Column]:
        """Columns by table, row and input."""
        return {(t.group, c.row.id, c.input.name): c for t in self.tables for c in t.columns}

    @cached_property
    def mine(self) -> tuple[Table, ...]:
        """The tables with the columns this person may fill."""
        return tuple(table.only(self.bodies) for table in self.tables)

    @cached_property
    def standing(self) -> dict[Key, Standing]:
        """Every figure as it stands."""
        return {
            key: Standing(
                json.loads(one.value),
                one.version,
                self.names.get(one.by_person or 0, ""),
                moment(one.at),
            )
            for key, one in self.supplied.items()
        }

    def of_column(self, group: str, column: Column) -> dict[int, Raw]:
        """The figures of one column of a table, by unit."""
        about = column.row.id, column.input.name
        return {
            key[0]: one.value
            for key, one in self.standing.items()
            if key[1:] == about and self.members[key[0]].group == group
        }

    @property
    def open(self) -> bool:
        """Whether figures may be written now."""
        return self.quarter.state in OPEN_STATES

    def table_of(self, member: Member) -> Table:
        """The table a unit is assessed by."""
        return next(table for table in self.tables if table.group == member.group)

    def may(self, column: Column) -> bool:
        """Whether this person may see and write a column: an assessor only its own."""
        return self.bodies is None or column.body in self.bodies

    def inputs(self, row: Row) -> tuple[str, ...]:
        """The supplied inputs of a row that this person may write."""
        columns = (Column(row, one) for one in row.inputs if one.kind != "award")
        return tuple(one.input.name for one in columns if self.may(one))

    def complete(self, member: Member, row: Row) -> bool:
        """Whether nothing more is wanted of a row: a gate that is shut asks for no more."""
        names = self.inputs(row)
        there = [name for name in names if (member.unit, row.id, name) in self.standing]
        if len(there) == len(names):
            return True
        return bool(there) and not self.wanted(member, row)

    def wanted(self, member: Member, row: Row) -> tuple[str, ...]:
        """The inputs of a row that are still to come, in the order they are asked."""
        given: dict[str, object] = {}
        for one in row.inputs:
            stands = self.standing.get((member.unit, row.id, one.name))
            if stands is not None:
                given[one.name] = stands.value
        missing = score_row(row, values_of(row, given)).missing
        mine = self.inputs(row)
        return tuple(name for name in missing if name not in given and name in mine)

    def mark(self, member: Member, row: Row, name: str) -> str:
        """Six signs that change whenever this figure does."""
        one = self.supplied.get((member.unit, row.id, name))
        return token([one.value, one.version, one.at] if one else None)


async def desk(turn: Turn, quarter_id: int | None = None) -> Desk:
    """The figures of a quarter (None: of the one that is meant), for the person at hand."""
    quarter = await _quarter(turn, quarter_id)
    bodies = await bodies_of(turn)
    tables = await _tables(turn.db, quarter)
    if quarter_id is None and not _asks(tables, bodies):
        quarter, tables = await _asking(turn, bodies) or (quarter, tables)
    if not any(table.columns for table in tables):
        raise instead(gates.nothing_to_supply(), HOME)
    forms = {one.form: one.unit for table in tables for one in table.members}
    supplied = {
        (forms[one.form_id], one.row, one.input): one
        for one in await answers.supplied_of_quarter(turn.db, quarter.id)
        if one.form_id in forms
    }
    decided = frozenset(
        (forms[one.form_id], one.row)
        for one in await answers.reviews_of_quarter(turn.db, quarter.id)
        if one.form_id in forms and one.decision in ("accept", "cut")
    )
    names = {}
    for number in {one.by_person for one in supplied.values() if one.by_person}:
        who = await people.person(turn.db, number)
        names[number] = who.name if who else ""
    own = frozenset(turn.units)
    return Desk(quarter, tables, supplied, decided, names, bodies, own)


def _asks(tables: Sequence[Table], bodies: frozenset[str] | None) -> bool:
    """Whether any figure of these bodies is wanted."""
    return any(one.only(bodies).columns for one in tables)


async def _asking(
    turn: Turn, bodies: frozenset[str] | None
) -> tuple[Quarter, tuple[Table, ...]] | None:
    """The newest quarter at work that wants figures of these bodies; None: there is none."""
    for quarter in await quarters.everyone(turn.db):
        if quarter.state in OPEN_STATES:
            tables = await _tables(turn.db, quarter)
            if _asks(tables, bodies):
                return quarter, tables
    return None


async def _quarter(turn: Turn, quarter_id: int | None) -> Quarter:
    if quarter_id is not None:
        found = await quarters.by_id(turn.db, quarter_id)
    else:
        # The newest open one; else the newest under review; else the newest.
        found = await current_quarter(turn.db, turn.now)
        if found is not None and found.state not in OPEN_STATES:
            known = await quarters.everyone(turn.db)
            found = next((one for one in known if one.state == "review"), found)
    if found is None and quarter_id is None:
        raise none_yet(turn)
    if found is None or found.state == "planned":
        raise instead(gates.no_quarter(), HOME)
    return found


async def _tables(db: Session, quarter: Quarter) -> tuple[Table, ...]:
    known = {one.id: one for one in await units.everyone(db)}
    forms = await quarters.forms(db, quarter.id)
    tables = []
    for kept in await quarters.schemes(db, quarter.id):
        scheme = in_period(read_scheme(kept), quarter.number)
        members = []
        for form in forms:
            if form.group != kept.group:
                continue
            unit = known[form.unit_id]
            named = form.listed or unit.name
            classed = class_in(scheme, form.classification) or scheme.class_of(named) or ""
            members.append(
                Member(unit.id, unit.name, unit.short, form.group, classed, form.id, form.listed)
            )
        members.sort(key=lambda one: one.unit)
        tables.append(Table(kept.group, kept.digest, columns_of(scheme), tuple(members)))
    return tuple(tables)


# -- who may write what --------------------------------------------------------------------------


async def bodies_of(turn: Turn) -> frozenset[str] | None:
    """Whose figures this person may write: an admin everybody's, a supplier the assigned ones."""
    if turn.has("admin"):
        return None
    found = await assigned(turn.db, turn.somebody.id)
    if not found:
        raise instead(gates.not_assigned(), gates.ASK_OFFICE, HOME)
    return found


async def roster(turn: Turn, found: Desk) -> Roster:
    """The units of the quarter by all their names."""
    groups = {one.unit: one.group for one in found.members.values()}
    every = (await roster_of(turn.db)).units
    return Roster(replace(one, group=groups[one.id]) for one in every if one.id in groups)


# -- the quarter before --------------------------------------------------------------------------


async def earlier(turn: Turn, found: Desk) -> dict[Key, Raw]:
    """Running totals of the quarter before: the accepted figure, else the supplied one."""
    running = {(c.row.id, c.input.name) for c in found.columns.values() if c.input.cumulative}
    if not running:
        return {}
    counts = await counts_before(turn, found)
    return {key: raw for key, raw in counts.items() if key[1:] in running}


async def usual(turn: Turn, found: Desk) -> dict[tuple[str, str], dict[int, int]]:
    """Counts by row and input, and by unit: the larger of this quarter's and the one's before."""
    counts = await counts_before(turn, found)
    known: dict[tuple[str, str], dict[int, int]] = {}
    now = {key: one.value for key, one in found.standing.items()}
    for every in (counts, now):
        for (unit, row, name), raw in every.items():
            if isinstance(raw, int) and not isinstance(raw, bool):
                of_input = known.setdefault((row, name), {})
                of_input[unit] = max(raw, of_input.get(unit, 0))
    return known


async def counts_before(turn: Turn, found: Desk) -> dict[Key, int]:
    """Every count of the quarter before: the accepted figure, else the supplied one."""
    now = (found.quarter.year, found.quarter.number)
    known = [q for q in await quarters.everyone(turn.db) if (q.year, q.number) < now]
    known = [q for q in known if q.state != "planned"]
    last = max(known, key=lambda q: (q.year, q.number), default=None)
    if last is None:
        return {}
    forms = {one.id: one.unit_id for one in await quarters.forms(turn.db, last.id)}
    kept: dict[Key, Any] = {}
    for one in await answers.supplied_of_quarter(turn.db, last.id):
        kept[forms[one.form_id], one.row, one.input] = json.loads(one.value)
    for review in await answers.reviews_of_quarter(turn.db, last.id):
        if review.decision in ("accept", "cut"):
            for name, raw in json.loads(review.accepted).items():
                kept[forms[review.form_id], review.row, name] = raw
    return {
        key: raw for key, raw in kept.items() if isinstance(raw, int) and not isinstance(raw, bool)
    }


def must_not_be_own(found: Desk, member: Member) -> None:
    """End the page where the person reports for the unit: as with 审核 and 延期."""
    if member.unit in found.own:
        raise instead(gates.own_unit(member.short), gates.overview_button(found.quarter.id), HOME)


# -- writing -------------------------------------------------------------------------------------


async def write(
    turn: Turn,
    found: Desk,
    member: Member,
    column: Column,
    raw: Raw | None,
    how: str,
    digest: str | None = None,
) -> None:
    """Keep a figure (None: take it back) with its audit row; ``how`` it came."""
    must_not_be_own(found, member)
    row, name = column.row.id, column.input.name
    stands = found.standing.get((member.unit, row, name))
    before = stands.value if stands else None
    if equal(before, raw):
        return
    if raw is None:
        await answers.unsupply(turn.db, member.form, row, name)
    else:
        text = json.dumps(raw, ensure_ascii=False)
        await answers.supply(
            turn.db, member.form, row, name, text, column.body, digest, turn.somebody.id, turn.now
        )
    why = f"{column.body}提供；{how}"
    await turn.record(member.unit, "supply", subject(member, column), before, raw, why)


@dataclass(frozen=True)
class Ready:
    """The figures of a file, put together while others write."""

    figures: answers.Supply
    gone: Sequence[tuple[int, str, str]]
    audit: Prepared


async def ready(turn: Turn, found: Desk, changes: Sequence[Change], how: str, digest: str) -> Ready:
    """What a file changes, as it will be kept (None: taken back) with its audit rows."""
    figures, gone, happened = [], list[tuple[int, str, str]](), []
    for one in changes:
        member, column, raw = one.member, one.column, one.after
        must_not_be_own(found, member)
        row, name = column.row.id, column.input.name
        stands = found.standing.get((member.unit, row, name))
        before = stands.value if stands else None
        if equal(before, raw):
            continue
        if raw is None:
            gone.append((member.form, row, name))
        else:
            text = json.dumps(raw, ensure_ascii=False)
            figures.append(ToSupply(member.form, row, name, text, column.body))
        why = f"{column.body}提供；{how}"
        about = subject(member, column)
        happened.append(Happened(member.unit, "supply", about, before, raw, why))
    supply = answers.to_supply(figures, digest, turn.somebody.id, turn.now)
    return Ready(supply, gone, await turn.prepared(happened))


async def write_ready(turn: Turn, made: Ready) -> None:
    """Keep all of it."""
    for form, row, name in made.gone:
        await answers.unsupply(turn.db, form, row, name)
    await answers.supply_all(turn.db, made.figures)
    await append(turn.db, made.audit)


def subject(member: Member, column: Column) -> str:
    """What an audit row about a figure is about: the same figure a unit would claim."""
    return f"claim/{member.form}/{column.row.id}/{column.input.name}"
