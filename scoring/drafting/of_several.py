"""A figure that is the mean of several: 按各村发证率的平均值计算, 平均值达到90%得5分.

Here: the words that say so, out of the clause and known of what it measures (`averaged`). Not here:
the mean of all units that are assessed (`means`), what the key does (`scoring.averaged`).
"""

from __future__ import annotations

import re
from typing import Final

from scoring.drafting.state import State, clean

_WHOSE: Final = (
    r"(?:所辖|辖区内?|下辖|所属|下属)?(?:的)?各(?P<each>行政村|村民小组|村卫生室|村|社区|居委会|网格|学校|班级|班|科室|企业|单位|站所"
    r"|网点|门店|下属单位|子公司|项目部|项目)"
)
_MEAN: Final = r"(?:算术)?(?:平均值|平均数|平均分|平均|均值|均分)"
_COUNTED: Final = r"(?:进行)?(?:计算|计入|计分|计|得分|确定|为准|折算|核算|考核)*(?:得分)?"
_END: Final = r"(?:[,;。\n]|$)"
_OF_THEM: Final = re.compile(
    rf"(?<![^,;。\n:])(?:按照?|以|取){_WHOSE}(?:的)?(?P<what>[^0-9,;。\n]{{2,20}}?)(?:的)?{_MEAN}{_COUNTED}{_END}"
)
_AFTER: Final = re.compile(
    rf"(?<![^,;。\n:])(?P<what>[^0-9,;。\n]{{2,20}}?)(?:按照?|以|取|为){_WHOSE}(?:的)?{_MEAN}{_COUNTED}{_END}"
)


def of_several(state: State, text: str) -> str:
    """Return the clause without the words that say whose mean is taken."""
    found = _OF_THEM.search(text) or _AFTER.search(text)
    if found is None:
        return text
    state.averaged = found["each"]
    what = clean(found["what"])
    state.notes.append(f"{found[0].strip(',;。')}（各{found['each']}“{what}”的平均值）")
    after = text[found.end() :]
    named = what if re.match(r"[0-9]|达到|低于|不低于|每", after) else ""
    rest = f"{text[: found.start()]}{named}{after}"
    return re.sub(rf"(?<![^,;。\n:]){_MEAN}(?=[^,;。\n]{{0,6}}[0-9每])", what, rest)


def take_the_mean(state: State) -> None:
    """Put it on what is measured; where nothing is, nobody knows how the mean counts."""
    if not state.averaged:
        return
    measured = [one for one in (*state.add, *state.deduct) if "rate" in one or "amount" in one]
    if not measured:
        state.unread.append(f"没有找到各{state.averaged}的平均值怎么得分")
    for one in measured:
        one["averaged"] = state.averaged
