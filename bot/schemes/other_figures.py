"""Today's rule under a clause that differs from today's in nothing but its points.

每次得 0.5 分 becomes 每次得 1 分: what is asked, who supplies it and what was decided of its
readings stay, so that last quarter's figures can be tried on it. Where a figure that changed cannot
be found in the rule beyond doubt, nothing is carried over and the clause is read anew. Pure.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final
from unicodedata import normalize

from bot.schemes.draft import keys_of
from scoring.exact import plain
from scoring.printing import print_keys, print_row
from scoring.row_reading import read_row
from scoring.scheme import Row, Scheme
from scoring.table import Faults, Table

_FIGURE: Final = re.compile(r"[0-9]+(?:\.[0-9]+)?")
_POINTS: Final = re.compile(r"\s*分(?!之)")
_SAID: Final = ("name", "points", "text", "content", "basis", "method")
_OF_THE_OLD: Final = ("short", "example", "reading")
"""What today's row says of its own points; with other points it would be untrue."""
_BROUGHT: Final = frozenset({"points", "max", "total", "start", "otherwise"})
"""Keys whose figures are points."""


@dataclass(frozen=True, slots=True)
class Carried:
    """The rule with its new points, and which became which, in words (``0.5 → 1``)."""

    body: str
    changes: tuple[str, ...]


def carried(clause: str, cells: Mapping[str, Any], today: Scheme | None) -> Carried | None:
    """Today's only row with this name and clause but for its points, with the new ones."""
    if today is None or not clause:
        return None
    shape, name = _shape(clause), bare(str(cells["name"]))
    found = [
        one
        for one in today.rows
        if bare(one.name) == name and _shape(one.text or one.content) == shape
    ]
    return _with_points(found[0], clause, cells) if len(found) == 1 else None


def bare(text: str) -> str:
    """A text without blanks and marks, to be compared."""
    return re.sub(r"[\s，,。．.；;：:、“”\"'（）()]", "", normalize("NFKC", text))


def _shape(clause: str) -> str:
    return bare(_FIGURE.sub("#", normalize("NFKC", clause)))


def _with_points(row: Row, clause: str, cells: Mapping[str, Any]) -> Carried | None:
    became = _became(row, clause, cells)
    if became is None:
        return None
    body = keys_of(print_row(row))
    left = {old for old, new in became.items() if old != new}
    left -= _changed([body, *body.get("add", []), *body.get("deduct", [])], became)
    changes = tuple(f"{plain(old)} → {plain(new)}" for old, new in became.items() if old != new)
    if left or not changes or "printed" in body or _keeps_one(body, became):
        return None
    for key in _OF_THE_OLD:
        body.pop(key, None)
    body |= {key: cells[key] for key in _SAID if key in cells}
    faults = Faults("")
    read_row(Table(faults, f'["{row.id}"]', body), row.id)
    return None if faults.found else Carried(print_keys(body), changes)


def _became(row: Row, clause: str, cells: Mapping[str, Any]) -> dict[Decimal, Decimal] | None:
    """Which figure became which; None: one became two, or one that changed is no points."""
    new = normalize("NFKC", clause)
    was = _FIGURE.findall(normalize("NFKC", row.text or row.content))
    pairs = list(zip(was, _FIGURE.finditer(new), strict=True))
    became: dict[Decimal, Decimal] = {}
    for old, match in pairs:
        before, after = Decimal(old), Decimal(match[0])
        if became.setdefault(before, after) != after:
            return None
        if before != after and not _POINTS.match(new, match.end()):
            return None
    points = cells["points"]
    if not isinstance(points, Decimal | int):
        return became if points == row.points else None
    return became if became.setdefault(row.points, Decimal(points)) == points else None


def _changed(terms: list[dict[str, Any]], became: Mapping[Decimal, Decimal]) -> set[Decimal]:
    """Write the new points into the row and its summands; which old ones were found there."""
    found: set[Decimal] = set()
    for term in terms:
        for key in _BROUGHT & term.keys():
            if isinstance(term[key], Decimal | int) and (old := Decimal(term[key])) in became:
                term[key] = became[old]
                found.add(old)
    return found


def _keeps_one(body: Mapping[str, Any], became: Mapping[Decimal, Decimal]) -> bool:
    """Whether a figure that changed stands in the rule as something else, too: in a list."""
    old = {before for before, after in became.items() if before != after}
    inside = [body.get(side, []) for side in ("add", "deduct")]
    lists = [
        value
        for terms in inside
        for term in terms
        for key, value in term.items()
        if key not in _BROUGHT
    ]
    rest = [value for key, value in body.items() if key not in (*_SAID, "add", "deduct", "start")]
    return any(abs(one) in old for value in (*lists, *rest) for one in _figures(value))


def _figures(value: object) -> list[Decimal]:
    if isinstance(value, bool):
        return []
    if isinstance(value, Decimal | int):
        return [Decimal(value)]
    if isinstance(value, Mapping):
        return [one for each in value.values() for one in _figures(each)]
    if isinstance(value, list | tuple):
        return [one for each in value for one in _figures(each)]
    return []
