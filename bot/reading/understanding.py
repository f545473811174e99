"""A paper that was read is understood: its facts are kept, and its rows are looked at anew.

Called by whoever reads, once the lines are kept and before the reading ends, in transactions so
short that nobody waits for them; the paper's own rows in the one that ends it. Here also: what
makes a row's doubts anew (`refresh`), for whatever changes what they rest on: a form that is handed
in, a supplement.
"""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable, Sequence, Set
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from datetime import datetime

from bot.extraction.pages import Extract
from bot.forms.form import UnitForm
from bot.forms.loading import load
from bot.reading import gathering
from bot.reading.doubts import Doubt, of_row
from bot.reading.meaning import Meaning, meaning
from storage.database import Session
from storage.queries import papers, quarters, readings, understood
from storage.queries.understood import KeptDoubt, KeptFact

Begin = Callable[[], AbstractAsyncContextManager[Session]]
"""A short transaction."""
Last = Callable[[Session], Awaitable[None]]
"""What is done in the transaction that ends a reading."""
_ALIVE = ("open", "review", "announced")
_LIKE = ("text", "number_twice")
_OTHERS = 12
"""So many papers that are like this one have their own doubts made anew."""


async def understand(
    begin: Begin, digest: str, extract: Extract, now: datetime, meant: Meaning | None = None
) -> Last:
    """Keep what a paper says of itself, and look anew at every row it serves.

    ``meant``: what was made of it where it was read. Papers that are like it come first; what is
    returned looks at its own rows, and is to be called where its reading ends.
    """
    meant = meant or meaning(extract)
    found = [
        KeptFact(digest, one.kind, one.value, one.shown, one.page, one.line, int(one.sure))
        for one in meant.facts
    ]
    async with begin() as db:
        await understood.replace_facts(db, digest, found)
        await understood.replace_samples(db, digest, meant.samples)
        near = [one.sha256 for one in await understood.alike(db, digest)]
        near += list(await understood.numbered(db, digest))
    for other in near[:_OTHERS]:
        async with begin() as db:
            await _look_anew(db, other, now)

    async def last(db: Session) -> None:
        await _look_anew(db, digest, now)

    return last


async def _look_anew(db: Session, digest: str, now: datetime) -> None:
    for serves in await understood.serving(db, digest):
        await refresh_row(db, serves.form_id, serves.row, now, digest)


async def refresh_row(db: Session, form_id: int, row: str, now: datetime, digest: str) -> None:
    """Look anew at one row's papers, and at what is like one of them."""
    kept = await quarters.form_by_id(db, form_id)
    form = await load(db, kept.quarter_id, kept.unit_id) if kept else None
    if form is not None and form.quarter.state in _ALIVE:
        await refresh(db, form, now, (row,), frozenset({digest}))


async def filed(db: Session, form_id: int, row: str, receipt: str, now: datetime) -> None:
    """Papers came under a row that were read before: earlier, elsewhere, or without a row."""
    under = [one for one in await papers.evidence_under(db, receipt) if one.row == row]
    digests = sorted({one.digest for one in under if one.digest})
    done = [one.sha256 for one in await readings.readings_of(db, digests) if one.state == "done"]
    for digest in done:
        await refresh_row(db, form_id, row, now, digest)


async def refresh(
    db: Session,
    form: UnitForm,
    now: datetime,
    rows: Sequence[str] | None = None,
    compared: frozenset[str] | None = frozenset(),
) -> None:
    """Look anew at the papers of some rows of a form (None: of all that have papers).

    ``compared``: the papers whose text is held against all others (None: every one); of the rest
    that stays as it was found when they were read.
    """
    having = [row for row in form.rows if form.proofs(row.id) and not row.ledger]
    wanted = [row for row in having if rows is None or row.id in rows]
    if not wanted:
        return
    known = await gathering.surroundings(db, form, wanted, compared)
    for row in wanted:
        pieces = known.pieces[row.id]
        found = of_row(known.place(row), pieces, known.alike)
        review = form.reviews.get(row.id)
        again = review is None or review.decision in ("return", "resubmitted")
        kept = {one.id for one in pieces if compared is not None and one.digest not in compared}
        await _Keeping(db, form.form.id, row.id, now, again, kept).keep(found)


@dataclass(frozen=True)
class _Keeping:
    """Writing down a row's doubts.

    ``again``: the row is to be decided on once more, and what still holds is said once more;
    ``uncompared``: papers whose likeness to others was not looked at now.
    """

    db: Session
    form: int
    row: str
    now: datetime
    again: bool
    uncompared: Set[int]

    async def keep(self, found: Sequence[Doubt]) -> None:
        """Write what is new, forget what is found no longer; what was decided stays decided."""
        before = {
            (one.evidence_id, one.kind): one
            for one in await understood.doubts_of_row(self.db, self.form, self.row)
        }
        for one in found:
            await self._one(before.pop((one.piece.id, one.kind), None), one)
        for gone in before.values():
            looked = gone.kind not in _LIKE or gone.evidence_id not in self.uncompared
            if gone.state == "open" and looked:
                await understood.forget_doubt(self.db, gone.id)

    async def _one(self, known: KeptDoubt | None, one: Doubt) -> None:
        if known is None or (self.again and known.state in ("upheld", "passed")):
            await understood.raise_doubt(
                self.db, one.piece.id, one.kind, reason=_dumped(one), quote=one.quote[:200],
                page=one.page, line=one.line, other=one.other, now=self.now,
            )  # fmt: skip
        elif _differs(known, one):
            await understood.reword_doubt(
                self.db, known.id, reason=_dumped(one), quote=one.quote[:200], page=one.page,
                line=one.line, other=one.other,
            )  # fmt: skip


def _dumped(one: Doubt) -> str:
    return json.dumps(dict(one.reason), ensure_ascii=False, sort_keys=True)


def _differs(known: KeptDoubt, one: Doubt) -> bool:
    new = (_dumped(one), one.quote[:200], one.page, one.line, one.other)
    return (known.reason, known.quote, known.page, known.line, known.other_evidence_id) != new
