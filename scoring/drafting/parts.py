"""A row whose points are said in parts, some of which can be lost: 演练2次得3分, 少一次扣1.5分.

Here: which parts are there from the start and fall, and which are only added. Not here: what a
piece says (`recognise`, `shares`), what the whole means then (`settling`).
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final

from scoring.drafting.state import Keys, State
from scoring.exact import ZERO

_TWO: Final = 2


def take_parts(state: State) -> None:
    """Parts of the points become the start of the row, and what they can lose at most."""
    whole = _lines(state) + _flags(state) or _kept(state) or _level(state)
    if not whole:
        return
    if state.points is None or state.start is not None:
        state.unread.append("有的分数是从头就有、只会扣的，这一行没有写分值")
        return
    if state.add:
        state.start = whole
    elif whole < state.points:
        state.guessed.append("几项达到各得几分，加起来不到这一行的分值，先从满分起扣")
    elif whole > state.points:
        state.unread.append("几项达到各得几分，加起来超过这一行的分值")


def _lines(state: State) -> Decimal:
    """达到95%得5分: there from the start where its shortfall takes, else a step of its own."""
    start = ZERO
    for label, points in state.partial.items():
        if "falls" in state.used.get(label, ()):
            start += points
            continue
        over = next((one for one in state.add if one.get("rate") == label and "over" in one), None)
        if over is None or state.points is None:
            state.put(1, {"rate": label, "band": [[state.known[label], points]]})
            continue
        over["max"] = state.points - points
        step: Keys = {"rate": label, "band": [[state.known[label], points]]}
        state.add.insert(state.add.index(over), step)
        state.placed.insert(0, (0, 1, step))
    return start


def _flags(state: State) -> Decimal:
    """计3分, 少一次扣1.5分: a part that is there until something is lacking."""
    parts = [one for one in state.add if "if" in one or _step(one)]
    if not parts or len(state.add) + len(state.partial) < _TWO or not _whole(state):
        return ZERO
    start = ZERO
    for flag in parts:
        lost = _behind(state, flag)
        if not lost:
            continue
        points = _step(flag) or Decimal(str(flag["points"]))
        for term in lost:
            if "if" not in term:
                term.setdefault("max", points)
        state.add.remove(flag)
        state.placed = [one for one in state.placed if one[2] is not flag]
        start += points
    return start


def _step(term: Keys) -> Decimal:
    """What a single step brings: 2场以上得4分; 0 where there are several."""
    band = term.get("band")
    return Decimal(str(band[0][1])) if isinstance(band, list) and len(band) == 1 else ZERO


def _kept(state: State) -> Decimal:
    """举办得3分, 未纳入计划扣2分, of 5 points: what can only be taken is there from the start."""
    terms = [*state.add, *state.deduct]
    if not state.add or not state.deduct or any("if" not in one for one in terms):
        return ZERO
    taken = sum((Decimal(str(one["points"])) for one in state.deduct), ZERO)
    given = sum((Decimal(str(one["points"])) for one in state.add), ZERO)
    return taken if taken + given == state.points else ZERO


def _beside(term: Keys) -> bool:
    """Whether a term counts how far a share lies from its target."""
    if "amount" in term:
        return "百分点" in str(term["unit"])
    return "rate" in term and (term.get("over") == 1 or term.get("under") == 1)


def _level(state: State) -> Decimal:
    """达到平均水平得10分, 每高于1个百分点加0.5分, 每低于1个百分点扣0.5分: there, up and down."""
    flags = [one for one in state.add if "if" in one]
    ups = [one for one in state.add if _beside(one)]
    downs = [one for one in state.deduct if _beside(one)]
    if len(flags) != 1 or not ups or not downs or len(state.add) != 1 + len(ups):
        return ZERO
    state.add.remove(flags[0])
    state.placed = [one for one in state.placed if one[2] is not flags[0]]
    return Decimal(str(flags[0]["points"]))


def _whole(state: State) -> bool:
    """Whether what is added comes to the points of the row."""
    total = sum(state.partial.values(), ZERO)
    for one in state.add:
        band = one.get("band")
        steps = [Decimal(str(points)) for _, points in band] if isinstance(band, list) else []
        if not steps and "if" not in one and "max" not in one:
            return False
        total += max(steps, default=Decimal(str(one.get("max", one.get("points", 0)))))
    return total == state.points


def _all_of_it(flag: Keys) -> bool:
    """合格率100%得3分: every single one that is not takes some of it."""
    band = flag.get("band")
    return "rate" in flag and isinstance(band, list) and band[0][0] == 1


def _denies(flag: Keys, taken: str) -> bool:
    """有发展规划和年度计划得3分; 无规划扣1分: what is taken says what of it is lacking."""
    found = re.match(r"(?:未|无|没有)(?P<core>.{2,})", taken)
    return found is not None and found["core"][:2] in str(flag.get("if", ""))


def _behind(state: State, flag: Keys) -> list[Keys]:
    """The terms right behind a flag, in its sentence, that say what of it is lacking."""
    places = [term for _, _, term in state.placed]
    at = next(number for number, term in enumerate(places) if term is flag)
    sentence, found = state.placed[at][0], []
    for where, sign, term in state.placed[at + 1 :]:
        named = str(term.get("each", ""))
        short = "lacking" in term or "under" in term or "缺少的" in named
        short = short or (_all_of_it(flag) and re.search("未|不", named) is not None)
        denied = _denies(flag, str(term.get("if", "")))
        if where > sentence + denied or sign > 0 or not (short or denied):
            break
        found.append(term)
    return found
