"""The review queue: what there is to decide, what casts doubt on it, and in which order it comes.

Pure: forms, earlier figures, uses of bytes, doubts and the time come in. Whose desk an item lies
on, and every sentence, live elsewhere (``bot.review.pages.desk``, ``bot.review.words.item``).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from decimal import Decimal
from functools import lru_cache
from typing import Final, Literal

from bot.forms.form import Raw, UnitForm
from bot.review.remits import Remits
from bot.review.seconds import basis
from scoring.exact import UNLIMITED
from scoring.facts import NIL
from scoring.scheme import Input, Row
from storage.database import moment, stamp
from storage.likeness import SUSPICIOUS_DISTANCE
from storage.queries.answers import NOTE
from storage.queries.opinions import Opinion
from storage.queries.review import Doubt, Returned, Use
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
RESERVED: Final = timedelta(days=2)
"""So long an item waits for the reviewer it belongs to; then anybody may take it."""
_BANDS: Final = SUSPICIOUS_DISTANCE + 1
_WIDTH: Final = -(-64 // _BANDS)
_REVIEWABLE: Final = ("open", "review", "announced")

Key = tuple[int, str]
"""Form and row: what an item is known by."""


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


@dataclass(frozen=True, slots=True)
class Item:
    """One row of one form that waits for a decision."""

    form: UnitForm
    row: Row
    marks: tuple[Mark, ...]
    reserved: int | None = None
    """Only this person is offered it for the moment."""
    barred: int | None = None
    """This person handed it on and is not offered it again."""
    holders: frozenset[int] = frozenset()
    """Whose row it is by their remits, the unit's own people left out; nobody's: the office's."""
    opinions: tuple[Opinion, ...] = ()
    """What those found who have marked it already, where two mark it."""
    between: bool = False
    """Two have marked it, not alike, and there is nobody else: one of them decides."""

    def spoke(self, person: int) -> bool:
        """Whether this person has marked it, so that somebody else goes on."""
        return not self.between and any(one.by_person == person for one in self.opinions)

    @property
    def differs(self) -> bool:
        """Whether two have marked it and did not agree."""
        return len(self.opinions) > 1

    @property
    def key(self) -> Key:
        """Form and row."""
        return self.form.form.id, self.row.id

    @property
    def clean(self) -> bool:
        """Nothing casts doubt on it, so that it may be accepted together with others."""
        return not self.marks and (not self.row.award or nothing_claimed(self.form, self.row))


@dataclass(frozen=True)
class Known:
    """What the queue is made from beside the forms themselves."""

    earlier: Mapping[int, UnitForm]
    """The form of the quarter before, by unit."""
    uses: Sequence[Use]
    doubts: Sequence[Doubt]
    returns: Sequence[Returned]
    reviewers: frozenset[int]
    """Who may review at all: nothing is kept for somebody who may not."""
    now: datetime
    papers: Sequence[PlacedDoubt] = ()
    """What casts doubt on papers that were read."""
    remits: Remits = field(default_factory=Remits)
    """What reviewers are limited to."""
    liaisons: Mapping[int, Sequence[int]] = field(default_factory=dict)
    """The units a reviewer is liaison of, by person: of the limited ones, and where two mark."""
    opinions: Mapping[Key, tuple[Opinion, ...]] = field(default_factory=dict)
    """What was found of items that two mark, as far as it is not settled."""


def reviewable(form: UnitForm, now: datetime) -> bool:
    """Whether a form may be decided on: handed in, and no longer to be taken back.

    While the unit's own time runs it may withdraw the form; once the office has closed the quarter
    only a unit that was granted a later deadline may.
    """
    handed_in = form.form.state == "submitted" and form.quarter.state in _REVIEWABLE
    return handed_in and not form.in_time(now)


def decidable(form: UnitForm) -> tuple[Row, ...]:
    """Rows a reviewer decides on: what the unit says itself, and what a reviewer marks."""
    return tuple(
        row
        for row in form.rows
        if not row.ledger and (row.award or (row.by is None and _claimed(form, row)))
    )


def _claimed(form: UnitForm, row: Row) -> bool:
    return any((row.id, one.name) in form.claims for one in row.inputs)


def waits(form: UnitForm, row: Row, now: datetime) -> bool:
    """Whether a row has no standing decision, or one that lets it wait no longer."""
    review = form.reviews.get(row.id)
    if review is None or review.decision == "resubmitted":
        return True
    if review.decision != "return" or review.closed_at or not review.due_at:
        return False
    return now > moment(review.due_at)


def nothing_claimed(form: UnitForm, row: Row) -> bool:
    """Whether the unit claims nothing on a row and shows nothing for it."""
    if form.proofs(row.id):
        return False
    if row.award:
        return form.claimed(row.id, NOTE) in (None, NIL)
    return not any(form.claimed(row.id, one.name) for one in row.inputs)


