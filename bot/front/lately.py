"""What this chat was about lately: unit, row, table, quarter of the last answer, or last offer.

A sentence that names none of them, soon after, is about these. What is changed of the last question
is ``going_on``'s; here is only what it named. No page of its own.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Final, cast

from bot.corridor.turn import Turn
from bot.front.asking import Asking
from bot.front.matters import of_two_quarters, offered_of, subject_of
from bot.inquiry import answering
from bot.speech.calendar import Quarter
from bot.speech.names import Named
from storage.database import moment
from storage.queries import inquiries

SOON: Final = timedelta(minutes=5)
"""So lately a question was asked that a name alone goes on from it."""


@dataclass(frozen=True, slots=True)
class Lately:
    """The one unit, the row and the table that were asked about; empty: none, or long ago."""

    unit: Named | None = None
    row: str = ""
    group: str = ""
    kind: str = ""
    quarter: Quarter | None = None
    """The one quarter that was named."""
    against: Quarter | None = None
    """The quarter that one was held against."""
    wishes: tuple[str, ...] = ()
    """What was offered, where the last sentence was not understood; the likeliest wish first."""
    offered: bool = False
    """Whether the last sentence was not answered."""
    subject: str = ""
    """What the last answer was about, in the words a wish is told by: 申诉, 退回."""

    @property
    def offer(self) -> str:
        """What the likeliest wishes are about, in such a word; empty: in none of them."""
        return offered_of(self.wishes)

    @property
    def wish(self) -> str:
        """The likeliest wish of those that were offered; empty: none was."""
        return next(iter(self.wishes), "")


async def soon(turn: Turn) -> bool:
    """Whether anything was asked in this chat just now."""
    where = (turn.incoming.channel, turn.incoming.chat, turn.incoming.sender)
    last = await inquiries.last(turn.db, where)
    return last is not None and turn.now - moment(last.at) <= SOON


async def lately(turn: Turn, asking: Asking) -> Lately:
    """What the last question of this chat named, if it was asked just now."""
    where = (turn.incoming.channel, turn.incoming.chat, turn.incoming.sender)
    last = await inquiries.last(turn.db, where)
    if last is None or turn.now - moment(last.at) > SOON:
        return Lately()
    said = of_two_quarters(cast("dict[str, Any]", json.loads(last.said)))
    named = said.get("named") or {}
    meant = set(last.shown)
    unit = asking.roster.get(*meant) if len(meant) == 1 else None
    table, row = _of_one_table(named.get("row") or said.get("row") or "")
    return Lately(
        unit,
        row,
        table or named.get("group") or said.get("group") or "",
        named.get("kind") or said.get("kind") or "",
        _quarter(named.get("quarter"), said.get("quarters") or ()),
        _quarter(said.get("against"), ()),
        tuple(said.get("wishes") or ()),
        said.get("meaning") == "",
        subject_of(said),
    )


def _of_one_table(row: str) -> tuple[str, str]:
    """县直单位=三.1: the table, and the row as it is typed; of rows in several tables as it is."""
    table, _, bare = ("", "", row) if ";" in row else row.rpartition("=")
    return table, bare


def _quarter(named: Sequence[int] | None, several: Sequence[Sequence[int]]) -> Quarter | None:
    """The one quarter of a meaning, or of a query."""
    every = [one for one in (named, *several) if one]
    if len(every) != 1:
        return None
    year, number = every[0]
    return year, number


async def keep_named(
    turn: Turn,
    unit: Named | None,
    row: str,
    wishes: Sequence[str],
    *,
    quarter: Quarter | None = None,
    group: str = "",
    kind: str = "",
    several: Sequence[int] = (),
) -> None:
    """What a sentence named and wished that was not understood: the next one may go on from it.

    ``several``: the units, where these were more than one.
    """
    number = unit.id if unit else None
    every = {"row": row, "quarter": quarter, "group": group, "kind": kind}
    named = {name: value for name, value in every.items() if value}
    said = {"meaning": "", "unit": number, "named": named, "wishes": [*wishes]}
    shown = (number,) if number else tuple(several)
    await answering.keep(turn, json.dumps(said, ensure_ascii=False), shown)


_THAT_UNIT: Final = re.compile(
    r"那?(?:他们?|她们?|它们?|人家)(?:单位|那边|那儿|家|局|镇)?(?!俩|两)|那?[该这那](?:个|家)?(?:局"
    r"|镇|乡|街道|单位|家)(?:单位)?(?![都们些])"
    r"|其(?![他它中余实次])"
)
_THAT_ROW: Final = re.compile(r"[该这那](?:一)?(?:个)?(?:项)?(?:指标|项目|项)")


def refers(text: str) -> bool:
    """Whether 他, 该局 or the like stands in a sentence."""
    return _THAT_UNIT.search(text) is not None


def goes_on(text: str) -> bool:
    """Whether a sentence that names nobody may be about what was asked before: it says so, or is
    short.
    """
    if refers(text) or _THAT_ROW.search(text) is not None:
        return True
    return len(text) <= _SHORT and _SPELT.search(text) is None


def of_that_row(text: str) -> bool:
    """Whether a sentence without a row may be about the one before: 该项指标, or 全部的，表."""
    short = len(text) <= _VERY_SHORT or (len(text) <= _SHORT and _COUNTS.search(text))
    return _THAT_ROW.search(text) is not None or bool(short)


_COUNTS: Final = re.compile(
    r"一[家户场次个笔]都没|几[场次个户笔项条]|都[搞做办]|^这个(?:该?给|咋|怎么|算|多少|由?谁|归谁)"
    r"|[给算得打值](?:几|多少)分?|(?:由|归|是|该)谁(?:来)?[报填管]|加起来|合计"
)
"""What counts something: of the row that was asked about, where none is named."""


_SHORT, _VERY_SHORT = 16, 6
_SPELT: Final = re.compile(r"(?!excel|wechat)[a-z]{5,}", re.IGNORECASE)
"""A name in letters that is nobody's here: the sentence is not about whoever was named before."""
_WHO: Final = re.compile(r"谁|哪(?:[一几些]|个|家|里)")


