"""Points that somebody decides within a span: 酌情扣1-3分, 视情况得0-5分, 每起视情节扣1-3分.

Not here: what figures bring by themselves (`amounts`, `respectively`).
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final

from scoring.drafting.state import DANGER, GET, LOSE, ONE, UNITS, Keys, N, State, clean, safe

_EVERY: Final = re.compile(
    rf"(?P<lead>.*?)(?:每|发现)(?:发现|发生|出现)?{ONE}?(?P<unit>{UNITS})(?:的|问题|可|,)?(?:(?:视|按照?|根据|依)[^0-9,。;分]{{0,12}})?"
)


def award(state: State, piece: str) -> bool:
    """酌情扣1-3分; 视情况得0-5分; 根据完成情况酌情给分."""
    how = r"(?:酌情|视情节轻重|视情节|视情况|视情|视程度|视质量|综合|按档次|分档)?(?:给予|予以)?"
    found = re.fullmatch(
        rf"(?P<what>.*?){how}(?:得分为|得分|(?P<verb>{GET}|{LOSE}))?(?P<a>{N})分?-(?P<b>{N})分",
        piece,
    )
    if found is not None:
        every = _EVERY.fullmatch(found["what"])
        if every is not None:
            span = (Decimal(found["a"]), Decimal(found["b"]))
            return _every(state, every["lead"], found["verb"], every["unit"], span)
        return _award(state, found["what"], found["verb"], Decimal(found["a"]), Decimal(found["b"]))
    some = re.fullmatch(
        r"(?P<what>.*?)(?:酌情|视情节轻重|视情节|视情况|视情|综合|自由裁量)(?:予以|给予)?"
        r"(?P<verb>扣减|扣|减|得|给|计|加|赋|打|评)分",
        piece,
    ) or re.fullmatch(
        r"(?P<what>(?:根据|按照|按|依据|结合).{2,30}?)(?:综合|进行)?(?P<verb>给|赋|打|评|评定得)分",
        piece,
    )
    at_most = re.fullmatch(
        rf"(?P<what>.*?)(?:酌情|视情节轻重|视情节|视情况|视情)(?:予以|给予)?(?P<verb>扣减|扣|减|得|给|计|加)(?:最多|不超过)?(?P<most>{N})分(?:以内|以下)?",
        piece,
    )
    if at_most is not None and not DANGER.search(at_most["what"]):
        said = clean(state.context[-1]) if state.fresh and state.context else ""
        what = at_most["what"] or said
        return _award(state, what, at_most["verb"], Decimal(0), Decimal(at_most["most"]))
    if some is None or DANGER.search(some["what"]) or state.points is None:
        return False
    return _award(state, some["what"], some["verb"], Decimal(0), state.points)


_OR_NONE: Final = ("也可以不给分", "至少给最低分")


def _award(state: State, what: str, verb: str | None, low: Decimal, high: Decimal) -> bool:
    if DANGER.search(what) or low > high or (state.points and high > state.points):
        return False
    sign = state.sign(verb)
    own = clean(what)
    short = own if 2 <= len(own) <= 20 else ""
    label = (
        f"{short}评定{'扣' if sign < 0 else '得'}分"
        if short
        else ("评定扣分" if sign < 0 else "评定得分")
    )
    term: Keys = {"award": label, "max": high}
    last = state.last
    if low and sign < 0 and last is not None and last[0] == state.sentence and "each" in last[2]:
        ways = (f"每{last[2]['unit']}各评各的", "只评一次")  # 未完成一项扣2分, 部分完成的扣0.5-1分
        if state.choose(f"each {label}", *ways) == 0:
            state.put(sign, {**term, "events": last[2]["unit"], "min": low})
            return True
    if low:
        term["min"] = low
        bonus = not state.points and re.search("可酌情|可以|可视|酌情|视情", state.text)
        if sign < 0 or bonus or state.choose(f"none {label}", *_OR_NONE) == 0:
            term["or_none"] = True
    state.put(sign, term)
    return True


def _every(
    state: State, lead: str, verb: str | None, unit: str, span: tuple[Decimal, Decimal]
) -> bool:
    """每起视情节扣1-3分: every event marked by itself."""
    low, high = span
    label = state.label(lead)
    if not verb or not safe(label) or low > high or (state.points and high > state.points):
        return False
    sign = state.sign(verb)
    name = f"{label}{'扣' if sign < 0 else '得'}分"
    state.put(sign, {"award": name, "events": unit, "min": low, "max": high})
    return True
