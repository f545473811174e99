"""So much of the same where something of it lacks: 开展活动得2分（无影像资料的得1分）.

Here: a bracket or a piece behind points that brings less of them. Not here: other brackets
(`walking`), several that are seen side by side (`together`).
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final

from scoring.drafting.state import N, State, clean

LESSER: Final = re.compile(
    rf"\((?P<lack>(?:无|没有|缺少?|未|不)[^,()0-9]{{2,20}}?)(?:的|者)?(?:只|仅)?[得计]({N})分\)"
)
"""开展活动得2分(无影像资料的得1分): so much of the same, where something of it lacks."""


def lesser(state: State, piece: str) -> bool:
    """Part the points of what was said before the bracket: what it brings anyway, and the rest."""
    found, last = LESSER.fullmatch(piece), state.last
    if found is None or last is None or last[1] < 0 or "if" not in last[2]:
        return False
    less, whole = Decimal(found[2]), last[2]["points"]
    if not isinstance(whole, Decimal) or less >= whole:
        return False
    lack = found["lack"]
    had = re.sub("^(?:无|没有)", "有", lack)
    had = had if had != lack else f"不是“{lack}”"
    name = f"{last[2]['if']}，且{had}"
    last[2]["points"] = less
    state.put(1, {"if": name, "points": whole - less})
    state.guessed.append(piece)
    return True


def lesser_of_none(state: State, found: re.Match[str]) -> bool:
    """发生1起且当年退出的得3分 behind 无…的得6分: the lesser of two, and nothing that adds up."""
    free = [one for one in state.add if re.match("无|没有|零|未", str(one.get("if", "")))]
    if len(free) != 1 or len(state.add) != 1 or free[0]["points"] != state.points:
        return False
    label = clean(found[0][: found.start("rest")] + found["rest"])
    points = Decimal(found["points"])
    if state.points is None or points >= state.points or not 2 <= len(label) <= _LONGEST:
        return False
    state.put(1, {"if": label, "points": points})
    state.highest = True
    state.notes.append("只计最高的一项")
    state.guessed.append(found[0])  # of more than one, nothing is said
    return True


_LONGEST: Final = 56
_ONLY: Final = re.compile(
    rf"(?P<what>(?:[^,]{{0,4}}内|全年|年内)?(?:仅|只)(?!要|能|限)[^分]{{2,30}}?)(?:的)?(?:得|计)({N})分"
)


def only_some(state: State, piece: str) -> bool:
    """半年内仅举办1期的得2分 behind 每季度举办1期得4分: less of the same, done or not."""
    found, last = _ONLY.fullmatch(piece), state.last
    if found is None or last is None or last[0] != state.sentence or last[1] < 0:
        return False
    whole = last[2].get("points")
    if not {"if", "each"} & set(last[2]) or not isinstance(whole, Decimal):
        return False
    if whole <= Decimal(found[2]):
        return False
    if "each" in last[2] and not {"band", "over", "under"} & set(last[2]):
        said = re.sub(rf"(?:的|,)?(?:得|计){N}分$", "", state.said.get(id(last[2]), ""))
        last[2]["if"] = said or str(last[2]["each"])
        del last[2]["each"], last[2]["unit"]
    state.put(1, {"if": clean(found["what"]), "points": Decimal(found[2])})
    return True
