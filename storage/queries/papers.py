"""Evidence, work reports, and the receipts given for them. The bytes lie in the evidence store."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final, NamedTuple

from storage.database import Session, stamp
from storage.queries import load, readings

_sql = load("papers")


@dataclass(frozen=True, slots=True)
class Blob:
    """Bytes in the evidence store; ``likeness`` is a picture's 64-bit fingerprint as hex."""

    digest: str
    size: int
    kind: str
    likeness: str | None


class Evidence(NamedTuple):
    """A photo, document or link that proves a row; ``row`` None: not yet filed under one."""

    id: int
    form_id: int
    row: str | None
    digest: str | None
    url: str | None
    label: str
    caption: str
    receipt: str
    by_person: int | None
    at: str
    removed_at: str | None
    kind: str
    size: int
    carried: str = ""
    """The quarter it was taken over from, as 2026Q3; empty: it was sent for this quarter."""


class WorkReport(NamedTuple):
    """One 工作总结, 简报 or 宣传稿件, on time or late against the date that held for it."""

    id: int
    form_id: int
    kind: str
    title: str
    digest: str | None
    label: str
    received_at: str
    due_at: str
    on_time: int
    receipt: str
    by_person: int | None
    withdrawn_at: str | None


@dataclass(frozen=True, slots=True)
class Receipt:
    """What was handed in: ``hash`` is the SHA-256 of ``body`` (canonical JSON)."""

    number: str
    form_id: int
    kind: str
    hash: str
    body: str
    by_person: int | None
    at: str


async def keep_blob(db: Session, blob: Blob, now: datetime) -> None:
    """Note bytes that are safe in the store; the same bytes once."""
    await db.later(
        _sql.keep_blob,
        digest=blob.digest,
        size=blob.size,
        kind=blob.kind,
        likeness=blob.likeness,
        now=stamp(now),
    )


async def blob(db: Session, digest: str) -> Blob | None:
    """What is known of these bytes."""
    return await db.one(_sql.blob, Blob, digest=digest)


async def called(db: Session, digest: str) -> list[tuple[str, str, str]]:
    """Every name that bytes go by: unit, row or kind of report, label."""
    rows = await db.wide_rows(_sql.called, digest=digest)
    return [(row["unit"], row["place"] or "", row["label"] or "") for row in rows]


async def digests(db: Session) -> set[str]:
    """Every digest that some row speaks of: what a sweep must keep."""
    known = {row["digest"] for row in await db.wide_rows(_sql.digests)}
    for row in await db.wide_rows(_sql.drafts_with_files):
        known.update(_DIGEST.findall(row["draft"]))
    return known


_DIGEST: Final = re.compile(r'"digest": "([0-9a-f]{64})"')


async def own_documents(db: Session) -> list[str]:
    """Documents and workbooks of the bot's own making, the oldest first."""
    return [str(row["digest"]) for row in await db.wide_rows(_sql.own_documents)]


async def ahead_of_taking(db: Session, form_id: int, digests: Sequence[str]) -> None:
    """Bytes are about to be taken in: all that is asked of them first, together."""
    for digest in digests:
        for query in (_sql.same_bytes, _sql.reports_with_bytes, _sql.blob):
            await db.ahead(query, digest=digest)
    await db.ahead(_sql.used_bytes, form_id=form_id)


async def ahead_of_telling(db: Session, form_id: int, receipt: str) -> None:
    """They are taken in: what is asked of them then."""
    await db.ahead(_sql.evidence_under, receipt=receipt)
    await db.ahead(_sql.evidence_of, form_id=form_id)


async def add_evidence(
    db: Session,
    form_id: int,
    row: str | None,
    *,
    digest: str | None,
    url: str | None,
    label: str,
    caption: str,
    receipt: str,
    person_id: int | None,
    now: datetime,
    carried: str = "",
) -> int:
    """File evidence, to be read; its number."""
    await readings.ask(db, digest, now)
    return int(
        await _sql.add_evidence(
            db,
            form_id=form_id,
            row_id=row,
            digest=digest,
            url=url,
            label=label,
            caption=caption,
            receipt=receipt,
            person_id=person_id,
            carried=carried,
            now=stamp(now),
        )
    )


async def evidence_by_id(db: Session, evidence_id: int) -> Evidence | None:
    """One piece of evidence, removed or not."""
    return await db.one(_sql.evidence_by_id, Evidence, evidence_id=evidence_id)


async def evidence_of(db: Session, form_id: int) -> list[Evidence]:
    """A form's evidence."""
    return await db.all(_sql.evidence_of, Evidence, form_id=form_id)


