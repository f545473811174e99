"""The papers of an item on the desk: what each is, what was read in it and where, what is doubted.

The bytes and the pictures of pages are handed out by the web channel, to those who may see them
(``bot.desk.who``).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from bot.desk.words import desk as words
from bot.extraction.pages import WHOLE_AS_SEEN
from bot.forms.words import figures
from bot.reading.words.kinds import DOUBTS
from bot.speech.periodic import per
from storage.database import Session
from storage.kinds import KINDS
from storage.queries import readings, understood
from storage.queries.papers import Evidence
from storage.queries.readings import Reading, ReadLine
from storage.queries.understood import KeptDoubt, KeptFact

MOST_PAGES = 60
"""Pages of one paper whose text is sent to the desk; longer ones are opened as files."""


async def of_item(db: Session, proofs: Sequence[Evidence]) -> list[dict[str, Any]]:
    """The papers of a row, in the order they came, with what was understood of each."""
    digests = [one.digest for one in proofs if one.digest]
    read = {one.sha256: one for one in await readings.readings_of(db, digests)} if digests else {}
    facts = defaultdict(list)
    for fact in await understood.facts_of(db, digests) if digests else ():
        facts[fact.sha256].append(fact)
    doubts = defaultdict(list)
    for form, row in {(one.form_id, one.row) for one in proofs}:
        for doubt in await understood.doubts_of_row(db, form, row or ""):
            if doubt.state == "open":
                doubts[doubt.evidence_id].append(doubt)
    return [
        {
            **_card(one, read.get(one.digest or "")),
            "facts": [_fact(fact) for fact in facts[one.digest or ""] if fact.kind in words.FACTS],
            "doubts": [_doubt(doubt) for doubt in doubts[one.id]],
        }
        for one in proofs
    ]


def _card(one: Evidence, reading: Reading | None) -> dict[str, Any]:
    kind = KINDS.get(one.kind)
    return {
        "id": one.id,
        "label": one.label,
        "kind": one.kind,
        "kind_name": figures.kind(one.kind),
        "size": figures.size(one.size) if one.digest else "",
        "caption": one.caption,
        "url": one.url or "",
        "picture": bool(kind and kind.picture),
        "pages": reading.pages if reading else 0,
        "taken_at": (reading.taken_at or "") if reading else "",
        "unread": reading is not None and not _whole(reading),
        "standing": words.standing(reading.state, reading.unread, reading.partly)
        if reading
        else words.not_asked(one.digest is not None),
    }


def _whole(reading: Reading) -> bool:
    return reading.state == "done" and reading.unread in WHOLE_AS_SEEN


def _fact(one: KeptFact) -> dict[str, Any]:
    return {
        "name": words.FACTS[one.kind],
        "value": words.value(one.kind, one.value),
        "shown": one.shown,
        "page": one.page,
        "line": one.line,
        "sure": bool(one.sure),
    }


def _doubt(one: KeptDoubt) -> dict[str, Any]:
    return {
        "name": per(DOUBTS.get(one.kind, one.kind)),
        "quote": one.quote,
        "page": one.page,
        "line": one.line,
        "other": one.other_evidence_id,
    }


async def text(db: Session, digest: str) -> list[dict[str, Any]]:
    """The pages of a paper with their lines and the place of each, as they were read."""
    pages = await readings.pages_of(db, digest)
    found = []
    for page in pages[:MOST_PAGES]:
        lines = await readings.lines_on(db, digest, page.page)
        found.append(
            {
                "n": page.page,
                "width": page.width,
                "height": page.height,
                "turned": page.turned,
                "lines": [_line(one) for one in lines],
            }
        )
    return found


def _line(one: ReadLine) -> dict[str, Any]:
    box = None if one.x0 is None else [one.x0, one.y0, one.x1, one.y1]
    return {"n": one.line, "text": one.text, "box": box, "score": one.score}
