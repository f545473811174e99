"""Amounts that are no plain count: shares, products, marks of another assessment.

Here: 按比例得分, 得分=A/B×10, 评比得分按20%折算计入. Not here: what somebody decides (`awards`),
points named one after another (`respectively`), counts, flags and conditions (`recognise`).
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final

from scoring.drafting.state import Keys, N, State, clean, safe
from scoring.drafting.targets import by_its_line, by_its_part, to_its_line
from scoring.exact import plain as points_in_words

_OWN_POINTS: Final = re.compile(
    r"×(?:本项|该项|此项|指标|该指标|本指标|对应|相应)?(?:分值|标准分|满分|权重分|基本分|基础分)(?=$|[)])"
)
_SHORT: Final = 6
_NAMED: Final = 2
"""A single sign names nothing."""


_DONE_BY_AIM: Final = re.compile(
    r"^\(?(?:实际|当期|本期|当年)?(?:完成|达到|实现)?(?:值|数|量|率|情况|比例)[/÷](?=[^,]+×)"
)
"""实际完成值/目标值×6: a formula that does not say of what it is one."""


def product(state: State, piece: str) -> bool:
    """得分=7×增速; 得分=办结数/应办结数×10; 按完成比例得分."""
    piece = re.sub(
        r"^(?:(?:本项|该项)?得分)?按(?!期|时|规定|要求|进度|质|量)(?:照)?(?=[^0-9]+×)",
        "=",
        piece.replace("乘以", "×"),
    )
    piece = _DONE_BY_AIM.sub(r"=\g<0>", piece)
    plain = re.sub(
        r"^(?:[^,=×/÷0-9]{0,12})?(?:本项|该项|指标|最终|实际)?(?:得分|计分公式|得分公式|计算公式|计分)[=:为]*(?=.)",
        "=",
        piece,
    )
    plain = re.sub(
        r"^(?:未达到|未完成|达不到|未达标|不足|低于)[^,0-9×=]{0,6}?(?:[0-9.]+%)?的?按(?=\(?[^0-9]+(?:[/÷][0-9.]+%\)?)?×)",
        "=",
        plain,
    )
    plain = plain.replace("×100%", "")
    if state.points is not None:  # 得分=(新引进项目数/目标任务)×分值: of the points of the row
        plain = _OWN_POINTS.sub(f"×{points_in_words(state.points)}", plain)
    plain = (
        re.sub(r"(?<=[0-9分])(?:计算得分|计算|计分|计|得分)$", "", plain)
        if plain.startswith("=")
        else plain
    )
    if plain.startswith("="):
        return _formula(state, plain) or _tenth(state, piece)
    if _tenth(state, piece) or _named_formula(state, piece):
        return True
    if by_its_part(state, piece) or to_its_line(state, piece):
        return True
    some = re.fullmatch(
        r"(?:(?:未|没有|不)[^,0-9分]{1,8}(?:的|者)|未全部实现|未完成|未全部完成|未达标|未达到|达不到|不达标|不足|未达到目标|没有完成|其他|其余|否则)?(?:的|者|,)?"
        r"(?:按照|按|以)(?:实际|所占|相应)?(?P<r>.{0,16}?(?:比例|率|百分比|比重|占比))(?:折算|计算|换算)?(?:得分|计分|给分|赋分|计|记分|计算得分|得分计算|(?P<off>扣分))?",
        piece,
    )
    if some is None and _by_its_share(state, piece):
        return True
    if some is None or state.points is None:
        return False
    whole = [one for one in state.add if "if" in one and one["points"] == state.points]
    if some["off"] and not (len(whole) == 1 and len(state.placed) == 1):
        return False
    name = clean(some["r"]) or "比例"
    name = "完成比例" if name in ("比例", "百分比") else name
    return _rate(state, *_part(state, name, state.points))


_DEFINED: Final = re.compile(
    r"(?P<share>[^,=×0-9]{2,12}?(?:率|比例|占比|比重))=(?P<a>[^=×/÷,0-9]{2,20})[/÷](?P<b>[^=×/÷,0-9]{2,20})(?:×100%)?"
)
_TIMES: Final = re.compile(rf"(?P<share>[^,=×/÷0-9每]{{2,12}}(?:率|比例))×(?P<points>{N})分?")


def _named_formula(state: State, piece: str) -> bool:
    """收缴率=实收数/应收数: what a share is, before its points; 建档率×2分: what it brings."""
    times = _TIMES.fullmatch(piece)
    if times is not None:
        return _rate(state, clean(times["share"]), Decimal(times["points"]))
    found = _DEFINED.fullmatch(piece)
    if found is None:
        return False
    state.notes.append(piece)
    state.context.append(found["share"])
    state.fresh = True
    return True


def _formula(state: State, plain: str) -> bool:
    """=办结数/应办结数×10, =测评得分×10%, =10×完成率."""
    two = re.fullmatch(rf"=\(?(?P<a>[^=×/÷()+-]+)[/÷](?P<b>[^=×/÷()+-]+)\)?×(?P<n>{N})分?", plain)
    if two is not None and not re.search(N, two["a"] + two["b"]):
        return _ratio(state, clean(two["a"]), clean(two["b"]), Decimal(two["n"]))
    part = re.fullmatch(
        rf"=(?P<r>[^=×/÷()+-]*(?:得分|分数|评分|成绩|分值|评估分|测评分))×(?P<n>{N})%(?:计分|计算|得分|计入|计)*",
        plain,
    )
    if part is not None and len(clean(part["r"])) > _NAMED:
        worth = Decimal(part["n"]) / 100
        state.put(1, {"amount": clean(part["r"]), "unit": "分", "points": worth})
        return True
    marked = re.fullmatch(
        rf"=(?P<r>[^=×/÷()+-]*(?:度|测评)(?:测评)?(?:值|结果))×(?P<n>{N})%(?:计分|计算|得分|计入|计)*",
        plain,
    )
    if marked is not None and state.points == Decimal(marked["n"]):
        worth = Decimal(marked["n"]) / 100
        state.put(1, {"amount": clean(marked["r"]), "unit": "分", "points": worth})
        state.notes.append("按百分制的分数报")
        return True
    if by_its_line(state, plain) or _weighed_votes(state, plain):
        return True
    one = re.fullmatch(rf"=(?P<n>{N})分?×(?P<r>[^=×/÷()+-]+)", plain) or re.fullmatch(
        rf"=(?P<r>[^=×/÷()+-]+)×(?P<n>{N})分?", plain
    )
    if one is not None and (made := _made_of_two(state, clean(one["r"]))):
        return _ratio(state, *made, Decimal(one["n"]))
    if one is not None and not re.search(N, one["r"]):
        return _rate(state, _longer(state, clean(one["r"])), Decimal(one["n"]))
    return False


_VOTES: Final = re.compile(
    rf"=\(?\((?P<sum>[^()=/÷]+×{N}(?:\+[^()=/÷]+)+)\)[/÷](?P<all>[^=×/÷()+0-9-]{{2,12}})\)?×(?P<n>{N})分?"
)
_VOTE: Final = re.compile(rf"(?P<what>[^0-9×+]{{2,12}})(?:×(?P<w>{N}))?")


def _weighed_votes(state: State, plain: str) -> bool:
    """=(满意票×1+基本满意票×0.6)÷总票数×6: each kind of vote has its share of the points."""
    found = _VOTES.fullmatch(plain)
    kinds = [_VOTE.fullmatch(one) for one in found["sum"].split("+")] if found is not None else []
    if found is None or not all(kinds):
        return False
    for one in kinds:
        if one is not None:
            points = Decimal(one["w"] or 1) * Decimal(found["n"])
            names = [clean(one["what"]), clean(found["all"])]
            state.put(1, {"ratio": names, "unit": "票", "points": points.normalize()})
    state.notes.append(f"“{clean(found['all'])}”为 0 的按 0 计")
    state.guessed.append(plain.removeprefix("="))
    return True


def _made_of_two(state: State, share: str) -> tuple[str, str] | None:
    """办结率=按期办结数÷受理数, and then 得分=办结率×5: the two figures, and not their share."""
    found = re.search(
        rf"[^,。;=]*{re.escape(share)}=\(?(?P<a>[^=×/÷()+,;。0-9-]{{2,20}})[/÷](?P<b>[^=×/÷()+,;。0-9-]{{2,20}})\)?(?:×100%)?(?=[,;。]|$)",
        state.text,
    )
    return (clean(found["a"]), clean(found["b"])) if found is not None else None


def _tenth(state: State, piece: str) -> bool:
    """评比得分按20%折算计入: a mark of a hundred, of which the row has its share."""
    piece = re.sub(r"^以?(?:全年|年内)?(?:[0-9]+次)?(?=[^0-9]{2,16}(?:平均分|均分))", "", piece)
    piece = re.sub(r"记分|计入总分", "计分", re.sub("平均分|均分", "平均得分", piece))
    tenth = re.fullmatch(
        rf"(?P<r>[^0-9,×÷=]{{2,24}}?(?:得分|分数|评分|成绩|评估分|测评分))(?:结果)?(?:按百分制)?(?:折算)?(?:后)?(?:乘以|乘|×|按)(?P<n>{N})(?P<p>%)?(?:折算)?(?:的?比例)?(?:后)?(?:计入|计分|计算|得分|计)+(?:年度|年终|全年|总分|考核|成绩|得分)*",
        piece,
    )
    tenth = tenth or re.fullmatch(
        rf"(?:按|以)(?P<r>[^0-9,×÷=]{{2,24}}?(?:得分|分数|评分|成绩|评估分|测评分))的(?P<n>{N})(?P<p>%)(?:的?比例)?(?:折算|换算)?(?:后)?(?:计入|计分|计算|得分|计)+(?:本项|该项)?(?:得分|分值)*",
        piece,
    )
    if tenth is not None and state.points is not None:
        worth = Decimal(tenth["n"]) / (100 if tenth["p"] else 1)
        if worth * 100 == state.points:
            state.put(1, {"amount": clean(tenth["r"]), "unit": "分", "points": worth})
            return True
    return False


def _by_its_share(state: State, piece: str) -> bool:
    """生猪出栏任务按完成率得分: its own name before the share."""
    found = re.fullmatch(
        r"(?P<what>[^0-9,]{2,20}?)按(?:实际)?(?P<r>完成率|完成比例|达标率|覆盖率)(?:得分|计分|计算得分|赋分)",
        piece,
    )
    if found is None or state.points is None or not safe(found["what"]):
        return False
    return _rate(state, f"{clean(found['what'])}{found['r']}", state.points)


def _part(state: State, name: str, points: Decimal) -> tuple[str, Decimal]:
    """完成改厕任务得8分, 未完成的按比例: of those 8 points, and of what they are for."""
    last = state.last
    if last is None or last[1] < 0:
        return name, points
    if last[0] != state.sentence:
        whole = str(last[2].get("rate", "")) if _brings(last[2]) == points else ""
        return (whole if whole and name == "完成比例" else name), points
    band = last[2].get("band")
    if "rate" in last[2] and isinstance(band, list) and len(band) == 1:
        state.add.remove(last[2])
        state.placed.pop()
        if band[0][0] != 1:  # of 100%, what falls short is its own share
            state.guessed.append("达到多少以上就得满分、不到的按比例，先按比例算")
        return str(last[2]["rate"]), Decimal(str(band[0][1]))
    if "if" not in last[2]:
        return name, points
    said = str(last[2]["if"])
    done = re.fullmatch(r"(?:按时|全面)?(?:完成|实现)(?P<what>.{2,24})", said)
    if done is not None and len(name) <= _SHORT and safe(done["what"]):
        name = f"{done['what']}{name}"
    own = Decimal(str(last[2]["points"]))
    if own < points:
        state.add.remove(last[2])
        state.placed.pop()
    return name, own


def _longer(state: State, label: str) -> str:
    """Return 信用贷款规模年增速 for 增速, where that was said before."""
    shares = [str(one["rate"]) for _, _, one in reversed(state.placed) if "rate" in one]
    shares += [state.line[0]] if state.line is not None else []
    before = (*shares, *(clean(one) for one in reversed(state.context)))
    return next((one for one in before if one.endswith(label) and len(one) <= 30), label)


def _rate(state: State, label: str, points: Decimal) -> bool:
    if len(label) < _NAMED or len(label) > 30:
        return False
    if any(one.get("rate") == label and one.get("points") == points for one in state.add):
        return True  # 按录入率计分, and then its formula
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
    said = [one for one in state.add if "rate" in one and one.get("points") == points]
    for one in said if len(state.add) == 1 else ():  # 按比例得分, and then its formula
        state.add.remove(one)
        state.placed = [x for x in state.placed if x[2] is not one]
    state.put(1, {"ratio": [done, due], "unit": "件", "points": points})
    state.notes.append(f"“{due}”为 0 的按 0 计")
    return True
