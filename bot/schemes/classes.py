"""Classes and units that a draft's rows name, held against the roster: 二类 must be a class there.

A name that the roster does not know counts for nobody, and everybody gets the other figures without
a word. Pure: the roster is given. Not here: where it is said (``pages``, ``whole``).
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from bot.schemes.draft import keys_of
from bot.schemes.words import classes as words
from storage.queries.roster import Unit
from storage.queries.schemes import KeptDraft, KeptRow


def unknown(draft: KeptDraft, rows: Sequence[KeptRow], units: Sequence[Unit]) -> list[str]:
    """A sentence for each name that no unit of the draft's group bears."""
    ours = [one for one in units if one.active and one.group == draft.group_name]
    classes = {one.classification for one in ours if one.classification} | _own(draft)
    known = classes | {one.name for one in ours}
    named: dict[str, list[str]] = {}
    for row in rows:
        for name in _names(keys_of(row.body)):
            if name not in known and row.row not in named.setdefault(name, []):
                named[name].append(row.row)
    return [words.unknown(name, at, sorted(classes)) for name, at in named.items()]


def _own(draft: KeptDraft) -> set[str]:
    """Classes that the draft itself says who is in."""
    stored = json.loads(draft.sections)
    return {
        name for one in stored if one.get("table") == "classes" for name in keys_of(one["keys"])
    }


def _names(body: Mapping[str, Any]) -> Iterator[str]:
    for key in ("classes", "units"):
        yield from body.get(key, ())
    for side in ("add", "deduct"):
        for term in body.get(side, ()):
            yield from term.get("for", ())
