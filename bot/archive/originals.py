"""The sheets that other bodies' figures came in by, as they were sent: all of them, replaced too.

What a sheet was called stands in the trail, in the change that wrote its figures.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any, Final

from bot.archive.sheets.stream import Piece
from bot.archive.words import records as words
from bot.forms.words import figures
from bot.paper.file_names import numbered
from bot.speech.calendar import in_china
from storage.database import Session, moment
from storage.queries import archive, papers

_NAMED: Final = re.compile(r"文件“(.+)”（([0-9a-f]{12})）$")


async def sheets(
    db: Session, quarter_id: int, trail: Sequence[Mapping[str, Any]], names: Mapping[int, str]
) -> tuple[Piece, ...]:
    """Every sheet a quarter's figures came in by, the oldest first."""
    standing = {
        one["file_digest"] for one in await archive.supplied(db, quarter_id) if one["file_digest"]
    }
    found: dict[str, Piece] = {}
    for entry in trail:
        named = _NAMED.search(entry["why"]) if entry["action"] == "supply" else None
        if named is None or named[2] in found:
            continue
        digest = await archive.digest_like(db, named[2])
        if digest is not None:
            by = names.get(entry["actor"] or 0, "")
            found[named[2]] = await _piece(db, len(found) + 1, named[1], digest, entry["at"], by)
    for digest in sorted(standing):
        if digest[:12] not in found:
            found[digest[:12]] = await _piece(db, len(found) + 1, words.SHEET, digest, "", "")
    return tuple(found.values())


async def _piece(db: Session, number: int, label: str, digest: str, at: str, by: str) -> Piece:
    blob = await papers.blob(db, digest)
    kind = blob.kind if blob else ""
    return Piece(
        unit=words.SUPPLIERS,
        row=words.SHEETS,
        path=f"{words.SHEETS_FOLDER}/{numbered(number, label, kind)}",
        label=label,
        caption="",
        kind=figures.kind(kind),
        size=blob.size if blob else 0,
        digest=digest,
        url="",
        receipt="",
        at=in_china(moment(at)).strftime("%Y-%m-%d %H:%M") if at else "",
        by=by,
    )
