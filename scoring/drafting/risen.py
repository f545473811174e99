"""How much a figure is to rise or fall: 较上年提高5个百分点, 每少提高1个百分点扣1分.

Here: both pieces, which together are one term. Not here: a figure beside last year's without a line
(`around`), lines a figure itself is to reach (`quantities`).
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final

from scoring.drafting.pieces import number_of
from scoring.drafting.quantities import named, stepped
from scoring.drafting.signs import WORTH, N
from scoring.drafting.state import Keys, State

_WAYS: Final = "提高|提升|增长|增加|上升|下降|降低|减少|压降"
_LINE: Final = re.compile(
    rf"(?P<what>[^0-9,每]*?(?:{_WAYS}))(?:达到|达|不低于|不少于)?(?P<line>{N})(?:个百分点|%)(?:及?以上)?(?:的)?"
    rf"(?:,?(?:得|计)(?:(?P<points>{N})|满)分)?"
)
_SHORT: Final = re.compile(rf"每少(?:{_WAYS})(?P<num>{N}|一)?(?:个百分点|%)(?:的)?{WORTH}")
_LONG: Final = 24


def risen(state: State, pieces: list[str]) -> int:
    """How many pieces say by how much a figure is to rise and what falling short takes."""
    found = _LINE.fullmatch(pieces[0])
    short = _SHORT.fullmatch(pieces[1]) if found is not None and len(pieces) > 1 else None
    if found is None or short is None or not short["verb"] or state.sign(short["verb"]) > 0:
        return 0
    if found["points"] and Decimal(found["points"]) != state.points:
        return 0
    step = number_of(short["num"] or "1")
    label = named(state, found["what"], "个百分点")
    if not step or len(label) > _LONG:
        return 0
    term: Keys = {"amount": label, "unit": "个百分点", "signed": True}
    points = Decimal(short["points"])
    state.put(
        -1, {**term, "under": Decimal(found["line"]), **stepped(state, step), "points": points}
    )
    return 2
