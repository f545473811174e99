"""What the pieces of a clause mean together: base points, gates, caps, sums, and their doubts.

Here: what is decided once every piece was taken. Not here: single pieces (`recognise`, `amounts`),
how often a clause is read (`clause`).
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final

from scoring.drafting.caps import take_caps, worth
from scoring.drafting.classes import put_lines_of_classes
from scoring.drafting.marked import take_grades, take_spans
from scoring.drafting.names import check_names, each_of_a_list, same_share, tell_apart
from scoring.drafting.parts import take_parts
from scoring.drafting.said_again import list_and_all_of_it, said_again
from scoring.drafting.slopes import settle_slopes
from scoring.drafting.stakes import below_nothing
from scoring.drafting.starts import take_start
from scoring.drafting.state import Keys, State
from scoring.drafting.together import none_and_more, settle_together
from scoring.drafting.whole import settle_same
from scoring.exact import ZERO, plain

_TWO: Final = 2
_SHORT: Final = 4
_SAYS: Final = re.compile(
    r"[0-9]|评分|打分|考核得分|定为|评为|等次|等级|取消|追究|问责|通报批评|不合格"
)
"""A clause that says such a thing is not simply left to a reviewer."""


_LINED: Final = re.compile(r"(.+) >= ([0-9.]+)%")


def settle(state: State, *, beyond: bool) -> None:
    """Decide what the pieces mean together."""
    settle_slopes(state)
    if state.placed:  # what is put from here on stands for what was read first
        state.before = list(state.heard.get(id(state.placed[0][2]), ()))
    elif state.stops or state.gates:
        state.before = []
    if not state.placed and state.condition[1]:
        _only_conditions(state)  # 82%以下的不得分, 并一票否决
    if not (state.placed or state.effects) or (state.parts and not state.placed):
        _without_terms(state)
    if state.full_said and (state.add or not state.deduct):
        state.unread.append("没有找到怎么得分")
    if state.unread:
        return
    settle_same(state)
    said_again(state)
    list_and_all_of_it(state)
    take_parts(state)
    if state.unread:
        return
    _whole_and_steps(state)
    none_and_more(state)
    take_grades(state)
    take_spans(state)
    _base(state)
    settle_together(state)
    same_share(state)
    _gates(state)
    take_caps(state, beyond=beyond)
    below_nothing(state)
    take_start(state, state.points, beyond=beyond)
    _sums(state)
    put_lines_of_classes(state)
    each_of_a_list(state)
    tell_apart(state)
    check_names(state)


_MARKED: Final = re.compile("评定|评审|评议|打分|综合评价|酌情")
"""Somebody marks it, and only how much at most is said."""


def _without_terms(state: State) -> None:
    """Nothing brings or takes points: conditions alone, a reviewer's mark, or not understood."""
    if state.points and (state.stops or state.gates) and not state.caps:
        _only_conditions(state)
    elif state.parts:
        state.unread.append("没有找到低于目标怎么得分")
    elif state.caps and not (state.stops or state.gates) and _MARKED.search(state.text):
        state.put(1, {"award": "评定得分"})  # 由评估组评定, 最高4分
    elif state.stops or state.gates or state.caps:
        state.unread.append("只写了条件和上限，没有写怎么得分")
    elif any(_SAYS.search(one) for one in state.context):
        state.unread.append("没有找到怎么得分")
    else:
        state.put(1, {"award": "评定得分"})


def _whole_and_steps(state: State) -> None:
    """完成任务得5分, 完成90%以上得4分: the task done is the top step of the same figure."""
    flags = [
        one
        for one in state.add
        if "if" in one and (one["points"] == state.points or "完成" in str(one["if"]))
    ]
    bands = [one for one in state.add if "rate" in one and {"band", "upto"} & set(one)]
    beyond = [one for one in state.add if re.search("超过.*的百分点数$", str(one.get("amount")))]
    if len(flags) != 1 or len(bands) != 1 or len(state.add) != _TWO + len(beyond[:1]):
        return
    band, label = bands[0].get("band"), str(flags[0]["if"])
    if worth(bands[0]) >= Decimal(str(flags[0]["points"])):
        return
    done = re.fullmatch(
        r"(?:按时|全面|全部)?(?P<first>完成)(?P<what>.{2,20})"
        r"|(?P<said>.{2,20}?)(?:足额|全额|全部|全面|按时)?(?P<last>完成|到位|落实)(?:(?:年度|全年)?(?:目标)?任务)?",
        label,
    )
    verb = (done["first"] or done["last"]) if done is not None else ""
    if verb in ("到位", "落实") and "整改" in label and "整改" in str(bands[0]["rate"]):
        verb = "完成"  # 问题全部整改到位, 整改完成80%以上
    if done is None or verb not in str(bands[0]["rate"]) or not isinstance(band, list) or (
        band[-1][0] >= 1
    ):  # fmt: skip
        state.unread.append(f"“{label}”和分档像是同一件事")
        return
    bands[0]["rate"] = f"{done['what'] or done['said']}{verb}率"
    bands[0]["band"] = [*band, [Decimal(1), flags[0]["points"]]]
    for one in beyond:  # 超额部分每超10%加0.5分: of the same share
        step = Decimal(str(one.pop("per", 1)))
        del one["amount"], one["unit"]
        one |= {"rate": bands[0]["rate"], "over": Decimal(1), "per": step / 100}
    state.add.remove(flags[0])
    state.placed = [one for one in state.placed if one[2] is not flags[0]]


