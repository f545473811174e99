"""What a unit still owes in a quarter, read from its form: nothing is guessed, nothing is said.

The one answer that reminders, nudges and the ledger of silences share. Whoever handed the form in
owes nothing of it any more, however many questions were left open; rows that were sent back and
the quarter's 工作总结 are owed beside it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.corridor.kept import Kept
from bot.forms.form import UnitForm
from scoring.scheme import Row
from storage.database import moment
from storage.queries.quarters import Form, Quarter

SUMMARY = "工作总结"
"""The kind of work report that every unit hands in every quarter (考核内容 of the row 工作报送)."""


@dataclass(frozen=True, slots=True)
class Owed:
    """What one unit owes at one moment."""

    form: UnitForm
    now: datetime
    unsubmitted: bool
    gaps: tuple[Row, ...]
    """Rows with unanswered questions; only while the form is not handed in."""
    unproved: tuple[Row, ...]
    returned: tuple[Row, ...]
    report: bool
    """No 工作总结 is in the ledger."""

    def __bool__(self) -> bool:
        return self.unsubmitted or bool(self.returned) or self.report

    @property
    def begun(self) -> bool:
        """Whether the unit has answered or sent anything yet."""
        return bool(self.form.claims or self.form.evidence)

    @property
    def fillable(self) -> bool:
        """Whether the form itself can still be filled in and handed in."""
        return self.unsubmitted and self.form.in_time(self.now)


def owed_by(form: UnitForm, now: datetime) -> Owed:
    """What a unit owes now; nothing before a quarter opens and after its review."""
    if form.quarter.state not in ("open", "review"):
        return Owed(form, now, unsubmitted=False, gaps=(), unproved=(), returned=(), report=False)
    unsubmitted = form.form.state != "submitted"
    return Owed(
        form=form,
        now=now,
        unsubmitted=unsubmitted,
        gaps=_gaps(form) if unsubmitted else (),
        # What nobody has claimed needs no proof.
        unproved=form.unproved if unsubmitted and form.claims else (),
        returned=form.returned,
        report=_owes_report(form, now),
    )


_UNTOUCHED: Kept[tuple[str, tuple[str, ...]], frozenset[str]] = Kept(64)
"""The gaps of a form nobody has begun, by scheme and rows: thousands of units share them."""


def _gaps(form: UnitForm) -> tuple[Row, ...]:
    """``form.gaps``; for forms that nobody has begun it is assessed once for all of them."""
    own = form.own_rows
    rows = tuple(row.id for row in own)
    if form.claims or form.reviews or any(row in rows for row, _ in form.supplied):
        return form.gaps
    key = (form.scheme.digest, rows)
    gaps = _UNTOUCHED.made(key, lambda: frozenset(row.id for row in form.gaps))
    return tuple(row for row in own if row.id in gaps)


def _owes_report(form: UnitForm, now: datetime) -> bool:
    if not any(row.ledger for row in form.rows):
        return False
    found = [one for one in form.reports if one.kind == SUMMARY]
    if any(one.on_time for one in found):
        return False
    # A late one cannot be made punctual; it is only worth asking again while there is time.
    return not found or now <= report_due(form.quarter, form.form)


def report_due(quarter: Quarter, form: Form) -> datetime:
    """Until when a work report is on time: an extension of the unit moves it along."""
    due = quarter.work_report_due
    return max(due, moment(form.extended_to)) if form.extended_to else due
