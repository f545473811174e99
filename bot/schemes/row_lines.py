"""What a row says besides its summands, as lines a person writes.

别的行得到几分才计分 (一.1：6 分), 几项合计最多几分, 影响等次的事 (重大事件：一票否决), 只计最高的,
考核哪些单位.
Here: each said and read. Not here: what they do (`scoring`), summands (`figures`, `kinds`).
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any, Final

from scoring.exact import plain

AFTER: Final = "after"
JOINT: Final = "joint"
EFFECTS: Final = "effects"
GROUPED: Final = "grouped"
HIGHEST: Final = "highest"
WHOM: Final = "whom"
HOW_AFTER: Final = (
    "别的行得到多少分、这一行才计分的，请写“一.1：6 分”，几个的用分号隔开；没有的发“没有”。"
)
HOW_JOINT: Final = (
    "和前面的行合并计分的，请写“五.1：合计最多 5 分”或者“五.1、五.2：合计最少 2 分”，"
    "写在靠后的那一行；没有的发“没有”。"
)
HOW_GROUPED: Final = (
    "本行的几项合在一起有最多几分的，请写“宣传活动、培训：合计最多得 6 分”"
    "或者“迟报、漏报：合计最多扣 3 分”，用这几项的名字；没有的发“没有”。"
)
HOW_EFFECTS: Final = (
    "请写“重大失信事件：一票否决”“被通报批评：一票否优”“群体投诉 >= 2：降一等次”"
    "“重大舆情：不得评前两等”"
    "“数据造假：总分记 0 分”，几件的用分号隔开；没有的发“没有”。"
)
HOW_HIGHEST: Final = "几项都有时只计最高的一项的，发“只计最高的”；都计的发“没有”。"
HOW_WHOM: Final = (
    "只考核一部分单位的，请写“类别：一类、二类”或者“单位：东镇、西镇”，"
    "后面用分号接着写其他单位怎么算：“其他：折算”（也可以写 0 分、满分）；大家都考核的发“没有”。"
)
_NUMBER: Final = r"[0-9]+(?:\.[0-9]+)?"
_AFTER: Final = re.compile(
    rf"(?P<row>[^\s.:]+\.[^\s.:]+)\s*(?:[:得到满达]\s*)*(?P<p>{_NUMBER})\s*分?"
)
_EFFECT: Final = re.compile(r"(?P<when>[^:]{2,60}?)\s*:\s*(?P<word>\S{2,8})")
_EFFECT_WORDS: Final = {
    "一票否决": "veto", "一票否优": "bar", "不得评前两等": "bar_two", "降一等次": "drop",
    "总分记0分": "zero",
}  # fmt: skip
_SAID: Final = {
    "veto": "一票否决", "bar": "一票否优", "bar_two": "不得评前两等", "drop": "降一等次",
    "zero": "总分记 0 分",
}  # fmt: skip
_ABSENT: Final = {"0分": "zero", "满分": "full", "折算": "rescale"}
_ABSENT_SAID: Final = {"zero": "0 分", "full": "满分", "rescale": "折算"}
_HIGHEST: Final = re.compile(r"只[计算取](?:其中)?最高(?:的|的?一项)?|就高不重复")


def after_said(body: dict[str, Any]) -> str:
    """The rows whose points come first."""
    return "；".join(f"{row}：{plain(Decimal(p))} 分" for row, p in body.get(AFTER, {}).items())


def with_after(body: dict[str, Any], said: str) -> dict[str, Any] | None:
    """The row that waits for others' points; None where the line says none."""
    found: dict[str, Any] = {}
    for part in _split(said):
        one = _AFTER.fullmatch(part)
        if one is None:
            return None
        found[one["row"]] = Decimal(one["p"])
    return _put(body, AFTER, found)


_JOINT: Final = re.compile(
    rf"(?:[和与])?(?P<rows>[^:]+?)\s*:\s*(?:合计|一共|合起来)?(?P<word>最[多高少低]|不超过|不低于)\s*"
    rf"(?:[得计]\s*)?(?P<p>{_NUMBER})\s*分?"
)
_MOST: Final = ("最多", "最高", "不超过")


def joint_said(body: dict[str, Any]) -> str:
    """The rows before it that it counts together with."""
    return "；".join(
        f"{'、'.join(one['with'])}：合计{word} {plain(Decimal(one[key]))} 分"
        for one in body.get(JOINT, [])
        for key, word in (("most", "最多"), ("least", "最少"))
        if key in one
    )


def with_joint(body: dict[str, Any], said: str) -> dict[str, Any] | None:
    """The row bounded together with others; None where the line says none."""
    found: dict[tuple[str, ...], dict[str, Any]] = {}
    for part in _split(said):
        one = _JOINT.fullmatch(part)
        rows = (
            [row.strip() for row in re.split("[、,，和]", one["rows"]) if row.strip()]
            if one
            else []
        )
        if one is None or not rows:
            return None
        bounds = found.setdefault(tuple(rows), {"with": rows})
        bounds["most" if one["word"] in _MOST else "least"] = Decimal(one["p"])
    return _put(body, JOINT, list(found.values()))


