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

from scoring.drafting.pieces import number_of
from scoring.drafting.plainly import plainly_said, spanned
from scoring.drafting.signs import a_period
from scoring.drafting.state import NOTHING, ONE, UNITS, WORTH, Keys, N, State, clean

_HARD: Final = re.compile(
    r"加倍|翻倍|双倍|减半|系数|权重|分值|得分|扣分|加分|计分|减分|评分|打分|否则|总分|总成绩|不重复|不累计|就高|最高|最多|抵|折算"
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
    if re.match("(?:低于|未达到|达不到|不足)[0-9]", own) and state.line is not None:
        return state.line[0] + own  # 法律审核率均达到100%, 每有一项低于100%扣1分
    if _EMPTY.fullmatch(own) and state.context and state.fresh:
        before = clean(state.context[-1])
        if not own and (again := _with_its_number(state, before)):
            return again
        return own if before in own else before + own
    if _EMPTY.fullmatch(own) and (stem := _stem(state)):
        return stem + own
    if _EMPTY.fullmatch(own) and own and state.context:
        return clean(state.context[-1]) + own
    if re.match("[0-9]", own) and (stem := _stem(state)):
        return stem + own  # 赔偿5万元以下的, 5万元以上的: of the same
    return own or (clean(state.context[-1]) if state.context else "")


def _with_its_number(state: State, said: str) -> str:
    """5人以上的, 每次扣4分 behind 同一企业3人以上集体上访的: of the same, with its own number."""
    number = re.fullmatch(rf"{N}(?P<unit>{UNITS})(?:及|含)?(?P<way>以[上下内])", said)
    if number is None or state.last is None or not state.fresh:
        return ""
    before = str(state.last[2].get("each", state.last[2].get("if", "")))
    other = re.compile(rf"{N}{number['unit']}(?:及|含)?{number['way']}")
    return other.sub(said, before) if len(other.findall(before)) == 1 else ""


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
    if a_period("", found["num"], found["unit"], found["rest"]):
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


def each_of_each(state: State, piece: str) -> bool:
    """单月不达标的, 每断面每月扣3分: once for each of both."""
    found = re.fullmatch(
        rf"(?P<lead>[^每]*?)每(?P<a>[\u4e00-\u9fff]{{1,3}}?)每(?P<b>[\u4e00-\u9fff]{{1,3}}?)(?P<rest>){WORTH}",
        piece,
    )
    if found is None or not found["verb"]:
        return False
    label = _named(state, found["lead"])
    if not fits(label):
        return False
    name = f"{label}（每{found['a']}每{found['b']}算一次）"
    return _take(state, piece, found["verb"], {"each": name, "unit": "次"}, found["points"])


def happened(state: State, piece: str) -> bool:
    """发生1起死亡1人的事故扣5分; 一次死亡2人扣5分."""
    found = re.fullmatch(
        rf"(?P<lead>.{{0,20}}?){ONE}(?P<unit>次|起|例|件|宗|处|个|项|家)(?P<rest>.{{2,}}?){WORTH}",
        piece,
    ) or re.fullmatch(
        rf"(?P<lead>.{{3,24}}?)(?<![第不]){ONE}(?P<unit>批次|批|{UNITS})(?P<rest>){WORTH}", piece
    )
    if (
        found is None
        or not found["verb"]
        or re.match(r"(?:及|\(含\)|或|含)?以[上下内]", found["rest"])
    ):
        return False
    label = _named(state, found["lead"], found["rest"])
    if not fits(label) or found["lead"].endswith(("任何", "任意", "某", "同", "少", "缺")):
        return False
    if re.search("不少于|至少|达到|不低于|超过|每$", found["lead"][-3:]):
        return False
    if not found["rest"] and state.sign(found["verb"]) > 0:
        return False  # 完成项目1个得20分: it may be asked for once
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
    if _other_end(state, piece):
        return True
    if found is None or not fits(clean(found["what"])) or re.match("否则|其[他余]", piece):
        return False
    if re.search(r"[扣得加减计][0-9.]*$", found["what"]):  # 扣10分 is no 0分
        return False
    if not (state.placed or state.gates):
        return False
    state.stops.append(clean(found["what"]))
    state.guessed.append(piece)
    return True


def _other_end(state: State, piece: str) -> bool:
    """超过1%的不得分 behind 超过指标1%以内的得30分: what is left over when that is said."""
    found = re.fullmatch(rf"(?P<way>超过|低于|不足)(?P<line>{N}%?)(?:的|者)?{NOTHING}", piece)
    flags = [str(one["if"]) for one in state.add if "if" in one]
    if found is None or not flags or state.deduct or len(flags) != len(state.add):
        return False
    if found["way"] not in flags[-1] or found["line"] not in flags[-1]:
        return False
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


_NOT_COUNTED: Final = re.compile(
    r"(?P<what>[^0-9]{2,24}?)(?:的|者)?,?(?:该|当|此|本)?(?:次|项|篇|场|期|条|件|个|例|起)?(?:活动|培训|会议|信息|材料|论文|项目|数据)?(?:均|一律|则)?"
    r"(?:不予计分|不予计入|不予认定|不予计算|不计分|不计入|不计算|不计数|不计次|不计|不算|不得分|不给分|无效|不予承认|不认可)"
)


def not_counted(state: State, piece: str) -> bool:
    """缺签到表的该次不计: one of those that are counted, and no line of the whole row."""
    found = _NOT_COUNTED.fullmatch(piece)
    last = state.last
    if (
        last is not None
        and "ratio" in last[2]
        and re.fullmatch("[^0-9]{4,30}不计入[^0-9分]{2,10}", piece)
    ):
        state.notes.append(piece)
        state.guessed.append(piece)  # 超额部分不计入实际次数: who reports has to leave it out
        return True
    if found is None or last is None or last[0] != state.sentence or "each" not in last[2]:
        return False
    what = clean(found["what"])
    alone = re.search("该[次项篇场期条件个例起]|当次|此次", piece) is not None
    if not alone or not fits(what) or not re.search("缺|无|没|未|不|重复|虚|少于|低于", what):
        return False
    name = str(last[2]["each"])
    short = last[1] < 0 and "缺少的" in name
    last[2]["each"] = f"{name}（{what}的{'也算缺少' if short else '不算'}）"
    if short or last[1] < 0:
        state.guessed.append(piece)
    return True


VERBATIM: Final[tuple[Callable[[State, str], bool], ...]] = (
    each_of_each, so_much, counted, in_any_unit, happened, worthless, held,
)  # fmt: skip
"""Tried last, the narrower first."""
