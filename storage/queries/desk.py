"""What the reviewer's desk shows beside the papers: what was read in them, and what is doubted."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass

from storage.database import Session
from storage.queries import load

_sql = load("desk")


@dataclass(frozen=True, slots=True)
class Fact:
    """What a line of a paper means; ``shown`` as it is printed, ``sure`` 0: it may be otherwise."""

    sha256: str
    kind: str
    value: str
    shown: str
    page: int
    line: int | None
    sure: int


@dataclass(frozen=True, slots=True)
class PaperDoubt:
    """A doubt about one piece of evidence that stands; ``reason`` is JSON."""

    evidence_id: int
    kind: str
    reason: str
    quote: str
    page: int | None
    line: int | None
    other_evidence_id: int | None


async def facts(db: Session, digests: Sequence[str]) -> list[Fact]:
    """What was understood of these bytes."""
    return await db.all(_sql.facts, Fact, digests=json.dumps(list(digests)))


async def doubts(db: Session, numbers: Sequence[int]) -> list[PaperDoubt]:
    """What is doubted about these pieces of evidence."""
    return await db.all(_sql.doubts, PaperDoubt, numbers=json.dumps(list(numbers)))