def queue(forms: Sequence[UnitForm], known: Known) -> list[Item]:
    """Every item that waits, the most doubtful first; none of a form that cannot be assessed."""
    look = _Look(known)
    found = [
        look.item(form, row)
        for form in forms
        if reviewable(form, known.now) and form.countable
        for row in decidable(form)
        if waits(form, row, known.now)
    ]
    return sorted(found, key=_order)


def _order(item: Item) -> tuple[int, int, Decimal]:
    """By the gravest mark, then by how many there are, then by what is at stake."""
    levels = [ORDER.index(mark.kind) for mark in item.marks]
    return min(levels, default=len(ORDER)), -len(levels), -item.form.result(item.row.id).points


def offered(
    items: Iterable[Item], person: int, units: Sequence[int], remits: Remits | None = None
) -> list[Item]:
    """What one reviewer is offered: never the own unit's, nor what is a colleague's.

    A colleague's is what is kept for one, and a row that a remit gives to another. What no remit
    covers is offered to whoever has none.
    """
    limits = remits or Remits()
    own: dict[int, bool] = {}
    found = []
    for item in items:
        form = item.form
        if item.barred == person or item.reserved not in (None, person) or item.spoke(person):
            continue
        if not limits.may(person, form.form.group, item.row):
            continue
        if item.holders and person not in item.holders and item.reserved != person:
            continue
        if form.form.id not in own:
            own[form.form.id] = conflicted(form, person, units)
        if not own[form.form.id]:
            found.append(item)
    return found


def conflicted(form: UnitForm, person: int, units: Sequence[int]) -> bool:
    """Whether a reviewer is of the unit, or has reported for it this quarter."""
    if form.unit.id in units:
        return True
    said = {claim.by_person for claim in form.claims.values()}
    said |= {one.by_person for one in form.evidence} | {one.by_person for one in form.reports}
    return person in said or form.form.submitted_by == person


def in_scope(items: Iterable[Item], scope: str) -> list[Item]:
    """The part of a queue a scope names: all, ``u12`` one unit, ``r三.4`` one row of the table.

    Two tables may have a row of one number that is not the same row (郏县 has two 三.4), so the
    scope of a row names its table as well: ``r三.4@1a2b3c``, as ``row_scope`` makes it.
    """
    if scope.startswith("u") and scope[1:].isdigit():
        return [item for item in items if item.form.unit.id == int(scope[1:])]
    if scope.startswith("r"):
        return [item for item in items if row_scope(item) == scope]
    return list(items)


def row_scope(item: Item) -> str:
    """The scope of an item's row in its table."""
    return f"r{item.row.id}@{item.form.scheme.digest[:6]}"


def after(items: Sequence[Item], key: Key | None) -> list[Item]:
    """The queue beginning behind an item, which itself comes last of all or was never there."""
    place = next((n for n, item in enumerate(items, 1) if item.key == key), 0)
    return [*items[place:], *items[:place]]


