"""Several assessors' weights as a line a person writes: 民主测评：领导 40%，群众 60%，按 100 分制.

Not here: what their marks come to (`scoring.verbs.marks`).
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any, Final

from scoring.exact import plain
from scoring.model import EACH

MARKS: Final = "marks"
HOW: Final = (
    "几方各打各的分、按权重合成的，请这样写：“民主测评：领导 40%，部门 30%，群众 30%，按 100 分制”"
    "（不写分制的，各方按本行分值打）。各方自己报分的，末尾加“各报各的”；不加的由审核员逐方录入。"
    "这一行原来的加分就换成它；没有的发“没有”。"
)
_NUMBER: Final = r"[0-9]+(?:\.[0-9]+)?"
_ONE: Final = re.compile(rf"(?P<who>[^0-9%]{{1,12}}?)\s*[占按]?\s*(?P<weight>{_NUMBER})\s*%")
_SCALE: Final = re.compile(rf"(?:各方)?按?\s*(?P<most>{_NUMBER})\s*分制?(?:打分)?")
_APART: Final = re.compile(r"(?:各方)?(?:各报各的|自己报分|自己报)")
_HUNDRED: Final = 100
_GONE: Final = ("add", "highest", "grouped", "ask", "example", "reading")


def marks_said(body: dict[str, Any]) -> str:
    """The line; nothing where the row has none."""
    apart = "，各报各的" if body.get("by") == EACH else ""
    return "；".join(f"{_said(one)}{apart}" for one in body.get("add", []) if MARKS in one)


def _said(one: dict[str, Any]) -> str:
    parts = [f"{who} {plain(Decimal(weight))}%" for who, weight in one["assessors"]]
    if "out_of" in one:
        parts.append(f"按 {plain(Decimal(one['out_of']))} 分制")
    return f"{one[MARKS]}：{'，'.join(parts)}"


def with_marks(body: dict[str, Any], said: str) -> dict[str, Any] | None:
    """The row with the line (normalized, empty: none) for its `add`; None where it says none."""
    body = {key: value for key, value in body.items() if (key, value) != ("by", EACH)}
    if not said:
        left = [one for one in body.get("add", []) if MARKS not in one]
        kept = {key: value for key, value in body.items() if key != "add"}
        return {**kept, "add": left} if left else kept
    name, colon, rest = (one.strip() for one in said.partition(":"))
    found: dict[str, Any] = {MARKS: name}
    assessors: list[list[Any]] = []
    for part in (one.strip() for one in re.split("[,，、]", rest) if one.strip()):
        if one := _ONE.fullmatch(part):
            assessors.append([one["who"].strip(), Decimal(one["weight"])])
        elif one := _SCALE.fullmatch(part):
            found["out_of"] = Decimal(one["most"])
        elif _APART.fullmatch(part):
            body["by"] = EACH
        else:
            return None
    whole = sum((weight for _, weight in assessors), Decimal(0))
    if not colon or not 1 < len(name) <= 40 or len(assessors) < 2 or whole != _HUNDRED:
        return None
    kept = {key: value for key, value in body.items() if key not in _GONE}
    if isinstance(kept.get("wants"), dict):
        kept["wants"] = list(dict.fromkeys(one for each in kept["wants"].values() for one in each))
    return {**kept, "add": [{**found, "assessors": assessors}]}
