"""Periods of other kinds than the quarter as people name them: 11月, 上个月, 第一学期, 去年.

Here: where in a sentence such a period is named, and which it is. Not here: quarters and days
(`calendar`), what the kinds are (`scoring.periods`), titles of sheets (`periods`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

from bot.speech.numbers import figure
from scoring.periods import Kind, Period, beside, kind_of, numbers, of_day

YEAR: Final = (
    r"(?P<year>(?<![0-9])20[0-9]{2}(?![0-9])|(?<![0-9])[0-9]{2}(?=年)"
    r"|二[零〇][零〇一二三四五六七八九]{2}|去年|上年|今年|本年|明年|前年)"
    r"年?度?(?:的)?[ \-/.]*"
)
RELATIVE_YEARS: Final = {"前年": -2, "去年": -1, "上年": -1, "今年": 0, "本年": 0, "明年": 1}
_STEPS: Final = {"上上": -2, "上": -1, "前": -1, "下": 1}
_NUMERAL: Final = r"1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九]"
_NO_DAY: Final = r"(?!\s*(?:[0-9]|[一二三十][一二三四五六七八九十]?[日号]))(?![底末初中])"
_WHICH: Final = r"(?P<which>上上|上|前(?=一?个)|本|这|当|下)一?个?"
_NAMED: Final = {
    "month": (
        re.compile(
            rf"(?:{YEAR})?(?<![0-9一二三四五六七八九十个])(?P<number>{_NUMERAL})月份?{_NO_DAY}"
        ),
        re.compile(
            r"(?<![0-9])(?P<year>20[0-9]{2})[-./](?P<number>1[0-2]|0?[1-9])(?![-./0-9])|"
            r"(?P<year2>20[0-9]{2})M(?P<number2>1[0-2]|0?[1-9])(?![0-9])"
        ),
    ),
    "half": (re.compile(rf"(?:{YEAR})?(?P<number>[上下])半年度?"),),
    "term": (
        re.compile(
            r"(?:(?P<year>20[0-9]{2})\s*[-—–~至/]+\s*(?:20)?[0-9]{2}\s*)?学年度?的?"
            r"第?(?P<number>[一二上下])学期|第(?P<number2>[一二])学期"
        ),
        re.compile(rf"(?:{YEAR})(?P<season>[春秋])季?学?期"),
    ),
    "year": (re.compile(rf"(?:{YEAR})(?:全年)?|(?P<whole>全年)"),),
}
_BESIDE: Final = {
    "month": re.compile(rf"{_WHICH}月(?:份|度)?{_NO_DAY}"),
    "half": re.compile(rf"{_WHICH}半年度?"),
    "term": re.compile(rf"{_WHICH}学期"),
    "year": re.compile(r"(?P<which>上上|上|本|这|下)一?个?年度"),
}
_PLACES: Final = {"上": 1, "下": 2, "一": 1, "二": 2}


def year_of(text: str, today: date) -> int:
    """2026, 26, 二〇二六, 去年."""
    if text in RELATIVE_YEARS:
        return today.year + RELATIVE_YEARS[text]
    value = int(figure(text) or 0)
    return value + 2000 if value < 100 else value


def spans_in(
    said: str, kind: Kind, today: date, known: Sequence[Period], *, ahead: bool
) -> Iterator[tuple[Period, int, int]]:
    """The first period of each wording that a sentence names, with its places."""
    if kind == "quarter":
        return
    if (match := _BESIDE[kind].search(said)) and not _is_a_half(kind, match):
        yield beside(of_day(kind, today), _STEPS.get(match["which"], 0)), *match.span()
    for pattern in _NAMED[kind]:
        if match := pattern.search(said):
            yield _read(match, kind, today, known, ahead=ahead), *match.span()


def _is_a_half(kind: Kind, match: re.Match[str]) -> bool:
    return kind == "half" and match[0].rstrip("度") in ("上半年", "下半年")


def _read(
    match: re.Match[str], kind: Kind, today: date, known: Sequence[Period], *, ahead: bool
) -> Period:
    named = match.groupdict()
    said_year = named.get("year") or named.get("year2")
    year = year_of(said_year, today) if said_year else None
    if season := named.get("season"):
        return (year or today.year) - (season == "春"), numbers(kind)[season == "春"]
    if kind == "year":
        return year or today.year, numbers(kind)[0]
    text = named.get("number") or named.get("number2") or ""
    place = _PLACES[text] if kind != "month" else int(figure(text) or 0)
    number = numbers(kind)[place - 1]
    return (year, number) if year is not None else nearest(number, today, known, ahead=ahead)


def nearest(number: int, today: date, known: Sequence[Period], *, ahead: bool) -> Period:
    """A period that is named without its year.

    The newest of ``known``, else the last one that has begun; with ``ahead`` the one running or
    next to come.
    """
    now = of_day(kind_of(number), today)
    if ahead:
        return (now[0] if number >= now[1] else now[0] + 1), number
    if matching := [one for one in known if one[1] == number]:
        return max(matching)
    return (now[0] if number <= now[1] else now[0] - 1), number
