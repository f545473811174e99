"""What kind of period the office assesses (quarter, month …), while something is said or read.

Like a language: whoever begins something for an office (the router, the heartbeat, the desk) enters
``within`` its kind, and the words that are put together inside speak of months where the office
assesses by the month. Here: the kind at hand, and our own sentences in it. Not here: periods and
their days (`scoring.periods`), names that people write (`calendar`).
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import date
from typing import Final

from scoring import periods
from scoring.periods import Kind, Period

_KIND: Final[ContextVar[Kind]] = ContextVar("kind", default="quarter")


@dataclass
class Rhythm:
    """An office's kind of period: the newest quarter's; where there is none yet, its schemes'."""

    kind: Kind = "quarter"


def kind() -> Kind:
    """The kind at hand."""
    return _KIND.get()


@contextmanager
def within(rhythm: Rhythm) -> Iterator[None]:
    """What is said inside is said for an office of this rhythm."""
    token = _KIND.set(rhythm.kind)
    try:
        yield
    finally:
        _KIND.reset(token)


def said(text: str) -> str:
    """A sentence of ours that speaks of quarters, as the office at hand says it."""
    return periods.said(_KIND.get(), text)


def of_day(day: date) -> Period:
    """The office's period in which a day lies."""
    return periods.of_day(_KIND.get(), day)
