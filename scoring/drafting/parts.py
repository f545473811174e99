"""A row whose points are said in parts, some of which can be lost: 演练2次得3分, 少一次扣1.5分.

Here: which parts are there from the start and fall, and which are only added. Not here: what a
piece says (`recognise`, `shares`), what the whole means then (`settling`).
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final

from scoring.drafting.caps import worth
from scoring.drafting.state import Keys, State
from scoring.exact import ZERO, plain

_TWO: Final = 2


def take_parts(state: State) -> None:
    """Parts of the points become the start of the row, and what they can lose at most."""
    capped = _capped(state)
    parts = _lines(state) + _flags(state, capped)
    whole = parts or _kept(state) or _level(state)
    if capped and (parts or (not whole and _whole(state, capped))):
        whole += capped
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
            state.put(1, _at_line(state, label, points))
            continue
        over["max"] = state.points - points
        step = _at_line(state, label, points)
        state.add.insert(state.add.index(over), step)
        state.placed.insert(0, (0, 1, step))
    return start


def _capped(state: State) -> Decimal:
    """超期1件扣0.5分, 扣完3分为止, the rest brings 2 of 5: 3 are there at first."""
    total = ZERO
    for sentence in {where for where, _, sign, _, _ in state.caps if sign < 0}:
        own = [sign for where, sign, _ in state.placed if where == sentence]
        most = [one for where, one, sign, _, _ in state.caps if where == sentence and sign < 0]
        falls = [one for where, sign, one in state.placed if where == sentence and sign < 0]
        said = sum((state.partial.get(str(one.get("rate")), ZERO) for one in falls), ZERO)
        if most == [said]:
            continue  # 达到45%得4分, 每少1%扣0.5分, 扣完4分为止: those 4 once
        if own and max(own) < 0 and len(most) == 1 and most[0] != state.points:
            total += most[0]
    return total


def _at_line(state: State, label: str, points: Decimal) -> Keys:
    """What a share brings at its line, or above it."""
    if label in state.above:
        return {"rate": label, "upto": [[state.known[label], ZERO]], "otherwise": points}
    return {"rate": label, "band": [[state.known[label], points]]}


def _flags(state: State, capped: Decimal) -> Decimal:
    """计3分, 少一次扣1.5分: a part that is there until something is lacking."""
    parts = [one for one in state.add if "if" in one or _step(one)]
    several = len(state.add) + len(state.partial) + bool(capped) >= _TWO
    if not parts or not (several or _part_of_what_falls(state, parts)):
        return ZERO
    certain = not _whole(state, capped)
    start = ZERO
    for flag in parts:
        lost = _behind(state, flag)
        if not lost or (certain and not all(_falls_short(one) for one in lost)):
            continue
        points = _step(flag) or Decimal(str(flag["points"]))
        if certain and "if" in flag:
            state.notes.append(f"“{flag['if']}”的{plain(points)}分从头就有，缺了才扣")
        for term in lost:
            if "if" not in term:
                term.setdefault("max", points)
        state.add.remove(flag)
        state.placed = [one for one in state.placed if one[2] is not flag]
        start += points
    return start


def _part_of_what_falls(state: State, parts: list[Keys]) -> bool:
    """每月不少于10条得4分, 每少1条扣0.2分, of 6 points where other things take too."""
    lost = _behind(state, parts[0])
    own = _step(parts[0]) or Decimal(str(parts[0]["points"]))
    short = bool(lost) and all(_falls_short(one) for one in lost)
    return (
        short and len(lost) < len(state.deduct) and state.points is not None and own < state.points
    )


def _step(term: Keys) -> Decimal:
    """What a single step brings: 2场以上得4分; 0 where there are several."""
    band = term.get("band")
    if "upto" in term and "otherwise" in term:
        return worth(term)
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


def _whole(state: State, capped: Decimal = ZERO) -> bool:
    """Whether what is added comes to the points of the row."""
    total = sum(state.partial.values(), capped)
    for one in state.add:
        band = one.get("band")
        steps = [Decimal(str(points)) for _, points in band] if isinstance(band, list) else []
        steps += [worth(one)] if "upto" in one else []
        share = "rate" in one and not {"over", "under", "per"} & set(one)
        if not steps and "if" not in one and "max" not in one and not share:
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


_WANTING: Final = re.compile("未|不(?!动产)|无|没有|缺|漏|逾期|超期|迟")
"""党费足额收缴得2分, 有1个季度未按时缴清的扣0.5分: what is not as it should be."""


def _free_of(flag: Keys, named: str) -> bool:
    """无撂荒地得2分, 每发现撂荒1亩扣0.1分: what the flag says there is none of."""
    found = re.search(r"(?:无|没有|零|未(?:发生|出现)?)(?P<core>.{2,})", str(flag.get("if", "")))
    return found is not None and found["core"][:2] in named


def _falls_short(term: Keys) -> bool:
    """不少于4篇得2分, 每少1篇扣0.5分: of the same, whatever else the row adds."""
    named = str(term.get("each", term.get("amount", "")))
    return "lacking" in term or "under" in term or "缺少的" in named


def _behind(state: State, flag: Keys) -> list[Keys]:
    """The terms right behind a flag, in its sentence, that say what of it is lacking."""
    places = [term for _, _, term in state.placed]
    at = next(number for number, term in enumerate(places) if term is flag)
    sentence, found = state.placed[at][0], []
    for where, sign, term in state.placed[at + 1 :]:
        named = str(term.get("each", term.get("amount", "")))
        short = _falls_short(term)
        wanting = "if" in flag and _WANTING.search(named) is not None
        short = short or wanting or _free_of(flag, named)
        short = short or (_all_of_it(flag) and _WANTING.search(named) is not None)
        denied = _denies(flag, str(term.get("if", "")))
        if where > sentence + denied or sign > 0 or not (short or denied):
            break
        found.append(term)
    return found
