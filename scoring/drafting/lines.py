"""A figure held to a line: 率不足90%的扣3分, 低于60%不得分, 超过3次的每增加1次扣1分.

Here: pieces that name a line of their own, or go on from one said before. Not here: steps that
join (`spans`), points a percent (`amounts`), plain counts (`recognise`).
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final

from scoring.drafting.edges import at_most
from scoring.drafting.pieces import number_of
from scoring.drafting.state import COUNT, DANGER, NOTHING, UNITS, WORTH, Keys, N, State, clean
from scoring.exact import ZERO, plain

_SHORT: Final = r"不足|低于|未达到|未达|达不到|不到|少于|小于"
_MORE: Final = r"超过|高于|大于|超出"
_TWO: Final = 2
_DAYS: Final = ("天", "日", "个月", "月")
"""How late a thing was: nobody knows whether several late things come together."""
_SHARE: Final = r"率|比例|占比|比重|覆盖面|程度|满意度|安全感|知晓度|认可度|支持度"


def below_flag(state: State, piece: str) -> bool:
    """达标率不足90%的扣3分: yes or no, the line in the question's own name."""
    found = re.fullmatch(
        rf"(?P<what>.*?(?:{_SHARE}|性|值|数|量|感|比)|)(?P<way>{_SHORT}|{_MORE})(?P<line>{N})%{WORTH}",
        piece,
    )
    if found is None or not found["verb"] or DANGER.search(_stem(found["what"])):
        return False
    what = clean(found["what"]) or state.share or (state.line[0] if state.line else "")
    if len(what) < 2:
        return False
    state.share = what
    term: Keys = {"if": f"{what}{found['way']}{found['line']}%"}
    state.put(state.sign(found["verb"]), {**term, "points": Decimal(found["points"])})
    return True


def _stem(text: str) -> str:
    """A name of a share as it is, the word for shares itself being no danger in it."""
    return re.sub(r"比例|占比|增长率|下降率", "", text)


def too_few(state: State, piece: str) -> bool:
    """不足30人的扣2分: yes or no, where nothing else counts in that unit."""
    found = re.fullmatch(
        rf"(?P<what>.*?)(?P<said>(?:不足|少于|未达到|达不到|不到)(?:{COUNT})(?P<unit>{UNITS})){WORTH}",
        piece,
    )
    if found is None or not found["verb"] or state.sign(found["verb"]) > 0:
        return False
    unit, own = found["unit"], clean(found["what"])
    what = own if len(own) >= 2 else _counted_before(state, unit)
    if len(what) < 2 or DANGER.search(what) or any(t.get("unit") == unit for t in state.deduct):
        return False
    term: Keys = {"if": f"{what}{found['said']}"}
    state.put(-1, {**term, "points": Decimal(found["points"])})
    return True


def reached_flag(state: State, piece: str) -> bool:
    """村务公开每季度不少于1次得5分: yes or no, how often in the question's own name."""
    found = re.fullmatch(
        rf"(?P<what>.{{2,}}?)(?P<said>(?:(?:每(?:个?月|季度|半年|学年|学期|年|周))?(?:不少于|不低于|至少)"
        rf"|每(?:个?月|季度|半年|学年|学期|年|周)(?:[^0-9每发第]{{1,6}}?)?)(?:{COUNT})(?:{UNITS})(?:以上)?){WORTH}",
        piece,
    )
    if found is None or not found["verb"] or state.sign(found["verb"]) < 0:
        return False
    if DANGER.search(found["what"]):
        return False
    term: Keys = {"if": f"{clean(found['what'])}{found['said']}"}
    state.put(1, {**term, "points": Decimal(found["points"])})
    return True


def floor(state: State, piece: str) -> bool:
    """低于60%不得分, 低于6次的不得分: the line below (or above) which the row is nothing."""
    found = re.fullmatch(
        rf"(?P<what>.*?)(?P<way>{_SHORT}|{_MORE})(?P<line>{N}|{COUNT})(?P<unit>%|{UNITS})(?:的|者|,)?{NOTHING}",
        piece,
    )
    line = number_of(found["line"]) if found is not None else None
    if len(state.partial) > 1 and re.search("该小项|该部分|该指标|该率", piece):
        return found is not None and line is not None and _of_each_part(state, found, line)
    if found is None or line is None:
        return _back(state, piece) or _under_it(state, piece) or _under_mark(state, piece)
    if found["unit"] in _DAYS:
        return False
    label = _measured(state, clean(_FALLS_TO.sub("", found["what"])), found["unit"])
    if not label:
        return False
    said = f"{plain(line)}%" if found["unit"] == "%" else plain(line)
    if re.fullmatch(_SHORT, found["way"]):
        state.gates.append(f"{label} >= {said}")
    else:
        state.stops.append(f"{label} > {said}")
    return True


