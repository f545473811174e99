"""A unit's form of one quarter, as the pages see it: figures with their source, points, gaps.

Read from storage and scored by ``scoring``; nothing is written here and no sentence is made. The
figure that counts is the accepted one, else the supplied one, else the claimed one (DESIGN §5);
the row 工作报送 counts itself from the ledger of work reports.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from functools import cached_property, lru_cache
from typing import Literal, TypeVar

from bot.corridor.kept import Kept
from scoring.assess import Assessment, FactsError, RowResult, applies, assess
from scoring.facts import NIL
from scoring.scheme import Input, Row, Scheme, loads
from storage.database import Session
from storage.queries import answers, papers, quarters, roster
from storage.queries.answers import NOTE, Claim, Review, Supplied
from storage.queries.papers import Evidence, WorkReport
from storage.queries.quarters import Form, KeptScheme, Quarter
from storage.queries.roster import Unit

Source = Literal["accepted", "supplied", "claimed"]
Record = TypeVar("Record", Claim, Supplied, Review, Evidence, WorkReport)
Raw = bool | int | str
"""A figure as JSON keeps it: yes/no, a count, or exact decimal text."""


@dataclass(frozen=True, slots=True)
class Question:
    """What a row asks its unit at one time: a figure, or a whole checklist."""

    number: int
    kind: Literal["count", "flag", "rate", "amount", "checklist", "note"]
    inputs: tuple[Input, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """The inputs this question fills; the note's is ``NOTE``."""
        return tuple(one.name for one in self.inputs) or (NOTE,)


