"""Receipts: a number and a hash for everything that is handed in, and the proof of it later.

A receipt's hash is the SHA-256 of its body, canonical JSON of who handed in what for which unit
and quarter, with the digest of every file. The hash is also written into the unit's audit chain,
so that body and hash cannot be changed together unseen. No sentence is made here.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any, Literal

from bot.corridor.events import canonical
from bot.corridor.turn import Turn
from bot.forms.form import UnitForm
from bot.speech.calendar import in_china
from storage import audit
from storage.database import Session, stamp
from storage.queries import corridor, papers
from storage.queries.papers import Receipt

Kind = Literal["evidence", "report", "submission", "withdrawal", "resubmission", "carry"]
PaperState = Literal["kept", "noted", "removed", "lost"]
Holds = Callable[[str], Awaitable[bool]]
"""Whether the store still has exactly the bytes of a digest."""


@dataclass(frozen=True, slots=True)
class Paper:
    """A file on a receipt and what became of it.

    kept: the bytes were read again and agree; noted: they are known but were not read again;
    removed: the unit took the paper back; lost: the bytes are gone or changed.
    """

    label: str
    digest: str
    size: int
    state: PaperState


@dataclass(frozen=True, slots=True)
class Proof:
    """A receipt, recomputed. ``intact``: body, hash and audit chain say the same."""

    receipt: Receipt
    body: dict[str, Any]
    hash_agrees: bool
    chain_agrees: bool
    papers: tuple[Paper, ...]
    anchor: str = ""
    """The end of the audit chain when it was given."""

    @property
    def intact(self) -> bool:
        """Whether the receipt proves what it says."""
        return (
            self.hash_agrees
            and self.chain_agrees
            and all(paper.state != "lost" for paper in self.papers)
        )


def subject(number: str) -> str:
    """The receipt's name in the audit chain."""
    return f"receipt/{number}"


async def issue(turn: Turn, form: UnitForm, kind: Kind, body: dict[str, Any]) -> Receipt:
    """Give a receipt, in the transaction of what it is given for."""
    number = await _next_number(turn)
    by, at = turn.somebody, stamp(turn.now)
    quarter = [form.quarter.year, form.quarter.number]
    head = {"number": number, "kind": kind, "unit": form.unit.name, "quarter": quarter}
    text = canonical({**body, **head, "at": at, "by": by.name})
    await papers.add_receipt(
        turn.db,
        number=number,
        form_id=form.form.id,
        kind=kind,
        hash=hash_of(text),
        body=text,
        person_id=by.id,
        now=turn.now,
    )
    turn.became = number
    after = {"hash": hash_of(text)}
    await turn.record(form.unit.id, f"receipt.{kind}", subject(number), None, after)
    return Receipt(number, form.form.id, kind, hash_of(text), text, by.id, at)


async def ahead(turn: Turn, form: UnitForm) -> None:
    """A receipt will be given soon."""
    await corridor.setting_ahead(turn.db, _key(turn))
    await audit.ahead(turn.db, audit.unit_stream(form.unit.id))


def _day(turn: Turn) -> str:
    return in_china(turn.now).strftime("%y%m%d")


def _key(turn: Turn) -> str:
    return f"receipt:{_day(turn)}"


async def _next_number(turn: Turn) -> str:
    """R261123-0007: counted per day in China; a turn that is undone gives its number back."""
    day, key = _day(turn), _key(turn)
    count = int(await corridor.setting(turn.db, key) or 0) + 1
    await corridor.set_setting(turn.db, key, str(count))
    return f"R{day}-{count:04d}"


def hash_of(body: str) -> str:
    """SHA-256 in hex of a receipt's body."""
    return hashlib.sha256(body.encode()).hexdigest()


def as_typed(text: str) -> str:
    """A receipt's number as people type it: spaces, case and full-width signs do not matter."""
    plain = text.translate(str.maketrans("０１２３４５６７８９－—ｒＲ", "0123456789--RR"))
    return "".join(plain.split()).upper()


async def prove(db: Session, number: str, holds: Holds | None = None) -> Proof | None:
    """Recompute a receipt; None when there is none of this number.

    ``holds`` reads the files again; without it they are only looked up.
    """
    found = await papers.receipt(db, number)
    if found is None:
        return None
    body = json.loads(found.body)
    entries = await audit.of_subject(db, subject(number))
    chained = [json.loads(entry.after).get("hash") for entry in entries]
    anchor = await audit.anchor_of(db, subject(number), f"receipt.{found.kind}")
    live = {one.digest for one in await papers.evidence_of(db, found.form_id)}
    live |= {one.digest for one in await papers.work_reports(db, found.form_id)}
    return Proof(
        receipt=found,
        body=body,
        hash_agrees=hash_of(found.body) == found.hash and body.get("number") == number,
        chain_agrees=chained == [found.hash],
        papers=tuple([await _paper(db, one, live, holds) for one in body.get("files", [])]),
        anchor=str(anchor) if anchor else "",
    )


async def _paper(
    db: Session, file: dict[str, Any], live: set[str | None], holds: Holds | None
) -> Paper:
    digest = str(file["digest"])
    state: PaperState = "noted"
    if await papers.blob(db, digest) is None or (holds and not await holds(digest)):
        state = "lost"
    elif digest not in live:
        state = "removed"
    elif holds:
        state = "kept"
    return Paper(str(file["label"]), digest, int(file["size"]), state)
