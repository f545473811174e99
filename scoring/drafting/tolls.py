"""How many people it struck: 死亡1人扣3分, 死亡2人扣6分, 死亡3人以上不得分.

The number may be that of all of them together, or that of one accident, of which there may be
several: both are offered. Here: the pieces, and their terms either way. Not here: so many points
for every one of them (`recognise`), steps of other figures (`spans`).
"""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from scoring.drafting.pieces import number_of
from scoring.drafting.signs import DANGER, N, clean
from scoring.drafting.state import Keys, State
from scoring.exact import ONE

_STRUCK: Final = "死亡|身亡|致死|亡|重伤|轻伤|受伤|伤亡|中毒|失踪|溺亡|被困"
_RUNG: Final = re.compile(
    rf"(?P<lead>[^0-9,每]*?)(?P<first>{_STRUCK})?(?P<num>{N}|[一二两三四五六七八九十])(?:名[^0-9,每扣]{{0,4}}|个?人)"
    rf"(?P<more>(?:及|或|\(含\))?以上(?:\(含\))?)?(?P<after>{_STRUCK})?(?P<of>(?:的)?(?:责任)?(?:事故|火灾|案件|命案))?(?:的|者)?,?"
    rf"(?:(?:扣|减)(?P<points>{N})分|(?P<none>(?:本项|该项|此项)?(?:不得分|得?0分)|扣完(?:本项分值|本项分)?))"
)


@dataclass(frozen=True, slots=True)
class _Rung:
    lead: str
    struck: str
    people: Decimal
    more: bool
    points: Decimal
    none: bool
    said: str


def tolls(state: State, pieces: list[str]) -> int:
    """How many of the next pieces say what each number of people takes; 0: not two of them."""
    rungs: list[_Rung] = []
    for piece in pieces:
        one = _rung(state, piece)
        if one is None or (rungs and not _follows(rungs[-1], one)):
            break
        rungs.append(one)
    if len(rungs) < 2 or any(one.more or one.none for one in rungs[:-1]):
        return 0
    about = _about(state, rungs[0])
    if not 2 <= len(about) <= 24 or DANGER.search(about):
        return 0
    ways = ("人数合在一起，看落在哪一档", "一起一起地看，每起各扣各的")
    if state.choose("tolls", *ways) == 0:
        band = [[one.people, one.points] for one in rungs]
        state.put(-1, {"each": f"{about}人数", "unit": "人", "band": band})
    else:
        for one in rungs:
            many = f"{one.people}人{'以上' if one.more else ''}"
            what = f"{about}{many}的" + ("" if re.search("事故|火灾|案", about) else "事故")
            each: Keys = {"each": what, "unit": "起", "points": one.points}
            state.put(-1, each)
    _left_open(state, rungs, "".join(pieces[len(rungs) :][:1]))
    return len(rungs)


def _rung(state: State, piece: str) -> _Rung | None:
    found = _RUNG.fullmatch(piece)
    people = number_of(found["num"]) if found is not None else None
    if found is None or people is None or people % 1 or (found["none"] and state.points is None):
        return None
    struck = found["first"] or found["after"] or ""
    points = state.points if found["none"] else Decimal(found["points"])
    if points is None:
        return None
    said = re.split("扣|减|不得分|得?0分", piece)[0]
    return _Rung(
        found["lead"], struck, people, found["more"] is not None, points, bool(found["none"]), said
    )


def _follows(before: _Rung, one: _Rung) -> bool:
    """死亡2人 behind 死亡1人: more people of the same, and more points."""
    same = one.struck in ("", before.struck) and one.lead in ("", before.lead)
    return same and one.people > before.people and one.points > before.points


def _about(state: State, first: _Rung) -> str:
    """What struck them, with what: 发生一般事故, 死亡1人扣3分 is of those accidents."""
    if not first.struck:
        return ""
    struck = "死亡" if first.struck in ("亡", "身亡", "致死") else first.struck
    lead = re.sub(
        "^(?:凡|每|如)?(?:发生|出现|造成|有)|(?:致|造成|有|致使|一案)$", "", clean(first.lead)
    )
    said = clean(state.context[-1]) if state.context and state.fresh else ""
    said = re.sub("^(?:凡|如)?(?:发生|出现|造成)|(?:的|致|造成|[死伤]?亡?人数)$", "", said)
    return f"{lead or (said if len(said) <= 14 else '')}{struck}"


def _left_open(state: State, rungs: list[_Rung], next_piece: str) -> None:
    """死亡1人扣3分, 死亡3人以上扣10分: of two nothing is said, and of more than the last."""
    for one, after in itertools.pairwise(rungs):
        if after.people - one.people != ONE:
            state.guessed.append(
                f"{one.people}人以上、不到{after.people}人的扣多少没有写，先按{one.people}人的扣"
            )
    last = rungs[-1]
    beyond = re.match(rf"(?:{_STRUCK})?{last.people + 1}人", next_piece)  # 亡3人以上的一票否决
    if not (last.more or last.none or beyond):
        state.guessed.append(f"多于{last.people}人的扣多少没有写，先按{last.people}人的扣")
