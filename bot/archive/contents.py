"""What goes into an evidence archive: a quarter's papers in folders by unit and row, with receipts.

Between the forms and ``bot.archive.sheets.stream``, which makes the zip. Only what counts as handed
in is packed: what a unit took back stays in the store and on its receipt. Who may ask is the pages'
to say for the asking, and ``allowed`` for the fetching.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any, Final

from bot.archive import originals, records
from bot.archive.sheets.stream import Contents, Piece, Record, Slip
from bot.archive.words import pack as words, records as record_words
from bot.forms.form import UnitForm
from bot.forms.loading import load, load_quarter
from bot.forms.words import figures, receipts as receipt_words
from bot.forms.words.carried import with_caption
from bot.paper.file_names import numbered, step
from bot.speech.calendar import in_china
from bot.speech.periodic import per
from storage.database import Session, moment
from storage.queries import editions, papers, people, quarters
from storage.queries.archive import Archive
from storage.queries.editions import Appeal, AppealPaper
from storage.queries.papers import Blob, Receipt
from storage.queries.quarters import Quarter

LASTING: Final = timedelta(days=3)
"""How long a download may be begun."""
MOST_STARTS: Final = 10
"""A phone's line breaks now and then; more than this is not one person fetching one file."""
OFFICE_MAY: Final = frozenset({"admin", "reviewer"})
"""Who of the office may take evidence away; an observer looks at results only."""


@dataclass(frozen=True, slots=True)
class _Bundle:
    """One unit's papers, with what has to be looked up beside the form."""

    folder: str
    form: UnitForm
    receipts: Sequence[Receipt]
    appeals: Sequence[tuple[Appeal, Sequence[AppealPaper]]]
    blobs: Mapping[str, Blob]
    """Of reports and of appeals' papers, whose rows say neither kind nor size."""


async def allowed(db: Session, person_id: int, unit_id: int | None) -> bool:
    """Whether a person may take this evidence away now; roles are asked anew each time."""
    grants = await people.roles_of(db, person_id)
    return any(
        one.role in OFFICE_MAY
        or (one.role == "liaison" and unit_id is not None and one.unit_id == unit_id)
        for one in grants
    )


async def contents_of(db: Session, kept: Archive) -> Contents | None:
    """What a download holds now; None when the unit takes no part in the quarter."""
    quarter = await quarters.by_id(db, kept.quarter_id)
    if quarter is None:
        return None
    return await gather(db, quarter, kept.unit_id, kept.at)


async def gather(db: Session, quarter: Quarter, unit_id: int | None, at: str) -> Contents | None:
    """The papers of a unit, or of everybody, as they stand; ``at``: when it was asked for."""
    if unit_id is None:
        forms: Sequence[UnitForm] = await load_quarter(db, quarter)
        whose = ""
    else:
        one = await load(db, quarter.id, unit_id)
        if one is None:
            return None
        forms, whose = [one], one.unit.short
    tables = [kept.group for kept in await quarters.schemes(db, quarter.id)]
    ordered = sorted(forms, key=lambda form: (tables.index(form.form.group), form.unit.id))
    bundles = [await _bundle(db, number, form) for number, form in enumerate(ordered, 1)]
    names = await people.names(db)
    trail = [] if unit_id is not None else await records.trail_of(db, quarter, at)
    sheets = () if unit_id is not None else await originals.sheets(db, quarter.id, trail, names)
    when = in_china(moment(at))
    return Contents(
        title=words.title(quarter.year, quarter.number, whose),
        note=words.index_note(when),
        made=(when.year, when.month, when.day, when.hour, when.minute, when.second),
        lines=(
            *(line for one in bundles for line in _lines(one, names)),
            *sheets,
        ),
        slips=tuple(slip for one in bundles for slip in _slips(one, names)),
        records=() if unit_id is not None else await _records(db, quarter, bundles, at, trail),
    )


def of_kind(contents: Contents, kind: str, units: Collection[str], table: str = "") -> Contents:
    """Of these units the papers of one kind: 工作总结 and the other reports, 照片, 文件."""
    lines = tuple(
        one for one in contents.lines if one.path and one.unit in units and _is_of(one, kind)
    )
    title = words.title_of_kind(contents.title, kind, table)
    return replace(contents, title=title, lines=lines, slips=(), records=())


def _is_of(piece: Piece, kind: str) -> bool:
    if kind == "照片":
        return piece.kind == words.PICTURE
    if kind == "文件":
        return piece.kind != words.PICTURE
    return piece.row == words.REPORTS and piece.caption.startswith(f"{kind}《")


