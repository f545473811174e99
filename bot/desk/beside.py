"""What a paper of an item is like, to be laid beside it: the same bytes, the picture, the text.

Only what this reviewer may look at is named with its number (``who.paper``); of the rest it is said
where it lies, as the doubt itself says.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from bot.desk.who import Sitter, paper
from bot.forms.form import UnitForm
from bot.review.marks import Mark
from bot.review.pages.item import mark_place
from bot.review.queue import Item
from storage.database import Session
from storage.kinds import KINDS
from storage.queries import papers
from storage.queries.papers import Evidence
from storage.queries.review import Use


async def beside(
    db: Session, who: Sitter, form: UnitForm, item: Item | None, proofs: Sequence[Evidence]
) -> dict[int, list[dict[str, Any]]]:
    """By the number of a paper: the others it is like."""
    found: dict[int, list[dict[str, Any]]] = defaultdict(list)
    for mark in item.marks if item else ():
        own, other = await _pair(db, mark, proofs)
        if own is None or not other:
            continue
        shown = await paper(db, who, other)
        kind = KINDS.get(shown.kind) if shown else None
        found[own].append(
            {
                "id": int(other) if other.isdecimal() else other,
                "may": shown is not None,
                "label": shown.label if shown else "",
                "kind": shown.kind if shown else "",
                "picture": bool(kind and kind.picture),
                "where": await mark_place(db, form, mark),
            }
        )
    return found


async def _pair(db: Session, mark: Mark, proofs: Sequence[Evidence]) -> tuple[int | None, str]:
    """The paper of the item that a mark is about, and the name of the other one."""
    if mark.paper is not None:
        other = mark.paper.other_evidence_id
        return mark.paper.evidence_id, str(other or "")
    if mark.use is None:
        return None, ""
    same = next((one.id for one in proofs if one.digest == mark.use.digest), None)
    named = next((one.id for one in proofs if one.label == mark.label), None)
    return same or named, await _name_of(db, mark.use)


async def _name_of(db: Session, use: Use) -> str:
    """The paper that bytes are in a place, as ``who.paper`` asks for it."""
    if use.row:
        there = await papers.evidence_of(db, use.form_id)
        every = [one.id for one in there if (one.digest, one.row) == (use.digest, use.row)]
        return str(every[0]) if every else ""
    reports = await papers.reports_with_bytes(db, use.digest)
    return next((f"w{one.id}" for one in reports if one.form_id == use.form_id), "")
