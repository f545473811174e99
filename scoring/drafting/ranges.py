"""A figure that shall lie between two: 85%—93%得5分, 每偏离1个百分点扣0.5分; ±5%以内得满分.

Here: what is taken on both sides of a span, or for what lies outside of it. Not here: steps that
join (`spans`), one line alone (`shares`, `lines`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from scoring.drafting.pieces import number_of
from scoring.drafting.signs import DANGER, NOTHING, WORTH, N, clean
from scoring.drafting.state import Keys, State
from scoring.drafting.units import MEASURED, UNITS
from scoring.exact import plain

_UNIT: Final = rf"%|{MEASURED}|分(?!钟)|{UNITS}"
_WITHIN: Final = r"(?:之间|(?:的)?(?:合理|目标)?(?:区间|范围)?(?:以内|之内|内)?)"
_SPAN: Final = re.compile(
    rf"(?P<what>[^0-9,]*?)(?:应|须|要)?(?:控制|保持|稳定|维持|处于)?(?:在|为|介于)?"
    rf"(?:(?P<low>{N})(?:{_UNIT})?(?:-|至|到)(?P<high>{N})|±(?P<half>{N}))(?P<unit>{_UNIT}){_WITHIN}"
    rf"(?:的)?(?:得(?P<points>{N})分|不扣分)?"
)
_IN_IT: Final = re.compile(
    rf"(?:在)?(?:目标|规定|合理|上述|该)?(?:值)?(?:区间|范围)(?:之)?内?(?:的)?(?:得(?P<points>{N})分|不扣分)"
)
_OUT: Final = (
    r"(?:偏离|偏差|偏出|(?:高于|超过|超出)(?:上限)?(?:或者?|、|和)(?:低于|不足)(?:下限)?"
    r"|低于(?:下限)?(?:或者?|、|和)(?:高于|超过|超出)(?:上限)?)"
)
_EDGE: Final = r"(?:目标|该|规定|上述|合理)?(?:值)?(?:区间|范围|上下限)?"
_STEP: Final = re.compile(
    rf"(?:每)?(?P<way>{_OUT}|超出|超过|超)?{_EDGE}(?:的)?(?:部分)?,?每?(?P<again>{_OUT}|超出|超过|超)?{_EDGE}"
    rf"(?P<num>{N}|一)(?P<unit>个百分点|%|个?(?:{MEASURED})|分(?!钟)|个?(?:{UNITS}))(?:的)?{WORTH}"
)
_OUTSIDE: Final = re.compile(
    rf"(?:不在|未在|超出|偏离)(?:目标|该|规定|上述|合理)?(?:值)?(?:区间|范围)(?:内)?(?:的|者)?{NOTHING}|否则{NOTHING}"
)
_LONG: Final = 24
_TWO: Final = 2
_FINE: Final = frozenset({"%", "分", *MEASURED.split("|")})


@dataclass(frozen=True, slots=True)
class _Span:
    what: str
    low: Decimal
    high: Decimal
    unit: str
    absolute: bool


def between(state: State, pieces: list[str]) -> int:
    """How many pieces say what a span brings and what is taken outside of it; 0: none does."""
    found = _SPAN.fullmatch(pieces[0])
    if found is None or state.placed:
        return 0
    worth, used = found["points"], 1
    inside = _IN_IT.fullmatch(pieces[1]) if len(pieces) > 1 else None
    if inside is not None:
        worth, used = inside["points"] or worth, 2
    if worth is not None and Decimal(worth) != state.points:
        return 0
    span = _span(state, found)
    if span is None or used >= len(pieces):
        return 0
    used += _said_outside(span, pieces[used:])
    step = _STEP.fullmatch(pieces[used])
    if step is not None:
        return used + 1 if _take(state, span, step, pieces[used]) else 0
    if worth is not None and _OUTSIDE.fullmatch(pieces[used]) and span.unit in _FINE:
        _all_or_nothing(state, span, Decimal(worth))
        return used + 1
    return 0


_BOTH_SIDES: Final = re.compile(
    rf"(?:高于|超过|超出|大于|低于|不足|小于)(?P<a>{N})(?:{_UNIT})?(?:或者?|、|和|及)(?:高于|超过|超出|大于|低于|不足|小于)"
    rf"(?P<b>{N})(?:{_UNIT})(?:的|时)?"
)


def _said_outside(span: _Span, pieces: list[str]) -> int:
    """1 where 高于93%或低于85%的 says again what lies outside, before what is taken for it."""
    found = _BOTH_SIDES.fullmatch(pieces[0])
    if found is None or len(pieces) < _TWO:
        return 0
    return int({Decimal(found["a"]), Decimal(found["b"])} == {span.low, span.high})


def _span(state: State, found: re.Match[str]) -> _Span | None:
    what = re.sub(r"(?:在|为|应)$", "", clean(found["what"]))
    what = what if len(what) > 1 else clean(state.name)
    if not 2 <= len(what) <= _LONG or DANGER.search(
        re.sub("增速|增幅|增长|下降|比例|平均", "", what)
    ):
        return None
    half = found["half"] is not None
    low, high = (Decimal(found[one] or found["half"]) for one in ("low", "high"))
    return _Span(what, low, high, found["unit"], half) if half or low < high else None


def _take(state: State, span: _Span, step: re.Match[str], piece: str) -> bool:
    """Points for every so much outside of the span, below it and above it."""
    num, way = number_of(step["num"]), step["way"] or step["again"] or ""
    unit = step["unit"].removeprefix("个")
    same = unit in ("百分点", "%") if span.unit == "%" else unit == span.unit
    if not num or not same or not way or not step["verb"] or state.sign(step["verb"]) > 0:
        return False
    points = Decimal(step["points"])
    kept = state.parts_of_a_step(num) if span.unit in _FINE else 0
    for side, line in (("under", span.low), ("over", span.high)):
        if side == "under" and span.absolute:
            continue
        term = _measured(span)
        term[side] = line / 100 if span.unit == "%" else line
        if "each" not in term:
            term["per"] = num / 100 if span.unit == "%" else num
            term |= {"whole": ("down", "up")[kept - 1]} if kept else {}
        elif num != 1:
            return False
        state.put(-1, {**term, "points": points})
    if not span.absolute and re.fullmatch("超出|超过|超", way):
        state.guessed.append(f"“{piece}”：低于 {plain(span.low)} 的也照样扣吗？")
    return True


def _measured(span: _Span) -> Keys:
    """The figure in its unit; one that may fall short as well as exceed counts by its size."""
    sized: Keys = {"absolute": True} if span.absolute else {}
    if span.unit == "%":
        return {"rate": span.what, **sized}
    if span.unit in _FINE:
        return {"amount": span.what, "unit": span.unit, **sized}
    return {"each": span.what, "unit": span.unit}


def _all_or_nothing(state: State, span: _Span, points: Decimal) -> None:
    """在85%—93%之间得5分, 否则不得分: no less than the one, no more than the other."""
    part = Decimal(100 if span.unit == "%" else 1)
    if not span.absolute:
        mark = "%" if span.unit == "%" else ""
        state.gates.append(f"{span.what} >= {plain(span.low)}{mark}")
    state.put(1, {**_measured(span), "upto": [[span.high / part, points]]})
