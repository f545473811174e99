"""What a sentence puts right of figures that are shown and not written: 弄错了 是交通局. Pure.

Only one unit or one value, said to be the right one; whose it takes the place of is the page's
to see.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from bot.speech.names import Roster
from bot.speech.numbers import plain
from bot.supply.spoken import said_value

_WRONG: Final = r"(?:不对|不是(?:这|那)[个家]|我?(?:刚才|刚)?(?:弄|搞|说|记|写|看|录|打|填)?错了)"
_RIGHT: Final = re.compile(
    rf"(?:哎|等等|[,，\s])*(?:{_WRONG}[,，。\s]*)+(?:应该|应当|其实)?(?:是|为|改成)(?P<a>[^,，]+)"
    r"|(?:更正|订正|纠正|更改)(?:一下)?(?:[,，:：\s]+(?:应该|应当|其实)?(?:是|为)?|(?:应该|应当)?[是为])(?P<e>[^,，]+)"
    r"|(?:应该是|应为|改成|改为)(?P<b>[^,，]+)"
    rf"|不是(?:再)?加?(?P<no>[^,，是\s]+)[,，\s]*(?:而|应该)?是(?P<c>[^,，]+)"
    rf"|(?:应该)?是(?P<d>[^,，是不]+)[,，\s]*(?:而)?不是(?P<no2>[^,，]+)"
)
_ASKS: Final = re.compile(r"[?？吗呢谁哪怎咋]|是不是|说(?!错)|听|好像|可能|大概|也许|如果|要是")
_ALL: Final = re.compile(r"^(?:一共|总共|共|就|只有)+")
_ENDS: Final = re.compile(r"(?:的|才对|吧|啊|了|[。.!！\s])+$")
LONGEST: Final = 40


@dataclass(frozen=True, slots=True)
class Amended:
    """The right unit, or the right value as a cell would have it; ``wrong``: the unit it was."""

    unit: int | None = None
    said: str = ""
    wrong: int | None = None
    dropped: int | None = None
    """堂街那个不要了: whose figure is not to be written after all."""


_DROPS: Final = re.compile(
    r"(?:把|将|那|就)*(?P<a>[^,，\s]+?)(?:镇|乡)?(?:的|那个|那条|那笔|那家|这个|这条|那边|先|就|也)*"
    r"(?:不要|不录|不记|不算|不报|别录|别记|不填|去掉|删掉?|拿掉|划掉|撤掉?|除外|先不动)(?:了|吧)*"
    r"|(?:先|就)*(?:不要|不录|不记|别录|别记|去掉|删掉?|拿掉|划掉|除了)(?P<b>[^,，\s]+?)(?:的|那个|那条|那笔|那家)*(?:了|吧)*"
)


def amended(text: str, roster: Roster) -> Amended | None:
    """What is put right; None: nothing is, or it asks, tells, or a word is left over."""
    said = _ENDS.sub("", plain(text).strip())
    if len(said) <= LONGEST and not _ASKS.search(said) and (drops := _DROPS.fullmatch(said)):
        unit = _unit(drops["a"] or drops["b"], roster)
        return Amended(dropped=unit) if unit else None
    match = _RIGHT.fullmatch(said) if len(said) <= LONGEST and not _ASKS.search(said) else None
    if match is None:
        return None
    right = next(part for part in (match[one] for one in "abcde") if part)
    denied = match["no"] or match["no2"] or ""
    if unit := _unit(right, roster):
        wrong = _unit(denied, roster) if denied else None
        return None if denied and wrong is None else Amended(unit=unit, wrong=wrong)
    value = said_value(_ALL.sub("", right.strip()))
    return Amended(said=value) if value else None


def _unit(said: str, roster: Roster) -> int | None:
    """The unit that the words are, and nothing besides."""
    found = roster.find(said.strip())
    return found.unit.id if found.sure and found.unit and roster.find_in(said) else None
