"""Named things as a line a person writes: 表彰：国家级 5，省级 3，市级 1，最多 8.

Here: what a drafted row gives for named things said in such a line, and read from one. Not here:
what they are worth (`scoring.named`).
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any, Final

from scoring.exact import plain

NAMED: Final = "named"
HOW: Final = (
    "单位逐件报名称和级别、同一事项只按最高的计一次的，请这样写："
    "“表彰：国家级 5，省级 3，市级 1，最多 8”（不封顶的不写“最多”），"
    "这一行原来的加分就换成它；没有的发“没有”。"
)
_NUMBER: Final = r"[0-9]+(?:\.[0-9]+)?"
_ONE: Final = re.compile(
    rf"(?P<word>[^0-9:,、\s]{{1,12}}?)\s*[得加]?\s*(?P<points>{_NUMBER})\s*分?"
)
_MOST: Final = re.compile(rf"(?:合计)?(?:最多|最高|封顶)[得加]?\s*(?P<points>{_NUMBER})\s*分?")
_GONE: Final = ("add", "highest", "grouped", "ask", "example", "reading")


def named_said(body: dict[str, Any]) -> str:
    """The line; nothing where the row has none."""
    return "；".join(_said(one) for one in body.get("add", []) if NAMED in one)


def _said(one: dict[str, Any]) -> str:
    levels = "，".join(f"{word} {plain(Decimal(points))}" for word, points in one["levels"])
    most = f"，最多 {plain(Decimal(one['max']))}" if "max" in one else ""
    return f"{one[NAMED]}：{levels}{most}"


def with_named(body: dict[str, Any], said: str) -> dict[str, Any] | None:
    """The row with the line (normalized, empty: none) for its `add`; None where it says none."""
    if not said:
        left = [one for one in body.get("add", []) if NAMED not in one]
        kept = {key: value for key, value in body.items() if key != "add"}
        return {**kept, "add": left} if left else kept
    name, colon, rest = (one.strip() for one in said.partition(":"))
    found: dict[str, Any] = {NAMED: name}
    levels = []
    for part in (one.strip() for one in re.split("[,，、]", rest) if one.strip()):
        if most := _MOST.fullmatch(part):
            found["max"] = Decimal(most["points"])
        elif one := _ONE.fullmatch(part):
            levels.append([one["word"], Decimal(one["points"])])
        else:
            return None
    if not colon or not 1 < len(name) <= 40 or len(levels) < 2:
        return None
    kept = {key: value for key, value in body.items() if key not in _GONE}
    if isinstance(kept.get("wants"), dict):
        kept["wants"] = list(dict.fromkeys(one for each in kept["wants"].values() for one in each))
    return {**kept, "add": [{**found, "levels": levels}]}
