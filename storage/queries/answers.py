"""What the figures are: claimed by the unit, supplied by another body, accepted by a reviewer.

Values are JSON text: true/false, an integer, or exact decimal text. A claim under the input name
``NOTE`` is the unit's own description of a row that a reviewer marks.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from storage.database import Session, stamp
from storage.engine import Values
from storage.queries import load

_sql = load("answers")

NOTE = "说明"
"""Input name under which a unit's description of a row is kept."""
_NIL = json.dumps("无", ensure_ascii=False)
_WITHIN, _BETWEEN = "\x1e", "\x1f"


class Claim(NamedTuple):
    """One input as the unit says it; ``version`` counts its changes."""

    id: int
    form_id: int
    row: str
    input: str
    value: str
    version: int
    by_person: int | None
    at: str
    carried: str = ""
    """The quarter the answer was taken over from, as 2026Q3; empty: it was said for this one."""


class Supplied(NamedTuple):
    """One input as another body says it, which body (``source``), and from which file, if any."""

    id: int
    form_id: int
    row: str
    input: str
    value: str
    version: int
    by_person: int | None
    at: str
    source: str
    file_digest: str | None = None


@dataclass(frozen=True, slots=True)
class Past:
    """What was supplied for a unit in a quarter before."""

    unit_id: int
    group: str
    row: str
    input: str
    value: str


@dataclass(frozen=True, slots=True)
class Standing(Past):
    """What is supplied for a unit in a quarter, and by which body, where that is asked."""

    source: str = ""


class Review(NamedTuple):
    """The standing decision on a row: accept, cut, return; ``accepted`` is JSON input → value."""

    id: int
    form_id: int
    row: str
    decision: str
    accepted: str
    reason: str
    due_at: str | None
    by_person: int | None
    at: str
    closed_at: str | None = None
    """When the office ended a return that nobody had supplemented; nothing comes back any more."""
    earlier: str | None = None
    """For a return: what was accepted of the row before it, as JSON; None: nothing was."""


async def claims_then(db: Session, year: int, number: int, unit_id: int) -> list[Claim]:
    """A unit's claims in the quarter of a year."""
    return await db.all(_sql.claims_then, Claim, year=year, number=number, unit_id=unit_id)


async def claims_of_quarter(db: Session, quarter_id: int) -> list[Claim]:
    """All claims of a quarter."""
    return await db.wide(_sql.claims_of_quarter, Claim, quarter_id=quarter_id)


async def claims_of_forms(db: Session, form_ids: Sequence[int]) -> list[Claim]:
    """The claims of several forms."""
    return await db.all(_sql.claims_of_forms, Claim, ids=json.dumps(form_ids))


async def claims_of_rows(db: Session, quarter_id: int, rows: Iterable[str]) -> list[Claim]:
    """All claims of some rows of a quarter."""
    listed = json.dumps(sorted(rows))
    return await db.all(_sql.claims_of_rows, Claim, quarter_id=quarter_id, rows=listed)


async def supplied_of_rows(db: Session, quarter_id: int, rows: Iterable[str]) -> list[Supplied]:
    """All figures from other bodies for some rows of a quarter."""
    listed = json.dumps(sorted(rows))
    return await db.all(_sql.supplied_of_rows, Supplied, quarter_id=quarter_id, rows=listed)


async def reviews_of_rows(db: Session, quarter_id: int, rows: Iterable[str]) -> list[Review]:
    """The standing decisions on some rows of a quarter."""
    listed = json.dumps(sorted(rows))
    return await db.all(_sql.reviews_of_rows, Review, quarter_id=quarter_id, rows=listed)


async def figures_of_rows(
    db: Session, quarter_id: int, tables: Iterable[str], rows: Iterable[str]
) -> list[tuple[int, str, str, str]]:
    """Form, row, input and figure: the supplied one, else the claimed one, of some tables' rows."""
    listed = json.dumps(sorted(rows))
    found = await db.wide_rows(
        _sql.figures_of_rows, quarter_id=quarter_id, tables=json.dumps(sorted(tables)), rows=listed
    )
    return [tuple(one) for one in found]


async def accepted_of_rows(
    db: Session, quarter_id: int, tables: Iterable[str], rows: Iterable[str]
) -> list[tuple[int, str, str]]:
    """Form, row and what stands accepted of it, as JSON, of some tables' rows."""
    listed = json.dumps(sorted(rows))
    found = await db.wide_rows(
        _sql.accepted_of_rows, quarter_id=quarter_id, tables=json.dumps(sorted(tables)), rows=listed
    )
    return [tuple(one) for one in found]


async def claim(
    db: Session,
    form_id: int,
    row: str,
    input: str,
    value: str,
    person_id: int | None,
    now: datetime,
    carried: str = "",
    before: Claim | None = None,
) -> Claim:
    """Write what the unit says; the claim as it stands then.

    ``before``: as it stood, as far as this transaction has read it. Of one that is new the number
    is not known (0).
    """
    at = stamp(now)
    await db.later(
        _sql.claim,
        form_id=form_id,
        row_id=row,
        input=input,
        value=value,
        person_id=person_id,
        carried=carried,
        now=at,
    )
    number, version = (before.id, before.version) if before else (0, 0)
    return Claim(number, form_id, row, input, value, version + 1, person_id, at, carried)


