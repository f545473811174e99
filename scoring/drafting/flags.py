"""A thing that is or is not: 出台的得2分, 被通报的扣3分, 制定方案(2分), 无计划、无记录的各扣1分.

Here: pieces that bring points once. Not here: what is counted (`recognise`), a figure held to a
line (`lines`).
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final

from scoring.drafting.state import UNITS, WORTH, N, State, clean, safe
from scoring.drafting.verbatim import fits
from scoring.exact import plain

_SHORT: Final = 8


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
    if bare is not None and state.context and (bare["verb"] or _is_all(state, bare)):
        taken = _flag(state, state.context[-1], bare)
        state.bare -= int(taken and not bare["verb"])  # all of the row's points, never a part
        return taken or _said_full(state, bare) or _said_part(state, bare)
    if bare is not None and state.fresh and state.context and not bare["verb"]:
        return _part(state, bare)
    if found is not None and _named_again(state, found):
        state.hear(piece)  # 入学率20分, of a row of 20: its mark, said over again
        state.context.append(found["what"])
        state.fresh = True
        return True
    if found is None or not (found["verb"] or len(re.findall(r"[0-9]分", piece)) == 1):
        return False
    return _flag(state, found["what"], found)


def _is_all(state: State, bare: re.Match[str]) -> bool:
    """签订责任书, 1分: all points of the row, said behind what they are for."""
    return Decimal(bare["points"]) == state.points and not state.placed


def _said_full(state: State, bare: re.Match[str]) -> bool:
    """每季度召开例会, 得1分, 每少一次扣0.25分: the full mark said, what is lost behind."""
    if not _is_all(state, bare) or state.sign(bare["verb"]) < 0 or not state.fresh:
        return False
    state.full_said = True
    return True


def _part(state: State, bare: re.Match[str]) -> bool:
    """每年召开2次会议, 5分; 有台账, 10分: right only where all of them come to the points."""
    label = clean(state.context[-1])
    if state.deduct or not fits(label):
        return False
    state.bare += 1
    state.put(1, {"if": label, "points": Decimal(bare["points"])})
    return True


def _said_part(state: State, bare: re.Match[str]) -> bool:
    """每年演练不少于2次, 计3分: a part of the points, said of words that count."""
    label = clean(state.context[-1])
    if not state.fresh or not bare["verb"] or not fits(label):
        return False
    state.put(state.sign(bare["verb"]), {"if": label, "points": Decimal(bare["points"])})
    share = re.fullmatch(
        r"(?:每季度|每月|全年|年度)?[^0-9]{2,20}(?:率|度)(?:低于|不足|未达到|达不到)[0-9.]+%"
        rf"|[^0-9]{{4,40}}?(?:低于|不足|少于|不到)(?:[0-9]+|[一二两三四五六七八九十])(?:{UNITS})",
        label,
    )
    if share is None:
        state.guessed.append(label)
    return True


def _flag(state: State, what: str, found: re.Match[str]) -> bool:
    label = clean(what)
    graded = not re.search(r"扣|减", found["verb"] or "") and re.fullmatch(
        r"优秀|优|良好|良|较好|一般|合格|中|较差|差|好", label
    )
    if graded:
        state.put(1, {"if": label, "points": Decimal(found["points"])})
        return True
    if not safe(re.sub(r"(?:另|再|额外)$", "", label)) or len(label) < 2:
        return False
    if not found["verb"] and not _bare(state, label, found):
        return False
    if re.fullmatch(r"(?:其余|其他|其它|剩余|否则).*|每.*|反之.*", label):
        return False
    if (found["verb"] or "").startswith("各"):
        return _several(state, label, found)
    label = _said_of(state, re.sub(r"(?<=.{2})(?:的)?(?:另|再|额外)$", "", label))
    sign = state.sign(found["verb"]) if found["verb"] else 1
    points = Decimal(found["points"])
    if unit := _counted_alike(state, label, sign):
        state.put(sign, {"each": label, "unit": unit, "points": points})
    else:
        state.put(sign, {"if": label, "points": points})
    return True


def _said_of(state: State, label: str) -> str:
    """覆盖率不达标 of 不达标, where a share or its line was said before."""
    if (
        state.fresh
        and state.line
        and re.fullmatch(r"达不到|未达到|未达标|达不到要求|不达标", label)
    ):
        label = f"{state.line[0]}{label}{plain(state.line[1] * 100)}%"
    before = state.last
    if before is not None and "rate" in before[2] and re.fullmatch(r"不达标|未达标|达不到", label):
        label = f"{before[2]['rate']}{label}"
    return _both(state, label)


_OF_WHOM: Final = ("人", "户", "村")
"""Who it was of is no measure of another thing."""


_ONCE: Final = re.compile(
    r"(?:工作|任务)?(?:无|没有|未)(?:按规定|按要求|及时|全面)?(?:建|设|成立|制定|制订|配备|签订|落实|明确|健全|安排|纳入)|(?:无|没有).{0,6}(?:计划|方案|制度|机构|台账|档案|总结|记录|办事指南|宣传单)"
)
"""What is there or is not, whatever is counted beside it."""


def _counted_alike(state: State, label: str, sign: int) -> str:
    """The unit of the term before, where a flag behind it is counted like it; empty: it is not."""
    last = state.last
    if last is None or last[0] != state.sentence or last[1] != sign:
        return ""
    if "each" not in last[2] or "band" in last[2] or last[2]["unit"] in _OF_WHOM:
        return ""
    unit = str(last[2]["unit"])
    if _ONCE.match(label) is not None:
        return ""  # 每少1次会议扣0.5分, 未制定计划扣0.5分: it is there or not
    ways = (f"也按每{unit}算", "只看有没有")
    ways = ways[::-1] if re.match("无|没有", label) else ways
    return "" if ways[state.choose(f"alike {label}", *ways)] == "只看有没有" else unit


_SHORT_OF_IT: Final = 4


def _named_again(state: State, found: re.Match[str]) -> bool:
    """入学率20分, in the row 入学率 of 20 points."""
    own, name = clean(found["what"]), clean(state.name)
    longer = (
        len(own) > len(name) + _SHORT_OF_IT
    )  # 实现明厨亮灶并正常运行5分 says more than its name
    same = own in name or (name in own and not longer) or own.endswith("率")
    return not found["verb"] and _is_all(state, found) and same


def _both(state: State, label: str) -> str:
    """只防疫，不填表: both of it."""
    before = clean(state.context[-1]) if state.context and state.fresh else ""
    joined = 1 < len(before) <= _SHORT and re.match(r"不|也|且|又|并|但", label)
    return f"{before}，{label}" if joined else label


def _bare(state: State, label: str, found: re.Match[str]) -> bool:
    """有分管领导2分: taken as an addition; all of them must come to the points of the row."""
    if state.deduct or re.search(r"满分|分值|共计|合计|总分", label):
        return False
    last = state.last  # 国家级加5分、省级3分: the verb before is that of this one, too
    told = last is not None and last[0] == state.sentence and not state.bare
    state.bare += not told
    return Decimal(found["points"]) > 0


def _several(state: State, label: str, found: re.Match[str]) -> bool:
    """无计划、无记录的各扣1分: each by itself."""
    labels = [clean(one) for one in re.split(r"、|和|或", label)]
    if len(labels) < 2 or not all(len(one) >= 2 for one in labels):
        return False
    for one in _with_what_they_share(labels):
        state.put(state.sign(found["verb"]), {"if": one, "points": Decimal(found["points"])})
    return True


_SHARED: Final = re.compile(
    r".{2,}?(?P<rest>(?:现象|工作|情况)?(?:控制|管理|落实|整改|处置|打击|组织|执行|防范|建设|工作)?"
    r"(?:不力|不到位|不及时|不规范|不健全|不完善|不完整|不达标|缺失|滞后|低于.*|高于.*|超过.*|未.*|不.{1,6}))"
)


def _with_what_they_share(labels: list[str]) -> list[str]:
    """社会治安、“黄赌毒”现象控制不力的各扣2分: what is said of the last is said of each."""
    found = _SHARED.fullmatch(labels[-1])
    if found is None:
        return labels
    rest = found["rest"]
    bare = [one for one in labels[:-1] if re.search("不|未|无|没|低于|高于|超过|缺", one) is None]
    return [f"{one}{rest}" if one in bare else one for one in labels]
