"""Quantities with a unit that is no count: money, hours, marks of a survey, so many at a time.

Here: 每1000万元得1分, 90分以上得15分而每低1分扣0.5分, 2000种得10分而每少100种扣1分, and what such
a figure is called. Not here: counts one by one (`recognise`), shares (`amounts`), steps (`spans`).
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final

from scoring.drafting.levels import leveled
from scoring.drafting.pieces import number_of
from scoring.drafting.spans import Step
from scoring.drafting.state import (
    DANGER,
    EACH_PERIOD,
    MEASURED,
    UNITS,
    WORTH,
    Keys,
    N,
    State,
    clean,
    safe,
)

QUANTITIES: Final = frozenset({*MEASURED.split("|"), "分", "个百分点"})
"""Units whose figures have decimals."""
_LONG_ENOUGH: Final = 8
_SHORT: Final = "低于|低|下降|降低|减少|少|不足"
_MORE: Final = "高于|高出|高|超过|超出|超|提高|提升|上升|增加|增长|多"


def named(state: State, said: str, unit: str) -> str:
    """What a step's figure is called: a mark (得分在90分以上) is one of what was said before."""
    if unit == "个百分点":
        about = "" if len(clean(said)) > _LONG_ENOUGH else clean(state.name)
        return f"{about}{clean(said)}的百分点数"
    if unit != "分":
        return state.label(said)
    own = re.sub(r"(?:的)?(?:得分|评分|分数|成绩|分值)?(?:为|在)?$", "", clean(said))
    about = own if len(own) >= 2 else state.about() or clean(state.name)
    about = re.sub(r"^(?:根据|按照|依据|按)|(?:结果|情况|成绩)$", "", about)
    return about if about.endswith(("分", "度")) else f"{about}得分"


_OF_SO_MANY: Final = re.compile(
    r"^[^0-9每]{0,8}每(?:[0-9]+[百千万]?|[一十百千万]+)(?:名|个)?"
    r"(?:常住人口|户籍人口|人口|人|户|公里|平方公里|群众|职工|学生)(?!次|不|少|得|扣)"
)
"""每万人志愿者 is a figure in proportion, with decimals, and no count of what is lacking."""


def level(state: State, one: Step, after: list[str]) -> bool:
    """90分以上得15分, and the next piece says what each below (or above) takes: the full mark."""
    if one.points != state.points or one.high is not None:
        return False
    per = after and re.match(rf"(?:的)?每(?:{_SHORT}|{_MORE})(?:{N}|一)?个?{one.unit}", after[0])
    if not per:
        return False
    label = named(state, one.label, one.unit)
    if re.search(r"[0-9]|每(?!年|季度|月|周)", _OF_SO_MANY.sub("", label)):
        return False
    state.level = (label, one.low, one.unit)
    return True


def level_said(state: State, rest: list[str]) -> int:
    """满意度低于90分的, 每低1分扣0.5分: a level that is only said to fall short of."""
    found = re.fullmatch(
        rf"(?P<what>.*?)(?P<held>不超过|不低于|不高于|不少于|控制在|少于|小于|{_SHORT}|未达到|达不到|不到|达到|达|{_MORE})(?P<line>{N})"
        rf"(?P<unit>{MEASURED}|分|[A-Za-z]{{1,6}}|{UNITS})(?:以内|以上|以下)?(?:的)?",
        rest[0],
    )
    said = 1 + (_REACHED_ALL.fullmatch("".join(rest[1:2])) is not None)
    if found is None or not rest[said:] or (said > 1 and not _all_points(state, rest[1])):
        return 0
    unit = re.escape(found["unit"])
    if not re.match(rf"(?:的)?每(?:{_SHORT}|{_MORE})(?:{N}|一)?个?{unit}", rest[said]):
        return 0
    if re.fullmatch(UNITS, found["unit"]) and not _of_a_count(found["what"], found["held"]):
        return 0  # 不少于4次, 每少1次: counted as what is lacking
    label = named(state, found["what"], found["unit"])
    if re.search(r"[0-9]|每(?!年|季度|月|周)", _OF_SO_MANY.sub("", label)):
        return 0
    state.level = (label, Decimal(found["line"]), found["unit"])
    return said


def _of_a_count(what: str, held: str) -> bool:
    """Whether a line is one of a count: not above it, or (专职人员少于3人的) named and below it."""
    if re.match("不超|不高|控|超|高", held):
        return True
    if _OF_SO_MANY.match(what):
        return True
    own = clean(EACH_PERIOD.sub("", what))
    return len(own) > 1 and re.match(f"{_SHORT}|未达|达不到|不到", held) is not None


