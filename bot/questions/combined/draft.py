"""What the words of a question have said so far, and what may not be said of it twice.

An effect puts what a row of words says into the draft. The effects stand by what they are about
(``whom``, ``marks``, ``order``, ``handing``), which words have which is the table in ``rules``, and
what a finished draft asks is closed in ``composing``.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from bot.questions.combined.query import (
    Column,
    Condition,
    ConditionKind,
    Form,
    Measure,
    Share,
    Sign,
    Stat,
    Topic,
)
from bot.questions.combined.reading import Word
from bot.speech.calendar import Quarter
from bot.speech.names import Named


class Unclear(Exception):
    """The words say two things that exclude each other, or something no query says."""


@dataclass
class Clause:
    """Conditions that share a quarter."""

    quarter: Quarter | None = None
    tests: list[Condition] = field(default_factory=list)


@dataclass
class Draft:
    """What the words have said so far."""

    topic: Topic | None = None
    units: list[Named] = field(default_factory=list)
    person: str = ""
    groups: list[str] = field(default_factory=list)
    clauses: list[Clause] = field(default_factory=lambda: [Clause()])
    measure: Measure = ""
    also: tuple[Column, ...] = ()
    past: int = 0
    moved_why: bool = False
    moved_all: bool = False
    """二季度为什么比一季度低: both quarters are named, so it may be asked of everybody."""
    """怎么掉了三名: why another quarter was better or worse."""
    onward: bool = False
    """昨天下午三点以后: up to now, and not to the end of that day."""
    bare: bool = False
    split: bool = False
    rows: list[object] = field(default_factory=list)
    kind: str = ""
    grade: str = ""
    span: tuple[Quarter, ...] = ()
    recent: int = 0
    days: tuple[date, date] | None = None
    against: Quarter | None = None
    compared: bool = False
    descending: bool | None = None
    first: int = 0
    total: bool = False
    running: int = 0
    averaged: bool = False
    summed: bool = False
    form: Form | None = None
    but: list[Named] = field(default_factory=list)
    but_group: str = ""
    hours: tuple[int, int] = (0, 24)
    sounded: bool = False
    how_much: bool = False
    """几分, 扣多少分 is asked."""
    parts: list[str] = field(default_factory=list)
    """街道, 乡镇: which part of a table each word for it may mean."""
    but_ending: str = ""
    by_month: bool = False
    """Months were named where points go by quarters."""
    by_figure: bool = False
    """最多 was said: of a row that counts something the figure is meant, and not the points."""
    classes: list[str] = field(default_factory=list)
    by: Share = ""
    share: bool = False
    stats: tuple[Stat, ...] = ()
    often: Sign = ""
    often_count: int = 0
    times: bool = False
    """几次 was asked, of quarters in which something held."""
    apart: Decimal = Decimal(0)
    ends: tuple[Quarter, ...] = ()
    """一季度到三季度: the first and the last."""
    highest: bool = False
    """平均分最高: of several averages that of one."""
    joined: tuple[object, ...] = ()
    """三.4和六.3: rows that were named in one breath."""
    of_rows: list[object] = field(default_factory=list)
    """The row that was named last before each condition."""

    def say(self, field_: str, value: object) -> None:
        """Set a field once: another value for it is a contradiction."""
        before = getattr(self, field_)
        if before and before != value:
            raise Unclear(field_)
        setattr(self, field_, value)

    def test(self, kind: ConditionKind, **more: object) -> None:
        """A condition of the clause at hand."""
        running = self.running
        self.running = 0
        self.of_rows.append(self.rows[-1] if self.rows else None)
        self.clauses[-1].tests.append(Condition(kind, running=running, **more))  # type: ignore[arg-type] # fields of Condition

    def in_quarter(self, quarter: Quarter) -> None:
        """A quarter begins a clause of its own where one has conditions already."""
        clause = self.clauses[-1]
        if clause.quarter is not None or clause.tests:
            self.clauses.append(Clause(quarter))
        else:
            clause.quarter = quarter


Effect = Callable[[Draft, Sequence[Word]], None]
"""What a row of words does to a draft."""


def tests(kind: ConditionKind) -> Effect:
    """A condition without more."""
    return lambda draft, _: draft.test(kind)


def says(**fields: object) -> Effect:
    """Fields that are set."""

    def effect(draft: Draft, _: Sequence[Word]) -> None:
        for name, value in fields.items():
            draft.say(name, value)

    return effect


def nothing(_: Draft, __: Sequence[Word]) -> None:
    """Words that say nothing more here."""


def one_of(words: Sequence[Word], kind: str) -> Word | None:
    """The first word of a kind."""
    return next((one for one in words if one.kind == kind), None)


def number_of(words: Sequence[Word]) -> int:
    """The first number that a word carries."""
    return next((one.n for one in words if one.n), 0)
