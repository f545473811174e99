"""What one piece of a clause says: terms, gates, caps, effects, in the words real documents use.

Each recogniser takes a piece as a whole or leaves it alone: whatever is left with a number of
points or a word of counting in it is not understood, and the row is a question. Not here: how
pieces fit together (`clause`), steps (`spans`), shares (`amounts`), what is decided (`awards`).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal
from typing import Final

from scoring.drafting.amounts import product
from scoring.drafting.around import turned
from scoring.drafting.asked_often import asked_of_a_period, labelled
from scoring.drafting.awards import award
from scoring.drafting.caps import worth
from scoring.drafting.flags import flag
from scoring.drafting.lesser import lesser_of_none, only_some
from scoring.drafting.lines import below_flag, beyond_target, floor, further, reached_flag, too_few
from scoring.drafting.named import same_levels
from scoring.drafting.pieces import finer_listed, listed, number_of, sentences_listed
from scoring.drafting.quantities import beyond_level, each_so_much, several_of_a_level
from scoring.drafting.respectively import apart
from scoring.drafting.shares import each_part, percentage
from scoring.drafting.shortages import lacking, lacks
from scoring.drafting.signs import a_period
from scoring.drafting.stakes import staked
from scoring.drafting.standings import each_place
from scoring.drafting.state import (
    COUNT,
    MEASURED,
    NOTHING,
    ONE,
    UNITS,
    WORTH,
    Keys,
    N,
    State,
    clean,
    safe,
)
from scoring.drafting.targets import parts_of_all
from scoring.drafting.verbatim import fits
from scoring.drafting.whole import base, cap, effect, once_each

_TRIVIAL: Final = re.compile(
    r".{0,2}(?:覆盖|做到|具备|完成|落实|达到|符合|建立|有|满足|达标|到位|做好|开展).{0,2}|"
)
_LONGEST: Final = 56
_MOST_ITEMS: Final = 12
"""A longer list in a cell of contents describes the work; nobody ticks it off."""


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
    )
    if many is not None:
        return _many(state, many["label"], many["num"], many["unit"])
    what = re.sub(
        rf"(?:发生|出现|发现)?{ONE}(?:次|起|例|件|项|条|处)(?:及|含)?(?:以上)?$", "", what
    )
    negative = re.fullmatch(r"(?:经查)?(?:未能|未(?!经)|没有|没|尚未|从未|不)(?P<core>.{2,})", what)
    if not safe(what) or what.startswith(("否则", "其余", "其他")):
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


def each_of_all(state: State, piece: str) -> bool:
    """每项各2.5分 behind a list whose items come to the points of the row."""
    found = re.fullmatch(rf"每(?:一)?(?:小)?项(?:各|得|计|各得)?(?P<points>{N})分", piece)
    items = [clean(one) for one in state.before]
    if found is None or state.placed or not 2 <= len(items) <= _MOST_ITEMS:
        return False
    points = Decimal(found["points"])
    if points * len(items) != state.points or not all(items):
        return False
    state.before = []
    state.put(1, {"items": items, "list": "清单", "points": points})
    return True


def each(state: State, piece: str) -> bool:
    """每自主开展一次的得0.5分; 有迟报的每条扣0.5分."""
    piece = re.sub(r"每个?([^每0-9]{1,6})(?=每[次条])", r"\1", piece)
    found = re.fullmatch(rf"(?P<lead>[^每]*)每(?P<body>[^每]*?){WORTH}", piece)
    if found is None:
        return False
    body, sign = found["body"], state.sign(found["verb"])
    if "百分点" in body:
        return False
    inside = re.fullmatch(  # 每年一次以上的演练得2分: whether, and not how often
        rf"(?P<before>.*?)(?P<num>{COUNT})(?:个(?!{MEASURED}))?(?P<unit>{UNITS}|{MEASURED})(?P<rest>(?!(?:及|\(含\)|或)?以上).*)",
        body,
    ) or re.fullmatch(rf"(?P<before>)(?P<num>)(?P<unit>{UNITS})(?P<rest>.*)", body)
    if (
        inside is None
        or (inside["num"] and number_of(inside["num"]) != 1)
        or a_period(inside["before"], inside["num"], inside["unit"], inside["rest"])
    ):
        return False
    if asked_of_a_period(state, found, inside):
        return True
    before, rest = inside["before"].removeprefix("有"), inside["rest"]
    lead = found["lead"]
    over = re.fullmatch(
        rf"(?P<label>.*?)超(?:过|出)(?P<num>{COUNT})(?P<unit>{UNITS})(?:的|以上的)?(?:部分)?,?",
        lead,
    )
    over = over if over is not None and over["unit"] == inside["unit"] else None
    if re.search(r"(?:缺|少)(?:少)?$", before) and sign < 0:
        return lacks(state, lead, inside["unit"], Decimal(found["points"]))
    if over is not None:
        lead = over["label"]
    label = labelled(state, inside["unit"], lead, before, rest)
    if not safe(label) or inside["unit"] in MEASURED.split("|"):
        return False
    term: Keys = {"each": label, "unit": inside["unit"], "points": Decimal(found["points"])}
    term |= {"over": number_of(over["num"])} if over is not None else {}
    if not _by_list(state, term, sign, clean(lead + before + rest)):
        state.put(sign, term)
    return True


def _by_list(state: State, term: Keys, sign: int, own: str) -> bool:
    """每项得1分 behind a list: a checklist, where that comes to the points printed."""
    if term["unit"] not in ("项", "个", "领域", "类", "方面", "样") or sign < 0 or "over" in term:
        return False
    if not _TRIVIAL.fullmatch(own) and not state.context:
        return False
    items = listed(",".join(state.context)) or listed(state.content)
    items = items or sentences_listed(state.content, Decimal(str(term["points"])), state.points)
    if not 2 <= len(items) <= _MOST_ITEMS:
        return False
    items = finer_listed(items, Decimal(str(term["points"])), state.points)
    total = Decimal(str(term["points"])) * len(items)
    checklist = f"按清单逐项点（{'、'.join(items)}）"
    counted = f"只报几{term['unit']}"
    if total == state.points:
        state.put(sign, {"items": items, "list": "清单", "points": term["points"]})
        return True
    first = (
        (checklist, counted)
        if _TRIVIAL.fullmatch(own) and state.context and listed(state.context[-1])
        else (counted, checklist)
    )
    chosen = first[state.choose(f"list {term['each']}", *first)]
    if chosen == checklist:
        state.put(sign, {"items": items, "list": "清单", "points": term["points"]})
    else:
        state.put(sign, term)
    return True


_NO_COUNT: Final = re.compile(
    r"[^0-9]{1,3}?(?:及|\(含\)|或)?以上|(?:月|季度)(?:[0-9]{1,2}[日号]|底|末|初|前|份)|日前"
)
"""1次以上 asks for so many, 1月31日 is a day: neither is one of what is counted."""
_VERBS: Final = ("开展", "举办", "组织", "召开", "参加", "完成", "报送")


def once(state: State, piece: str) -> bool:
    """发现一次扣1分; 1个典型案例得1分."""
    found = re.fullmatch(rf"(?P<before>.*?){ONE}(?P<unit>{UNITS})(?P<rest>.*?){WORTH}", piece)
    if found is None or not found["verb"] or _NO_COUNT.match(found["unit"] + found["rest"]):
        return False
    if found["before"].endswith(("不少于", "至少", "达到", "不低于")):
        return False
    if found["before"].endswith(("少", "缺")):
        return False
    if found["before"].count("(") > found["before"].count(")"):
        return False
    sign = state.sign(found["verb"])
    if sign > 0 and (lesser_of_none(state, found) or only_some(state, piece)):
        return True
    bare = "" if found["before"] == "有" else found["before"]
    label = labelled(state, found["unit"], bare, found["rest"])
    if not safe(label) and clean(bare + found["rest"]) in _VERBS:
        label = f"{clean(state.name)}{clean(bare + found['rest'])}"  # 每月一主题, 开展一次得1分
    said = clean(state.context[-1]) if state.context else ""
    if not safe(label) and not (fits(label) and label == said):
        return False
    points = Decimal(found["points"])
    term: Keys = {"each": label, "unit": found["unit"], "points": points}
    if sign > 0 and points == state.points:  # less than all: it takes several to come to them
        unit = found["unit"]
        if state.choose("once", f"每{unit}得一次分", f"有一{unit}就得分，多了不再加"):
            term = {"if": label, "points": points}
    state.put(sign, term)
    return True


_BY_LEVEL: Final = re.compile("(?:国家|部|省|市|县|区|乡|镇|校|院|厅|州|中央|全国|全省)(?!门)")
_NO_LEVEL: Final = re.compile("[国部省市县区乡镇校院厅州](?:部|门)|[上下]级")
"""Who did it, and no level of what was counted before: 上级统计部门."""


def more_of(state: State, piece: str) -> bool:
    """市级1分 behind 省级采用的每篇加2分."""
    last = state.last
    found = re.fullmatch(
        rf"(?P<label>.*?(?:国家|部|省|市|县|区|乡|镇|校|院|厅|州)级?[^每]{{0,12}}?)(?:每(?P<unit>{UNITS}))?{WORTH}",
        piece,
    )
    if found is None or last is None or last[0] != state.sentence or "each" not in last[2]:
        return False
    if not (found["unit"] or _BY_LEVEL.search(str(last[2]["each"]))) or _NO_LEVEL.search(piece):
        return False  # 被统计部门立案查处扣5分 behind 数据差错1笔扣0.1分: no level of the same
    label, unit = clean(found["label"]), found["unit"] or last[2]["unit"]
    if not safe(label) or unit != last[2]["unit"]:
        return False
    worth_each: Keys = {"each": label, "unit": unit, "points": Decimal(found["points"])}
    state.put(state.sign(found["verb"]), worth_each)
    return True


RECOGNISERS: Final[tuple[Callable[[State, str], bool], ...]] = (
    parts_of_all, staked, cap, base,
    each_place, once_each, effect, beyond_level, percentage, each_part,
    further, lacking, award, product, apart, same_levels, beyond_target, floor, below_flag, too_few,
    several_of_a_level, reached_flag, each_of_all, each, each_so_much, nothing, once, more_of, flag,
)  # fmt: skip
