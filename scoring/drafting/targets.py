"""A share below its target: 达到80%得5分, 未达到的按比例得分, whichever way that is meant.

Here: what falls short of a line that brings all points. Not here: percents one by one (`shares`),
shares from nothing on (`amounts`).
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final

from scoring.drafting.state import Keys, State, clean
from scoring.drafting.units import MEASURED, UNITS
from scoring.exact import ZERO, plain

_SHORT: Final = re.compile(
    r"(?:对)?(?:未达到|未达|达不到|不足|低于|未完成|未达标|不达标)(?:[0-9.]+%|目标|标准|要求|比例)?(?:的|者)?,?(?:则)?"
    r"(?:按照?|以)(?:实际|相应|其|所占)?(?:完成|达标)?(?:比例|百分比|比率|完成率|实际值[/÷]目标值|与目标值?的比例)(?:进行)?(?:折算|计算|相应)?(?P<verb>扣分|扣减|得分|计分|给分|赋分|计|折算)"
)
_WHOLE: Final = Decimal(1)
_TWO: Final = 2


def by_its_part(state: State, piece: str) -> bool:
    """未达到80%的按比例扣分 behind 达到80%得5分: of the line, of the whole, or by its percents."""
    if _from_its_line(state, piece):
        return True
    found = _SHORT.fullmatch(piece)
    if found is not None and _each_its_part(state):
        return True
    if found is not None and (_all_their_parts(state) or _task_and_more(state)):
        return True
    target = _target(state) if found is not None else None
    if found is None or target is None:
        return False
    name, line, points = target
    if line == _WHOLE:  # of 100%, what falls short is its own share
        if state.last is not None and state.last[2].get("rate") == name:
            state.add.remove(state.last[2])
            state.placed.pop()
        state.put(1, {"rate": name, "points": points})
        return True
    said = f"{plain(line * 100)}%"
    ways = (
        f"不到{said}的，按占{said}的比例得分",
        f"不到{said}的，按实际比例乘以{plain(points)}分",
        f"不到{said}的，差百分之几就扣这{plain(points)}分的百分之几",
    )
    first = ways if found["verb"] in ("扣分", "扣减") else ways[:2]
    way = first[state.choose(f"part {name}", *first)]
    if state.last is not None and state.last[2].get("rate") == name:
        state.add.remove(state.last[2])
        state.placed.pop()
    _put(state, name, line, points, ways.index(way))
    return True


_FROM_ITS_LINE: Final = re.compile(
    r"(?P<what>[^0-9,每]{2,20}?(?:率|比例|进度))(?:达到|达|不低于|在)(?P<line>[0-9.]+)%(?:及?以上)?(?:的|者)?,?"
    r"按照?(?:实际)?(?:完成)?(?:比例|百分比)(?:折算)?(?:得分|计分|给分|赋分)"
)


def _from_its_line(state: State, piece: str) -> bool:
    """完成率达到90%以上的按比例得分: times the points; what is got below is said next."""
    found = _FROM_ITS_LINE.fullmatch(piece)
    if found is None or state.points is None or state.placed or state.line is not None:
        return False
    name, line = clean(found["what"]), Decimal(found["line"]) / 100
    state.put(1, {"rate": name, "points": state.points})
    gate = re.escape(found["line"])
    if re.search(rf"(?:低于|不足|未达到|达不到){gate}%(?:的)?,?不[得计]分", state.text) is None:
        state.guessed.append(f"{piece}：不到{plain(line * 100)}%的没有写，也先按比例算")
    return True


def _target(state: State) -> tuple[str, Decimal, Decimal] | None:
    """The share, its line and what it brings there, as the piece before says them."""
    last, named = state.last, state.line
    if last is not None and last[0] == state.sentence and last[1] > 0 and "rate" in last[2]:
        band = last[2].get("band")
        if isinstance(band, list) and len(band) == 1 and 0 < band[0][0] <= _WHOLE:
            return str(last[2]["rate"]), Decimal(str(band[0][0])), Decimal(str(band[0][1]))
        return None
    if named is None or last is not None or state.points is None or not 0 < named[1] <= _WHOLE:
        return None
    return named[0], named[1], state.points


_PARTS: Final = re.compile(r"(?P<names>[^0-9,]{4,40})各(?:占|计|得)?(?P<points>[0-9.]+)分")


def parts_of_all(state: State, piece: str) -> bool:
    """入径率、完成率各2分, where the line of each was said: so much for each that is reached."""
    if state.parts and _ALL_SAID.fullmatch(piece):
        return True
    found = _PARTS.fullmatch(piece)
    said = found["names"].split("、") if found is not None else []
    names = [next((one for one in state.known if one.endswith(own)), "") for own in said]
    if found is None or len(names) < _TWO or not all(names):
        return False
    points = Decimal(found["points"])
    if points * len(names) != state.points or state.placed:
        return False
    state.parts = dict.fromkeys(names, points)
    state.partial |= state.parts  # what falls short of one takes no more than its part
    state.lines = [(name, state.known[name]) for name in names]
    return True


_ALL_SAID: Final = re.compile(
    r"(?:均|都|全部|分别)?(?:达到|完成)(?:目标值?|任务|要求|指标)(?:的)?(?:得|计)[0-9.]+分|达标(?:的)?得[0-9.]+分"
)


def _each_its_part(state: State) -> bool:
    """低于目标的按实际值/目标值折算: each of them by its own line."""
    if not state.parts or state.placed:
        return False
    state.partial.clear()
    for name, points in state.parts.items():
        _put(state, name, state.known[name], points, 0)
    state.notes.append("达到目标的得满分，低于目标的按占目标的比例")
    return True


def _all_their_parts(state: State) -> bool:
    """入径率≥50%得20分, 完成率≥70%得20分, 不达标的按比例: each by its own line."""
    terms = list(state.add)
    steps = [one["band"][0] for one in terms if _single(one)]  # type: ignore[index]
    if len(terms) < _TWO or len(steps) < len(terms) or state.deduct:
        return False
    if sum((Decimal(str(points)) for _, points in steps), ZERO) != state.points:
        return False
    names = [str(one["rate"]) for one in terms]
    state.add.clear()
    state.placed.clear()
    for name, (line, points) in zip(names, steps, strict=True):
        _put(state, name, Decimal(str(line)), Decimal(str(points)), 0)
    state.guessed.append("达到目标的得满分，不到的按占目标的比例")
    return True


def _single(term: Keys) -> bool:
    band = term.get("band")
    return "rate" in term and isinstance(band, list) and len(band) == 1 and 0 < band[0][0] <= _WHOLE


def _task_and_more(state: State) -> bool:
    """达到目标值得3分, 每超…加0.5分, 未达到的按完成比例得分: of those 3, and not of all."""
    flags = [
        one
        for one in state.add
        if re.fullmatch("达到目标值?|完成目标(?:任务)?|完成任务", str(one.get("if")))
    ]
    if len(flags) != 1 or len(state.add) < _TWO or flags[0]["points"] == state.points:
        return False
    points = Decimal(str(flags[0]["points"]))
    state.add.remove(flags[0])
    state.placed = [one for one in state.placed if one[2] is not flags[0]]
    name = f"{clean(state.name)}完成比例"
    state.put(1, {"rate": name, "points": points, "max": points})
    state.guessed.append(f"未达到的按比例算这{plain(points)}分")
    return True


_SHORT_OF_COUNT: Final = re.compile(
    rf"(?:不足|未达到|达不到|不到|少于)(?P<line>[0-9]+)(?P<unit>{UNITS})(?:的|者)?,?按(?:照)?(?:实际)?(?:完成)?(?:数量)?(?:的)?比例(?:折算)?(?:得分|计分|给分|赋分|计)?"
)


def by_its_count(state: State, piece: str) -> bool:
    """不足10篇的按比例得分 behind 上报信息10篇以上得3分: a tenth of it for each."""
    found, last = _SHORT_OF_COUNT.fullmatch(piece), state.last
    if found is None or last is None or last[0] != state.sentence or last[1] < 0:
        return False
    line, unit, term = Decimal(found["line"]), found["unit"], last[2]
    band, said = term.get("band"), str(term.get("if", ""))
    own = re.fullmatch(rf"(?P<what>.{{2,}}?)(?:不少于|达到|达|至少)?{line}{unit}(?:及?以上)?", said)
    if isinstance(band, list) and len(band) == 1 and term.get("unit") == unit:
        name, points = str(term.get("each", "")), Decimal(str(band[0][1]))
        if band[0][0] != line:
            return False
    elif own is not None:
        name, points = clean(own["what"]), Decimal(str(term["points"]))
    else:
        return False
    state.add.remove(term)
    state.placed.pop()
    amount: Keys = {"amount": name, "unit": unit, "per": line, "points": points, "max": points}
    state.put(1, amount)
    state.notes.append(piece)
    return True


_BY_LINE: Final = re.compile(
    rf"=\(?(?P<r>[^=×/÷()+0-9-]{{2,24}})[/÷](?P<line>[0-9.]+)(?P<unit>%|{MEASURED}|{UNITS})\)?×(?P<points>[0-9.]+)分?"
)
_TO_LINE: Final = re.compile(
    r"(?:(?:未达到|未达标|未完成|达不到|不足|低于)[^,]{0,8}?的?,?)?按照?(?P<r>[^0-9,按]{2,16}?)(?:与|和|占|除以|[/÷])(?P<of>[0-9.]+%|目标值?|[^0-9,]{2,14}?)"
    r"(?:之比|的比例|的比值|比例)(?:计算|折算)?(?:得分|计分|给分|赋分|扣分|计)?"
)


def by_its_line(state: State, formula: str) -> bool:
    """得分=在线率÷95%×30: of its line, and never more than that brings."""
    found = _BY_LINE.fullmatch(formula)
    if found is None or not Decimal(found["line"]):
        return False
    said = [str(one["rate"]) for one in state.add if "rate" in one]
    said += [state.line[0]] if state.line is not None else []
    _instead_of_all(state, Decimal(found["points"]))
    name = clean(found["r"])
    if re.fullmatch("实际(?:完成|达到)?(?:值|率|数|比例)?", name):  # 实际值÷90%: of what was said
        name = said[-1] if said and len(said[-1]) > 1 else clean(state.name)
    line, points = Decimal(found["line"]), Decimal(found["points"])
    if found["unit"] == "%":
        _put(state, name, line / 100, points, 0)
    else:
        amount: Keys = {"amount": name, "unit": found["unit"], "per": line}
        state.put(1, {**amount, "points": points, "max": points})
    return True


def to_its_line(state: State, piece: str) -> bool:
    """低于90%的按满意度与90%的比例得分; 按实际下降率与目标下降率之比: of its line."""
    found = _TO_LINE.fullmatch(piece)
    if found is None or state.points is None or len(clean(found["r"])) < _TWO:
        return False
    points = _instead_of_all(state, state.points)
    name = clean(found["r"])
    if found["of"].endswith("%"):
        _put(state, name, Decimal(found["of"][:-1]) / 100, points, 0)
        return True
    said = f"{name}与{clean(found['of'])}之比"
    state.put(1, {"rate": said, "points": points, "max": points})
    return True


def _instead_of_all(state: State, points: Decimal) -> Decimal:
    """达到目标得满分 said before a share of it is that share at its line, and nothing beside."""
    for term in list(state.add):
        band = term.get("band")
        step = band[0][1] if isinstance(band, list) and len(band) == 1 else None
        if ("if" in term and term["points"] == points) or step == points:
            state.add.remove(term)
            state.placed = [one for one in state.placed if one[2] is not term]
    return points


def _put(state: State, name: str, line: Decimal, points: Decimal, way: int) -> None:
    term: Keys = {"rate": name, "over": ZERO, "per": line, "points": points, "max": points}
    if way == 0:
        state.put(1, term)
    elif way == 1:
        state.put(1, {"rate": name, "band": [[line, points]]})
        state.put(1, {"rate": name, "points": points})
        state.highest = state.better = True
        state.notes.append("只计最高的一项")
    else:
        part = {"under": line, "per": Decimal("0.01"), "points": points / 100, "max": points}
        state.put(-1, {"rate": name, **part})
