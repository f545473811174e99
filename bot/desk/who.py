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
from storage.queries import papers, people, quarters
from storage.queries.papers import Evidence


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


async def paper(db: Session, who: Sitter, evidence: int) -> Evidence | None:
    """A piece of evidence this person may look at; None: there is none, or it is not for them."""
    found = await papers.evidence_by_id(db, evidence)
    if found is None or found.removed_at is not None or found.row is None:
        return None
    form = await quarters.form_by_id(db, found.form_id)
    whole = await load(db, form.quarter_id, form.unit_id) if form else None
    row = next((one for one in whole.rows if one.id == found.row), None) if whole else None
    if whole is None or row is None or not who.may(whole, row):
        return None
    return found
