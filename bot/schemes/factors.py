"""加倍, 减半, 难度系数 as a line a person writes: 屡查屡犯：扣分加倍；难度系数：0.8 到 1.5.

Here: the factors of a drafted row said in such a line, and read from one. Not here: what they do
(`scoring.factors`).
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any, Final

from scoring.exact import plain

FACTORS: Final = "factors"
HOW: Final = (
    "请这样写：“屡查屡犯：扣分加倍”“主动整改：扣分减半”“省级试点：加分乘以 1.5”"
    "“难度系数：0.8 到 1.5”，几个的用分号隔开；没有的发“没有”。"
)
_NUMBER: Final = r"[0-9]+(?:\.[0-9]+)?"
_ONE: Final = re.compile(
    rf"(?P<name>[^:]{{2,40}}?)\s*:\s*(?P<of>得分|扣分|加分)?\s*"
    rf"(?:(?P<word>加倍|翻倍|减半)|(?:乘以|[x×*])?\s*(?P<times>{_NUMBER})\s*倍?"
    rf"(?:\s*(?:到|至|-|~|—)\s*(?P<to>{_NUMBER})\s*倍?)?)"
)
_OF: Final = {"加分": "add", "扣分": "deduct"}
_SAID: Final = {value: word for word, value in _OF.items()}
_WORDS: Final = {"加倍": Decimal(2), "翻倍": Decimal(2), "减半": Decimal("0.5")}


def factors_said(body: dict[str, Any]) -> str:
    """The line; nothing where the row has none."""
    return "；".join(_said(one) for one in body.get(FACTORS, []))


def _said(one: dict[str, Any]) -> str:
    what = _SAID.get(one.get("of", ""), "得分")
    if "figure" in one:
        side = what if "of" in one else ""
        span = f"{plain(Decimal(one['from']))} 到 {plain(Decimal(one['to']))}"
        return f"{one['figure']}：{side}{span}"
    return f"{one['when']}：{what}乘以 {plain(Decimal(one['times']))}"


def with_factors(body: dict[str, Any], said: str) -> dict[str, Any] | None:
    """The row with the factors of a line (normalized, empty: none); None where it says none."""
    kept = {key: value for key, value in body.items() if key != FACTORS}
    found = []
    for part in (one.strip() for one in re.split("[;；]", said) if one.strip()):
        match = _ONE.fullmatch(part)
        if match is None:
            return None
        side = {"of": _OF[match["of"]]} if match["of"] in _OF else {}
        if match["to"]:
            ends = {"from": Decimal(match["times"]), "to": Decimal(match["to"])}
            found.append({"figure": match["name"], **ends, **side})
        else:
            times = _WORDS.get(match["word"] or "") or Decimal(match["times"])
            found.append({"when": match["name"], "times": times, **side})
    return {**kept, FACTORS: found} if found else kept
