"""What is known of the units in a quarter, fetched once a question and only when it needs it.

Totals, places and grades as everybody else reads them (``bot.editions.standings``); states, reports
and papers from their tables. Nothing is judged here.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TypeVar

from bot.editions.ladders import Ladder, best, of_units
from bot.editions.members import Filling, Member, fillings, members
from bot.editions.points import Points, Rows
from bot.editions.rungs import Place, Table
from bot.editions.standings import Board, boards, points, rows_of
from bot.forms.alive import REPORTING, living
from bot.forms.form import Raw, UnitForm
from bot.forms.loading import load_quarter, load_units
from scoring.scheme import Input
from storage.database import Session, moment
from storage.queries import editions, papers, people, review, understood
from storage.queries.editions import Appeal
from storage.queries.papers import Evidence, WorkReport
from storage.queries.people import Grant, Used
from storage.queries.quarters import Quarter
from storage.queries.review import Lying, Mended
from storage.queries.understood import PlacedDoubt

Kept = TypeVar("Kept")
Said = dict[int, list[tuple[Input, Raw | None]]]
"""By unit, what a row asks and what was said; None where nothing was."""


@dataclass
class Snapshot:
    """One quarter; every part is fetched at its first use."""

    db: Session
    quarter: Quarter
    now: datetime
    _members: Mapping[int, Member] | None = None
    _live: dict[int, Filling] | None = None
    _boards: list[Board] | None = None
    _lines: dict[int, tuple[Board, Place]] | None = None
    unproved: Mapping[int, tuple[str, ...]] | None = None
    """Rows of each unit that lack papers (``unproved``)."""
    said: dict[str, Said] = field(default_factory=dict)
    """What was said on a row (``few_rows.said_on``), by the row as it was named."""
    _points: dict[str, Points] = field(default_factory=dict)
    _forms: dict[int, UnitForm] | None = None
    _looked_at: dict[int, UnitForm] | None = None
    _reports: dict[int, list[WorkReport]] | None = None
    _evidence: dict[int, list[Evidence]] | None = None
    _appeals: dict[int, list[Appeal]] | None = None
    _doubts: dict[int, list[PlacedDoubt]] | None = None
    _lying: dict[int, list[Lying]] | None = None
    _used: dict[int, list[Used]] | None = None
    _mended: dict[int, list[Mended]] | None = None

    @property
    def key(self) -> tuple[int, int]:
        """Year and number."""
        return self.quarter.year, self.quarter.number

    @property
    def graded(self) -> bool:
        """Whether there are grades: not while units may still change everything."""
        return self.quarter.state not in ("planned", "open")

    async def members(self) -> Mapping[int, Member]:
        """Every unit that takes part, in the order of their forms: where its state is not asked."""
        if self._members is None:
            self._members = await members(self.db, self.quarter)
        return self._members

    async def live(self) -> dict[int, Filling]:
        """Every unit's form with its state, by unit, in the order of the forms."""
        if self._live is None:
            self._live = await fillings(self.db, self.quarter)
        return self._live

    async def boards(self) -> list[Board]:
        """The standings of each table."""
        if self._boards is None:
            self._boards = await boards(self.db, self.quarter)
        return self._boards

    async def lines(self) -> dict[int, tuple[Board, Place]]:
        """Total, grade and place, by unit."""
        if self._lines is None:
            self._lines = {
                line.unit: (board, line) for board in await self.boards() for line in board.lines
            }
        return self._lines

    async def standing(self, units: Sequence[int]) -> Mapping[int, tuple[Ladder, Place]]:
        """The same of some units alone; of those that have a line."""
        every = zip(units, await of_units(self.db, self.quarter, units), strict=True)
        return {
            unit: (table, line)
            for unit, (table, line) in ((one, found or (None, None)) for one, found in every)
            if table is not None and line is not None
        }

    async def best(self, table: Ladder, line: Place) -> Place:
        """Who has the highest total of those a unit is ranked with."""
        return await best(self.db, table, line)

    async def points_of(self, table: Table, unit: int) -> Rows | None:
        """What a unit came to row by row."""
        return await rows_of(self.db, table, unit)

    async def points(self, board: Board) -> Points:
        """What a table's units came to row by row."""
        if board.group not in self._points:
            self._points[board.group] = await points(self.db, board)
        return self._points[board.group]

    async def forms(self) -> dict[int, UnitForm]:
        """Whole forms, by unit: only for what their figures alone can say."""
        if self._forms is None:
            self._forms = {one.unit.id: one for one in await load_quarter(self.db, self.quarter)}
        return self._forms

    async def looked_at(self) -> dict[int, UnitForm]:
        """Whole forms of those that have handed in, or of which something is decided, by unit."""
        if self._looked_at is None:
            units = await review.looked_at(self.db, self.quarter.id)
            every = await load_units(self.db, self.quarter, units)
            self._looked_at = {one.unit.id: one for one in every}
        return self._looked_at

    async def reports(self) -> dict[int, list[WorkReport]]:
        """Work reports received, by unit."""
        if self._reports is None:
            found = await papers.work_reports_of_quarter(self.db, self.quarter.id)
            self._reports = await self._by_unit([(one.form_id, one) for one in found])
        return self._reports

    async def evidence(self) -> dict[int, list[Evidence]]:
        """Papers, by unit."""
        if self._evidence is None:
            found = await papers.evidence_of_quarter(self.db, self.quarter.id)
            self._evidence = await self._by_unit([(one.form_id, one) for one in found])
        return self._evidence

    async def appeals(self) -> dict[int, list[Appeal]]:
        """Appeals, by unit."""
        if self._appeals is None:
            found = await editions.appeals_of_quarter(self.db, self.quarter.id)
            self._appeals = await self._by_unit([(one.form_id, one) for one in found])
        return self._appeals

    async def doubts(self) -> dict[int, list[PlacedDoubt]]:
        """Open doubts about papers, by unit."""
        if self._doubts is None:
            found = await understood.doubts_of_quarter(self.db, self.quarter.id)
            self._doubts = await self._by_unit([(one.form_id, one) for one in found])
        return self._doubts

    async def lying(self) -> dict[int, list[Lying]]:
        """What was sent back and is not mended, by unit."""
        if self._lying is None:
            self._lying = defaultdict(list)
            for one in await review.lying_returns(self.db, self.quarter.id):
                self._lying[one.unit_id].append(one)
        return self._lying

    async def mended(self) -> dict[int, list[Mended]]:
        """What came again after it was sent back, by unit."""
        if self._mended is None:
            self._mended = defaultdict(list)
            for one in await review.mended_returns(self.db, self.quarter.id):
                self._mended[one.unit_id].append(one)
        return self._mended

    async def used(self) -> dict[int, list[Used]]:
        """When each liaison was last here, by unit."""
        if self._used is None:
            self._used = defaultdict(list)
            for one in await people.last_used(self.db):
                self._used[one.unit_id].append(one)
        return self._used

    async def _by_unit(self, found: list[tuple[int, Kept]]) -> dict[int, list[Kept]]:
        unit_of = {one.form_id: one.unit_id for one in (await self.members()).values()}
        kept: dict[int, list[Kept]] = defaultdict(list)
        for form, one in found:
            if form in unit_of:
                kept[unit_of[form]].append(one)
        return kept

    def deadline(self, one: Filling) -> datetime:
        """The unit's own deadline."""
        return moment(one.extended_to) if one.extended_to else self.quarter.deadline


