"""A question with a word too many, or one nobody knows: what is left without it, to be offered.

Never an answer: what was left out may change the meaning, so the person is shown what is left and
taps it. Names, numbers and 没 are never left out.
"""

from __future__ import annotations

from itertools import combinations
from typing import Final

from bot.questions.combined.composing import compose, composed
from bot.questions.combined.query import Query
from bot.questions.combined.reading import Known, Word, pieces

_STRAYS: Final = 3
_STRAY: Final = 4
MOST_BYTES: Final = 52
"""A question that a button leads to: what of a route (64 bytes) is left for it."""
_MOST_WORDS: Final = 12
"""A longer row of words is left alone: every pair of them is tried."""
_DROPPED: Final = frozenset(
    ("and", "join", "get", "how", "send", "order", "each", "overall", "doing", "done",
     "items", "times", "begin", "upload", "now", "yet", "howmuch", "end", "need", "will", "stray",
     "same", "outcome", "received", "cases", "whole", "did", "when", "until", "rest", "only_then",
     "only", "will", "lately", "early", "course", "swing", "name", "place", "corrected", "items",
     "who", "howmany", "criteria", "notice", "line", "remain", "daypart", "rest", "gotten",
     "figures", "fill")
)  # fmt: skip
"""Kinds of words without which a question may still be asked."""
_NEVER: Final = "没未不无别非"


def nearly(text: str, known: Known) -> tuple[str, Query] | None:
    """The sentence that is left, and its query; None where nothing can be left out."""
    words = pieces(text, known)
    strays = [one for one in words if one.kind == "stray"]
    if len(strays) > _STRAYS or any(not _may_go(one) for one in strays):
        return None
    rest = [one for one in words if one.kind != "stray"]
    if sum(one.kind != "stop" for one in rest) > _MOST_WORDS:
        return None
    gone = [place for place, word in enumerate(rest) if word.kind in _DROPPED]
    ways = [(), *((one,) for one in gone), *combinations(gone, 2)]
    for left_out in ways if strays else ways[1:]:
        kept = [word for place, word in enumerate(rest) if place not in left_out]
        if found := said_back(kept, known):
            return found
    return None


def _may_go(stray: Word) -> bool:
    return len(stray.said) <= _STRAY and not any(sign in _NEVER for sign in stray.said)


def said_back(words: list[Word], known: Known) -> tuple[str, Query] | None:
    """A row of words as a sentence short enough for a button, and what it asks.

    Side by side the words may read differently; small words go where it is too long with them.
    """
    bare = [one for one in words if one.kind != "stop"]
    if composed(bare, known) is None:
        return None
    for kept in (words, bare):
        said = "".join(one.said for one in kept)
        fits = len(said) > 1 and len(said.encode()) <= MOST_BYTES and "/" not in said
        if fits and (query := compose(said, known)) is not None:
            return said, query
    return None
