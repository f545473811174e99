"""Steps of a figure as terms: bands, a single line that is reached, the full mark said with it.

Here: which term the next pieces make together. Not here: what a step is and how steps join
(`spans`), other pieces (`recognise`).
"""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from typing import Final

from scoring.drafting.quantities import QUANTITIES, level, named
from scoring.drafting.spans import Band, Step, band_of, reached, step_of
from scoring.drafting.state import Keys, State, untimed
from scoring.drafting.units import MEASURED, UNITS
from scoring.exact import plain


def take_steps(state: State, rest: list[str]) -> int:
    """Take the steps that begin here; how many pieces they are, 0 where there are none."""
    found = band_of(rest, state.points)
    if found is None:
        one = step_of(rest[0])
        taken = one is not None and _single(state, one, rest)
        return int(taken or _line_and_more(state, rest) or _below_line(state, rest))
    if _level_between(state, rest, found.used):
        return found.used
    label = named(state, found.label, found.unit)
    before = [*state.context[-1:], found.label]
    if found.unit in QUANTITIES and found.unit != "分" and any("每" in one for one in before):
        return 0  # 每块黑斑, 不足50平方米的扣0.5分: one by one, and no total
    if re.search(r"[0-9]|每(?!年|季度|月|周)", untimed(label)) or not label:
        return 0
    steps = [list(step) for step in found.steps]
    label = _of_what_moved(state, label, rest[0])
    if found.sign < 0 and steps[0][0] == 0 and found.unit not in ("%", "分"):
        steps[0][0] = Decimal("0.01") if found.unit in QUANTITIES else Decimal(1)  # none is none
    if any(piece.startswith("第") for piece in rest[: found.used]) and found.unit != "%":
        steps = _rungs(state, steps)
    more = _the_rest(found, steps, rest)
    held = _upper(state, found, rest[0]) or {"band": steps}
    edges = {edge for edge, _ in steps}
    held |= {"open": kept} if (kept := [one for one in found.open if one in edges]) else {}
    if found.unit == "%":
        signed: Keys = {"signed": True} if re.search(r"增|降|同比|环比", label) else {}
        state.put(found.sign, {"rate": label, **held, **signed})
    elif found.unit in QUANTITIES or any(at % 1 for at, _ in steps) or "平均" in label:
        state.put(found.sign, {"amount": label, "unit": found.unit, **held})
    else:
        state.put(found.sign, {"each": label, "unit": found.unit, **held})
    return found.used + more


_REST: Final = re.compile(
    r"(?:其余|其他|其它|以下|低于的?)(?:情况|情形|各档)?(?:的)?(?:均|都|一律)?(?:得|计)(?P<points>[0-9.]+)分"
)


def _the_rest(found: Band, steps: list[list[Decimal]], rest: list[str]) -> int:
    """90%以上得10分, 80%以上得8分, 其余得5分: the lowest step of all; 1 where it is said."""
    said = _REST.fullmatch("".join(rest[found.used : found.used + 1]))
    if said is None or found.sign < 0 or found.upto or not steps or not steps[0][0]:
        return 0
    steps.insert(0, [Decimal(0), Decimal(said["points"])])
    return 1


def _rungs(state: State, steps: list[list[Decimal]]) -> list[list[Decimal]]:
    """第一次扣1分, 第二次扣2分: what the second takes in all, or beside the first."""
    ways = ("第几次就一共扣这么多", "每一次各扣各的，加起来")
    return _added(steps, state.points) if state.choose("rungs", *ways) else steps


def _of_what_moved(state: State, label: str, piece: str) -> str:
    """同比下降 alone is of what was said before, and beside what was said of it."""
    if re.fullmatch(r"(?:同比|环比)?(?:上升|下降|增长|降低|提高|减少|增加)", label) is None:
        return label
    state.guessed.append(piece)
    said = str((state.last or (0, 0, {}))[2].get("if", ""))
    state.highest = state.highest or bool(state.add)
    return f"{re.split('同比|环比|上升|下降|增长|持平', said)[0]}{label}"


_AS_BEFORE: Final = re.compile(
    r"(?:同比|与[^,0-9]{1,8})?(?:持平|不变|零增长|不增不减)(?:的)?(?:得|计)[0-9.]+分"
)
_STEP_WORDS: Final = re.compile(r"(?P<what>.+?)(?:的|者)?(?:得|计)(?P<points>[0-9.]+)分")


