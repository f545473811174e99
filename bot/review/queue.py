"""The review queue: what there is to decide, and in which order it comes.

Pure: forms, earlier figures, uses of bytes, doubts and the time come in. What casts doubt on an
item (``bot.review.marks``), whose desk it lies on, and every sentence, live elsewhere
(``bot.review.pages.desk``, ``bot.review.words.item``).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Final

from bot.forms.form import UnitForm
from bot.review.marks import ORDER, Mark, near, of_its_form
from bot.review.remits import Remits
from bot.review.seconds import basis
from scoring.exact import UNLIMITED
from scoring.facts import NIL
from scoring.scheme import Input, Row
from storage.database import moment
from storage.queries.answers import NOTE
from storage.queries.opinions import Opinion
from storage.queries.review import Doubt, Returned, Use
from storage.queries.understood import PlacedDoubt

RESERVED: Final = timedelta(days=2)
"""So long an item waits for the reviewer it belongs to; then anybody may take it."""
_REVIEWABLE: Final = ("open", "review", "announced")

Key = tuple[int, str]
"""Form and row: what an item is known by."""


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
    unread: int = 0
    """Its papers that were not read to what a person sees: no doubt of theirs is known yet."""

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
    unread: Mapping[Key, int] = field(default_factory=dict)
    """How many papers were not read, by item; none: it is not in it."""
    remits: Remits = field(default_factory=Remits)
    """What reviewers are limited to."""
    liaisons: Mapping[int, Sequence[int]] = field(default_factory=dict)
    """The units a reviewer is liaison of, by person: of the limited ones, and where two mark."""
    opinions: Mapping[Key, tuple[Opinion, ...]] = field(default_factory=dict)
    """What was found of items that two mark, as far as it is not settled."""
    unforeseen: bool = False
    """Reporting was ended days before the date all were told: nobody worked towards that end."""


def reviewable(form: UnitForm, now: datetime) -> bool:
    """Whether a form may be decided on: handed in, and no longer to be taken back.

    While the unit's own time runs it may withdraw the form; once the office has closed the quarter
    only a unit that was granted a later deadline may.
    """
    handed_in = form.form.state == "submitted" and form.quarter.state in _REVIEWABLE
    return handed_in and not form.in_time(now)


def decidable(form: UnitForm) -> tuple[Row, ...]:
    """Rows a reviewer decides on: what the unit says itself, and what a reviewer marks."""
    found: tuple[Row, ...] | None = form.__dict__.get("decidable")
    if found is None:
        found = form.__dict__["decidable"] = tuple(
            row
            for row in form.rows
            if not row.ledger and (row.award or (row.by is None and _claimed(form, row)))
        )
    return found


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
    """Every item that waits, the most doubtful first; none of a form that cannot be assessed.

    Behind every doubt and before what is clean stands what shows none because it was not read.
    """
    look = _Look(known)
    found = [
        look.item(form, row)
        for form in forms
        if reviewable(form, known.now) and form.countable
        for row in decidable(form)
        if waits(form, row, known.now)
    ]
    return sorted(found, key=_order)


def _order(item: Item) -> tuple[int, int, bool, Decimal]:
    """By the gravest mark, then by how many there are, then what was not read before what was,
    then by what is at stake.
    """
    levels = [ORDER.index(mark.kind) for mark in item.marks]
    gravest = min(levels, default=len(ORDER))
    return gravest, -len(levels), not item.unread, -item.form.result(item.row.id).points


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
    """The part of a queue a scope names: all, ``u12`` one unit, ``r三.4`` one row of the table,
    ``g1a2b3c`` one table; ``u12+u13`` several of them.

    Two tables may have a row of one number that is not the same row (郏县 has two 三.4), so the
    scope of a row names its table as well: ``r三.4@1a2b3c``, as ``row_scope`` makes it.
    """
    if "+" in scope:
        every = [*items]
        keys = {one.key for part in scope.split("+") for one in in_scope(every, part)}
        return [item for item in every if item.key in keys]
    if scope.startswith("u") and scope[1:].isdecimal():
        return [item for item in items if item.form.unit.id == int(scope[1:])]
    if scope.startswith("r"):
        return [item for item in items if row_scope(item) == scope]
    if scope.startswith("g"):
        return [item for item in items if table_scope(item) == scope]
    return list(items)


def table_scope(item: Item) -> str:
    """The scope of an item's table."""
    return f"g{item.form.scheme.digest[:6]}"


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
        marks += of_its_form(form, row, self._known.earlier.get(form.unit.id))
        if self._known.unforeseen:
            marks = [one for one in marks if one.kind != "late"]
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
            self._known.unread.get((form.form.id, row.id), 0),
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
        if who is not None:
            who = self._known.remits.stands_in(who)
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


def most(row: Row, input: Input) -> Decimal | None:
    """The most points a reviewer may give for an input; None: the document prints no limit."""
    highest = min(input.maximum, row.points)
    return None if highest == UNLIMITED else highest
