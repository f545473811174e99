"""The columns of the workbook for figures from elsewhere, and how people may call them.

Here: which inputs of a scheme other bodies supply, their headings, the stamp by which a workbook
is known again. Not here: drawing the workbook (``supply_book``), reading it
(``bot.supply.reading``).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from scoring.assess import applies
from scoring.scheme import Input, Row, Scheme

Raw = bool | int | str
"""A figure as JSON keeps it: yes/no, a count, or exact decimal text."""
Key = tuple[int, str, str]
"""Unit, row and input: which figure."""
_MEASURES: Final = {"flag": "是或否", "rate": "%"}


@dataclass(frozen=True, slots=True)
class Column:
    """One input of a row that another body supplies."""

    row: Row
    input: Input

    @property
    def body(self) -> str:
        """Who supplies it."""
        return self.row.supplier(self.input.name)

    @property
    def measure(self) -> str:
        """条, 家, %, 是或否."""
        return _MEASURES.get(self.input.kind, self.input.unit)

    @property
    def title(self) -> str:
        """二.1 迟报、错报."""
        return f"{self.row.id} {self.input.name}"

    @property
    def heading(self) -> str:
        """二.1 迟报、错报（条）: unique within a table."""
        return f"{self.title}（{self.measure}）" if self.measure else self.title

    @property
    def note(self) -> str:
        """What is asked, the clause, and how the clause is read."""
        parts = [self.input.ask, f"评分标准：{self.row.text}" if self.row.text else ""]
        parts.append(f"理解：{self.row.reading}" if self.row.reading else "")
        return "\n".join(part for part in parts if part)


@dataclass(frozen=True, slots=True)
class Member:
    """A unit as it takes part in a quarter."""

    unit: int
    name: str
    short: str
    group: str
    classification: str
    form: int
    listed: str = ""
    """Under which name the scheme lists it, where that is not its own."""


@dataclass(frozen=True, slots=True)
class Table:
    """What other bodies supply for one table of the quarter, and the units it is assessed for."""

    group: str
    digest: str
    columns: tuple[Column, ...]
    members: tuple[Member, ...]

    def columns_for(self, member: Member) -> tuple[Column, ...]:
        """The columns that count for a unit: a row may be for named units or classes only."""
        return tuple(one for one in self.columns if concerns(one.row, member))

    @property
    def rows(self) -> tuple[Row, ...]:
        """The rows with at least one supplied input, in the order of the table."""
        return tuple({one.row.id: one.row for one in self.columns}.values())

    def only(self, bodies: frozenset[str] | None) -> Table:
        """The table with the columns of these bodies alone (None: of all)."""
        if bodies is None:
            return self
        kept = tuple(one for one in self.columns if one.body in bodies)
        return Table(self.group, self.digest, kept, self.members)


def concerns(row: Row, member: Member) -> bool:
    """Whether a row counts for this unit."""
    return applies(row, member.listed or member.name, member.classification)


def columns_of(scheme: Scheme) -> tuple[Column, ...]:
    """Every input that another body supplies; what a reviewer awards is not among them."""
    return tuple(
        Column(row, one)
        for row in scheme.rows
        if row.by is not None and not row.award and not row.ledger
        for one in row.inputs
        if one.kind != "award"
    )


def key(text: str) -> str:
    """What two ways of writing a heading have in common; remarks in brackets do not count."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return re.sub(r"\(.*?\)|[\s,.、。:：;/|*·\-\"'“”‘’《》]", "", folded)


def called(columns: Iterable[Column]) -> Mapping[str, tuple[Column, ...]]:
    """By each key a heading may have: the columns it can mean; more than one is a question."""
    known = tuple(columns)
    found: dict[str, dict[str, Column]] = {}
    for column in known:
        row, name = column.row, column.input.name
        words = [column.title, name, f"{row.id}{row.name}{name}"]
        if sum(one.row.id == row.id for one in known) == 1:
            words += [row.id, row.name, f"{row.id}{row.name}"]
        for word in words:
            found.setdefault(key(word), {})[column.title] = column
    return {word: tuple(meant.values()) for word, meant in found.items()}


# -- the stamp -----------------------------------------------------------------------------------

_STAMP: Final = re.compile(
    r"信考部门数据 (?P<quarter>\d{1,9}) (?P<year>\d{4})-(?P<number>[1-4])"
    r" (?P<digest>[0-9a-f]{12}) (?P<at>\d{8}T\d{6})Z"
)


@dataclass(frozen=True, slots=True)
class Stamp:
    """What a hidden cell of the workbook says: for which quarter and scheme, handed out when."""

    quarter: int
    year: int
    number: int
    digest: str
    at: datetime

    def __str__(self) -> str:
        moment = f"{self.at.astimezone(UTC):%Y%m%dT%H%M%S}Z"
        return f"信考部门数据 {self.quarter} {self.year}-{self.number} {self.digest[:12]} {moment}"

    @classmethod
    def find(cls, text: str) -> Stamp | None:
        """The stamp in a cell's text."""
        match = _STAMP.search(text)
        if match is None:
            return None
        try:
            at = datetime.strptime(match["at"], "%Y%m%dT%H%M%S").replace(tzinfo=UTC)
        except ValueError:
            return None
        quarter, year, number = (int(match[name]) for name in ("quarter", "year", "number"))
        return cls(quarter, year, number, match["digest"], at)
