"""What kind of period the office assesses (quarter, month …), while something is said or read.

Like a language: whoever begins something for an office (the router, the heartbeat, the desk) enters
``within`` its kind, and the words that are put together inside speak of months where the office
assesses by the month. Here: the kind at hand, and our own sentences in it. Not here: periods and
their days (`scoring.periods`), names that people write (`calendar`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import date
from typing import Final

from bot.speech.slips import put_right
from scoring import periods
from scoring.periods import Kind, Period


@dataclass
class Rhythm:
    """An office's kind of period: the newest quarter's; where there is none yet, its schemes'."""

    kind: Kind = "quarter"


_RHYTHM: Final[ContextVar[Rhythm]] = ContextVar("rhythm", default=Rhythm())  # noqa: B039 -- never written to


def kind() -> Kind:
    """The kind at hand."""
    return _RHYTHM.get().kind


def enter(rhythm: Rhythm) -> None:
    """From here on this task, and every task it begins, works for an office of this rhythm."""
    _RHYTHM.set(rhythm)


@contextmanager
def within(rhythm: Rhythm) -> Iterator[None]:
    """What is said inside is said for an office of this rhythm."""
    token = _RHYTHM.set(rhythm)
    try:
        yield
    finally:
        _RHYTHM.reset(token)


def per(text: str) -> str:
    """A sentence of ours that speaks of quarters, as the office at hand says it."""
    return periods.said(kind(), text)


def of_day(day: date) -> Period:
    """The office's period in which a day lies."""
    return periods.of_day(kind(), day)


_NO_DAY: Final = r"(?![底末初中旬0-9])(?!\s*[0-9一二三四五六七八九十]{1,3}[日号])"
_COUNTED: Final = r"(?<=[0-9一二两三四五六七八九十几])个"
_HEARD: Final[Mapping[Kind, tuple[tuple[re.Pattern[str], str], ...]]] = {
    "month": (
        (re.compile(rf"(?<![0-9早晚])(上上|上|下)一?个?月(?:份|度)?{_NO_DAY}"), r"\1季度"),
        (re.compile(rf"(本|这个?|当)月(?:份|度)?{_NO_DAY}"), r"\1季度"),
        (re.compile(r"([每各逐])个?月(?:份|度)?"), r"\1季度"),
        (re.compile(rf"{_COUNTED}月"), "个季度"),
        (re.compile(r"月度"), "季度"),
    ),
    "half": (
        (re.compile(r"(上上|上|下)一?个半年度?"), r"\1季度"),
        (re.compile(r"([本这每各])个?半年度?"), r"\1季度"),
        (re.compile(rf"{_COUNTED}半年度?"), "个季度"),
        (re.compile(r"(?<![上下])半年度?(?=考核|得分|工作|总结)"), "季度"),
    ),
    "term": (
        (re.compile(r"(?<![年第])(上上|上|下)一?个?学期"), r"\1季度"),
        (re.compile(r"([本这每各])个?学期"), r"\1季度"),
        (re.compile(rf"{_COUNTED}学期"), "个季度"),
        (re.compile(r"(?<![一二上下])学期(?=考核|得分|工作|总结)"), "季度"),
    ),
    "year": (
        (re.compile(r"(上上|上|下)一?个?年度"), r"\1季度"),
        (re.compile(r"([本这每各])个?年度"), r"\1季度"),
        (re.compile(rf"{_COUNTED}年度"), "个季度"),
        (re.compile(r"(?<![0-9])年度(?=考核|得分|工作|总结)"), "季度"),
    ),
    "quarter": (),
}  # fmt: skip


def heard(text: str) -> str:
    """What is typed to an office of months as one would say it to an office of quarters.

    和上月一样 becomes 和上季度一样, which is what the grammar knows; 11月 stays, being a name. For
    what is compared with words of ours, never for what is kept.
    """
    text = put_right(text)
    for was, now in _HEARD[kind()]:
        text = was.sub(now, text)
    return text
