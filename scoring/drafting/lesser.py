"""So much of the same where something of it lacks: 开展活动得2分（无影像资料的得1分）.

Here: a bracket behind points that brings less of them. Not here: other brackets (`walking`).
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final

from scoring.drafting.state import N, State

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
