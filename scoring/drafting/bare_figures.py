"""Figures of a clause that no unit follows: ≤40得5分, 达到0.65得3分, 每低0.01扣0.5分.

Here: they get a sign that stands for the unit nobody printed, so that what is known of figures with
a unit reads them too, and lose it again in the rule. Not here: what such figures mean (`spans`,
`quantities`).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

BARE: Final = "\ue00b"
"""The unit that is not printed, while a clause is read."""

_N: Final = r"[0-9]+(?:\.[0-9]+)?"
_WORTH: Final = rf"(?:的|者)?,?(?:(?:得|计|扣){_N}分|(?:本项|该项)?不得分)"
_IN: Final = r"(?:\(不?含\))?"
_LINE: Final = (
    r"达到|达|不低于|不少于|不超过|不高于|不大于|高于|超过|大于|低于|小于|不足|控制在|为|-"
)
_STEP: Final = re.compile(
    rf"(?P<before>{_LINE})(?P<n>{_N})(?={_IN}(?:及?以[上下内])?{_IN}{_WORTH})"
    rf"|(?<![0-9.A-Za-z每第])(?P<m>{_N})(?={_IN}(?:及|或|含)?以[上下内]{_IN}{_WORTH})"
)
_PER: Final = re.compile(
    rf"(?P<before>每(?:低|高|超过|超出|超|低于|高于|下降|降低|降|上升|提高|升|增加|减少|增|减|少|多))(?P<n>{_N})"
    rf"(?=(?:的)?(?:得|加|扣){_N}分)"
)
_SAID: Final = re.compile(rf"(?P<before>{_LINE})(?P<n>{_N})(?=(?:的)?[,;])")
_MEASURED: Final = re.compile("%|百分点|排名|名次|位次|第[0-9一二三四五]")
"""A clause that says a unit of its figures, or speaks of ranks: a bare one may be of those."""
_MARKED: Final = re.compile("满意度|评议|测评|评价|得分|评分|成绩")


def with_a_sign(text: str) -> str:
    """Return a folded clause with a sign behind each figure of a step that has no unit."""
    if _MEASURED.search(text):
        return text
    signed = _PER.sub(_signed, _STEP.sub(_signed, text))
    return _SAID.sub(_signed, signed) if signed != text else text


def _signed(found: re.Match[str]) -> str:
    return f"{found[0]}{BARE}"


def left_bare(term: Mapping[str, object]) -> dict[str, object]:
    """Return a term without the sign: a mark where it is one of a survey, else a figure alone."""
    if term.get("unit") != BARE:
        return dict(term)
    bare = {key: one for key, one in term.items() if key != "unit"}
    return {**bare, "unit": "分"} if _MARKED.search(str(term.get("amount"))) else bare
