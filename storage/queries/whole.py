"""A unit's whole form of a quarter, with all that was written in it, in one statement.

Every answer begins with it. What is asked of several forms at once, or of one kind of rows alone,
is in ``answers`` and ``papers``.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from storage.database import Session
from storage.queries import load
from storage.queries.answers import Claim, Review, Supplied
from storage.queries.papers import Evidence, WorkReport
from storage.queries.quarters import Form, Quarter
from storage.queries.roster import Unit

_sql = load("whole")

_Cells = tuple[Any, ...]
"""Seven numbers from the second place on, nineteen texts from the ninth."""


@dataclass(frozen=True, slots=True)
class Ago:
    """What a unit claimed in the quarter before; ``period``: its year and number."""

    period: tuple[int, int]
    claims: list[Claim]


@dataclass(frozen=True, slots=True)
class Whole:
    """A form with what stands around it; each kind of its rows in the order of its numbers."""

    quarter: Quarter
    unit: Unit
    form: Form
    scheme: tuple[str, str]
    """Name and hash of the scheme version it is assessed by."""
    claims: list[Claim]
    supplied: list[Supplied]
    reviews: list[Review]
    evidence: list[Evidence]
    reports: list[WorkReport]
    ago: Ago | None
    """None where it was not asked, or nothing was claimed."""


async def whole(db: Session, quarter_id: int, unit_id: int, *, ago: bool = False) -> Whole | None:
    """A unit's form; None when the unit takes no part.

    ``ago``: also what it claimed in the quarter before it that the county has, of the same kind.

    Raises:
        LookupError: the quarter has no scheme for its group.
    """
    rows = await db.rows(_sql.whole, quarter_id=quarter_id, unit_id=unit_id, ago=int(ago))
    if not rows:
        return None
    kinds: list[list[_Cells]] = [[] for _ in range(7)]
    for row in rows:
        cells = tuple(row)
        kinds[cells[0]].append(cells)
    ((around,), claims, supplied, reviews, evidence, reports, before) = kinds
    quarter, unit, form = _around(around)
    if around[26] is None:
        raise LookupError(f"quarter {quarter_id} has no scheme for {form.group}")
    return Whole(
        quarter=quarter,
        unit=unit,
        form=form,
        scheme=(around[25], around[26]),
        claims=sorted(map(_claim, claims)),
        supplied=sorted(
            Supplied(c[1], c[2], c[8], c[9], c[10], c[4], c[3], c[11], c[12], c[13])
            for c in supplied
        ),
        reviews=sorted(Review._make((*c[1:3], *c[8:13], c[3], *c[13:16])) for c in reviews),
        evidence=sorted(
            Evidence._make((*c[1:3], *c[8:14], c[3], *c[14:17], c[4], c[17])) for c in evidence
        ),
        reports=sorted(
            WorkReport._make((*c[1:3], *c[8:14], c[4], c[14], c[3], c[15])) for c in reports
        ),
        ago=Ago((before[0][5], before[0][6]), sorted(map(_claim, before))) if before else None,
    )


def _claim(c: _Cells) -> Claim:
    return Claim(c[1], c[2], c[8], c[9], c[10], c[4], c[3], c[11], c[12])


def _around(c: _Cells) -> tuple[Quarter, Unit, Form]:
    of_unit = (c[3], *c[21:25], c[7])
    of_form = (*c[1:4], *c[8:11], c[4], *c[11:15])
    return Quarter(c[2], c[5], c[6], *c[15:21]), Unit(*of_unit), Form(*of_form)
