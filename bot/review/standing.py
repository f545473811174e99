"""How far a review is: every row that a reviewer decides on, counted once.

One count for every page that tells it. What is not finished beside the review is
``bot.release.open_points``'.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from bot.forms.form import UnitForm
from bot.review.queue import decidable, waits


class Standing(NamedTuple):
    """Rows of forms that were handed in: settled, waiting, or away at their units."""

    settled: int = 0
    waiting: int = 0
    lapsed: int = 0
    """Of those that wait: sent back, and not mended in their time."""
    unwritten: int = 0
    """Of those that wait: to be marked though the unit has said and shown nothing."""
    returned: int = 0
    """Sent back and still in their time: neither settled nor waiting."""

    @property
    def share(self) -> int | None:
        """How much of a hundred is settled; a part of the last hundredth is none of it."""
        every = self.settled + self.waiting + self.returned
        return 100 * self.settled // every if every else None


def standing(forms: Iterable[UnitForm], now: datetime) -> Standing:
    """How far the review of these is."""
    every = Standing()
    for form in forms:
        if form.form.state == "submitted" and form.countable:
            every = Standing(*map(sum, zip(every, _of_one(form, now), strict=True)))
    return every


def _of_one(form: UnitForm, now: datetime) -> Standing:
    rows = decidable(form)
    waiting = [row for row in rows if waits(form, row, now)]
    lapsed = [row for row in waiting if row.id in form.unanswered]
    away = sum(form.is_returned(row.id) and not waits(form, row, now) for row in rows)
    return Standing(
        settled=len(rows) - len(waiting) - away,
        waiting=len(waiting),
        lapsed=len(lapsed),
        unwritten=sum(form.unwritten(row) for row in waiting if row not in lapsed),
        returned=away,
    )