def _of_each_part(state: State, found: re.Match[str], line: Decimal) -> bool:
    """归集率、应用率各2.5分, 每降低10%扣0.5分, 低于60%该小项不得分: of each, and not of the row."""
    falls = {str(one.get("rate")): one for one in state.deduct if "under" in one}
    parts = [falls.get(name) for name in state.partial]
    if found["unit"] != "%" or clean(found["what"]) or not re.fullmatch(_SHORT, found["way"]):
        return False
    if any(one is None or one.get("max") != state.partial[str(one["rate"])] for one in parts):
        return False
    edge = line / 100
    for term in parts:
        if term is not None:
            name, most = str(term["rate"]), Decimal(str(term["max"]))
            lost: Keys = {"rate": name, "upto": [[edge, most]], "open": [edge]}
            state.put(-1, lost)
            state.groups.append(([term, lost], "loses", most))
            del term["max"]
    return True


def beyond_target(state: State, piece: str) -> bool:
    """低6个百分点以上的不得分 behind 每低于标准1个百分点扣1分."""
    found = re.fullmatch(
        rf"(?P<way>低|低于|高|高于|超|超过|下降|相差)(?:于)?[^0-9]{{0,6}}(?P<line>{N})(?:个百分点|%)(?P<up>以上)?(?:的)?{NOTHING}",
        piece,
    )
    last = state.last
    if found is None or last is None:
        return False
    if _of_its_target(state, found):
        return True
    if "百分点" not in str(last[2].get("unit", "")) or "%" in piece:
        return False
    sign = ">=" if found["up"] else ">"
    state.stops.append(f"{last[2]['amount']} {sign} {found['line']}")
    return True


def _of_its_target(state: State, found: re.Match[str]) -> bool:
    """超过5%以上不得分 behind 控制指标以内, 每超过1%扣1分: above 105 % of the target."""
    last = state.last
    if last is None or last[2].get("over") != 1 or "占" not in str(last[2].get("rate")):
        return False
    if found["way"] not in ("超", "超过", "高", "高于"):
        return False
    line, name = f"{plain(Decimal(found['line']) + 100)}%", str(last[2]["rate"])
    ways = (f"恰好超过{found['line']}%的也不得分", f"多于{found['line']}%才不得分")
    both = found["up"] and state.choose("beyond the target", *ways) == 0
    state.stops.append(f"{name} {'>=' if both else '>'} {line}")
    return True


_FALLS_TO: Final = re.compile(
    r"(?:(?:并|且|同时|如|若|一旦)*(?:[下滑]?[降跌滑落]|降低|下滑|减少|回落|[升增]|上升|增加|提高)(?:至|到|为))$"
)
"""降至90%以下: of the figure that was said, and no figure of its own."""


def _under_it(state: State, piece: str) -> bool:
    """生育率82%以下的记零分: under the line it is nothing."""
    found = re.fullmatch(
        rf"(?P<what>.{{2,}}?|)(?P<line>{N})%以下(?:\(不含\))?(?:的|者)?{NOTHING}", piece
    )
    label = clean(_FALLS_TO.sub("", found["what"])) if found is not None else ""
    label = label or (state.line[0] if found is not None and state.line is not None else "")
    label = state.slopes[-1].what if state.slopes and len(label) < _TWO else label
    if found is None or len(label) < _TWO or DANGER.search(_stem(label)):
        return False
    state.gates.append(f"{label} >= {found['line']}%")
    state.condition = (state.sentence, f"{label} < {found['line']}%")
    return True


def _under_mark(state: State, piece: str) -> bool:
    """70分以下不得分 behind 90分以上得10分, 每低1分扣0.5分: of the same mark."""
    found = re.fullmatch(
        rf"(?:得分)?(?:低于|不足)?(?P<line>{N})分(?:以下)?(?:\(不含\))?(?:的|者)?{NOTHING}", piece
    )
    marked = [one for _, _, one in state.placed if one.get("unit") == "分" and "amount" in one]
    if found is None or not marked or not re.search("低于|不足|以下", piece):
        return False
    state.gates.append(f"{marked[-1]['amount']} >= {found['line']}")
    return True


def _back(state: State, piece: str) -> bool:
    """低于的不得分 behind 比例不低于60%: the line that was said."""
    found = re.fullmatch(
        rf"(?P<way>{_SHORT}|未达标|不达标|达不到要求|{_MORE})(?:的|者)?{NOTHING}", piece
    )
    if found is None or state.line is None:
        return False
    label, line = state.line
    said = f"{plain(line * 100)}%"
    most = at_most(state.text, said) and found["way"] not in (
        "不足",
        "低于",
        "不到",
        "少于",
        "小于",
    )
    if re.fullmatch(_MORE, found["way"]) or most:
        state.stops.append(f"{label} > {said}")
    else:
        state.gates.append(f"{label} >= {said}")
    return True


