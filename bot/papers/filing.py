"""Taking papers in: which are kept, which are refused and why, the rows, and one receipt for all.

No page and no sentence lives here. The bytes are in the store already, hashed and synced, when an
attachment carries a digest (``bot.corridor.intake``); what is refused here loses only its row and
is swept.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from bot.corridor.events import Attachment
from bot.corridor.turn import Turn
from bot.forms import receipts
from bot.forms.form import UnitForm
from bot.forms.words.receipts import named_receipt
from bot.papers.words import evidence as words
from bot.reading.understanding import filed
from bot.speech import quarters as quarter_words
from storage.queries import papers, quarters, understood
from storage.queries.papers import Blob, Evidence, Receipt
from storage.queries.quarters import Quarter

LONGEST_CAPTION = 200


@dataclass
class Taken:
    """What became of the files of one message."""

    sent: int = 0
    kept: list[Attachment] = field(default_factory=list)
    refused: list[tuple[str, str]] = field(default_factory=list)
    """(label, code)."""
    already: list[tuple[str, str]] = field(default_factory=list)
    """(label, where the same bytes are): not stored twice."""
    repeated: list[tuple[str, str]] = field(default_factory=list)
    """(label, where else the unit uses the same bytes): kept, and pointed out."""
    receipt: Receipt | None = None

    def rest(self, turn: Turn) -> str:
        """What is to be said beside what was kept."""
        limits = limits_of(turn)
        refused = [(label, words.refusal(code, limits)) for label, code in self.refused]
        return "\n".join(words.rest(refused, self.already, self.repeated))

    def said(self, turn: Turn) -> str:
        """The one answer for all of them."""
        limits = limits_of(turn)
        return words.taken(
            sent=self.sent,
            kept=[one.label for one in self.kept],
            receipt=named_receipt(self.receipt),
            refused=[(label, words.refusal(code, limits)) for label, code in self.refused],
            already=self.already,
            repeated=self.repeated,
        )


def limits_of(turn: Turn) -> words.Limits:
    """How much may come in."""
    limits = turn.world.limits
    return words.Limits(limits.file_bytes, limits.unit_bytes, limits.papers_per_row)


async def take(
    turn: Turn, form: UnitForm, row: str | None, files: Sequence[Attachment], caption: str = ""
) -> Taken:
    """Keep files as evidence of a row (None: not filed yet), all under one receipt."""
    taken = Taken(sent=len(files))
    await papers.ahead_of_taking(turn.db, form.form.id, [one.digest for one in files if one.digest])
    await receipts.ahead(turn, form)
    for file in files:
        code = refusal(file)
        if code:
            taken.refused.append((file.label, code))
        else:
            await _consider(turn, form, row, file, taken)
    await refuse_beyond_quota(turn, form, row, taken)
    if not taken.kept:
        return taken
    body = {"row": row, "files": [listed(one) for one in taken.kept]}
    taken.receipt = await receipts.issue(turn, form, "evidence", body)
    for file in taken.kept:
        await keep_bytes(turn, file)
        await _file(turn, form, row, file, caption, taken.receipt.number)
    await papers.ahead_of_telling(turn.db, form.form.id, taken.receipt.number)
    if row is not None:
        await to_be_told(turn, form, row, taken.receipt.number, taken.said(turn))
    return taken


async def to_be_told(turn: Turn, form: UnitForm, row: str, receipt: str, said: str = "") -> None:
    """What lies under this receipt is spoken of once it is read (``bot.reading.told``)."""
    await understood.file_batch(
        turn.db,
        receipt,
        form.form.id,
        row,
        channel=turn.incoming.channel,
        chat=turn.incoming.chat,
        sender=turn.incoming.sender,
        inbox_id=turn.inbox_id,
        said=said,
        now=turn.now,
    )
    await filed(turn.db, form.form.id, row, receipt, turn.now)


def refusal(file: Attachment) -> str | None:
    """The code of why a file did not arrive, or None when its bytes are safe."""
    if file.refused:
        return file.refused
    return None if file.digest else "not_fetched"


def listed(file: Attachment) -> dict[str, object]:
    """A file as a receipt lists it."""
    return {"label": file.label, "digest": file.digest, "size": file.size, "type": file.kind}


async def _consider(
    turn: Turn, form: UnitForm, row: str | None, file: Attachment, taken: Taken
) -> None:
    """Look for the same bytes: in this message, in this row, elsewhere in this unit (D13)."""
    if any(one.digest == file.digest for one in taken.kept):
        taken.already.append((file.label, words.in_this_row() if row else words.unfiled_here()))
        return
    here = [one for one in form.evidence if one.digest == file.digest]
    if any(one.row == row for one in here):
        taken.already.append((file.label, words.in_this_row() if row else words.unfiled_here()))
        return
    if row is None and here:
        taken.already.append((file.label, words.in_row(str(here[0].row))))
        return
    waiting = next((one for one in here if one.row is None), None)
    if waiting is not None and row is not None:
        await papers.file_evidence(turn.db, waiting.id, row)
        await turn.record(form.unit.id, "evidence.file", f"evidence/{waiting.id}", None, row)
        taken.already.append((file.label, words.moved_here()))
        return
    places = await other_places(turn, form, str(file.digest))
    if places:
        taken.repeated.append((file.label, words.same_as(places)))
    taken.kept.append(file)


async def other_places(turn: Turn, form: UnitForm, digest: str) -> list[str]:
    """Where the same unit uses the same bytes; other units' papers are nobody's business here."""
    found = []
    for one in await papers.same_bytes(turn.db, digest):
        quarter = await _quarter(turn, form, one.form_id)
        if quarter is not None:
            name = quarter_words.name(quarter.year, quarter.number)
            found.append(words.place_of(name, one.row, quarter.id == form.quarter.id))
    for report in await papers.reports_with_bytes(turn.db, digest):
        quarter = await _quarter(turn, form, report.form_id)
        if quarter is not None:
            name = quarter_words.name(quarter.year, quarter.number)
            found.append(words.report_place(name, quarter.id == form.quarter.id))
    return list(dict.fromkeys(found))


async def _quarter(turn: Turn, form: UnitForm, form_id: int) -> Quarter | None:
    """The quarter of another form of the same unit; None for a form of another unit."""
    other = await quarters.form_by_id(turn.db, form_id)
    if other is None or other.unit_id != form.unit.id:
        return None
    return await quarters.by_id(turn.db, other.quarter_id)


async def refuse_beyond_quota(turn: Turn, form: UnitForm, row: str | None, taken: Taken) -> None:
    """Refuse what no longer fits the unit's bytes or the row's number of papers."""
    known = {one.digest for one in form.evidence} | {one.digest for one in form.reports}
    used = await papers.used_bytes(turn.db, form.form.id)
    count = len(form.proofs(row))
    fitting: list[Attachment] = []
    for file in taken.kept:
        more = 0 if file.digest in known else file.size
        if count + len(fitting) >= turn.world.limits.papers_per_row and row is not None:
            taken.refused.append((file.label, "row_full"))
        elif used + more > turn.world.limits.unit_bytes:
            taken.refused.append((file.label, "quota"))
        else:
            fitting.append(file)
            used += more
    kept = {file.label for file in fitting}
    taken.repeated = [one for one in taken.repeated if one[0] in kept]
    taken.kept = fitting


async def keep_bytes(turn: Turn, file: Attachment) -> None:
    """Note safe bytes, a picture with its fingerprint for the reviewer."""
    digest = str(file.digest)
    if await papers.blob(turn.db, digest) is None:
        blob = Blob(digest, file.size, file.kind, file.likeness)
        await papers.keep_blob(turn.db, blob, turn.now)


async def _file(
    turn: Turn, form: UnitForm, row: str | None, file: Attachment, caption: str, receipt: str
) -> None:
    number = await papers.add_evidence(
        turn.db,
        form.form.id,
        row,
        digest=file.digest,
        url=None,
        label=file.label,
        caption=caption[:LONGEST_CAPTION],
        receipt=receipt,
        person_id=turn.somebody.id,
        now=turn.now,
    )
    after = {"row": row, "digest": file.digest, "label": file.label, "receipt": receipt}
    await turn.record(form.unit.id, "evidence.add", f"evidence/{number}", None, after)


async def take_links(
    turn: Turn, form: UnitForm, row: str, links: Sequence[tuple[str, str]]
) -> Receipt:
    """Keep (address, title) pairs as evidence of a row, under one receipt."""
    body = {"row": row, "links": [{"url": url, "title": title} for url, title in links]}
    receipt = await receipts.issue(turn, form, "evidence", body)
    for url, title in links:
        number = await papers.add_evidence(
            turn.db,
            form.form.id,
            row,
            digest=None,
            url=url,
            label=title,
            caption="",
            receipt=receipt.number,
            person_id=turn.somebody.id,
            now=turn.now,
        )
        after = {"row": row, "url": url, "label": title, "receipt": receipt.number}
        await turn.record(form.unit.id, "evidence.add", f"evidence/{number}", None, after)
    return receipt


def in_form(form: UnitForm, evidence_id: int) -> Evidence | None:
    """A live piece of evidence of this form."""
    return next((one for one in form.evidence if one.id == evidence_id), None)
