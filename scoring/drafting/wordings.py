"""The names and figures of a rule, and where the words of a clause stand in its names.

Here: what all kinds of accounts look at. Not here: what is to be found there (`accounts`,
`swaps`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from scoring.drafting.units import UNITS

NAMES: Final = ("each", "if", "rate", "amount", "award", "rank", "list", "named", "among", "marks")


def places(one: str, text: str) -> Iterator[int]:
    """Where in a text some words begin, one beside the other.

    Searched as they are: a pattern made of every name would push those of the grammar out of the
    few hundred that ``re`` keeps, and each would be compiled anew for the next clause.
    """
    at = text.find(one)
    while at >= 0:
        yield at
        at = text.find(one, at + max(len(one), 1))


_CALLED: Final = ("each", "if", "rate", "amount", "award", "rank", "named", "among", "marks")


def called(term: Mapping[str, object]) -> str:
    """What other keys of the row call a term."""
    if found := next((str(term[one]) for one in _CALLED if one in term), ""):
        return found
    if {"items", "lacking"} & set(term):
        return str(term.get("list", "清单"))
    ratio = term.get("ratio")
    return "÷".join(map(str, ratio)) if isinstance(ratio, list) else ""


def covered(piece: str, spoken: str) -> list[bool]:
    """Which signs of a piece stand, two or more together, in what is named or said."""
    found = [False] * len(piece)
    at = 0
    while at < len(piece):
        end = at
        while end < len(piece) and piece[at : end + 1] in spoken:
            end += 1
        if end - at > 1:
            found[at:end] = [True] * (end - at)
        at = max(end, at + 1)
    return found


def listed(value: object) -> list[dict[str, object]]:
    """Return the tables in a list."""
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def terms_of(keys: Mapping[str, object]) -> Iterator[dict[str, object]]:
    """All terms of a rule."""
    yield from (*listed(keys.get("add")), *listed(keys.get("deduct")))


def names_of(keys: Mapping[str, object]) -> Iterator[str]:
    """Every name of a rule."""
    for term in terms_of(keys):
        yield from (str(term[one]) for one in NAMES if one in term)
        for several in ("items", "lacking", "ratio", "choice", "levels", "for"):
            yield from words_of(term.get(several))
    for one in ("only_if", "zero_if"):
        yield from words_of(keys.get(one))
    for one in ("effects", "most_if", "total_off"):
        yield from (str(held["when"]) for held in listed(keys.get(one)))
    yield from (str(one.get("when", one.get("figure"))) for one in listed(keys.get("factors")))


def words_of(value: object) -> Iterator[str]:
    """Every word of a value, however deep."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        yield from map(str, value)
    elif isinstance(value, (list, tuple)):
        for one in value:
            yield from words_of(one)


_NO_POINTS: Final = ("under", "over", "per", "target", "from", "to", "for")


def points_of(values: list[object]) -> Iterator[Decimal]:
    """Every figure of the terms but lines and steps: what they bring or take."""
    for value in values:
        for one in listed(value):
            bare = {key: said for key, said in one.items() if key not in _NO_POINTS}
            for key in ("band", "upto", "table", "levels", "places", "last"):
                steps = bare.get(key)
                bare[key] = [step[1] for step in steps] if isinstance(steps, list) else []
            yield from figures_of(bare)
            yield from figures_of(one.get("for"))
        if not isinstance(value, list):
            yield from figures_of(value)


_WORTH: Final = ("points", "max", "start", "floor", "otherwise", "levels", "choice")
_STEPS: Final = ("band", "upto", "table", "places", "last")


def lines_of(value: object) -> Iterator[Decimal]:
    """Every figure of a rule that is no worth: lines, steps, quotas, edges, conditions."""
    if isinstance(value, Mapping):
        for key, one in value.items():
            if key in _STEPS and isinstance(one, list):
                yield from lines_of([step[0] if isinstance(step, list) else step for step in one])
            elif key not in _WORTH:
                yield from lines_of(one)
    elif isinstance(value, (list, tuple)):
        for one in value:
            yield from lines_of(one)
    else:
        yield from figures_of(value)


def figures_of(value: object) -> Iterator[Decimal]:
    """Every figure of a rule, however deep, and those in its conditions."""
    if isinstance(value, Decimal):
        yield from (value, -value)
    elif isinstance(value, int) and not isinstance(value, bool):
        yield from (Decimal(value), Decimal(-value))
    elif isinstance(value, str):
        yield from map(Decimal, re.findall(r"(?<=[<>=] )[0-9]+(?:\.[0-9]+)?", value))
    elif isinstance(value, Mapping):
        for one in value.values():
            yield from figures_of(one)
    elif isinstance(value, (list, tuple)):
        for one in value:
            yield from figures_of(one)


_COUNTED_IN: Final = re.compile(rf"个?(?:%|百分点|{UNITS}|工作日|月|年|小时|万元|元|亩)")
"""Behind a figure that is a count, a share or a term, and no worth."""


@dataclass(frozen=True, slots=True)
class Figures:
    """What a rule has of figures: all of them, and those that are no worth but a line or a step."""

    every: set[Decimal]
    lines: set[Decimal]

    @classmethod
    def of(cls, keys: Mapping[str, object], points: Decimal | None) -> Figures:
        """The figures of a rule; `points`: those of the row."""
        own = set() if points is None else {points}
        return cls(set(figures_of(keys)) | own, set(lines_of(keys)))

    def say(self, piece: str, span: tuple[int, int], value: Decimal) -> bool:
        """Whether a printed figure stands in the rule as what it is: 2次以上 is not its 2 分.

        89 of 80%-89% ends where 90 begins.
        """
        ways = {value, value / 100}
        if piece[: span[0]].endswith("-"):
            ways |= {value + 1, (value + 1) / 100}
        own = self.lines if _COUNTED_IN.match(piece, span[1]) else self.every
        return bool(own & ways)
