"""Two questions in one sentence: 交通局总分和名次, 优秀几个不合格几个. Each half is offered.

The second half may leave out whom or when the first one named. Nothing is answered at once: which
of the two was meant first, the person taps.
"""

from __future__ import annotations

from typing import Final

from bot.questions.combined.nearly import said_back
from bot.questions.combined.query import Query
from bot.questions.combined.reading import Known, Word, pieces

_MOST_WORDS: Final = 16
_JOINTS: Final = frozenset(("join", "and", "stop"))
_SHARED: Final = frozenset(("unit", "group", "quarter", "row", "rowname"))

Half = tuple[str, Query]


def halves(text: str, known: Known) -> tuple[Half, Half] | None:
    """The two questions that a sentence is made of, word for word; None where it is not."""
    words = pieces(text, known)
    if len(words) > _MOST_WORDS or any(one.kind == "stray" for one in words):
        return None
    cuts = [(words[:place], words[place:]) for place in range(1, len(words))]
    even = [cut for cut in cuts if _asking(cut[0]) == _asking(cut[1])]
    found = (_cut(*cut, known) for cut in [*even, *(cut for cut in cuts if cut not in even)])
    return next((halves_ for halves_ in found if halves_), None)


def _asking(words: list[Word]) -> int:
    """How often it asks 谁 or 几家: as often in either half, where both do."""
    return sum(one.kind in ("who", "howmany") for one in words)


def _cut(first: list[Word], second: list[Word], known: Known) -> tuple[Half, Half] | None:
    while second and second[0].kind in _JOINTS:
        second = second[1:]
    while first and first[-1].kind in _JOINTS:
        first = first[:-1]
    one = said_back(first, known)
    if one is None or not second:
        return None
    shared = [word for word in first if word.kind in _SHARED]
    missing = [word for word in shared if all(word.kind != other.kind for other in second)]
    two = (said_back([*missing, *second], known) if missing else None) or said_back(second, known)
    return (one, two) if two is not None and two[1] != one[1] else None
