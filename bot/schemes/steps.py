"""What one person changed in a draft in one go: rows and header, before, after, as text and back.

Pure. Not here: where steps are kept (`storage.queries.scheme_tables`), who takes one back
(`pages.undo`).
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field

from bot.schemes.draft import mark_of
from storage.queries.schemes import Head, KeptDraft, KeptRow


@dataclass(frozen=True)
class Shot:
    """Rows by their place, and the header, at one moment; None: the row was not there."""

    rows: Mapping[int, KeptRow | None] = field(default_factory=dict)
    head: Head | None = None

    def over(self, other: Shot) -> Shot:
        """Both; where both know a row, this one's."""
        return Shot({**other.rows, **self.rows}, self.head or other.head)

    @property
    def count(self) -> int:
        """How many things it shows."""
        return len(self.rows) + (self.head is not None)


def head_of(draft: KeptDraft) -> Head:
    """What a draft says above its rows."""
    return Head(draft.group_name, draft.title, draft.header, draft.sections, draft.doubts)


def same_row(one: KeptRow | None, other: KeptRow | None) -> bool:
    """Whether a row says the same, confirmed by the same, or is missing in both."""
    return (one and mark_of(one)) == (other and mark_of(other))


def as_text(shot: Shot) -> str:
    """How it is kept."""
    rows = [[place, asdict(row) if row is not None else None] for place, row in shot.rows.items()]
    head = asdict(shot.head) if shot.head is not None else None
    return json.dumps({"rows": rows, "head": head}, ensure_ascii=False)


def from_text(text: str) -> Shot:
    """What was kept."""
    told = json.loads(text)
    rows = {place: KeptRow(**row) if row is not None else None for place, row in told["rows"]}
    return Shot(rows, Head(**told["head"]) if told["head"] is not None else None)
