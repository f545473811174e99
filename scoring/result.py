"""What an assessment is: totals, rows and the steps that add up to them.

Here: plain values that nobody changes; those of which a unit has dozens are tuples with names, for
they are made by the million. Not here: how they come about (`rowwise`, `totals`, `assess`).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal, NamedTuple

from scoring.exact import plain
from scoring.model import Returned
from scoring.parts import EffectKind

StepKind = Literal[
    "start",  # where the sum begins: the full points of a deducting row
    "term",  # one summand
    "highest",  # of what adds, only the best counts
    "heaviest",  # of what deducts, only the heaviest counts
    "grouped",  # terms that are bounded together
    "factor",  # 加倍, 减半, 难度系数
    "cap",  # cut to 分值
    "ceiling",  # cut to the most of a row where something is so
    "charge",  # taken of the total, beside what the row came to
    "floor",  # 扣完为止
    "unreported",  # what stays open does not earn
    "gate",  # only_if was not met
    "zero",  # zero_if happened
    "after",  # another row did not bring what this one asks of it
    "joint",  # rows that count together are bounded together
    "absent",  # 不适用
    "returned",  # 退回 and not supplemented; `input` says by which rule
    "section",  # a section counts at most its points
    "yearly",  # a section that counts in the year alone
    "weight",  # a section counts by so many percents
    "bonus",  # all bonus together is capped, or not earned
    "rescale",  # rows that do not apply left the total
    "limit",  # the total itself is bounded
    "void",  # an event that leaves nothing of the total
]


class Step(NamedTuple):
    """One line of a calculation; the `value`s of a result's steps add up to its points.

    For a term: `value` is ±min(cap, points × x), or what its band gives for x. `term` is its
    place in the row; `input` the name (or a checklist's label); `missing` marks an open answer.
    """

    kind: StepKind
    value: Decimal
    input: str = ""
    term: int | None = None
    x: Decimal | None = None
    unit: str = ""
    points: Decimal | None = None
    cap: Decimal | None = None
    note: str = ""
    """Of named things those that count, of a comparison where the figure stands, in words."""

    def as_json(self) -> dict[str, object]:
        """Return the step with every figure as exact text, empty parts left out."""
        found: dict[str, object] = {"kind": self.kind}
        words = ("input", "unit", "note")
        found |= {key: getattr(self, key) for key in words if getattr(self, key)}
        for key in ("x", "points", "cap"):
            figure: Decimal | None = getattr(self, key)
            if figure is not None:
                found[key] = plain(figure)
        if self.term is not None:
            found["term"] = self.term
        return found | {"value": plain(self.value)}


class Missing(NamedTuple):
    """An input that is 未报, and so keeps the total provisional."""

    row: str
    input: str

    def __str__(self) -> str:
        return f"{self.row} {self.input}"


class RowResult(NamedTuple):
    """What one row brought, out of `max`.

    `absent` says how 不适用 was counted, `returned` by which rule a row counted that was 退回 and
    not supplemented. `least` is what the row may still come down to through what is open, None
    where that is no less than `points`.
    """

    id: str
    points: Decimal
    max: Decimal
    steps: tuple[Step, ...]
    missing: tuple[str, ...] = ()
    absent: str | None = None
    returned: Returned | None = None
    least: Decimal | None = None
    waiting: str = ""
    """What of the other units it still waits for where figures are compared, in words."""

    @property
    def provisional(self) -> bool:
        """Whether an input of the row is still 未报, or the others' are that it is held against."""
        return bool(self.missing or self.waiting)


@dataclass(frozen=True, slots=True)
class Least:
    """The lowest a provisional unit can come to, where that is below its total or its parts."""

    total: Decimal
    sections: Mapping[str, Decimal]


class Assessment(NamedTuple):
    """One unit's result. `total` is exact; `steps` lead from the rows' points to it.

    `regular` is what the ordinary sections brought after rescaling, `bonus` what 附加分 added.
    `effects` are the vetoes, bars and drops that bear on the grade, `open_effects` those that an
    open answer may still bring. `least` is the lowest total the unit can come to, whatever is
    answered, with its sections.
    """

    unit: str
    total: Decimal
    provisional: bool
    missing: tuple[Missing, ...]
    rows: Mapping[str, RowResult]
    sections: Mapping[str, Decimal]
    regular: Decimal
    bonus: Decimal
    steps: tuple[Step, ...] = ()
    effects: tuple[EffectKind, ...] = ()
    classification: str | None = None
    open_effects: tuple[EffectKind, ...] = ()
    least: Least | None = None

    @property
    def waiting(self) -> tuple[str, ...]:
        """The rows that wait for what other units report."""
        return tuple(id for id, row in self.rows.items() if row.waiting)

    @property
    def returned(self) -> tuple[str, ...]:
        """The rows that count as an unanswered 退回 counts."""
        return tuple(id for id, row in self.rows.items() if row.returned)
