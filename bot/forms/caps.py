"""What reaches the most that an input of a row can bring: 10 次 where each brings 0.5 of 5."""

from __future__ import annotations

from decimal import Decimal

from scoring.exact import UNLIMITED
from scoring.scheme import Row


def enough(row: Row, name: str) -> Decimal | None:
    """What reaches the cap of the term an input feeds; None where nothing caps it."""
    for term in row.terms:
        if term.inputs != (name,) or term.band or not term.points or term.kind == "award":
            continue
        if term.over is not None or term.under is not None or term.per is not None:
            continue
        most = row.points if term.sign > 0 else row.start - row.floor
        most = most if term.max is None else min(term.max, most)
        return None if most == UNLIMITED else most / term.points
    return None
