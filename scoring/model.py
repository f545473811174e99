"""What a scheme is once it is read: plain frozen values.

Here: 考核指标表 with its sections and rows. Not here: what a row is made of (`parts`), reading TOML
(`reading`), checking (`checks`), arithmetic (`terms`, `assess`), words (`sentence`).
"""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cached_property
from hashlib import sha256
from typing import Final, Literal

from scoring.exact import EXACT
from scoring.parts import Condition, Effect, Example, Factor, Group, Input, Joint, Stake, Term, Want
from scoring.periods import Kind

Absent = Literal["zero", "full", "rescale"]
Returned = Literal["zero", "last_accepted", "claimed"]
EACH: Final = "各方"
"""As `by`: each of several assessors reports its own marks."""


@dataclass(frozen=True, slots=True)
class Row:
    """One indicator: the document's cells verbatim, and the rule they are read as.

    `points` is 分值, UNLIMITED where the scheme prints none. `by` is who supplies it (None: the
    unit itself, `EACH`: every assessor); `reviewer` who reviews it. `start` and `floor` bound
    the sum. `absent` says how 不适用 counts, None where the scheme does not allow it; `steady`
    says that last quarter's answers may be taken over; `returned` how the row counts after a 退回
    that was never supplemented, None where the scheme as a whole says (`returned_as`).
    """

    id: str
    name: str
    points: Decimal
    text: str = ""
    content: str = ""
    basis: str = ""
    method: str = ""
    by: str | None = None
    reviewer: str | None = None
    ledger: bool = False
    cumulative: bool = False
    steady: bool = False
    short: str = ""
    proof: str = ""
    wants: tuple[Want, ...] = ()
    reading: str = ""
    defect: str = ""
    printed_cells: tuple[tuple[str, str], ...] = ()
    inputs: tuple[Input, ...] = ()
    terms: tuple[Term, ...] = ()
    only_if: tuple[Condition, ...] = ()
    zero_if: tuple[Condition, ...] = ()
    after: tuple[tuple[str, Decimal], ...] = ()
    """Other rows and the points that they must bring, else this row is 0."""
    joint: tuple[Joint, ...] = ()
    """Rows before it that it counts together with."""
    grouped: tuple[Group, ...] = ()
    """Terms of it that are bounded together."""
    shared: tuple[tuple[str, str], ...] = ()
    """Figures it takes from other rows: the input's name and the row that asks it."""
    borrowed: tuple[Input, ...] = ()
    """The inputs of these, as the other rows know them."""
    effects: tuple[Effect, ...] = ()
    factors: tuple[Factor, ...] = ()
    most_if: tuple[Stake, ...] = ()
    total_off: tuple[Stake, ...] = ()
    """What the sum of its terms is multiplied by, before its bounds."""
    start: Decimal = Decimal(0)
    floor: Decimal = Decimal(0)
    highest: bool = False
    units: tuple[str, ...] = ()
    classes: tuple[str, ...] = ()
    absent: Absent | Decimal | None = None
    returned: Returned | None = None
    asks: tuple[tuple[str, str], ...] = ()
    examples: tuple[Example, ...] = ()

    @property
    def award(self) -> bool:
        """Whether the reviewer gives the points, because the document prints no criteria."""
        marked = self.by is None and any(term.kind == "marks" for term in self.terms)
        return marked or any(term.kind == "award" for term in self.terms)

    @property
    def papers(self) -> bool:
        """Whether the unit itself reports the row, and so must prove it."""
        return self.by is None and not self.ledger and not self.takes_all

    @property
    def takes_all(self) -> bool:
        """Whether it only counts figures that other rows ask."""
        return bool(self.shared) and not self.inputs

    def supplier(self, name: str) -> str:
        """Return who supplies one of its figures; with `EACH` every assessor its own mark."""
        if self.by == EACH:
            for term in self.terms:
                if term.kind == "marks" and name in term.inputs:
                    return term.choice[term.inputs.index(name)][0]
        return self.by or ""

    @property
    def suppliers(self) -> tuple[str, ...]:
        """Whoever supplies any of its figures, in their order."""
        return tuple(dict.fromkeys(self.supplier(one.name) for one in self.inputs if self.by))

    @property
    def section(self) -> str:
        """The number of the section the row belongs to: 三 of 三.1a."""
        return self.id.partition(".")[0]

    @property
    def printed(self) -> str:
        """What the document really prints where a cell was restored, in one sentence."""
        named = {"": "原文", "name": "考核指标", "points": "分值", "content": "考核内容"}
        named |= {"text": "评分标准", "basis": "考核依据", "method": "考核方式"}
        return "；".join(
            f"{named[cell]}印作“{text}”" if text else f"{named[cell]}一格原文为空"
            for cell, text in self.printed_cells
        )

    def input(self, name: str) -> Input:
        """Return the input of this name, its own or taken; KeyError if the row has none."""
        for one in (*self.inputs, *self.borrowed):
            if one.name == name:
                return one
        raise KeyError(name)


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with its printed points and its rows.

    `bonus` marks 附加分; `outside` says it is beyond the full mark; `capped` says that the rows
    may offer more than the section counts; `weight` are the percents of its points that count in
    the total, None where all of them do.
    """

    number: str
    name: str
    points: Decimal
    bonus: bool
    rows: tuple[Row, ...]
    outside: bool = False
    capped: bool = False
    weight: Decimal | None = None
    yearly: bool = False
    """Reported in the year's last period, counted in the year alone."""
    heading: str = ""
    reading: str = ""
    defect: str = ""

    @property
    def worth(self) -> Decimal:
        """What its points come to in the total: 100 points at 30 % are 30."""
        return weighted(self, self.points)


