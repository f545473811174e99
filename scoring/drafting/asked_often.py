"""What is asked of every period: 每年至少听取1次汇报得2分, 每季度召开会议1次得4分.

Here: whether it was done, or so much each time, and what each of them is called. Not here: counts
(`recognise`), what falls short (`shortages`).
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final

from scoring.drafting.state import State, clean, safe
from scoring.drafting.verbatim import fits

_LONGEST: Final = 56


def asked_of_a_period(state: State, found: re.Match[str], inside: re.Match[str]) -> bool:
    """How often something is asked of every period: done or not, or so much each time."""
    return _at_least_once(state, found, inside) or _asked_each_period(state, found, inside)


def _at_least_once(state: State, found: re.Match[str], inside: re.Match[str]) -> bool:
    """每年至少听取1次汇报得2分: whether it was done, and not how often."""
    if not re.search("至少|不少于|不低于", inside["before"]) or state.sign(found["verb"]) < 0:
        return False
    said = f"{clean(found['lead'])}每{inside['before']}{inside['num']}{inside['unit']}"
    name = f"{said}{inside['rest']}".removesuffix("的")
    if len(name) > _LONGEST:
        return False
    state.put(1, {"if": name, "points": Decimal(found["points"])})
    return True


_IN_A_YEAR: Final = {"年": 1, "半年": 2, "学期": 2, "学年": 1, "季度": 4, "月": 12, "周": 52}


def _asked_each_period(state: State, found: re.Match[str], inside: re.Match[str]) -> bool:
    """每季度召开会议1次得4分: what is asked of every quarter, done or not, or so much each time."""
    period = re.match("(?P<of>半年|学期|学年|季度|年|月|周)(?P<what>.{2,})", inside["before"])
    if period is None or not inside["num"] or state.sign(found["verb"]) < 0 or inside["rest"]:
        return False
    points, what = Decimal(found["points"]), clean(found["lead"] + period["what"])
    if state.points is None or not safe(what) or re.search("不少于|至少|以上", what):
        return False
    ways = ("每做到一次得一次分", "做到了就得这么多分，只看做没做到")
    fits_in = points * _IN_A_YEAR[period["of"]] <= state.points
    first = ways if fits_in else ways[::-1]
    if first[state.choose(f"each {what}", *first)] == ways[0]:
        state.put(1, {"each": what, "unit": inside["unit"], "points": points})
    else:
        said = f"{clean(found['lead'])}每{inside['before']}{inside['num']}{inside['unit']}"
        state.put(1, {"if": said, "points": points})
    return True


_FOUND: Final = re.compile(
    "(?:发现|查实|查出|出现|存在|涉及)(?P<what>项目|问题|企业|单位|案件|线索|事项|人员|点位|场所|地块|村|社区|部位|隐患)"
)
"""设置不合理条件的, 发现1个项目扣2分: the noun alone does not say what was wrong with it."""


def labelled(state: State, unit: str, *parts: str) -> str:
    """What is counted: 网格员每周巡查少于1次的, 发现一人: in the words said before it."""
    label = state.label(*parts, unit=unit)
    own = clean("".join(parts))
    before = clean(state.context[-1]) if state.context and state.fresh else ""
    if _FOUND.fullmatch(own) and fits(before) and safe(label):
        noun = _FOUND.sub(r"\g<what>", own)
        return before if noun in before else f"{before}的{noun}"
    if safe(label) or not re.fullmatch("(?:发现|出现|发生|查实|有)?", own) or not fits(before):
        return label
    return before if re.search("少于|不足|低于|超过|未|不|没", before) else label
