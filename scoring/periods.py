"""The period that is assessed each time: month, quarter, half-year, school term, year.

Here: which kinds there are, a period's number, its days, its name, the one beside it, and how a
sentence that speaks of quarters says the same of another kind. Not here: periods that people write
(`bot.speech`), when a period is reported and released (`bot.quarters`).

A period is a year and a number, and the number says of which kind it is: a quarter is 1 to 4 (as
it was while there were only quarters), a month 101 to 112, half a year 201 and 202, a term of a
school year 301 and 302, a whole year 401. Numbers of one kind stand in the order of the year.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Mapping
from datetime import date
from typing import Final, Literal

Kind = Literal["month", "quarter", "half", "term", "year"]
Period = tuple[int, int]
"""Year and number, such as (2026, 4) or (2026, 111)."""

KINDS: Final[Mapping[Kind, str]] = {
    "month": "月", "quarter": "季度", "half": "半年", "term": "学期", "year": "年度",
}  # fmt: skip
"""The kinds, each with the word that an officer writes for it."""
_BASE: Final[Mapping[Kind, int]] = {
    "quarter": 0, "month": 100, "half": 200, "term": 300, "year": 400,
}  # fmt: skip
_COUNT: Final[Mapping[Kind, int]] = {"month": 12, "quarter": 4, "half": 2, "term": 2, "year": 1}
_LETTER: Final[Mapping[Kind, str]] = {
    "quarter": "Q", "month": "M", "half": "H", "term": "T", "year": "Y",
}  # fmt: skip
_NUMERALS: Final = "一二三四"
_MARK: Final = re.compile(r"(20[0-9]{2})([QMHTY])([0-9]{1,2})", re.I)


def kind_of(number: int) -> Kind:
    """The kind that a period's number says."""
    return next(kind for kind, base in _BASE.items() if base == number // 100 * 100)


def is_number(number: int) -> bool:
    """Whether there is a period of this number."""
    base = number // 100 * 100
    return any(base == one and 1 <= number - base <= _COUNT[kind] for kind, one in _BASE.items())


def numbers(kind: Kind) -> tuple[int, ...]:
    """The numbers of a year's periods of a kind, in order."""
    return tuple(_BASE[kind] + place for place in range(1, _COUNT[kind] + 1))


def place(number: int) -> int:
    """Which of its kind a period is within its year, from 1."""
    return number % 100


def within(numbers_: tuple[int, ...], half: str) -> tuple[int, ...]:
    """Those of a year's periods that end in its first (上) or second half; all without one."""
    if not half:
        return numbers_
    return tuple(one for one in numbers_ if (_last_month(one) <= 6) == (half == "上"))


def _last_month(number: int) -> int:
    kind, at = kind_of(number), place(number)
    if kind == "term":
        return (1, 7)[at - 1]
    return at * 12 // _COUNT[kind]


def first_day(period: Period) -> date:
    """The first day; a school year's first term begins on 1 September."""
    year, number = period
    kind, at = kind_of(number), place(number)
    if kind == "term":
        return date(year, 9, 1) if at == 1 else date(year + 1, 2, 1)
    return date(year, (at - 1) * 12 // _COUNT[kind] + 1, 1)


def last_day(period: Period) -> date:
    """The last day; a term ends with January or July."""
    year, number = period
    month = _last_month(number)
    year += kind_of(number) == "term"
    return date(year, month, calendar.monthrange(year, month)[1])


def of_day(kind: Kind, day: date) -> Period:
    """The period in which a day lies; August belongs to the term before it."""
    if kind == "term":
        started = day.year if day.month >= 9 else day.year - 1
        return started, _BASE["term"] + (2 if 2 <= day.month <= 8 else 1)
    return day.year, _BASE[kind] + (day.month - 1) * _COUNT[kind] // 12 + 1


def beside(period: Period, steps: int) -> Period:
    """The period of the same kind so many after, or before where it is negative."""
    year, number = period
    kind = kind_of(number)
    index = year * _COUNT[kind] + place(number) - 1 + steps
    return index // _COUNT[kind], _BASE[kind] + index % _COUNT[kind] + 1


def apart(first: Period, second: Period) -> int | None:
    """How many periods lie from the first to the second; None where they are of two kinds."""
    kind = kind_of(first[1])
    if kind != kind_of(second[1]):
        return None
    return (second[0] - first[0]) * _COUNT[kind] + place(second[1]) - place(first[1])


def months(period: Period) -> dict[int, int]:
    """The months of a period, each with its year."""
    first, last = first_day(period), last_day(period)
    begun = first.year * 12 + first.month - 1
    every = range(begun, last.year * 12 + last.month)
    return {one % 12 + 1: one // 12 for one in every}


def overlap(first: Period, second: Period) -> bool:
    """Whether two periods share a day."""
    return first_day(first) <= last_day(second) and first_day(second) <= last_day(first)


def name(year: int, number: int) -> str:
    """2026年四季度, 2026年11月, 2026年下半年, 2026—2027学年第一学期, 2026年度."""
    kind = kind_of(number)
    if kind == "term":
        return f"{year}—{year + 1}学年{within_year(number)}"
    return f"{year}年度" if kind == "year" else f"{year}年{within_year(number)}"


def within_year(number: int) -> str:
    """四季度, 11月, 下半年, 第一学期, 全年: the name beside a year that is said already."""
    kind, at = kind_of(number), place(number)
    match kind:
        case "month":
            return f"{at}月"
        case "half":
            return f"{'上下'[at - 1]}半年"
        case "term":
            return f"第{_NUMERALS[at - 1]}学期"
        case "year":
            return "全年"
        case _:
            return f"{_NUMERALS[at - 1]}季度"


def named_together(year: int, numbers_: tuple[int, ...]) -> str:
    """2026年一、二季度, 2026年3、4月: several of one year."""
    if len(numbers_) == 1:
        return name(year, numbers_[0])
    kinds = {kind_of(one) for one in numbers_}
    if kinds == {"quarter"}:
        return f"{year}年{'、'.join(_NUMERALS[one - 1] for one in numbers_)}季度"
    if kinds == {"month"}:
        return f"{year}年{'、'.join(str(place(one)) for one in numbers_)}月"
    return "、".join(name(year, one) for one in numbers_)


def mark(year: int, number: int) -> str:
    """2026Q4, 2026M11, 2026H2, 2026T1, 2026Y1: as a file or a command line says it."""
    return f"{year}{_LETTER[kind_of(number)]}{place(number)}"


def marked(text: str) -> Period | None:
    """The period that such a mark says; None where it says none."""
    found = _MARK.fullmatch(text.strip())
    if found is None:
        return None
    kind = next(one for one, letter in _LETTER.items() if letter == found[2].upper())
    number = _BASE[kind] + int(found[3])
    return (int(found[1]), number) if is_number(number) else None


_Said = tuple[tuple[re.Pattern[str], str], ...]


def _rules(*pairs: tuple[str, str]) -> _Said:
    return tuple((re.compile(was), now) for was, now in pairs)


_SAID: Final[Mapping[Kind, _Said]] = {
    "month": _rules(
        (r"下一?个?季度", "下个月"), (r"(?<=[上])一?个?季度", "月"), (r"(?<=[本当各每])季度", "月"),
        ("当季", "当月"), ("个季度", "个月"), ("季度末", "月末"),
        ("季度(?=第一天|最后一天)", "当月"), ("季度(?=考核|得分|工作)", "月度"), ("季度", "月份"),
    ),
    "half": _rules(
        (r"下一?个?季度", "下个半年"), (r"上一?个?季度", "上个半年"), ("当季", "当期"),
        (r"(?<=[本各每个])季度", "半年"), ("季度(?=末|第一天|最后一天)", "半年"),
        ("季度", "半年度"),
    ),
    "term": _rules(
        (r"下一?个?季度", "下个学期"), (r"上一?个?季度", "上个学期"), ("当季", "当期"),
        ("季度", "学期"),
    ),
    "year": _rules(
        (r"下一?个?季度", "下一年度"), (r"上一?个?季度", "上年度"), ("当季", "当年"),
        ("季度末", "年末"), ("季度(?=第一天|最后一天)", "当年"), ("季度", "年度"),
    ),
    "quarter": (),
}  # fmt: skip


_EXAMPLE: Final = re.compile(r"(?<![上下每这那近前后各本])(?:(20[0-9]{2})年)?第?([一二三四])季度")


def said(kind: Kind, text: str) -> str:
    """A sentence of ours that speaks of quarters, as it is said where periods are of this kind.

    For our own words only, never for what a document or a person says.
    """
    if kind == "quarter" or ("季" not in text):
        return text
    text = _EXAMPLE.sub(lambda match: _example(kind, match), text)
    for was, now in _SAID[kind]:
        text = was.sub(now, text)
    return text


def _example(kind: Kind, match: re.Match[str]) -> str:
    """开期 2026年四季度, as an example: 开期 2026年12月."""
    quarter = _NUMERALS.index(match[2]) + 1
    number = numbers(kind)[(quarter * _COUNT[kind] + 3) // 4 - 1]
    if match[1]:
        return name(int(match[1]), number)
    return "2026年度" if kind == "year" else within_year(number)
