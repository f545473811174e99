"""How the last list is to look: 再加一列上季度得分, 电话不要了, 只要单位名, 反过来, 县直归县直.

What is named is read as the words of a question are; where it is no column, none of these is meant.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final

from bot.questions.combined.columns import columns_of
from bot.questions.combined.query import Column, Query
from bot.questions.combined.reading import Word

Read = Callable[[str], list[Word] | None]


@dataclass(frozen=True, slots=True)
class Look:
    """What is to be another about how a list looks."""

    add: tuple[Column, ...] = ()
    drop: tuple[Column, ...] = ()
    bare: bool = False
    split: bool = False
    turned: bool = False


_SHOW: Final = r"(?:列|带|加|附|写|标|注|放|留|补|添)"
_ADDED: Final = (
    re.compile(
        r"(?:再|还|另外|后[面头]|旁边|边上|表里|里[面头]|麻烦|给我|帮我|把|请|要)*"
        r"(?:(?:加|添|补|多|带|附|列|标)(?:一|个|上(?!一?个?[季期次半])|进|出|入|着)*(?:列|栏|项)?"
        r"(?:上(?!一?个?[季期次半])|个|是|放|写)?"
        r"|(?:一列|一栏)(?:是|放|写)?)(?P<what>.{2,20}?)(?:[这那]?一?[列栏]|进去|进来|上)?"
    ),
    re.compile(
        r"把?(?P<what>.{2,20}?)(?:也|都|一起|一并|一块)*"
        rf"(?:{_SHOW}(?:上|出来|进去|进来|着|一列|一栏)+|要(?=$))"
    ),
)
_OF_THEM: Final = re.compile(
    r"(?:上面|刚才|名单里?)?的?(?:这|那)(?:些|几[家个])(?:单位)?的?(?P<what>.{2,12}?)"
    r"(?:都|分别|各)?(?:是|有)?(?:谁|多少|什么|几分|哪些人)?"
)
"""这些单位的联络员是谁: what is asked of all that the list shows."""
_DROPPED: Final = (
    re.compile(
        r"(?:把)?(?:去掉|去除|删掉|删去|删了|拿掉|省掉|隐藏|不要|别要|不带|别带|不用带|不列|别列)"
        r"(?P<what>.{2,12}?)(?:[这那]?一?[列栏])?"
    ),
    re.compile(
        r"把?(?P<what>.{2,12}?)(?:[这那]?一?[列栏])?(?:就|都|也)?"
        r"(?:不要|去掉|删掉|删了|删去|不用|不需要|别带|别列|拿掉|省掉|隐藏)(?:列|带)?"
    ),
)
_ONLY: Final = re.compile(
    r"(?:我)?(?:只|光|就|单)(?:需|需要)?(?:要|留|列|看|给|剩)个?(?P<what>.{1,20}?)(?:就(?:行|好|可以|够)|即可)?"
    r"(?P<rest>[,，](?:别的|其他|其它|其余|剩下)的?(?:都|就)?(?:不要|去掉|不用|不需要))?"
)
_NAMES: Final = re.compile(
    r"各?单位的?(?:名称|名字|名单|名(?!次|单)|全称|简称)?|名称|名字|名单|^名$"
)
_TURNED: Final = re.compile(
    r"(?:那|再|给我|要|把|顺序|次序|换个|改成)*(?:反过来|倒过来|颠倒|掉个个儿?|反着|倒着|倒序|反序|逆序|反向)"
    r"(?:来|排|看|列|一下|再来|一遍|顺序|过来)*(?:排?一?[下遍])?"
)
_SPLIT: Final = re.compile(
    r"(?:那|再|给我|要|把|请)*(?:(?:县直|部门|科局)(?:单位)?(?:归|是)(?:县直|部门|科局)(?:单位)?"
    r"(?:[,，、和]*(?:乡镇|镇街|镇)(?:归|是)(?:乡镇|镇街|镇))?"
    r"|(?:县直|部门)?(?:单位)?[和跟与、]?(?:乡镇|镇街)?(?:街道)?(?:要|单独|各自)?(?:分开|分别|分成两[张块份])"
    r"|按(?:县直|考核表|两张表|表))(?:[,，]?(?:分开|分别|各)?(?:来)?(?:列|排|看|列出来|一[张份]|一下))*"
)
_ENDS: Final = re.compile(
    r"(?:的|了|吧|吗|啊|呀|呢|一下|好不好|行不行|可以吗|谢谢|[?？。.!！,， ])+$"
)


def look(text: str, read: Read) -> Look | None:
    """What a sentence says of how the last list is to look; None: it says something else."""
    said = _ENDS.sub("", text)
    if _TURNED.fullmatch(said):
        return Look(turned=True)
    if _SPLIT.fullmatch(said):
        return Look(split=True)
    if only := _ONLY.fullmatch(said):
        return _only(only["what"], read)
    for pattern in _DROPPED:
        if (match := pattern.fullmatch(said)) and (found := _named(match["what"], read)):
            return Look(drop=found)
    for pattern in (*_ADDED, _OF_THEM):
        if (match := pattern.fullmatch(said)) and (found := _named(match["what"], read)):
            return Look(add=found)
    return None


def _only(what: str, read: Read) -> Look | None:
    """只要单位名, 只要名次单位总分等级: these columns and no others."""
    named = _NAMES.sub("", what, count=1)
    if not named:
        return Look(bare=True)
    words = read(named)
    if words and all(one.kind in ("who", "join") for one in words):
        return Look(bare=True)
    if not words or named == what:
        return None  # 只要乡镇的, 只要得分 says whom or what, and not how it looks
    found = columns_of([one for one in words if one.kind != "who"])
    return Look(add=found, bare=True) if found else None


def _named(what: str, read: Read) -> tuple[Column, ...]:
    words = read(what)
    return columns_of(words) if words else ()


def looked(last: Query, to: Look) -> Query | None:
    """The last list, looking so; None where it is no list, or there is nothing to turn round."""
    if last.topic not in ("units", "appeals"):
        return None
    if to.turned:
        way = last.descending
        if way is None and last.measure not in ("total", "rank"):
            return None
        return replace(last, descending=bool(not way and way is not None), result=0, form="text")
    also = to.add if to.bare else tuple(dict.fromkeys((*last.also, *to.add)))
    gone = {one.measure for one in to.drop if one.quarter is None and not one.row}
    of_the_list = gone - {one.measure for one in also}  # what it shows without being asked
    also = tuple(one for one in also if one not in to.drop and one.measure not in gone)
    if of_the_list and last.measure and last.measure not in gone and not last.bare:
        also = (Column(last.measure, row=last.row), *also)
    query = replace(
        last, also=also, bare=last.bare or to.bare or bool(of_the_list), result=0,
        split=last.split or to.split, form="xlsx" if last.form == "xlsx" else "text",
    )  # fmt: skip
    return query if query != last else None