class _Look:
    """What casts doubt on a row, looked up in what is known."""

    def __init__(self, known: Known) -> None:
        self._known = known
        self._doubts = {(one.form_id, one.row): one for one in known.doubts}
        self._papers: dict[Key, list[PlacedDoubt]] = defaultdict(list)
        for paper in known.papers:
            self._papers[paper.form_id, paper.row].append(paper)
        self._returns = {(one.form_id, one.row): one for one in known.returns}
        self._by_digest: dict[str, list[Use]] = defaultdict(list)
        for use in known.uses:
            self._by_digest[use.digest].append(use)
        pictures = sorted({(u.digest, u.likeness) for u in known.uses if u.likeness})
        self._near = near(tuple((digest, str(print_)) for digest, print_ in pictures))
        self._holders: dict[tuple[str, str], frozenset[int]] = {}

    def item(self, form: UnitForm, row: Row) -> Item:
        """A row with its marks, and whom it is kept for."""
        marks = [*self._handed(form, row), *self._recycled(form, row)]
        marks += [
            Mark(kind, one.label, paper=one)
            for one in self._papers.get((form.form.id, row.id), ())
            for kind in ORDER
            if kind == one.kind
        ]
        marks += _jumps(form, row, self._known.earlier.get(form.unit.id))
        if form.wants_proof(row):
            marks.append(Mark("unproved"))
        marks += [*_edge(form, row), *_late(form, row)]
        marks.sort(key=lambda mark: ORDER.index(mark.kind))
        doubt = self._doubts.get((form.form.id, row.id))
        reserved = self._reserved(form, row, doubt)
        barred = doubt.by_person if doubt and reserved != doubt.by_person else None
        group, remits = form.form.group, self._known.remits
        alone = all(
            one == barred or not remits.may(one, group, row) for one in self._known.reviewers
        )
        known = self._known.opinions.get((form.form.id, row.id), ())
        opinions = tuple(one for one in known if one.basis == basis(form, row))
        spoke = {one.by_person for one in opinions}
        if len(opinions) > 1:
            marks.insert(0, Mark("differs"))
        return Item(
            form,
            row,
            tuple(marks),
            None if reserved in spoke else reserved,
            None if alone or spoke else barred,
            self._held_by(form, row) - spoke,
            opinions,
            len(opinions) > 1 and not self._others(form, row, spoke),
        )

    def _others(self, form: UnitForm, row: Row, spoke: Set[int]) -> list[int]:
        """Who else may decide on a row."""
        known = self._known
        return [
            one
            for one in known.reviewers - spoke
            if known.remits.may(one, form.form.group, row)
            and not conflicted(form, one, known.liaisons.get(one, ()))
        ]

    def _held_by(self, form: UnitForm, row: Row) -> frozenset[int]:
        """Whose row it is: reviewers with a remit for it who are not of the unit."""
        key = form.form.group, row.id
        if key not in self._holders:
            held = self._known.remits.holders(form.form.group, row)
            self._holders[key] = held & self._known.reviewers
        liaisons = self._known.liaisons
        return frozenset(
            one for one in self._holders[key] if not conflicted(form, one, liaisons.get(one, ()))
        )

    def _handed(self, form: UnitForm, row: Row) -> Iterable[Mark]:
        doubt = self._doubts.get((form.form.id, row.id))
        if doubt is not None:
            yield Mark("asked", doubt.note, who=doubt.by_name)
        review = form.reviews.get(row.id)
        if review is None:
            return
        if review.decision == "resubmitted":
            yield Mark("supplemented", review.reason)
        elif review.decision == "return":
            yield Mark("overdue", review.reason)

    def _reserved(self, form: UnitForm, row: Row, doubt: Doubt | None) -> int | None:
        """Who was asked, else who had sent it back; nobody once it has waited too long."""
        review = form.reviews.get(row.id)
        who, since = None, None
        if doubt is not None:
            who, since = doubt.to_person, doubt.at
        elif review is not None and review.decision == "resubmitted":
            earlier = self._returns.get((form.form.id, row.id))
            who, since = (earlier.by_person if earlier else None), review.at
        if who is None or who not in self._known.reviewers or since is None:
            return None
        if not self._known.remits.may(who, form.form.group, row):
            return None
        return who if self._known.now < moment(since) + RESERVED else None

    def _recycled(self, form: UnitForm, row: Row) -> Iterable[Mark]:
        """The same bytes elsewhere, else a picture that looks like one elsewhere."""
        for one in form.proofs(row.id):
            if one.digest is None:
                continue
            same = self._elsewhere(one.digest, form, row, taken_over=bool(one.carried))
            if same is not None:
                yield Mark("same", one.label, same)
                continue
            near = self._near.get(one.digest, ())
            others = (self._elsewhere(like, form, row, bool(one.carried)) for like in near)
            alike = next((use for use in others if use is not None), None)
            if alike is not None:
                yield Mark("alike", one.label, alike)

    def _elsewhere(
        self, digest: str, form: UnitForm, row: Row, taken_over: bool = False
    ) -> Use | None:
        """Another place of these bytes; another unit's before the unit's own.

        ``taken_over``: the paper says itself that it was taken over from the unit's own row.
        """
        others = [
            use
            for use in self._by_digest.get(digest, ())
            if (use.form_id, use.row) != (form.form.id, row.id)
            and not (taken_over and (use.unit_id, use.row) == (form.unit.id, row.id))
        ]
        return min(others, key=lambda use: use.unit_id == form.unit.id, default=None)


def _jumps(form: UnitForm, row: Row, earlier: UnitForm | None) -> Iterable[Mark]:
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
    if input.kind == "flag":
        return False
    old, new = Decimal(before), Decimal(now)
    if input.cumulative:
        return new < old
    if input.kind == "rate":
        return abs(new - old) >= Decimal("0.5")
    return new >= 2 * old + 3 or old >= 2 * new + 3


def _edge(form: UnitForm, row: Row) -> Iterable[Mark]:
    """The total is so near a grade's edge that this row may decide the grade."""
    if form.result(row.id).points <= 0 and not row.award:
        return
    total = form.assessment.total
    for grade in form.scheme.grades:
        gap = total - grade.at_least
        if grade.at_least > 0 and abs(gap) <= EDGE:
            yield Mark("edge", grade.name, gap=gap)
            return


def _late(form: UnitForm, row: Row) -> Iterable[Mark]:
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


def most(row: Row, input: Input) -> Decimal | None:
    """The most points a reviewer may give for an input; None: the document prints no limit."""
    highest = min(input.maximum, row.points)
    return None if highest == UNLIMITED else highest
