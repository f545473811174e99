"""What casts doubt on an item of the review: marks, by what is known of the forms around it.

Pure. Not here: which items there are and in which order they come (``bot.review.queue``), what is
found in papers (``bot.reading``), and every sentence (``bot.review.words``).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from functools import lru_cache
from typing import Final, Literal

from bot.forms.form import Raw, UnitForm
from scoring.scheme import Input, Row
from storage.database import stamp
from storage.distance import SUSPICIOUS_DISTANCE
from storage.queries.answers import NOTE
from storage.queries.review import Use
from storage.queries.understood import PlacedDoubt

Kind = Literal[
    "differs",  # two have marked it, and not alike
    "asked",  # a colleague has handed it on
    "supplemented",  # came back after a return
    "overdue",  # sent back, and the day has passed
    "same",  # the same bytes serve elsewhere
    "alike",  # a picture that looks like one that serves elsewhere
    "text",  # a paper whose text is another paper's, whole or in part
    "other_unit",  # a paper with another unit's or another county's name
    "number_twice",  # two papers with one 文号
    "jump",  # far from the unit's own last quarter
    "unproved",  # claims something and shows nothing
    "over",  # more is claimed than the papers show
    "outside",  # a day outside the quarter
    "blank",  # a template that was not filled in
    "missing",  # what the row wants and its papers do not show
    "no_source",  # a report without medium and address
    "unclear",  # nothing can be seen in it
    "edge",  # the total is near a grade's edge
    "late",  # changed within the last day
]
ORDER: Final[tuple[Kind, ...]] = (
    "differs", "asked", "supplemented", "overdue", "same", "text", "alike", "other_unit",
    "number_twice", "jump", "unproved", "over", "outside", "blank", "missing", "no_source",
    "unclear", "edge", "late",
)  # fmt: skip
"""Which doubt comes first."""
EDGE: Final = Decimal(1)
"""A total is near a grade's edge within this many points."""
LATE: Final = timedelta(days=1)
_BANDS: Final = SUSPICIOUS_DISTANCE + 1
_WIDTH: Final = -(-64 // _BANDS)


@dataclass(frozen=True, slots=True)
class Mark:
    """One reason to look twice. Which of the parts are filled depends on the kind."""

    kind: Kind
    label: str = ""
    """The file, the input or the grade it is about; for ``asked`` the note."""
    use: Use | None = None
    before: Raw | None = None
    now: Raw | None = None
    gap: Decimal | None = None
    """By how much the total is above (or, negative, below) the grade's edge."""
    who: str = ""
    paper: PlacedDoubt | None = None
    """What was found in a paper that was read (``bot.reading``)."""


def of_its_form(form: UnitForm, row: Row, earlier: UnitForm | None) -> tuple[Mark, ...]:
    """What a form and the one before it say of a row by themselves.

    Kept with the form, which never changes: a queue is put together anew for each item of it.
    """
    known: dict[str, tuple[UnitForm | None, tuple[Mark, ...]]]
    known = form.__dict__.setdefault("marks of it", {})
    found = known.get(row.id)
    if found is None or found[0] is not earlier:
        marks = [*jumps(form, row, earlier)]
        marks += [Mark("unproved")] if form.wants_proof(row) else []
        marks += [*near_an_edge(form, row), *late(form, row)]
        found = known[row.id] = earlier, tuple(marks)
    return found[1]


def jumps(form: UnitForm, row: Row, earlier: UnitForm | None) -> Iterable[Mark]:
    """Figures far from what counted a quarter ago."""
    if earlier is None or row.award:
        return
    known = {one.id: one for one in earlier.rows}
    if row.id not in known:
        return
    names = {one.name for one in known[row.id].inputs}
    for one in row.inputs:
        figure = earlier.figure(known[row.id], one) if one.name in names else None
        now = form.claimed(row.id, one.name)
        if figure is not None and now is not None and far(one, figure[0], now):
            yield Mark("jump", one.name, before=figure[0], now=now)


def far(input: Input, before: Raw, now: Raw) -> bool:
    """Whether a figure is far from the one a quarter ago: doubled or halved, and by 3 at least.

    What counts from the first day on cannot shrink. A yes that becomes a no, or a no a yes, is
    no jump: papers show it.
    """
    if input.kind in ("flag", "named"):
        return False
    old, new = Decimal(before), Decimal(now)
    if input.cumulative:
        return new < old
    if input.kind == "rate":
        return abs(new - old) >= Decimal("0.5")
    return new >= 2 * old + 3 or old >= 2 * new + 3


def near_an_edge(form: UnitForm, row: Row) -> Iterable[Mark]:
    """The total is so near a grade's edge that this row may decide the grade."""
    if form.result(row.id).points <= 0 and not row.award:
        return
    total = form.assessment.total
    for grade in form.scheme.grades:
        gap = total - grade.at_least
        if grade.at_least > 0 and abs(gap) <= EDGE:
            yield Mark("edge", grade.name, gap=gap)
            return


def late(form: UnitForm, row: Row) -> Iterable[Mark]:
    """Answered or proved within the last day before the deadline; a supplement is another thing."""
    names = (*(one.name for one in row.inputs), NOTE)
    claims = (form.claims.get((row.id, name)) for name in names)
    times = [one.at for one in claims if one is not None]
    times += [one.at for one in form.proofs(row.id)]
    first, last = _last_day(form.deadline)
    if any(first <= at <= last for at in times):
        yield Mark("late")


@lru_cache(maxsize=64)
def _last_day(deadline: datetime) -> tuple[str, str]:
    return stamp(deadline - LATE), stamp(deadline)


@lru_cache(maxsize=8)
def near(pictures: tuple[tuple[str, str], ...]) -> Mapping[str, tuple[str, ...]]:
    """Which pictures look alike: digest → digests whose fingerprints are at most 4 bits away.

    Two fingerprints that differ in four bits agree in one of five parts of theirs, so that only
    pictures with a part in common are compared: a county's few thousand cost milliseconds.
    """
    parts: dict[tuple[int, int], list[tuple[str, int]]] = defaultdict(list)
    found: dict[str, set[str]] = defaultdict(set)
    for digest, text in pictures:
        bits = int(text, 16)
        for band in range(_BANDS):
            part = (bits >> (band * _WIDTH)) & ((1 << _WIDTH) - 1)
            for other, others in parts[band, part]:
                if other != digest and (bits ^ others).bit_count() <= SUSPICIOUS_DISTANCE:
                    found[digest].add(other)
                    found[other].add(digest)
            parts[band, part].append((digest, bits))
    return {digest: tuple(sorted(others)) for digest, others in found.items()}