@dataclass
class County:
    """All quarters, and who looks after which unit."""

    db: Session
    quarters: list[Quarter]
    now: datetime
    _kept: dict[int, Snapshot] = field(default_factory=dict)
    _liaisons: dict[int, list[Grant]] | None = None

    def snapshot(self, quarter: Quarter) -> Snapshot:
        """A quarter's facts."""
        return self._kept.setdefault(quarter.id, Snapshot(self.db, quarter, self.now))

    def of(self, key: tuple[int, int]) -> Quarter | None:
        """The quarter of a year and number, if it was ever opened."""
        return next((one for one in self.quarters if (one.year, one.number) == key), None)

    @property
    def opened(self) -> list[Quarter]:
        """Quarters that have begun, the newest first."""
        begun = [one for one in self.quarters if one.state != "planned"]
        return sorted(begun, key=lambda one: (one.year, one.number), reverse=True)

    @property
    def current(self) -> Quarter | None:
        """The quarter of every question that names none: what is due first, else the newest."""
        alive = living(self.quarters)
        reporting = [one for one in alive if one.state in REPORTING]
        return next(iter([*reporting, *alive, *self.opened]), None)

    @property
    def others(self) -> list[Quarter]:
        """Quarters in which something may be reported as well, while that one is current."""
        current = self.current
        return [one for one in living(self.quarters) if one.state in REPORTING and one != current]

    @property
    def results(self) -> list[Quarter]:
        """Quarters whose figures are settled enough to be graded, the newest first."""
        return [one for one in self.opened if one.state != "open"]

    async def liaisons(self) -> Mapping[int, list[Grant]]:
        """Who is liaison of a unit."""
        if self._liaisons is None:
            self._liaisons = defaultdict(list)
            for grant in await people.with_role(self.db, "liaison"):
                if grant.unit_id is not None:
                    self._liaisons[grant.unit_id].append(grant)
        return self._liaisons


def of_part(name: str, part: str) -> bool:
    """Whether a unit is of a part of its table: 街道, 镇, 乡; 乡镇 are the last two."""
    return name.endswith(tuple(part) if part == "乡镇" else part)


def row_in(row: str, group: str) -> str:
    """The row's id in a table, where a name means another row in each."""
    if "=" not in row:
        return row
    pairs = dict(pair.split("=", 1) for pair in row.split(";"))
    return pairs.get(group, "")


def rows_in(row: str, group: str) -> list[str]:
    """All rows that are meant in a table, where a clause stands in several."""
    if "=" not in row:
        return [row]
    pairs = [pair.split("=", 1) for pair in row.split(";")]
    return list(dict.fromkeys(id_ for table, id_ in pairs if table == group))


def under(row: str, ids: list[str]) -> list[str]:
    """The rows that are meant: 三.1 is 三.1a, 三.1b, 三.1c; 三 is all of its section."""
    if row in ids:
        return [row]
    if row and "." not in row:  # a section
        return [one for one in ids if one.partition(".")[0] == row]
    return [one for one in ids if row and one.startswith(row) and one[len(row) :].isalpha()]


def has_row(lines: Mapping[int, tuple[Board, Place]], unit: int, row: str) -> bool:
    """Whether a unit's table has the row."""
    return unit in lines and in_table(lines[unit][0], row)


def in_table(board: Table, row: str) -> bool:
    """Whether a table has the row."""
    return bool(under(row_in(row, board.group), [one.id for one in board.scheme.rows]))
