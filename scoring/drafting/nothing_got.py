"""What brings nothing: 未成立的不得分, 弄虚作假的不得分, 3次以上不得分, 否则不得分.

Of the whole row, of the part just said, or only the other side of what a term says already. Here:
which of these a piece means. Not here: lines of a share (`lines`), what is lacking (`shortages`).
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final

from scoring.drafting.around import turned
from scoring.drafting.caps import worth
from scoring.drafting.pieces import number_of
from scoring.drafting.state import COUNT, NOTHING, ONE, UNITS, State, clean, safe

_LONGEST: Final = 56
_LATE: Final = re.compile("(?:逾期|超期|超时|迟报|延期|延迟)(?:的|者)?(?:未[^,]{2,6})?")


def nothing(state: State, piece: str) -> bool:
    """未成立的不得分; 弄虚作假的不得分; 3次以上不得分."""
    if re.fullmatch(f"(?:否则|反之)(?:,)?{NOTHING}", piece) and not state.placed:
        return _or_nothing(state)
    if re.fullmatch(NOTHING, piece):
        return bool(state.context) and _nothing(state, clean(state.context[-1]))
    alone = rf"(?:发现|出现|发生|查实){ONE}(?:{UNITS})(?:的|,)?{NOTHING}"
    if state.fresh and state.context and re.fullmatch(alone, piece):
        return _nothing(state, clean(state.context[-1]))
    found = re.fullmatch(rf"(?P<what>.+?)(?:的|者|,)?{NOTHING}", piece)
    if found is None:
        return False
    return _nothing(state, clean(found["what"]))


def _or_nothing(state: State) -> bool:
    """至少2种宣传方式, 否则不得分: all of the points for what was said, or none."""
    label = "，".join(clean(one) for one in state.before) or clean(state.name)
    if state.points is None or not 2 <= len(label) <= _LONGEST:
        return False
    state.before = []
    state.put(1, {"if": label, "points": state.points})
    return True


def _of_that_one(state: State, found: re.Match[str]) -> bool:
    """不合格的该间不得分 behind 每间得0.5分: that one brings nothing, and the others do."""
    last = state.last
    if last is None or last[1] < 0 or last[2].get("unit") != found["unit"] or "band" in last[2]:
        return False
    state.notes.append(f"“{clean(found['what'])}”的那一{found['unit']}不给分，不报在里面")
    state.guessed.append(found[0])
    return True


def _nothing(state: State, what: str) -> bool:
    one = re.fullmatch(rf"(?P<what>.{{2,}}?)(?:该|此|这|那|当)(?P<unit>{UNITS})(?:的)?", what)
    if one is not None:
        return _of_that_one(state, one)
    if _said_already(state, what):
        return True
    many = re.fullmatch(
        rf"(?P<label>.*?)(?P<num>{COUNT})(?P<unit>{UNITS})(?:及|\(含\)|或)?以上", what
    ) or re.fullmatch(
        rf"(?P<label>.{{2,}}?)(?:达到|达)(?P<num>{COUNT})(?P<unit>{UNITS})的?本?项?", what
    )
    if many is not None:
        return _many(state, many["label"], many["num"], many["unit"])
    what = re.sub(
        rf"(?:发生|出现|发现)?{ONE}(?:次|起|例|件|项|条|处)(?:及|含)?(?:以上)?$", "", what
    )
    negative = re.fullmatch(r"(?:经查)?(?:未能|未(?!经)|没有|没|尚未|从未|不)(?P<core>.{2,})", what)
    bracket = re.fullmatch(r"(?P<own>[^()]{4,})\([^()]*[0-9][^()]*\)", what)
    told = bracket is not None and safe(bracket["own"])  # 发生较大事故(死亡3人以上)的
    if not (safe(what) or told) or what.startswith(("否则", "其余", "其他")):
        return False
    if (
        re.fullmatch(r"没有|无|未报|一?[个项次]?(?:都|也)没有", what)
        and state.add
        and not state.deduct
    ):
        return True
    if negative is None and _of_what_counts(state, what):
        return True
    if _of_a_part(state, what, negative["core"] if negative is not None else ""):
        return True
    if negative is not None and not re.match(r"不合格|不实|不真实|不.反|不[^,]{1,4}反", what):
        state.gates.append(negative["core"])
    else:
        state.stops.append(what)
        state.stopped = state.sentence
    return True


def _of_what_counts(state: State, what: str) -> bool:
    """单纯文字解读的不得分 behind 每件解读得0.5分: worth nothing, or the end of it."""
    last = state.last
    if last is None or last[1] < 0 or "each" not in last[2] or state.deduct:
        return False
    if re.search(r"弄虚作假|虚报|造假|违|失信|瞒|通报|事故|曝光", what):
        return False
    name = str(last[2]["each"])
    akin = any(what[at : at + 2] in name for at in range(len(what) - 1))
    if last[0] != state.sentence and not akin:
        return False
    ways = (f"“{what}”不给分，别的照算", f"有“{what}”的，本行 0 分")
    return state.choose(f"worthless {what}", *ways) == 0


def _count_of_a_part(state: State, core: str) -> bool:
    """每召开一次得2分, 未召开不得分; 整改率…: of that part, where the clause has others."""
    last = state.last
    if not core or last is None or last[0] != state.sentence or last[1] < 0:
        return False
    others = len(re.findall(r"[;。\n][^;。\n]*?[0-9.]分", state.text)) + len(state.add) > 1
    if "each" not in last[2] or core[:2] not in str(last[2]["each"]) or not others:
        return False
    ways = ("只是这一项不得分，别的照算", f"没有{core}的，本行 0 分")
    return state.choose(f"part {core}", *ways) == 0


def part_before(state: State) -> bool:
    """修复率达到60%得2分, 达不到不得分, of 5: the part just said, and not the row."""
    last = state.last
    if last is None or last[0] != state.sentence or last[1] < 0 or state.points is None:
        return False
    return ("if" in last[2] or "band" in last[2] or "upto" in last[2]) and (
        worth(last[2]) < state.points
    )


def _of_a_part(state: State, what: str, core: str) -> bool:
    """新建成的得5分, 未建成的不得分: said of a part of the row, that has its points by itself."""
    if re.fullmatch(r"(?:达不到|未达到|未达标|不达标)(?:要求|标准)?", what):
        part = part_before(state)
        return part or (bool(state.add) and not state.deduct)
    if _LATE.fullmatch(what) and part_before(state):
        return True  # 1月31日前公布得2分, 逾期不得分, of 3
    none = re.fullmatch(r"(?:无|没有)(?P<core>.{2,})", what)
    if none is not None and len(state.add) > 1 and not state.deduct:
        core = none["core"]
        return all("award" in one or "if" in one for one in state.add) and any(
            core[:4] in str(one.get("if", one.get("award"))) for one in state.add
        )
    last = state.last
    inner = re.fullmatch(r"(?P<noun>[^不未没]{2,6})(?:不|未|没有)(?P<core>.{2,})", what)
    if inner is not None and last is not None and inner["noun"] in str(last[2].get("if", "")):
        core = inner["core"]
    if _count_of_a_part(state, core):
        return True
    if not core or last is None or last[0] != state.sentence or last[1] < 0 or "if" not in last[2]:
        return False
    part = state.points is not None and Decimal(str(last[2]["points"])) < state.points
    return part and (core in str(last[2]["if"]) or core[:2] in str(last[2]["if"]))


_MOVED: Final = re.compile(
    "(?:同比|环比)?(?:有所)?(?:上升|下降|增长|降低|持平|增加|减少|前进|后退|进步|退步)"
)
"""同比下降得3分, 持平得1分, 上升不得分: the last step of that part, and not of the row."""


def _said_already(state: State, what: str) -> bool:
    """负增长不得分 below the lowest step, 缺项不得分 behind single additions: nothing more."""
    last = state.last
    if re.fullmatch("超过|超出|高于|低于|不足|达不到|未达到|不达标|未达标", what) and (
        last is not None and last[0] == state.sentence and last[1] > 0 and "if" in last[2]
    ):  # fmt: skip
        return True  # 控制在3‰以下得5分, 超过的不得分: the other side of the same
    parts = re.findall(r"[^;。\n]*[0-9]分[^;。\n]*", state.text)
    if _MOVED.fullmatch(what) and len(parts) > 1 and part_before(state) and last is not None:
        return (
            re.search(
                "上升|下降|增长|降低|持平|增加|减少|前进|后退|进步|退步", str(last[2].get("if", ""))
            )
            is not None
        )
    if _MOVED.fullmatch(what) and len(state.placed) == 1 and turned(state.placed[0], what):
        state.notes.append(f"{what}的没有分")  # 较上年每提高1个百分点得1分, 下降的不得分
        return True
    fallen = re.fullmatch(r"(?:零增长)?(?:、|或|和)?(?:负增长|下降|不增长)", what)
    if fallen and last is not None and last[2].get("signed") is True and "band" in last[2]:
        return True  # 增长0-5%得3分, 负增长不得分: below the lowest step
    if (
        re.fullmatch(r"每?缺(?:少|失)?(?:任何|任意)?(?:一|某)?项", what)
        and state.add
        and not state.deduct
    ):
        ways = ("缺哪一项，哪一项不得分", "缺一项，本行 0 分")
        if state.choose("item lacking", *ways) == 0:
            return True
    return False


def _many(state: State, label: str, num: str, unit: str) -> bool:
    last = state.last
    own = re.sub(r"^(?:累计|合计|全年)", "", clean(label))
    free = last is not None and re.search("未发生|未出现|没有发生|无", str(last[2].get("if", "")))
    if free and own in ("", "出现", "发现", "发生") and number_of(num) == 1:
        return True  # 未发生命案得6分, 发生1起及以上不得分: the other side of the same
    if (len(own) < 2 or own in ("出现", "发现", "发生")) and last and "each" in last[2]:
        own = _together(state, unit) if last[2].get("unit") == unit else ""
    elif last and last[2].get("unit") == unit and str(last[2].get("each", "")).endswith(own):
        own = str(last[2]["each"])  # 逾期一个月扣1分, 逾期三个月以上不得分: one and the same
    if not safe(own):
        return False
    state.stops.append(f"{own} >= {number_of(num)}")
    return True


def _together(state: State, unit: str) -> str:
    """Which count reaches the line, where several have its unit: the last, or all of them."""
    alike = [str(t["each"]) for t in state.deduct if t.get("unit") == unit and "each" in t]
    if len(alike) < 2:
        return alike[-1] if alike else ""
    options = ("几样合起来算", f"只看“{alike[-1]}”")
    return alike[-1] if state.choose("together", *options) else f"以上情况合计{unit}数"
