"""Jobs of the office that are ordered by a sentence, beside ``orders``, ``acts`` and ``decisions``.

Only reading: every word of a sentence must belong to its job (``said``). What a job leads to is
``bot.front.jobs``', and every page shows before it does.
"""

from __future__ import annotations

from collections.abc import Mapping

from bot.questions.combined import Known
from bot.questions.jobs import handing, naming, reviewing, teaching
from bot.questions.jobs.job import Given, Job
from bot.questions.jobs.plainly import plainly
from bot.questions.jobs.said import said_of
from bot.speech.numbers import plain

__all__ = ["Given", "Job", "job"]

_READS = (
    reviewing.clean,
    reviewing.take_back,
    reviewing.aside,
    reviewing.no_doubt,
    handing.hand_one,
    handing.remits,
    handing.cover,
    teaching.supplier,
)


def job(text: str, known: Known, people: Mapping[int, str]) -> Job | None:
    """What a sentence orders; None: none of these. ``people``: who reviews, by number."""
    if taught := teaching.answer(text) or teaching.circular(text):
        return taught
    said = said_of(text, known, people)
    if said is None:
        return None
    if found := next((found for reads in _READS if (found := reads(said))), None):
        return found
    bare = plain(text).strip().rstrip("。.!！~ ")
    if (
        found := naming.unit(said)
        or naming.role(said)
        or naming.rings(said)
        or naming.contact(bare)
    ):
        return found
    if found := naming.several(bare, known):
        return found
    name = plainly(bare)
    return Job("plainly", text=name) if name else None