@dataclass(frozen=True)
class UnitForm:
    """Everything of one unit in one quarter."""

    quarter: Quarter
    unit: Unit
    form: Form
    scheme: Scheme
    claims: Mapping[tuple[str, str], Claim]
    supplied: Mapping[tuple[str, str], Supplied]
    reviews: Mapping[str, Review]
    evidence: tuple[Evidence, ...]
    reports: tuple[WorkReport, ...]

    @property
    def classification(self) -> str:
        """The unit's class in this quarter; one that the scheme does not know is none."""
        return class_in(self.scheme, self.form.classification)

    # -- figures -------------------------------------------------------------------------------

    def figure(self, row: Row, input: Input) -> tuple[Raw, Source] | None:
        """The figure that counts and where it comes from; None while nobody has reported it."""
        accepted = self._accepted.get(row.id, {})
        if input.name in accepted:
            return accepted[input.name], "accepted"
        if row.ledger:
            return sum(report.on_time for report in self.reports), "claimed"
        for source, found in (("supplied", self.supplied), ("claimed", self.claims)):
            entry = found.get((row.id, input.name))
            if entry is not None:
                return json.loads(entry.value), source  # type: ignore[return-value] # a literal of the pair above
        return None

    def claimed(self, row: str, input: str) -> Raw | None:
        """What the unit itself says, whatever counts."""
        claim = self.claims.get((row, input))
        return None if claim is None else json.loads(claim.value)

    def said(self, source: Source, row: str, input: str) -> Raw | None:
        """What one side says of an input, whatever counts; None where it says nothing."""
        if source == "accepted":
            return self._accepted.get(row, {}).get(input)
        found = self.supplied if source == "supplied" else self.claims
        entry = found.get((row, input))
        return None if entry is None else json.loads(entry.value)

    @cached_property
    def _accepted(self) -> dict[str, dict[str, Raw]]:
        return {
            row: json.loads(review.accepted)
            for row, review in self.reviews.items()
            if review.decision in ("accept", "cut")
        }

    @cached_property
    def facts(self) -> dict[str, dict[str, object]]:
        """The figures as ``scoring.assess`` takes them."""
        found: dict[str, dict[str, object]] = defaultdict(dict)
        for row in self.rows:
            for input in row.inputs:
                figure = self.figure(row, input)
                if figure is not None:
                    raw = figure[0]
                    found[row.id][input.name] = Decimal(raw) if isinstance(raw, str) else raw
        return dict(found)

    @cached_property
    def assessment(self) -> Assessment:
        """The exact result, provisional while something is missing."""
        named, classed = self.unit.name, self.classification
        return assess(self.scheme, self.facts, named, classed, self.unanswered)

    @cached_property
    def _once_supplemented(self) -> Assessment:
        """The result as if every return came back as it is: what the unit still owes follows."""
        if not self.unanswered:
            return self.assessment
        return assess(self.scheme, self.facts, self.unit.name, self.classification)

    @cached_property
    def unanswered(self) -> dict[str, dict[str, object] | None]:
        """Rows that were sent back and did not come back, each with what was accepted before.

        How they count is the scheme's rule (``scoring.assess``); whether they may still come back
        is ``is_returned``'s.
        """
        return {
            row.id: None if review.earlier is None else _read_figures(json.loads(review.earlier))
            for row in self.rows
            if (review := self.reviews.get(row.id)) and review.decision == "return"
        }

    @cached_property
    def countable(self) -> bool:
        """Whether the figures can be assessed at all.

        Asked where one form must not keep the whole county from its reminders or its review; the
        cause is logged where results are kept (``bot.editions.standings.attempted``).
        """
        try:
            return self.assessment is not None
        except (FactsError, ArithmeticError, ValueError):
            return False

    @property
    def reference(self) -> str:
        """What the log and people call this form when it cannot be assessed."""
        return reference_of(self.form.id)

    def result(self, row: str) -> RowResult:
        """What one row brings."""
        return self.assessment.rows[row]

    # -- rows ----------------------------------------------------------------------------------

    @cached_property
    def rows(self) -> tuple[Row, ...]:
        """The rows that apply to this unit, in the order of the table."""
        named, classed = self.unit.name, self.classification
        return tuple(
            row
            for row in self.scheme.rows
            if applies(row, named, classed or self.scheme.class_of(named) or "")
        )

    @cached_property
    def own_rows(self) -> tuple[Row, ...]:
        """The rows the unit answers itself (not those others supply, nor the ledger's)."""
        return tuple(row for row in self.rows if row.by is None and not row.ledger)

    def questions(self, row: Row) -> tuple[Question, ...]:
        """What a row asks its unit, in order; nothing for rows that are not the unit's own."""
        if row.by is not None or row.ledger:
            return ()
        if row.award:
            return (Question(0, "note", ()),)
        found: list[Question] = []
        for input in row.inputs:
            last = found[-1] if found else None
            if input.checklist and last and last.inputs[0].checklist == input.checklist:
                found[-1] = Question(last.number, "checklist", (*last.inputs, input))
            elif input.checklist:
                found.append(Question(len(found), "checklist", (input,)))
            elif input.kind != "award":
                found.append(Question(len(found), input.kind, (input,)))
        return tuple(found)

    def answered(self, row: Row, question: Question) -> bool:
        """Whether the unit has answered a question completely."""
        return all((row.id, name) in self.claims for name in question.names)

    def needed(self, row: Row, question: Question) -> bool:
        """Whether a question is still to be asked: not once a gate has made the row 0."""
        if self.answered(row, question):
            return False
        if question.kind == "note" or not self.countable:
            return True
        missing = self._once_supplemented.rows[row.id].missing
        return any(name in missing for name in question.names)

    def next_question(self, row: Row) -> Question | None:
        """The first question of a row that still needs an answer."""
        return next((q for q in self.questions(row) if self.needed(row, q)), None)

    def done(self, row: Row) -> bool:
        """Whether the unit owes nothing more on this row (evidence aside)."""
        return self.next_question(row) is None

    @property
    def gaps(self) -> tuple[Row, ...]:
        """The unit's own rows with unanswered questions."""
        return tuple(row for row in self.own_rows if not self.done(row))

    @property
    def returned(self) -> tuple[Row, ...]:
        """Rows a reviewer sent back and the unit may still supplement."""
        return tuple(row for row in self.rows if self.is_returned(row.id))

    def is_returned(self, row: str) -> bool:
        """Whether a row is sent back and open for supplement: not once the office has ended it."""
        review = self.reviews.get(row)
        stands = review is not None and review.decision == "return" and not review.closed_at
        return stands and self.quarter.state in ("open", "review")

    # -- taken over ----------------------------------------------------------------------------

    def carried_answers(self, row: Row) -> tuple[str, ...]:
        """Inputs of a row whose answers were taken over from the quarter before."""
        found = (self.claims.get((row.id, one.name)) for one in row.inputs)
        return tuple(claim.input for claim in found if claim is not None and claim.carried)

    def carried(self, row: Row) -> str:
        """The quarter that something of a row was taken over from, as 2026Q3; "" for none."""
        marks = [claim.carried for (id, _), claim in self.claims.items() if id == row.id]
        marks += [one.carried for one in self.proofs(row.id)]
        return max(marks, default="")

    # -- evidence ------------------------------------------------------------------------------

    def proofs(self, row: str | None) -> tuple[Evidence, ...]:
        """Evidence under a row; None: what is not filed under any row yet."""
        return tuple(one for one in self.evidence if one.row == row)

    def wants_proof(self, row: Row) -> bool:
        """Whether a row claims something and shows nothing for it."""
        if row.by is not None or row.ledger or self.proofs(row.id):
            return False
        if row.award:
            # A description that says 无 is a nil return: there is nothing to prove.
            return self.claimed(row.id, NOTE) not in (None, NIL)
        said = any(self.claimed(row.id, input.name) for input in row.inputs)
        brings = not self.countable or self._once_supplemented.rows[row.id].points > 0
        return said and brings

    @property
    def unproved(self) -> tuple[Row, ...]:
        """Rows that claim something and show nothing for it."""
        return tuple(row for row in self.own_rows if self.wants_proof(row))

    # -- time ----------------------------------------------------------------------------------

    @property
    def deadline(self) -> datetime:
        """This unit's own deadline."""
        return self.form.deadline(self.quarter)

    def in_time(self, now: datetime) -> bool:
        """Whether the unit's own time runs: after the quarter closed only if it was extended."""
        extended = self.quarter.state == "review" and self.form.extended_to is not None
        return now <= self.deadline and (self.quarter.state == "open" or extended)

    def may_fill(self, now: datetime) -> bool:
        """Whether the whole form is open: in time, and not handed in."""
        return self.in_time(now) and self.form.state != "submitted"

    def may_change(self, row: str, now: datetime) -> bool:
        """Whether a row may be changed: while the form is open, or when it was sent back."""
        return self.may_fill(now) or self.is_returned(row)


