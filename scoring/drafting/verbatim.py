"""Pieces that only their own words can say: 24小时内未到场的每件扣0.5分, 发生1起死亡1人的事故扣5分.

Here: what the narrower recognisers left alone, taken with the words of the clause as its name, so
that whoever reports is asked exactly what is printed; and what changes a term said before it
(除外, 加倍, 其中). Each is marked to be looked at. Not here: pieces that are understood
(`recognise`).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal
from typing import Final

from scoring.drafting.names import tell_apart
from scoring.drafting.pieces import number_of
from scoring.drafting.plainly import plainly_said, spanned
from scoring.drafting.state import NOTHING, ONE, UNITS, WORTH, Keys, N, State, clean
from scoring.exact import plain

_HARD: Final = re.compile(
    r"加倍|翻倍|双倍|减半|系数|权重|分值|得分|扣分|加分|计分|减分|评分|打分|否则|不重复|不累计|就高|最高|最多|抵|折算"
    r"|[×÷=+]|分别|依次|其余|视为|以此类推|依此类推|[0-9.]分(?!钟)|不得|(?:再|另|另外|额外|还)$|每(?!年|个?月|季度|半年|周|日|天|人|村|户|校|学期|学年)"
)
_EMPTY: Final = re.compile(
    r"(?:其他|其它|有|的|等|情况|问题|发现|发生|出现|存在|超过|低于|达到|以上|以下|以内|不足|[0-9.%一二三四五六]|"
    + UNITS
    + r")*"
)
_OTHER: Final = r"[^0-9,。;()每分得扣加减计再另的]{1,8}(?:/[^0-9,。;()每分得扣加减计]{1,6})?"
_LINE: Final = re.compile(r"超过|以上|以下|以内|不足|低于|高于|未满|不到|少于|多于")
_LONG: Final = 56
_TWO: Final = 2


def fits(label: str) -> bool:
    """Whether words of a clause can be a name as they are."""
    bare = re.sub(r"“[^”]*”", "", label)
    return (
        2 <= len(label) <= _LONG
        and not _HARD.search(bare)
        and not _EMPTY.fullmatch(label)
        and label.count("(") == label.count(")")
    )


def _named(state: State, *parts: str) -> str:
    own = clean("".join(parts))
    if _EMPTY.fullmatch(own) and state.context and state.fresh:
        before = clean(state.context[-1])
        return own if before in own else before + own
    if _EMPTY.fullmatch(own) and (stem := _stem(state)):
        return stem + own
    if _EMPTY.fullmatch(own) and own and state.context:
        return clean(state.context[-1]) + own
    return own or (clean(state.context[-1]) if state.context else "")


def _stem(state: State) -> str:
    """突发停热 of 突发停热8小时以上, where the next piece only says 24小时以上."""
    last = state.last
    if last is None or last[0] != state.sentence:
        return ""
    said = str(last[2].get("each", last[2].get("if", last[2].get("amount", ""))))
    bare = re.split(r"[0-9]|[一二三四五六七八九十]+(?:" + UNITS + ")", said)[0]
    return re.sub(r"(?:在|超过|低于|不足|达到|达|少于|高于)+$", "", bare) if bare != said else ""


def counted(state: State, piece: str) -> bool:
    """投诉工单24小时内未到场的每件扣0.5分; 拖欠金额超过100万元的每笔扣1分."""
    found = re.fullmatch(
        rf"(?P<lead>.*?)每(?:有|发现|发生|出现)?(?P<num>{N}|[一两二三四五六七八九十])?个?(?P<unit>{UNITS})(?P<rest>.*?){WORTH}",
        piece,
    )
    if found is None or not found["verb"] or number_of(found["num"] or "1") != 1:
        return False
    label = _named(state, found["lead"], found["rest"])
    if not fits(label):
        return False
    term: Keys = {"each": label, "unit": found["unit"]}
    taken = _take(state, piece, found["verb"], term, found["points"])
    if spanned(state, label, found["unit"]) or plainly_said(state, label, found["unit"]):
        state.guessed.remove(piece)
    return taken


_NO_UNIT: Final = re.compile("[年月周季日天低高超少多增减提下上缺完达降差有次第再个]")


def in_any_unit(state: State, piece: str) -> bool:
    """每伙扣3分, whatever is counted so: a unit nobody has met before."""
    found = re.fullmatch(
        rf"(?P<lead>.*?)每(?P<unit>[\u4e00-\u9fff]{{1,2}}?)(?P<rest>){WORTH}", piece
    )
    if found is None or not found["verb"] or _NO_UNIT.search(found["unit"]):
        return False
    label = _named(state, found["lead"])
    if not fits(label):
        return False
    term: Keys = {"each": label, "unit": found["unit"]}
    return _take(state, piece, found["verb"], term, found["points"])


def happened(state: State, piece: str) -> bool:
    """发生1起死亡1人的事故扣5分; 一次死亡2人扣5分."""
    found = re.fullmatch(
        rf"(?P<lead>.{{0,20}}?){ONE}(?P<unit>次|起|例|件|宗|处|个|项|家)(?P<rest>.{{2,}}?){WORTH}",
        piece,
    )
    if (
        found is None
        or not found["verb"]
        or re.match(r"(?:及|\(含\)|或|含)?以[上下内]", found["rest"])
    ):
        return False
    label = _named(state, found["lead"], found["rest"])
    if not fits(label) or found["lead"].endswith(("任何", "任意", "某", "同")):
        return False
    return _take(
        state, piece, found["verb"], {"each": label, "unit": found["unit"]}, found["points"]
    )


def so_much(state: State, piece: str) -> bool:
    """每少5条扣1分; 每超过目标值1微克/立方米扣1分: what it is more or less than is in the name."""
    found = re.fullmatch(
        rf"(?P<lead>[^每]*?)每(?P<way>少于|低于|高于|超过|超出|相差|少|低|高|超|缺|差|多|增加|减少|下降|提高|延迟|推迟|逾期|拖延|提前)"
        rf"(?P<target>[^0-9每]{{0,10}}?)(?P<num>{N}|[一两二三四五六七八九十半])个?(?P<unit>{UNITS}|{_OTHER}){WORTH}",
        piece,
    )
    step = None
    if found is not None:
        step = Decimal("0.5") if found["num"] == "半" else number_of(found["num"])
    if found is None or not found["verb"] or not step or re.search("百分点|%", found["unit"]):
        return False
    what = _named(state, found["lead"]) or state.about() or clean(state.name)
    if found["target"] or not found["lead"]:
        what = what if found["lead"] else state.about() or what
    label = f"{what}{found['way']}{found['target']}的{found['unit']}数"
    if len(what) < 2 or not fits(label):
        return False
    term: Keys = {"amount": label, "unit": found["unit"]}
    if way := state.parts_of_a_step(step):
        term |= {"per": step, "whole": ("down", "up")[way - 1]}
    elif step != 1:
        term["per"] = step
    return _take(state, piece, found["verb"], term, found["points"])


def held(state: State, piece: str) -> bool:
    """任何一项低于98%的扣5分: yes or no, in the words of the clause."""
    found = re.fullmatch(rf"(?P<what>.+?){WORTH}", piece) or re.fullmatch(
        rf"(?P<what>[^()]+)\((?P<verb>得|计)?(?P<points>{N})分\)", piece
    )
    if found is None or not (found["verb"] or piece.endswith(")")):
        return False
    if re.fullmatch(r"(?:其余|其他|其它)(?:的|情况|情形|单位|乡镇|部门)*", found["what"]):
        return _the_rest(state, piece, found)
    label = _named(state, re.sub(r"(?:再|另外|另|额外)$", "", found["what"]))
    if not fits(label) or ("每" in label.replace("每年", "") and found["verb"] in ("扣", "减")):
        return False
    if label.startswith(("其他", "其它", "剩余", "反之")):
        return False
    taken = _take(state, piece, found["verb"] or "得", {"if": label}, found["points"])
    if found["verb"] and plainly_said(state, label) and len(_asked_about(state)) == 1:
        state.guessed.remove(piece)
    _instead(state, label)
    return taken


def _asked_about(state: State) -> list[Keys]:
    """The terms that begin as the last one does: the others may be another step of it."""
    name = str(state.placed[-1][2].get("if", ""))[:_TWO]
    return [t for _, _, t in state.placed if str(t.get("if", t.get("each", ""))).startswith(name)]


def worthless(state: State, piece: str) -> bool:
    """发生一次死亡3人以上责任事故的不得分: nothing then, in the words of the clause."""
    found = re.fullmatch(rf"(?P<what>.{{4,}}?)(?:的|者|,)?{NOTHING}", piece)
    if found is None or not fits(clean(found["what"])) or re.match("否则|其[他余]", piece):
        return False
    if re.search(r"[扣得加减计][0-9.]*$", found["what"]):  # 扣10分 is no 0分
        return False
    if not (state.placed or state.gates):
        return False
    state.stops.append(clean(found["what"]))
    state.guessed.append(piece)
    return True


def _the_rest(state: State, piece: str, found: re.Match[str]) -> bool:
    """其余得3分 behind what brings more: whoever has none of it."""
    if len(state.add) < 2 or state.deduct or any("if" not in one for one in state.add):
        return False
    state.highest = True
    return _take(state, piece, "得", {"if": "其余（上面几样都不是）"}, found["points"])


def _instead(state: State, label: str) -> None:
    """逾期一天扣0.2分, 逾期超过5天的扣2分: the second instead of the first, or beside it."""
    if len(state.placed) < 2 or not _LINE.search(label):
        return
    sentence, sign, before = state.placed[-2]
    other = str(before.get("each", before.get("if", "")))
    stem = re.split(r"超过|低于|不足|达到|[0-9]", label)[0]
    alike = other[:2] == label[:2] or (len(stem) > 1 and stem in other)
    if sentence != state.sentence or sign > 0 or "band" in before or not alike:
        return
    ways = ("重的代替轻的，只扣重的一项", "两样都扣，加起来")
    if len(state.placed) == 2 and state.choose("instead", *ways) == 0:
        state.highest = True


def _take(state: State, piece: str, verb: str, term: Keys, points: str) -> bool:
    state.put(state.sign(verb), {**term, "points": Decimal(points)})
    state.guessed.append(piece)
    return True


def excepted(state: State, piece: str) -> bool:
    """当日整改的不扣分, 特殊情况经批准的除外: what the term before it leaves out."""
    found = re.fullmatch(
        r"(?:但是|但)?(?P<what>(?:[0-9]{1,2}(?:个工作日|小时|日|天)内)?[^0-9]{2,30}?)(?:的)?(?:情况|情形)?(?:除外|(?:可以?|的)?不扣分|不在此列|不计入|不算在内|不予扣分)",
        piece,
    )
    last = state.last
    if re.fullmatch(r"(?:查处?|发现|查到)?(?:1|一)[起次件]不扣分", piece) and last is None:
        state.guessed.append(piece)
        return True
    if found is None or last is None:
        return False
    verb = next((one for one in ("each", "if", "amount", "rate") if one in last[2]), None)
    if verb is None or _HARD.search(found["what"]) or (last[1] > 0 and "扣" in piece):
        return False
    last[2][verb] = f"{last[2][verb]}（{clean(found['what'])}的除外）"
    alone = sum(where == state.sentence for where, _, _ in state.placed) == 1
    if not alone or last[0] != state.sentence or re.search("[0-9]", found["what"]):
        state.guessed.append(piece)
    return True


def factor(state: State, piece: str) -> bool:
    """同一部位反复出现的加倍扣分; 培训不足30人的减半计分: the same again, with other points."""
    found = re.fullmatch(
        r"(?P<what>.{0,40}?)(?:的)?,?(?:一律|按|均|给予)?(?:扣分|得分|加分|计分)?(?:分值)?(?:的|,)?"
        r"(?P<how>加倍|翻倍|双倍|减半)(?:扣分|计分|加分|得分|扣减|扣除|计算|处理|扣|计|加|得)?",
        piece,
    )
    own = [one for one in state.placed if "points" in one[2] and not {"band", "list"} & set(one[2])]
    own = [one for one in own if "each" in one[2] or "if" in one[2]]
    here = [one for one in own if one[0] == state.sentence] or own
    if found is None or not here or len(here) > 4 or re.search(r"[×÷=]|第[一二三]", found["what"]):
        return False
    tell_apart(state)  # 被指出一个问题 in the city's check, and in the county's
    times = Decimal("0.5") if found["how"] == "减半" else Decimal(2)
    what = clean(found["what"])
    if len(what) < _TWO:
        what = clean(state.context[-1]) if state.fresh and state.context else ""
    if len(what) < _TWO or re.search("[0-9]分", what):
        return False
    ways = (f"“{what}”的那几件另报，{found['how']}", f"有“{what}”的，这一行的分都{found['how']}")
    first = ways[::-1] if re.search(r"(?:单位|部门|乡镇|企业|学校|科室|村)$", what) else ways
    if first[state.choose(f"factor {what}", *first)] == ways[1]:
        state.factors.append(
            {"when": what, "times": times, "of": "deduct" if here[-1][1] < 0 else "add"}
        )
        state.guessed.append(piece)
        return True
    for _, sign, term in here:
        verb = "each" if "each" in term else "if"
        name = str(term[verb])
        own_points = Decimal(str(term["points"])) * times
        twin: Keys = {**term, verb: f"{name}（{what}的）", "points": own_points}
        term[verb] = f"{name}（{what}的另算）"
        state.put(sign, twin)
    state.guessed.append(piece)
    return True


_DIFFICULTY: Final = re.compile(
    r"(?P<lead>.{0,16}?)(?:乘以|×|按)?(?P<name>(?:工作|任务|项目|综合)?难度系数)"
    r"(?:\(|为|在|取)?(?P<a>[0-9.]+)?(?:-|至|到)?(?P<b>[0-9.]+)?(?:之间)?\)?(?:折算|计算|计分|计入|确定|后?得分)*"
)


def difficulty(state: State, piece: str) -> bool:
    """得分乘以难度系数（0.8-1.2）: by a figure that somebody reports."""
    found = _DIFFICULTY.fullmatch(piece)
    if found is None or not state.placed or re.search("[0-9]", found["lead"]):
        return False
    least, most = Decimal(found["a"] or "0.5"), Decimal(found["b"] or "1.5")
    if least >= most:
        return False
    state.factors.append({"figure": found["name"], "from": least, "to": most})
    state.guessed.append(piece)
    if not found["b"]:
        state.notes.append("原文没有写难度系数最小、最大是多少，先写 0.5 至 1.5")
    return True


def among(state: State, piece: str) -> bool:
    """改革成果每项得1分, 其中在全省推广的每项得2分: instead of the first points, or beside them."""
    found = re.fullmatch(
        rf"其中,?(?P<what>.{{2,30}}?)(?:的)?,?(?:每(?:一)?(?P<unit>{UNITS}))?{WORTH}", piece
    )
    last = state.last
    if found is None or last is None or not found["verb"] or "each" not in last[2]:
        return False
    what = clean(found["what"])
    if (found["unit"] or last[2]["unit"]) != last[2]["unit"] or not fits(what):
        return False
    name, points = str(last[2]["each"]), Decimal(found["points"])
    sign = state.sign(found["verb"])
    ways = (f"“{what}”的只按{plain(points)}分算", f"“{what}”的再另加{plain(points)}分")
    if state.choose("among", *ways) == 0:
        last[2]["each"] = f"{name}（{what}的另算）"
    own = name if name in what else f"{name}（{what}的）"
    state.put(sign, {"each": own, "unit": last[2]["unit"], "points": points})
    state.guessed.append(piece)
    return True


VERBATIM: Final[tuple[Callable[[State, str], bool], ...]] = (
    excepted, factor, difficulty, among, so_much, counted, in_any_unit, happened, worthless, held,
)  # fmt: skip
"""Tried last, the narrower first."""