_GROUP: Final = re.compile(
    rf"(?P<of>[^:]+?)\s*:\s*(?:合计|一共|合起来)?(?:最[多高]|不超过)\s*(?P<word>[得加计扣减])\s*"
    rf"(?P<p>{_NUMBER})\s*分?"
)


def grouped_said(body: dict[str, Any]) -> str:
    """Which terms are bounded together."""
    return "；".join(
        f"{'、'.join(one['of'])}：合计最多{word} {plain(Decimal(one[key]))} 分"
        for one in body.get(GROUPED, [])
        for key, word in (("most", "得"), ("loses", "扣"))
        if key in one
    )


def with_grouped(body: dict[str, Any], said: str) -> dict[str, Any] | None:
    """The row some of whose terms are bounded together; None where the line says none.

    Names may hold 、 themselves: those of the row are found first.
    """
    found: dict[tuple[str, ...], dict[str, Any]] = {}
    for part in _split(said):
        one = _GROUP.fullmatch(part)
        names = _names(body, one["of"]) if one else []
        if one is None or not names:
            return None
        bounds = found.setdefault(tuple(names), {"of": names})
        bounds["loses" if one["word"] in "扣减" else "most"] = Decimal(one["p"])
    return _put(body, GROUPED, list(found.values()))


_KINDS: Final = ("each", "if", "rate", "amount", "award", "list", "named", "among", "marks", "rank")


def _names(body: dict[str, Any], said: str) -> list[str]:
    """The terms a text names, in their order there; what is left of it are names as written."""
    own = [
        str(term[kind])
        for side in ("add", "deduct")
        for term in body.get(side, [])
        for kind in _KINDS
        if kind in term
    ]
    found: list[tuple[int, str]] = []
    rest = said
    for name in sorted(dict.fromkeys(own), key=len, reverse=True):
        at = rest.find(name)
        if at >= 0:
            found.append((at, name))
            rest = rest[:at] + "\0" * len(name) + rest[at + len(name) :]
    others = re.finditer(r"[^、,，和与\0“”]+", rest)
    found += [(other.start(), other[0].strip()) for other in others]
    return [name for _, name in sorted(found) if name]


def effects_said(body: dict[str, Any]) -> str:
    """What happens to grades."""
    return "；".join(f"{one['when']}：{_SAID[one['effect']]}" for one in body.get(EFFECTS, []))


def with_effects(body: dict[str, Any], said: str) -> dict[str, Any] | None:
    """The row with what happens to grades; None where the line says none."""
    found = []
    for part in _split(said):
        one = _EFFECT.fullmatch(part.replace("总分记 0 分", "总分记0分"))
        word = one["word"].removesuffix("。") if one else ""
        if one is None or word not in _EFFECT_WORDS:
            return None
        found.append({"when": one["when"], "effect": _EFFECT_WORDS[word]})
    return _put(body, EFFECTS, found)


def highest_said(body: dict[str, Any]) -> str:
    """Whether only the highest of several counts."""
    return "只计最高的" if body.get(HIGHEST) else ""


def with_highest(body: dict[str, Any], said: str) -> dict[str, Any] | None:
    """The row in which only the highest counts, or all do."""
    if said and not _HIGHEST.fullmatch(said):
        return None
    return _put(body, HIGHEST, bool(said))


def whom_said(body: dict[str, Any]) -> str:
    """Which classes or units the row is for, and how the others count."""
    parts = [
        f"{word}：{'、'.join(body[key])}"
        for word, key in (("类别", "classes"), ("单位", "units"))
        if body.get(key)
    ]
    absent = body.get("absent")
    if absent is not None:
        said = _ABSENT_SAID.get(str(absent)) or f"{plain(Decimal(str(absent)))} 分"
        parts.append(f"其他：{said}")
    return "；".join(parts)


def with_whom(body: dict[str, Any], said: str) -> dict[str, Any] | None:
    """The row for some of the units; None where the line says none."""
    kept = {key: value for key, value in body.items() if key not in ("classes", "units", "absent")}
    for part in _split(said):
        head, colon, rest = (one.strip() for one in part.partition(":"))
        names = [one.strip() for one in re.split("[、,，]", rest) if one.strip()]
        if not colon or not names:
            return None
        if head in ("类别", "单位"):
            kept["classes" if head == "类别" else "units"] = names
        elif head == "其他":
            bare = rest.replace(" ", "")
            number = re.fullmatch(rf"({_NUMBER})分?", bare)
            if bare not in _ABSENT and number is None:
                return None
            kept["absent"] = _ABSENT.get(bare) or Decimal(number[1] if number else 0)
        else:
            return None
    return kept


def _split(said: str) -> list[str]:
    return [one.strip() for one in re.split("[;；\n]", said) if one.strip()]


def _put(body: dict[str, Any], key: str, value: object) -> dict[str, Any]:
    kept = {name: one for name, one in body.items() if name != key}
    return {**kept, key: value} if value else kept
