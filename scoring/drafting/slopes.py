"""A share between two lines: 90%以上得5分, 60%—90%之间按比例（按线性插值）计分, 60%以下不得分.

Such a piece names both lines, or says 两者之间 of lines that are printed before or behind it. What
lies on the upper line and on the lower one is said there; the piece only says how the points grow
between. Here: the piece, and the term it becomes once every step is known. Not here: the steps
(`spans`), the line under which the row is nothing (`lines`), shares below one line (`targets`).
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final

from scoring.drafting.signs import N, clean
from scoring.drafting.spans import Slope
from scoring.drafting.state import Keys, State
from scoring.exact import ZERO, plain

_HOW: Final = (
    r"(?:的)?(?:,)?(?:部分)?(?:则)?(?:采用|采取|运用|使用|按照|按|依)(?:实际|相应|其)?"
    r"(?P<how>(?:完成|达标|所占)?比例|(?:直线|线性)?(?:插值|内插|插入)(?:法)?|功效系数(?:法)?|线性|直线)"
    r"(?:方法|方式)?(?:进行)?(?:折算|计算|换算)?(?:得分|计分|给分|赋分|记分|计算得分|计)?"
)
_LINES: Final = re.compile(
    rf"(?P<what>[^0-9,]*?)(?:处于|介于|位于|在)?(?P<low>{N})%(?:\(不?含\))?(?:-|至|到|和|与)(?P<high>{N})%(?:\(不?含\))?"
    rf"(?:之间|区间|范围)?(?:内)?{_HOW}"
)
_BETWEEN: Final = re.compile(
    rf"(?P<what>[^0-9,]*?)(?:处于|介于|位于|在)?(?:两者|二者|两个(?:值|标准|目标)|上述|以上|其|中)?(?:之?间)(?:的)?{_HOW}"
)
_BELOW: Final = re.compile(
    rf"(?P<line>{N})%(?:\(不?含\))?以下|(?:低于|不足|未达到|不到)(?P<under>{N})%"
)
_FALLEN: Final = re.compile("(?:零增长)?(?:、|或)?(?:负增长|下降|不增长)")
"""负增长不得分: below the lower line, and nothing more."""
_HUNDRED: Final = Decimal(100)
_NAMED: Final = 2


def between_lines(state: State, piece: str) -> bool:
    """Take a piece that says how the points grow between two lines; `settle_slopes` puts it."""
    lined, bare = _LINES.fullmatch(piece), _BETWEEN.fullmatch(piece)
    found = lined or bare
    if found is None or state.points is None:
        return False
    low = Decimal(lined["low"]) / _HUNDRED if lined is not None else None
    high = Decimal(lined["high"]) / _HUNDRED if lined is not None else None
    if low is not None and high is not None and low >= high:
        return False
    straight = "比例" not in found["how"]
    what = clean(re.sub("(?:完成)?(?:值|情况)$", "", clean(found["what"])))
    if len(what) < _NAMED:
        what = _just_said(state)
    state.slopes.append(Slope(what, low, high, straight, piece))
    state.share = state.share or what
    return True


def _just_said(state: State) -> str:
    """The share the steps before speak of: of the last term, or of the line that was said."""
    last = state.last
    if state.line is not None and (last is None or last[0] != state.sentence):
        return state.line[0]
    return str(last[2]["rate"]) if last is not None and "rate" in last[2] else ""


def settle_slopes(state: State) -> None:
    """Put each slope beside the steps of its share; one that meets no step is not understood."""
    for one in state.slopes:
        top = _top(state, one)
        if top is None or not _put(state, one, top):
            state.unread.append(one.piece)


def _top(state: State, slope: Slope) -> Keys | None:
    """The term of the share whose steps the slope joins, the only one there is."""
    stepped = [one for one in state.add if "rate" in one and isinstance(one.get("band"), list)]
    if not stepped and state.line is not None:  # the full mark said, and the rest here
        label, line = state.line
        stepped = [{"rate": label, "band": [[line, state.partial.pop(label, state.points)]]}]
    own = [one for one in stepped if slope.what and slope.what in str(one["rate"])]
    own = own or ([] if slope.what and state.line and slope.what != state.line[0] else stepped)
    return own[0] if len(own) == 1 else None


def _put(state: State, slope: Slope, term: Keys) -> bool:
    band = term["band"] if isinstance(term["band"], list) else []
    steps = {Decimal(str(at)): Decimal(str(points)) for at, points in band}
    high = slope.high if slope.high is not None else max(steps)
    low = slope.low if slope.low is not None else _low(state, steps, high)
    if low is None or low >= high or high not in steps or any(low < at < high for at in steps):
        return False
    above, own = steps[high], steps.get(low, ZERO)
    ends = [at for at in steps if at > high]
    if own >= above or (ends and not slope.straight):
        return False
    name, said = str(term["rate"]), f"{plain(low * _HUNDRED)}%"
    ways = (
        f"{said}得{plain(own)}分，到{plain(high * _HUNDRED)}%得{plain(above)}分，中间按线性插值",
        f"不到{plain(high * _HUNDRED)}%的，按占{plain(high * _HUNDRED)}%的比例得分"
        if high != 1
        else f"按实际比例乘以{plain(above)}分",
    )
    first = ways if slope.straight or own else ways[::-1]
    way = first[state.choose(f"slope {name}", *first)] if not (slope.straight or own) else ways[0]
    gate = f"{name} >= {said}"
    if way == ways[0] and not own and gate in state.gates:
        state.gates.remove(gate)  # below it there is nothing anyway, and of this part alone
    if gate in state.gates and len(state.placed) > 1:
        return False
    state.notes.append(slope.piece)
    left = [[at, points] for at, points in sorted(steps.items()) if at != high]
    if ends:  # a step above the slope is what it adds beyond it
        left = [[at, points - (above - own) if at > high else points] for at, points in left]
    known = term in state.add
    position = state.add.index(term) if known else len(state.add)
    if left and way == ways[0]:
        term["band"] = left
        position += 1
    elif known:
        state.add.remove(term)
        state.placed = [one for one in state.placed if one[2] is not term]
    if way == ways[0]:
        rise: Keys = {"rate": name, "over": low, "per": high - low, "points": above - own}
    else:
        rise = {"rate": name, "over": ZERO, "per": high, "points": above}
    rise["max"] = rise["points"]
    if low < 0 or re.search("增速|增幅|增长率|增长$", name):
        rise["signed"] = True
        state.stops = [one for one in state.stops if low or not _FALLEN.fullmatch(one)]
    state.put(1, rise)
    state.add.insert(position, state.add.pop())
    return True


def _low(state: State, steps: dict[Decimal, Decimal], high: Decimal) -> Decimal | None:
    """The lower of 两者: the step below, or the line under which nothing is got."""
    below = [at for at in steps if at < high]
    if below:
        return max(below)
    said = [Decimal(one["line"] or one["under"]) / _HUNDRED for one in _BELOW.finditer(state.text)]
    lines = {one for one in said if one < high}
    return lines.pop() if len(lines) == 1 else None
