"""A row of a draft field by field: what each thing brings, its most, who supplies, who reviews.

Here: which fields a row has, how one is said in words, and the row with one of them changed. Not
here: another way to count (`scoring.drafting` reads that from a sentence), pages.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any, Final
from unicodedata import normalize

from bot.schemes.draft import keys_of
from scoring.exact import plain
from scoring.printing import print_keys
from storage.queries.schemes import KeptRow

_TEXTS: Final = {"by": "由谁提供数据", "reviewer": "由谁审核", "proof": "用什么证明"}
_VERBS: Final = (
    "each",
    "if",
    "list",
    "items",
    "lacking",
    "rate",
    "amount",
    "award",
    "rank",
    "ratio",
    "quota",
)
_NUMBER: Final = re.compile(r"([0-9]+(?:\.[0-9]+)?)\s*分?")
_NONE: Final = frozenset({"不封顶", "没有", "无", "不限", "取消", "不写"})
_LONGEST: Final = 60


@dataclass(frozen=True, slots=True)
class Field:
    """One field: its key in a route, what it is called, what it says now."""

    key: str
    label: str
    now: str


def fields_of(row: KeptRow) -> list[Field]:
    """Every field of a row that somebody may change by itself."""
    body = keys_of(row.body or row.cells)
    points = body.get("points")
    found = [
        Field("points", "分值", points if isinstance(points, str) else plain(Decimal(points or 0)))
    ]
    for side, act in (("add", "得"), ("deduct", "扣")):
        for number, term in enumerate(body.get(side, [])):
            found += _of_term(f"{side}{number}", act, term)
    return [*found, *(Field(key, said, str(body.get(key, ""))) for key, said in _TEXTS.items())]


def _of_term(key: str, act: str, term: dict[str, Any]) -> Iterator[Field]:
    name = _name(term)
    if "points" in term:
        each = f"每{term['unit']}" if "each" in term else ""
        yield Field(f"{key}p", f"“{name}”{each}{act}几分", plain(term["points"]))
    if "band" not in term and "choice" not in term and "quota" not in term and "if" not in term:
        most = term.get("max")
        yield Field(f"{key}m", f"“{name}”最多{act}几分", plain(most) if most else "不封顶")


def _name(term: dict[str, Any]) -> str:
    said = next(term[verb] for verb in _VERBS if verb in term)
    return said if isinstance(said, str) else "、".join(said)[:20]


def with_field(row: KeptRow, key: str, said: str) -> KeptRow | str:
    """The row with a field changed to what was said; or a sentence why that cannot be."""
    body = keys_of(row.body or row.cells)
    said = normalize("NFKC", said).strip()
    if key in _TEXTS:
        if len(said) > _LONGEST:
            return f"太长了，请在 {_LONGEST} 字以内说清。"
        body.pop(key, None)
        if said not in _NONE:
            body[key] = said
        return _kept(row, body)
    number = _NUMBER.fullmatch(said)
    if key.endswith("m") and said in _NONE:
        value = None
    elif number is None or not Decimal(number[1]):
        return f"“{said[:20]}”不是分数，请发一个大于 0 的数，如 2 或 0.5。"
    else:
        value = Decimal(number[1])
    return _kept(row, _numbered(body, key, value))


def _numbered(body: dict[str, Any], key: str, value: Decimal | None) -> dict[str, Any]:
    if key == "points":
        return {**body, "points": value}
    place = re.fullmatch(r"(add|deduct)([0-9]+)([pm])", key)
    if place is None or int(place[2]) >= len(body.get(place[1], [])):
        return body
    term = body[place[1]][int(place[2])]
    term.pop("max" if place[3] == "m" else "points", None)
    if value is not None:
        term["max" if place[3] == "m" else "points"] = value
    return body


def _kept(row: KeptRow, body: dict[str, Any]) -> KeptRow:
    return replace(row, body=print_keys(body) if row.body else "", doubts="[]", confirmed_by=None)