def _level_between(state: State, rest: list[str], used: int) -> bool:
    """下降10%以上得4分, 下降不足10%得3分, 持平得2分: no band has a step of nothing but 0 %."""
    if used >= len(rest) or _AS_BEFORE.fullmatch(rest[used]) is None:
        return False
    steps = [_STEP_WORDS.fullmatch(one) for one in rest[:used]]
    if not all(steps):
        return False
    for one in steps:
        if one is not None:
            state.put(1, {"if": one["what"], "points": Decimal(one["points"])})
    state.highest = True
    state.notes.append("只计最高的一项")
    return True


def _upper(state: State, found: Band, piece: str) -> Keys:
    """30%以内得5分, 30%-35%得3分: steps with the figures they end on; {}: they begin on."""
    if not found.upto:
        state.guessed += [piece] if found.beyond else []  # 超过90%: of 90% it says another thing
        return {}
    lines = "、".join(_printed(line, found.unit) for line, _ in found.upto if line)
    ways = (f"恰好{lines}的算前面一档", f"恰好{lines}的算后面一档")
    keys: Keys = {"upto": [list(step) for step in found.upto]}
    if found.both and state.choose("bounds", *ways):
        if found.sign > 0:
            return {}
        keys["open"] = [line for line, _ in found.upto if line]  # 0 days late takes nothing
    return keys | ({"otherwise": found.otherwise} if found.otherwise else {})


def _printed(line: Decimal, unit: str) -> str:
    return f"{plain(line * 100)}%" if unit == "%" else f"{plain(line)}{unit}"


def _added(steps: list[list[Decimal]], whole: Decimal | None) -> list[list[Decimal]]:
    """第一次扣1分, 第二次扣2分: 1 and 3 where each is taken beside those before it."""
    total, found = Decimal(0), []
    for at, points in steps:
        total = points if points == whole else total + points
        found.append([at, total])
    return found


def _single(state: State, one: Step, rest: list[str]) -> bool:
    """One step by itself: the full mark said, or a line that brings points when reached."""
    if _between(state, one, rest):
        return True
    if one.sign < 0 or one.high is not None or not one.points:
        return False
    if one.unit != "%" and level(state, one, [x for x in rest[1:3] if not _BETWEEN.fullmatch(x)]):
        return True
    if one.unit in QUANTITIES:
        return False
    if one.unit != "%":
        return not one.closed and one.low > 0 and _reached_count(state, one)
    return _share(state, one, rest)


def _share(state: State, one: Step, rest: list[str]) -> bool:
    label = state.label(one.label)
    one = _with_its_edge(state, one, rest[0])
    whole = not one.closed or one.low == 1
    if whole and one.points == state.points:
        state.say_line(label, one.low)
        if _only_rises(rest[1:]):
            state.put(1, reached(label, one))
            state.guessed.append(rest[1])
            return True
        if any("百分点" in piece or "%" in piece for piece in rest[1:3]):
            return True
    if _reached_by_line(state, one, rest[1:]):
        return True
    if not whole or label.endswith("每"):
        return False
    state.put(1, reached(label, one))
    return True


def _with_its_edge(state: State, one: Step, piece: str) -> Step:
    """超过80%以上: two words that do not agree whether 80 % itself is enough."""
    if not one.over or re.search("[0-9]%以上", piece) is None:
        return one
    line = f"{plain(one.low * 100)}%"
    ways = (f"恰好{line}的也算", f"超过{line}才算")
    return replace(one, over=bool(state.choose("bounds", *ways)))


def _reached_count(state: State, one: Step) -> bool:
    """3次以上得5分."""
    label = state.label(one.label)
    if re.search(r"[0-9]", label):
        return False
    if re.search(r"每(?:个?月|周|日|天|季度|半年|年|学期|学年|人|村|校)", label):
        said = f"{label}{plain(one.low)}{one.unit}以上"  # each month by itself: yes or no
        state.put(1, {"if": said, "points": one.points})
        return True
    state.put(1, {"each": label, "unit": one.unit, "band": [[one.low, one.points]]})
    return True


def _between(state: State, one: Step, rest: list[str]) -> bool:
    """床位使用率85%-93%得6分, 低于85%每低1%扣0.2分: full between, and both sides fall."""
    if one.high is None or not one.low or one.unit != "%" or one.points != state.points:
        return False
    if not re.match(r"(?:低于|不足|高于|超过)?[0-9.%]*(?:的)?每", "".join(rest[1:2])):
        return False
    state.say_line(state.label(one.label), one.low)
    return True


_PER: Final = re.compile(
    r"[^每]{0,18}每(?:低|少|下降|降|减少|落后|差|超|提高|提升|增|上升|高)[^0-9每]{0,12}[0-9.一]*个?(?:百分点|%).*"
)
_BETWEEN: Final = re.compile(
    r"(?:低于|未达到|达不到|未完成|不足|高于|超过|超额|对?未达标)[^分]{0,8}"
)


