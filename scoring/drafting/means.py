"""A figure beside a mean: 高于全县平均的得5分, 等于的得3分, 低于平均水平的不得分.

Here: pieces that say on which side of a mean a figure lies, and who knows that. Not here: places
(`standings`), percents above or below it (`shares`).
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final

from scoring.drafting.signs import NOTHING, WORTH
from scoring.drafting.standings import unit_of
from scoring.drafting.state import DANGER, Keys, State, clean

_TWO: Final = 2
_SIDES: Final = {
    "above": "高于|超过|大于|优于|好于|快于",
    "reach": "高于或等于|大于或等于|大于等于|达到或超过|达到或高于|达到|不低于|不少于|持平或高于",
    "level": "等于|持平于|与",
    "below": "低于|小于|未达到|达不到|不足|少于|慢于|差于",
}
_WAY: Final = "|".join(f"(?P<{side}>{words})" for side, words in _SIDES.items())
_MEAN: Final = (
    r"(?P<of>(?:全[国省市州县区旗镇乡街校院厂公司]{1,2}|各[^,。;0-9平]{1,6}|同类[^,。;0-9平]{0,6}|[省市县区镇乡]级?|所有[^,。;0-9平]{1,6})?"
    r"(?:的)?平均(?:数|值|水平|线|进度|分)?)"
)
_BESIDE: Final = re.compile(
    rf"(?P<what>[^0-9,每]*?)(?:{_WAY}){_MEAN}?(?:持平|相当)?(?:的)?(?:{WORTH}|(?:的|者)?(?P<none>{NOTHING}))"
)
_ALL_KNOW: Final = re.compile("全[国省市州]|省级?平均|市级?平均|行业|国家")
"""A mean of those who are in no list of ours."""
_MEASURED: Final = re.compile(
    r".{2,}(?:率|额|数|数量|总量|增速|增幅|资金|投资|收入|产值|税收|面积|比例|占比|满意度|得分|成绩|时间|天数)"
)
_ASKS: Final = ("单位自己报“{what}”，和各单位的平均值比", "只报在平均值的哪一边")


def beside_the_mean(state: State, pieces: list[str]) -> int:
    """高于平均得5分, 等于得3分, 低于不得分: how many pieces say it together; 0: none does."""
    found: list[re.Match[str]] = []
    if _BESIDE.fullmatch("".join(pieces[:_TWO])) and not re.search("[分]", pieces[0]):
        pieces = ["".join(pieces[:_TWO]), *pieces[_TWO:]]  # 高于各乡镇平均数的, 得2分
        return (beside_the_mean(state, pieces) or -1) + 1
    for piece in pieces:
        one = _BESIDE.fullmatch(piece)
        if one is None or not (one["of"] or found) or (found and clean(one["what"])):
            break
        found.append(one)
    if not found or any(not one["none"] and not one["verb"] for one in found):
        return 0
    behind = "".join(pieces[len(found) : len(found) + 1])
    if re.search("每[^,]*(?:百分点|%)", behind):
        return 0  # how far below is said next, and takes by its percents
    what = _figure(state, clean(found[0]["what"]))
    mean = found[0]["of"]
    if not 2 <= len(what) <= 24 or DANGER.search(re.sub("增速|增幅|增长|下降|比例|得分", "", what)):
        return 0
    worth = [one for one in found if not one["none"]]
    if not worth:
        return 0
    alone = not state.placed and len(found) == len(pieces)
    _put(state, what, mean, worth, alone=alone)
    return len(found)


def _figure(state: State, own: str) -> str:
    """What lies beside the mean: said with it, said before it, or what the row is called."""
    own = re.sub(r"(?:增幅|增速|水平|结果)?(?:在|为)$", "", own)
    if len(own) >= _TWO:
        return own
    last = state.last
    if last is not None and last[0] == state.sentence and "rate" in last[2]:
        return str(last[2]["rate"])
    before = clean(state.context[-1]) if state.fresh and state.context else ""
    return before if 2 <= len(before) <= 24 else clean(state.name)


def _side(one: re.Match[str]) -> str:
    return next(side for side in _SIDES if one[side])


def _put(state: State, what: str, mean: str, worth: list[re.Match[str]], *, alone: bool) -> None:
    """A term for each side: of the units' own figures, or as the office says.

    The office supplies a whole row or nothing of it: beside other terms the unit says it itself.
    """
    by_program = "level" not in [_side(one) for one in worth] or {
        "above", "reach",
    } & {_side(one) for one in worth}  # fmt: skip
    ways = [one.format(what=what) for one in _ASKS]
    if _ALL_KNOW.search(mean) or not by_program:
        compared = False
    else:
        first = ways if _MEASURED.fullmatch(what) else ways[::-1]
        compared = first[state.choose("mean", *first)] == ways[0]
    for one in worth:
        side, points = _side(one), Decimal(one["points"])
        said = f"{one[side]}{mean}" if side != "level" else f"等于{mean}"
        term: Keys = {"if": f"{what}{said}", "points": points}
        if compared:
            own = {"level": "reach"}.get(side, side)
            term = {"among": what, "unit": unit_of(what), "mean": own, "points": points}
            if re.search("增速|增幅|增长|下降", what):
                term["signed"] = True
        state.put(state.sign(one["verb"]), term)
    if len([one for one in worth if state.sign(one["verb"]) > 0]) > 1:
        state.highest = True
        state.notes.append("只计最高的一项")
    if not compared and alone:
        state.by = "考核办公室"
        state.notes.append(f"{mean}由考核办公室掌握")
    elif not compared:
        state.notes.append(f"{mean}是多少由考核办公室公布，单位照着报")
    else:
        state.notes.append(f"{mean}按各单位报的数算")
    if compared and unit_of(what) == "件" and not re.search("件数|案件", what):
        state.guessed.append(worth[0][0])  # in what unit, nobody says
