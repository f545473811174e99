"""Days as papers write them: figures, Chinese figures, points and strokes, spans of days.

Pure. Readers leave blanks within a day, take 〇 for O, 0 or ○, or lose it with full score; a day
that is not on the calendar is none. Which day of a paper is its own is ``signed``'s.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

PART: Final = (
    r"(?:(?:上午|下午|清晨|早晨|早上|凌晨|中午|午后|傍晚|晚上|晚间|晚|当天|当晚)"
    r"(?:[一二三四五六七八九十\d]{1,2}[点时][许半整]?)?)"
)
"""What of a day may stand behind it."""
_LIKE: Final = str.maketrans("OoQIl|", "000111")
_D: Final = r"[0-9OoQIl|]"
_ZERO: Final = "〇○◯零OoQ0０"
_HAN: Final = {one: n for n, one in enumerate("〇一二三四五六七八九")} | dict.fromkeys(_ZERO, 0)
_HAN_YEAR: Final = rf"[{_ZERO}一二三四五六七八九]"
_HAN_SMALL: Final = r"[〇一二三四五六七八九十廿卅]"
_B: Final = r"\s?"

_FULL: Final = re.compile(
    rf"(?<![0-9])((?:{_D}{_B}){{4}})年{_B}((?:{_D}{_B}){{1,2}})月{_B}((?:{_D}{_B}){{1,2}})[日号曰]"
)
_POINTED: Final = re.compile(
    rf"(?<![0-9.])([12]{_B}[0-9O]{_B}[0-9O]{_B}[0-9O]){_B}([-./／．－—]){_B}([0-9O]{{1,2}}){_B}\2"
    rf"{_B}([0-9O]{{2}}(?=\d\d:\d\d)|[0-9O]{{1,2}}(?![0-9.]))"
)
_HAN_FULL: Final = re.compile(
    rf"((?:{_HAN_YEAR}{_B}){{3,4}})年{_B}((?:{_HAN_SMALL}{_B}){{1,3}})月{_B}"
    rf"((?:{_HAN_SMALL}{_B}){{1,4}})[日号曰]"
)
_MONTH: Final = re.compile(
    rf"(?<![0-9])((?:{_D}{_B}){{4}})年{_B}((?:{_D}{_B}){{1,2}})月(?!{_B}[0-9])"
)
_HAN_MONTH: Final = re.compile(
    rf"((?:{_HAN_YEAR}{_B}){{3,4}})年{_B}((?:{_HAN_SMALL}{_B}){{1,3}})月(?!{_B}{_HAN_SMALL})"
)
_DAY_ONLY: Final = re.compile(
    rf"(?<![0-9年])(?<!年\s)((?:{_D}{_B}){{1,2}})月{_B}((?:{_D}{_B}){{1,2}})[日号]"
)
_SPAN: Final = re.compile(
    rf"{_B}(?:[日号]?{_B}(?:至|到|[-—–~～―－]{{1,2}}|一(?=\d)))"
    rf"{_B}(?:((?:{_D}{_B}){{4}})年)?{_B}(?:((?:{_D}{_B}){{1,2}})月)?{_B}"
    rf"((?:{_D}{_B}){{1,2}})[日号]"
)
_MONTHS: Final = re.compile(
    rf"{_B}(?:至|到|[-—–~～―－]{{1,2}}|一(?=\d)){_B}(?:((?:{_D}{_B}){{4}})年{_B})?((?:{_D}{_B}){{1,2}})月"
    rf"(?:份|底)?(?!{_B}{_D})"
)
BLANK: Final = re.compile(r"(?:20)?[_＿\s×xX]{0,8}年[_＿\s×xX]{0,8}月[_＿\s×xX]{0,8}日")
"""A day that nobody filled in."""


@dataclass(frozen=True, slots=True)
class Day:
    """A day, or a span of days, or a month (``first`` is its first day, ``month`` True)."""

    first: date
    start: int
    end: int
    last: date | None = None
    month: bool = False
    sure: bool = True
    yearless: bool = False

    @property
    def value(self) -> str:
        """As facts keep it: 2026-10-12, 2026-10-12/2026-10-16, 2026-10."""
        if self.month:
            return self.first.isoformat()[:7]
        said = self.first.isoformat()
        return f"{said}/{self.last.isoformat()}" if self.last else said


def days(text: str, year: int | None = None) -> list[Day]:
    """Every day the text names, in order; days without a year only where ``year`` is given."""
    found = [*_written(_FULL, text), *_pointed(text), *_han(text)]
    found += [one for one in _months(text) if not _within(one, found)]
    if year is not None:
        found += [one for one in _short(text, year) if not _within(one, found)]
    found = [_spanned(one, text) for one in found]
    inside = [one for one in found if any(_covers(other, one) for other in found)]
    return sorted((one for one in found if one not in inside), key=lambda one: one.start)


def only_day(text: str) -> Day | None:
    """The day that is all a line says (brackets and 印发 apart); None where it says more."""
    bare = re.sub(r"\s+", "", text).strip("()（）[]【】.,，。:：·*_-—")
    found = [one for one in days(bare) if one.start == 0 and one.end == len(bare)]
    return found[0] if found else None


def _number(text: str) -> int:
    return int(re.sub(r"\s", "", text).translate(_LIKE))


def _day(year: int, month: int, day: int) -> date | None:
    if not 1980 <= year <= 2099:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _written(pattern: re.Pattern[str], text: str) -> list[Day]:
    found = []
    for one in pattern.finditer(text):
        day = _day(_number(one[1]), _number(one[2]), _number(one[3]))
        if day is not None:
            clean = one[0].isprintable() and not re.search(r"[OoQIl|曰]", one[0])
            found.append(Day(day, one.start(), one.end(), sure=clean))
    return found


def _pointed(text: str) -> list[Day]:
    found = []
    for one in _POINTED.finditer(text):
        day = _day(_number(one[1]), _number(one[3]), _number(one[4]))
        if day is not None:
            found.append(Day(day, one.start(), one.end(), sure="O" not in one[0]))
    return found


def _han(text: str) -> list[Day]:
    found = []
    for one in _HAN_FULL.finditer(text):
        year, sure = _han_year(one[1])
        day = _day(int(year), _small(one[2]), _small(one[3]))
        if day is not None:
            found.append(Day(day, one.start(), one.end(), sure=sure))
    return found


def _han_year(text: str) -> tuple[str, bool]:
    """A year in Chinese figures, also where its 〇 was lost."""
    year = "".join(str(_HAN[sign]) for sign in re.sub(r"\s", "", text))
    if len(year) == 3 and year.startswith("2") and year[1] != "0":
        return f"20{year[1:]}", year[1] != year[0] or year[2] != year[1]
    if len(year) == 3:
        return f"{year}0" if year.startswith("20") else "0", False
    return year, len(year) == 4


def _small(text: str) -> int:
    """十二, 二十, 廿三, 三十一; 0 for anything else."""
    bare = re.sub(r"\s", "", text).replace("廿", "二十").replace("卅", "三十")
    tens, ten, ones = bare.rpartition("十")
    if len(tens) > 1 or len(ones) > 1:
        return 0
    high = (_HAN[tens] if tens else 1) if ten else 0
    return high * 10 + (_HAN[ones] if ones else 0)


def _months(text: str) -> list[Day]:
    found = []
    for one in _MONTH.finditer(text):
        day = _day(_number(one[1]), _number(one[2]), 1)
        if day is not None:
            found.append(_through(Day(day, one.start(), one.end(), month=True), text))
    for one in _HAN_MONTH.finditer(text):
        year, sure = _han_year(one[1])
        day = _day(int(year), _small(one[2]), 1)
        if day is not None:
            found.append(Day(day, one.start(), one.end(), month=True, sure=sure))
    return found


def _through(one: Day, text: str) -> Day:
    """2026年8月至10月: from the first of the one to the last of the other."""
    match = _MONTHS.match(text, one.end)
    if match is None:
        return one
    year = _number(match[1]) if match[1] else one.first.year
    after = _number(match[2]) + 1
    last = _day(year + after // 13, (after - 1) % 12 + 1, 1)
    if last is None or last <= one.first or not 2 <= after <= 13:
        return one
    return Day(one.first, one.start, match.end(), last - timedelta(days=1))


def _short(text: str, year: int) -> list[Day]:
    found = []
    for one in _DAY_ONLY.finditer(text):
        day = _day(year, _number(one[1]), _number(one[2]))
        if day is not None:
            found.append(Day(day, one.start(), one.end(), yearless=True))
    return found


def _spanned(one: Day, text: str) -> Day:
    """The day with the end of its span, where one follows."""
    match = None if one.month else _SPAN.match(text, one.end)
    if match is None:
        return one
    year = _number(match[1]) if match[1] else one.first.year
    month = _number(match[2]) if match[2] else one.first.month
    last = _day(year, month, _number(match[3]))
    if last is None or last <= one.first:
        return one
    return Day(one.first, one.start, match.end(), last, sure=one.sure, yearless=one.yearless)


def _within(one: Day, others: list[Day]) -> bool:
    return any(other.start <= one.start and one.end <= other.end for other in others)


def _covers(other: Day, one: Day) -> bool:
    """Whether another, longer one says this day too."""
    longer = other.end - other.start > one.end - one.start
    return longer and other.start <= one.start and one.end <= other.end
