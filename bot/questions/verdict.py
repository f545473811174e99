"""Leave or refusal of what a unit asked for: 那个不准，理由是…; 水利局的准两天. Only reading.

What waits for an answer, and which of it is meant, is the front's to know (``bot.front.verdicts``).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

from bot.questions.leans import ASKS, TELLS, Moved, moved
from bot.speech.names import Roster
from bot.speech.numbers import plain


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is said to an extension that was asked for, or to an appeal."""

    allows: bool
    units: tuple[int, ...] = ()
    reason: str = ""
    to: Moved | None = None
    about: Literal["", "extension", "appeal"] = ""


_THAT: Final = (
    r"(?:那一?[个条家件份]|这一?[个条家件份]|的|那边|申诉|延期|宽限|申请|请求|要求|事|它|他们?|就|先|给|把|将|对|也|还是|我|"
    r"一律|都)*"
)
_REFUSES: Final = (
    r"(?:不准|别准|不能准|不批|别批|不批准|不同意|不予(?:批准|同意|支持|延期|采纳)?|不答应|不许|不行|不可以|驳回|驳了|驳掉|驳|拒绝|拒了"
    r"|回绝|回了|不认可?|维持(?:原(?:来的?)?(?:核定|结果|分数?|判))?|不给(?:延期?|宽限?|准)?|不延期?|不宽限?)(?:他们?|它)?(?:了)?"
)
_ALLOWS: Final = (
    r"(?:准了?|批准|批了?|同意|答应|许了?|可以|行|给他们?(?:延|批|准))(?:他们?|它)?"
    r"(?:了|的|延期?|宽限?)*"
)
_WHY: Final = (
    r"(?:[,，;；。:：\s]*(?:理由|原因)?(?:是|就是|为|写|就写|因为|由于|[:：,，\s])*"
    r"(?P<why>[^,，].*))?"
)
_REFUSAL: Final = re.compile(rf"(?:只有)?{_THAT}{_REFUSES}(?:吧|了|啊)*{_WHY}")
_LEAVE: Final = re.compile(rf"{_THAT}{_ALLOWS}(?:吧|了|啊)*(?:[,，;；\s]*(?P<much>.+?))?")
_DENIED: Final = re.compile(r"没(?:有)?(?:说)?(?:不准|准|同意|驳|批)|(?:别|不要|先别)(?:驳|拒|回)")


def verdict(text: str, roster: Roster, today: date) -> Verdict | None:
    """那个不准，理由是…, 水利局的准两天: leave or refusal; None: neither, asked, or told of."""
    said = plain(text).strip().rstrip("。!！~")
    if not said or len(said) > _LONGEST_REASON or _asked(said) or _DENIED.search(said):
        return None
    bare, units = _without_units(_HUMS.sub("", said), roster)
    of = "appeal" if "申诉" in said else "extension" if re.search(r"延|宽限", said) else ""
    about: Literal["", "extension", "appeal"] = of  # type: ignore[assignment]  # one of the three
    if match := _REFUSAL.fullmatch(bare):
        why = (match["why"] or "").strip(" ,，。")
        return Verdict(allows=False, units=units, reason=_written(why), about=about)
    match = _LEAVE.fullmatch(bare)
    if match is None or TELLS.search(bare):
        return None
    much = match["much"] or ""
    to = moved(much, today) if much else None
    if much and to is None:
        return None
    return Verdict(allows=True, units=units, to=to, about=about)


_LONGEST_REASON: Final = 120
_HUMS: Final = re.compile(r"^(?:嗯|哎|唉|好|哦|对|请|[,，\s])+")


def _asked(said: str) -> bool:
    """Whether it asks, its reason left aside."""
    first = re.split(r"[,，;；。:：]|理由|原因", said, maxsplit=1)[0]
    told = re.search(r"说(?!过)|听说|昨天|刚才是|已经", first)
    return bool(ASKS.search(first) or re.search(r"[?？]|[吗呢]$", said) or told)


def _written(why: str) -> str:
    return why.replace(",", "，").replace(";", "；")


def _without_units(said: str, roster: Roster) -> tuple[str, tuple[int, ...]]:
    """The words without the unit they begin with, and the unit."""
    first = next(iter(roster.find_in(said)), None)
    if first is None or first.start > _SOON or not first.found.sure or not first.found.unit:
        return said, ()
    return said[: first.start] + said[first.end :], (first.found.unit.id,)


_SOON: Final = 2
