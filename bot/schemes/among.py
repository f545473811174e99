"""A comparison with the other units as a line a person writes.

引资额（万元）：前 3 名 5 分，前 10 名 3 分，其余 1 分，末位 0 分. Here: what a drafted row gives
for comparisons said in such a line, and read from one. Not here: what they are worth
(`scoring.peers`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Any, Final

from scoring.exact import plain

AMONG: Final = "among"
HOW: Final = (
    "单位自己报数、和其他单位比的，请这样写："
    "“引资额（万元）：前 3 名 5 分，前 10 名 3 分，其余 1 分，末位 0 分”；"
    "“满意度（%）：高于平均 2 分”；“引资额（万元）：第 1 名 10 分，其余按比例”；"
    "“引资额（万元）：按与平均的比例 10 分，最多 12 分”。"
    "后面还可以写“少的好”“同类里比”“没报的按 0 比”“可以是负数”“扣分”。"
    "这一行原来的加分（扣分）就换成它；没有的发“没有”。"
)
_POINTS: Final = r"[得加扣计]?\s*(?P<points>[0-9]+(?:\.[0-9]+)?)\s*分?"
_HEAD: Final = re.compile(r"(?P<name>[^()]{2,40}?)\s*\((?P<unit>[^()]{1,6})\)")
_PLACE: Final = re.compile(
    rf"(?:前|第(?:[0-9]+\s*(?:至|到|-)\s*)?)\s*(?P<edge>[0-9]+)\s*名\s*{_POINTS}"
)
_LAST: Final = re.compile(
    rf"(?:(?P<end>末位|最后一名)|(?:后|倒数(?:第|前)?)\s*(?P<edge>[0-9]+)\s*名)\s*{_POINTS}"
)
_OTHERWISE: Final = re.compile(rf"其余\s*{_POINTS}")
_MEAN: Final = re.compile(rf"(?P<side>高于|达到|低于)平均[值数]?的?\s*{_POINTS}")
_OF_MEAN: Final = re.compile(rf"按(?:与|和)?平均[值数]?的比例\s*{_POINTS}")
_OF_FIRST: Final = re.compile(r"其余按(?:(?:与|和)第一名的)?比例")
_MOST: Final = re.compile(rf"最[多高]\s*{_POINTS}")
_SIDES: Final = {"高于": "above", "达到": "reach", "低于": "below"}
_FLAGS: Final[dict[str, dict[str, object]]] = {
    "少的好": {"less": True},
    "同类里比": {"within": "class"},
    "没报的按 0 比": {"missing": "zero"},
    "可以是负数": {"signed": True},
    "扣分": {},
}
_TAKES: Final = "扣分"


def among_said(body: dict[str, Any]) -> str:
    """The lines of a row; nothing where it compares nothing."""
    said = [_said(one, "") for one in body.get("add", []) if AMONG in one]
    said += [_said(one, _TAKES) for one in body.get("deduct", []) if AMONG in one]
    return "；".join(said)


def _said(one: dict[str, Any], flag: str) -> str:
    return f"{one[AMONG]}（{one['unit']}）：{'，'.join(filter(None, (*_parts(one), flag)))}"


def _parts(one: dict[str, Any]) -> Iterator[str]:
    def points(raw: object) -> str:
        return f"{plain(Decimal(str(raw)))} 分"

    words = {value: word for word, value in _SIDES.items()}
    if "mean" in one:
        yield f"{words[one['mean']]}平均 {points(one['points'])}"
    if one.get("share") == "mean":
        yield f"按与平均的比例 {points(one['points'])}"
    if one.get("share") == "first":
        yield f"第 1 名 {points(one['points'])}"
        yield "其余按比例"
    yield from (f"前 {plain(Decimal(edge))} 名 {points(x)}" for edge, x in one.get("places", []))
    if "otherwise" in one:
        yield f"其余 {points(one['otherwise'])}"
    for edge, worth in one.get("last", []):
        place = "末位" if Decimal(edge) == 1 else f"倒数第 {plain(Decimal(edge))} 名"
        yield f"{place} {points(worth)}"
    if "max" in one:
        yield f"最多 {points(one['max'])}"
    for word, given in _FLAGS.items():
        if given and given.items() <= one.items():
            yield word


def with_among(body: dict[str, Any], said: str) -> dict[str, Any] | None:
    """The row with the lines (normalized, empty: none) for what it adds, or takes; else None."""
    if not said and not among_said(body):
        return body
    sides: dict[str, list[dict[str, Any]]] = {"add": [], "deduct": []}
    for line in (one.strip() for one in said.split(";") if one.strip()):
        found = _line(line)
        if found is None:
            return None
        sides["deduct" if found.pop(_TAKES, False) else "add"].append(found)
    changed = {key: value for key, value in body.items() if key not in ("ask", "example")}
    for side, terms in sides.items():
        now = terms or [one for one in body.get(side, []) if AMONG not in one]
        changed.pop(side, None)
        if now:
            changed[side] = now
    if isinstance(changed.get("wants"), dict):
        wants = changed["wants"].values()
        changed["wants"] = list(dict.fromkeys(one for each in wants for one in each))
    return _with_start(changed)


def _with_start(body: dict[str, Any]) -> dict[str, Any]:
    """Where a row adds and takes it says where it begins; one that only takes does not."""
    if "add" in body and "deduct" in body:
        return {"start": 0, **body}
    if "deduct" in body:
        body.pop("start", None)
    return body


def _line(line: str) -> dict[str, Any] | None:
    head, colon, rest = line.partition(":")
    named = _HEAD.fullmatch(head.strip())
    if not colon or named is None:
        return None
    found: dict[str, Any] = {AMONG: named["name"], "unit": named["unit"]}
    for part in (one.strip() for one in re.split("[,，、]", rest) if one.strip()):
        if not _took(found, part):
            return None
    if found.get("share") == "first":
        places = found.pop("places", [])
        if len(places) != 1 or places[0][0] != 1:
            return None
        found["points"] = places[0][1]
    ways = ("places" in found or "last" in found) + ("mean" in found) + ("share" in found)
    return found if ways == 1 else None


def _took(found: dict[str, Any], part: str) -> bool:
    """Take one part of a line; False where it is none."""
    bare = re.sub(r"\s", "", part)
    for word, given in _FLAGS.items():
        if bare == re.sub(r"\s", "", word):
            found.update(given or {_TAKES: True})
            return True
    if _OF_FIRST.fullmatch(part):
        found["share"] = "first"
    elif one := _PLACE.fullmatch(part):
        found.setdefault("places", []).append([int(one["edge"]), Decimal(one["points"])])
    elif one := _LAST.fullmatch(part):
        edge = 1 if one["end"] else int(one["edge"])
        found.setdefault("last", []).append([edge, Decimal(one["points"])])
    elif one := _OTHERWISE.fullmatch(part):
        found["otherwise"] = Decimal(one["points"])
    elif one := _MEAN.fullmatch(part):
        found.update({"mean": _SIDES[one["side"]], "points": Decimal(one["points"])})
    elif one := _OF_MEAN.fullmatch(part):
        found.update({"share": "mean", "points": Decimal(one["points"])})
    elif one := _MOST.fullmatch(part):
        found["max"] = Decimal(one["points"])
    else:
        return False
    return True
