"""A sentence that wishes a second thing of what its first half asks for: 没交的有谁，都催一遍.

Only reading: where the sentence is cut, and what kind its second half is. Whether either half says
anything is for whoever knows the questions and orders (``bot.front.two_wishes``).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from bot.speech.numbers import plain

LONGEST: Final = 50
_AND: Final = (
    r"(?:再|然后|顺便|顺手|顺带|另外|同时|并且|并|完了|接着|还有|也)*(?:帮我|给我|请)?(?:再)?"
)
_CUT: Final = re.compile(
    rf"[,，;；。\s]+{_AND}|(?<=.)(?:再|然后|顺便|顺手|顺带|另外|同时)(?=(?:催|通知|提醒|发|告诉|给|把|邀请))"
)
_SPLIT: Final = re.compile(
    r"(?:(?:按|把)?(?:县直|部门|局委)(?:单位)?[和跟与、]?(?:乡镇|镇街)(?:街道)?|(?:乡镇|镇街)(?:街道)?[和跟与、]?(?:县直|部门|局委)(?:单位)?"
    r"|两张表|两类|两边)"
    r"(?:要|都|也|单独|各自)?(?:(?:分开|分别)(?:来|着)?(?:说|列|算|看|统计|讲|报|排)?(?:一下|吧)?"
    r"|各(?:有|是|占)?(?:多少|几)(?:个|家|项)?|分别(?:是)?(?:多少|几)(?:个|家|项)?)"
    r"|分(?:开)?(?:县直|部门)(?:单位)?[和跟与、]?(?:乡镇|镇街)(?:街道)?(?:说|列|算|看)?"
)
_LISTS: Final = re.compile(
    r"(?:把)?(?:名单|单位|名字)?(?:都|全)?(?:列|说|发|报)(?:一下|出来|给我|我)+|(?:把)?名单(?:也)?(?:给我|发我|列出来|列一下)"
)


@dataclass(frozen=True, slots=True)
class Wishes:
    """Two halves of a sentence."""

    first: str
    second: str
    split: bool = False
    """县直乡镇分开说: the first, for each table by itself."""
    lists: bool = False
    """把名单列出来: which, beside how many."""


def wishes(text: str) -> Iterator[Wishes]:
    """Each way a sentence may be two wishes, the earliest cut first."""
    said = plain(text).strip().rstrip("。.!！?？~ ")
    if not said or len(said) > LONGEST:
        return
    for cut in _CUT.finditer(said):
        first, second = said[: cut.start()], said[cut.end() :]
        if len(first) < _LEAST or len(second) < _LEAST:
            continue
        split = _SPLIT.fullmatch(second) is not None
        yield Wishes(first, second, split=split, lists=_LISTS.fullmatch(second) is not None)


_LEAST: Final = 2
