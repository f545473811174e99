"""Rows that count together: 与上项合计扣分不超过5分, 和“资料归档”合并计分最高10分.

Here: the words that say so, out of the clause. Not here: which row is meant and the key it becomes
(`joined_rows`), figures that rows share (`common`).
"""

from __future__ import annotations

import re
from typing import Final

from scoring.drafting.signs import N
from scoring.drafting.state import State

_OWN: Final = r"(?:本项|该项|此项|本指标|该指标|本条|本行)"
_WHICH: Final = (
    rf"(?P<own>{_OWN}(?:指标|工作)?)?(?:与|和|同|连同)"
    r"(?P<which>上一?[项行条款]|前一?[项行条款]|下一?[项行条款]|后一?[项行条款])?"
    r"(?:第?(?P<number>[0-9]{1,2}|[一二三四五六七八九十]{1,3})(?:[项行条款])|(?:[一二三]级)?(?:指标)?)?"
    r"(?:“(?P<name>[^”,;。]{2,24})”|(?P<bare>(?<=项与|项和|项同|标与|标和|条与|条和|行与|行和)[^“”,;。0-9与和]{2,16}?))?"
    r"(?:一?项|指标)?(?:一并|共同)?"
)
_TOGETHER: Final = (
    r"(?:(?:扣分|加分|得分)?之和|(?:扣分|加分|得分)?(?:合并|合计|累计|合起来|总和))(?:计算|计分|考核)?"
    r",?(?:(?:两|二|几)项)?(?:合计|累计|总)?"
)
_BESIDE: Final = re.compile(
    rf"(?<![^,;。\n:(])\(?{_WHICH}{_TOGETHER}(?P<sign>扣分|加分|得分|扣|加|得)?"
    rf"(?:(?:最高|最多|不超过|不得超过|上限(?:为)?|以)(?:(?P<taken>扣)|得|加|计)?(?P<points>{N})分(?:为限|封顶|为止)?)?\)?(?=[,;。\n]|$)[,;。\n]?"
)
"""Without a figure (与上项合并计分) the table has to say how much both come to."""


def beside_in(text: str) -> re.Match[str] | None:
    """Find the words that count a row together with another one, which they name."""
    found = _BESIDE.search(text)
    told = ("which", "name", "number", "bare")
    return found if found is not None and any(found[one] for one in told) else None


def beside_another(state: State, text: str) -> str:
    """Return the clause without a bound of several rows, which the table puts on the later one."""
    found = beside_in(text)
    if found is None:
        return text
    said = found[0].strip("(),;。\n")
    state.notes.append(said)
    state.guessed.append(said)
    mark = found[0][-1] if found[0][-1] in ",;。\n" else ""  # what comes behind is of its own
    return text[: found.start()].rstrip(",") + mark + text[found.end() :]
