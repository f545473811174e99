"""提分建议: what a row could still bring, and through which inputs.

Here: the difference between a row's points and its best still possible. Not here: who can do
something about it (`Row.by`), and the words.
"""

from dataclasses import dataclass
from decimal import Decimal

from scoring.conditions import holds
from scoring.exact import ONE, ZERO
from scoring.factors import factored
from scoring.facts import NOT_APPLICABLE, UNREPORTED, State, Value
from scoring.grouped import within
from scoring.model import Row
from scoring.parts import Condition, Term
from scoring.rowwise import score_row
from scoring.stakes import at_best
from scoring.terms import Values, bounds


@dataclass(frozen=True, slots=True)
class Room:
    """Points a row can still bring: from inputs still 未报, and from more of the same.

    `unreported` are inputs to answer; `improvable` are answered ones where doing more counts.
    """

    row: str
    points: Decimal
    unreported: tuple[str, ...]
    improvable: tuple[str, ...]

    @property
    def inputs(self) -> tuple[str, ...]:
        """All inputs through which the points can come, open ones first."""
        return self.unreported + self.improvable


def room_of(row: Row, values: Values) -> Room | None:
    """Return the room of one row, None when nothing can be gained.

    An error already counted, an award already given and an event that zeroes the row are facts:
    nobody is advised to undo them.
    """
    if any(value is NOT_APPLICABLE for value in values.values()):
        return None
    if any(holds(one, values) for one in row.zero_if):
        return None
    if any(one.sign in ("<=", "<") and holds(one, values) is False for one in row.only_if):
        return None
    opened = _opened(row, values)
    now = score_row(row, values).points
    gained = _best(row, opened) - now
    if gained <= 0:
        return None
    helpful = [one.name for one in row.inputs if _helps(row, values, opened, one.name)]
    unreported = tuple(name for name in helpful if values[name] is UNREPORTED)
    return Room(row.id, gained, unreported, tuple(n for n in helpful if n not in unreported))


def _opened(row: Row, values: Values) -> dict[str, Value | State]:
    """Return the values with every gate met: a flag said yes, a count at what the gate asks."""
    opened = dict(values)
    for gate in row.only_if:
        if not holds(gate, values):
            opened[gate.input] = _meeting(row, gate)
    return opened


def _meeting(row: Row, gate: Condition) -> Value:
    if gate.sign is None:
        return True
    least = gate.line
    if gate.sign == ">":
        least += ONE
    elif gate.sign in ("<=", "<"):
        least = min(ZERO, gate.line)
    return int(least) if row.input(gate.input).kind == "count" else least


def _best(row: Row, values: Values) -> Decimal:
    best = factored(
        row, ((term, bounds(term, values, more=True)[1]) for term in row.terms), values, max
    )
    return at_best(row, values, min(max(row.start + best, row.floor), row.points))


def _helps(row: Row, values: Values, opened: Values, name: str) -> bool:
    """Whether an input is a gate to meet, or belongs to a term that can still bring more."""
    if values[name] is UNREPORTED:
        return True
    if opened[name] != values[name]:
        return True
    for term in row.terms:
        if name in term.improvable:
            now, best = bounds(term, opened, more=False)[0], bounds(term, opened, more=True)[1]
            done = row.input(name).checklist is not None and values[name] is True
            if best > now and not done and _counts(row, opened, term):
                return True
    return False


def _counts(row: Row, opened: Values, term: Term) -> bool:
    """Whether more of a term would count beside those it is bounded together with."""
    if not any(term.called in one.of for one in row.grouped):
        return True
    now = [(one, bounds(one, opened, more=one is term)[one is term]) for one in row.terms]
    before = [(one, bounds(one, opened, more=False)[0]) for one in row.terms]
    return within(row, now) > within(row, before)
