"""What a clause says and no term of its rule has: a full mark, one of a list, a reviewer's mark.

Here: whole terms that are missing, or there twice over. Not here: single figures and words
(`accounts`), which way a term goes (`senses`).
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Final

from scoring.drafting.senses import pieces_of
from scoring.drafting.wordings import listed
from scoring.exact import plain

Keys = Mapping[str, object]


def absent(text: str, keys: Keys, points: Decimal | None) -> Iterator[str]:
    """The pieces of a clause that have no term of their own."""
    yield from full_mark_lost(text, keys, points)
    yield from shares_beyond(keys, points)
    yield from marks_missing(text, keys)
    yield from listed_short(text, keys)
    yield from floors_lost(text, keys)
    yield from bounds_lost(text, keys)
    yield from denied_lost(text, keys)
    yield from beyond_the_row(keys, points)


def full_mark_lost(text: str, keys: Keys, points: Decimal | None) -> Iterator[str]:
    """达到96%得15分, 每提高1%加5分 of 15: a full mark said that no term brings."""
    if not points or not keys.get("add") or keys.get("deduct") or "start" in keys:
        return
    held = {value for term in listed(keys["add"]) for value in _brought(term)}
    for one in pieces_of(text):
        said = re.fullmatch(r".*?(?:得|计|给|记)([0-9.]+)分", one.text)
        capped = re.search("最高|最多|不超过|封顶|满分|上限|为止|共", one.text)
        if said is not None and capped is None and Decimal(said[1]) == points not in held:
            yield one.text


def _brought(term: Keys) -> Iterator[Decimal]:
    """All points a term may bring by itself."""
    for key in ("points", "max", "total", "otherwise"):
        value = term.get(key)
        if isinstance(value, Decimal):
            yield value
    for key in ("band", "table", "choice", "upto", "levels", "places"):
        steps = term.get(key)
        yield from (Decimal(str(one[1])) for one in steps) if isinstance(steps, list) else ()
    items = term.get("items")
    if isinstance(items, list):
        yield len(items) * Decimal(str(term["points"]))


def marks_missing(text: str, keys: Keys) -> Iterator[str]:
    """监督不到位, 酌情扣分: what a reviewer marks, and nothing in the rule is marked."""
    marked = [one for side in ("add", "deduct") for one in listed(keys.get(side)) if "award" in one]
    said = [
        one.text
        for one in pieces_of(text)
        if re.search(r"酌情|视情|视程度|[0-9.]+-[0-9.]+分", one.text)
        and not re.search(r"[前后末](?:[0-9]+|[一二三四五六七八九十]+)[名位]", one.text)
    ]
    whole = any("min" not in one and "events" not in one and "max" in one for one in marked)
    if len(said) > len(marked) and not (whole and keys.get("add")):
        yield said[-1]


_EACH_OF_A_LIST: Final = re.compile(
    r"(?P<list>[^,;。每]*、[^,;。每]*?)(?:的)?各(?P<verb>[扣得加计])(?P<points>[0-9.]+)分(?![、/,]?[0-9])"
)


def listed_short(text: str, keys: Keys) -> Iterator[str]:
    """无计划、无措施、无总结的各扣1分: each of the list has its own."""
    for found in _EACH_OF_A_LIST.finditer(text):
        side = "deduct" if found["verb"] == "扣" else "add"
        held = 0
        for one in listed(keys.get(side)):
            items = one.get("items", one.get("lacking"))
            if one.get("points") == Decimal(found["points"]):
                held += len(items) if isinstance(items, list) else 1
        if held < found["list"].count("、") + 1:
            yield found[0]


def shares_beyond(keys: Keys, points: Decimal | None) -> Iterator[str]:
    """按比例得分 read twice over: shares that together bring more than the row has."""
    shares = [
        one["points"]
        for one in listed(keys.get("add"))
        if ("rate" in one or "ratio" in one) and "points" in one and not {"over", "per"} & set(one)
    ]
    total = sum((one for one in shares if isinstance(one, Decimal)), Decimal(0))
    if points and len(shares) > 1 and total > points and not keys.get("highest"):
        yield "几个比例加起来超过这一行的分值"


def beyond_the_row(keys: Keys, points: Decimal | None) -> Iterator[str]:
    """1000万元以上的加50分 of a row of 10: more than the row can bring."""
    if not points or keys.get("points") != points or keys.get("deduct"):
        return
    for term in listed(keys.get("add")):
        most = max(_brought(term), default=Decimal(0))
        if most > points:
            yield f"{most}分超过这一行的{points}分"


_FLOOR: Final = re.compile(
    r"(?:低于|不足|少于|未达到|达不到|不到)(?P<line>[0-9]+(?:\.[0-9]+)?)[^,;。0-9]{0,4}?(?:的|者)?,?"
    r"(?:本项|此项|该项)?(?:不得分|不计分|不给分)"
)


def floors_lost(text: str, keys: Keys) -> Iterator[str]:
    """低于90%的不得分: a condition of the row, or where its lowest step begins."""
    held = re.findall(r"[0-9]+(?:\.[0-9]+)?", f"{keys.get('only_if')}{keys.get('zero_if')}")
    lines = {Decimal(one) for one in held}
    for term in (*listed(keys.get("add")), *listed(keys.get("deduct"))):
        steps = [*_steps(term.get("band")), *_steps(term.get("upto"))]
        names = re.findall(r"[0-9]+(?:\.[0-9]+)?", f"{term.get('if')}{term.get('each')}")
        lines |= {*steps, *(one * 100 for one in steps), *map(Decimal, names)}
    for found in _FLOOR.finditer(text):
        if Decimal(found["line"]) not in lines:
            yield found[0]


_DENIED: Final = re.compile(
    r"(?:未|没有)(?P<core>[^,;。0-9]{2,8}?)(?:的|者)?,?(?:本项|此项|该项)?(?:不得分|不计分|不给分)"
)


def denied_lost(text: str, keys: Keys) -> Iterator[str]:
    """未压缩不得分 beside steps that begin at nothing and bring points: not the lowest of them."""
    conditions = f"{keys.get('only_if')}{keys.get('zero_if')}"
    for found in _DENIED.finditer(text):
        for term in listed(keys.get("add")):
            band = term.get("band")
            lowest = band[0] if isinstance(band, list) else [1, 0]
            name = str(term.get("rate", term.get("amount", "")))
            lost = found["core"] in name and found["core"] not in conditions
            placed = found["core"] in str(term.get("rank", term.get("among", "")))
            if lost and not lowest[0] and lowest[1]:
                yield found[0]
            elif placed and found["core"] not in conditions:
                yield found[0]  # 未引进项目的不得分 beside 其余得2分: the last place brings points


def _steps(value: object) -> Iterator[Decimal]:
    yield from (Decimal(str(one[0])) for one in value) if isinstance(value, list) else ()


def started(text: str, keys: Keys, points: Decimal | None) -> Iterator[str]:
    """Where a row that adds and takes begins: at nothing, at its points, or at what is printed."""
    start = keys.get("start")
    if not isinstance(start, Decimal) or not (keys.get("add") and keys.get("deduct")):
        return
    printed = {Decimal(one) for one in re.findall(r"([0-9]+(?:\.[0-9]+)?)分", text)}
    sums = {sum(some, Decimal(0)) for some in _runs(sorted(printed))}
    if start not in {Decimal(0), points} | printed | sums or (points and start > points):
        yield f"从{start}分起"
    yield from _parts_unbounded(keys, start, points)
    base = re.search(r"(?:基础分|基本分|基准分|起评分)(?:为|是|值)?([0-9.]+)分", text)
    if base is not None and Decimal(base[1]) != start:
        yield base[0]
    both = {str(one.get("rate")) for one in listed(keys["deduct"]) if "under" in one}
    ups = [one for one in listed(keys["add"]) if "over" in one]
    held = [one for one in ups if str(one.get("rate")) in both]
    line = re.search(r"[0-9]%?(?:以上)?(?:的)?(?:得|计)([0-9]+(?:\.[0-9]+)?)分", text)
    if held and len(held) == len(listed(keys["add"])) and line and Decimal(line[1]) != start:
        yield line[0]


def _parts_unbounded(keys: Keys, start: Decimal, points: Decimal | None) -> Iterator[str]:
    """修复率达到60%得2分 beside 扣完3分为止: what is taken of one part never takes of the other."""
    if points is None or not 0 < start < points or keys.get("points") != points:
        return
    for one in listed(keys.get("deduct")):
        if "max" not in one and {"each", "amount", "rate"} & set(one):
            yield f"没有写最多扣几分：{one.get('each', one.get('amount', one.get('rate')))}"


def _runs(values: list[Decimal]) -> Iterator[tuple[Decimal, ...]]:
    """Two or three printed points together: parts that are there from the start."""
    for many in (2, 3):
        yield from itertools.combinations(values, many)


_EXCEEDED: Final = (
    r"(?<!不得)(?<!不)(?<!或)(?:超过|高于|大于)({line})%(?!以上)[^,;。0-9]{0,4}(?:得|计)"
)
_ATTAINED: Final = r"(?:达到|达|不低于|不少于|等于|至|-){line}%|{line}%(?:\(含\))?(?:及|或|含)?以上"


def _lines_turned(text: str, keys: Keys) -> Iterator[str]:
    """超过80%得10分, read as if 80 % itself brought them."""
    for term in listed(keys.get("add")):
        for edge in _steps(term.get("band")) if "rate" in term else ():
            line = re.escape(plain(edge * 100))
            found = re.search(_EXCEEDED.replace("{line}", line), text)
            if found is not None and not re.search(_ATTAINED.replace("{line}", line), text):
                yield found[0]


def bounds_lost(text: str, keys: Keys) -> Iterator[str]:
    """扣1-3分 of what did not happen, 负增长 of a figure that is never below nothing."""
    for one in listed(keys.get("deduct")):
        if one.get("min") and "award" in one and not {"events", "or_none"} & set(one):
            yield f"没有发生的也要扣{one['min']}分"
    if keys.get("deduct") and keys.get("points") in ("不限", Decimal(0)) and "floor" not in keys:
        yield "没有写最低扣到几分"
    yield from _lines_turned(text, keys)
    fallen = re.search("负增长|不降反升|不升反降|面积增加的|同比上升的|增减", text)
    shares = [
        one for one in (*listed(keys.get("add")), *listed(keys.get("deduct"))) if "rate" in one
    ]
    moved = [one for one in shares if re.search("增长|增速|增幅|下降", str(one["rate"]))]
    if fallen and moved and not any(one.get("signed") for one in moved):
        yield fallen[0]
