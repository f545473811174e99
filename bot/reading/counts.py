"""Amounts and counts that a paper names: 120人, 500份, 3场, 12.5万元.

Pure. Which of them belong to a row is asked with the row's own words (`shown`).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from bot.reading.dates import days
from bot.reading.lines import Said

_UNITS: Final = "人次|人|名|户|家|场次|场|次|期|份|条|件|个|项|篇|幅|块|本|册|笔|起|村"
_NUMBER: Final = r"(\d{1,3}(?:,\d{3})+|\d{1,7}(?:\.\d{1,4})?)"
_COUNT: Final = re.compile(rf"{_NUMBER}(?:余|多|来)?(万)?(?:余)?({_UNITS})(?![\u4e00-\u9fff]?级)")
_AMOUNT: Final = re.compile(rf"{_NUMBER}(?:余|多)?(亿|万)?(?:余)?元")
_NUMBERED: Final = re.compile(r"\s*[(（]?(\d{1,3})[)）]?(?:[.、．\s|\t]|(?=[\u4e00-\u9fff]))")
_ORDINAL: Final = re.compile(r"第$|[一二三四五六七八九十\d]、$")
_MOST: Final = 40


_TABLE: Final = 3
"""Cells of a line that is a row of a table, and no field of a form."""


@dataclass(frozen=True, slots=True)
class Count:
    """A figure with its unit, the words before it, and its line."""

    value: str
    unit: str
    about: str
    line: Said

    @property
    def shown(self) -> str:
        """As it is printed."""
        return f"{self.value}{self.unit}"


def counts(lines: Sequence[Said]) -> tuple[Count, ...]:
    """Every count and amount, in order, as many as a person would look through."""
    found = [one for line in lines for one in _in_line(line)]
    return tuple(found[:_MOST])


def rows(lines: Sequence[Said]) -> int:
    """How far a list counts at the beginning of its lines: 1, 2, 3 …; or the rows under a head."""
    reached = 0
    for one in lines:
        match = _NUMBERED.match(one.text)
        if match and int(match[1]) == reached + 1:
            reached += 1
    wide = Counter(len(one.cells) for one in lines if len(one.cells) >= _TABLE)
    return max(reached, max(wide.values(), default=1) - 1)


def told_days(lines: Sequence[Said]) -> int:
    """How many days a paper names: a list of activities is one paper."""
    return len({day.value for one in lines for day in days(one.text, 2000) if not day.month})


def _in_line(line: Said) -> Iterator[Count]:
    bare = line.bare
    for match in _COUNT.finditer(bare):
        if _ORDINAL.search(bare[: match.start()][-2:]):
            continue
        yield _count(line, bare, match, f"{match[2] or ''}{match[3]}")
    for match in _AMOUNT.finditer(bare):
        yield _count(line, bare, match, f"{match[2] or ''}元")


def _count(line: Said, bare: str, match: re.Match[str], unit: str) -> Count:
    about = re.split(r"[，。；、：:,;]", bare[: match.start()])[-1][-12:]
    return Count(match[1].replace(",", ""), unit, about, line)
