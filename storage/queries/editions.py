"""Editions of a quarter's results, proposals to release one, and appeals against them.

An edition is never changed: a later one supersedes it. A proposal waits for somebody else's word;
one is open for a quarter at a time. ``payload`` and ``snapshot`` are JSON text.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from storage.database import Session, stamp
from storage.queries import load, readings

_sql = load("editions")


@dataclass(frozen=True, slots=True)
class Publication:
    """One numbered edition (``kind`` announced or published) with its whole text."""

    id: int
    quarter_id: int
    kind: str
    version: int
    snapshot: str
    hash: str
    reason: str
    proposed_by: int | None
    confirmed_by: int | None
    at: str


@dataclass(frozen=True, slots=True)
class Listed:
    """An edition in a list: all but its text."""

    id: int
    kind: str
    version: int
    hash: str
    reason: str
    proposed_by: int | None
    confirmed_by: int | None
    at: str


@dataclass(frozen=True, slots=True)
class Proposal:
    """A release that waits to be confirmed; ``mark`` says which content was shown."""

    id: int
    quarter_id: int
    kind: str
    mark: str
    payload: str
    proposed_by: int
    at: str


@dataclass(frozen=True, slots=True)
class Appeal:
    """A unit's objection to one row; ``state`` is open, upheld or changed."""

    id: int
    form_id: int
    row: str
    text: str
    state: str
    answer: str
    by_person: int | None
    at: str
    answered_by: int | None
    answered_at: str | None


@dataclass(frozen=True, slots=True)
class PlacedPaper:
    """A file handed in with an appeal, and with which."""

    appeal_id: int
    digest: str
    label: str
    kind: str


@dataclass(frozen=True, slots=True)
class AppealPaper:
    """A file handed in with an appeal."""

    digest: str
    label: str
    kind: str


async def add(
    db: Session,
    *,
    quarter_id: int,
    kind: str,
    version: int,
    snapshot: str,
    hash: str,
    reason: str,
    proposed_by: int | None,
    confirmed_by: int | None,
    now: datetime,
) -> Publication:
    """Keep an edition."""
    number = await _sql.add(
        db,
        quarter_id=quarter_id,
        kind=kind,
        version=version,
        snapshot=snapshot,
        hash=hash,
        reason=reason,
        proposed_by=proposed_by,
        confirmed_by=confirmed_by,
        now=stamp(now),
    )
    at = stamp(now)
    return Publication(
        int(number),
        quarter_id,
        kind,
        version,
        snapshot,
        hash,
        reason,
        proposed_by,
        confirmed_by,
        at,
    )


async def newest(db: Session, quarter_id: int, kind: str) -> Publication | None:
    """The newest edition of a kind."""
    return await db.one(_sql.newest, Publication, quarter_id=quarter_id, kind=kind)


async def of_number(db: Session, quarter_id: int, kind: str, version: int) -> Publication | None:
    """One edition, superseded or not."""
    return await db.one(
        _sql.of_number, Publication, quarter_id=quarter_id, kind=kind, version=version
    )


async def of_quarter(db: Session, quarter_id: int) -> list[Listed]:
    """Every edition of a quarter, oldest first."""
    return await db.all(_sql.of_quarter, Listed, quarter_id=quarter_id)


async def propose(
    db: Session,
    quarter_id: int,
    kind: str,
    mark: str,
    payload: str,
    person_id: int,
    now: datetime,
) -> None:
    """Let a release wait for somebody else's word.

    Raises:
        storage.faults.Clash: another proposal waits for this quarter.
    """
    await _sql.propose(
        db,
        quarter_id=quarter_id,
        kind=kind,
        mark=mark,
        payload=payload,
        person_id=person_id,
        now=stamp(now),
    )


async def proposal(db: Session, quarter_id: int) -> Proposal | None:
    """The proposal that waits, if any."""
    return await db.one(_sql.proposal, Proposal, quarter_id=quarter_id)


async def settle(
    db: Session, proposal_id: int, outcome: str, person_id: int, now: datetime
) -> bool:
    """End a proposal: confirmed, declined or overtaken; False when it was settled already."""
    return bool(
        await _sql.settle(
            db,
            proposal_id=proposal_id,
            outcome=outcome,
            person_id=person_id,
            now=stamp(now),
        )
    )


async def add_appeal(
    db: Session, form_id: int, row: str, text: str, person_id: int, now: datetime
) -> int:
    """A new appeal; its number."""
    return int(
        await _sql.add_appeal(
            db,
            form_id=form_id,
            row_id=row,
            text=text,
            person_id=person_id,
            now=stamp(now),
        )
    )


async def appeal(db: Session, appeal_id: int) -> Appeal | None:
    """The appeal of this number."""
    return await db.one(_sql.appeal, Appeal, appeal_id=appeal_id)


async def appeals_of_form(db: Session, form_id: int) -> list[Appeal]:
    """A unit's appeals in a quarter, oldest first."""
    return await db.all(_sql.appeals_of_form, Appeal, form_id=form_id)


async def appeals_of_quarter(db: Session, quarter_id: int) -> list[Appeal]:
    """Every appeal of a quarter, oldest first."""
    return await db.wide(_sql.appeals_of_quarter, Appeal, quarter_id=quarter_id)


async def answer_appeal(
    db: Session, appeal_id: int, state: str, answer: str, person_id: int, now: datetime
) -> bool:
    """Answer an appeal: upheld (维持) or changed (改判); False when it was answered already."""
    return bool(
        await _sql.answer_appeal(
            db,
            appeal_id=appeal_id,
            state=state,
            answer=answer,
            person_id=person_id,
            now=stamp(now),
        )
    )


async def add_appeal_paper(
    db: Session, appeal_id: int, digest: str, label: str, person_id: int, now: datetime
) -> None:
    """A file that belongs to an appeal; its bytes are known to ``blobs`` already."""
    await readings.ask(db, digest, now)
    await _sql.add_appeal_paper(
        db,
        appeal_id=appeal_id,
        digest=digest,
        label=label,
        person_id=person_id,
        now=stamp(now),
    )


async def appeal_paper(db: Session, number: int) -> PlacedPaper | None:
    """A file of an appeal, with the appeal."""
    return await db.one(_sql.appeal_paper, PlacedPaper, number=number)


async def appeal_papers(db: Session, appeal_id: int) -> list[AppealPaper]:
    """The files of an appeal."""
    return await db.all(_sql.appeal_papers, AppealPaper, appeal_id=appeal_id)
