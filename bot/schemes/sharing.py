"""Figures a row takes from another, as a line a person writes: 宣传活动：取自 四.1.

Not here: what that comes to (`scoring.sharing`), whether the other row asks it (the whole table's
check).
"""

from __future__ import annotations

import re
from typing import Any, Final

SHARED: Final = "shared"
HOW: Final = (
    "别的行已经问过的数，这一行直接拿来用的，请写“宣传活动：取自 四.1”，几个的用分号隔开；"
    "没有的发“没有”。名称要和那一行的、和这一行加扣分里的一样。"
)
_ONE: Final = re.compile(r"(?P<name>[^:]{2,40}?)\s*:\s*(?:取自|用)?\s*(?P<row>[^\s.]+\.[^\s.]+)")


def shared_said(body: dict[str, Any]) -> str:
    """The line; nothing where the row takes nothing."""
    return "；".join(f"{name}：取自 {row}" for name, row in body.get(SHARED, {}).items())


def with_shared(body: dict[str, Any], said: str) -> dict[str, Any] | None:
    """The row that takes what the line (normalized, empty: nothing) says; None: it says nothing."""
    found: dict[str, str] = {}
    for part in (one.strip() for one in said.split(";") if one.strip()):
        one = _ONE.fullmatch(part)
        if one is None:
            return None
        found[one["name"]] = one["row"]
    kept = {key: value for key, value in body.items() if key != SHARED}
    return {**kept, SHARED: found} if found else kept
