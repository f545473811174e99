"""Points by the share of units before one: 排名前30%的得6分, 30%-70%的得4分, 其余得2分.

The office says the place; what counts is the place divided by how many units take part. Here: the
pieces and their term. Not here: places by number (`standings`).
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final

from scoring.drafting.signs import DANGER, N, clean
from scoring.drafting.state import Keys, State
from scoring.exact import ONE, ZERO

_PLACED: Final = r"(?:综合)?(?:排名|名次|位次|位列|位居|位于|处于|居|列|排|进入|在|为)*"
_WHERE: Final = (
    r"(?:全[国省市州县区镇乡校院系统公司]{1,3}|本[省市县区镇校院])?(?:的|排名)?(?:前列)?"
)
_WORTH: Final = (
    r"(?:的|者)?(?:单位|乡镇|学校|科室|部门)?(?:的)?,?"
    rf"(?:(?:得|计|加)(?P<points>{N})分|(?P<none>(?:本项)?不(?:得|计)分))"
)
_FIRST: Final = re.compile(
    rf"(?P<label>[^0-9,每]*?){_PLACED}{_WHERE}前(?P<to>{N})%(?:\(含\))?(?:以?内|之内)?{_WORTH}"
)
_NEXT: Final = re.compile(
    rf"{_PLACED}{_WHERE}(?:前)?(?:(?P<low>{N})%?(?:\(不?含\))?-)?(?P<to>{N})%(?:\(不?含\))?(?:之间|以?内)?{_WORTH}"
)
_LAST: Final = re.compile(
    rf"(?:(?:排名|位列|处于|位于|在|列)*(?:后|末|最后)(?P<share>{N})%|其余|其他|其它|(?P<beyond>{N})%(?:以外|之后|以后))"
    rf"(?:的)?(?:名次)?{_WORTH}"
)
_MIDDLE: Final = re.compile(rf"(?:{_PLACED})(?:居中|中间|中部|中)(?:的)?(?P<part>{N})%")
_BY_ORDER: Final = re.compile(
    r"(?:按照?|根据|依据|以)(?P<label>[^0-9,]{2,30}?)(?:结果|情况|高低)?(?:从高到低|由高到低)?(?:进行|依次)?"
    r"(?:在[^,0-9]{1,14})?(?:进行)?(?:排名|排序|排队|名次)(?:情况)?(?:计分|得分|赋分)?"
)
_HUNDRED: Final = Decimal(100)
_LONG: Final = 24


def first_shares(state: State, pieces: list[str]) -> int:
    """How many pieces say which share of the places brings what; 0: not two of them."""
    ordered = _BY_ORDER.fullmatch(pieces[0])
    own = pieces[1:] if ordered is not None else pieces
    first = _FIRST.fullmatch(own[0]) if own else None
    if first is None or not first["points"]:
        return 0
    steps = [[Decimal(first["to"]) / _HUNDRED, Decimal(first["points"])]]
    used, rest = 1, ZERO
    for piece in own[1:]:
        last = _LAST.fullmatch(piece)
        if last is not None and _closes(last, steps[-1][0]):
            rest, used = Decimal(last["points"] or 0), used + 1
            break
        step = _next(piece, steps[-1])
        if step is None:
            break
        steps.append(step)
        used += 1
    if used < 2:
        return 0
    _put(state, ordered or first, steps, rest)
    return used + (1 if ordered is not None else 0)


def _next(piece: str, before: list[Decimal]) -> list[Decimal] | None:
    middle = _MIDDLE.match(piece)
    if middle is not None:  # 前30%, 中间40%, 后30%
        own = before[0] * _HUNDRED + Decimal(middle["part"])
        piece = f"前{own.normalize():f}%{piece[middle.end() :]}"
    found = _NEXT.fullmatch(piece)
    if found is None or not found["points"]:
        return None
    to, low = Decimal(found["to"]) / _HUNDRED, found["low"]
    joins = low is None or Decimal(low) / _HUNDRED - before[0] in (ZERO, Decimal("0.01"))
    down = before[0] < to and Decimal(found["points"]) < before[1]
    return [to, Decimal(found["points"])] if joins and down else None


def _closes(last: re.Match[str], before: Decimal) -> bool:
    """后30% behind 前70%, 70%以外, 其余: what is left of all of them."""
    if last["share"]:
        return ONE - Decimal(last["share"]) / _HUNDRED == before
    return not last["beyond"] or Decimal(last["beyond"]) / _HUNDRED == before


def _put(state: State, named: re.Match[str], steps: list[list[Decimal]], rest: Decimal) -> None:
    label = clean(named["label"]) or (
        clean(state.context[-1]) if state.fresh and state.context else ""
    )
    label = re.sub("^在(?=..)|(?:的|综合)?(?:排名|名次|位次)?(?:中|里)?$", "", label)
    label = label if 1 < len(label) <= _LONG and not DANGER.search(label) else ""
    label = label or re.sub("(?:排名|名次|位次)$", "", clean(state.name))
    label = label if 1 < len(label) <= _LONG else "考核"
    term: Keys = {"rate": f"{label}名次占参评单位数的比例", "upto": steps}
    state.put(1, {**term, "otherwise": rest} if rest else term)
    state.by = "考核办公室"
    state.notes.append("名次除以参评单位数，由考核办公室提供（80 个单位的第 8 名是 10%）")
