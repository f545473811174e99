"""What a row is made of: inputs, terms, conditions, effects, factors, examples.

Here: plain frozen values. Not here: the row itself and its scheme (`model`), arithmetic (`terms`).
"""

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from scoring.exact import UNLIMITED, plain

InputKind = Literal["count", "flag", "rate", "amount", "award", "named"]
TermKind = Literal[
    "each", "if", "items", "lacking", "rate", "amount", "award", "rank", "quota", "ratio", "named",
    "among", "marks",
]  # fmt: skip
Sign = Literal[">=", ">", "<=", "<", "="]
EffectKind = Literal["veto", "bar", "bar_two", "drop", "zero"]


@dataclass(frozen=True, slots=True)
class Input:
    """One figure or yes/no that a row needs.

    `least` is the smallest count allowed (1 for a rank); `signed` lets a rate or an amount be
    negative; `minimum` and `maximum` bound an award, which with `or_none` may be 0 all the same;
    `compare` says which other units it depends on.
    """

    name: str
    kind: InputKind
    unit: str
    ask: str
    checklist: str | None = None
    cumulative: bool = False
    signed: bool = False
    least: int = 0
    minimum: Decimal = Decimal(0)
    maximum: Decimal = UNLIMITED
    or_none: bool = False
    compare: str | None = None
    choice: tuple[tuple[str, Decimal], ...] = ()
    """The grades an award chooses from, with their points: 好 5, 较好 4."""
    averaged: str = ""
    """Of what each has a figure of its own, whose mean is the unit's: 村."""
    events: "Events | None" = None
    """An award of every event by itself: the figure is what they come to together."""


@dataclass(frozen=True, slots=True)
class Events:
    """What one event may bring where each is marked by itself: from `least` to `most`."""

    unit: str
    least: Decimal
    most: Decimal


@dataclass(frozen=True, slots=True)
class Peer:
    """What one unit reported of a figure that is compared; `settled`: it was reviewed."""

    unit: str
    classification: str
    figure: Decimal | None
    settled: bool


@dataclass(frozen=True, slots=True)
class Pool:
    """What all units of a table reported; `settled`: the period is over, nothing more comes."""

    peers: tuple[Peer, ...]
    settled: bool = False


@dataclass(frozen=True, slots=True)
class Field:
    """The figures one unit's own stands among, best first, its own among them.

    `silent` have reported nothing, `unseen` nobody has reviewed.
    """

    figures: tuple[Decimal, ...]
    silent: int = 0
    unseen: int = 0
    settled: bool = False
    total: Decimal | None = None
    """What the figures come to, where it was worked out with them."""


@dataclass(frozen=True, slots=True)
class Term:
    """One summand of a row: ±min(max, points × x), or a step taken from `band`.

    `sign` is 1 in `add` and -1 in `deduct`. `over` and `under` count only what is beyond or
    short of a line; `per` and `whole` turn a rate into steps; `band` holds (from, points), for
    ranks and with `upto` (up to, points); `needs` holds the quota of each input.
    `open` are edges of the band whose own figure is not in the step they bound: 超过 60% 的.
    `averaged` names those whose figures' mean is taken.
    `absolute` counts how far a signed figure is from 0, on whichever side.
    `target` is the ratio that earns everything, `empty` how a ratio to nothing counts.
    """

    kind: TermKind
    sign: int
    inputs: tuple[str, ...]
    points: Decimal
    max: Decimal | None = None
    label: str = ""
    unit: str = ""
    over: Decimal | None = None
    under: Decimal | None = None
    per: Decimal | None = None
    whole: str | None = None
    band: tuple[tuple[Decimal, Decimal], ...] = ()
    otherwise: Decimal = Decimal(0)
    upto: bool = False
    open: tuple[Decimal, ...] = ()
    needs: tuple[int, ...] = ()
    signed: bool = False
    absolute: bool = False
    averaged: str = ""
    minimum: Decimal = Decimal(0)
    or_none: bool = False
    choice: tuple[tuple[str, Decimal], ...] = ()
    events: Events | None = None
    target: Decimal | None = None
    empty: str = "zero"
    compare: str | None = None
    last: tuple[tuple[Decimal, Decimal], ...] = ()
    """Points by places counted from the end."""
    less: bool = False
    mean: str = ""
    share: str = ""
    within: str = ""
    missing: str = "out"
    pool: Pool | None = None
    """What all units reported, where it is known (`scoring.peers`)."""
    field: Field | None = None
    """The same as one unit meets it."""
    own: tuple[tuple[str, "Term"], ...] = ()
    """The same term with the figures of a class or a unit (`scoring.own`)."""

    @property
    def called(self) -> str:
        """What other keys of the row call it: its label, or what it asks."""
        return self.label or "÷".join(self.inputs)

    @property
    def improvable(self) -> tuple[str, ...]:
        """The inputs of which more can be done; what was due is not one of them."""
        return self.inputs[:1] if self.kind == "ratio" else self.inputs


@dataclass(frozen=True, slots=True)
class Condition:
    """A yes/no input being yes (`sign` None), or a figure compared with a line.

    `unit` is what was written behind the line: "%" says that the figure is a rate.
    """

    input: str
    sign: Sign | None = None
    line: Decimal = Decimal(0)
    unit: str = ""

    def __str__(self) -> str:
        if self.sign is None:
            return self.input
        line = self.line.scaleb(2) if self.unit == "%" else self.line
        return f"{self.input} {self.sign} {plain(line)}{self.unit}"


@dataclass(frozen=True, slots=True)
class Effect:
    """What an event does: 一票否决, 一票否优 or 降一等次 to the grade, 记 0 分 to the total."""

    when: Condition
    kind: EffectKind


@dataclass(frozen=True, slots=True)
class Stake:
    """Points that hang on a condition: the most of a row then, or what the total loses."""

    when: Condition
    points: Decimal


@dataclass(frozen=True, slots=True)
class Joint:
    """What a row and others before it come to together: at most, at least."""

    others: tuple[str, ...]
    most: Decimal | None = None
    least: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Group:
    """What terms of one row come to together: at most `most`, taking at most `loses`."""

    of: tuple[str, ...]
    most: Decimal | None = None
    loses: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Factor:
    """What a row's points are multiplied by: `times` where `when` holds, or a reported `figure`.

    `of` are the signs of the terms it bears on; a figure lies between `least` and `most`.
    """

    when: Condition | None
    times: Decimal = Decimal(1)
    figure: str = ""
    least: Decimal = Decimal(1)
    most: Decimal = Decimal(1)
    of: tuple[int, ...] = (1, -1)


@dataclass(frozen=True, slots=True)
class Example:
    """A worked example: the facts of one row, and the points they bring."""

    given: tuple[tuple[str, object], ...]
    score: Decimal
    others: tuple[tuple[str, tuple[object, ...]], ...] = ()
    """What other units reported, where figures are compared."""


@dataclass(frozen=True, slots=True)
class Want:
    """Something that the papers of a row must show, in the document's words.

    `of` is the input or the checklist it belongs to: it is wanted only where that is claimed.
    """

    text: str
    of: str = ""

    @property
    def choices(self) -> tuple[str, ...]:
        """Its alternatives: one of them is enough."""
        return tuple(one.strip() for one in self.text.split("或") if one.strip())
