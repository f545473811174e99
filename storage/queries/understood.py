"""What was understood of papers, the doubts it raises, and what units were told of it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from storage.database import Session, stamp
from storage.queries import load

_sql = load("understood")

COMMON = 24
"""A run of signs that so many papers have is a form's, and no sign of copying."""


@dataclass(frozen=True, slots=True)
class KeptFact:
    """One thing a paper says; ``line`` None: the whole of it says so."""

    sha256: str
    kind: str
    value: str
    shown: str
    page: int
    line: int | None
    sure: int


@dataclass(frozen=True, slots=True)
class Serves:
    """A paper in its place."""

    id: int
    form_id: int
    row: str


@dataclass(frozen=True, slots=True)
class Used:
    """A paper in its place, with whose it is and of which quarter."""

    id: int
    digest: str
    form_id: int
    row: str
    unit_id: int
    quarter_id: int


@dataclass(frozen=True, slots=True)
class Likeness:
    """Samples that two papers have in common, and how many each has; all, and the coarse ones."""

    sha256: str
    both: int
    this: int
    that: int
    both_coarse: int
    this_coarse: int
    that_coarse: int


@dataclass(frozen=True, slots=True)
class KeptDoubt:
    """A reason to look twice; ``reason`` is JSON, ``other_evidence_id`` the paper it is like."""

    id: int
    evidence_id: int
    kind: str
    reason: str
    quote: str
    page: int | None
    line: int | None
    other_evidence_id: int | None
    state: str


@dataclass(frozen=True, slots=True)
class PlacedDoubt:
    """A doubt with the row it lies under."""

    id: int
    evidence_id: int
    kind: str
    reason: str
    quote: str
    page: int | None
    line: int | None
    other_evidence_id: int | None
    state: str
    form_id: int
    row: str
    label: str


@dataclass(frozen=True, slots=True)
class Waiver:
    """A kind of doubt that is none in a quarter."""

    kind: str
    at: str
    by_person: int
    by_name: str


@dataclass(frozen=True, slots=True)
class Precision:
    """What became of the doubts of a kind: upheld, passed over, said to be none."""

    kind: str
    found: int
    upheld: int
    passed: int
    waived: int


@dataclass(frozen=True, slots=True)
class Batch:
    """What was filed under one receipt, and the chat it came from."""

    receipt: str
    form_id: int
    row: str
    channel: str
    chat: str
    sender: str
    inbox_id: int | None
    said: str
    filed_at: str


async def replace_facts(db: Session, digest: str, facts: Sequence[KeptFact]) -> None:
    """Keep what was understood instead of what was understood before."""
    await _sql.forget_facts(db, digest=digest)
    await db.executemany(
        "insert into reading_facts (sha256, kind, value, shown, page, line, sure)"
        " values (?, ?, ?, ?, ?, ?, ?)",
        [(digest, one.kind, one.value, one.shown, one.page, one.line, one.sure) for one in facts],
    )


async def replace_samples(db: Session, digest: str, marks: Sequence[int]) -> None:
    """Keep what texts are compared by."""
    await _sql.forget_samples(db, digest=digest)
    await db.executemany(
        "insert into reading_samples (sha256, mark) values (?, ?)",
        [(digest, mark) for mark in marks],
    )


async def facts_of(db: Session, digests: Sequence[str]) -> list[KeptFact]:
    """What was understood of these bytes."""
    return await db.all(_sql.facts_of, KeptFact, digests=json.dumps(digests))


async def texts_of(db: Session, digests: Sequence[str]) -> dict[str, str]:
    """The text of these bytes as texts are searched."""
    found = await db.wide_rows(_sql.texts_of, digests=json.dumps(digests))
    return {row["sha256"]: row["text"] or "" for row in found}


async def serving(db: Session, digest: str) -> list[Serves]:
    """Where these bytes serve as evidence of a row."""
    return await db.all(_sql.serving, Serves, digest=digest)


async def alike(db: Session, digest: str) -> list[Likeness]:
    """Papers whose text has much in common with these bytes'."""
    return await db.wide(_sql.alike, Likeness, digest=digest, common=COMMON)


async def numbered(db: Session, digest: str) -> dict[str, str]:
    """Other papers that bear the same 文号, and the number."""
    found = await db.wide_rows(_sql.numbered, digest=digest)
    return {row["sha256"]: row["value"] for row in found}


async def reports_using(db: Session, digests: Sequence[str]) -> list[Used]:
    """Work reports with these bytes."""
    return await db.all(_sql.reports_using, Used, digests=json.dumps(digests))


async def uses_of(db: Session, digests: Sequence[str]) -> list[Used]:
    """Where papers serve as evidence of rows."""
    return await db.all(_sql.uses_of, Used, digests=json.dumps(digests))


async def doubts_of_row(db: Session, form_id: int, row: str) -> list[KeptDoubt]:
    """Every doubt about the papers of a row, also those that are settled."""
    return await db.all(_sql.doubts_of_row, KeptDoubt, form_id=form_id, row_id=row)


async def doubts_of_quarter(db: Session, quarter_id: int) -> list[PlacedDoubt]:
    """Open doubts of a quarter, without the kinds that were waived."""
    return await db.all(_sql.doubts_of_quarter, PlacedDoubt, quarter_id=quarter_id)


async def doubts_of_form(db: Session, form_id: int) -> list[PlacedDoubt]:
    """Every doubt about a form's papers."""
    return await db.all(_sql.doubts_of_form, PlacedDoubt, form_id=form_id)


