"""What is lacking: 缺一项扣1分, 每少1次扣0.5分, 有机构、有人员, 缺一样扣2分.

Here: of which list or which line something is missing, and what that is called. Not here: figures
under a line (`quantities`, `shares`), plain counts (`recognise`).
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final

from scoring.drafting.classes import short_of_class
from scoring.drafting.pieces import listed
from scoring.drafting.state import (
    COUNT,
    DANGER,
    EACH_PERIOD,
    ONE,
    UNITS,
    WORTH,
    Keys,
    State,
    clean,
    safe,
    thing_asked,
)

_NAMED: Final = 2
_EVERY: Final = re.compile(r"^每(?:个?月|季度|季|半年|学年|学期|年|周)(?=.{2})")
_LISTED: Final = (
    "项",
    "个",
    "样",
    "类",
    "种",
    "级",
    "方面",
    "环节",
    "条",
    "份",
    "件",
    "本",
    "张",
    "块",
)
"""Units of things in a list; 次, 人 and 户 are counted."""


def lacking(state: State, piece: str) -> bool:
    """缺一项扣1分; 少1个扣2分."""
    found = re.fullmatch(
        rf"(?P<lead>.*?)(?:每)?(?:缺少|缺失|缺|少)(?![于勤席课岗会考])[^0-9一,每]{{0,3}}?{ONE}?"
        rf"(?P<unit>{UNITS}|级|[防有化员](?=扣)){WORTH}",
        piece,
    )
    if found is None:
        return _one_of_what(state, piece)
    if state.sign(found["verb"]) > 0 or not found["verb"]:
        return False
    return lacks(state, found["lead"], found["unit"], Decimal(found["points"]))


def _one_of_what(state: State, piece: str) -> bool:
    """缺一个基层单位实施计划的扣1分: each that is lacking, said with its unit first."""
    found = re.fullmatch(
        rf"(?:每)?(?:缺少|缺失|缺|少){ONE}(?P<unit>个|份|项|名|张|本|块|套|种|类|次|场|期|节|堂)(?P<what>[^0-9,每]{{2,24}}?){WORTH}",
        piece,
    )
    if found is None or not found["verb"] or state.sign(found["verb"]) > 0:
        return False
    what = clean(found["what"])
    if what in ("季度", "月", "学期", "学年", "半年", "周"):  # 每季度报送, 缺1个季度扣1分
        name = f"{state.about()}缺少的{what}数"
        unit = f"个{what}" if what in ("月", "季度") else what
        state.put(-1, {"each": name, "unit": unit, "points": Decimal(found["points"])})
        return True
    if len(what) < _NAMED or not safe(what):
        return False
    name = f"{what}缺少的{found['unit']}数"
    state.put(-1, {"each": name, "unit": found["unit"], "points": Decimal(found["points"])})
    return True


def lacks(state: State, lead: str, unit: str, points: Decimal) -> bool:
    """Take what falls short: by a list, by a line, or counted."""
    lead = _EVERY.sub("", lead)  # 每季度报送数量每少1篇
    if DANGER.search(lead):
        return False
    own = clean(lead)
    if state.fresh and not own and re.match(r"(?:未|没有|无)(?:.*的$|.*“)", state.context[-1]):
        what = clean(state.context[-1])
        if safe(what):  # 未制定“一河一策”的, 少1条扣1分
            state.put(-1, {"each": what, "unit": unit, "points": points})
            return True
    if short_of_class(state, unit, points) or _under_the_step(state, unit, points):
        return True
    about = own if len(own) >= _NAMED else _asked_for(state, unit) or _of_part(state, unit)
    about = about or state.about()
    if len(own) < _NAMED and _several_asked(state, unit) and "、" not in about:
        state.guessed.append(state.context[-1])  # of which of them is not said
    counted: Keys = {"each": f"{about}缺少的{unit}数", "unit": unit, "points": points}
    items = _things(state, lead) if unit in _LISTED else []
    if len(items) < _NAMED:
        state.put(-1, counted)
        return True
    options = (f"按清单，缺一样扣一次（{'、'.join(items)}）", f"只报缺了几{unit}")
    listed_term: Keys = {"lacking": items, "list": "清单", "points": points}
    if _plainly_listed(state, items) or len(items) * points == state.points:
        state.notes.append(options[0])
        state.put(-1, listed_term)
        return True
    state.put(-1, counted if state.choose(f"lacking {lead}", *options) else listed_term)
    return True


def _things(state: State, lead: str) -> list[str]:
    """What may be lacking one by one, as the clause or the cell of contents lists it."""
    own, last = clean(lead), state.last
    if len(own) > 1 and any(own in one for one in state.context):
        return []  # 县级每少1次, of 县级不少于2次、镇级不少于4次
    said = state.before or state.context[-1:]
    items = listed(",".join([*said, lead])) or listed(state.content)
    if len(items) < _NAMED and last is not None and "if" in last[2] and last[0] == state.sentence:
        items = listed(str(last[2]["if"]))  # 有计划、记录、心得的得2分, 缺一项扣1分
    runs = [[one for one in re.split("[、，]", said) if "有" in one] for said in state.context]
    held = [one for run in runs for one in run if one[0] == "有" or len(run) > 1]
    if sum(one[0] == "有" for one in held) > 1:  # 中心有标识、有制度: what each has
        items = [one.split("有", 1)[1] for one in held]
    return [_WANTING.sub("", one) for one in items if one]


_WANTING: Final = re.compile(r"(?<=..)(?:不齐全|不齐|不全|不完整|不健全|不完善)(?:的)?$")
"""制度、人员、场地不全的, 每缺一项: what may be there, and not that it is lacking."""


def _plainly_listed(state: State, items: list[str]) -> bool:
    """有牌子、有人员, 方案、记录齐全: things that are there or not, and nothing that is done."""
    if any(re.search(r"[0-9]|召开|查处|开展|设立|率$|及时|组织|发生", one) for one in items):
        return False
    said = "".join((*state.context, state.whole))
    ends = re.search(r"(?:齐全|健全|完善|到位|完备|完整|俱全|达到|具备)(?:的)?$", said)
    return bool(ends) or sum(f"有{one}" in said for one in items) > 1


def _under_the_step(state: State, unit: str, points: Decimal) -> bool:
    """招聘2场以上得4分, 每少1场扣2分: what is short of the line just said."""
    last = state.last
    band = last[2].get("band") if last is not None and last[1] > 0 else None
    if last is None or not isinstance(band, list) or len(band) != 1 or "each" not in last[2]:
        return False
    if last[2]["unit"] != unit or last[0] != state.sentence:
        return False
    state.put(-1, {"each": last[2]["each"], "unit": unit, "under": band[0][0], "points": points})
    return True


def _of_part(state: State, unit: str) -> str:
    """微信公众号更新 of 微信公众号每月更新不少于4条得2分, behind which 每少1条 is of that."""
    last = state.last
    if last is None or last[0] != state.sentence or "if" not in last[2]:
        return ""
    said = str(last[2]["if"])
    line = rf"(?:至少|不少于|不低于|不得少于|达到)*(?:{COUNT})个?{unit}(?:以上)?"
    if not re.search(line, said):
        return ""
    bare = clean(EACH_PERIOD.sub("", re.sub(line, "", said)))
    return bare if len(bare) >= _NAMED and safe(bare) else ""


def _several_asked(state: State, unit: str) -> bool:
    """县级每月1次、乡级每旬1次: several figures of one piece, any of which may fall short."""
    said = state.context[-1] if state.context else ""
    return len(re.findall(rf"(?:{COUNT})个?{unit}", said)) > 1


def _asked_for(state: State, unit: str) -> str:
    """乡级、村级林长 of 乡级林长不少于2次, 村级林长不少于1次: several that may fall short."""
    line = re.compile(rf"(?:不少于|不低于|至少|不得少于)(?:{COUNT}){unit}")
    found = [
        re.split(r"每|不少于|不低于|至少|不得少于", one)[0]
        for one in state.context
        if one in state.before and line.search(one)  # what had its own term is over
    ]
    names = [clean(one) for one in found if len(clean(one)) > 1]
    parts = state.context[-1].split("、") if state.context else []
    if len(names) < _NAMED and all(re.search(rf"(?:{COUNT}){unit}", one) for one in parts):
        names = [name for one in parts if len(name := clean(thing_asked(one))) > 1]
    return "、".join(names) if len(names) > 1 and safe("、".join(names)) else ""
