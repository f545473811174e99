"""A section of a draft as a line a person writes: 第二节：信用应用，40 分，权重 30%，合计封顶.

Here: the line said and read. Not here: the other lines of the header (`heading`), whether a section
counts in the year alone, which is said with the year.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from decimal import Decimal
from typing import Any, Final

from bot.schemes.draft import keys_of
from scoring.exact import plain
from scoring.printing import print_keys
from storage.queries.schemes import KeptDraft

LABEL: Final = re.compile(r"第([一二三四五六七八九十]{1,3})节")
HOW: Final = (
    "“第一节：名称，20 分，权重 30%，合计封顶，附加分占满分（附加分不占满分），"
    "由县工信局提供，由县信用办审核”（用不上的不写，没有分的写“不限”）"
)
_N: Final = r"([0-9]+(?:\.[0-9]+)?)"
_BONUS: Final = {"inside": "附加分占满分", "outside": "附加分不占满分"}
_PARTS: Final[tuple[tuple[re.Pattern[str], str, Callable[[str], Any]], ...]] = (
    (re.compile(rf"{_N}\s*分"), "points", Decimal),
    (re.compile(r"(不限)(?:分)?"), "points", str),
    (re.compile(rf"(?:权重|占)\s*{_N}\s*%"), "weight", Decimal),
    (re.compile(r"(合计封顶|封顶)"), "capped", bool),
    (re.compile(r"(附加分占满分)"), "bonus", lambda _: "inside"),
    (re.compile(r"(附加分不占满分|附加分)"), "bonus", lambda _: "outside"),
    (re.compile(r"由(.{2,30}?)(?:提供|报送)(?:数据)?"), "by", str),
    (re.compile(r"由(.{2,30}?)审核"), "reviewer", str),
)
_OWN: Final = ("name", "points", "weight", "capped", "bonus", "by", "reviewer")


def lines(draft: KeptDraft) -> list[str]:
    """A line for each section."""
    return [
        f"第{one['number']}节：{'，'.join(_said(keys_of(one['keys'])))}"
        for one in json.loads(draft.sections)
        if "number" in one
    ]


def _said(keys: dict[str, Any]) -> Iterator[str]:
    yield str(keys.get("name", ""))
    points = keys.get("points")
    if points is not None:
        yield points if isinstance(points, str) else f"{plain(Decimal(points))} 分"
    if "weight" in keys:
        yield f"权重 {plain(Decimal(keys['weight']))}%"
    if keys.get("capped"):
        yield "合计封顶"
    if "bonus" in keys:
        yield _BONUS[keys["bonus"]]
    if "by" in keys:
        yield f"由{keys['by']}提供"
    if "reviewer" in keys:
        yield f"由{keys['reviewer']}审核"


def changed(draft: KeptDraft, number: str, said: str) -> KeptDraft | None:
    """The draft with a section's line (normalized) written anew; None: the line says nothing."""
    stored = json.loads(draft.sections)
    before = next((one for one in stored if one.get("number") == number), None)
    found = _read(said)
    if before is None or found is None:
        return None
    was = keys_of(before["keys"])
    kept = {key: value for key, value in was.items() if key not in _OWN}
    keys = {"name": was.get("name", ""), "points": was.get("points", 0), **found, **kept}
    after = [{**one, "keys": print_keys(keys)} if one is before else one for one in stored]
    return replace(draft, sections=json.dumps(after, ensure_ascii=False))


def _read(said: str) -> dict[str, Any] | None:
    found: dict[str, Any] = {}
    for part in (one.strip() for one in re.split("[,，;；]", said) if one.strip()):
        for pattern, key, value in _PARTS:
            if match := pattern.fullmatch(part):
                if key in found:
                    return None
                found[key] = value(match[1])
                break
        else:
            if not re.search(r"[\u4e00-\u9fff]", part) or len(part) > 40:
                return None
            found["name"] = "，".join(filter(None, (found.get("name"), part)))
    return found or None
