"""What was said of an item, read from the trail. No page lives here."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from bot.forms.form import UnitForm
from scoring.scheme import Row
from storage import audit
from storage.audit import AuditRow
from storage.database import Session
from storage.queries.opinions import Opinion

REMARK: Final = "review.remark"


async def remarks(
    db: Session, person: int, form: UnitForm, row: Row, opinions: Sequence[Opinion]
) -> list[AuditRow]:
    """Remarks on an item, the oldest first; without those of a first marker while one is sealed."""
    every = await audit.of_subject(db, f"review/{form.form.id}/{row.id}")
    found = [one for one in every if one.action == REMARK]
    if len(opinions) == 1 and opinions[0].by_person != person:
        found = [one for one in found if one.actor != opinions[0].by_person]
    return sorted(found, key=lambda one: one.id)