def _base(state: State) -> None:
    """按时报送的得7.5分, where mistakes are deducted: a gate, or only the full mark said."""
    if _often(state):
        state.add.clear()
        return
    whole = [one for one in state.add if "if" in one and one["points"] == state.points]
    if len(state.add) == 1 and len(whole) == 1 and state.stops and not state.gates:
        _only_stopped(state, whole[0])
    if len(state.add) == 1 and len(whole) == 1 and len(state.stops) == 1 and not state.deduct:
        _other_side(state, str(whole[0]["if"]))
    if state.deduct and len(state.add) == 1 and _reached(state, state.add[0]):
        return
    if not state.deduct or len(state.add) != 1 or len(whole) != 1:
        return
    label = str(whole[0]["if"])
    state.add.clear()
    if re.fullmatch(
        r"达到|达标|完成|符合|做到|达到要求|按要求完成|全部达到|.{0,6}全部(?:达到|具备|完成)", label
    ):
        return
    if any(_akin(label, gate) for gate in state.gates) or _falls_by_itself(state, label):
        return
    options = (f"“{label}”是前提：没做到的本行 0 分", "没有前提：一律从满分起扣")
    if state.choose("base", *options) == 0:
        state.gates.append(label)
        state.plain_gates.add(label)


def _falls_by_itself(state: State, label: str) -> bool:
    """Whether what the full mark was said of is nothing that must be there first."""
    free = re.search(
        r"无|零|不少于|至少|没有|未|不|良好|正常|全年|规范|齐全|完整|达标|合格|到位|完成|控制在|保持|顺畅|整洁|团结|奋进|和谐|扎实"
        r"|以[上下内]|达到|目标",
        label,
    )
    if any("lacking" in one or "缺少的" in str(one.get("each", "")) for one in state.deduct):
        return True  # 每少一项扣2分: what is not there is taken for, and nothing else
    if "参加" in label and any(
        re.search("缺席|迟到|早退|缺勤|旷", str(one.get("each", one.get("if", ""))))
        for one in state.deduct
    ):
        return True
    if any(_denied(label, str(one.get("if", ""))) for one in state.deduct):
        return True
    lost = any("if" in one and one["points"] == state.points for one in state.deduct)
    return lost or (free is not None and not state.gates)


def _denied(label: str, taken: str) -> bool:
    """有安排并按标准申报得满分, 没有安排扣1分: what is taken says what is lacking of it."""
    found = re.match(r"(?:没有|没|未|无)(?P<core>.{2,})", taken)
    return found is not None and (found["core"][:2] in label or found["core"][-2:] in label)


def _often(state: State) -> bool:
    """联合执法每季度开展一次得10分, 缺一次扣2.5分: the full mark said, not counted."""
    if len(state.add) != 1 or "each" not in state.add[0]:
        return False
    own, band = state.add[0]["each"], state.add[0].get("band")
    if isinstance(band, list) and len(band) == 1 and band[0][1] == state.points:
        return any(one.get("each") == own and "under" in one for one in state.deduct)
    full = state.add[0].get("points") == state.points
    return full and any("缺少的" in str(one.get("each", "")) for one in state.deduct)


def _reached(state: State, term: Keys) -> bool:
    """整改率达到100%得10分, 每有1处未整改扣2分: the full mark said, or a line of its own."""
    band, sign = term.get("band"), ">="
    if "upto" in term and "otherwise" in term:  # 超过95%得10分: only above it
        band, sign = [[_first_line(term), term["otherwise"]]], ">"
    if "rate" not in term or not isinstance(band, list) or len(band) != 1:
        return False
    line, points = band[0]
    if points != state.points:
        return False
    reached = f"{term['rate']} {sign} {plain(line * 100)}%"
    options = ("没有前提：一律从满分起扣", f"“{reached}”是前提：没做到的本行 0 分")
    if any(re.search("未|不", str(t.get("each", t.get("if", "")))) for t in state.deduct):
        state.notes.append(options[0])  # what is not done is taken for one by one
    elif state.choose("reached", *options):
        state.gates.append(reached)
    state.add.clear()
    return True


def _first_line(term: Keys) -> Decimal:
    upto = term["upto"]
    return Decimal(str(upto[0][0])) if isinstance(upto, list) else ZERO


def _only_stopped(state: State, whole: Keys) -> None:
    """信用良好的得5分, 被列入失信被执行人的不得分: one question, whether it happened."""
    if not re.search(r"无|没有|未|良好|正常", str(whole["if"])) or state.deduct:
        return
    if any(">" in one for one in state.stops):
        return
    state.add.clear()
    state.placed.clear()
    for one in state.stops:
        state.put(-1, {"if": one, "points": whole["points"]})
    state.stops.clear()


