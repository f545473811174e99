"""Words that change what counts and are no subject matter: 仅, 除外, 或, 且, 方可, 加扣, 每超…加.

A closed list: a clause piece in which one of them stands in no name and is said to nobody is one to
look at. And what a rule takes for granted where such a word leaves it open. Not here: figures and
other words that went nowhere (`accounts`), whose a figure is (`edges`).
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Final

from scoring.drafting.wordings import listed, words_of
from scoring.exact import plain

ALWAYS: Final = re.compile(
    r"除外|不再(?=[计加得扣])|其中|不含|不包括|例外|豁免|免于|但是|但|除(?!险|尘|草|害|雪|虫|四)|抵|折合|视同|视为|加倍|翻倍|双倍|减半|系数|权重"
    r"|平均|同比|环比|连续|上年|上季|去年|之和|顺延|以此类推|依此类推|以后每|首次|再次|屡|主要责任|次要责任"
    r"|非(?![法常典公税煤物遗机正])|至少(?=[扣加减得计])|仅(?![次仅])|只(?=[统限针])|方可|方能|才[能可得计给加]|前提|基础上|基数|任[一意何]|之一(?!字)|半(?=[天日])|加减|增减"
    r"|(?<!个)或(?!者)|或者|且(?!不?(?:超过|低于|高于|大于|小于|足|达到)?[0-9])|(?<=[次日月年])起(?=[每,得扣加])"
)
"""Words that change what counts: they must stand in a name or be said."""


def taken_for_granted(
    text: str, keys: Mapping[str, object], points: Decimal | None, said: str
) -> Iterator[str]:
    """What may be meant two ways, where nobody was asked which."""
    yield from _beyond_all(keys, points, said)
    yield from _more_of_each(text, keys, said)
    yield from _of_some(keys, said)
    yield from _one_in_the_other(keys, said)
    yield from _each_of_them(keys)


_MORE: Final = re.compile("每?(?:超额|超出|超过|超|增加|多)")


def _beyond_all(keys: Mapping[str, object], points: Decimal | None, said: str) -> Iterator[str]:
    """Full at the line, 每超1%加0.2分: beyond the points of the row, or only what was lost."""
    added = listed(keys.get("add"))
    over = [one for one in added if "over" in one]
    more = [one for one in added if _MORE.match(str(one.get("each", "")))]
    whole = any(one.get("points") == points for one in added if one not in more)
    from_all = keys.get("start") == points and bool(added) and "又加又扣" not in said
    full = from_all if over or not more else from_all or whole
    if full and keys.get("points") == points and (
        "加的分" not in said
    ):  # fmt: skip
        yield f"加分能不能超过{plain(points)}分？" if points is not None else "加分能不能超过分值？"


_FURTHER: Final = re.compile(
    r"([^,。;\n0-9]{2,24}?)(?:的|者)?,?(?:加|再|另|另外|额外)扣([0-9.]+)分"
)


def _more_of_each(text: str, keys: Mapping[str, object], said: str) -> Iterator[str]:
    """每起扣2分; 隐瞒不报的加扣2分: for each of those that were hidden, or once."""
    counted = [one for one in listed(keys.get("deduct")) if "each" in one]
    flags = {one["points"]: str(one["if"]) for one in listed(keys.get("deduct")) if "if" in one}
    for one in _FURTHER.finditer(text) if counted else ():
        name = flags.get(Decimal(one[2]), "")
        if name and name in one[0] and "只看有没有" not in said:
            yield one[0]


def _one_in_the_other(keys: Mapping[str, object], said: str) -> Iterator[str]:
    """退兵1人扣1分, 责任退兵1人扣2分: is the latter one of the former as well?"""
    for side in ("add", "deduct"):
        plainly = [one for one in listed(keys.get(side)) if "each" in one and "unit" in one]
        for wide, narrow in itertools.permutations(plainly, 2):
            first, second = str(wide["each"]), str(narrow["each"])
            within = second.endswith(first) and len(first) > 1 and "".join(
                second.split(first)
            )  # fmt: skip
            if within and wide["unit"] == narrow["unit"] and "另" not in said and not (
                {"over", "under", "band", "upto"} & {*wide, *narrow}
            ):  # fmt: skip
                yield f"“{second}”也算在“{first}”里吗？"


_PER: Final = re.compile(r"每(?:场|次|个|件|户|村|人|项|期|篇|家|所)(?!月|季度)")


def _each_of_them(keys: Mapping[str, object]) -> Iterator[str]:
    """每场参加人数50人以上加0.5分: for each of them, and no one figure says so."""
    for term in (*listed(keys.get("add")), *listed(keys.get("deduct"))):
        name = next((str(term[one]) for one in ("rate", "amount", "each", "if") if one in term), "")
        if _PER.match(name):
            yield f"“{name}”是每一{name[1]}各算一次吗？"


_TOLD_APART: Final = re.compile("别的照算|本行 0 分")


def _of_some(keys: Mapping[str, object], said: str) -> Iterator[str]:
    """建成未运营的不计分 behind 每建成1个得0.5分: of those that were built, or of the whole row."""
    if _TOLD_APART.search(said):
        return
    counted = [str(one["each"]) for one in listed(keys.get("add")) if "each" in one]
    for one in words_of(keys.get("zero_if")):
        alike = any(one[:2] in name or one[-2:] in name for name in counted)
        if alike and " " not in one and re.search("未|不|没|无", one[1:]):
            yield one


_NOT_AGAIN: Final = re.compile("不[^,。;\n]{0,8}")
_AGAIN: Final = re.compile(
    "(?:可以?|允许|予以)(?:重复|累计|累加|叠加)|(?:重复|累计|累加|叠加)(?:计算|计分|加分|得分|计入)"
)


def counted_again(text: str, keys: Mapping[str, object]) -> Iterator[str]:
    """同一事项就高, 可重复计分: the rule counts one of them, and the clause says both."""
    named = any("named" in one for one in listed(keys.get("add")))
    if keys.get("highest") or named:
        yield from _AGAIN.findall(_NOT_AGAIN.sub("", text))


_NO_FLOOR: Final = re.compile(
    "(?<!加分)(?<!得分)(?:不设上限|不封顶|不设封顶|无上限|没有上限|不设限|不限|不设下限|无下限|没有下限)"
)


def floor_lost(text: str, keys: Mapping[str, object]) -> Iterator[str]:
    """扣分不设上限 of a rule that only takes, and ends at nothing."""
    if listed(keys.get("deduct")) and not listed(keys.get("add")) and "floor" not in keys:
        yield from _NO_FLOOR.findall(text)
