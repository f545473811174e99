"""From where a row counts that both adds and takes: nothing, all of it, or what is left beside.

Here: which start a clause means, and what is asked where it may be several. Not here: parts of the
points that can be lost (`parts`), what the whole then means (`settling`).
"""

from __future__ import annotations

from decimal import Decimal

from scoring.drafting.caps import cap_key, worth
from scoring.drafting.state import State
from scoring.exact import ZERO, plain


def take_start(state: State, points: Decimal | None, *, beyond: bool) -> None:
    """From where a row counts that both adds and takes."""
    if state.add and state.deduct and state.start == points and points is not None:
        if _both_sides(state):
            _above_all(state, points)
        return
    if state.add and state.deduct and state.start is None:
        full = plain(points) if points is not None else ""
        if points is None and beyond:
            state.notes.append("又加又扣，从 0 分起，上下都不封")
        nothing, whole = "从 0 分起，又加又扣", f"从满分 {full} 分起，又加又扣"
        flags = [Decimal(str(one.get("points", 0))) for one in state.add if "if" in one]
        if state.highest and len(flags) == len(state.add) and max(flags) == points:
            state.start = ZERO  # 按时的得5分, 逾期的得2分: one of them brings all there is
            return
        if points is not None and _both_sides(state):
            state.start = points
            _above_all(state, points)
            return
        left = _left_beside(state, points)
        rest = f"加的合计 {plain(sum(flags, ZERO))} 分，其余 {plain(left)} 分从头就有，扣从这里扣起"
        first: tuple[str, ...] = (
            (rest, nothing, whole)
            if left
            else (whole, nothing)
            if _falls_short(state, points)
            else (nothing, whole)
        )
        way = first[state.choose("start", *first)] if points is not None else nothing
        state.start = (
            points if way == whole and points is not None else left if way == rest else ZERO
        )


def _left_beside(state: State, points: Decimal | None) -> Decimal:
    """完成计划得2分, of 4 points where other things only take: 2 are there from the start."""
    flags = [one for one in state.add if "if" in one]
    if points is None or not flags or len(flags) != len(state.add) or state.highest:
        return ZERO
    return max(points - sum((Decimal(str(one["points"])) for one in flags), ZERO), ZERO)


def _both_sides(state: State) -> bool:
    """达到85%得10分, 每提高1个百分点加0.5分, 每下降扣1分: full at the line itself."""
    for down, up in (("under", "over"), ("over", "under")):  # 药占比: what is less is better
        taken = {one["rate"] for one in state.deduct if "rate" in one and down in one}
        if taken and all(up in one and one.get("rate") in taken for one in state.add):
            return True
    return False


def _above_all(state: State, points: Decimal) -> None:
    """超过的每高1个百分点加0.2分, 最多加1分, of a row that is full at its line: 5 or 6 at most."""
    most = [one.get(cap_key(one)) for one in state.add]
    if not all(isinstance(one, Decimal) for one in most):
        state.notes.append("加分只补扣掉的，本行不超过分值")
        return
    top = points + sum((Decimal(str(one)) for one in most), ZERO)
    ways = (
        f"加的分只补扣掉的，本行最高 {plain(points)} 分",
        f"加的分可以超过分值，本行最高 {plain(top)} 分",
    )
    if state.choose("top", *ways):
        state.top = top


def _falls_short(state: State, points: Decimal | None) -> bool:
    """Whether what is added can never come to the points of the row: it begins with them."""
    bounded = all(
        not {"each", "events", "named"} & set(one) or cap_key(one) in one for one in state.add
    )
    return points is not None and bounded and sum(map(worth, state.add), ZERO) < points
