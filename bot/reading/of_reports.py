"""What makes a person look twice at a work report: the doubts of its paper, told when asked.

A report counts by its day of coming, and nobody decides on it item by item, so its doubts are not
kept: they are found anew for whoever looks. A summary that also proves a row of its own unit is no
copy; one that says what another unit's paper says, or the own one of a quarter before, is.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.forms.form import UnitForm
from bot.reading import gathering
from bot.reading.doubts import KINDS, Alike, Doubt, Place, of_paper
from bot.reading.piece import Piece
from storage.database import Session
from storage.queries import understood
from storage.queries.papers import Evidence, WorkReport
from storage.queries.understood import Used

MENDABLE = ("outside", "blank", "other_unit", "unclear")
"""What its own unit is told: likeness to others is the office's."""
_NEVER = ("no_source", "missing", "over")
"""A manuscript has no medium yet, and the ledger counts itself."""


@dataclass(frozen=True, slots=True)
class Found:
    """A doubt about a report; ``like`` is where the paper lies that it is like."""

    doubt: Doubt
    like: Used | None = None


async def doubts_of(
    db: Session, form: UnitForm, reports: Sequence[WorkReport]
) -> dict[int, tuple[Found, ...]]:
    """The doubts about some reports of a form, by their numbers, the gravest first."""
    ledger = next((row for row in form.rows if row.ledger), None)
    read = [one for one in reports if one.digest]
    if ledger is None or not read:
        return {}
    known = await gathering.names(db, form)
    place = known.place(ledger)
    pieces = await gathering.pieces_of(db, [_as_evidence(one) for one in read])
    found = {}
    for one in read:
        doubts = await _of_one(db, known, place, one, pieces[one.id])
        if doubts:
            found[one.id] = doubts
    return found


async def _of_one(
    db: Session, known: gathering.Surroundings, place: Place, one: WorkReport, piece: Piece
) -> tuple[Found, ...]:
    if piece.state == "waiting":
        return ()
    uses, alike = await _likes(db, known, one, piece)
    told = of_paper(place, _told_by_its_own_day(piece), alike)
    kept = sorted((it for it in told if it.kind not in _NEVER), key=lambda it: KINDS.index(it.kind))
    return tuple(Found(it, uses[it.other] if it.other is not None else None) for it in kept)


def _told_by_its_own_day(piece: Piece) -> Piece:
    """A report of October tells of September: what it bears itself counts."""
    if "date" not in piece.firsts:
        return piece
    return replace(piece, facts=tuple(one for one in piece.facts if one.kind != "event_date"))


async def _likes(
    db: Session, known: gathering.Surroundings, one: WorkReport, piece: Piece
) -> tuple[list[Used], list[Alike]]:
    """Other reports, and other units' papers, with this one's text or number."""
    form, digest = known.form, str(one.digest)
    shares = await gathering.shares(db, digest)
    foreign = await gathering.third_bodys(db, form, piece)
    digests = sorted({digest, *shares})
    uses = [use for use in await understood.reports_using(db, digests) if use.id != one.id]
    evidence = await understood.uses_of(db, digests)
    uses += [use for use in evidence if use.unit_id != form.unit.id]
    alike = []
    for number, use in enumerate(uses):
        whole, percent, bears = shares.get(use.digest, (True, 100, ""))
        like = gathering.as_alike(form, "", use, whole, percent, bears, foreign)
        alike.append(replace(like, evidence=number, same_row=False))
    return uses, alike


def _as_evidence(one: WorkReport) -> Evidence:
    """A report's file as papers are looked at."""
    return Evidence(
        id=one.id, form_id=one.form_id, row=None, digest=one.digest, url=None,
        label=one.label or one.title, caption="", receipt=one.receipt, by_person=one.by_person,
        at=one.received_at, removed_at=one.withdrawn_at, kind="", size=0,
    )  # fmt: skip
