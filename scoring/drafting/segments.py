"""A figure in segments, each with its own rate: 1-5件的每件加0.2分, 6-10件的每件加0.3分.

Each segment counts what lies in it, and those below it count as before. Here: the pieces and their
terms. Not here: steps that bring one number of points (`spans`), a single line (`shares`, `lines`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from scoring.drafting.signs import DANGER, WORTH, N, clean
from scoring.drafting.state import UNITS, Keys, State
from scoring.exact import ONE

_SPAN: Final = re.compile(
    rf"(?P<what>[^0-9,每]*?)(?:在|为|处于|介于)?(?P<low>{N})(?P<first>%|{UNITS})?-(?P<high>{N})(?P<unit>%|{UNITS})"
    rf"(?:之间|以内|区间)?(?:的|者)?(?:,|$)"
)
_OPEN: Final = re.compile(
    rf"(?P<what>[^0-9,每]*?)(?:超过|高于)?(?P<low>{N})(?P<unit>{UNITS})(?:及?以上|以外)?(?:的|者)?(?:部分)?(?:,|$)"
)
_RATE: Final = re.compile(rf"每(?:低|少|下降|降低)(?P<num>{N}|一)?(?:个百分点|%)(?:的)?{WORTH}")
_COUNT: Final = re.compile(
    rf"(?:超过{N}(?:{UNITS})?(?:的)?(?:部分)?,?)?每(?:增加|增|超|多)?(?:1|一)?(?P<unit>{UNITS})(?:的)?(?:再)?{WORTH}"
)
_MOST: Final = 8


@dataclass(frozen=True, slots=True)
class _Segment:
    what: str
    low: Decimal
    high: Decimal | None
    unit: str
    sign: int
    points: Decimal


def segments(state: State, pieces: list[str]) -> int:
    """How many pieces print segments that join, each with its own rate; 0: not two of them."""
    found: list[_Segment] = []
    at = 0
    while at + 1 < len(pieces) and len(found) < _MOST:
        one = _segment(state, pieces[at], pieces[at + 1], first=not found)
        if one is None or (found and not _joins(found, one)):
            break
        found.append(one)
        at += 2
    if len(found) < 2:
        return 0
    what = clean(found[0].what) or clean(state.name)
    if not 1 < len(what) <= 20 or DANGER.search(re.sub("比例|增速|增幅", "", what)):
        return 0
    for term in _falling(what, found) if found[0].unit == "%" else _counted(what, found):
        state.put(found[0].sign, term)
    if found[0].unit == "%":
        state.say_line(what, min(one.low for one in found))
    state.guessed.append(
        "几段分开算，前一段的照前一段，超出的才照后一段；原文是整个照后一段算的请改"
    )
    return at


def _segment(state: State, span: str, worth: str, *, first: bool) -> _Segment | None:
    ranged = _SPAN.fullmatch(span)
    opened = None if ranged is not None or first else _OPEN.fullmatch(span)
    where = ranged or opened
    if where is None:
        return None
    unit = where["unit"]
    per = (_RATE if unit == "%" else _COUNT).fullmatch(worth)
    if per is None or not per["verb"] or per.groupdict().get("num") not in (None, "1", "一"):
        return None
    if unit != "%" and per["unit"] != unit:
        return None
    by = Decimal("0.01") if unit == "%" else ONE
    high = Decimal(ranged["high"]) * by if ranged is not None else None
    sign = state.sign(per["verb"])
    if unit == "%" and (sign > 0 or high is None):
        return None
    return _Segment(
        where["what"], Decimal(where["low"]) * by, high, unit, sign, Decimal(per["points"])
    )


def _joins(found: list[_Segment], one: _Segment) -> bool:
    """6-10件 behind 1-5件, 80%-90% behind 90%-100%: what follows begins where the last ends."""
    before = found[-1]
    same = one.unit == before.unit and one.sign == before.sign and (
        clean(one.what) in ("", clean(found[0].what))
    )  # fmt: skip
    if not same or before.high is None:
        return False
    if one.unit == "%":
        return one.high == before.low
    return one.low - before.high in ((ONE,) if one.high is not None else (ONE, ONE - ONE))


def _falling(what: str, found: list[_Segment]) -> list[Keys]:
    """90%-100%每低1%扣0.2分, 80%-90%每低1%扣0.4分: from each upper line down to the lower."""
    return [
        {
            "rate": what,
            "under": one.high,
            "per": Decimal("0.01"),
            "points": one.points,
            "max": ((one.high or ONE) - one.low) * 100 * one.points,
        }
        for one in found
    ]


def _counted(what: str, found: list[_Segment]) -> list[Keys]:
    terms: list[Keys] = []
    done = found[0].low - ONE
    for one in found:
        term: Keys = {"each": what, "unit": one.unit, "points": one.points}
        term |= {"over": done} if done > 0 else {}
        if one.high is not None:
            term["max"] = (one.high - max(done, Decimal(0))) * one.points
            done = one.high
        terms.append(term)
    return terms
