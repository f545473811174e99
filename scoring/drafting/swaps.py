"""Whether each figure of a clause stands with its own name in the rule, not with another's.

Here: 垃圾每处扣0.2分, 污水每处扣0.5分, and 分别加5分、3分、1分. Not here: figures and words that
went nowhere (`accounts`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Final

from scoring.drafting.pieces import sentences
from scoring.drafting.spans import step_of
from scoring.drafting.wordings import NAMES, covered, listed

_NUMBER: Final = re.compile(r"[0-9]+(?:\.[0-9]+)?")
_ONE: Final = re.compile(
    r"(?P<what>.*?)(?P<verb>得|加|计|扣除|扣减|扣|减)?(?P<points>[0-9]+(?:\.[0-9]+)?)分(?!-)"
)


_LIST: Final = re.compile(
    r"(?:分别|依次|各)(?P<verb>得|加|计|扣|减)(?P<all>(?:[0-9.]+分?[、,/和]?){2,})"
)


def swapped(text: str, keys: Mapping[str, object]) -> Iterator[str]:
    """垃圾每处扣0.2分, 污水每处扣0.5分: each figure with its own name, and not with the other's."""
    for group in sentences(text):
        before = ""
        for piece in group:
            if re.search("最多|最高|不超过|封顶|为止|为限", piece):
                continue  # the most of it, and no figure of its own
            several, one = _LIST.search(piece), _ONE.fullmatch(piece)
            if several is None and one is None:
                before = piece
            elif (several is not None and not _in_order(several, keys)) or (
                several is None and one is not None and not _with_its_own(before, one, keys)
            ):
                yield piece


def levels_swapped(text: str, keys: Mapping[str, object]) -> Iterator[str]:
    """国家级加5分、省级加3分: each level with the points that are printed after it."""
    for term in (*listed(keys.get("add")), *listed(keys.get("deduct"))):
        levels = term.get("levels")
        if not isinstance(levels, list):
            continue
        at = [text.find(str(word)) for word, _ in levels]
        if -1 in at or at != sorted(at):
            continue
        printed = [Decimal(one) for one in _NUMBER.findall(text[at[0] :])]
        for _, points in levels:
            while printed and printed[0] != points:
                printed.pop(0)
        if not printed:
            yield str(term.get("named"))


_END: Final = re.compile(
    r"(?P<side>前|后|末|倒数)(?:[0-9]+|[一二两三四五六七八九十]+)[名位][^,。;扣减得加计]*(?:分别|依次)+(?P<verb>[扣减得加计])"
)


def ends_turned(text: str, keys: Mapping[str, object]) -> Iterator[str]:
    """前三名分别加, 后三名分别扣: nothing is taken of the first, nor given to the last."""
    for found in _END.finditer(text):
        other = "add" if found["verb"] in "扣减" else "deduct"
        behind = found["side"] != "前"
        for term in listed(keys.get(other)):
            place = re.search(
                "(倒数)?第[一二三四五六七八九十]名$", str(term.get("each", term.get("if")))
            )
            if place is not None and bool(place[1]) == behind:
                yield found[0]


def _side(verb: str | None, keys: Mapping[str, object]) -> list[dict[str, object]]:
    side = "deduct" if (verb or "得")[0] in "扣减" else "add"
    return [one for one in listed(keys.get(side)) if "points" in one]


def _in_order(several: re.Match[str], keys: Mapping[str, object]) -> bool:
    """分别加5分、3分、1分: the terms have these points one after the other."""
    said = [Decimal(one) for one in _NUMBER.findall(several["all"])]
    held = [one["points"] for one in _side(several["verb"], keys)]
    runs = [held[at : at + len(said)] for at in range(len(held) - len(said) + 1)]
    return (
        not runs
        or said in runs
        or sorted(map(str, said)) not in [sorted(map(str, r)) for r in runs]
    )


def _with_its_own(before: str, one: re.Match[str], keys: Mapping[str, object]) -> bool:
    """Whether the term whose name is most like what is said has the points said with it."""
    terms, points = _side(one["verb"], keys), Decimal(one["points"])
    if len(terms) < _TWO or not any(term["points"] == points for term in terms):
        return True
    said = one["what"]
    if max(_alike(said, term) for term in terms) < _OWN_WORDS:
        said = before + said
    ranked = sorted(terms, key=lambda term: -_alike(said, term))
    first, second = _alike(said, ranked[0]), _alike(said, ranked[1])
    return ranked[0]["points"] == points or first == second or first < _OWN_WORDS


_TWO: Final = 2


_OWN_WORDS: Final = 2


def _alike(said: str, term: Mapping[str, object]) -> int:
    """How many signs of a piece stand, two or more together, in the name of a term."""
    name = "；".join(str(term[one]) for one in NAMES if one in term)
    return sum(covered(said, name))


_FURTHER: Final = Decimal("0.0001")
"""So far within a step that is open above its own figure lies in it for certain."""


def steps_swapped(text: str, keys: Mapping[str, object]) -> Iterator[str]:
    """90%以上得5分, 80%-90%得3分: each printed step brings what is printed behind it."""
    sides = ((1, "add"), (-1, "deduct"))
    stepped = [
        (sign, one)
        for sign, side in sides
        for one in listed(keys.get(side))
        if {"band", "upto"} & set(one)
    ]
    for piece in (one for group in sentences(text) for one in group) if stepped else ():
        step = step_of(piece)
        if step is None or step.closed or step.nothing or "第" in piece:
            continue
        inside = (step.low + step.high) / 2 if step.high is not None else step.low + _FURTHER
        own = [
            one
            for sign, one in stepped
            if sign == step.sign and str(one.get("unit", "%" if "rate" in one else "")) == step.unit
        ]
        if own and all(_brought(one, inside) != step.points for one in own):
            yield piece


def _brought(term: Mapping[str, object], figure: Decimal) -> Decimal:
    """What a stepped term brings at a figure."""
    band, upto = term.get("band"), term.get("upto")
    if isinstance(upto, list):
        within = (Decimal(points) for most, points in upto if figure <= most)
        return next(within, Decimal(str(term.get("otherwise", 0))))
    reached = [Decimal(points) for least, points in band if figure >= least] if isinstance(
        band, list
    ) else []  # fmt: skip
    return reached[-1] if reached else Decimal(0)