_IN_TIME: Final = re.compile(r"规定(?:的)?(?:期限|时限|时间)|按时|按期|时限内|期限内|及时|限期内")
_LATE: Final = re.compile(
    r"(?:超过|超出|超)(?:规定)?(?:的)?(?:期限|时限|时间|期)|逾期|超期|未按[时期]|不及时"
)


def _other_side(state: State, done: str) -> None:
    """在规定期限内答复的得20分, 超过规定期限的不得分: one question, whether it was done."""
    if _IN_TIME.search(done) and _LATE.fullmatch(state.stops[0]):
        state.stops.clear()


def _akin(label: str, core: str) -> bool:
    """Whether a gate repeats what a term says: 成立 and 成立, 制定 and 出台."""
    if core in label or label in core:
        return True
    made = ("制定", "出台", "印发", "编制", "建立", "成立", "制订", "发布", "制作")
    return any(one in label for one in made) and any(core.startswith(one) for one in made)


def _gates(state: State) -> None:
    """未开展的不得分: said again, or a condition of the whole row."""
    gates, state.gates = state.gates, []
    for core in dict.fromkeys(gates):
        kept = _gate(state, core)
        if kept:
            state.gates.append(kept)


def _gate(state: State, core: str) -> str:
    if state.highest and state.add and all("if" in one for one in state.add):
        return ""
    if ">" in core:
        return core
    counts = [one for one in state.add if "each" in one]
    if len(state.add) == 1 and not state.deduct and _says_it(state.add[0], core):
        return ""
    if len(state.add) > 1:
        near = next((one for one in counts if core in str(one["each"])), None)
        if near is not None:
            options = (f"一{near['unit']}也没有的，本行 0 分", "只是这一项不得分，别的照算")
            if state.choose(f"gate {core}", *options) == 0:
                return f"{near['each']} >= 1"
            return ""
        options = (f"没有{core}的，本行 0 分", "只是相应的一项不得分，别的照算")
        if state.choose(f"gate {core}", *options):
            return ""
    return _named(state, core)


def _says_it(term: Keys, core: str) -> bool:
    """Whether a term that is alone says by itself that without it there is nothing."""
    if "each" in term or ("if" in term and (_akin(str(term["if"]), core) or len(core) <= _SHORT)):
        return True
    if "items" in term and len(core) <= _SHORT:
        return True
    if "band" in term and re.search(
        f"{re.escape(core)}的(?:百分点数|比例)$", str(term.get("amount"))
    ):
        return True  # 提高10个百分点以上得4分, 未提高不得分: no step begins there
    # 化解率达100%得5分, 未化解的不得分: nothing more
    return _only_step(term) and core.removeprefix("按时")[:_TWO] in str(term["rate"])


def _only_step(term: Keys) -> bool:
    """A share that brings its points when it is whole, and nothing otherwise."""
    band = term.get("band")
    return "rate" in term and isinstance(band, list) and len(band) == 1 and band[0][0] == 1


def _named(state: State, core: str) -> str:
    """Return what a gate asks: 已成立 for 未成立, but 按时报送 as it is said."""
    said = core in state.plain_gates or core.startswith(("已", "按")) or len(core) > 12
    return core if said else f"已{core}"


def _sums(state: State) -> None:
    """Flags that bring more than the row has, where the largest is all of it: 就高."""
    flags = [Decimal(str(one["points"])) for one in state.add if "if" in one]
    several = len(flags) > 1 and len(flags) == len(state.add)
    if not several or state.highest or state.groups or state.points is None:
        return
    if sum(flags) > state.points:
        options = ("各项相加，最多计到分值", "只计最高的一项")
        first = options[::-1] if max(flags) == state.points else options
        levels = [
            re.search(r"国家级|省级|市级|县级|[一二三]等奖", str(one["if"])) for one in state.add
        ]
        if max(flags) == state.points and all(levels):
            state.highest = True
            state.notes.append(options[1])
            return
        if first[state.choose("sum", *first)] == options[1]:
            state.highest = True


def _only_conditions(state: State) -> None:
    """存在失信记录的不得分, and nothing else: the row is full otherwise."""
    for one in state.stops if not any(">" in one for one in state.stops) else ():
        state.put(-1, {"if": one, "points": state.points})
    if state.placed:
        state.stops.clear()
        return
    line = _LINED.fullmatch(state.gates[0]) if len(state.gates) == 1 and not state.stops else None
    if line is not None:
        state.gates.clear()
        state.put(1, {"rate": line[1], "band": [[Decimal(line[2]) / 100, state.points]]})
    elif len(state.gates) == 1 and not state.stops:
        state.put(1, {"if": state.gates.pop(), "points": state.points})
    else:
        state.unread.append("只写了什么时候不得分，没有写怎么得分")
