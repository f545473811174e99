"""Who sits at the desk and may see what: asked anew each time, by the rules of the review."""

from __future__ import annotations

from dataclasses import dataclass

from bot.forms.form import UnitForm
from bot.forms.loading import load
from bot.review.hall import REVIEWING, limits
from bot.review.queue import conflicted
from bot.review.remits import Remits
from scoring.scheme import Row
from storage.database import Session
from storage.queries import editions, papers, people, quarters


@dataclass(frozen=True)
class Sitter:
    """A reviewer or an admin in front of the desk."""

    id: int
    name: str
    units: tuple[int, ...]
    """Units the person is liaison of: their items are somebody else's."""
    remits: Remits

    def may(self, form: UnitForm, row: Row) -> bool:
        """Whether an item is for these eyes: within the remit, and of no unit of one's own."""
        inside = self.remits.may(self.id, form.form.group, row)
        return inside and not conflicted(form, self.id, self.units)


async def sitter(db: Session, address: str) -> Sitter | None:
    """Whoever writes from this address of the web chat; None: nobody who reviews."""
    person = await people.by_identity(db, "web", address)
    grants = await people.roles_of(db, person.id) if person else []
    if person is None or not any(one.role in REVIEWING for one in grants):
        return None
    units = tuple(
        one.unit_id for one in grants if one.role == "liaison" and one.unit_id is not None
    )
    return Sitter(person.id, person.name, units, await limits(db))


@dataclass(frozen=True, slots=True)
class Shown:
    """A paper that may be looked at: its bytes, what it is called, what kind of file it is."""

    digest: str | None
    label: str
    kind: str


async def paper(db: Session, who: Sitter, name: str) -> Shown | None:
    """A paper this person may look at; None: there is none, or it is not for them.

    ``name`` is its number; with ``w`` before it it is a work report's, with ``p`` an appeal's.
    """
    number = int(name.lstrip("wp"))
    kept = {"w": _of_report, "p": _of_appeal}.get(name[:1], _of_evidence)
    found = await kept(db, number)
    if found is None:
        return None
    shown, form_id, row_id = found
    form = await quarters.form_by_id(db, form_id)
    whole = await load(db, form.quarter_id, form.unit_id) if form else None
    if whole is None:
        return None
    row = next((one for one in whole.rows if (one.id == row_id if row_id else one.ledger)), None)
    return shown if row is not None and who.may(whole, row) else None


Found = tuple[Shown, int, str]
"""With the form and the row it lies under; no row: the one that counts the ledger."""


async def _of_evidence(db: Session, number: int) -> Found | None:
    one = await papers.evidence_by_id(db, number)
    if one is None or one.removed_at is not None or one.row is None:
        return None
    return Shown(one.digest, one.label, one.kind), one.form_id, one.row


async def _of_report(db: Session, number: int) -> Found | None:
    one = await papers.work_report(db, number)
    if one is None or one.withdrawn_at is not None:
        return None
    blob = await papers.blob(db, one.digest) if one.digest else None
    return Shown(one.digest, one.label or one.title, blob.kind if blob else "link"), one.form_id, ""


async def _of_appeal(db: Session, number: int) -> Found | None:
    one = await editions.appeal_paper(db, number)
    appeal = await editions.appeal(db, one.appeal_id) if one else None
    if one is None or appeal is None:
        return None
    return Shown(one.digest, one.label, one.kind), appeal.form_id, appeal.row
