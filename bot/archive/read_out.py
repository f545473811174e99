"""What a quarter's archive says of what was read in its papers: facts, and what became of doubts.

Between the tables and ``records``. Only of what lies under a row now, and only for the office's
whole archive; a unit's own pack holds its papers and no doubt about them.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from bot.archive.words import read_out as words
from bot.forms.form import UnitForm
from bot.reading.words import doubts as doubt_words
from storage.database import Session
from storage.queries import understood
from storage.queries.papers import Evidence
from storage.queries.understood import KeptFact, PlacedDoubt

FOLDER: Final = "08 读出的材料"


async def tables(
    db: Session, forms: Sequence[UnitForm]
) -> dict[str, tuple[tuple[str, ...], list[tuple[object, ...]]]]:
    """By path: heads and lines; nothing where nothing was read."""
    pieces = [(form, one) for form in forms for one in form.evidence if one.row and one.digest]
    digests = sorted({str(one.digest) for _, one in pieces})
    facts: dict[str, dict[str, KeptFact]] = {}
    for fact in await understood.facts_of(db, digests):
        facts.setdefault(fact.sha256, {}).setdefault(fact.kind, fact)
    if not facts:
        return {}
    found = [one for form in forms for one in await understood.doubts_of_form(db, form.form.id)]
    units = {form.form.id: form.unit.name for form in forms}
    return {
        f"{FOLDER}/读到什么.csv": (words.FACT_HEADS, list(_facts(pieces, facts))),
        f"{FOLDER}/疑点.csv": (words.DOUBT_HEADS, [_doubt(one, units) for one in found]),
    }


def _facts(
    pieces: Sequence[tuple[UnitForm, Evidence]], facts: Mapping[str, Mapping[str, KeptFact]]
) -> Iterator[tuple[object, ...]]:
    for form, one in pieces:
        read = facts.get(one.digest or "")
        if read is not None:
            said = (_said(read.get(kind)) for kind in words.KINDS)
            yield form.unit.name, one.row, one.label, *said, one.digest


def _said(fact: KeptFact | None) -> str:
    return words.fact(fact.kind, fact.value, sure=bool(fact.sure)) if fact else ""


def _doubt(one: PlacedDoubt, units: Mapping[int, str]) -> tuple[object, ...]:
    reason: dict[str, Any] = json.loads(one.reason)
    place = doubt_words.place(one.page, one.line)
    said = doubt_words.said(one.kind, one.label, reason, one.quote, place, words.ANOTHER)
    kind, state = words.kind(one.kind), words.STATES.get(one.state, one.state)
    return units.get(one.form_id, ""), one.row, one.label, kind, said, state
