"""Terms that depend on one another: only one of two can be, an event comes again, a sum fits.

Here: what is only seen when all terms of a clause stand side by side. Not here: what a term is
(`recognise`), base points, gates and caps (`settling`).
"""

from __future__ import annotations

import itertools
import re
from decimal import Decimal
from typing import Final

from scoring.drafting.state import Keys, State
from scoring.exact import ZERO, plain

_LATE: Final = re.compile(
    r"(?:未按时|未及时|未按期|未按规定时间|未按要求|不及时|不按时|逾期|超期|延期|延迟|推迟|迟|未在[^，。]{1,10}内)"
)
_PART: Final = re.compile(r"(?:部分|未全部|未完全|不完善|不健全|不规范|不齐全|不全|不到位|不完整)")
_NONE: Final = re.compile(r"^(?:仍|还|从|尚|均|都)?(?:未能|未|没有|没|无|拒不|拒绝|拒|不)")
_EVENT: Final = re.compile(
    r"^(?:因.{2,20})?被|受到|通报|约谈|曝光|查处|处罚|问责|投诉|发生|引发|造成|上访|泄密|事故|事件|败诉|[迟漏瞒错误谎]报"
    r"|获|荣|表彰|批示|推广|采用|报道|刊发|承办"
)
_OVER: Final = re.compile(r"[0-9.]*(?:[千百十]?[万亿])元(?:及)?以上|超过[0-9.]+[^\d，。]{1,4}")
_TAKES: Final = 2


def settle_together(state: State) -> None:
    """Decide what terms mean beside one another."""
    if state.better and len(state.placed) > _TAKES:
        state.unread.append("取高的只是其中一项")
    _as_before(state)
    _only_so_much(state)
    _bare(state)
    _slopes(state)
    _amounts(state)
    _alternatives(state)
    _events(state)


def _bare(state: State) -> None:
    """有分管领导2分、有专职人员3分: right only where all of them come to the points printed."""
    if not state.bare or state.highest:
        return
    capped = {id(before): most for _, most, _, _, before in state.caps}
    total = sum((capped.get(id(t), Decimal(str(t.get("points", 0)))) for t in state.add), ZERO)
    if any("named" in one for one in state.add):
        state.guessed.append("有的分数没有写是得还是扣，按得分算")
        return
    if state.points is None or total != state.points or len(state.add) < _TAKES:
        if state.deduct or len(state.add) < _TAKES:
            state.unread.append("有的分数没有写是得还是扣")
        else:
            state.guessed.append("有的分数没有写是得还是扣，按得分算")


_FREE: Final = re.compile(
    r"(?:全年|年内|当年|季度内)?(?:未|无|没有|零)(?:发生|出现)?(?P<core>.{2,16})"
)


def none_and_more(state: State) -> None:
    """未发生命案得6分, 发生1起得3分, 2起及以上不得分: steps of one count, and not two figures."""
    flags = [one for one in state.add if "if" in one]
    bands = [one for one in state.add if "each" in one and isinstance(one.get("band"), list)]
    if len(state.add) != _TAKES or len(flags) != 1 or len(bands) != 1 or state.deduct:
        return
    free = _FREE.fullmatch(str(flags[0]["if"]))
    band = bands[0]["band"]
    steps = sorted(band) if isinstance(band, list) else []
    best = Decimal(str(flags[0]["points"]))
    if free is None or steps[0][0] != 1 or any(points >= best for _, points in steps):
        return
    own, name = free["core"], str(bands[0]["each"])
    upto: list[list[Decimal]] = [[ZERO, best]]
    for (_, points), (after, _) in itertools.pairwise(steps):
        upto.append([after - 1, points])
    term: Keys = {"each": own if own not in name else name, "unit": bands[0]["unit"], "upto": upto}
    term |= {"otherwise": steps[-1][1]} if steps[-1][1] else {}
    place = next(at for at, one in enumerate(state.placed) if one[2] is flags[0])
    state.heard[id(term)] = state.heard.get(id(flags[0]), [])
    state.placed[place] = (state.placed[place][0], 1, term)
    state.placed = [one for one in state.placed if one[2] is not bands[0]]
    state.add[:] = [term]
    state.notes.append(f"没有{own}的报 0")


_ONLY: Final = re.compile(r"(?:[^，,]{0,4}内|全年|年内)?(?:仅|只)(?!要|能|限)")


def _only_so_much(state: State) -> None:
    """每季度演练得5分, 仅开展桌面推演的得2分: less of the same, and nothing beside it."""
    flags = [one for one in state.add if "if" in one]
    less = [one for one in flags if _ONLY.match(str(one["if"]))]
    if not less or flags != state.add or len(state.deduct) > 1 or state.highest:
        return
    best = max(flags, key=lambda one: Decimal(str(one["points"])))
    if len(flags) - len(less) == 1 and best not in less:
        state.highest = True
        state.notes.append("只计最高的一项")


_MOVES: Final = re.compile("上升|下降|增长|降低|减少|增加|提高")


def _as_before(state: State) -> None:
    """同比下降得3分, 持平得2分, 上升2个百分点以内得1分: one of them only."""
    flags = [str(one["if"]) for one in state.add if "if" in one]
    level = any(re.search("(?:持平|不变|零增长)$", one) for one in flags)
    others = [one for one in state.add if "if" not in one]
    apart = others and not any(_MOVES.search(str(one)) for one in others)
    if level and apart:
        state.notes.append("升、降、持平几样里只报一样")  # beside terms of other things
    elif level and len(state.add) > 1 and not state.highest:
        state.highest = True
        state.notes.append("只计最高的一项")


