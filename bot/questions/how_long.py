"""What is said of a day that is too near or too far: 不够 改成四天; 不用那么久，一天够了.

A sentence behind a day that waits for its tap may complain of it, name another one, and say why;
what it complains of is none of the reason. What names a day is the caller's to read. Pure.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from bot.speech.numbers import plain

_N: Final = r"(?:[0-9]{1,3}|[一二两三四五六七八九十半]{1,3})"
_SO_LONG: Final = rf"{_N}个?(?:天|日|周|星期|礼拜)"
_LONG: Final = r"(?:短|长|久|多|少|早|晚|迟|近|远)"
_SOFT: Final = r"(?:太|有点儿?|有些|稍微|还是|还|也|都|是|真|怕|恐怕|估计|可能|这|那|样|点|就)*"
_LACKS: Final = (
    rf"{_SOFT}(?:不太?够用?|太{_LONG}|{_LONG}了|"
    r"(?:用不了|用不着|不用|不需要|不要|不必|要不了|没必要)(?:给|延|拖)?(?:这么|那么|太|这样)"
    r"(?:久|长|多|晚|迟)(?:的?时间|天)?)(?:了|一?点儿?|些|啊|吧|呀|的)*"
)
_COMPLAINS: Final = re.compile(rf"(?:这|那|给|延|的|{_SO_LONG})*{_LACKS}")
_MAY_BE_WHY: Final = re.compile(
    rf"(?:时间|期限|日期|日子|给|延|的|{_SO_LONG})*{_SOFT}"
    rf"(?:{_LACKS}|来不及|赶不及|太?[紧赶]了?|[弄办干做报]不完)(?:了|啊|吧|呀|的)*"
)
"""时间不够: of the day only where another one is named beside it; alone it is why more is given."""
_OPENS: Final = re.compile(
    r"^(?:至少|起码|最少|怎么也|大概|得|要|需要|那就?|还是|就|再说)+(?=.{2})"
)
_ENOUGH: Final = re.compile(
    r"(?:就|也|都|才|应该|足|肯定|差不多|大概|总)*(?:足够|够)(?:了|用|的)*(?:吧|啊)?$"
)
_BY_SO_MUCH: Final = re.compile(
    rf"(?:给|延|定)*(?:(?P<short>[少短早])|[多长晚久迟])(?:给|延)?了(?P<n>{_SO_LONG})(?:吧|啊)*"
)
_CHANGES: Final = re.compile(r"改|换|延|推|宽|给|到|够|至少|起码|[^需]要")
_BREAK: Final = re.compile(r"[,，。;；!！\s]+")


@dataclass(frozen=True, slots=True)
class Another:
    """Another day than the one that stands there; empty: one is wanted, and none is named."""

    day: str
    why: str = ""


def another(text: str, reads: Callable[[str], str | None]) -> Another | None:
    """What a sentence says of a day, ``reads`` being told a clause; None: it is of something else.

    What neither complains nor names a day is why, in the words it was written in.
    """
    day, why, complained, changed = "", list[str](), "", False
    for clause in filter(None, _BREAK.split(plain(text).strip())):
        named, with_it = _named(clause, reads)
        if named and day:
            return None
        if named:
            day, changed = named, bool(_CHANGES.search(clause))
            complained = complained or ("perhaps" if with_it else "")
        elif _COMPLAINS.fullmatch(clause):
            complained = complained or "plainly"
        elif _MAY_BE_WHY.fullmatch(clause):
            complained = "perhaps"
        else:
            why.append(clause)
    if not day:
        return Another("") if complained == "plainly" and not why else None
    if why and not (complained or changed):
        return None
    return Another(day, "，".join(why)) if complained or why or not reads(text) else None


def _bare(clause: str) -> str:
    return _ENOUGH.sub("", _OPENS.sub("", clause))


def _named(clause: str, reads: Callable[[str], str | None]) -> tuple[str, bool]:
    """The day that a clause names, and whether it complains in the same breath."""
    if by := _BY_SO_MUCH.fullmatch(clause):
        return f"{'+' if by['short'] else '-'}{by['n']}", True
    plainly = (clause, _bare(clause))
    for one in dict.fromkeys((*plainly, *_without(clause))):
        if one and (found := reads(one)):
            return found, one not in plainly
    return "", False


def _without(clause: str) -> list[str]:
    """The clause without what it complains of: 三天不够要五天, 一天够了不用那么久."""
    found = []
    for pattern in (_COMPLAINS, _MAY_BE_WHY):
        if first := pattern.match(clause):
            found.append(_bare(clause[first.end() :]))
        last = next((one for one in pattern.finditer(clause) if one.end() == len(clause)), None)
        if last is not None:
            found.append(_bare(clause[: last.start()]))
    return found
