"""The ledger of work reports: what may be entered, by when, and what an entry leaves behind.

No page and no sentence lives here. The row 工作报送 counts itself from this ledger
(``bot.forms.form``).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import PurePath

from bot.corridor.events import Attachment
from bot.corridor.turn import Turn
from bot.forms import receipts
from bot.forms.form import UnitForm
from bot.forms.words import figures
from bot.papers import filing
from bot.papers.filing import Taken
from bot.papers.words import evidence as evidence_words
from bot.reminders import due as reminders
from bot.reports.words import ledger as words
from scoring.scheme import Row
from storage.database import moment
from storage.queries import papers
from storage.queries.papers import Receipt, WorkReport

LONGEST_TITLE = 100


@dataclass(frozen=True, slots=True)
class NewReport:
    """A work report to be entered: a file, a link, or a title alone."""

    title: str
    label: str = ""
    file: Attachment | None = None


def due_of(form: UnitForm) -> datetime:
    """Until when a work report is on time: the quarter's date, or the unit's later deadline."""
    due = form.quarter.work_report_due
    return max(due, moment(form.form.extended_to)) if form.form.extended_to else due


def is_open(form: UnitForm) -> bool:
    """Any day of the quarter; after the date, while it is reviewed, entries are late."""
    return form.quarter.state in ("open", "review")


def received(turn: Turn) -> datetime:
    """When it came: a queue of ours does not make a report late, a clock ahead not early."""
    return min(turn.incoming.received, turn.now)


def row_of_ledger(form: UnitForm) -> Row | None:
    """The row that counts the ledger, where the table has one."""
    return next((row for row in form.rows if row.ledger), None)


def standing(form: UnitForm) -> str:
    """How many are entered and what they bring."""
    on_time = sum(report.on_time for report in form.reports)
    row = row_of_ledger(form)
    brings = ""
    if row is not None:
        brings = figures.points(form.result(row.id).points, row.points)
    return words.standing(on_time, len(form.reports) - on_time, brings)


def title_of(label: str) -> str:
    """A report's title from its file's name."""
    return PurePath(label).stem.strip()[:LONGEST_TITLE] or label[:LONGEST_TITLE]


async def enter(turn: Turn, form: UnitForm, kind: str, entries: Sequence[NewReport]) -> Receipt:
    """Write entries into the ledger, under one receipt."""
    at, due = received(turn), due_of(form)
    body: dict[str, object] = {
        "type": kind,
        "titles": [one.title for one in entries],
        "files": [filing.listed(one.file) for one in entries if one.file],
        "links": [{"url": one.label, "title": one.title} for one in entries if _is_link(one)],
    }
    receipt = await receipts.issue(turn, form, "report", body)
    for one in entries:
        if one.file is not None:
            await filing.keep_bytes(turn, one.file)
        digest = one.file.digest if one.file else None
        number = await papers.add_work_report(
            turn.db,
            form.form.id,
            kind=kind,
            title=one.title,
            digest=digest,
            label=one.label,
            received=at,
            due=due,
            receipt=receipt.number,
            person_id=turn.somebody.id,
        )
        after = {"kind": kind, "title": one.title, "digest": digest, "receipt": receipt.number}
        await turn.record(form.unit.id, "report.add", f"report/{number}", None, after)
    row = row_of_ledger(form)
    if row is not None and any(one.file for one in entries):
        await filing.to_be_told(turn, form, row.id, receipt.number)
    await reminders.settle(turn.db, form.quarter.id, form.unit.id, turn.now)
    return receipt


def _is_link(entry: NewReport) -> bool:
    return entry.file is None and bool(entry.label)


async def sift(turn: Turn, form: UnitForm, files: Sequence[Attachment]) -> Taken:
    """Decide which files may become reports; nothing is written yet."""
    taken = Taken(sent=len(files))
    for file in files:
        code = filing.refusal(file)
        if code:
            taken.refused.append((file.label, code))
            continue
        digest = str(file.digest)
        places = await papers.reports_with_bytes(turn.db, digest)
        here = any(one.form_id == form.form.id for one in places)
        if here or any(one.digest == digest for one in taken.kept):
            taken.already.append((file.label, words.already()))
            continue
        elsewhere = await filing.other_places(turn, form, digest)
        if elsewhere:
            taken.repeated.append((file.label, evidence_words.same_as(elsewhere)))
        taken.kept.append(file)
    await filing.refuse_beyond_quota(turn, form, None, taken)
    return taken


def in_ledger(form: UnitForm, report_id: int) -> WorkReport | None:
    """A live entry of this form's ledger."""
    return next((one for one in form.reports if one.id == report_id), None)
