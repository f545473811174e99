"""A unit's form of one quarter, as the pages see it: figures with their source, points, gaps.

Read from storage and scored by ``scoring``; nothing is written here and no sentence is made. The
figure that counts is the accepted one, else the supplied one, else the claimed one (DESIGN §5);
the row 工作报送 counts itself from the ledger of work reports.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from functools import cached_property, lru_cache
from typing import Literal

from scoring.assess import Assessment, FactsError, RowResult, applies, assess
from scoring.facts import NIL, as_fact
from scoring.joint import short
from scoring.scheme import Input, Row, Scheme
from storage.queries.answers import NOTE, Claim, Review, Supplied
from storage.queries.papers import Evidence, WorkReport
from storage.queries.quarters import Form, Quarter
from storage.queries.roster import Unit

Source = Literal["accepted", "supplied", "claimed"]
Raw = bool | int | str
"""A figure as JSON keeps it: yes/no, a count, exact decimal text, or named things as text."""


@lru_cache(maxsize=4096)
def _raw(text: str) -> Raw:
    """A kept figure; a form asks the same one several times, and a county's are much alike."""
    found: Raw = json.loads(text)
    return found


@dataclass(frozen=True)
class Question:
    """What a row asks its unit at one time: a figure, or a whole checklist."""

    number: int
    kind: Literal["count", "flag", "rate", "amount", "named", "checklist", "note"]
    inputs: tuple[Input, ...]

    @cached_property
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

    @property
    def named(self) -> str:
        """The name under which the scheme lists the unit: it is that of before a renaming."""
        return self.form.listed or self.unit.name

    def with_claims(self, claims: Mapping[tuple[str, str], Claim]) -> UnitForm:
        """The form with other claims; what does not rest on them goes on with it."""
        other = replace(self, claims=claims)
        other.__dict__.update({n: one for n, one in self.__dict__.items() if n in _NOT_OF_CLAIMS})
        return other

    def supposing(self, row: str, name: str, value: Raw) -> UnitForm:
        """The form as it would be with another answer, which nobody gave: for reckoning only."""
        stood = self.claims.get((row, name))
        said = json.dumps(value, ensure_ascii=False)
        told = Claim(0, self.form.id, row, name, said, 0, None, "") if stood is None else stood
        return self.with_claims({**self.claims, (row, name): told._replace(value=said)})

    # -- figures -------------------------------------------------------------------------------

    def figure(self, row: Row, input: Input) -> tuple[Raw, Source] | None:
        """The figure that counts and where it comes from; None while nobody has reported it."""
        if row.shared and (home := dict(row.shared).get(input.name)) is not None:
            return self.figure(self.scheme.row(home), input)
        accepted = self._accepted.get(row.id, {})
        if input.name in accepted:
            return accepted[input.name], "accepted"
        if row.ledger:
            return sum(report.on_time for report in self.reports), "claimed"
        for source, found in (("supplied", self.supplied), ("claimed", self.claims)):
            entry = found.get((row.id, input.name))
            if entry is not None:
                return _raw(entry.value), source  # type: ignore[return-value] # a literal of the pair above
        return None

    def awaited(self, row: Row) -> str:
        """Whose figures a row still waits for: of several assessors those who have not marked."""
        return "、".join(dict.fromkeys(map(row.supplier, self.result(row.id).missing)))

    def claimed(self, row: str, input: str) -> Raw | None:
        """What the unit itself says, whatever counts."""
        claim = self.claims.get((row, input))
        return None if claim is None else _raw(claim.value)

    def said(self, source: Source, row: str, input: str) -> Raw | None:
        """What one side says of an input, whatever counts; None where it says nothing."""
        if source == "accepted":
            return self._accepted.get(row, {}).get(input)
        found = self.supplied if source == "supplied" else self.claims
        entry = found.get((row, input))
        return None if entry is None else _raw(entry.value)

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
        return self.facts_in(self.rows)

    def facts_in(self, rows: Iterable[Row]) -> dict[str, dict[str, object]]:
        """The figures of some rows."""
        found: dict[str, dict[str, object]] = defaultdict(dict)
        for row in rows:
            for input in row.inputs:
                figure = self.figure(row, input)
                if figure is not None:
                    raw = figure[0]
                    found[row.id][input.name] = as_fact(raw)
        return dict(found)

    @cached_property
    def assessment(self) -> Assessment:
        """The exact result, provisional while something is missing."""
        found = assess(self.scheme, self.facts, self.named, self.classification, self.unanswered)
        return found._replace(unit=self.unit.name) if self.form.listed else found

    @cached_property
    def _once_supplemented(self) -> Assessment:
        """The result as if every return came back as it is: what the unit still owes follows."""
        if not self.unanswered:
            return self.assessment
        return assess(self.scheme, self.facts, self.named, self.classification)

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
        cause is logged where results are kept (``bot.editions.outcome.attempted``).
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

    def less(self, row: Row) -> Decimal:
        """By how many points a row could still be better, beside those it counts together with."""
        brought = {id: one.points for id, one in self.assessment.rows.items()}
        return short(self.scheme, row, brought)

    # -- rows ----------------------------------------------------------------------------------

    @cached_property
    def rows(self) -> tuple[Row, ...]:
        """The rows that apply to this unit, in the order of the table."""
        classed = self.classification or self.scheme.class_of(self.named) or ""
        return tuple(row for row in self.scheme.rows if applies(row, self.named, classed))

    @cached_property
    def own_rows(self) -> tuple[Row, ...]:
        """The rows the unit answers itself.

        Not those others supply, nor the ledger's, nor those that only take figures of other rows.
        """
        return tuple(row for row in self.rows if row.papers)

    def questions(self, row: Row) -> tuple[Question, ...]:
        """What a row asks its unit, in order; nothing for rows that are not the unit's own.

        Kept with the scheme: the same of every form of it.
        """
        kept: dict[str, tuple[Row, tuple[Question, ...]]]
        kept = self.scheme.__dict__.setdefault("asked", {})
        found = kept.get(row.id)
        if found is None or found[0] is not row:
            found = kept[row.id] = row, _questions(row)
        return found[1]

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

    def unwritten(self, row: Row) -> bool:
        """Whether a reviewer would mark a row of which its unit has said and shown nothing."""
        own = row.award and row.papers
        return own and self.claimed(row.id, NOTE) is None and not self.proofs(row.id)

    @property
    def over(self) -> bool:
        """Whether the time in which the unit could fill is over for good."""
        state = self.quarter.state
        late = state == "review" and self.form.extended_to is None
        return late or state in ("announced", "published", "archived")

    @property
    def settled(self) -> bool:
        """Whether the result is published: what is lacking now will not come any more."""
        return self.quarter.state in ("published", "archived")

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
        if not row.papers or self.proofs(row.id):
            return False
        if row.award:
            # A description that says 无 is a nil return: there is nothing to prove.
            return self.claimed(row.id, NOTE) not in (None, NIL)
        said = any(self.claimed(row.id, input.name) for input in row.inputs)
        if not said or not self.countable:
            return said
        found = self._once_supplemented.rows[row.id]
        # A place that is last today may be the first tomorrow: its figure is proved all the same.
        return found.points > 0 or bool(found.waiting)

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


_NOT_OF_CLAIMS = frozenset({"rows", "own_rows", "_accepted", "unanswered"})
"""What is worked out on a form without looking at its claims."""


def _questions(row: Row) -> tuple[Question, ...]:
    if not row.papers:
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


def _read_figures(figures: Mapping[str, Raw]) -> dict[str, object]:
    """Figures as JSON keeps them, as ``scoring`` takes them."""
    return {name: as_fact(raw) for name, raw in figures.items()}


def reference_of(form_id: int) -> str:
    """F12: a form in the log and in a sentence that asks for help."""
    return f"F{form_id}"


def class_in(scheme: Scheme, classification: str) -> str:
    """A class as a scheme counts it: one that it does not know is none."""
    known = [name for name, _ in scheme.classes]
    return classification if classification in known or not known else ""