def _slopes(state: State) -> None:
    """低于90%每低1%扣0.5分, 低于80%每低1%扣1分: from 80 % on the second instead, or as well."""
    for side, terms in (("under", state.deduct), ("over", state.add), ("over", state.deduct)):
        lined = [one for one in terms if "rate" in one and side in one and "per" in one]
        for first, second in itertools.pairwise(lined):
            near, far = Decimal(str(first[side])), Decimal(str(second[side]))
            if first["rate"] != second["rate"] or near == far or "max" in first:
                continue
            if (far > near) == (side == "under"):
                state.unread.append("同一个比率的两段先后不对")
                return
            line = f"{plain(far * 100)}%"
            part = f"{'不到' if side == 'under' else '超过'}{line}的部分"
            ways = (f"{part}只按后一种算", f"{part}两种都算，加起来")
            if state.choose(f"slopes {line}", *ways) == 0:
                steps = abs(near - far) / Decimal(str(first["per"]))
                first["max"] = steps * Decimal(str(first["points"]))


def _amounts(state: State) -> None:
    """亿元以上每个得3分, 5亿元以上每个得5分: what is above the higher is above the lower too."""
    for terms in (state.add, state.deduct):
        counted = [one for one in terms if "each" in one and "band" not in one]
        for low, high in itertools.pairwise(counted):
            if _money(str(low["each"])) > _money(str(high["each"])) > 0:
                low, high = high, low
            found = _OVER.findall(str(high["each"]))
            if not found or low.get("unit") != high.get("unit"):
                continue
            ways = (f"{found[-1]}的只算在后一档里", "两档都算")
            if state.choose("amounts", *ways) == 0:
                low["each"] = f"{low['each']}（不含{found[-1]}的）"


def _money(label: str) -> Decimal:
    """The amount a label's line says, in 元; 0 where it says none."""
    found = re.search(r"([0-9.]*)([千百十]?)([万亿])元(?:及|\(含\))?以上", label)
    if found is None:
        return ZERO
    powers = {"": 0, "十": 1, "百": 2, "千": 3, "万": 4, "亿": 8}
    return Decimal(found[1] or 1).scaleb(powers[found[2]] + powers[found[3]])


def _alternatives(state: State) -> None:
    """逾期备案扣1分, 未备案扣3分: only one of the two can be, and only one may be taken off."""
    flags = [(s, t) for s, g, t in state.placed if g < 0 and "if" in t]
    pairs = [
        (str(a["if"]), str(b["if"]))
        for (first, a), (second, b) in itertools.combinations(flags, 2)
        if first == second and _only_one(str(a["if"]), str(b["if"]))
    ]
    if not pairs or state.highest:
        return
    if len(state.deduct) == _TAKES and not state.add:
        state.highest = True
        state.notes.append(f"“{pairs[0][0]}”和“{pairs[0][1]}”不会都有，只扣重的一项")
        return
    for one, other in pairs:
        state.notes.append(f"“{one}”和“{other}”不会都有，只报一样")


def _only_one(one: str, other: str) -> bool:
    """Whether one of two says that a thing was late or half, and the other that it was not."""
    for part, none in ((one, other), (other, one)):
        half = bool(_LATE.search(part) or _PART.search(part) or "但" in part)
        if not half or _LATE.search(none) or _PART.search(none) or not _NONE.search(none):
            continue
        core = _NONE.sub("", none)
        kept = _NONE.sub("", _PART.sub("", _LATE.sub("", part)))
        if core in kept or kept in core or (bool(set(core) & set(kept)) and len(core) <= _TAKES):
            return True
    return _tiers(one, other)


def _tiers(one: str, other: str) -> bool:
    """达标率不足90% and 达标率不足80%: the lower one is the higher one too."""
    line = r"(?:不足|低于|未达到|未达|达不到|不到|超过|高于|大于).*$"
    stems = {re.sub(line, "", one), re.sub(line, "", other)}
    return (
        len(stems) == 1 and re.search(line, one) is not None and re.search(line, other) is not None
    )


def _events(state: State) -> None:
    """被约谈扣3分: every time, or once whether or not. Asked where it makes a difference."""
    for sign, terms in ((-1, state.deduct), (1, state.add)):
        if _each_once(state, terms):
            continue
        flags = [one for one in terms if "if" in one and _EVENT.search(str(one["if"]))]
        flags = [one for one in flags if not re.search(r"未|没有|^无|[0-9]%", str(one["if"]))]
        counted = [one for one in flags if _again(state, one) and not _asked(state, one)]
        if not counted or state.highest:
            continue
        act = "扣" if sign < 0 else "加"
        names = "、".join(f"“{one['if']}”" for one in counted)
        ways = (f"{names}：每有一次{act}一次", f"{names}：只看有没有，最多{act}一次")
        if state.choose(f"events {sign}", *ways) == 0:
            for one in counted:
                one["each"], one["unit"] = one.pop("if"), "次"


def _each_once(state: State, terms: list[Keys]) -> bool:
    """Whether all of them together come to the points of the row: each of them counts once."""
    flags = [Decimal(str(one["points"])) for one in terms if "if" in one]
    return len(flags) > _TAKES and len(flags) == len(terms) and sum(flags) == state.points


def _asked(state: State, term: Keys) -> bool:
    """Whether it was asked already, as the piece was read, how the term counts."""
    label = str(term["if"])
    return any(key in ("apart", "once") or (key != "base" and label in key) for key in state.forks)


def _again(state: State, term: Keys) -> bool:
    """Whether a second time would count: not where one takes all of the row."""
    if state.gates and len(state.placed) == 1:
        return False
    return state.points is None or state.points == 0 or Decimal(str(term["points"])) < state.points