def _read_figures(kept: Mapping[str, Raw]) -> dict[str, object]:
    """Figures as JSON keeps them, as ``scoring`` takes them."""
    return {name: Decimal(raw) if isinstance(raw, str) else raw for name, raw in kept.items()}


def reference_of(form_id: int) -> str:
    """F12: a form in the log and in a sentence that asks for help."""
    return f"F{form_id}"


def class_in(scheme: Scheme, classification: str) -> str:
    """A class as a scheme counts it: one that it does not know is none."""
    known = [name for name, _ in scheme.classes]
    return classification if classification in known or not known else ""


@lru_cache(maxsize=64)
def _scheme(text: str, name: str) -> Scheme:
    return loads(text, name)


_read: dict[tuple[str, str], Scheme] = {}
"""Scheme versions by name and hash: what is read once need not even be fetched again."""


def read_scheme(kept: KeptScheme) -> Scheme:
    """A kept scheme version, parsed once per process."""
    return _scheme(kept.text, kept.name)


async def scheme_of(db: Session, quarter_id: int, group: str) -> Scheme:
    """The scheme version a group is assessed by in a quarter."""
    mark = await quarters.scheme_mark(db, quarter_id, group)
    if mark not in _read:
        kept = {one.group: one for one in await quarters.schemes(db, quarter_id)}
        _read[mark] = read_scheme(kept[group])
    return _read[mark]


async def load(db: Session, quarter_id: int, unit_id: int) -> UnitForm | None:
    """One unit's form; None when the unit takes no part in the quarter."""
    quarter = await quarters.by_id(db, quarter_id)
    unit = await roster.by_id(db, unit_id)
    form = await quarters.form(db, quarter_id, unit_id)
    if quarter is None or unit is None or form is None:
        return None
    return _build(
        quarter,
        unit,
        form,
        await scheme_of(db, quarter_id, form.group),
        await answers.claims(db, form.id),
        await answers.supplied(db, form.id),
        await answers.reviews(db, form.id),
        await papers.evidence_of(db, form.id),
        await papers.work_reports(db, form.id),
    )


