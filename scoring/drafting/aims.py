"""A target in a column of its own: ≥95% beside 每低1%扣1分.

Here: when the cell of a target is read with the clause, and how the two are put together. Not here:
what the two say then (`clause`).
"""

from __future__ import annotations

import re
from typing import Final

from scoring.drafting.pieces import folded

_FIGURE: Final = r"[0-9]+(?:\.[0-9]+)?"
_LINE: Final = re.compile(
    rf"{_FIGURE}(?:%|[^0-9,;。%]{{1,6}})?(?:以上|以下|以内)|{_FIGURE}%-?|(?:不超过|不低于|不少于|低于|超过|高于|达到|控制在){_FIGURE}"
)
"""A line that can be fallen short of, in a folded text."""
_BESIDE: Final = re.compile(
    r"每(?:再)?(?:低|少|下降|降|高|超|升|增|提高|差|减)|达标|达到目标|未达|达不到|低于目标|高于目标|目标(?:值|区间)?|完成率"
)
"""A clause that says how far off, and not off from what."""
_LONGEST: Final = 48


def with_its_aim(clause: str, aim: str, name: str) -> str:
    """Return the clause with its target before it; as it is, where it has none or needs none."""
    said = folded(aim).strip("。;,")
    if not said or len(said) > _LONGEST or not _LINE.search(said) or not _BESIDE.search(clause):
        return clause
    if "\n" in said or ";" in said:
        said = re.sub(r"[;\n]+", ",", said)
    figures = set(re.findall(_FIGURE, said))
    if figures <= set(re.findall(_FIGURE, folded(clause))) and "区间" not in clause:
        return clause  # the clause says the line itself
    bare = re.match(
        rf"(?:不超过|不低于|不少于|低于|超过|高于|达到|控制在)|{_FIGURE}(?!日|个?月|年|小时|天内|[项个])",
        said,
    )
    return f"{name}{said}，{clause}" if bare else f"{said}，{clause}"
