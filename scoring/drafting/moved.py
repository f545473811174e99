"""What a figure did since last year, in three ways: 增长的得10分, 持平得6分, 每下降1%扣1分.

What is taken for falling may be taken from the full mark or from what lying level brings: both are
offered. Here: the pieces and their terms. Not here: a figure beside a mean (`around`), steps of how
far it moved (`spans`).
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final

from scoring.drafting.pieces import number_of
from scoring.drafting.signs import DANGER, WORTH, N, clean
from scoring.drafting.state import Keys, State
from scoring.exact import ONE, ZERO, plain

_BESIDE: Final = (
    r"(?:(?:与|同|较|比)?(?:上一?年度?|去年|上一?季度?|上期|前三年)?(?:同期)?(?:平均[数值]?)?"
    r"(?:相比|同比|环比|相较)?,?)"
)
_UP: Final = "增长|上升|提高|提升|增加"
_DOWN: Final = "下降|降低|减少"
_BEST: Final = re.compile(
    rf"(?P<what>[^0-9,每]*?)(?P<of>(?:与|同|较|比)?(?:上一?年度?|去年|前三年|上一?季度?|上期)?(?:同期)?(?:平均[数值]?)?(?:相比|同比|环比)?),?(?:有所|实现)?(?P<way>{_UP}|{_DOWN})的?,?(?:得|计)(?P<points>{N})分"
)
_LEVEL: Final = re.compile(rf"(?:{_BESIDE})?(?:持平|不变|零增长)的?,?(?:得|计)(?P<points>{N})分")
_STEP: Final = re.compile(
    rf"(?:(?P<before>{_UP}|{_DOWN})的?,?)?每(?P<way>{_UP}|{_DOWN})(?P<num>{N}|一)?(?P<unit>个百分点|%)(?:的)?{WORTH}"
)
_OTHER: Final = re.compile(rf"(?:{_UP}|{_DOWN})的?")


def moved(state: State, pieces: list[str]) -> int:
    """How many pieces say what rising, lying level and falling bring; 0: they do not."""
    best = _BEST.fullmatch(pieces[0])
    level = _LEVEL.fullmatch(pieces[1]) if best is not None and len(pieces) > 2 else None
    rest = pieces[2:4]
    joined = [",".join(rest)] if len(rest) > 1 and _OTHER.fullmatch(rest[0]) else rest[:1]
    step = _STEP.fullmatch(joined[0]) if level is not None else None
    if best is None or level is None or step is None:
        return 0
    full, even = Decimal(best["points"]), Decimal(level["points"])
    other = (best["way"] in _UP.split("|")) != (step["way"] in _UP.split("|"))
    every = number_of(step["num"] or "1")
    if full != state.points or even >= full or not other or not every or state.placed:
        return 0
    if state.sign(step["verb"]) > 0:
        return 0
    what = clean(best["what"]) or (clean(state.context[-1]) if state.context else "")
    what = re.sub("(?:与|同|较|比)?(?:上年|去年)?(?:同期)?(?:相比|同比)?$", "", what) or clean(
        state.name
    )
    if not 1 < len(what) <= 20 or DANGER.search(re.sub("比例|增速|增幅", "", what)):
        return 0
    _put(state, what, clean(best["of"]), step, (full, even, every))
    return 2 + (2 if len(joined[0]) > len(rest[0]) else 1)


def _put(
    state: State, what: str, of: str, step: re.Match[str], points: tuple[Decimal, Decimal, Decimal]
) -> None:
    full, even, every = points
    since = re.sub("^(?:与|同(?!期)|较|比)|相比$|同比$|环比$", "", of) or "上年同期"
    way = step["way"]
    ways = (
        f"从持平的 {plain(even)} 分往下扣",
        f"从满分 {plain(full)} 分往下扣",
    )
    from_level = state.choose("moved", *ways) == 0
    level = f"{what}较{since}持平{'或' + way if from_level else ''}"
    state.put(-1, {"if": level, "points": full - even})
    quantity = re.search("率|比例|比重|占比|度", what) is None
    worth = Decimal(step["points"])
    name = f"{what}较{since}{way}的"
    if quantity:
        term: Keys = {"rate": f"{name}比例", "over": ZERO, "per": every / 100}
    else:
        term = {"amount": f"{name}百分点数", "unit": "个百分点"}
        term |= {"per": every} if every != ONE else {}
    kept = state.parts_of_a_step(every)
    term |= {"per": term.get("per", every), "whole": ("down", "up")[kept - 1]} if kept else {}
    state.put(-1, {**term, "points": worth})
    state.notes.append(f"持平得{plain(even)}分，比满分少 {plain(full - even)} 分")
