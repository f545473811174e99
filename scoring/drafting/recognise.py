"""What one piece of a clause says: terms, gates, caps, effects, in the words real documents use.

Each recogniser takes a piece as a whole or leaves it alone: whatever is left with a number of
points or a word of counting in it is not understood, and the row is a question. Not here: how
pieces fit together (`clause`), steps (`spans`), shares and spans (`amounts`).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal
from typing import Final

from scoring.drafting.amounts import apart, award, percentage, product
from scoring.drafting.pieces import listed, number_of
from scoring.drafting.state import (
    COUNT,
    DANGER,
    MEASURED,
    NOTHING,
    ONE,
    OWN,
    UNITS,
    WORTH,
    Keys,
    N,
    State,
    clean,
    safe,
)

_EFFECTS: Final = {
    "veto": r"(?:实行|实施|予以|给予)?一票否决(?:制)?"
    r"|(?:直接)?(?:评为|定为|确定为)(?:不合格|不称职|末等)(?:等次|等级)?",
    "bar": r"取消(?:[^,。;取消]{0,6}?)(?:评优|评先|评先评优|评优评先|优秀)(?:的)?(?:资格)?"
    r"|(?:年度)?(?:考核)?不得(?:评为|评定为|确定为|评)(?:优秀|先进|优)(?:等次|等级|单位)?",
    "drop": r"(?:考核)?(?:等次|等级|结果)?(?:下?降低?|下调)(?:一|1)?个?(?:等次|等级|档次|档)",
    "zero": r"(?:年度)?(?:考核)?(?:总分|总成绩|总得分)(?:记|计|为|按)?(?:0|零)分(?:计)?",
}
_TRIVIAL: Final = re.compile(
    r".{0,2}(?:覆盖|做到|具备|完成|落实|达到|符合|建立|有|满足|达标|到位|做好|开展).{0,2}|"
)
_MOST_ITEMS: Final = 12
"""A longer list in a cell of contents describes the work; nobody ticks it off."""


def cap(state: State, piece: str) -> bool:
    """最高得5分, 共8分, 扣完为止."""
    bare = re.sub(r"^\(|\)$", "", piece)
    if re.fullmatch(
        rf"(?:{OWN}|直至|直到)?(?:分值|分)?(?:扣完|扣光)(?:{OWN})(?:全部|相应)?(?:分值|分数|基本分|标准分|总分|分)?(?:为止)?"
        rf"|{OWN}(?:最多)?扣至0分(?:为止)?|{OWN}不[得计出]?[现]?负分"
        rf"|{OWN}以扣完.{{0,6}}为限",
        bare,
    ):
        state.floored = True
        return True
    word = r"(?:累计|合计|总计|共计|总分|总|得分|加分|扣分|减分|计分|同类|全年|各项)*"
    found = re.fullmatch(
        rf"(?:{OWN}|以上|上述)?{word}(?:最高|最多|封顶|上限|满分|共计|共|不超过|不得超过|至多|以)"
        rf"(?:可|只|为|是|不超过|不得超过|分)?(?P<verb>得分|加分|扣分|得|加|计|扣|减)?(?:不超过|不得超过|为)?"
        rf"(?P<points>{N})分(?:为限|封顶|为止|\))?",
        bare,
    ) or re.fullmatch(
        rf"(?:{OWN}|以上)?{word}(?P<verb>扣|加|得)?(?:完|满|至|到)?(?P<points>{N})分(?:为止|封顶|为限|为上限)",
        bare,
    )
    if found is None:
        return False
    verb = found["verb"] or bare
    sign = -1 if re.search(r"扣|减", verb) else 1 if re.search(r"得|加|计", verb) else 0
    state.caps.append((state.sentence, Decimal(found["points"]), sign, piece))
    return True


def base(state: State, piece: str) -> bool:
    """基础分60分, 基本分5分."""
    found = re.fullmatch(rf"{OWN}(?:基础分|基本分|起评分)(?:为|是|值)?(?P<points>{N})分", piece)
    if found is None:
        return False
    state.start = Decimal(found["points"])
    return True


def nothing(state: State, piece: str) -> bool:
    """未成立的不得分; 弄虚作假的不得分; 3次以上不得分."""
    found = re.fullmatch(rf"(?P<what>.+?)(?:的|者|,)?{NOTHING}", piece)
    if found is None:
        if re.fullmatch(NOTHING, piece) and state.context:
            return _nothing(state, clean(state.context[-1]))
        return False
    return _nothing(state, clean(found["what"]))


def _nothing(state: State, what: str) -> bool:
    many = re.fullmatch(
        rf"(?P<label>.*?)(?P<num>{COUNT})(?P<unit>{UNITS})(?:及|\(含\)|或)?以上", what
    )
    if many is not None:
        return _many(state, many["label"], many["num"], many["unit"])
    what = re.sub(
        rf"(?:发生|出现|发现)?{ONE}(?:次|起|例|件|项|条|处)(?:及|含)?(?:以上)?$", "", what
    )
    negative = re.fullmatch(r"(?:经查)?(?:未能|未|没有|没|尚未|从未|不)(?P<core>.{2,})", what)
    if not safe(what) or what.startswith(("否则", "其余", "其他")):
        return False
    if negative is not None and not what.startswith(("不合格", "不实", "不真实")):
        state.gates.append(negative["core"])
    else:
        state.stops.append(what)
    return True


def _many(state: State, label: str, num: str, unit: str) -> bool:
    last = state.last
    own = clean(label)
    if (len(own) < 2 or own in ("出现", "发现", "发生")) and last and "each" in last[2]:
        own = str(last[2]["each"]) if last[2].get("unit") == unit else ""
    if not safe(own):
        return False
    state.stops.append(f"{own} >= {number_of(num)}")
    return True


def each(state: State, piece: str) -> bool:
    """每自主开展一次的得0.5分; 有迟报的每条扣0.5分."""
    found = re.fullmatch(rf"(?P<lead>[^每]*)每(?P<body>[^每]*?){WORTH}", piece)
    if found is None:
        return False
    body, sign = found["body"], state.sign(found["verb"])
    if "百分点" in body:
        return False
    inside = re.fullmatch(
        rf"(?P<before>.*?)(?P<num>{COUNT})个?(?P<unit>{UNITS}|{MEASURED})(?P<rest>.*)", body
    ) or re.fullmatch(rf"(?P<before>)(?P<num>)(?P<unit>{UNITS})(?P<rest>.*)", body)
    if inside is None or (inside["num"] and number_of(inside["num"]) != 1):
        return False
    before, rest = inside["before"], inside["rest"]
    lead = found["lead"]
    over = re.fullmatch(
        rf"(?P<label>.*?)超(?:过|出)(?P<num>{COUNT})(?:{UNITS})(?:的|以上的)?(?:部分)?,?", lead
    )
    if re.search(r"(?:缺|少)(?:少)?$", before) and sign < 0:
        return _lacking(state, lead, inside["unit"], Decimal(found["points"]))
    if over is not None:
        lead = over["label"]
    label = state.label(lead, before, rest)
    if not safe(label) or inside["unit"] in MEASURED.split("|"):
        return False
    term: Keys = {"each": label, "unit": inside["unit"], "points": Decimal(found["points"])}
    if over is not None:
        term["over"] = number_of(over["num"])
    if _by_list(state, term, sign, clean(lead + before + rest)):
        return True
    state.put(sign, term)
    return True


def _by_list(state: State, term: Keys, sign: int, own: str) -> bool:
    """每项得1分 behind a list: a checklist, where that comes to the points printed."""
    if term["unit"] not in ("项", "个", "领域", "类", "方面", "样") or sign < 0 or "over" in term:
        return False
    if not _TRIVIAL.fullmatch(own) and not state.context:
        return False
    items = listed(",".join(state.context)) or listed(state.content)
    if not 2 <= len(items) <= _MOST_ITEMS:
        return False
    worth = Decimal(str(term["points"])) * len(items)
    checklist = f"按清单逐项点（{'、'.join(items)}）"
    counted = f"只报几{term['unit']}"
    if worth == state.points:
        state.put(sign, {"items": items, "list": "清单", "points": term["points"]})
        return True
    first = (
        (checklist, counted)
        if state.context and listed(state.context[-1])
        else (counted, checklist)
    )
    chosen = first[state.choose(f"list {term['each']}", *first)]
    if chosen == checklist:
        state.put(sign, {"items": items, "list": "清单", "points": term["points"]})
    else:
        state.put(sign, term)
    return True


def lacking(state: State, piece: str) -> bool:
    """缺一项扣1分; 少1个扣2分."""
    found = re.fullmatch(
        rf"(?P<lead>.*?)(?:每)?(?:缺少|缺失|缺|少){ONE}?(?P<unit>{UNITS}){WORTH}", piece
    )
    if found is None or state.sign(found["verb"]) > 0 or not found["verb"]:
        return False
    return _lacking(state, found["lead"], found["unit"], Decimal(found["points"]))


def _lacking(state: State, lead: str, unit: str, points: Decimal) -> bool:
    items = listed(",".join([*state.context, lead])) or listed(state.content)
    counted: Keys = {"each": f"缺少的{unit}数", "unit": unit, "points": points}
    if DANGER.search(lead):
        return False
    if len(items) < 2:
        label = clean(lead)
        if len(label) >= 2:
            counted["each"] = f"{label}缺少的{unit}数"
        state.put(-1, counted)
        return True
    options = (f"按清单，缺一样扣一次（{'、'.join(items)}）", f"只报缺了几{unit}")
    chosen = state.choose(f"lacking {lead}", *options)
    listed_term: Keys = {"lacking": items, "list": "清单", "points": points}
    state.put(-1, counted if chosen else listed_term)
    return True


def once(state: State, piece: str) -> bool:
    """发现一次扣1分; 1个典型案例得1分."""
    found = re.fullmatch(rf"(?P<before>.*?){ONE}(?P<unit>{UNITS})(?P<rest>.*?){WORTH}", piece)
    if found is None or not found["verb"] or re.match(r"(?:及|\(含\)|或)?以上", found["rest"]):
        return False
    sign = state.sign(found["verb"])
    label = state.label(found["before"], found["rest"])
    if not safe(label):
        return False
    points = Decimal(found["points"])
    term: Keys = {"each": label, "unit": found["unit"], "points": points}
    if sign > 0:
        unit = found["unit"]
        if state.choose(f"once {label}", f"每{unit}得一次分", f"有一{unit}就得分，多了不再加"):
            term = {"if": label, "points": points}
    state.put(sign, term)
    return True


def more_of(state: State, piece: str) -> bool:
    """市级1分 behind 省级采用的每篇加2分."""
    last = state.last
    found = re.fullmatch(
        rf"(?P<label>.*?(?:国家|部|省|市|县|区|乡|镇|校|院|厅|州)级?[^每]{{0,12}}?)(?:每(?P<unit>{UNITS}))?{WORTH}",
        piece,
    )
    if found is None or last is None or last[0] != state.sentence or "each" not in last[2]:
        return False
    label, unit = clean(found["label"]), found["unit"] or last[2]["unit"]
    if not safe(label) or unit != last[2]["unit"]:
        return False
    state.put(
        state.sign(found["verb"]),
        {"each": label, "unit": unit, "points": Decimal(found["points"])},
    )
    return True


def flag(state: State, piece: str) -> bool:
    """出台的得2分; 被通报的扣3分; 制定方案(2分)."""
    found = re.fullmatch(rf"(?P<what>.+?){WORTH}", piece)
    bracket = re.fullmatch(rf"(?P<what>[^()]+)\((?:得|计|共)?(?P<points>{N})分\)", piece)
    if bracket is not None:
        label = clean(bracket["what"])
        if not label or re.search(r"[0-9%]|其中|每.*(?:扣|得|加)", label) or len(label) > 60:
            return False
        points = Decimal(bracket["points"])
        way = state.choose("bracket", "做到了就得这么多分", "审核员在这个分数以内评定")
        state.put(1, {"award": label, "max": points} if way else {"if": label, "points": points})
        return True
    bare = re.fullmatch(rf"{WORTH}", piece)
    if bare is not None and bare["verb"] and state.context:
        return _flag(state, state.context[-1], bare)
    if found is None or not (found["verb"] or piece.count("分") == 1):
        return False
    return _flag(state, found["what"], found)


def _flag(state: State, what: str, found: re.Match[str]) -> bool:
    label = clean(what)
    graded = not found["verb"] and re.fullmatch(
        r"优秀|优|良好|良|较好|一般|合格|中|较差|差|好", label
    )
    if graded:
        state.put(1, {"if": label, "points": Decimal(found["points"])})
        return True
    if not safe(label) or len(label) < 2 or not found["verb"]:
        return False
    if re.fullmatch(r"(?:其余|其他|其它|剩余|否则).*|每.*|反之.*", label):
        return False
    if found["verb"].startswith("各"):
        return _several(state, label, found)
    sign, points, last = state.sign(found["verb"]), Decimal(found["points"]), state.last
    alike = last is not None and last[0] == state.sentence and last[1] == sign
    if last is not None and alike and "each" in last[2] and "band" not in last[2]:
        unit = last[2]["unit"]
        if state.choose(f"alike {label}", f"也按每{unit}算", "只看有没有") == 0:
            state.put(sign, {"each": label, "unit": unit, "points": points})
            return True
    state.put(sign, {"if": label, "points": points})
    return True


def _several(state: State, label: str, found: re.Match[str]) -> bool:
    """无计划、无记录的各扣1分: each by itself."""
    labels = [clean(one) for one in re.split(r"、|和|或", label)]
    if len(labels) < 2 or not all(len(one) >= 2 for one in labels):
        return False
    for one in labels:
        state.put(state.sign(found["verb"]), {"if": one, "points": Decimal(found["points"])})
    return True


def effect(state: State, piece: str) -> bool:
    """一票否决, 取消评优资格, 降一等次, 总分记0分."""
    for kind, words in _EFFECTS.items():
        found = re.fullmatch(rf"(?P<what>.*?)(?:的|者|,)?(?:{words})", piece)
        if found is None:
            continue
        label = clean(found["what"]) or (
            clean(state.context[-1]) if state.context else clean(state.name)
        )
        if not safe(label):
            return False
        state.effects.append((label, kind))
        return True
    return False


def once_each(state: State, piece: str) -> bool:
    """就高不就低, 同一事项不重复计分."""
    if not re.search(r"就高|[取按以]最高|按高|不重复|不累计|不叠加|不得重复", piece) or re.search(
        N, piece
    ):
        return False
    counted = any("each" in term for term in (*state.add, *state.deduct))
    if counted or not state.placed:
        way = state.choose(
            "highest", "同一件事只在最高一级报一次，不同的事相加", "整行只计最高的一项"
        )
        state.highest = state.highest or way == 1
        state.notes.append("同一件事只报最高的一级，不重复报")
    else:
        state.highest = True
    return True


RECOGNISERS: Final[tuple[Callable[[State, str], bool], ...]] = (
    cap, base, once_each, effect, percentage, lacking, award, product,
    apart, each, nothing, once, more_of, flag,
)  # fmt: skip
