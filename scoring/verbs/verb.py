"""What a verb of a scheme is: a word such as `each`, and everything a verb must be able to do.

Here: the shape that every verb fills in whole. `Verb` has no defaults on purpose: a verb that
leaves one place out is a type fault, not a wrong score. Not here: the verbs themselves, one file
each beside this one, and the list of them (`scoring.verbs`).
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from scoring.facts import Values
from scoring.model import Row
from scoring.parts import Input, Term
from scoring.result import Step
from scoring.table import Table

Keys = Mapping[str, str]
Pair = tuple[str, object]
Wrong = tuple[str, str]
"""The key at which a row makes no sense, and the sentence that says why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """A worked example: a row of 10 points with this body brings this, and says this.

    `others` is what other units reported, where the verb holds figures against each other.
    """

    body: str
    given: Mapping[str, object]
    points: Decimal
    rule: str
    said: str
    others: Mapping[str, Sequence[object]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Verb:
    """One verb in all the places where it must be known.

    `keys`: what may stand beside it in a file, each explained in a sentence.
    `read`: its part of a row (the table, ±1, the row's 分值) to a Term, every fault noted.
    `inputs`: what it asks for; the questions themselves are put to them by `scoring.inputs`.
    `wrong`: what makes no sense once the whole row is known.
    `so_far`: the values it can be measured with already, None while it must wait.
    `measure`, `worth`: x of its values, and the signed points of an x.
    `candidates`: every x among which its least and its most lie, `more` also for what a unit
    could still do.
    `rule`, `said`: its rule and one of its steps in Chinese.
    `back`: the keys it is printed back with.
    `sample`: a worked example, held by a test.
    """

    keys: Keys
    read: Callable[[Table, int, Decimal], Term]
    inputs: Callable[[Term], Iterator[Input]]
    wrong: Callable[[Row, Term], Iterator[Wrong]]
    so_far: Callable[[Term, Values], Values | None]
    measure: Callable[[Term, Values], Decimal]
    worth: Callable[[Term, Decimal], Decimal]
    candidates: Callable[[Term, Values, bool], list[Decimal]]
    rule: Callable[[Term], str]
    said: Callable[[Term, Step], str]
    back: Callable[[Term, Row], Iterator[Pair]]
    sample: Sample
