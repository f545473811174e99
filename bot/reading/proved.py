"""How many of what a unit counts its papers can prove: 4 activities, and the proof of 1.

Pure. What is said is the most the papers could prove, never the least: only a claim above it is
worth a word, and a person looks at it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from bot.reading.piece import Piece
from scoring.model import Row
from scoring.parts import Input

_THINGS: Final = frozenset(["次", "场", "期", "个", "项", "起", "例", "篇", "件", "处"])
_DOCUMENTS: Final = frozenset(
    ("plan", "news", "summary", "brief", "case", "rules", "circular", "minutes", "certificate")
)
_LISTS: Final = frozenset(("table", "summary", "brief", "other", "circular", "minutes"))
_MANY: Final = re.compile(
    r"案例[一二三四五六七八九十\d]|活动[一二三四五六七八九十\d][、:：]|第[一二三四五六七八九十\d]场"
)


@dataclass(frozen=True, slots=True)
class Proved:
    """A count that is claimed, the most that the papers show, and the days they show."""

    input: Input
    claimed: int
    most: int
    days: tuple[str, ...] = ()


def proved(
    row: Row, claimed: dict[str, int], pieces: Sequence[Piece], quarter: tuple[date, date]
) -> tuple[Proved, ...]:
    """The counts of a row that are above what its papers can show; nothing where it is unclear.

    What was done on a day outside the quarter proves nothing of it, unless the row adds up.
    """
    counted = [one for one in row.inputs if one.kind == "count" and claimed.get(one.name, 0) > 0]
    if not counted or not pieces or not all(one.clear or one.state == "link" for one in pieces):
        return ()
    if all(one.unit in _THINGS for one in counted):
        within = (date.min, date.max) if row.cumulative else quarter
        return _of_things(counted, claimed, pieces, within)
    found = []
    for one in counted:
        most = _most_named(one, pieces)
        if one.unit not in _THINGS and most is not None and claimed[one.name] > most:
            found.append(Proved(one, claimed[one.name], most))
    return tuple(found)


def _of_things(
    counted: Sequence[Input],
    claimed: dict[str, int],
    pieces: Sequence[Piece],
    within: tuple[date, date],
) -> tuple[Proved, ...]:
    """Activities, cases, items: as many as there are days and papers that stand for one each."""
    days = _days(pieces, within)
    most = max(_things(pieces, len(days)), *(_listed(one) for one in pieces))
    total = sum(claimed[one.name] for one in counted)
    if total <= most:
        return ()
    first = max(counted, key=lambda one: claimed[one.name])
    return (Proved(first, total, most, tuple(days)),)


def _days(pieces: Sequence[Piece], within: tuple[date, date]) -> list[str]:
    """The days of what papers tell of; papers of neighbouring days are of one thing."""
    found: list[date] = []
    told = {"event_date", "taken"}
    for one in pieces:
        said = one.day()
        if said is not None and (said[1].kind in told or one.sort in ("news", "sign_in")):
            try:
                found.append(date.fromisoformat(said[0]))
            except ValueError:
                continue
    kept: list[date] = []
    for day in sorted(one for one in set(found) if within[0] <= one <= within[1]):
        if not kept or day - kept[-1] > timedelta(days=1):
            kept.append(day)
    return [one.isoformat() for one in kept]


def _things(pieces: Sequence[Piece], days: int) -> int:
    """Dated things, and every document without such a day as one of its own.

    Plans without a day may be those of what is dated: the more of the two count.
    """
    undated = {
        one.title for one in pieces
        if not one.says("event_date") and not one.says("taken") and one.sort in _DOCUMENTS
        and one.sort not in ("news",)
    }  # fmt: skip
    plans = {one.title for one in pieces if one.sort == "plan" and one.title in undated}
    days = max(days, len(plans)) if days else 0
    lone = len(undated) - (len(plans) if days else 0)
    others = [one for one in pieces if one.sort == "other" or one.state == "link"]
    if days == 0 and not undated and not others:
        return len(pieces)  # photos without a day: each may be one
    return max(1, days + lone + len(others))


def _listed(piece: Piece) -> int:
    """As many as a list in one paper names."""
    named = len(set(_MANY.findall(piece.text)))
    if piece.sort in _LISTS:
        counted = piece.number("rows") if piece.sort == "table" else 0
        named = max(named, piece.number("days"), counted)
    return named


def _most_named(input: Input, pieces: Sequence[Piece]) -> int | None:
    """The greatest figure with the input's unit, or rows of a table; None: unclear."""
    figures = [
        int(float(value))
        for piece in pieces
        for one in piece.facts
        if one.kind == "count"
        for value, _, unit in [one.value.partition(" ")]
        if unit == input.unit
    ]
    rows = [_listed(one) for one in pieces if one.sort == "table"]
    found = [*figures, *rows]
    return max(found) if found else None
