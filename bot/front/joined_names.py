"""A name joined to a unit's that is none itself: put right, or asked about. Never dropped.

财证局和教育局谁高 is of both bureaus; of 广电局和教育局谁高 the first is on no roster, and the
answer of the second alone would be taken for the answer of both. No page of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from bot.corridor.events import ROUTE_BYTES, Message
from bot.corridor.routes import link
from bot.front.asking import Asking
from bot.front.called import asks_whether
from bot.questions import words as question_words
from bot.questions.not_ours import unknown_place

_ENDS: Final = r"(?:局|委|镇|乡|街道|办|院|联|会)"
_JOINT: Final = r"(?:和|跟|与|及|以及|还有|、|,|，|同|比)"
_AFTER: Final = re.compile(rf"{_JOINT}(?P<name>[一-鿿]{{1,4}}?{_ENDS})")
_JOINT_BEFORE: Final = re.compile(rf"{_JOINT}$")
_JOINT_BEHIND: Final = re.compile(rf"^{_JOINT}")
_BEFORE: Final = re.compile(rf"(?P<name>[一-鿿]{{1,3}}{_ENDS}){_JOINT}$")


def put_right(asking: Asking, text: str) -> str | Message:
    """The sentence with such names as the roster has them; the question, where one is on none."""
    if asks_whether(text):
        return text
    text = _uncounted(asking, text)
    mentions = asking.roster.find_in(text)
    known = [(one.start, one.end) for one in mentions]
    for start, end in _joined(text, known):
        name, shorter = text[start:end], start
        while len(name) > _LEAST:
            found = asking.roster.find(name)
            if found.unit is not None and found.sure:
                break
            if found.unit is not None and found.alike:
                right = found.unit.short or found.unit.name
                return put_right(asking, f"{text[:shorter]}{right}{text[end:]}")
            shorter, name = shorter + 1, text[shorter + 1 : end]
        else:
            strange = unknown_place(text[start:], [(a - start, b - start) for a, b in known])
            if strange and text[start:].startswith(strange):
                return _asked(text, strange, (start, start + len(strange)))
    return text


_LEAST: Final = 2
_COUNT: Final = re.compile(
    r"[,，、]?(?P<these>[这那])?(?P<n>[两二三四五六七八九俩仨几])(?:(?<=[俩仨])|(?<![俩仨])(?:个|家))++(?:单位|局|乡镇|镇)?"
    r"(?!季|月|星期|周|工作日|指标|项|部分|方面|[0-9])(?:都)?"
    r"(?P<together>(?:给我|在)?(?:放|摆|搁|拿|凑)(?:在|到)?(?:一块儿?|一起|一处|一堆|一道))?"
)
_MANY: Final = {sign: n for n, sign in enumerate("二三四五六七八九", 2)} | {
    "两": 2,
    "俩": 2,
    "仨": 3,
}
"""这三个, 三家放一块, behind the names: how many they are, which is seen."""


def _uncounted(asking: Asking, text: str) -> str:
    """催一下黄道、白庙、渣园这三个 without the count of those that are named just before it."""
    if _COUNT.search(text) is None:
        return text
    ends = [one.end for one in asking.roster.find_in(text)]
    if len(ends) < _LEAST:
        return text
    match = _COUNT.match(text, ends[-1])
    if match is None or not (match["these"] or match["together"]):
        return text  # 堂街七家 薛店六家 are figures
    if match["n"] != "几" and _MANY[match["n"]] != len(set(ends)):
        return text
    return text[: match.start()] + text[match.end() :]


def _joined(text: str, known: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Where something like a name stands joined to a known one."""
    for start, end in known:
        if after := _AFTER.match(text, end):
            yield after.span("name")
        if before := _BEFORE.search(text[:start]):
            yield before.span("name")


def _asked(text: str, name: str, at: tuple[int, int]) -> Message:
    """Nobody is called so: said, with the sentence of those who are known to tap."""
    before, after = text[: at[0]], text[at[1] :]
    between = bool(_JOINT_BEFORE.search(before) and _JOINT_BEHIND.match(after))
    before = before if between else _JOINT_BEFORE.sub("", before)
    without = before + _JOINT_BEHIND.sub("", after, count=1)
    route = link("asked", "said", without)
    fits = len(route.encode()) <= ROUTE_BYTES
    return question_words.one_not_on_the_roster(name, [(without, route)] if fits else [])