def _measured(state: State, own: str, unit: str) -> str:
    """What the line is about: the share or count a term takes, or what was said before."""
    last = state.last
    verb = "rate" if unit == "%" else "each"
    alike = last is not None and verb in last[2]
    if alike and last is not None and own and str(last[2][verb]).endswith(own):
        return str(last[2][verb])  # 完成率低于80%: of the share just said
    if len(own) < 2 and alike and last is not None:
        term = last[2]
        if unit == "%" or (term.get("unit") == unit and "缺少的" not in str(term["each"])):
            return str(term[verb])
    if len(own) < 2 and unit == "%" and (state.line is not None or state.share):
        return state.line[0] if state.line is not None else state.share
    if len(own) < 2 and unit == "%" and re.search(rf"(?:{_SHARE})$", clean(state.name)):
        return clean(state.name)  # 超过10%不得分, of a row that is called 院内感染率
    if len(own) < 2 and unit != "%":
        own = _counted_before(state, unit)
    return own if len(own) >= 2 and not DANGER.search(_stem(own)) else ""


def _counted_before(state: State, unit: str) -> str:
    """The thing of which so many were asked for: 集体学习 of 集体学习不少于12次."""
    last = state.last
    flags = [str(last[2]["if"])] if last is not None and "if" in last[2] else []
    for said in (*flags, *reversed(state.context)):
        found = re.fullmatch(
            rf"(?P<what>.+?)(?:不少于|不低于|至少|不得少于|达到)(?:{COUNT}){unit}(?:以上)?", said
        )
        if found is not None:
            return clean(
                re.sub(r"(?:全年|每年|本年度|年度)$|(?<=.)(?:全年|年度)", "", found["what"])
            )
    return ""


def _step_before(state: State, unit: str) -> tuple[str, object] | None:
    """The figure and its line: 信息报送, 4 of 不少于4篇得2分, behind which 每多1篇加0.2分."""
    for where, sign, term in reversed(state.placed):
        band = term.get("band")
        if where == state.sentence and sign > 0 and isinstance(band, list) and len(band) == 1:
            return (str(term["each"]), band[0][0]) if term.get("unit") == unit else None
    return None


def _from_so_many(state: State, term: Keys, sign: int, unit: str) -> bool:
    """每多1次扣0.5分 behind 同一企业被检查3次以上的: of one that was, what goes beyond."""
    said = clean(state.context[-1]) if state.context and state.fresh else ""
    found = re.fullmatch(rf"(?P<what>.{{2,}}?)(?P<line>{COUNT}){unit}(?:及|含|\(含\))?以上", said)
    if found is None or sign > 0 or DANGER.search(re.sub("同一|年度内", "", found["what"])):
        return False
    what, line = clean(found["what"]), plain(number_of(found["line"]) or ZERO)
    state.put(sign, {"each": f"{what}{line}{unit}以上多出的{unit}数", **term})
    state.guessed.append(f"恰好{line}{unit}的扣不扣")
    return True


_ALIKE: Final = ("天", "日", "工作日", "个工作日")


def further(state: State, piece: str) -> bool:
    """每增加1次扣1分 behind 有效投诉超过3次; 每多1条加0.2分 behind 不少于4条."""
    whole = re.fullmatch(rf"(?P<lead>.*?超过(?:{COUNT})个?(?:{UNITS}))(?:的)?(?P<rest>每.+)", piece)
    if whole is not None and not DANGER.search(re.split("超过", whole["lead"])[0]):
        state.context.append(whole["lead"])
        return _further(state, whole["rest"]) or state.context.pop() == ""
    return _further(state, piece)


def _further(state: State, piece: str) -> bool:
    found = re.fullmatch(
        rf"每(?:再)?(?:增加|增|超过|超出|超额|超|多)(?:完成|报|报送)?(?:{COUNT})?(?P<unit>{UNITS}){WORTH}",
        piece,
    )
    if found is None or not found["verb"] or not (state.context or state.placed):
        return False
    count = re.fullmatch(rf"每(?:再)?\D*?({COUNT})?{found['unit']}.*", piece)
    if count is None or (count[1] and number_of(count[1]) != 1):
        return False
    unit, sign = found["unit"], state.sign(found["verb"])
    term: Keys = {"unit": unit, "points": Decimal(found["points"])}
    same = "|".join(_ALIKE) if unit in _ALIKE else unit
    over = re.fullmatch(
        rf"(?P<what>.*?)(?:超过|超出|多于)(?P<line>{COUNT})(?:{same})",
        clean(state.context[-1]) if state.context else "",
    )
    if over is not None and not DANGER.search(over["what"]) and len(clean(over["what"])) >= 2:
        state.put(sign, {"each": clean(over["what"]), **term, "over": number_of(over["line"])})
        return True
    step = _step_before(state, unit)
    if step is not None and sign > 0:
        state.put(sign, {"each": step[0], **term, "over": step[1]})
        return True
    if _from_so_many(state, term, sign, unit):
        return True
    what = _counted_before(state, unit)
    if len(what) < 2 or DANGER.search(re.sub("每(?:月|季度|年|周)", "", what)):
        return False
    state.put(sign, {"each": f"{clean(what)}超出的{unit}数", **term})
    return True
