"""Amounts that are no plain count: shares, products, ranks, spans that somebody decides within.

Here: 按比例得分, 得分=A/B×10, 每低1个百分点, 酌情扣1-3分, 分别加5、3、1分, 第1名得5分. Not
here: counts, flags and conditions (`recognise`).
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final

from scoring.drafting.pieces import number_of
from scoring.drafting.state import (
    DANGER,
    GET,
    LOSE,
    ONE,
    UNITS,
    WORTH,
    Keys,
    N,
    State,
    clean,
    safe,
)

_EVERY: Final = re.compile(
    rf"(?P<lead>.*?)(?:每|发现)(?:发现|发生|出现)?{ONE}?(?P<unit>{UNITS})(?:的|问题|视|可|,)?"
)
_NAMED: Final = 2
"""A single sign names nothing."""


def percentage(state: State, piece: str) -> bool:
    """每低1个百分点扣0.5分, behind a line such as 达到95%."""
    piece = re.sub(
        r"(超过|超出|高于|低于|不足|未达到|达不到|未达标)(?:的|者)?(?:部分)?(?:的)?每(?=[0-9一])",
        lambda one: f"每{'超' if one[1][0] in '超高' else '低'}",
        piece,
    )
    found = re.fullmatch(
        rf"(?P<lead>.*?)每(?P<way>低于|低|下降|降低|减少|少|高于|高出|高|超过|超出|超|提高|提升|上升|增加|增长)?"
        rf"(?:于)?(?:目标|标准)?(?P<num>{N}|一)?(?:个百分点|%){WORTH}",
        piece,
    )
    if found is None or state.line is None or not found["way"]:
        return False
    below = found["way"][0] in "低下降减少"
    sign = state.sign(found["verb"])
    label, line = state.line
    own = clean(found["lead"])
    if DANGER.search(own) or (below and sign > 0):
        return False
    step = number_of(found["num"] or "1") or Decimal(1)
    term: Keys = {"rate": label, "under" if below else "over": line, "per": step / 100}
    ways = ("按比例算", "不足一个的不计", "不足一个的按一个计")
    way = state.choose("whole", *ways)
    if way:
        term["whole"] = ("down", "up")[way - 1]
    if state.fresh and not own and len(state.lines) > 1:
        side, points = "under" if below else "over", Decimal(found["points"])
        for one, edge in state.lines:
            state.put(sign, {**term, "rate": one, side: edge, "points": points})
        state.notes.append(f"{len(state.lines)} 个比率都看，各扣各的")
        return True
    several = re.split(r"、|和", label)
    if len(several) > 1 and all(one.endswith("率") and len(one) > 1 for one in several):
        for one in several:  # 查处率、整改率均达到100%: each by itself
            state.put(sign, {**term, "rate": one, "points": Decimal(found["points"])})
        return True
    if label in state.partial and sign < 0:
        term["max"] = state.partial[label]
    state.put(sign, {**term, "points": Decimal(found["points"])})
    return True


def product(state: State, piece: str) -> bool:
    """得分=7×增速; 得分=办结数/应办结数×10; 按完成比例得分."""
    piece = re.sub(
        r"^(?:(?:本项|该项)?得分)?按(?:照)?(?=[^0-9]+×)", "=", piece.replace("乘以", "×")
    )
    plain = re.sub(
        r"^(?:[^,=×/÷0-9]{0,12})?(?:本项|该项|指标|最终|实际)?(?:得分|计分公式|得分公式|计算公式|计分)[=:为]*(?=.)",
        "=",
        piece,
    )
    plain = plain.replace("×100%", "")
    plain = (
        re.sub(r"(?<=[0-9分])(?:计算|计分|计|得分)$", "", plain) if plain.startswith("=") else plain
    )
    if plain.startswith("="):
        two = re.fullmatch(
            rf"=\(?(?P<a>[^=×/÷()+-]+)[/÷](?P<b>[^=×/÷()+-]+)\)?×(?P<n>{N})分?", plain
        )
        if two is not None and not re.search(N, two["a"] + two["b"]):
            return _ratio(state, clean(two["a"]), clean(two["b"]), Decimal(two["n"]))
        part = re.fullmatch(
            rf"=(?P<r>[^=×/÷()+-]*(?:得分|分数|评分|成绩|分值))×(?P<n>{N})%(?:计分|计算|得分|计入|计)*",
            plain,
        )
        if part is not None and len(clean(part["r"])) > _NAMED:
            worth = Decimal(part["n"]) / 100
            state.put(1, {"amount": clean(part["r"]), "unit": "分", "points": worth})
            return True
        one = re.fullmatch(rf"=(?P<n>{N})分?×(?P<r>[^=×/÷()+-]+)", plain) or re.fullmatch(
            rf"=(?P<r>[^=×/÷()+-]+)×(?P<n>{N})分?", plain
        )
        if one is not None and not re.search(N, one["r"]):
            return _rate(state, _longer(state, clean(one["r"])), Decimal(one["n"]))
        return False
    some = re.fullmatch(
        r"(?:未全部实现|未完成|未全部完成|未达标|未达到|不足|未达到目标|没有完成|其他|其余)?(?:的|者|,)?"
        r"(?:按照|按|以)(?:实际|所占|相应)?(?P<r>.{0,12}?(?:比例|率|百分比))(?:折算|计算|换算)?(?:得分|计分|给分|赋分|计|记分|计算得分|得分计算|(?P<off>扣分))?",
        piece,
    )
    if some is None or state.points is None:
        return False
    whole = [one for one in state.add if "if" in one and one["points"] == state.points]
    if some["off"] and not (len(whole) == 1 and len(state.placed) == 1):
        return False
    name = clean(some["r"]) or "比例"
    name = "完成比例" if name in ("比例", "百分比") else name
    return _rate(state, name, state.points)


def _longer(state: State, label: str) -> str:
    """Return 信用贷款规模年增速 for 增速, where that was said before."""
    before = (clean(one) for one in reversed(state.context))
    return next((one for one in before if one.endswith(label) and len(one) <= 30), label)


def _rate(state: State, label: str, points: Decimal) -> bool:
    if len(label) < _NAMED or len(label) > 30:
        return False
    whole = [one for one in state.add if _brings(one) == points]
    if points == state.points and len(whole) == 1 and len(state.add) == 1:
        state.add.clear()
        state.placed[:] = [one for one in state.placed if one[1] < 0]
    term: Keys = {"rate": label, "points": points}
    if re.search(r"增速|增长|增幅", label):
        term["signed"] = True
    state.put(1, term)
    return True


def _brings(term: Keys) -> object:
    """What a flag or a single step brings: the full mark said before a share of it."""
    band = term.get("band")
    if isinstance(band, list) and len(band) == 1:
        return band[0][1]
    return term["points"] if "if" in term else None


def _ratio(state: State, done: str, due: str, points: Decimal) -> bool:
    if len(done) < 2 or len(due) < 2:
        return False
    state.put(1, {"ratio": [done, due], "unit": "件", "points": points})
    state.notes.append(f"“{due}”为 0 的按 0 计")
    return True


def award(state: State, piece: str) -> bool:
    """酌情扣1-3分; 视情况得0-5分; 根据完成情况酌情给分."""
    how = r"(?:酌情|视情节轻重|视情节|视情况|视情|视程度|视质量|综合|按档次|分档)?(?:给予|予以)?"
    found = re.fullmatch(
        rf"(?P<what>.*?){how}(?:得分为|得分|(?P<verb>{GET}|{LOSE}))?(?P<a>{N})分?-(?P<b>{N})分",
        piece,
    )
    if found is not None:
        every = _EVERY.fullmatch(found["what"])
        if every is not None:
            span = (Decimal(found["a"]), Decimal(found["b"]))
            return _every(state, every["lead"], found["verb"], every["unit"], span)
        return _award(state, found["what"], found["verb"], Decimal(found["a"]), Decimal(found["b"]))
    some = re.fullmatch(
        r"(?P<what>.*?)(?:酌情|视情节轻重|视情节|视情况|视情|综合|自由裁量)(?:予以|给予)?"
        r"(?P<verb>扣减|扣|减|得|给|计|加|赋|打|评)分",
        piece,
    ) or re.fullmatch(
        r"(?P<what>(?:根据|按照|按|依据|结合).{2,30}?)(?:综合|进行)?(?P<verb>给|赋|打|评|评定得)分",
        piece,
    )
    if some is None or DANGER.search(some["what"]) or state.points is None:
        return False
    return _award(state, some["what"], some["verb"], Decimal(0), state.points)


def _award(state: State, what: str, verb: str | None, low: Decimal, high: Decimal) -> bool:
    if DANGER.search(what) or low > high or (state.points and high > state.points):
        return False
    sign = state.sign(verb)
    own = clean(what)
    short = own if 2 <= len(own) <= 20 else ""
    label = (
        f"{short}评定{'扣' if sign < 0 else '得'}分"
        if short
        else ("评定扣分" if sign < 0 else "评定得分")
    )
    term: Keys = {"award": label, "max": high}
    if low:
        term["min"] = low
        if sign < 0 or state.choose(f"none {label}", "也可以不给分", "至少给最低分") == 0:
            term["or_none"] = True
    state.put(sign, term)
    return True


def _every(
    state: State, lead: str, verb: str | None, unit: str, span: tuple[Decimal, Decimal]
) -> bool:
    """每起视情节扣1-3分: every event marked by itself."""
    low, high = span
    label = state.label(lead)
    if not verb or not safe(label) or low > high or (state.points and high > state.points):
        return False
    sign = state.sign(verb)
    name = f"{label}{'扣' if sign < 0 else '得'}分"
    state.put(sign, {"award": name, "events": unit, "min": low, "max": high})
    return True


def ranks(state: State, pieces: list[str]) -> int:
    """第1名得5分, 第2-3名得4分, 其余得1分: how many pieces print a table of ranks together."""
    table: list[list[Decimal]] = []
    label, rest, used = "", Decimal(0), 0
    for said in pieces:
        piece = re.sub(r"(第[一二三四五六七八九十0-9]+)(?=的|得|计)", r"\1名", said)
        found = re.fullmatch(
            r"(?P<label>.*?)(?:排名|名列|位列|位居|排在|列|排|在)*(?:第|(?P<top>前))?(?P<first>[0-9]+|[一二三四五六七八九十]+)"
            rf"(?:-(?P<last>[0-9]+))?(?:名|位)(?:的)?(?:得|计|加)(?P<points>{N})分",
            piece,
        )
        others = re.fullmatch(
            rf"(?:其余|其他|其它|(?:第)?(?P<from>[0-9]+)(?:名|位)(?:及)?(?:以后|之后|以下))(?:的)?"
            rf"(?:名次)?(?:得|计)?(?P<points>{N})分",
            piece,
        )
        if found is not None:
            last = number_of(found["last"] or found["first"])
            first = number_of(found["first"])
            before = table[-1][0] if table else Decimal(0)
            first = before + 1 if found["top"] and first is not None and first > before else first
            if last is None or first != before + 1:
                return 0
            label = label or clean(found["label"])
            table.append([last, Decimal(found["points"])])
        elif others is not None and table:
            if others["from"] and Decimal(others["from"]) not in (table[-1][0], table[-1][0] + 1):
                return 0
            rest = Decimal(others["points"])
            used += 1
            break
        else:
            break
        used += 1
    if len(table) < 2 or re.search(r"[0-9]", label):
        return 0
    name = label if label.endswith(("名次", "排名")) else f"{label or clean(state.name)}名次"
    term: Keys = {"rank": name, "table": table, "compare": "各单位比较"}
    state.put(1, {**term, "otherwise": rest} if rest else term)
    state.by = "考核办公室"
    state.notes.append("名次由考核办公室提供")
    return used


def _prizes(labels: list[str]) -> list[str]:
    """国家级一等奖, 国家级二等奖, 国家级三等奖 of 国家级一、二、三等奖; empty: no such list."""
    first = re.fullmatch(r"(?P<lead>.*?)(?P<own>[一二三四特])", labels[0])
    last = re.fullmatch(r"(?P<own>[一二三四])(?P<rest>等.*|类.*|级.*)", labels[-1])
    middle = all(re.fullmatch(r"[一二三四特]", one) for one in labels[1:-1])
    if first is None or last is None or not middle:
        return []
    own = [first["own"], *labels[1:-1], last["own"]]
    return [f"{first['lead']}{one}{last['rest']}" for one in own]


def _graded(labels: list[str]) -> list[str]:
    """评为好, 评为中, 评为差 of 评为好、中、差."""
    words = r"优秀|优|良好|良|较好|一般|合格|中|较差|差|好|不合格|[ABCD](?:级|等|类)?"
    first = re.fullmatch(rf"(?P<lead>.*?)(?P<own>{words})", labels[0])
    last = re.fullmatch(rf"(?P<own>{words})(?P<rest>等次|等级|单位|档次|的)*", labels[-1])
    middle = all(re.fullmatch(words, one) for one in labels[1:-1])
    if first is None or last is None or not middle:
        return []
    return [f"{first['lead']}{one}" for one in (first["own"], *labels[1:-1], last["own"])]


def _adds_up(state: State, numbers: list[str]) -> bool:
    """Whether the points of a list come to those of the row: each once."""
    return state.points == sum(map(Decimal, numbers)) and not state.placed


def apart(state: State, piece: str) -> bool:
    """国家级、省级、市级的每次分别加5、3、2分."""
    found = re.fullmatch(
        rf"(?P<labels>[^每]*?)(?:的)?(?:,)?(?:每(?P<unit>{UNITS}))?(?:的)?(?:,)?(?:(?:分别|依次)|(?=各))(?P<verb>{GET}|{LOSE})"
        rf"(?P<list>{N}分?(?:[、,/]{N}分?)+(?:和{N}分)?)(?P<per>/次)?",
        piece,
    )
    if found is None:
        return False
    numbers = re.findall(N, found["list"])
    spoken = found["labels"] or (state.context[-1] if state.context else "")
    labels = [one for one in re.split(r"[、/]|和|或|以及", clean(spoken)) if one]
    if len(labels) != len(numbers):
        return False
    prizes = _prizes(labels) or _graded(labels)
    labels = prizes or labels
    tail = re.fullmatch(r"(.*?(?:中央|国家|部|省|市|县|区|乡|镇)[级委]?)(.*)", labels[-1])
    lead = re.fullmatch(r"(.*?)((?:中央|国家|部|省|市|县|区|乡|镇)[级委]?(?:.*))", labels[0])
    before = lead[1] if lead is not None else ""
    rest = tail[2] if tail is not None else ""
    named = [clean(one.removeprefix(before) if before else one) for one in labels]
    full = prizes or [clean(before + one + ("" if one.endswith(rest) else rest)) for one in named]
    if (
        any(len(one) < _NAMED for one in full)
        or not all(safe(one) for one in full)
        or len(set(full)) < len(full)
    ):
        return False
    sign, unit = state.sign(found["verb"]), "次" if found["per"] else found["unit"]
    if unit is None and re.search(r"(?:优秀|良好|合格|一般|好|中|差|等奖)$", full[-1]):
        state.highest = True
    elif unit is None and found["verb"].startswith("各") and _adds_up(state, numbers):
        pass
    elif unit is None:
        ways = ("每次都计分", "只看有没有，就高计一项", "只看有没有，各项相加")
        way = state.choose("apart", *ways)
        unit = "次" if way == 0 else None
        state.highest = state.highest or way == 1
    for label, number in zip(full, numbers, strict=True):
        points = Decimal(number)
        counted: Keys = {"each": label, "unit": unit, "points": points}
        state.put(sign, counted if unit else {"if": label, "points": points})
    return True
