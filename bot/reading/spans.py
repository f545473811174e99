"""The time that a paper says it is about: 一季度治理情况的通报, 上半年总结, 2025年度总结.

Pure. A paper's days are ``dates``'; a quarter that is only counted up to (前三季度) ends with it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Final

from scoring.periods import first_day, last_day

_FIGURE: Final = {"一": 1, "二": 2, "三": 3, "四": 4, "1": 1, "2": 2, "3": 3, "4": 4}
_YEAR: Final = r"(?:(20\d\d)年(?:度)?的?)?"
_QUARTER: Final = re.compile(rf"{_YEAR}(?:第|前)?([一二三四1-4])(?:个)?季度")
_HALF: Final = re.compile(rf"{_YEAR}(上|下)半年")
_MONTHS: Final = re.compile(rf"{_YEAR}(1?\d)(?:月份?)?(?:[-—–~～至到]+(1?\d))?月(?:份)?(?!\d)")
_WHOLE: Final = re.compile(r"(20\d\d)年度?(?:全年)?(?=[^\d月第一二三四上下前]|$)")
_NEAR: Final = 90
_BEGINS: Final = re.compile(
    r"(?:^|[:。;])((?:20\d\d年)?(?:第?[一二三四1-4]季度|上半年|1?\d(?:[-~—至](?:1?\d))?月份?(?!\d))[,，以共全我各本])"
)


def spans(text: str, year: int) -> Iterator[tuple[date, date, str]]:
    """Each time that is named, as its first and last day and its words; ``year`` where none is."""
    for one in _QUARTER.finditer(text):
        if "至" not in text[one.end() : one.end() + 1]:
            at = (int(one[1] or year), _FIGURE[one[2]])
            yield first_day(at), last_day(at), one[0]
    for one in _HALF.finditer(text):
        own, second = int(one[1] or year), one[2] == "下"
        yield (
            first_day((own, 3 if second else 1)),
            last_day((own, 4 if second else 2)),
            one[0],
        )
    for one in _MONTHS.finditer(text):
        first, last = int(one[2]), int(one[3] or one[2])
        if 1 <= first <= last <= 12 and not re.match(r"\d{1,2}[日号]", text[one.end() :]):
            until = last_day((int(one[1] or year), (last + 2) // 3))
            yield date(int(one[1] or year), first, 1), until, one[0]
    for one in _WHOLE.finditer(text):
        yield date(int(one[1]), 1, 1), date(int(one[1]), 12, 31), one[0]


def before(texts: Iterable[str], first: date, written: date | None) -> str:
    """The words for the time before a day of which a title, or how its text begins, tells.

    What is written in this quarter of the one that has just ended, or of a whole year, is of this
    one; a title goes before the text.
    """
    for text in texts:
        found = list(spans(text, (written or first).year))
        if not found:
            continue
        until = max(last for _, last, _ in found)
        year = until == date(until.year, 12, 31) and found[-1][0] == date(until.year, 1, 1)
        ended = until == first - timedelta(days=1) or year
        just = ended and written is not None and written >= first
        return found[0][2] if until < first and not just else ""
    return ""


def opening(plain: str, title: str) -> str:
    """The sentence that begins with a time near the head of a text, as texts are searched."""
    told = plain.partition(title)[2][:_NEAR] if title in plain else plain[:_NEAR]
    match = _BEGINS.search(told)
    return match[1] if match else ""
