"""The lines of the grades as a document prints them: 90分以上为优秀, 优秀（90分以上）.

Here: which grade begins at which mark, and whether all that was printed was read. Not here: the
rest of the header (`header`).
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final

from scoring.exact import ZERO

_N: Final = r"([0-9]+(?:\.[0-9]+)?)"
_BARE: Final = re.compile(r"\((?:含|不含)[^)]*\)")
_PLAIN: Final[tuple[tuple[re.Pattern[str], str], ...]] = tuple(
    (re.compile(pattern), plain)
    for pattern, plain in (
        (
            rf"{_N}\s*分?\s*(?:≤|<=)[^,。;)0-9]{{0,8}}(?:(?:<|≤|<=)\s*{_N}\s*分?)?",
            r"\1分以上",
        ),
        (
            rf"{_N}\s*分?\s*(?:及|或)?以上,?\s*(?:至|-|—|~|不足|低于|不到|且低于)?\s*{_N}\s*分(?:以下)?",
            r"\1分以上",
        ),
        (rf"{_N}\s*分?\s*(?:[-—–~至到]|——)+\s*{_N}\s*分(?!以上)(?:以下)?", r"\1分以上"),
        (rf"(?:≥|>=|达到|不低于)\s*{_N}\s*分?(?:以上)?", r"\1分以上"),
        (rf"{_N}\s*分?\s*(?:及|或)?以上", r"\1分以上"),
        (rf"(?:<|低于|不足|不满|不到)\s*{_N}\s*分?(?:以下)?", r"\1分以下"),
        (rf"{_N}\s*分?\s*(?:及)?以下", r"\1分以下"),
    )
)
"""Every printed range as the mark it begins at, or ends below."""
_NAME: Final = (
    r"(?P<name>优秀|良好|基本合格|基本称职|不合格|不达标|不称职|合格|达标|称职|较好|较差|一般|优|良|中|差|好"
    r"|[一二三四五]等|[一二三四五]类|[一二三四五]级|[一二三四五]星级?|[ABCDE](?:级|等|类|档)?)"
)
_WORDS: Final = r"(?:的)?(?:[^,。;、0-9()“”\"]{0,20}?(?:为|是|属于?|成)|,)?[“\"]?"
_OF_A_GRADE: Final = r"[”\"]?(?:等次|等级|档次|档)?\s*(?:\(|:|为|:\()\s*[^,。;、0-9()]{0,12}"
_LEADING: Final = re.compile(rf"(?P<line>[0-9.]+)分以上{_WORDS}{_NAME}")
_TRAILING: Final = re.compile(rf"{_NAME}{_OF_A_GRADE}(?P<line>[0-9.]+)分以上")
_WORST_LEADING: Final = re.compile(rf"(?P<line>[0-9.]+)分以下{_WORDS}{_NAME}")
_WORST_TRAILING: Final = re.compile(rf"{_NAME}{_OF_A_GRADE}(?P<line>[0-9.]+)分以下")
_WHOLE_MARKS: Final = re.compile(r"[0-9]+\s*(?:分)?[-—–~至][0-9]*9\s*分")
_ENOUGH: Final = 2
_PLAUSIBLE: Final = 40
"""A lower mark is no line of a grade, but one of a row."""


def grades_in(text: str) -> tuple[list[list[object]], tuple[str, ...]]:
    """Return the grades of a normalized text from the best, and what of them is to be asked.

    Empty where fewer than two are found.
    """
    printed, text = text, _BARE.sub("", _without_numbers(text))
    for pattern, plain in _PLAIN:
        text = pattern.sub(plain, text)
    best: list[list[object]] = []
    for pattern, worst in ((_TRAILING, _WORST_TRAILING), (_LEADING, _WORST_LEADING)):
        found = _lines(text, pattern, worst)
        if len(found) > len(best):
            best = found
    if not best:
        return [], ()
    return best, tuple(_asked(printed, text, best))


_NUMBERED: Final = re.compile(
    r"(?<![0-9.])(?P<own>[1-9])\.(?=(?:1[0-9]{2}|[4-9][0-9])(?:\.[0-9]+)?\s*分)"
)


def _without_numbers(text: str) -> str:
    """2.一票否决。3.90分以上为优秀: the third note, and no mark of 3.90."""
    found = _NUMBERED.search(text)
    if found is None:
        return text
    before = int(found["own"]) - 1
    lead = re.search(r"(?:^|[。;:：\n\s])$", text[: found.start()])
    if lead is None or (
        before and not re.search(rf"(?<![0-9.]){before}[.、．]", text[: found.start()])
    ):
        return text
    return f"{text[: found.start()]}{_without_numbers(text[found.end() :])}"


def without_lines(text: str) -> str:
    """A normalized text without what says which grade begins at which mark."""
    text = _BARE.sub("", _without_numbers(text))
    for pattern, plain in _PLAIN:
        text = pattern.sub(plain, text)
    for pattern in (_TRAILING, _WORST_TRAILING, _LEADING, _WORST_LEADING):
        text = pattern.sub("", text)
    return text


def _lines(text: str, pattern: re.Pattern[str], worst: re.Pattern[str]) -> list[list[object]]:
    found: dict[str, Decimal] = {}
    for one in pattern.finditer(text):
        found.setdefault(one["name"], Decimal(one["line"]))
    ordered = sorted(found.items(), key=lambda one: -one[1])
    if len(ordered) < _ENOUGH or len({line for _, line in ordered}) < len(ordered):
        return []
    lowest = ordered[-1][1]
    names = [one["name"] for one in worst.finditer(text) if Decimal(one["line"]) == lowest]
    last = next((one for one in names if one not in found), "不合格")
    return [*([name, line] for name, line in ordered), [last, ZERO]]


def _asked(printed: str, text: str, found: list[list[object]]) -> list[str]:
    """Marks that lie between two whole ones, and lines that were printed and not read."""
    asked = []
    if _WHOLE_MARKS.search(printed):
        asked.append("等次的分数线写的是整数（如 80—89 分），89.5 这样的分先归低的一等，请看一看")
    begins = {line for _, line in found}
    others = {Decimal(one) for one in re.findall(r"([0-9.]+)分以上", text)} - begins
    if any(one >= _PLAUSIBLE for one in others):
        asked.append("等次的分数线像是没有全读出来，请看一看")
    return asked
