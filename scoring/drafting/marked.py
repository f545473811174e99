"""What a reviewer marks: 好得5分、较好得4分; 较齐全得3-4分; 由各部室打分, 取平均分.

Here: grades, spans and marks of a whole row, once every piece was taken. Not here: a span by itself
(`amounts`), what else the pieces mean together (`settling`).
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final

from scoring.drafting.state import Keys, State, clean
from scoring.exact import ZERO

_TWO: Final = 2


_BY_HAND: Final = re.compile(
    r"平均分|平均值|加权|综合评定|折算|打分|评分|评价|测评|评议|评审|[0-9]%.{0,4}(?:比例|权重|计算|计入)|占[0-9.]+%"
)


def marked_by_hand(state: State, text: str) -> bool:
    """由各部室打分, 取平均分: somebody marks the row, and the mark is what counts."""
    if state.points is None or not all(_BY_HAND.search(one) for one in state.unread):
        return False
    if not re.search("打分|评分|测评|评价|评议", text) or re.search("扣[0-9]|每[一个次项]", text):
        return False
    state.unread.clear()
    state.add.clear()
    state.deduct.clear()
    state.placed.clear()
    state.gates, state.stops, state.caps = [], [], []
    name = clean(state.name)
    state.put(1, {"award": f"{name}评定得分" if 2 <= len(name) <= 20 else "评定得分"})
    state.guessed.append("照原文打分、折算以后报得分")
    return True


_AT_DISCRETION: Final = re.compile("酌情|视情|视程度|视质量|研究(?:确定|决定|认定|评定)")


def marked_at_discretion(state: State, text: str) -> bool:
    """投入较大的酌情得分, 最高3分; 投入较小的酌情扣分: one mark, by the reviewer."""
    printed = {Decimal(one) for one in re.findall(r"([0-9]+(?:\.[0-9]+)?)分", text)}
    told = re.search(r"每[一个次项人]|[扣得加](?:[0-9])|[0-9]%|否决|不得[评参]", text)
    if state.points is None or told or printed - {state.points}:
        return False
    if not any(_AT_DISCRETION.search(one) for one in state.unread):
        return False
    state.unread.clear()
    state.placed.clear()
    state.add, state.deduct, state.gates, state.stops, state.caps = [], [], [], [], []
    state.put(1, {"award": "评定得分", "max": state.points})
    state.guessed.append("得多得少、扣多扣少都由审核员看情况定，合成一个评分")
    return True


def take_grades(state: State) -> None:
    """优秀得10分、良好得8分: one of them only."""
    words = r"优秀|优|良好|良|较好|一般|合格|中|较差|差|好|不合格|达标|[一二三特]等奖?|[ABCD]级?"
    flags = [one for one in state.add if "if" in one]
    graded = [one for one in flags if re.search(rf"(?:{words})(?:等次|等级)?$", str(one["if"]))]
    if len(graded) >= 2 and len(graded) == len(state.add):
        lead = re.sub(rf"(?:{words})(?:等次|等级)?$", "", str(graded[0]["if"]))
        for one in graded[1:]:
            if lead and not str(one["if"]).startswith(lead):
                one["if"] = f"{lead}{one['if']}"
        _by_reviewer(state, graded, lead)


def take_spans(state: State) -> None:
    """齐全得5分, 较齐全得3-4分, 不齐全得1-2分: one mark, by the reviewer who has the clause."""
    spans = [one for one in state.add if "award" in one and "events" not in one]
    others = [one for one in state.add if one not in spans]
    if not spans or len(state.add) < _TWO or any("if" not in one for one in others):
        return
    best = max(Decimal(str(one.get("max", one.get("points", 0)))) for one in state.add)
    if state.deduct or best != state.points:
        return
    names = [str(one.get("if", one.get("award", ""))).removesuffix("评定得分") for one in state.add]
    state.add.clear()
    state.placed.clear()
    state.stops = [one for one in state.stops if not re.match(r"无|没有", one)]
    name = clean(state.name)
    state.put(1, {"award": f"{name}评定得分" if 2 <= len(name) <= 20 else "评定得分", "max": best})
    state.notes.append(f"{'、'.join(names)}各得几分，由审核员对照原文评定")


_ASSESSED: Final = re.compile(r"评议|评定|测评|评价|评审|考核组|专家|打分|领导小组|民主")


def _by_reviewer(state: State, graded: list[Keys], lead: str) -> None:
    """好得5分、较好得4分: a reviewer says which, or who reports does."""
    asked = _ASSESSED.search("".join([state.name, lead, *state.context]))
    ways = ("评为哪一等由审核员定", "是哪一等由报的人说，就高计一项")
    if not state.deduct and _judged(graded) and not re.search("被评|评为|获评|定为", lead):
        _graded_by_hand(state, graded, lead)
        return
    first = ways if asked else ways[::-1]
    if state.deduct or first[state.choose("graded", *first)] == ways[1]:
        _one_of(state, graded)
        words = r"较?差|不合格|末等|不达标"
        state.stops = [one for one in state.stops if not re.fullmatch(words, one)]
        return
    _graded_by_hand(state, graded, lead)


def _one_of(state: State, graded: list[Keys]) -> None:
    """A级得10分、B级得8分; 投诉每件扣1分, 迟报每次扣0.5分: one grade, and all that is taken."""
    if len(state.deduct) < _TWO:
        state.highest = True
        return
    best = max(Decimal(str(one["points"])) for one in graded)
    state.groups.append((graded, "most", best))
    if best == state.points and state.start is None:
        state.start = ZERO
    state.guessed.append("几等里只计一等，扣分的各扣各的")


def _judged(graded: list[Keys]) -> bool:
    """好、较好、一般、差: what nobody says of himself."""
    words = [re.search("较好|较差|一般|好|差$", str(one["if"])) for one in graded]
    return all(words) and len(graded) > _TWO


def _graded_by_hand(state: State, graded: list[Keys], lead: str) -> None:
    """A reviewer says which of the grades it is."""
    name = clean(state.name) if 2 <= len(clean(state.name)) <= 20 else "评定等次"
    pairs = [[str(one["if"]).removeprefix(lead), one["points"]] for one in graded]
    state.add.clear()
    state.placed = [one for one in state.placed if one[1] < 0]
    worst = [one for one in state.stops if re.fullmatch(r"较?差|不合格|一般|末等", one)]
    state.stops = [one for one in state.stops if one not in worst]
    known = {str(word) for word, _ in pairs}
    pairs += [[word, ZERO] for word in worst if word not in known]
    state.put(1, {"award": f"{name}等次" if "等次" not in name else name, "choice": pairs})