async def unclaim(db: Session, form_id: int, row: str, input: str) -> bool:
    """Back to not reported; False when it was."""
    return bool(await _sql.unclaim(db, form_id=form_id, row_id=row, input=input))


async def supplied_before(db: Session, year: int, number: int) -> list[Past]:
    """Figures other bodies supplied in the two years before a quarter, the newest first.

    Of its own kind: the hundreds of a number say whether it is a quarter, a month …
    """
    return await db.wide(_sql.supplied_before, Past, year=year, number=number)


async def supplied_now(db: Session, quarter_id: int, rows: Iterable[str]) -> str:
    """Figures of some rows from other bodies for a quarter, in the order of its forms.

    One text, which ``supplied_in`` reads: whoever has met it before need not read it again.
    """
    named = json.dumps(sorted(rows))
    (found,) = await db.wide_rows(_sql.supplied_now, quarter_id=quarter_id, rows=named)
    return found["said"] or ""


async def supplied_then(db: Session, year: int, number: int, rows: Iterable[str]) -> str:
    """The same of the two years before a quarter, the newest first; without the bodies."""
    named = json.dumps(sorted(rows))
    (found,) = await db.wide_rows(_sql.supplied_then, year=year, number=number, rows=named)
    return found["said"] or ""


def supplied_in(text: str) -> list[Standing]:
    """What such a text says."""
    every = text.split(_BETWEEN) if text else []
    return [Standing(*json.loads(one)) for one in every]


async def supplied_of_quarter(db: Session, quarter_id: int) -> list[Supplied]:
    """Figures from other bodies for a quarter."""
    return await db.wide(_sql.supplied_of_quarter, Supplied, quarter_id=quarter_id)


async def supplied_of_forms(db: Session, form_ids: Sequence[int]) -> list[Supplied]:
    """The figures from other bodies of several forms."""
    return await db.all(_sql.supplied_of_forms, Supplied, ids=json.dumps(form_ids))


async def supply(
    db: Session,
    form_id: int,
    row: str,
    input: str,
    value: str,
    source: str,
    file_digest: str | None,
    person_id: int | None,
    now: datetime,
) -> None:
    """Write what another body says."""
    await db.later(
        _sql.supply,
        form_id=form_id,
        row_id=row,
        input=input,
        value=value,
        source=source,
        file_digest=file_digest,
        person_id=person_id,
        now=stamp(now),
    )


@dataclass(frozen=True, slots=True)
class ToSupply:
    """A figure of another body that is to be kept."""

    form_id: int
    row_id: str
    input: str
    value: str
    source: str


Supply = Sequence[Values]
"""The figures of a file as they are written."""


def to_supply(
    figures: Iterable[ToSupply], digest: str | None, person_id: int | None, now: datetime
) -> Supply:
    """The figures of a file as they will be written, put together before anybody has to wait."""
    by = {"file_digest": digest, "person_id": person_id, "now": stamp(now)}
    return [{name: getattr(one, name) for name in one.__slots__} | by for one in figures]


async def supply_all(db: Session, figures: Supply) -> None:
    """Keep the figures of a file, replacing what stood there."""
    await db.executemany(_sql.supply.sql, figures)


async def unsupply(db: Session, form_id: int, row: str, input: str) -> bool:
    """Take back what another body said; False when nothing was there."""
    return bool(await _sql.unsupply(db, form_id=form_id, row_id=row, input=input))


async def reviews(db: Session, form_id: int) -> list[Review]:
    """The standing decisions on a form's rows."""
    return await db.all(_sql.reviews, Review, form_id=form_id)


async def reviews_of_quarter(db: Session, quarter_id: int) -> list[Review]:
    """The standing decisions of a quarter."""
    return await db.wide(_sql.reviews_of_quarter, Review, quarter_id=quarter_id)


async def reviews_of_forms(db: Session, form_ids: Sequence[int]) -> list[Review]:
    """The standing decisions of several forms."""
    return await db.all(_sql.reviews_of_forms, Review, ids=json.dumps(form_ids))


async def close_return(db: Session, review_id: int, now: datetime) -> bool:
    """End a return that was not supplemented; False when it no longer stands or is ended."""
    return bool(await _sql.close_return(db, review_id=review_id, now=stamp(now)))


async def decide(
    db: Session,
    form_id: int,
    row: str,
    decision: str,
    accepted: str,
    reason: str,
    due: datetime | None,
    person_id: int | None,
    now: datetime,
) -> None:
    """Decide on a row; an earlier decision is kept as superseded."""
    await db.later(_sql.supersede, form_id=form_id, row_id=row, now=stamp(now))
    await db.later(
        _sql.decide,
        form_id=form_id,
        row_id=row,
        decision=decision,
        accepted=accepted,
        reason=reason,
        due_at=stamp(due) if due else None,
        person_id=person_id,
        now=stamp(now),
    )
