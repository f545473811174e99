"""What several figures bring by their weights: 回复率×4+满意率×3, 领导占40%, 群众占60%.

Here: shares that each bring their part of the points, and the marks of several assessors. Not here:
one share or one formula by itself (`amounts`), sections by weight (`lines`).
"""

from __future__ import annotations

import re
from decimal import Decimal
from itertools import takewhile
from typing import Final

from scoring.drafting.state import Keys, N, State, clean
from scoring.model import EACH

_TWO: Final = 2
_LONG: Final = 24
_WHOLE: Final = Decimal(100)
_TIMES: Final = re.compile(rf"(?P<what>[^,。;×+÷/=]{{2,}}?(?:率|比例|满意度))×(?P<points>{N})分?")
_HAS: Final = re.compile(rf"(?P<what>[^,。;0-9]{{2,}}?(?:率|比例|满意度))占(?P<points>{N})分")
_BY_SHARE: Final = re.compile(
    r"(?:均|各|分别)?按(?:照)?(?:实际)?(?:完成)?(?:比例|比率|率)(?:折算)?(?:计分|得分|计算得分|计算|赋分|给分)"
)
_NO_MORE: Final = re.compile(r"(?:高于|超过)100%的?(?:均|都)?按100%(?:计算|计分|计)")
_ASSESSED: Final = re.compile(rf"(?P<who>[^,。;0-9]{{2,}}?)(?:权重)?(?:占|为|按)(?P<part>{N})%")
_MARKED: Final = re.compile(r"评|打分|测|评议")
_TAKEN_TOGETHER: Final = re.compile(
    r"(?:均|都)?按百分制(?:打分|评分|计分|折算)?(?:为[0-9.]+分)?|(?:按(?:照)?(?:上述|以上)?(?:权重|比例))?(?:折算|加权|汇总|合成|综合|计算)*(?:计入|计算|计分|得分|后|为|本项|总分|最终)*"
)


_FOLDED_IN: Final = re.compile(
    r"(?:由[^,。;0-9]{2,12}?)?(?:按照?|根据|依据|以)"
    r"(?P<what>[^,。;0-9]{2,20}?(?:考核|测评|评价|检查|验收|评估))"
    r"(?:得分|结果|成绩|分数|总分)?(?:情况)?(?:按比例|按百分制)?"
    r"折算(?:后)?(?:计入|计分|得分|为|本项|该项|总分|分值)+"
)
_FULL_MARK: Final = re.compile(
    rf"[^,。;0-9]{{0,12}}(?:满分|总分)(?:为|是|按)?(?P<whole>{N})分(?:计)?|[^,。;0-9]{{0,8}}百分制"
)


def weighted(state: State, rest: list[str]) -> int:
    """Take what has its weight here; how many pieces it is, 0 where nothing has."""
    used = _summed(state, rest[0]) or _parts(state, rest) or _assessors(state, rest)
    return used or _folded_in(state, rest)


def _folded_in(state: State, rest: list[str]) -> int:
    """依据党建考核结果折算计入, 专项考核满分100分: so many of these points for each of those."""
    found = _FOLDED_IN.fullmatch(rest[0])
    full = _FULL_MARK.fullmatch(rest[1]) if found is not None and rest[1:] else None
    if found is None or full is None or state.placed or not state.points:
        return 0
    whole = Decimal(full["whole"]) if full["whole"] else _WHOLE
    if whole <= 0 or (state.points / whole) * whole != state.points:
        return 0
    name = f"{clean(found['what'])}得分"
    state.put(1, {"amount": name, "unit": "分", "points": state.points / whole})
    state.guessed.append(rest[0])
    return _TWO


def _summed(state: State, piece: str) -> int:
    """按时回复率×4+满意率×3+解决率×3计算得分."""
    bare = re.sub(r"^(?:本项|该项)?得分=|(?:计算得分|计分|计算|得分)$", "", piece)
    found = [_TIMES.fullmatch(one) for one in bare.split("+")]
    return _take(state, [one for one in found if one is not None], len(found), capped=False)


def _parts(state: State, rest: list[str]) -> int:
    """开工率占4分, 投资完成率占6分, 按实际完成比例计分."""
    found = [one for one in takewhile(bool, map(_HAS.fullmatch, rest)) if one is not None]
    used = len(found)
    if not rest[used:] or _BY_SHARE.fullmatch(rest[used]) is None:
        return 0
    used += 1
    capped = bool(rest[used:]) and _NO_MORE.fullmatch(rest[used]) is not None
    return used + capped if _take(state, found, len(found), capped=capped) else 0


def _take(state: State, found: list[re.Match[str]], many: int, *, capped: bool) -> int:
    """One share after the other, where together they come to the points of the row."""
    worth = [Decimal(one["points"]) for one in found]
    names = [clean(one["what"]) for one in found]
    if len(found) < max(many, _TWO) or sum(worth) != state.points or state.placed:
        return 0
    if any(not _TWO <= len(one) <= _LONG for one in names) or len(set(names)) < len(names):
        return 0
    for name, points in zip(names, worth, strict=True):
        term: Keys = {"rate": name, "points": points}
        state.put(1, term | ({"max": points} if capped else {}))
    return 1


def _assessors(state: State, rest: list[str]) -> int:
    """服务对象测评占60%, 机关互评占40%: who marks, and how much each counts."""
    said = [(at, one) for at, piece in enumerate(rest) for one in piece.split("、")]
    found = [(at, _ASSESSED.fullmatch(one)) for at, one in said]
    whole = list(takewhile(lambda one: one[1] is not None, found))
    parts = [(clean(one["who"]), Decimal(one["part"])) for _, one in whole if one is not None]
    who = [one for one, _ in parts]
    if len(parts) < _TWO or sum(part for _, part in parts) != _WHOLE or state.placed:
        return 0
    if not all(_MARKED.search(one) for one in who) or len(set(who)) < len(who):
        return 0
    used = whole[-1][0] + 1
    if used < len(rest) and _TAKEN_TOGETHER.fullmatch(rest[used]):
        used += 1
    name = clean(state.name)
    if used < len(rest) or len(name) < _TWO or not state.points or sum(
        at == whole[-1][0] for at, _ in said
    ) != sum(at == whole[-1][0] for at, _ in whole):  # fmt: skip
        return 0
    term: Keys = {"marks": name, "assessors": [list(one) for one in parts]}
    ways = ("每一方按百分制打分", "每一方按这一行的分值打分")
    hundred = "百分制" in state.text or state.points == _WHOLE
    if hundred or state.choose("marks", *ways) == 0:
        term["out_of"] = _WHOLE
    state.by = EACH
    state.put(1, term)
    return used
