"""The quarter that a sheet's title or a file's name speaks of: 三季度, 7—9月, 截至9月底, 上半年.

Here: what is said of a period by people who do not think in our quarters. Not here: quarters that
are asked for in a sentence (`calendar`), whose words mean a moment of speaking (本季度, 去年).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from bot.speech.numbers import figure, plain
from scoring.periods import kind_of, months

_YEAR: Final = r"(?:(?P<year>20[0-9]{2})\s*[年.\-/]\s*(?:度)?)?"
_MONTH: Final = r"(?:1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])"
_SAID: Final = (
    re.compile(rf"{_YEAR}第?(?P<quarter>[一二三四1-4])\s*季"),
    re.compile(rf"{_YEAR}[Qq](?P<quarter>[1-4])(?![0-9])"),
    re.compile(
        rf"{_YEAR}{_MONTH}\s*月?份?\s*(?:[~—–至到-])+\s*(?:20[0-9]{{2}}年)?(?P<month>{_MONTH})\s*月"
    ),
    re.compile(rf"截[至止]到?\s*{_YEAR}(?P<month>{_MONTH})\s*(?:月|[.\-/][0-3]?[0-9])"),
    re.compile(rf"{_YEAR}(?P<month>{_MONTH})\s*月份"),
    re.compile(rf"{_YEAR}(?P<half>上半年|下半年)"),
)
_SIGNS: Final = "一二三四"


@dataclass(frozen=True, slots=True)
class Period:
    """A quarter; ``year`` is None where it is not said."""

    year: int | None
    number: int
    month: int | None = field(default=None, compare=False)
    """The last month that is named, where months are."""

    def is_of(self, year: int, number: int) -> bool:
        """Whether this can be that quarter, or that period of another kind."""
        if kind_of(number) == "quarter":
            return self.number == number and self.year in (None, year)
        held = months((year, number))
        own = [self.month] if self.month else months((2000, self.number))
        return any(one in held and self.year in (None, held[one]) for one in own)


def periods(title: str) -> tuple[Period, ...]:
    """Every quarter that a title names; several months count by their last one."""
    return tuple(dict.fromkeys(_found(plain(title))))


def _found(said: str) -> Iterator[Period]:
    for pattern in _SAID:
        for match in pattern.finditer(said):
            named = match.groupdict()
            year = named["year"]
            month = int(figure(named.get("month") or "") or 0) or None
            yield Period(int(year) if year else None, _number(named), month)


def _number(named: dict[str, str | None]) -> int:
    if half := named.get("half"):
        return 2 if half == "上半年" else 4
    if quarter := named.get("quarter"):
        return _SIGNS.index(quarter) + 1 if quarter in _SIGNS else int(quarter)
    return (int(figure(named.get("month") or "") or 0) - 1) // 3 + 1
