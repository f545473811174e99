"""When a text says something is: its day, its part of the day, its hour, each as it was written.

For changing one of them in a text that somebody wrote; nothing is computed here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

_NUM: Final = r"[0-9]{1,2}|[一二两三四五六七八九十]{1,3}"
_DAY: Final = (
    r"(?:[本这下上]+个?)?(?:周|星期|礼拜)[一二三四五六日天末]|[0-9]{1,2}月[0-9]{1,2}[日号]?"
    r"|(?:这个月|本月|下个?月)?(?:[0-9]{1,2}|[一二三]?十[一二三四五六七八九]?)[日号]"
    r"|(?:大后|今|明|后)[天日儿]|(?:本|这个?|下个?)?月底|年底|元旦"
)
_PART: Final = r"一大早|早上|早晨|清早|上午|中午|下午|傍晚|晚上|夜里|下班"
_MINUTE: Final = r"(?:[0-9]{1,2}|[一二三四五]?十[一二三四五六七八九]?|一刻|三刻)"
_CLOCK: Final = rf"(?:{_NUM})(?:点钟|点半|点{_MINUTE}分?|点整?|时|[:：][0-9]{{2}})"
_SHORT: Final = {
    "今早": "今天早上",
    "今晚": "今天晚上",
    "明早": "明天早上",
    "明晚": "明天晚上",
    "后早": "后天早上",
}
_WHEN: Final = re.compile(
    rf"(?P<short>{'|'.join(_SHORT)})(?P<clock2>{_CLOCK})?"
    rf"|(?P<day>{_DAY})的?(?P<part>{_PART})?的?(?P<clock>{_CLOCK})?"
    rf"|(?P<part3>{_PART})的?(?P<clock3>{_CLOCK})?|(?P<clock4>{_CLOCK})"
)
SIGN: Final = re.compile(rf"{_DAY}|{_PART}|{_CLOCK}|{'|'.join(_SHORT)}")
"""Anything that says when."""


@dataclass(frozen=True, slots=True)
class When:
    """A time as it was written; what is not said of it is empty."""

    day: str = ""
    part: str = ""
    clock: str = ""


def when_of(text: str) -> When | None:
    """The time that a text is and nothing besides; None: it is another text."""
    match = _WHEN.fullmatch(text.strip())
    return _read(match) if match else None


def _read(match: re.Match[str]) -> When:
    short = _SHORT.get(match["short"] or "", "")
    return When(
        match["day"] or short[:2],
        match["part"] or match["part3"] or short[2:],
        match["clock"] or match["clock2"] or match["clock3"] or match["clock4"] or "",
    )


def retimed(text: str, to: When, old: When | None = None) -> tuple[str, int]:
    """The text with its time put right, and how many such times stand in it: where it is not
    one, the text stays. ``old``: which of them is meant.

    三点 put to 四点 keeps its day and its part of the day; 下午三点 put to 上午 keeps its hour.
    """
    every = [(one, _read(one)) for one in _WHEN.finditer(text)]
    fitting = [(at, one) for at, one in every if _holds(one, old) and _same_kind(one, to)]
    if len(fitting) != 1:
        return text, len(fitting)
    match, was = fitting[0]
    whole_day = bool(to.day) and not (to.part or to.clock)
    now = When(
        to.day or was.day,
        to.part or ("" if to.clock and to.day and was.part and not was.clock else was.part),
        to.clock or ("" if to.day and to.part and not whole_day else was.clock),
    )
    put = f"{now.day}{now.part}{now.clock}"
    for short, written in _SHORT.items():  # 今晚十点 stays 今晚
        if match["short"] == short and put.startswith(written):
            put = f"{short}{put.removeprefix(written)}"
    return f"{text[: match.start()]}{put}{text[match.end() :]}", 1


def _holds(one: When, old: When | None) -> bool:
    if old is None:
        return True
    pairs = ((old.day, one.day), (old.part, one.part), (old.clock, one.clock))
    return all(not wanted or wanted == there for wanted, there in pairs)


def _same_kind(one: When, to: When) -> bool:
    """Whether a time says a day where a day is put right, an hour where an hour is."""
    if to.day:
        return bool(one.day)
    return bool(one.clock) if to.clock else bool(one.part or one.clock)