async def load_quarter(db: Session, quarter: Quarter) -> list[UnitForm]:
    """Every unit's form of a quarter, with one query per family of rows.

    A form in which nothing was written since it was last read so is the very same object, with
    all that was worked out on it: points, facts, rows.
    """
    kept = {one.group: one for one in await quarters.schemes(db, quarter.id)}
    known = {unit.id: unit for unit in await roster.everyone(db)}
    forms = await quarters.forms(db, quarter.id)
    rows = _Rows(
        _by_form(await answers.claims_of_quarter(db, quarter.id)),
        _by_form(await answers.supplied_of_quarter(db, quarter.id)),
        _by_form(await answers.reviews_of_quarter(db, quarter.id)),
        _by_form(await papers.evidence_of_quarter(db, quarter.id)),
        _by_form(await papers.work_reports_of_quarter(db, quarter.id)),
    )
    return [_as_before(one) for one in _built(quarter, forms, known, kept, rows)]


def _as_before(form: UnitForm) -> UnitForm:
    """The equal form that was read before, if there is one: it never changes, so it serves on."""
    before = _BEFORE.get(form.form.id)
    return _BEFORE.put(form.form.id, form) if before is None or before != form else before


def forget() -> None:
    """Begin anew, as after a start: for measurements and for tests that tamper with a form."""
    _BEFORE.clear()


_BEFORE: Kept[int, UnitForm] = Kept(600)
"""The forms read last, by their number: a county's two quarters that are alive at once."""


async def with_claims(db: Session, form: UnitForm) -> UnitForm:
    """The form after its claims were written, in the transaction that read the rest of it."""
    claims = {(one.row, one.input): one for one in await answers.claims(db, form.form.id)}
    return replace(form, claims=claims)


async def load_several(
    db: Session, quarter: Quarter, forms: Sequence[Form], named: Mapping[int, Unit]
) -> list[UnitForm]:
    """Some forms of a quarter, their units handed in, with one query per family of rows."""
    ids = [form.id for form in forms]
    kept = {one.group: one for one in await quarters.schemes(db, quarter.id)}
    rows = _Rows(
        _by_form(await answers.claims_of_forms(db, ids)),
        _by_form(await answers.supplied_of_forms(db, ids)),
        _by_form(await answers.reviews_of_forms(db, ids)),
        _by_form(await papers.evidence_of_forms(db, ids)),
        _by_form(await papers.work_reports_of_forms(db, ids)),
    )
    return _built(quarter, forms, named, kept, rows)


@dataclass(frozen=True, slots=True)
class _Rows:
    """What was written in several forms, by the number of the form."""

    claims: Mapping[int, Sequence[Claim]]
    supplied: Mapping[int, Sequence[Supplied]]
    reviews: Mapping[int, Sequence[Review]]
    evidence: Mapping[int, Sequence[Evidence]]
    reports: Mapping[int, Sequence[WorkReport]]


def _built(
    quarter: Quarter,
    forms: Sequence[Form],
    named: Mapping[int, Unit],
    kept: Mapping[str, KeptScheme],
    rows: _Rows,
) -> list[UnitForm]:
    return [
        _build(
            quarter,
            named[form.unit_id],
            form,
            read_scheme(kept[form.group]),
            rows.claims.get(form.id, []),
            rows.supplied.get(form.id, []),
            rows.reviews.get(form.id, []),
            rows.evidence.get(form.id, []),
            rows.reports.get(form.id, []),
        )
        for form in forms
    ]


def _by_form(records: Iterable[Record]) -> dict[int, list[Record]]:
    found: dict[int, list[Record]] = defaultdict(list)
    for record in records:
        found[record.form_id].append(record)
    return found


def _build(
    quarter: Quarter,
    unit: Unit,
    form: Form,
    scheme: Scheme,
    claims: Iterable[Claim],
    supplied: Iterable[Supplied],
    reviews: Iterable[Review],
    evidence: Iterable[Evidence],
    reports: Iterable[WorkReport],
) -> UnitForm:
    return UnitForm(
        quarter=quarter,
        unit=unit,
        form=form,
        scheme=scheme,
        claims={(one.row, one.input): one for one in claims},
        supplied={(one.row, one.input): one for one in supplied},
        reviews={one.row: one for one in reviews},
        evidence=tuple(evidence),
        reports=tuple(reports),
    )
