"""广天是不是广阔天地乡: whether a name is a unit's, said with yes or no. No page of its own."""

from __future__ import annotations

import re
from typing import Final

from bot.corridor.buttons import HOME, to
from bot.corridor.events import Message
from bot.front.asking import Asking
from bot.speech.names import Named
from bot.speech.people_names import is_name

_SAME: Final = re.compile(
    r"(?P<a>[一-鿿]{2,12}?)(?:这个)?(?:是不是|是否)(?:就是)?(?P<b>[一-鿿]{2,20}?)(?:呀|啊)?[?？]?"
    r"|(?P<a2>[一-鿿]{2,12}?)(?:跟|和|与)(?P<b2>[一-鿿]{2,20}?)"
    r"(?:是不是|是)(?:同)?一(?:家|个单位|个|回事)(?:单位)?(?:吗|不|么|吧)?[?？]?"
    r"|(?P<a3>[一-鿿]{2,12}?)(?:就是|是)(?P<b3>[一-鿿]{2,20}?)(?:吗|么|不|吧)[?？]?"
)


def called_so(asking: Asking, text: str) -> Message | None:
    """Yes or no, where both sides are nothing but names and one of them is a unit's for certain."""
    match = _SAME.fullmatch(text.strip())
    if match is None:
        return None
    named = match.groupdict()
    first, second = (
        next(named[one] for one in keys if named[one])
        for keys in (("a", "a2", "a3"), ("b", "b2", "b3"))
    )
    left, right = _whose(asking, first), _whose(asking, second)
    if left is None and (named["a3"] or is_name(first)) and not _BODY.search(first):
        return None  # 王文静是教育局的吗 asks after a person
    if right is None or (left is None and _is_words(asking, first)):
        return None
    buttons = tuple(to(f"{one.short}的情况", "about", one.id) for one in _each(left, right))
    return Message(text=_said(first, left, second, right), buttons=(buttons, (HOME,)))


def asks_whether(text: str) -> bool:
    """Whether a sentence only asks if two names are one unit's."""
    return _SAME.fullmatch(text.strip()) is not None


def _whose(asking: Asking, name: str) -> Named | None:
    found = asking.roster.find(name)
    return found.unit if found.unit is not None and found.sure else None


def _is_words(asking: Asking, name: str) -> bool:
    """交得最早的: what is no name at all, or names a unit among other words."""
    found = asking.roster.find(name)
    return _NO_NAME.search(name) is not None or bool(found.candidates)


_BODY: Final = re.compile(r"[局委办镇乡会院所站处队社天]$")
_NO_NAME: Final = re.compile(
    r"[的了最没有不谁哪几都还这那第名分数报交审填第一二三四五六七八九十]|季度|材料|总结|联络|电话|单位"
)


def _each(left: Named | None, right: Named) -> list[Named]:
    return list({one.id: one for one in (left, right) if one is not None}.values())


def _said(first: str, left: Named | None, second: str, right: Named) -> str:
    if left is None:
        others = "、".join(dict.fromkeys((right.short, *right.aliases)))
        return (
            f"不知道：名单里没有哪个单位叫“{first}”。{right.name}在名单里叫：{others}。"
            f"要认得“{first}”，发：说{first}就是{right.short}。"
        )
    if left.id == right.id:
        return f"是，“{first}”就是{right.name}（简称{right.short}）。"
    return f"不是：“{first}”是{left.name}，“{second}”是{right.name}，是两个单位。"
