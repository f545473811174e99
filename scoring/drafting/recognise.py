"""What one piece of a clause says: terms, gates, caps, effects, in the words real documents use.

Each recogniser takes a piece as a whole or leaves it alone: whatever is left with a number of
points or a word of counting in it is not understood, and the row is a question. Not here: how
pieces fit together (`clause`), steps (`spans`), shares (`amounts`), what is decided (`awards`),
what brings nothing (`nothing_got`).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal
from typing import Final

from scoring.drafting.amounts import product
from scoring.drafting.asked_often import asked_of_a_period, labelled
from scoring.drafting.awards import award
from scoring.drafting.flags import flag
from scoring.drafting.lesser import lesser_of_none, only_some
from scoring.drafting.lines import below_flag, beyond_target, floor, further, reached_flag, too_few
from scoring.drafting.named import same_levels
from scoring.drafting.nothing_got import nothing
from scoring.drafting.pieces import finer_listed, listed, number_of, sentences_listed
from scoring.drafting.quantities import beyond_level, each_so_much, several_of_a_level
from scoring.drafting.respectively import apart
from scoring.drafting.shares import each_part, percentage
from scoring.drafting.shortages import lacking, lacks
from scoring.drafting.signs import a_period
from scoring.drafting.slopes import between_lines
from scoring.drafting.stakes import staked
from scoring.drafting.standings import each_place
from scoring.drafting.state import (
    COUNT,
    MEASURED,
    ONE,
    UNITS,
    WORTH,
    Keys,
    N,
    State,
    clean,
    safe,
)
from scoring.drafting.targets import by_its_count, parts_of_all
from scoring.drafting.verbatim import fits
from scoring.drafting.whole import base, cap, effect, once_each

_TRIVIAL: Final = re.compile(
    r".{0,2}(?:覆盖|做到|具备|完成|落实|达到|符合|建立|有|满足|达标|到位|做好|开展).{0,2}|"
)
_MOST_ITEMS: Final = 12
"""A longer list in a cell of contents describes the work; nobody ticks it off."""


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
    if "百分点" in body or re.match("[^0-9,]{0,8}(?:不足|(?<!达)不到)[0-9一]", body):
        return False  # 每万人不足1件的扣2分: a line, and none of what is counted
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
    parts_of_all, by_its_count, staked, between_lines, cap, base,
    each_place, once_each, effect, beyond_level, percentage, each_part,
    further, lacking, award, product, apart, same_levels, beyond_target, floor, below_flag, too_few,
    several_of_a_level, reached_flag, each_of_all, each, each_so_much, nothing, once, more_of, flag,
)  # fmt: skip
