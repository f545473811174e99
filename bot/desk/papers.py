"""The papers of an item on the desk: what each is, what was read in it and where, what is doubted.

The bytes and the pictures of pages are handed out by the web channel, to those who may see them
(``bot.desk.who``).
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from bot.desk.words import desk as words
from bot.forms.words import figures
from storage.database import Session
from storage.kinds import KINDS
from storage.queries import desk, readings
from storage.queries.papers import Evidence
from storage.queries.readings import Reading, ReadLine

MOST_PAGES = 60
"""Pages of one paper whose text is sent to the desk; longer ones are opened as files."""


async def of_item(db: Session, proofs: Sequence[Evidence]) -> list[dict[str, Any]]:
    """The papers of a row, in the order they came, with what was understood of each."""
    digests = [one.digest for one in proofs if one.digest]
    read = {one.sha256: one for one in await readings.readings_of(db, digests)} if digests else {}
    facts = defaultdict(list)
    for fact in await desk.facts(db, digests) if digests else ():
        facts[fact.sha256].append(fact)
    doubts = defaultdict(list)
    for doubt in await desk.doubts(db, [one.id for one in proofs]) if proofs else ():
        doubts[doubt.evidence_id].append(doubt)
    return [
        {
            **_card(one, read.get(one.digest or "")),
            "facts": [_fact(fact) for fact in facts[one.digest or ""]],
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
        "standing": words.standing(reading.state, reading.unread, reading.partly)
        if reading
        else words.not_asked(one.digest is not None),
    }


def _fact(one: desk.Fact) -> dict[str, Any]:
    return {
        "name": words.FACTS.get(one.kind, one.kind),
        "value": one.value,
        "shown": one.shown,
        "page": one.page,
        "line": one.line,
        "sure": bool(one.sure),
    }


def _doubt(one: desk.PaperDoubt) -> dict[str, Any]:
    return {
        "name": words.doubt(one.kind, json.loads(one.reason or "{}")),
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
