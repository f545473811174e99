"""Clauses that count otherwise for each class of unit: 一类单位每次得1分, 二类单位每次得2分.

Here: pieces that say the same of several classes with other figures, and levels asked of each class
before what falls short takes points. Not here: what a piece says (`recognise`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Final

from scoring.drafting.pieces import number_of
from scoring.drafting.state import COUNT, Keys, N, State, clean, safe
from scoring.keys import OWN

_CLASS: Final = re.compile(
    r"(?P<name>(?:第)?[一二三四五甲乙丙A-D]类)(?:单位|乡镇|街道|部门|学校|企业|地区|村)?(?:的)?(?P<rest>.+)"
)
_TWO: Final = 2
Take = Callable[[State, str], bool]


def by_class(state: State, rest: Sequence[str], take: Take) -> int:
    """How many pieces say one term for several classes; 0 where they do not."""
    found = [_CLASS.fullmatch(piece) for piece in rest]
    alike: list[re.Match[str]] = []
    for one in found:
        if one is None or (alike and _bare(one["rest"]) != _bare(alike[0]["rest"])):
            break
        alike.append(one)
    if len(alike) < _TWO or len({one["name"] for one in alike}) < len(alike):
        return 0
    terms = [_term(state, one["rest"], take) for one in alike]
    first = terms[0]
    if first is None:
        return 0
    own: dict[str, Keys] = {}
    for one, term in zip(alike[1:], terms[1:], strict=True):
        if term is None or term[0] != first[0]:
            return 0
        other = {key: value for key, value in term[1].items() if first[1].get(key) != value}
        if not other or not set(other) <= set(OWN) or set(term[1]) != set(first[1]):
            return 0
        own[one["name"]] = other
    state.put(first[0], {**first[1], "for": own})
    _noted(state, alike[0]["name"], own)
    return len(alike)


def _bare(text: str) -> str:
    return re.sub(N, "#", text)


def _term(state: State, piece: str, take: Take) -> tuple[int, Keys] | None:
    """The one term a piece says by itself: its sign and its keys."""
    own = State(state.points, state.name, state.content, state.decided, beyond=state.beyond)
    own.sentence, own.context, own.fresh = state.sentence, list(state.context), state.fresh
    if not take(own, piece) or len(own.placed) != 1 or own.gates or own.stops or own.unread:
        return None
    state.forks |= own.forks
    _, sign, term = own.placed[0]
    return sign, dict(term)


def short_of_class(state: State, unit: str, points: Decimal) -> bool:
    """一类乡镇报送不少于6篇, 二类乡镇不少于4篇, 每少1篇扣0.5分: under a level of each class."""
    asked = re.compile(
        rf"(?P<what>.*?)(?:每(?:年|月|季度))?(?:不少于|不低于|至少|不得少于)(?P<line>{COUNT}){unit}"
    )
    levels: dict[str, Decimal] = {}
    label = ""
    for said in state.context:
        one = _CLASS.fullmatch(said)
        found = asked.fullmatch(one["rest"]) if one is not None else None
        line = number_of(found["line"]) if found is not None else None
        if one is None or found is None or line is None:
            continue
        label = label or clean(found["what"])
        levels[one["name"]] = line
    if len(levels) < _TWO or not safe(label) or len(label) < _TWO:
        return False
    (first, under), *others = levels.items()
    own: dict[str, Keys] = {name: {"under": line} for name, line in others}
    term: Keys = {"each": label, "unit": unit, "under": under, "points": points, "for": own}
    state.put(-1, term)
    _noted(state, first, own)
    return True


_LINE_OF_CLASS: Final = re.compile(
    rf"(?P<line>{N})%(?:以上)?\((?P<name>[\u4e00-\u9fff]{{2,8}}?)(?:为|是|:|达到|不低于)?(?P<own>{N})%(?:以上)?\)"
)


def without_lines_of_classes(state: State, text: str) -> str:
    """普及率达到85%(山区70%): the line of one class, kept until its terms are known."""
    for found in _LINE_OF_CLASS.finditer(text):
        own = (found["name"], Decimal(found["own"]) / 100, found[0])
        state.lines_of_classes[Decimal(found["line"]) / 100] = own
    return _LINE_OF_CLASS.sub(r"\g<line>%", text)


def put_lines_of_classes(state: State) -> None:
    """The same line for all but one class of units."""
    for line, (name, own, said) in state.lines_of_classes.items():
        keys = [
            (term, key)
            for term in (*state.add, *state.deduct)
            for key in ("under", "over", "target")
            if term.get(key) == line
        ]
        for term, key in keys:
            term["for"] = {name: {key: own}}
        if keys:
            state.notes.append(f"分类的名称（“{name}”）要和单位名册里的一致")
        else:
            state.unread.append(said)


def _noted(state: State, first: str, own: Keys | dict[str, Keys]) -> None:
    names = "、".join(f"“{name}”" for name in (first, *own))
    state.notes.append(
        f"分类的名称（{names}）要和单位名册里的一致，没有写到的单位按“{first}”的数算"
    )
