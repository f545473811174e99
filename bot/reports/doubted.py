"""What is doubtful about work reports, as lines for the office and for the unit itself."""

from __future__ import annotations

from collections.abc import Sequence

from bot.forms.form import UnitForm
from bot.reading.of_reports import MENDABLE, Found, doubts_of
from bot.reports.words import doubted as words
from bot.speech import quarters as quarter_words
from storage.database import Session
from storage.queries import quarters, roster
from storage.queries.papers import WorkReport


async def lines_of(
    db: Session, form: UnitForm, reports: Sequence[WorkReport], *, office: bool
) -> dict[int, tuple[str, ...]]:
    """By report: its doubts; a unit hears only of what it can mend, nothing of others' papers."""
    labels = {one.id: one.label or one.title for one in reports}
    found: dict[int, tuple[str, ...]] = {}
    for number, doubts in (await doubts_of(db, form, reports)).items():
        shown = doubts if office else [one for one in doubts if one.doubt.kind in MENDABLE]
        lines = [
            words.for_the_office(one, labels[number], await _where(db, form, one))
            if office
            else words.for_the_unit(one, labels[number])
            for one in shown
        ]
        if lines:
            found[number] = tuple(lines)
    return found


async def _where(db: Session, form: UnitForm, found: Found) -> str:
    """Where the paper lies that a report is like."""
    use = found.like
    if use is None:
        return ""
    unit = await roster.by_id(db, use.unit_id)
    quarter = await quarters.by_id(db, use.quarter_id)
    return words.used(
        unit.short if unit and unit.id != form.unit.id else "",
        quarter_words.name(quarter.year, quarter.number)
        if quarter and quarter.id != form.quarter.id
        else "",
        use.row,
    )
