"""What else a summand counts by, as a line a person writes: 达到 80% 得 3 分，达到 95% 得 5 分.

Bands, a target, a line, steps, the grades of a reviewer, a quota; and the same for classes or
units that have other figures: 一类：目标 95%；东镇：目标 80%. Here: both lines said and read. Not
here: how a thing counts at all (`kinds`), what it is worth (`scoring.verbs`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final

from scoring import keys
from scoring.exact import plain
from scoring.verbs import KINDS, VERBS

HOW_OWN: Final = (
    "请写成“一类：2 分；东镇：目标 80%，最多 5 分”，前面是类别或者单位的名字，后面只写不同的数；"
    "大家都一样的发“没有”。"
)
_N: Final = r"(?P<x>-?[0-9]+(?:\.[0-9]+)?)\s*(?P<pct>%|个百分点)?"
_P: Final = r"(?P<p>[0-9]+(?:\.[0-9]+)?)\s*分?"
_UNIT: Final = r"\s*[\u4e00-\u9fff]{0,4}?\s*"
_HUNDRED: Final = Decimal(100)
_RATES: Final = ("rate", "ratio")
_POINTS_ELSEWHERE: Final = ("band", "upto", "choice", "table", "places", "last")
"""Keys that say points themselves, so that `points` is not written beside them."""

Match = re.Match[str]
OPEN: Final = "open"


def _figure(found: Match) -> Decimal:
    value = Decimal(found["x"])
    return value / _HUNDRED if found["pct"] else value


def _step(key: str) -> Callable[[Match], tuple[str, Any]]:
    return lambda one: (key, [_figure(one), Decimal(one["p"])])


def _at(key: str) -> Callable[[Match], tuple[str, Any]]:
    return lambda one: (key, _figure(one))


def _points(key: str) -> Callable[[Match], tuple[str, Any]]:
    return lambda one: (key, Decimal(one["p"]))


def _given(key: str, value: object) -> Callable[[Match], tuple[str, Any]]:
    return lambda _: (key, value)


def _beyond(key: str) -> Callable[[Match], tuple[str, Any]]:
    """A step whose own edge is not in it: three places, the last of which says so."""
    return lambda one: (key, [_figure(one), Decimal(one["p"]), OPEN])


def _place(key: str) -> Callable[[Match], tuple[str, Any]]:
    return lambda one: (key, [int(one["edge"] or 1), Decimal(one["p"])])


@dataclass(frozen=True)
class _Part:
    """One kind of part: how it is read, and whether several of it are a list."""

    pattern: re.Pattern[str]
    read: Callable[[Match], tuple[str, Any]]
    listed: bool = False


def _part(pattern: str, read: Callable[[Match], tuple[str, Any]], *, listed: bool = False) -> _Part:
    return _Part(re.compile(pattern), read, listed)


_PARTS: Final = (
    _part(rf"(?:达到|满){_UNIT}{_N}{_UNIT}{_P}", _step("band"), listed=True),
    _part(rf"不超过{_UNIT}{_N}{_UNIT}{_P}", _step("upto"), listed=True),
    _part(rf"(?:超过|大于){_UNIT}{_N}{_UNIT}{_P}", _beyond("band"), listed=True),
    _part(rf"(?:不到|不足|低于){_UNIT}{_N}{_UNIT}{_P}", _beyond("upto"), listed=True),
    _part(rf"其余(?:的)?[得扣计]?\s*{_P}", _points("otherwise")),
    _part(rf"目标(?:值|是|为)?\s*{_N}{_UNIT}", _at("target")),
    _part(rf"只算超过\s*{_N}{_UNIT}的?(?:部分)?", _at("over")),
    _part(rf"只算不到\s*{_N}{_UNIT}的?(?:部分)?", _at("under")),
    _part(rf"每\s*{_N}{_UNIT}(?:算|计)?一档", _at("per")),
    _part(r"不足一档的?(?:进位|算一档|按一档算?)", _given("whole", "up")),
    _part(r"不足一档的?(?:不计|舍去|不算)", _given("whole", "down")),
    _part(r"正负(?:都)?一样算?", _given("absolute", True)),
    _part(r"可以是负数", _given("signed", True)),
    _part(
        r"(?:按|取|算)?各(?P<each>[\u4e00-\u9fff]{1,8}?)的?平均(?:数|值|分)?(?:计|算)?",
        lambda one: ("averaged", one["each"]),
    ),
    _part(r"除数为?\s*0\s*的?按\s*100\s*%", _given("empty", "full")),
    _part(r"除数为?\s*0\s*的?按\s*0\s*%?", _given("empty", "zero")),
    _part(rf"(?:前|第)\s*(?P<edge>[0-9]+)\s*名\s*[得扣计]?\s*{_P}", _place("table"), listed=True),
    _part(
        rf"(?:末位(?P<edge>)|倒数第\s*(?P<nth>[0-9]+)\s*名)\s*[得扣计]?\s*{_P}",
        lambda one: ("last", [int(one["nth"] or 1), Decimal(one["p"])]),
        listed=True,
    ),
    _part(rf"给就(?:不少于|最少)\s*{_P}", _points("min")),
    _part(r"(?:也)?可以不给分?", _given("or_none", True)),
    _part(rf"(?:每[\u4e00-\u9fff]{{0,3}}|各)?[得扣]?\s*{_P}", _points("points")),
    _part(rf"最[多高][得扣]?\s*{_P}", _points("max")),
)
_GRADE: Final = re.compile(rf"(?P<word>[\u4e00-\u9fff]{{1,6}}?)\s*[得扣计]?\s*{_P}")
_QUOTA: Final = re.compile(r"(?P<word>[^0-9:,]{2,30}?)\s*(?P<x>[0-9]+)\s*[\u4e00-\u9fff]{0,2}")
_REST: Final = (
    "band", "upto", "otherwise", OPEN, "target", "over", "under", "whole", "absolute", "averaged",
    "signed", "empty",
    "table", "min", "or_none", "choice", "quota",
)  # fmt: skip
"""Keys of a summand that stand in its line; those of comparisons have a line of their own."""


EXAMPLES: Final = (
    ("band", "达到 80% 得 3 分，达到 95% 得 5 分"),
    ("upto", "不超过 1% 得 5 分，不超过 3% 得 3 分，其余 0 分"),
    (OPEN, "超过 60% 得 3 分，达到 80% 得 5 分"),
    ("target", "目标 95%"),
    ("under", "只算不到 95% 的"),
    ("over", "只算超过 2 的"),
    ("whole", "每 1% 一档，不足一档进位"),
    ("absolute", "正负一样算"),
    ("averaged", "按各村平均"),
    ("empty", "除数为 0 按 100%"),
    ("table", "前 3 名 5 分，其余 1 分"),
    ("choice", "好 5 分，中 3 分，差 0 分"),
    ("min", "给就最少 3 分，也可以不给"),
    ("quota", "省级信息 1，市级信息 2"),
)


_OF_A_RATE: Final = "要有目标、不到的按比例的，先把“怎么计”改成“办结数 ÷ 应办结数”。"


def how(term: Mapping[str, Any]) -> str:
    """What may be written for a summand that counts so, by examples."""
    known = _known(term)
    said = "".join(f"“{example}”" for key, example in EXAMPLES if key in known)
    more = _OF_A_RATE if "rate" in term else ""
    return f"可以写{said}，几样用逗号隔开；都不要的发“没有”。{more}"


def takes_figures(term: Mapping[str, Any]) -> bool:
    """Whether the way a summand counts knows any of these keys."""
    return bool(set(_REST) & set(_known(term))) and not {"among", "named", "marks"} & set(term)


def _known(term: Mapping[str, Any]) -> Mapping[str, str]:
    return VERBS[next(verb for verb in KINDS if verb in term)].keys


def _rest(term: Mapping[str, Any]) -> tuple[str, ...]:
    """The keys of the line; of a quantity the step is in how it counts (`kinds`)."""
    return (*_REST, "per") if "rate" in term else _REST


def figures_said(term: Mapping[str, Any], act: str) -> str:
    """The line, in which points are 得 or 扣; nothing where the summand has none of these."""
    own = {key: term[key] for key in _rest(term) if key in term}
    return "，".join(_said(own, act, rated=_rated(term)))


def own_said(term: Mapping[str, Any], act: str) -> str:
    """The line of classes and units with figures of their own."""
    return "；".join(
        f"{name}：{'，'.join(_said(own, act, rated=_rated(term)))}"
        for name, own in term.get("for", {}).items()
    )


def _rated(term: Mapping[str, Any]) -> bool:
    return any(verb in term for verb in _RATES)


def _said(given: Mapping[str, Any], act: str, *, rated: bool) -> Iterator[str]:
    def number(raw: object) -> str:
        value = Decimal(str(raw))
        return f"{plain(value * _HUNDRED)}%" if rated else plain(value)

    def points(raw: object) -> str:
        return f"{plain(Decimal(str(raw)))} 分"

    single: dict[str, Callable[[Any], str]] = {
        "points": points,
        "target": lambda raw: f"目标 {number(raw)}",
        "over": lambda raw: f"只算超过 {number(raw)} 的",
        "under": lambda raw: f"只算不到 {number(raw)} 的",
        "per": lambda raw: f"每 {number(raw)} 一档",
        "whole": lambda raw: {"up": "不足一档进位", "down": "不足一档不计"}[raw],
        "absolute": lambda raw: "正负一样算" if raw else "",
        "averaged": lambda raw: f"按各{raw}平均" if raw else "",
        "signed": lambda raw: "可以是负数" if raw else "",
        "empty": lambda raw: {"full": "除数为 0 按 100%", "zero": "除数为 0 按 0"}[raw],
        "min": lambda raw: f"给就最少 {points(raw)}",
        "or_none": lambda raw: "也可以不给" if raw else "",
        "max": lambda raw: f"最多 {points(raw)}",
    }

    def word(edge: object, inside: str, beyond: str) -> str:
        return beyond if edge in given.get(OPEN, ()) else inside

    lists: dict[str, Callable[[Any, Any], str]] = {
        "band": lambda edge, worth: (
            f"{word(edge, '达到', '超过')} {number(edge)} {act} {points(worth)}"
        ),
        "upto": lambda edge, worth: (
            f"{word(edge, '不超过', '不到')} {number(edge)} {act} {points(worth)}"
        ),
        "table": lambda edge, worth: f"前 {edge} 名 {points(worth)}",
        "places": lambda edge, worth: f"前 {edge} 名 {points(worth)}",
        "last": lambda edge, worth: f"倒数第 {edge} 名 {points(worth)}",
        "choice": lambda word, worth: f"{word} {points(worth)}",
    }
    for key, say in lists.items():
        yield from (say(one, worth) for one, worth in given.get(key, ()))
    yield from (f"{name} {count}" for name, count in given.get("quota", {}).items())
    if "otherwise" in given:
        yield f"其余 {points(given['otherwise'])}"
    yield from filter(None, (say(given[key]) for key, say in single.items() if key in given))


def with_figures(term: Mapping[str, Any], said: str, row_points: object) -> dict[str, Any] | None:
    """The summand with the line (normalized, empty: none of it); None where it says none."""
    found = _read(term, said)
    rest = _rest(term)
    if found is None or not set(found) <= set(rest) or not set(found) <= set(_known(term)):
        return None
    kept = {key: value for key, value in term.items() if key not in rest}
    after = {**kept, **found}
    if "quota" in term and "quota" not in found:
        return None
    return _with_points(term, after, row_points)


def _with_points(
    before: Mapping[str, Any], after: dict[str, Any], row_points: object
) -> dict[str, Any]:
    """Points stand once: in the bands or grades, or beside what is counted."""
    own = [key for key in _POINTS_ELSEWHERE if key in after]
    if "choice" in own:
        return {k: v for k, v in after.items() if k not in ("max", "events", "total")}
    if own:
        return {key: value for key, value in after.items() if key != "points"}
    lost = [worth for key in ("band", "upto", "choice") for _, worth in before.get(key, ())]
    worth = max(map(Decimal, lost), default=None)
    if worth is None and isinstance(row_points, (int, Decimal)):
        worth = Decimal(row_points)
    if "award" in after:
        return after if "max" in after else {**after, "max": worth or Decimal(1)}
    if "points" in _known(after) and "points" not in after:
        return {**after, "points": worth or Decimal(1)}
    return after


def with_own(term: Mapping[str, Any], said: str) -> dict[str, Any] | None:
    """The summand with other figures for some; None where the line says none."""
    kept = {key: value for key, value in term.items() if key != "for"}
    found: dict[str, dict[str, Any]] = {}
    for piece in (one.strip() for one in re.split("[;；\n]", said) if one.strip()):
        head, colon, rest = piece.partition(":")
        own = _read(term, rest)
        if not colon or not own or not set(own) <= set(keys.OWN):
            return None
        found |= {name.strip(): own for name in head.split("、") if name.strip()}
    return {**kept, "for": found} if found else kept


def _read(term: Mapping[str, Any], said: str) -> dict[str, Any] | None:
    """The keys that a line says; None where a part of it says nothing."""
    found: dict[str, Any] = {}
    for part in (one.strip() for one in re.split("[,，、]", said) if one.strip()):
        read = _one(term, part)
        if read is None:
            return None
        key, value, listed = read
        if listed and key == "quota":
            found.setdefault(key, {}).update(value)
        elif listed:
            if value[2:] == [OPEN]:
                found.setdefault(OPEN, []).append(value[0])
            found.setdefault(key, []).append(value[:2])
        elif key in found:
            return None
        else:
            found[key] = value
    return found


def _one(term: Mapping[str, Any], part: str) -> tuple[str, Any, bool] | None:
    if "quota" in term and (one := _QUOTA.fullmatch(part)) and one["word"] in term["quota"]:
        return "quota", {one["word"]: int(one["x"])}, True
    for kind in _PARTS:
        if one := kind.pattern.fullmatch(part):
            key, value = kind.read(one)
            return "places" if key == "table" and "among" in term else key, value, kind.listed
    if "award" in term and (one := _GRADE.fullmatch(part)):
        return "choice", [one["word"], Decimal(one["p"])], True
    return None
