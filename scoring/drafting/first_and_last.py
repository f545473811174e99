"""Points by where a unit stands from either end: 前3名得10分, 末3名不得分, 其余得5分.

How many units there are is not known to the draft, so no table of ranks says it: the reviewer picks
where the unit stood. Not here: ranks counted from the first alone (`standings`).
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final

from scoring.drafting.state import N, State, clean
from scoring.exact import ZERO

_ORDERED: Final = re.compile(
    r"(?:按照?|根据|依据)?(?P<label>[^0-9分]{2,24}?)(?:结果|情况|高低)?(?:进行)?(?:排名|排序|排队)(?:计分|得分|赋分)?"
)
_NUMBER: Final = r"(?:[0-9]+|[一二两三四五六七八九十]+)"
_PLACE: Final = re.compile(rf"(?:前|末|后|第){_NUMBER}(?:名|位)")
_UNITS: Final = r"(?:单位|部门|乡镇|镇|村|社区|学校|班级|科室)?"
_END: Final = re.compile(
    rf"(?P<label>[^0-9]*?)(?:排名|名列|位列|位居|排在|列|排)?(?:在)?(?:第)?(?P<side>前|末|后|倒数|最后)(?P<many>{_NUMBER})(?:名|位)"
    rf"(?:的)?{_UNITS}(?:的)?(?:(?:得|计)(?P<points>{N})分|(?P<none>不得分|不计分))"
)
_REST: Final = re.compile(
    rf"(?:其余|其他|其它|中间)(?:名次|各)?(?:的)?{_UNITS}(?:的)?(?:均|都|一律)?(?:(?:得|计)(?P<points>{N})分|(?P<none>不得分|不计分))"
)


def first_and_last(state: State, pieces: list[str]) -> int:
    """How many pieces say together what the first, the last and all others bring; 0: none do.

    All others must be said: a unit between two ends is not guessed at.
    """
    before = (state.last or (0, 0, {}))[2]
    if "rank" in before or _PLACE.search(
        str(before.get("if", ""))
    ):  # of a longer list, whose beginning was none of these
        return 0
    ordered = _ORDERED.fullmatch(pieces[0])
    at = int(ordered is not None)
    label = clean(ordered["label"]) if ordered is not None else ""
    found: list[tuple[str, Decimal]] = []
    sides: set[str] = set()
    for piece in pieces[at:]:
        end, rest = _END.fullmatch(piece), _REST.fullmatch(piece)
        if rest is not None and found:
            found.append(("其余", _worth(rest)))
            break
        if end is None:
            return 0
        side = "前" if end["side"] == "前" else "末"
        if side in sides or (end["label"] and found):
            return 0
        label = label or clean(end["label"])
        found.append((f"{side}{end['many']}名", _worth(end)))
        sides.add(side)
    if "末" not in sides or not found or found[-1][0] != "其余":
        return 0
    label = re.sub("(?:排名|名次|的|列)*$", "", label) or clean(state.name)
    label = label if label.endswith("名次") else f"{label}名次"
    ways = ("在第几名由审核员点", "单位自己报在哪一档")
    if state.choose("ends", *ways) == 0:
        state.put(1, {"award": label, "choice": [list(one) for one in found]})
        state.notes.append("从后往前数到第几名，要看一共有几个单位")
    else:
        for place, points in found:
            if points:
                state.put(1, {"if": f"{label}{place}", "points": points})
        state.highest = True
    return at + len(found)


def _worth(found: re.Match[str]) -> Decimal:
    return ZERO if found["none"] else Decimal(found["points"])
