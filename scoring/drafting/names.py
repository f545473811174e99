"""Whether what a clause was read as can be asked: every figure has a name that says what it is.

Here: names that are empty, or twice there; lists and counts of the same thing. Not here: how names
come about (`state`), what the pieces mean together (`settling`).
"""

from __future__ import annotations

import re
from typing import Final

from scoring.drafting.bounds import ONE_FIGURE, apart
from scoring.drafting.state import Keys, State, clean


def _items(term: Keys) -> list[object]:
    found = term.get("items", term.get("lacking", []))
    return found if isinstance(found, list) else []


_HEAD: Final = 20
_EMPTY: Final = re.compile(
    r"(?:直接|均|都|率|具备|其|该|本|在|对|按|由|为|是|有|无|未|不|等|及|和|或|另|再|加|扣|得|分|出现|发生|发现|存在|情况|要求|单位)*"
)
"""A name of such words alone names nothing: something of the clause was lost."""


def tell_apart(state: State) -> None:
    """理论调研类 under 区级录用 and under 市级录用: each with what was said before it."""
    live = [t for _, _, t in state.placed if t in state.add or t in state.deduct]
    for verb in ("each", "if", "amount"):
        counted: dict[str, list[Keys]] = {}
        for term in live:
            if verb in term:
                counted.setdefault(str(term[verb]), []).append(term)
        for name, terms in counted.items():
            if any({"band", "upto", "under", "over"} & set(term) for term in terms):
                continue  # one figure, held to its lines
            units = [str(term.get("unit", "")) for term in terms]
            if verb == "each" and len(terms) > 1 and len(set(units)) == len(units):
                for term, unit in zip(terms, units, strict=True):
                    term[verb] = f"{name}的{unit}数"  # 每批次扣2分、每人次扣0.5分
                continue
            heads = [_head(state, term) for term in terms]
            if len(terms) > 1 and all(heads[1:]) and len(set(heads)) == len(heads):
                for term, head in zip(terms, heads, strict=True):
                    term[verb] = f"{name}（{head}）" if head else name


_LINE: Final = re.compile(r"(?P<what>.+?)(?P<line> (?:>=|>|<=|<|=) [0-9.]+%)")
_MEASURE: Final = re.compile(r"(?:比率|比例|占比|比重|率|度|情况|进度)$")


def same_share(state: State) -> None:
    """按完成比例得分, 完成率低于50%的不得分: one figure, said with two words."""
    shares = [one for one in state.add if "rate" in one and "band" not in one]
    if len(shares) != 1:
        return
    name = str(shares[0]["rate"])
    for several in (state.gates, state.stops):
        for at, gate in enumerate(several):
            found = _LINE.fullmatch(gate)
            if found is None or found["what"] == name or not _same(found["what"], name):
                continue
            name = max(name, found["what"], key=len)
            shares[0]["rate"] = name
            several[at] = f"{name}{found['line']}"


def _same(first: str, second: str) -> bool:
    """Whether two shares are of the same thing: 完成率, 年度任务完成比例."""
    one, other = (_MEASURE.sub("", said) for said in (first, second))
    short, long = sorted((one, other), key=len)
    return len(short) > 1 and bool(_MEASURE.search(first)) and long.endswith(short)


def _head(state: State, term: Keys) -> str:
    """What was said before a term, else the term before it in its sentence."""
    said = [clean(one) for one in state.heard.get(id(term), ())]
    if said:
        return said[-1] if len(said[-1]) <= _HEAD else ""
    at = next(number for number, one in enumerate(state.placed) if one[2] is term)
    before = [one for one in state.placed[:at] if one[0] == state.placed[at][0]]
    head = str(before[0][2].get("each", before[0][2].get("if", ""))) if before else ""
    return head if len(head) <= _HEAD else ""


def each_of_a_list(state: State) -> None:
    """例会、培训缺少的次数: one figure for all of them, or one for each."""
    for sign, terms in ((1, state.add), (-1, state.deduct)):
        for term in list(terms):
            verb = next((one for one in ("each", "amount") if one in term), "")
            parts = apart(verb, str(term[verb])) if verb else []
            held = {"max", "over", "under", "band", "upto", "per"} & set(term)
            if not parts or held:
                continue
            name = str(term[verb])
            ways = (f"“{name}”{ONE_FIGURE}", f"“{name}”分开报 {len(parts)} 个数")
            if state.choose(f"list of {name}", *ways) == 0:
                continue
            at = next(number for number, one in enumerate(state.placed) if one[2] is term)
            sentence = state.placed[at][0]
            own: list[Keys] = [{**term, verb: part} for part in parts]
            for one in own:
                state.heard[id(one)] = state.heard.get(id(term), [])
            state.placed[at : at + 1] = [(sentence, sign, one) for one in own]
            place = next(number for number, one in enumerate(terms) if one is term)
            terms[place : place + 1] = own


def check_names(state: State) -> None:
    """Two inputs of a row never share a name, and every name says what it is of."""
    seen: dict[str, int] = {}
    live = [t for _, _, t in state.placed if any(t is one for one in (*state.add, *state.deduct))]
    said = [*state.gates, *state.stops, *(label for label, _ in state.effects)]
    said += [
        str(t[verb])
        for t in live
        for verb in ("each", "if", "rate", "amount", "named", "among")
        if verb in t
    ]
    for name in said:
        if _EMPTY.fullmatch(re.sub(r" (?:>=|>|<=|<|=) .*", "", name)):
            state.unread.append(f"没有读出“{name}”说的是什么")
    _doubled(state)
    for term in live:
        for verb in ("each", "if", "rate", "amount", "award", "named", "among", "marks"):
            if verb in term:
                name = str(term[verb])
                if verb == "among" and "mean" in term:
                    name += str(term["mean"])  # one figure, on each side of the mean
                beyond = any(one.get("over") == 1 and one.get("rate") == name for one in live)
                if verb == "rate" and "band" in term and (state.highest or beyond):
                    name += "分档"  # its step, or its share: the better of the two
                if verb in ("rate", "amount", "each") and ("over" in term or "under" in term):
                    name += "超出" if "over" in term else "不足"  # one figure, both its sides
                    name += str(term.get("over", term.get("under")))
                seen[name] = seen.get(name, 0) + 1
                if seen[name] > 1:
                    state.unread.append(f"“{name}”出现了两次")


def _doubled(state: State) -> None:
    """Two lists of the same things, or one thing counted and put in steps."""
    items = [str(one) for _, _, t in state.placed for one in _items(t)]
    if len(set(items)) < len(items):
        state.unread.append("两张清单里有同样的东西")
    for terms in (state.add, state.deduct):
        counted = [one for one in terms if "each" in one]
        plainly = {one["unit"] for one in counted if "band" not in one}
        stepped = {one["unit"] for one in counted if "band" in one}
        if plainly & stepped and _akin(counted):
            state.unread.append("一项按次数、一项分档，像是同一件事")


def _akin(counted: list[Keys]) -> bool:
    """Whether what is counted and what is put in steps share a word: not 死亡, 重伤 and 轻伤."""
    plainly = "；".join(str(one["each"]) for one in counted if "band" not in one)
    stepped = [str(one["each"]) for one in counted if "band" in one]
    return any(
        len(name) < _WORD or any(name[at : at + _WORD] in plainly for at in range(len(name) - 1))
        for name in stepped
    )


_WORD: Final = 2