async def forget_doubt(db: Session, doubt_id: int) -> None:
    """It is found no longer, and nobody decided about it."""
    await _sql.forget_doubt(db, doubt_id=doubt_id)


async def raise_doubt(
    db: Session,
    evidence_id: int,
    kind: str,
    *,
    reason: str,
    quote: str,
    page: int | None,
    line: int | None,
    other: int | None,
    now: datetime,
) -> None:
    """A new reason to look twice."""
    await _sql.raise_doubt(
        db,
        evidence_id=evidence_id,
        kind=kind,
        reason=reason,
        quote=quote,
        page=page,
        line=line,
        other=other,
        now=stamp(now),
    )


async def reword_doubt(
    db: Session,
    doubt_id: int,
    *,
    reason: str,
    quote: str,
    page: int | None,
    line: int | None,
    other: int | None,
) -> None:
    """The same doubt rests on other words now."""
    await _sql.reword_doubt(
        db, doubt_id=doubt_id, reason=reason, quote=quote, page=page, line=line, other=other
    )


async def settle_doubts(db: Session, form_id: int, row: str, *, upheld: bool) -> None:
    """A row was decided on: cut or sent back, its doubts were right; accepted, they were not."""
    state = "upheld" if upheld else "passed"
    await _sql.settle_doubts(db, form_id=form_id, row_id=row, state=state)


async def reopen_doubts(db: Session, form_id: int, row: str) -> None:
    """A decision was taken back: its doubts stand again."""
    await _sql.reopen_doubts(db, form_id=form_id, row_id=row)


async def waive_doubts(db: Session, form_id: int, row: str, kind: str) -> None:
    """A reviewer says that this is none, for this row."""
    await _sql.waive_doubts(db, form_id=form_id, row_id=row, kind=kind)


async def doubt_again(db: Session, form_id: int, row: str, kind: str) -> bool:
    """What was said to be none for a row stands again; False: nothing was."""
    return bool(await _sql.doubt_again(db, form_id=form_id, row_id=row, kind=kind))


async def waive(db: Session, quarter_id: int, kind: str, person: int, now: datetime) -> bool:
    """A reviewer says that this kind is none in this quarter; False: somebody said so already."""
    return bool(
        await _sql.waive(
            db, quarter_id=quarter_id, kind=kind, person_id=person, now=stamp(now), why=""
        )
    )


async def unwaive(db: Session, quarter_id: int, kind: str) -> bool:
    """The kind counts again."""
    return bool(await _sql.unwaive(db, quarter_id=quarter_id, kind=kind))


async def waivers(db: Session, quarter_id: int) -> list[Waiver]:
    """The kinds that are none in a quarter."""
    return await db.all(_sql.waivers, Waiver, quarter_id=quarter_id)


async def precision(db: Session, quarter_id: int) -> list[Precision]:
    """What became of the doubts of a quarter, by kind."""
    return await db.all(_sql.precision, Precision, quarter_id=quarter_id)


async def file_batch(
    db: Session,
    receipt: str,
    form_id: int,
    row: str,
    *,
    channel: str,
    chat: str,
    sender: str,
    inbox_id: int | None,
    said: str,
    now: datetime,
) -> None:
    """What was handed in together is to be spoken of once it is read."""
    await _sql.file_batch(
        db,
        receipt=receipt,
        form_id=form_id,
        row_id=row,
        channel=channel,
        chat=chat,
        sender=sender,
        inbox_id=inbox_id,
        said=said,
        now=stamp(now),
    )


async def batches_read(db: Session, since: datetime, most: int = 50) -> list[Batch]:
    """What is read and not spoken of yet, the oldest first.

    What was handed in ``since`` waits for no older papers of its form.
    """
    return await db.all(_sql.batches_read, Batch, since=stamp(since), most=most)


async def tell_batch(db: Session, batch: Batch, now: datetime) -> bool:
    """It is spoken of now; False: somebody was quicker."""
    return bool(await _sql.tell_batch(db, receipt=batch.receipt, row_id=batch.row, now=stamp(now)))


async def answering(db: Session, batch: Batch) -> tuple[str, str] | None:
    """The route that waits for an answer in a batch's chat, and when that was last so."""
    found = await _sql.answering(db, channel=batch.channel, chat=batch.chat, sender=batch.sender)
    return (found["waiting"], found["changed_at"]) if found else None


async def letter_of(db: Session, batch: Batch) -> tuple[int, str | None] | None:
    """The letter that answered the papers, and what its channel calls it."""
    if batch.inbox_id is None:
        return None
    found = await _sql.letter_of(
        db, inbox_id=batch.inbox_id, channel=batch.channel, chat=batch.chat
    )
    return (found["id"], found["external"]) if found else None


async def last_letter(db: Session, channel: str, chat: str) -> int:
    """The last letter in a chat."""
    return int(await _sql.last_letter(db, channel=channel, chat=chat) or 0)


async def told(db: Session, form_id: int, row: str) -> set[str]:
    """What the unit was told about a row's papers."""
    rows = await db.wide_rows(_sql.told, form_id=form_id, row_id=row)
    return {one["what"] for one in rows}


async def tell(db: Session, form_id: int, row: str, whats: Sequence[str], now: datetime) -> None:
    """The unit is told these things now, and never again."""
    for what in whats:
        await _sql.tell(db, form_id=form_id, row_id=row, what=what, now=stamp(now))