async def evidence_under(db: Session, receipt: str) -> list[Evidence]:
    """What one receipt was given for, as far as it is still there."""
    return await db.all(_sql.evidence_under, Evidence, receipt=receipt)


async def evidence_of_quarter(db: Session, quarter_id: int) -> list[Evidence]:
    """A quarter's evidence."""
    return await db.wide(_sql.evidence_of_quarter, Evidence, quarter_id=quarter_id)


async def evidence_of_forms(db: Session, form_ids: Sequence[int]) -> list[Evidence]:
    """The evidence of several forms."""
    return await db.all(_sql.evidence_of_forms, Evidence, ids=json.dumps(form_ids))


async def same_bytes(db: Session, digest: str) -> list[Evidence]:
    """Everywhere these bytes serve as evidence."""
    return await db.all(_sql.same_bytes, Evidence, digest=digest)


async def file_evidence(db: Session, evidence_id: int, row: str) -> bool:
    """Put evidence under a row."""
    return bool(await _sql.file_evidence(db, evidence_id=evidence_id, row_id=row))


async def caption_evidence(db: Session, evidence_id: int, caption: str) -> bool:
    """Say what evidence shows; False when it was gone."""
    return bool(await _sql.caption_evidence(db, evidence_id=evidence_id, caption=caption))


async def remove_evidence(db: Session, evidence_id: int, now: datetime) -> bool:
    """Take evidence back; False when it was gone."""
    return bool(await _sql.remove_evidence(db, evidence_id=evidence_id, now=stamp(now)))


async def used_bytes(db: Session, form_id: int) -> int:
    """Bytes a form's papers take, the same bytes counted once."""
    return int(await _sql.used_bytes(db, form_id=form_id))


async def add_work_report(
    db: Session,
    form_id: int,
    *,
    kind: str,
    title: str,
    digest: str | None,
    label: str,
    received: datetime,
    due: datetime,
    receipt: str,
    person_id: int | None,
) -> int:
    """Enter a work report in the ledger, on time when received by its due date; its number."""
    await readings.ask(db, digest, received)
    return int(
        await _sql.add_work_report(
            db,
            form_id=form_id,
            kind=kind,
            title=title,
            digest=digest,
            label=label,
            received_at=stamp(received),
            due_at=stamp(due),
            on_time=int(received <= due),
            receipt=receipt,
            person_id=person_id,
        )
    )


async def work_report(db: Session, report_id: int) -> WorkReport | None:
    """One work report, withdrawn or not."""
    return await db.one(_sql.work_report, WorkReport, report_id=report_id)


async def work_reports(db: Session, form_id: int) -> list[WorkReport]:
    """A form's work reports."""
    return await db.all(_sql.work_reports, WorkReport, form_id=form_id)


async def work_reports_of_quarter(db: Session, quarter_id: int) -> list[WorkReport]:
    """A quarter's work reports."""
    return await db.wide(_sql.work_reports_of_quarter, WorkReport, quarter_id=quarter_id)


async def work_reports_of_forms(db: Session, form_ids: Sequence[int]) -> list[WorkReport]:
    """The work reports of several forms."""
    return await db.all(_sql.work_reports_of_forms, WorkReport, ids=json.dumps(form_ids))


async def reports_with_bytes(db: Session, digest: str) -> list[WorkReport]:
    """Everywhere these bytes serve as a work report."""
    return await db.all(_sql.reports_with_bytes, WorkReport, digest=digest)


async def retitle_work_report(db: Session, report_id: int, title: str) -> bool:
    """Give a work report another title; False when it was gone."""
    return bool(await _sql.retitle_work_report(db, report_id=report_id, title=title))


async def withdraw_work_report(db: Session, report_id: int, now: datetime) -> bool:
    """Take a work report back; False when it was gone."""
    return bool(await _sql.withdraw_work_report(db, report_id=report_id, now=stamp(now)))


async def add_receipt(
    db: Session,
    *,
    number: str,
    form_id: int,
    kind: str,
    hash: str,
    body: str,
    person_id: int | None,
    now: datetime,
) -> None:
    """Keep what a receipt stands for."""
    await db.later(
        _sql.add_receipt,
        number=number,
        form_id=form_id,
        kind=kind,
        hash=hash,
        body=body,
        person_id=person_id,
        now=stamp(now),
    )


async def receipt(db: Session, number: str) -> Receipt | None:
    """The receipt of this number."""
    return await db.one(_sql.receipt, Receipt, number=number)


async def receipts_of(db: Session, form_id: int) -> list[Receipt]:
    """A form's receipts, oldest first."""
    return await db.all(_sql.receipts_of, Receipt, form_id=form_id)