def _reached_by_line(state: State, one: Step, after: list[str]) -> bool:
    """网办率100%得5分, 每低1%扣0.1分: a share of the points, and what its shortfall takes."""
    label = state.label(one.label)
    if one.unit != "%" or one.sign < 0 or one.high is not None or not one.points:
        return False
    if not _per_follows(after) or label in state.partial:
        return False
    state.say_line(label, one.low)
    state.partial[label] = one.points
    state.above |= {label} if one.over else set()
    return True


def _per_follows(after: list[str]) -> bool:
    """Whether 每低1个百分点 comes next, or behind other shares that bring points too."""
    for piece in after[:4]:
        if _PER.fullmatch(piece):
            return True
        step = step_of(piece)
        share = step is not None and step.unit == "%" and step.sign > 0 and bool(step.points)
        if not share and not _BETWEEN.fullmatch(piece):
            return False
    return False


_RISES: Final = re.compile(
    r"每(?:再)?(?:提高|提升|上升|超|高|增)[^0-9每]{0,10}[0-9.一]*个?(?:百分点|%)(?:的)?(?:再)?[加得]"
)
_FALLS: Final = re.compile(r"每(?:再)?(?:低|降|下降|少|减|落后|差|欠)|低于|不足")


def _only_rises(after: list[str]) -> bool:
    """达到96%得15分, 每提高1%加5分, and nothing is said of what falls short."""
    near = "".join(after[:4])
    return bool(after) and _RISES.match(after[0]) is not None and _FALLS.search(near) is None


_AND_MORE: Final = re.compile(
    r"(?P<label>[^0-9]{2,}?)(?:达到|达|不低于)(?P<line>[0-9.]+)%(?:以上)?(?:并|且|,)(?P<more>[^0-9]{2,20}?)(?:的)?(?:得|计)(?P<points>[0-9.]+)分"
)


def _line_and_more(state: State, rest: list[str]) -> bool:
    """覆盖率达80%以上并建立档案得5分, 每下降1个百分点扣0.1分: the line, and what else is asked."""
    found = _AND_MORE.fullmatch(rest[0])
    if found is None or Decimal(found["points"]) != state.points or not _per_follows(rest[1:]):
        return False
    state.say_line(state.label(found["label"]), Decimal(found["line"]) / 100)
    state.guessed.append(rest[0])
    return True


_HELD_TO: Final = "控制在|不超过|不得超过|不高于|不大于|不多于|低于|小于|少于"


def _below_level(state: State, rest: list[str]) -> bool:
    """平均住院日不超过9天得5分, 每超过0.5天扣1分."""
    found = re.fullmatch(
        rf"(?P<label>.{{2,}}?)(?P<held>{_HELD_TO})?(?P<line>[0-9.]+)(?P<unit>{MEASURED}|{UNITS}|[A-Za-z]{{1,6}}|)"
        r"(?P<under>以内|以下)?(?:的)?(?:得|计)(?P<points>[0-9.]+)分",
        rest[0],
    )
    if found is not None and not (found["held"] or found["under"]):
        return False
    if found is None or Decimal(found["points"]) != state.points:
        return False
    per = re.match(
        rf"每(?:超|多|高|增|上升|升高|升)[^0-9]*[0-9.一]*个?{re.escape(found['unit'])}",
        "".join(rest[1:2]),
    )
    if per is None:
        return False
    unit = found["unit"] or ("个百分点" if "百分点" in rest[1] else "点")
    state.level = (state.label(found["label"]), Decimal(found["line"]), unit)
    return True


def _below_line(state: State, rest: list[str]) -> bool:
    """不超过60%得8分, where each point beyond takes some: the line, and the full mark said."""
    if _below_level(state, rest):
        return True
    found = re.fullmatch(
        rf"(?P<label>.*?)(?P<held>{_HELD_TO})?(?P<line>[0-9.]+)%(?P<under>以内|以下)?(?:的)?(?:得|计)(?P<points>[0-9.]+)分",
        rest[0],
    )
    if found is None or not any(re.search(r"每(?:超|高|增|上升|多)", one) for one in rest[1:3]):
        return False
    if not (found["held"] or found["under"]):
        return False
    label = state.label(found["label"])
    state.say_line(label, Decimal(found["line"]) / 100)
    if Decimal(found["points"]) != state.points:
        state.partial[label] = Decimal(found["points"])
    return True