_REACHED_ALL: Final = re.compile(
    r"(?:达标|达到目标值?|达到要求)(?:的)?(?:得|计)(?P<points>[0-9.]+)分"
)


def _all_points(state: State, piece: str) -> bool:
    found = _REACHED_ALL.fullmatch(piece)
    return found is not None and Decimal(found["points"]) == state.points


def beyond_level(state: State, piece: str) -> bool:
    """每低1分扣0.5分, 每少100种扣1分 behind the level that brings everything."""
    if state.level is None:
        return False
    label, line, unit = state.level
    found = re.fullmatch(
        rf"每(?P<way>{_SHORT}|{_MORE})(?P<num>{N}|一)?个?{re.escape(unit)}(?:的)?{WORTH}", piece
    )
    step = number_of(found["num"] or "1") if found is not None else None
    if found is None or not found["verb"] or not step:
        return False
    below = re.fullmatch(_SHORT, found["way"]) is not None
    sign = state.sign(found["verb"])
    if below and sign > 0:
        return False
    term: Keys = {"unit": unit, "under" if below else "over": line}
    points = {"points": Decimal(found["points"])}
    counted = unit not in QUANTITIES and not _OF_SO_MANY.match(label)
    if re.fullmatch(UNITS, unit) and counted and step == 1:
        state.put(sign, {"each": label, **term, **points})
        return True
    state.put(sign, {"amount": label, **term, **stepped(state, step), **points})
    return True


def each_so_much(state: State, piece: str) -> bool:
    """每新增投资1000万元加1分, 每种植10亩得0.5分."""
    found = re.fullmatch(
        rf"(?P<lead>[^每]*?)每(?P<before>[^每0-9]*?)(?P<num>{N}|一)?(?P<unit>{MEASURED}|{UNITS})"
        rf"(?P<rest>[^0-9]*?){WORTH}",
        piece,
    )
    if found is None or not (found["verb"] or _plainly_brings(state)):
        return False
    step, unit = number_of(found["num"] or "1"), found["unit"]
    if not step or (unit not in QUANTITIES and step == 1) or DANGER.search(found["lead"]):
        return False
    if re.search(rf"{_SHORT}|{_MORE}|第|以[上下内]", found["before"] + found["rest"]):
        return False
    if step != 1 and EACH_PERIOD.match(f"每{found['before']}"):
        return False  # 每周更新2次得10分: how often, and not for every two
    label = state.label(found["lead"], found["before"], found["rest"])
    if not safe(label) or len(label) < 2:
        return False
    term: Keys = {"amount": label, "unit": unit, **stepped(state, step)}
    state.put(state.sign(found["verb"]), {**term, "points": Decimal(found["points"])})
    return True


def several_of_a_level(state: State, piece: str) -> bool:
    """市级2篇得1分 behind 省级1篇得1分: every two of them, and not whether there were two."""
    found = re.fullmatch(
        rf"(?P<label>[^0-9每,]*?(?:国家|部|省|市|县|区|乡|镇|校)级?[^0-9每,]{{0,8}}?)(?P<num>{N}|[二两三四五六七八九十])(?P<unit>{UNITS}){WORTH}",
        piece,
    )
    last = state.last
    if found is None or not found["verb"] or last is None or last[0] != state.sentence:
        return False
    step = number_of(found["num"])
    if "each" not in last[2] or found["unit"] != last[2]["unit"] or not step or step == 1:
        return False
    label = leveled(clean(found["label"]), str(last[2]["each"]), "")
    if not safe(label) or len(label) < _LEAST:
        return False
    term: Keys = {"amount": label, "unit": found["unit"], **stepped(state, step)}
    state.put(state.sign(found["verb"]), {**term, "points": Decimal(found["points"])})
    return True


def _plainly_brings(state: State) -> bool:
    """每场次0.5分, 每10条0.5分: without a verb they bring, where nothing of the clause is taken."""
    return state.sign(None) > 0 and re.search("扣|减(?!少)", state.text) is None


_LEAST: Final = 2


def stepped(state: State, step: Decimal) -> Keys:
    """The step, and what becomes of less than one."""
    way = state.parts_of_a_step(step)
    keys: Keys = {} if step == 1 and not way else {"per": step}
    return keys | ({"whole": ("down", "up")[way - 1]} if way else {})