def weighted(section: Section, points: Decimal) -> Decimal:
    """Return points of a section as they count in the total."""
    if section.weight is None or not points.is_finite():
        return points
    return EXACT.multiply(points, section.weight.scaleb(-2))


@dataclass(frozen=True, slots=True)
class Grade:
    """等次: its name and the least total that earns it."""

    name: str
    at_least: Decimal


@dataclass(frozen=True, slots=True)
class Ranking:
    """How totals are compared and shown (READINGS D05, D06 are the defaults)."""

    compare: Literal["exact", "shown"] = "exact"
    digits: int = 2
    rounding: str = "half_up"
    ties: Literal["skip", "dense"] = "skip"
    break_by: tuple[str, ...] = ()
    per_class: bool | None = None
    """Whether classes are ranked apart; None: the scheme does not say (`scoring.ranking.apart`)."""
    vetoed: Literal["last", "by_total"] = "last"


@dataclass(frozen=True, slots=True)
class YearRule:
    """How a year comes about from its quarters; the document says so, or there is no year.

    `weights` are percents by quarter, for `weighted` only; `missing` says what a quarter counts in
    which a unit took no part; without `grades` those of a quarter hold, but for a sum.
    """

    compose: Literal["mean", "sum", "weighted"]
    weights: tuple[Decimal, ...] = ()
    missing: Literal["skip", "zero", "none"] = "skip"
    grades: tuple[Grade, ...] = ()
    share: Decimal | None = None
    """By how many percents what is composed counts, beside the sections of the year."""


@dataclass(frozen=True)
class Scheme:
    """One 考核指标表. `full` is UNLIMITED where the document has no full mark.

    `reachable` is what of the full mark a unit can really get, bonus outside it left out: less
    than `full` where the table contradicts itself, which `defects` then says; `unreachable` are
    the rows that cannot bring their 分值. `text` is the TOML it was read from.
    """

    name: str
    group: str
    title: str
    document: str
    number: str
    issued: date
    in_force: date
    full: Decimal
    grades: tuple[Grade, ...]
    sections: tuple[Section, ...] = field(repr=False)
    reachable: Decimal = Decimal(0)
    unreachable: tuple[str, ...] = ()
    own_defects: tuple[str, ...] = ()
    readings: tuple[str, ...] = ()
    bonus_max: Decimal | None = None
    bonus_from: Decimal | None = None
    total_max: Decimal | None = None
    total_min: Decimal | None = None
    period: Kind = "quarter"
    """How long a period is that is assessed: a month, a quarter …"""
    returned: Returned | None = None
    ranking: Ranking = Ranking()
    year: YearRule | None = None
    classes: tuple[tuple[str, tuple[str, ...]], ...] = ()
    text: str = field(default="", compare=False, repr=False)

    @property
    def defects(self) -> tuple[str, ...]:
        """Every declared contradiction that bears on what can be reached, the widest first."""
        sections = tuple(one.defect for one in self.sections if one.defect)
        return self.own_defects + sections + tuple(self.row(id).defect for id in self.unreachable)

    @cached_property
    def rows(self) -> tuple[Row, ...]:
        """All rows in the order of the table."""
        return tuple(row for section in self.sections for row in section.rows)

    @cached_property
    def by_id(self) -> dict[str, Row]:
        """The rows by their id."""
        return {row.id: row for row in self.rows}

    def row(self, id: str) -> Row:
        """Return the row of this id, such as 三.1a; KeyError if there is none."""
        return self.by_id[id]

    def returned_as(self, row: Row) -> Returned:
        """Return how a row counts that was 退回 and not supplemented.

        As the row says, else the scheme; where neither does, a row that needs papers counts 0,
        for without proof the document gives no point, and any other counts as it was reported.
        """
        return row.returned or self.returned or ("zero" if row.papers else "claimed")

    @cached_property
    def of_year(self) -> tuple[Section, ...]:
        """The sections that count in the year alone."""
        return tuple(one for one in self.sections if one.yearly)

    @cached_property
    def most_together(self) -> dict[str, tuple[tuple[tuple[str, ...], Decimal], ...]]:
        """Of each row that counts together with others: all of these rows, and their most."""
        found: dict[str, tuple[tuple[tuple[str, ...], Decimal], ...]] = {}
        for row in self.rows:
            for one in row.joint:
                ids, most = (*one.others, row.id), one.most
                if most is not None:
                    found |= {id: (*found.get(id, ()), (ids, most)) for id in ids}
        return found

    @cached_property
    def shares(self) -> bool:
        """Whether any row takes a figure from another."""
        return any(row.shared for row in self.rows)

    @cached_property
    def compares(self) -> bool:
        """Whether units are held against each other in any row."""
        return any(term.kind == "among" for row in self.rows for term in row.terms)

    @cached_property
    def digest(self) -> str:
        """The SHA-256 of `text`: which version a quarter was opened with."""
        return sha256(self.text.encode()).hexdigest()

    def class_of(self, unit: str) -> str | None:
        """Return the class that lists this unit by name, or None."""
        return self._listed.get(unit)

    @cached_property
    def _listed(self) -> dict[str, str]:
        """The class of each unit that is listed by name; of several the first."""
        return {unit: name for name, units in reversed(self.classes) for unit in units}
