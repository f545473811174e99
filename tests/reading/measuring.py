"""How often a field of a made paper was read right, not at all, or wrong."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Final

from bot.extraction.pages import Extract
from bot.reading.facts import Fact, facts
from tests.reading.layout import Way, extract
from tests.reading.made import Made

FIELDS: Final = ("title", "number", "issuer", "date", "event_date", "sort")
_MARKS: Final = re.compile(r"[\s\"“”'｜|丨]")


def plainly(text: str) -> str:
    """A value as two of them are compared: quotation marks, strokes and widths do not count."""
    return _MARKS.sub("", unicodedata.normalize("NFKC", text))


@dataclass
class Score:
    """Figures of one field. ``unsure``: read otherwise, and said to be uncertain."""

    counted: Counter[str] = field(default_factory=Counter)

    def share(self, what: str) -> float:
        """Of all papers."""
        return self.counted[what] / max(1, self.counted.total())


def judged(truth: str | None, found: Fact | None) -> str:
    """right, missing, unsure or wrong; ``"*"``: people disagree; ``a | b``: both are right.

    Among several ``-`` is "not in the paper".
    """
    if truth == "*":
        return "right"
    told = ["-"] if truth is None else truth.split(" | ")
    if found is None:
        return "right" if "-" in told else "missing"
    if plainly(found.value) in map(plainly, told):
        return "right"
    return "wrong" if found.sure else "unsure"


def first_of(found: Iterable[Fact]) -> dict[str, Fact]:
    """The first fact of every kind."""
    firsts: dict[str, Fact] = {}
    for one in found:
        firsts.setdefault(one.kind, one)
    return firsts


def measure(papers: Iterable[tuple[Made, Extract]]) -> dict[str, Score]:
    """The figures of every field over papers that were read."""
    scores = {name: Score() for name in FIELDS}
    for made, read in papers:
        found = first_of(facts(read))
        for name, score in scores.items():
            score.counted[judged(made.truth.get(name), found.get(name))] += 1
    return scores


def read(
    make: Callable[[int], Made], count: int, ways: Iterable[Way]
) -> Iterable[tuple[Made, Extract]]:
    """Made papers, each laid out in each way."""
    for seed in range(count):
        made = make(seed)
        for way in ways:
            yield made, extract(made, way, seed)
