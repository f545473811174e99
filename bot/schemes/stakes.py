"""The most of a row where something is so, and what the total loses, as lines a person writes.

Here: “未完成计划：最高 50 分”, “被追责：扣 5 分” of a drafted row, said and read. Not here: what
they do (`scoring.stakes`).
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any, Final

from scoring.exact import plain

MOST_IF: Final = "most_if"
TOTAL_OFF: Final = "total_off"
HOW_MOST: Final = (
    "有某个情形时本行最高几分的，请写“未完成年度计划：最高 50 分”，"
    "几个的用分号隔开；没有的发“没有”。"
)
HOW_OFF: Final = (
    "有某个情形时另从总分中扣分的，请写“被追究刑事责任：扣 5 分”，"
    "几个的用分号隔开；没有的发“没有”。"
)
_ONE: Final = re.compile(
    r"(?P<when>[^:]{2,60}?)\s*:\s*(?:本行|从总分中?|总分)?(?P<word>最高|最多|扣)?(?:得|计)?\s*"
    r"(?P<points>[0-9]+(?:\.[0-9]+)?)\s*分?"
)


def most_said(body: dict[str, Any]) -> str:
    """The line of what the row comes to at most; nothing where there is none."""
    return "；".join(f"{one['when']}：最高 {_points(one)} 分" for one in body.get(MOST_IF, []))


def off_said(body: dict[str, Any]) -> str:
    """The line of what the total loses; nothing where there is none."""
    return "；".join(f"{one['when']}：扣 {_points(one)} 分" for one in body.get(TOTAL_OFF, []))


def with_most(body: dict[str, Any], said: str) -> dict[str, Any] | None:
    """The row with a line's most; None where the line says none."""
    return _with(body, MOST_IF, said, ("最高", "最多", None))


def with_off(body: dict[str, Any], said: str) -> dict[str, Any] | None:
    """The row with what a line takes of the total; None where the line says none."""
    return _with(body, TOTAL_OFF, said, ("扣", None))


def _points(one: dict[str, Any]) -> str:
    return plain(Decimal(one["points"]))


def _with(
    body: dict[str, Any], key: str, said: str, words: tuple[str | None, ...]
) -> dict[str, Any] | None:
    kept = {name: value for name, value in body.items() if name != key}
    found = []
    for part in (one.strip() for one in re.split("[;；\n]", said) if one.strip()):
        match = _ONE.fullmatch(part)
        if match is None or match["word"] not in words:
            return None
        found.append({"when": match["when"], "points": Decimal(match["points"])})
    return {**kept, key: found} if found else kept