async def _records(
    db: Session,
    quarter: Quarter,
    bundles: Sequence[_Bundle],
    at: str,
    trail: Sequence[Mapping[str, Any]],
) -> tuple[Record, ...]:
    """What makes a whole quarter's archive readable by itself; a folder for every unit."""
    made = await records.of_quarter(db, quarter, [one.form for one in bundles], at, trail)
    empty = [
        Record(f"{one.folder}/没有材料.txt", record_words.nothing())
        for one in bundles
        if not (one.form.evidence or one.form.reports or one.receipts)
    ]
    return (*made, *empty)


async def _bundle(db: Session, number: int, form: UnitForm) -> _Bundle:
    appeals = [
        (one, await editions.appeal_papers(db, one.id))
        for one in await editions.appeals_of_form(db, form.form.id)
    ]
    digests = {report.digest for report in form.reports if report.digest}
    digests |= {file.digest for _, files in appeals for file in files}
    blobs = {digest: await papers.blob(db, digest) for digest in digests}
    return _Bundle(
        folder=step(f"{number:02d} {form.unit.short}"),
        form=form,
        receipts=await papers.receipts_of(db, form.form.id),
        appeals=appeals,
        blobs={digest: blob for digest, blob in blobs.items() if blob is not None},
    )


def _lines(one: _Bundle, names: Mapping[int, str]) -> Iterator[Piece]:
    """Row by row in the order of the table, then what is filed nowhere, reports, appeals."""
    form = one.form
    for row in form.scheme.rows:
        yield from _proofs(one, row.id, figures.row_title(row), names)
    yield from _proofs(one, None, words.UNFILED, names)
    for number, report in enumerate(form.reports, 1):
        blob = one.blobs.get(report.digest or "")
        kind = blob.kind if blob else ""
        yield Piece(
            unit=form.unit.name,
            row=words.REPORTS,
            path=_path(one, words.REPORTS, numbered(number, report.label or report.title, kind))
            if blob
            else "",
            label=report.label or report.title,
            caption=words.report_caption(report.kind, report.title, bool(report.on_time)),
            kind=figures.kind(kind) if blob else "",
            size=blob.size if blob else 0,
            digest=report.digest or "",
            url="",
            receipt=report.receipt,
            at=_moment(report.received_at),
            by=names.get(report.by_person or 0, ""),
        )
    yield from _appeal_lines(one, names)


def _proofs(one: _Bundle, row: str | None, title: str, names: Mapping[int, str]) -> Iterator[Piece]:
    found = one.form.proofs(row)
    wide = max(2, len(str(len(found))))
    for number, piece in enumerate(found, 1):
        file = numbered(number, piece.label, piece.kind, wide=wide) if piece.digest else ""
        yield Piece(
            unit=one.form.unit.name,
            row=title,
            path=_path(one, title, file) if file else "",
            label=piece.label,
            caption=with_caption(piece.caption, piece.carried),
            kind=figures.kind(piece.kind),
            size=piece.size if piece.digest else 0,
            digest=piece.digest or "",
            url=piece.url or "",
            receipt=piece.receipt,
            at=_moment(piece.at),
            by=names.get(piece.by_person or 0, ""),
        )


def _appeal_lines(one: _Bundle, names: Mapping[int, str]) -> Iterator[Piece]:
    titles = {row.id: figures.row_title(row) for row in one.form.scheme.rows}
    number = 0
    for appeal, files in one.appeals:
        for file in files:
            number += 1
            blob = one.blobs.get(file.digest)
            yield Piece(
                unit=one.form.unit.name,
                row=words.APPEALS,
                path=_path(one, words.APPEALS, numbered(number, file.label, file.kind)),
                label=file.label,
                caption=words.appeal_caption(titles.get(appeal.row, appeal.row)),
                kind=figures.kind(file.kind),
                size=blob.size if blob else 0,
                digest=file.digest,
                url="",
                receipt="",
                at=_moment(appeal.at),
                by=names.get(appeal.by_person or 0, ""),
            )


def _slips(one: _Bundle, names: Mapping[int, str]) -> Iterator[Slip]:
    for receipt in one.receipts:
        yield Slip(
            unit=one.form.unit.name,
            path=f"{one.folder}/{words.RECEIPTS}/{step(receipt.number)}.json",
            number=receipt.number,
            what=per(receipt_words.WHAT.get(receipt.kind, receipt.kind)),
            at=_moment(receipt.at),
            by=names.get(receipt.by_person or 0, ""),
            hash=receipt.hash,
            body=receipt.body,
        )


def _path(one: _Bundle, folder: str, file: str) -> str:
    return f"{one.folder}/{step(folder)}/{file}"


def _moment(text: str) -> str:
    """2026-11-23 10:00, on a clock in China: sorts as it reads."""
    return in_china(moment(text)).strftime("%Y-%m-%d %H:%M")
