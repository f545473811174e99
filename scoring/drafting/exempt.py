"""Units to which a row does not apply: 全年未收到申请的得满分, 高中按满分计.

Here: the pieces that say so, and what such a unit gets. Not here: exceptions of single things
(`verbatim`), how a unit says that a row does not apply to it (`scoring.facts`).
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final

from scoring.drafting.signs import N, clean
from scoring.drafting.state import State

_WHO: Final = (
    r"(?P<who>(?:(?:全年|当年|年内|本季度?|当季度?)?(?:未|没有)(?:收到|接到|承担|涉及)[^,0-9]{1,12}?"
    r"|(?:全年|当年|年内|本季度?|当季度?)?无[^,0-9不违]{0,12}?(?:任务|业务|事项|申请|职能|设备|设施)"
    r"|不涉及[^,0-9]{0,12}?|非[^,0-9]{2,8}?(?:科室|单位|部门|学校|乡镇|街道)|[^,0-9]{1,8}?不(?:考核|参与考核|作要求))(?:的)?(?:单位|部门|学校|乡镇|街道|社区|村|企业|科室)?(?:的)?"
    r"(?:,?不(?:考核|参与)(?:此项|本项|该项)?)?)"
)
_FULL: Final = re.compile(
    rf"\(?{_WHO},?(?:的)?(?:直接)?(?:(?P<free>不扣分)|(?:得|计)(?P<points>{N})分|按(?:照)?(?:满分|标准分|(?P<same>{N})分)(?:计算|计分|计|算)?)\)?"
)
_MEAN: Final = re.compile(
    rf"\(?{_WHO},?(?:按|取|以|得|计)[^,0-9]{{0,12}}平均(?:得分|分|值|水平)?(?:计算|计分|计入|计|得分|赋分)?\)?"
)
_TWO: Final = 2


def exempt(state: State, pieces: list[str]) -> int:
    """How many pieces say what a unit gets to which the row does not apply; 0: none does."""
    for many in (1, _TWO):
        said = ",".join(pieces[:many])
        if len(pieces) < many:
            break
        if _full(state, said) or _mean(state, said):
            return many
    return 0


def _full(state: State, said: str) -> bool:
    found = _FULL.fullmatch(said)
    if found is None or not (state.placed or state.stops or state.gates):
        return False
    if found["free"] and state.deduct:
        return False  # 无申请的不扣分, where something is taken: it takes nothing by itself
    worth = found["points"] or found["same"]
    if worth is not None and Decimal(worth) != state.points:
        return False
    state.full_where_not = True
    state.notes.append(f"{said.strip('()')}：这样的单位填“不适用”，按满分算")
    return True


def _mean(state: State, said: str) -> bool:
    """按本组平均分计: no key says so; the rest of the row is read, and this is asked."""
    found = _MEAN.fullmatch(said)
    if found is None or not state.placed:
        return False
    state.guessed.append(said)
    state.notes.append(f"“{clean(found['who'])}”的得分程序算不出来，由信用办在“更正”里补")
    return True
