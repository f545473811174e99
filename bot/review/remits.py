"""Who reviews what: a reviewer's part of the tables, as the office has said.

Pure. A remit is made of parts: the rows that the scheme gives to a body (``reviewer``, else
``by``), a section, a row. A reviewer without a remit is the office: what no remit covers comes to
it. Where remits are kept is ``storage.queries.review``', giving them ``bot.review.pages.remits``'.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final, Literal

from scoring.scheme import Row, Scheme

Kind = Literal["body", "section", "row"]
_KINDS: Final[tuple[Kind, ...]] = ("body", "section", "row")


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a remit; a body's rows are its own in every table, so it has no ``group``."""

    kind: Kind
    name: str
    """县工信局, 三, 三.4."""
    group: str = ""

    @property
    def text(self) -> str:
        """As it is kept: body/县工信局, section/县直单位/三, row/县直单位/三.4."""
        return "/".join(one for one in (self.kind, self.group, self.name) if one)

    def covers(self, group: str, row: Row) -> bool:
        """Whether a row of a table belongs to it."""
        if self.kind == "body":
            return body_of(row) == self.name
        return group == self.group and self.name == (
            row.section if self.kind == "section" else row.id
        )


def read(text: str) -> Part:
    """The part of a kept text.

    Raises:
        ValueError: it is none.
    """
    kind, *rest = text.split("/")
    for known in _KINDS:
        if kind == known and len(rest) == (1 if known == "body" else 2):
            return Part(known, rest[-1], "" if known == "body" else rest[0])
    raise ValueError(f"not a part of a remit: {text}")


def body_of(row: Row) -> str | None:
    """The body whose row it is: who reviews it by the scheme, else who supplies it."""
    return row.reviewer or row.by


def known_parts(schemes: Iterable[Scheme]) -> tuple[Part, ...]:
    """What may be given as bodies and sections, in the order of the tables: bodies first."""
    tables = tuple(schemes)
    bodies = {row.reviewer: None for one in tables for row in one.rows if row.reviewer}
    bodies |= {row.by: None for one in tables for row in one.rows if row.by and row.award}
    sections = {
        Part("section", section.number, one.group): None
        for one in tables
        for section in one.sections
    }
    return (*(Part("body", name) for name in bodies), *sections)


def sections_of(schemes: Iterable[Scheme]) -> frozenset[Part]:
    """Every section of the tables."""
    return frozenset(
        Part("section", section.number, one.group) for one in schemes for section in one.sections
    )


def row_parts(parts: Iterable[Part], schemes: Iterable[Scheme]) -> frozenset[Part]:
    """The rows that the parts come to, each as a part of its own."""
    every = tuple(parts)
    return frozenset(
        Part("row", row.id, one.group)
        for one in schemes
        for row in one.rows
        if any(part.covers(one.group, row) for part in every)
    )


@dataclass(frozen=True)
class Remits:
    """Every remit that limits somebody."""

    parts: Mapping[int, frozenset[Part]] = field(default_factory=dict)
    covers: Mapping[int, int] = field(default_factory=dict)
    """Who stands in, by the one who is away."""

    def may(self, person: int, group: str, row: Row) -> bool:
        """Whether a reviewer may decide on a row, also for whom this one stands in."""
        if person not in self.parts:
            return True
        away = [one for one, cover in self.covers.items() if cover == person]
        every = [self.parts.get(one) for one in (person, *away)]
        return any(
            parts is None or any(part.covers(group, row) for part in parts) for parts in every
        )

    def holders(self, group: str, row: Row) -> frozenset[int]:
        """Whose the row is by a remit, and who stands in for one; nobody's: the office's."""
        found = {
            person
            for person, parts in self.parts.items()
            if any(part.covers(group, row) for part in parts)
        }
        return frozenset(found | {self.covers[one] for one in found if one in self.covers})

    def stands_in(self, person: int) -> int:
        """Who does somebody's work now: that person, or whoever stands in."""
        return self.covers.get(person, person)