def resolved(text: str, of: Lately) -> str:
    """他, 该局, 这一项 by the name of what was asked about; the text itself where nothing is.

    谁没报，他们的电话 is of those it asks for itself.
    """
    if of.row and _THAT_ROW.search(text):
        text = _THAT_ROW.sub(of.row, text, count=1)
    that = _THAT_UNIT.search(text)
    if that and _WHO.search(text, 0, that.start()):
        return text[: that.start()] + text[that.end() :].removeprefix("的")
    if of.unit is not None and that:
        text = resolved_to(text, of.unit.short or of.unit.name)
    return text


def resolved_to(text: str, unit: str) -> str:
    """他 and 该局 by the name of a unit."""
    return _THAT_UNIT.sub(unit, text, count=1)


_NOW: Final = re.compile(
    r"现在|目前|眼下|当前|今[天日年]|昨[天日]|明[天日早]|[这本]个?季|[这本][次期]|去年|上年|同期|上半年|下半年|全年|年度"
)
"""What says of when it is, in words that name no quarter."""


def says_when(text: str) -> bool:
    """Whether a sentence says by itself when it is about, so that nothing before says it."""
    return _NOW.search(text) is not None


async def of_that_unit(turn: Turn, asking: Asking, text: str) -> list[str]:
    """离优秀差多少, behind 教育局多少分: with the name of the unit, and of the row, before it."""
    of = await lately(turn, asking)
    if (
        of.unit is None
        or not goes_on(text)
        or asking.roster.find_in(text)
        or _OF_EVERYBODY.search(text)
    ):
        return []
    short = of.unit.short or of.unit.name
    if of.row and _WHY.fullmatch(text):
        return [f"{short}{of.row}为什么扣分"]  # 凭啥扣, behind 教育局三.4多少分
    return [f"{short}{of.row}{text}"] * bool(of.row) + [f"{short}{text}"]


_WHY: Final = re.compile(
    r"(?:那|这|它)*(?:凭|为|因为?)?(?:啥|什么|何)?(?:咋|怎么)?(?:就|给|要)*"
    r"(?:扣|减|丢|少)(?:了|的|分|这么多|它)*(?:呢|啊|[?？])*"
)
_OF_EVERYBODY: Final = re.compile(
    r"谁(?!管|弄)|哪[些几]?[家个](?:单位|局)|全县|所有|各|大家|单位|乡镇|县直"
)


async def resolved_there(turn: Turn, asking: Asking, text: str) -> str:
    """他, 该局, 这项指标 by the name of what the office asked about just now."""
    if not asking.office or not goes_on(text):
        return text
    return resolved(text, await lately(turn, asking))
